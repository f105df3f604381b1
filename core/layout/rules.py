"""Rulings → the networks of lines that draw tables: snapped, joined, taken apart where they do not touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from core.model import Box
from core.readers.page import Ruling

SNAP = 3.0  # points: lines this near to each other are one line drawn twice
TOUCH = 4.0  # points: how far a line may end from the one that it should reach
SEAM = 1.5  # points: level lines at least this far apart may belong to two tables
LONG = 100.0  # points: shorter level lines are no edge of a table
OVERHANG = 10.0  # points: level lines that reach this far beyond the outermost upright one lack an outer rule


Line = tuple[float, float, float]  # where it stands across its direction, start and end along it


class Level(NamedTuple):
    """A horizontal line."""

    y: float
    x0: float
    x1: float


class Plumb(NamedTuple):
    """A vertical line."""

    x: float
    top: float
    bottom: float


@dataclass(slots=True)
class Network:
    """Lines that touch each other."""

    levels: list[Level]
    plumbs: list[Plumb]

    @property
    def box(self) -> Box:
        x0 = min([level.x0 for level in self.levels] + [p.x for p in self.plumbs])
        x1 = max([level.x1 for level in self.levels] + [p.x for p in self.plumbs])
        top = min([level.y for level in self.levels] + [p.top for p in self.plumbs])
        bottom = max([level.y for level in self.levels] + [p.bottom for p in self.plumbs])
        return Box(x0, top, x1, bottom)

    @property
    def is_frame(self) -> bool:
        """Whether no upright line stands inside."""
        x0, _, x1, _ = self.box
        return all(min(plumb.x - x0, x1 - plumb.x) <= TOUCH for plumb in self.plumbs)


def networks(rulings: Iterable[Ruling]) -> list[Network]:
    """The networks of a page, from top to bottom."""
    found = [network for part in _without_seams(list(rulings)) for network in _networks(part)]
    return sorted(found, key=lambda n: (n.box.top, n.box.x0))


def _networks(rulings: list[Ruling]) -> list[Network]:
    levels, plumbs = _merged(rulings)
    groups = _Groups(len(levels) + len(plumbs))
    for i, level in enumerate(levels):
        for k, plumb in enumerate(plumbs):
            if _meet(level, plumb):
                groups.join(i, len(levels) + k)
    found: dict[int, Network] = {}
    for i, level in enumerate(levels):
        found.setdefault(groups.of(i), Network([], [])).levels.append(level)
    for k, plumb in enumerate(plumbs):
        found.setdefault(groups.of(len(levels) + k), Network([], [])).plumbs.append(plumb)
    return list(found.values())


def _without_seams(rulings: list[Ruling]) -> list[list[Ruling]]:
    """The rulings parted where one table ends and another begins right below it, each with a level line of its own."""
    seam = _seam(rulings)
    if seam is None:
        return [rulings]
    beside = [r for r in rulings if r.x1 < seam.x0 - TOUCH or r.x0 > seam.x1 + TOUCH]
    above = [r for r in rulings if r not in beside and (r.top + r.bottom) / 2 < seam.y]
    below = [r for r in rulings if r not in beside and (r.top + r.bottom) / 2 >= seam.y]
    return [above + beside, *_without_seams(below)]


def _seam(rulings: list[Ruling]) -> Level | None:
    """The gap between two long level lines that no upright crosses, with other uprights above it than below."""
    levels = sorted((r for r in rulings if r.horizontal), key=lambda r: r.top)
    for upper, lower in pairwise(levels):
        wide = min(upper.x1, lower.x1) - max(upper.x0, lower.x0) > 0.9 * max(upper.x1 - upper.x0, lower.x1 - lower.x0)
        if not (SEAM <= lower.top - upper.top <= TOUCH and wide and lower.x1 - lower.x0 > LONG):
            continue
        level = Level((upper.top + lower.top) / 2, min(upper.x0, lower.x0), max(upper.x1, lower.x1))
        inside = [r for r in rulings if not r.horizontal and level.x0 + TOUCH < r.x0 < level.x1 - TOUCH]
        ending = {round(r.x0) for r in inside if abs(r.bottom - level.y) <= TOUCH}
        starting = {round(r.x0) for r in inside if abs(r.top - level.y) <= TOUCH}
        crossing = any(r.top < upper.top - TOUCH and r.bottom > lower.top + TOUCH for r in inside)
        if not crossing and ending != starting:
            return level
    return None


def _meet(level: Level, plumb: Plumb) -> bool:
    across = level.x0 - TOUCH <= plumb.x <= level.x1 + TOUCH
    return across and plumb.top - TOUCH <= level.y <= plumb.bottom + TOUCH


def _merged(rulings: Iterable[Ruling]) -> tuple[list[Level], list[Plumb]]:
    """Lines snapped onto each other and joined end to end, from top to bottom and from left to right."""
    across: list[Line] = []
    down: list[Line] = []
    for x0, top, x1, bottom in rulings:
        if top == bottom:
            across.append((top, x0, x1))
        else:
            down.append((x0, top, bottom))
    return [Level(*line) for line in _joined(across)], [Plumb(*line) for line in _joined(down)]


def _joined(lines: list[Line]) -> Iterator[Line]:
    """Parallel lines by the rules of pdfplumber's `merge_edges`: near ones to their mean, then those that touch one."""
    from pdfplumber.utils import cluster_list

    clusters = cluster_list(list({at for at, _, _ in lines}), SNAP)
    number = {at: i for i, places in enumerate(clusters) for at in places}
    together: list[list[Line]] = [[] for _ in clusters]
    for line in lines:
        together[number[line[0]]].append(line)
    for near in together:
        mean = sum(at for at, _, _ in near) / len(near)
        spans = sorted((start, end) for _, start, end in near)
        first, last = spans[0]
        for start, end in spans[1:]:
            if start > last + SNAP:
                yield mean, first, last
                first, last = start, end
            elif end > last:
                last = end
        yield mean, first, last


class _Groups:
    """Disjoint sets of numbers."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, k: int) -> None:
        self._parent[self.of(i)] = self.of(k)
