"""The likeliest nesting of headings that come row by row, and the spans of merged header cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from core.layout.text.cutting import Seam
from core.layout.text.vocabulary import Path, Vocabulary

_TOTALS = ("total", "subtotal")
_KNOWN_NEIGHBOURS = 0.5  # what it is worth that some printed form has two headings side by side below that parent
# What it costs that of two headings on one line one has others below it, and that two on different lines are alike.
_ODD_BESIDE, _ODD_BELOW = 0.5, 1.5
_UNEVEN = 0.01  # so that neighbours share evenly what nothing else tells


def pair_value(parent: str, child: str, vocabulary: Vocabulary) -> float:
    """How likely a heading of one class stands right above one of another: 1 where some printed form has it."""
    if (parent, child) in vocabulary.pairs:
        return 1.0
    if parent in _TOTALS:
        return -4.0
    above, below = vocabulary.role((parent,)), vocabulary.role((child,))
    if (below in ("code", "label") and above == "amount") or (above == "code" and below in ("amount", "text")):
        return -3.0
    return -0.8 if parent in vocabulary.parents else -2.0


def likeliest_trees(
    cells: Sequence[str], seams: Sequence[Seam], vocabulary: Vocabulary, charges: Iterable[float]
) -> Iterator[tuple[float, list[Path]]]:
    """The likeliest headers whose rows, one after the other, read as these cells: for each charge on a column the best.

    seams: what stands before each cell.
    """
    tree = _Tree(tuple(map(vocabulary.kind, cells)), seams, vocabulary)
    for charge in charges:
        found = tree.best(charge)
        if found is not None:
            yield found[0] + charge * len(found[1]), [tuple(cells[i] for i in path) for path in found[1]]


Paths = tuple[tuple[int, ...], ...]
_Share = tuple[float, tuple[int, ...]]  # a value, and how many of the cells below each cell of a row has


class _Tree:
    """The search for the likeliest tree, given its cells row by row. A row is a stretch (start, stop) of the cells."""

    def __init__(self, kinds: tuple[str, ...], seams: Sequence[Seam], vocabulary: Vocabulary) -> None:
        self._kinds = kinds
        self._seams = seams
        self._vocabulary = vocabulary
        self._alone: list[float] = []
        self._rows: dict[tuple[int, int], tuple[float, Paths] | None] = {}
        self._groups: dict[tuple[str, int, int], float] = {}

    def best(self, charge: float) -> tuple[float, Paths] | None:
        """The value and the paths of the best tree where each column costs `charge`."""
        self._alone = [_alone(kind, self._vocabulary) - charge for kind in self._kinds]
        self._rows.clear()
        tops = [
            (found[0] + _siblings("", self._kinds[:top], self._vocabulary), found[1])
            for top in range(1, len(self._kinds) + 1)
            if (found := self.below(0, top)) is not None
        ]
        return max(tops, key=lambda found: found[0], default=None)

    def below(self, start: int, stop: int) -> tuple[float, Paths] | None:
        """The best paths from the cells of a header row downwards, all the cells after it standing below."""
        if (start, stop) not in self._rows:
            self._rows[start, stop] = self._search(start, stop)
        return self._rows[start, stop]

    def _search(self, start: int, stop: int) -> tuple[float, Paths] | None:
        if stop == len(self._kinds):
            value = sum(self._alone[start:stop]) - _ODD_BELOW * self._seams[start + 1 : stop].count(Seam.BELOW)
            return value, tuple((i,) for i in range(start, stop))
        if self._seams[stop] is Seam.BESIDE:
            return None
        best: tuple[float, Paths] | None = None
        for end, (value, counts) in self._shares(start, stop).items():
            below = self.below(stop, end)
            if below is not None and (best is None or value + below[0] > best[0]):
                best = (value + below[0], _grafted(range(start, stop), counts, stop, below[1]))
        return best

    def _shares(self, start: int, stop: int) -> dict[int, _Share]:
        """How the cells from `stop` on are best shared among the row: end of their stretch → (value, counts)."""
        ends: dict[tuple[int, bool], _Share] = {(stop, False): (0.0, ())}
        for cell in range(start, stop):
            odd = self._odd(cell) if cell > start else (0.0, 0.0)
            further: dict[tuple[int, bool], _Share] = {}
            for (child, parent), (value, counts) in ends.items():
                for count in (0, *range(2, len(self._kinds) - child + 1)):
                    own = self._group(self._kinds[cell], child, count) if count else self._alone[cell]
                    total, end = value + own - odd[parent == bool(count)], (child + count, bool(count))
                    if end not in further or total > further[end][0]:
                        further[end] = (total, (*counts, count))
            ends = further
        best: dict[int, _Share] = {}
        for (reached, _), share in ends.items():
            if reached > stop and (reached not in best or share[0] > best[reached][0]):
                best[reached] = share
        return best

    def _odd(self, cell: int) -> tuple[float, float]:
        """What it costs where of a cell and the one to its left one has cells below it, and where both have, or none.

        Those that do stand higher than those that do not, and so on another line.
        """
        seam = self._seams[cell]
        return _ODD_BESIDE * (seam is Seam.BESIDE), _ODD_BELOW * (seam is Seam.BELOW)

    def _group(self, parent: str, child: int, count: int) -> float:
        key = (parent, child, count)
        if key not in self._groups:
            self._groups[key] = _group(parent, self._kinds[child : child + count], self._vocabulary)
        return self._groups[key]


def _grafted(row: range, counts: tuple[int, ...], start: int, below: Paths) -> Paths:
    paths: list[tuple[int, ...]] = []
    child = start
    for cell, count in zip(row, counts, strict=True):
        if not count:
            paths.append((cell,))
        paths += [(cell, *path) for path in below if child <= path[0] < child + count]
        child += count
    return tuple(paths)


def nested_paths(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> list[Path]:
    """The paths of header rows that print each merged cell once, and a blank for every further row that it takes.

    The cells of a row lie below those of the row above, in order. Nothing where they cannot.
    """
    paths: list[Path] = [(text,) for text in rows[0]]
    for row in rows[1:]:
        counts = _shared([vocabulary.kind(path[-1]) for path in paths], row, vocabulary)
        below = iter(row)
        paths = [
            (*path, text) if text else path
            for path, count in zip(paths, counts, strict=False)
            for text in islice(below, count)
        ]
    return paths


def _shared(above: Sequence[str], below: Sequence[str], vocabulary: Vocabulary) -> tuple[int, ...]:
    """How many cells of a row lie below each heading above, in the likeliest way: one blank, or headings."""
    kinds = [vocabulary.kind(cell) if cell else "" for cell in below]
    ends: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for parent in above:
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (value, counts) in ends.items():
            for stop in range(start + 1, _run_end(kinds, start) + 1):
                own = _group(parent, tuple(kinds[start:stop]), vocabulary) if kinds[start] else 0.0
                if stop not in further or value + own > further[stop][0]:
                    further[stop] = (value + own, (*counts, stop - start))
        ends = further
    return ends.get(len(below), (0.0, ()))[1]


def _run_end(kinds: Sequence[str], start: int) -> int:
    """The end of the stretch of headings that begins at `start`; a blank is a stretch of its own."""
    if start >= len(kinds) or not kinds[start]:
        return min(start + 1, len(kinds))
    return next((i for i in range(start, len(kinds)) if not kinds[i]), len(kinds))


def _alone(kind: str, vocabulary: Vocabulary) -> float:
    """What it is worth that a heading has nothing below it."""
    if kind in vocabulary.leaves:
        return 0.1
    return -2.0 if kind in vocabulary.parents else 0.0


def _group(parent: str, children: tuple[str, ...], vocabulary: Vocabulary) -> float:
    """What it is worth that a heading has just these below it. Names among amounts stand in front."""
    roles = [vocabulary.role((child,)) for child in children]
    strange = 0.5 * (children[0] not in vocabulary.leading) + 0.5 * (children[-1] not in vocabulary.trailing)
    strange += roles[0] == "amount" and ("code" in roles or "label" in roles)
    return _siblings(parent, children, vocabulary) - strange - _UNEVEN * len(children) ** 2


def _siblings(parent: str, children: tuple[str, ...], vocabulary: Vocabulary) -> float:
    """What it is worth that these stand side by side below a heading, "" for the whole table.

    Groups led by 小计 may stand below all but 合计. A name behind amounts begins another group.
    """
    roles = [vocabulary.role((child,)) for child in children]
    begun = next((i for i, role in enumerate(roles) if role == "amount"), 0)
    leading = sum(child in vocabulary.leading for child in children[begun + 1 :] if child in _TOTALS)
    known = again = 0
    for i in range(1, len(children)):
        repeated = children[i] in children[:i]
        if (parent, children[i - 1], children[i]) in vocabulary.neighbours:
            known += not repeated
        elif repeated or (roles[i - 1] == "amount" and roles[i] in ("code", "label")):
            again += 1
    least = -0.5 if children[0] in _TOTALS and parent not in _TOTALS else -9.0
    pairs = sum(max(least, pair_value(parent, child, vocabulary)) for child in children)
    return pairs + _KNOWN_NEIGHBOURS * known - 1.5 * again - 1.2 * leading
