"""Rulings → the networks of lines that draw tables: snapped, joined, taken apart where they do not touch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from core.model import Box
from core.readers.page import Ruling

SNAP = 3.0  # points: lines this near to each other are one line drawn twice
TOUCH = 4.0  # points: how far a line may end from the one that it should reach
OVERHANG = 10.0  # points: level lines that reach this far beyond the outermost upright one lack an outer rule


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


def networks(rulings: Iterable[Ruling]) -> list[Network]:
    """The networks of a page, from top to bottom."""
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
    return sorted(found.values(), key=lambda n: (n.box.top, n.box.x0))


def _meet(level: Level, plumb: Plumb) -> bool:
    across = level.x0 - TOUCH <= plumb.x <= level.x1 + TOUCH
    return across and plumb.top - TOUCH <= level.y <= plumb.bottom + TOUCH


def _merged(rulings: Iterable[Ruling]) -> tuple[list[Level], list[Plumb]]:
    """Lines snapped onto each other and joined end to end, by pdfplumber's own rules."""
    from pdfplumber.table import merge_edges

    edges = merge_edges([_edge(r) for r in rulings], SNAP, SNAP, SNAP, SNAP)
    levels = [Level(e["top"], e["x0"], e["x1"]) for e in edges if e["orientation"] == "h"]
    plumbs = [Plumb(e["x0"], e["top"], e["bottom"]) for e in edges if e["orientation"] == "v"]
    return levels, plumbs


def _edge(r: Ruling) -> dict[str, object]:
    orientation = "h" if r.horizontal else "v"
    return {
        "x0": r.x0,
        "x1": r.x1,
        "top": r.top,
        "bottom": r.bottom,
        "width": r.x1 - r.x0,
        "height": r.bottom - r.top,
        "orientation": orientation,
        "object_type": "line",
    }


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
