"""The likeliest nesting of headings that come row by row, and the spans of merged header cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import add, itemgetter

from core.layout.text.cutting import Seam
from core.layout.text.vocabulary import Path, Vocabulary

_TOTALS = ("total", "subtotal")
# What it costs that two headings on different lines are alike.
_ODD_BELOW = 1.5
_MOST_BELOW = 16  # headings below one; the printed forms have ten at most
_NEVER = float("-inf")
_ALIKE = 1e-9  # sums that differ by no more are the same; then what has cells below it stands further right
_MOST_CELLS = 60
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
    cells: Sequence[str], seams: Sequence[Seam], groups: Groups, charges: Iterable[float]
) -> Iterator[tuple[float, list[Path]]]:
    """The likeliest headers whose rows, one after the other, read as these cells: for each charge on a column the best.

    seams: what stands before each cell. Nothing for more cells than any header has.
    """
    if len(cells) > _MOST_CELLS:
        return
    for charge in charges:
        found = _Tree(tuple(map(groups.vocabulary.kind, cells)), seams, groups, charge).best()
        if found is not None:
            yield found[0] + charge * len(found[1]), [tuple(cells[i] for i in path) for path in found[1]]


class Groups:
    """What it is worth that headings stand side by side below one, worked out once for all trees."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._values: dict[tuple[str, tuple[str, ...]], list[float]] = {}

    def values(self, parent: str, children: tuple[str, ...]) -> list[float]:
        """What the first two of the children are worth below a heading, the first three and so on."""
        key = (parent, children)
        if key not in self._values:
            counts = range(2, len(children) + 1)
            self._values[key] = [_group(parent, children[:count], self.vocabulary) for count in counts]
        return self._values[key]


Paths = list[tuple[int, ...]]


class _Tree:
    """The search for the likeliest tree, given its cells row by row, each column at a charge.

    A row is a stretch (start, stop) of the cells; the cells below it begin at `stop`. From the last row to the first
    and within a row from its last cell to its first, each step is the best of what follows it: in the time of
    cells³.
    """

    def __init__(self, kinds: tuple[str, ...], seams: Sequence[Seam], groups: Groups, charge: float) -> None:
        self._kinds = kinds
        self._seams = seams
        self._groups = groups
        self._alone = [_alone(kind, groups.vocabulary) - charge for kind in kinds]
        self._rows: dict[tuple[int, int], float] = {}  # (start, stop) → the value of that row and all below it
        # (stop, cell, child) → the value of a row's cells from that one on, their own cells from `child` on: where it
        # has none, and where it has, and how many these are.
        self._steps: dict[tuple[int, int, int], tuple[float, float, int]] = {}

    def best(self) -> tuple[float, Paths] | None:
        """The value and the paths of the best tree."""
        self._begin_last_rows()
        for stop in range(len(self._kinds) - 1, 0, -1):
            if self._seams[stop] is not Seam.BESIDE:
                self._begin_rows(stop)
        tops = [
            (self._rows[0, top] + _siblings("", self._kinds[:top], self._groups.vocabulary), top)
            for top in range(1, len(self._kinds) + 1)
            if self._rows.get((0, top), _NEVER) > _NEVER
        ]
        value, top = max(tops, key=itemgetter(0), default=(_NEVER, 0))
        return (value, self._paths(0, top)) if top else None

    def _begin_last_rows(self) -> None:
        count = len(self._kinds)
        for start in range(count):
            odd = _ODD_BELOW * self._seams[start + 1 :].count(Seam.BELOW)
            self._rows[start, count] = sum(self._alone[start:]) - odd

    def _begin_rows(self, stop: int) -> None:
        """The values of the rows that end at `stop`, wherever they begin."""
        count = len(self._kinds)
        below = [self._rows.get((stop, end), _NEVER) for end in range(count + 1)]
        after = (below, below)  # by the first cell below what follows; where the cell before has none below it, or has
        for cell in range(stop - 1, -1, -1):
            steps = [(_NEVER, _NEVER, 0)] * stop + [
                self._step(cell, child, after[0][child], after[1][child + 2 : child + 1 + _MOST_BELOW])
                for child in range(stop, count + 1)
            ]
            self._rows[cell, stop] = max(steps[stop][:2])
            self._steps.update(((stop, cell, child), steps[child]) for child in range(stop, count + 1))
            alike = self._odd(cell)
            after = (
                [max(leaf - alike, nest) for leaf, nest, _ in steps],
                [max(leaf, nest - alike) for leaf, nest, _ in steps],
            )

    def _step(self, cell: int, child: int, alone: float, above: Sequence[float]) -> tuple[float, float, int]:
        """alone: what follows a cell without cells below it; above: what follows one with two, three and so on."""
        leaf = self._alone[cell] + alone
        if not above:
            return leaf, _NEVER, 0
        values = list(
            map(add, self._groups.values(self._kinds[cell], self._kinds[child : child + len(above) + 1]), above)
        )
        nest = max(values)
        return leaf, nest, values.index(nest) + 2

    def _odd(self, cell: int) -> float:
        """What it costs that a cell and the one to its left both have cells below them, or none.

        One that does stands higher than one that does not, and so on another line.
        """
        return _ODD_BELOW * (self._seams[cell] is Seam.BELOW)

    def _paths(self, start: int, stop: int) -> Paths:
        """The paths from the cells of a row downwards."""
        if stop == len(self._kinds):
            return [(cell,) for cell in range(start, stop)]
        counts: list[int] = []
        child = stop
        for cell in range(start, stop):
            leaf, nest, count = self._steps[stop, cell, child]
            if cell > start:
                leaf -= self._odd(cell) * (not counts[-1])
                nest -= self._odd(cell) * bool(counts[-1])
            counts.append(count if nest > leaf + _ALIKE else 0)
            child += counts[-1]
        return _grafted(range(start, stop), counts, stop, self._paths(stop, child))


def _grafted(row: range, counts: Sequence[int], start: int, below: Paths) -> Paths:
    paths: Paths = []
    child = start
    for cell, count in zip(row, counts, strict=True):
        if not count:
            paths.append((cell,))
        paths += [(cell, *path) for path in below if child <= path[0] < child + count]
        child += count
    return paths


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
    again = 0
    for i in range(1, len(children)):
        repeated = children[i] in children[:i]
        known = (parent, children[i - 1], children[i]) in vocabulary.neighbours
        again += not known and (repeated or (roles[i - 1] == "amount" and roles[i] in ("code", "label")))
    least = -0.5 if children[0] in _TOTALS and parent not in _TOTALS else -9.0
    pairs = sum(max(least, pair_value(parent, child, vocabulary)) for child in children)
    return pairs - 1.5 * again - 1.2 * leading
