"""Two lines whose figures stand in each other's place: every sum holds, only another table contradicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.relation import Group, Relation, Status
from core.forms.reading import Line
from core.model import CellRef

Pair = tuple[CellRef, CellRef]
_Lines = tuple[str, frozenset[int]]  # a table and its rows


@dataclass(frozen=True, slots=True)
class Swap:
    """Two lines that contradict each other crosswise in two tables; in which of them they are exchanged is open.

    compared: for each of the two broken relations the figure in the one table and that in the other.
    """

    compared: tuple[Pair, Pair]
    relations: tuple[Relation, Relation]

    @property
    def lines(self) -> frozenset[_Lines]:
        """The two rows in each of the tables."""
        ones, others = self.compared
        return frozenset((one.table, frozenset((one.row, other.row))) for one, other in zip(ones, others, strict=True))


class Swaps:
    """Looks for lines that stand in each other's place."""

    def __init__(self, facts: Facts, engine: Engine) -> None:
        self._facts = facts
        self._engine = engine
        self._known: dict[Relation, Swap | None] = {}

    def forget(self) -> None:
        """Let go of what holds only until figures change."""
        self._known.clear()

    def joined(self, groups: Iterable[Group]) -> Iterator[Group]:
        """The groups, those together that contradict the same two lines of one table crosswise."""
        found: list[tuple[set[_Lines], list[Relation]]] = []
        for group in groups:
            lines = {each for swap in self.of(group) for each in swap.lines} if self.make_up(group) else set()
            same = next((entry for entry in found if not entry[0].isdisjoint(lines)), None)
            if same is None:
                found.append((lines, list(group)))
            else:
                same[0].update(lines)
                same[1].extend(group)
        yield from (tuple(relations) for _, relations in found)

    def of(self, group: Group) -> tuple[Swap, ...]:
        """The exchanges that its relations hint at, each once."""
        return tuple(dict.fromkeys(filter(None, map(self._swap, group))))

    def witnesses(self, swaps: Iterable[Swap]) -> list[tuple[CellRef, CellRef]]:
        """What every other table prints of the two lines, by the columns of each that may be compared."""
        compared = next(iter(swaps)).compared
        codes = [line.code if (line := line_of(self._facts, pair[0])) is not None else "" for pair in compared]
        own = {cell.table for cell in compared[0]}
        found: list[tuple[CellRef, CellRef]] = []
        for table in self._facts.tables if all(codes) else ():
            one, other = (table.reading.subject(code) for code in codes)
            if table.id not in own and one is not None and other is not None and one.group == other.group:
                found += [(table.ref(one, m), table.ref(other, m)) for m in table.group(one).amounts()]
        return found

    def wrong_table(self, swaps: tuple[Swap, ...]) -> str:
        """The table whose two lines are exchanged: that which several tables contradict; "" where it is open."""
        pairs = {frozenset(cell.table for cell in swap.compared[0]) for swap in swaps}
        common = frozenset.intersection(*pairs)
        if len(pairs) > 1:
            return next(iter(common)) if len(common) == 1 else ""
        (one, other), (mate, last) = swaps[0].compared
        for_one = any(_equal(self._engine, one, a) and _equal(self._engine, mate, b) for a, b in self.witnesses(swaps))
        for_other = any(
            _equal(self._engine, other, a) and _equal(self._engine, last, b) for a, b in self.witnesses(swaps)
        )
        return "" if for_one == for_other else other.table if for_one else one.table

    def make_up(self, group: Group) -> bool:
        """Whether every relation of a group hints at an exchange."""
        return all(self._swap(relation) is not None for relation in group)

    def _swap(self, relation: Relation) -> Swap | None:
        if relation not in self._known:
            self._known[relation] = self._sought(relation)
        return self._known[relation]

    def _sought(self, relation: Relation) -> Swap | None:
        """The exchange of two neighbouring lines that a broken comparison of two tables hints at."""
        engine, pair = self._engine, _compared(self._engine, relation)
        for cell in _siblings(self._facts, pair[0]) if pair is not None else ():
            for other in _broken_at(engine, cell):
                mate = _compared(engine, other)
                if pair is not None and mate is not None and _crosswise(engine, pair, mate):
                    first, second = sorted(((pair, relation), (mate, other)), key=lambda each: each[0])
                    return Swap((first[0], second[0]), (first[1], second[1]))
        return None


def line_cells(facts: Facts, cell: CellRef) -> list[CellRef]:
    """Every amount in the line of a cell."""
    table, line = facts.table(cell.table), line_of(facts, cell)
    return [] if line is None else [table.ref(line, measure) for measure in table.group(line).measures]


def line_of(facts: Facts, cell: CellRef) -> Line | None:
    place = facts.table(cell.table).places.get((cell.row, cell.column))
    return place[0] if place else None


def _compared(engine: Engine, relation: Relation) -> Pair | None:
    """The two figures that a relation compares across tables, None for any other relation."""
    if relation.kind != "cross_table":
        return None
    cells = [cell for cell in relation.cells if engine.is_filled(cell)]
    return (cells[0], cells[1]) if len(cells) == 2 and cells[0].table != cells[1].table else None


def _siblings(facts: Facts, cell: CellRef) -> Iterator[CellRef]:
    """The cells of the same column in the lines beside that of a cell."""
    table, line = facts.table(cell.table), line_of(facts, cell)
    if line is not None:
        for other in table.reading.lines:
            if other is not line and (other.parent, other.group) == (line.parent, line.group):
                yield CellRef(cell.table, other.row, cell.column)


def _broken_at(engine: Engine, cell: CellRef) -> Iterator[Relation]:
    return (r for r in engine.of_cell(cell) if engine.outcome(r).status is Status.BROKEN)


def _crosswise(engine: Engine, one: Pair, other: Pair) -> bool:
    tables = [(cell.table, mate.table) for cell, mate in zip(one, other, strict=True)]
    same = all(a == b for a, b in tables)
    return same and _equal(engine, one[0], other[1]) and _equal(engine, one[1], other[0])


def _equal(engine: Engine, one: CellRef, other: CellRef) -> bool:
    a, b = engine.figure(one), engine.figure(other)
    return a is not None and b is not None and a.value == b.value
