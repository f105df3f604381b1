"""A row that a list lost or has too much: one sum breaks in several columns, by amounts that would make a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.amounts import ZERO, Balance, Figure, parse
from core.checks.engine import Engine
from core.checks.facts import Facts, TableFacts, line_label
from core.checks.lookup import code_part, stands_alone
from core.checks.relation import Group, Relation, Status
from core.checks.repairs import Repair, RowPut, RowTaken
from core.checks.wording import number
from core.forms.reading import Line
from core.model import CellRef

_HOLDS = (Status.PASSED, Status.ROUNDING)


@dataclass(frozen=True, slots=True)
class Gap:
    """What the columns of one sum lack (below zero: have too much), by the cells that print the sum.

    rows: the lines that may be meant, as a sentence names them: of other tables where one is lacking, else of its own.
    tables: names of the tables that print such a line. looked_at: every cell that was asked about them.
    repair: the row to put in or to take out, where only one is meant.
    """

    amounts: dict[CellRef, Decimal]
    rows: tuple[str, ...]
    tables: tuple[str, ...]
    looked_at: frozenset[CellRef]
    repair: Repair | None = None


class Gaps:
    """Looks for sums that break as a row would break them."""

    def __init__(self, facts: Facts, engine: Engine) -> None:
        self._facts = facts
        self._engine = engine

    def joined(self, groups: list[Group]) -> Iterator[Group]:
        """The groups in their order, those together that are one sum in several columns and lack a row."""
        sums: dict[object, list[Relation]] = defaultdict(list)  # by their lines
        for relation, *more in groups:
            if not more and (lines := _lines(relation)) is not None:
                sums[lines].append(relation)
        rows = {each[0]: tuple(each) for each in sums.values() if len(each) > 1 and self._make_a_row(each)}
        taken = {relation for each in rows.values() for relation in each[1:]}
        for group in groups:
            if group[0] not in taken:
                yield rows.get(group[0], group)

    def of(self, group: Group) -> Gap | None:
        """The gap that such a group is, None for any other."""
        if len(group) < 2 or len({_lines(relation) for relation in group}) > 1 or _lines(group[0]) is None:
            return None
        balances = {r.terms[0].cell: self._engine.standing(r) for r in group}
        lacking = next(iter(balances.values())).difference > 0
        found = list(self._missing(group) if lacking else self._surplus(group))
        matching = [each for each in found if self._matches(each[2], list(balances.values()))]
        cells = [cell for _, _, each in found for cell in each] + [CellRef(t.id, 0, 0) for t in self._facts.tables]
        if not (matching or lacking):
            return None
        by_code = sorted(
            (line for _, line, _ in matching), key=lambda line: not line.inferred
        )  # a printed code names it
        meant = {line_label(line): line for line in {line.code or line.label: line for line in by_code}.values()}
        printed = [figure for _, _, each in matching for cell in each if (figure := self._facts.figure(cell))]
        repair: Repair | None = None
        if len(meant) == 1:
            (line,) = meant.values()
            repair = self._row_put(group, balances, line, printed) if lacking else self._row_taken(group, line)
        return Gap(
            {cell: balance.difference for cell, balance in balances.items()},
            tuple(meant),
            tuple(dict.fromkeys(table.name for table, _, _ in matching)) if lacking else (),
            frozenset(cells),
            repair,
        )

    def _row_taken(self, group: Group, line: Line) -> Repair | None:
        """The row to take out: only one that stands there twice; else the row above it may be what is lacking."""
        table, sisters = self._facts.table(group[0].terms[0].cell.table), self._sisters(group)
        twice = sum((each.code, each.label) == (line.code, line.label) for each in sisters) > 1
        return RowTaken(line.row, line_label(line)) if twice and stands_alone(table, line) else None

    def _row_put(
        self, group: Group, balances: dict[CellRef, Balance], line: Line, printed: list[Figure]
    ) -> Repair | None:
        """The row to put in beside its sisters, with the figures that other tables print of it."""
        table, sisters = self._facts.table(group[0].terms[0].cell.table), self._sisters(group)
        if not sisters or not line.code or len({len(each.code) for each in (line, *sisters)}) > 1:
            return None
        if not stands_alone(table, sisters[-1], children=True):
            return None
        texts = _head(table, sisters[-1], line)
        for measure in table.group(sisters[-1]).amounts():
            lacking = next((b for cell, b in balances.items() if cell.column == measure.column), None)
            if lacking is not None:
                near = (f for f in printed if abs(f.value - lacking.difference) <= lacking.tolerance)
                figure = next(near, parse(number(lacking.difference)))
            else:
                figures = (row[measure.column].figure for row in table.table.rows)
                figure = next((zero for zero in figures if zero is not None and not zero.value), None)
            if figure is not None:
                texts[measure.column] = self._written(table, measure.column, figure)
        return RowPut(_place(table, sisters, line), tuple(sorted(texts.items())), line_label(line))

    def _written(self, table: TableFacts, column: int, figure: Figure) -> str:
        """A figure in the manner of its column."""
        separated = any("," in row[column].text for row in table.table.rows)
        return f"{figure.value:,.{figure.places}f}" if separated else str(figure)

    def _sisters(self, group: Group) -> list[Line]:
        """The lines that the sum counts."""
        table = self._facts.table(group[0].terms[0].cell.table)
        parts = [(term.cell.row, term.cell.column) for term in group[0].terms if term.coefficient < 0]
        return [table.places[part][0] for part in parts if part in table.places]

    def _make_a_row(self, sums: list[Relation]) -> bool:
        """Whether what the columns lack adds up as the whole row does, by an equation of at least two of them."""
        engine, lacking = self._engine, {r.terms[0].cell: self._engine.standing(r) for r in sums}
        if len({balance.difference > 0 for balance in lacking.values()}) > 1:
            return False
        proofs = 0
        for relation in {r: None for cell in lacking for r in engine.of_cell(cell) if _is_of_row(r, cell)}:
            if engine.outcome(relation).status in _HOLDS and not relation.at_most:
                shared = [
                    (engine.coefficient(relation, cell), lacking[cell]) for cell in lacking if cell in relation.cells
                ]
                left = sum((coefficient * each.difference for coefficient, each in shared), ZERO)
                if abs(left) > sum((each.tolerance for _, each in shared), engine.standing(relation).tolerance):
                    return False
                proofs += len(shared) > 1
        return proofs > 0

    def _missing(self, group: Group) -> Iterator[tuple[TableFacts, Line, list[CellRef]]]:
        """Lines of other tables that belong below the sum and that its table does not print, with their amounts."""
        cell = group[0].terms[0].cell
        here = self._facts.table(cell.table)
        place = here.places.get((cell.row, cell.column))
        above = place[0].code if place is not None else ""
        printed = {line.code for line in here.reading.lines}
        below = next((len(sister.code) for sister in self._sisters(group) if sister.code), -1)
        for table in self._facts.tables:
            for line in table.reading.lines if table.form is not None and table is not here else ():
                if line.code not in printed and line.code[: len(above)] == above and len(line.code) == below:
                    yield table, line, [table.ref(line, measure) for measure in table.group(line).amounts()]

    def _surplus(self, group: Group) -> Iterator[tuple[TableFacts, Line, list[CellRef]]]:
        """The lines that the sum counts."""
        table = self._facts.table(group[0].terms[0].cell.table)
        for parts in zip(*([t.cell for t in r.terms if t.coefficient < 0] for r in group), strict=True):
            place = table.places.get((parts[0].row, parts[0].column))
            if place is not None:
                yield table, place[0], list(parts)

    def _matches(self, cells: Iterable[CellRef], balances: list[Balance]) -> bool:
        """Whether one line prints what the columns lack or have too much, roundings aside; either may print more."""
        figures = (self._facts.figure(cell) for cell in cells)
        printed = {figure.value for figure in figures if figure is not None and figure.value}
        met = [{v for v in printed if abs(abs(each.difference) - v) <= each.tolerance} for each in balances]
        return bool(printed) and (all(met) or printed == set().union(*met))


def _place(table: TableFacts, sisters: list[Line], line: Line) -> int:
    """The row before which a line of that code belongs: below its smaller sisters and all that is below these."""
    smaller = [sister for sister in sisters if sister.code < line.code]
    above = [each.row for sister in smaller for each in _with_children(table, sister)]
    return max(above) + 1 if above else sisters[0].row


def _with_children(table: TableFacts, line: Line) -> Iterator[Line]:
    yield line
    for child in table.reading.children(line):
        yield from _with_children(table, child)


def _head(table: TableFacts, sister: Line, line: Line) -> dict[int, str]:
    """What a line prints left of its amounts, in the manner of a sister: codes whole or in parts, names beside them."""
    row, group = [cell.text for cell in table.table.rows[sister.row]], table.group(sister)
    texts = {c: row[c].replace(sister.code, line.code).replace(sister.label, line.label) for c in group.names if row[c]}
    for level, column in enumerate(group.codes):
        texts[column] = code_part(row[column], level, line.code) if len(group.codes) > 1 else line.code
    return {column: text for column, text in texts.items() if row[column]}


def _is_of_row(relation: Relation, cell: CellRef) -> bool:
    return all(other[:2] == cell[:2] for other in relation.cells)


def _lines(relation: Relation) -> object | None:
    """The lines that a sum down one column adds up, None for any other relation."""
    if relation.kind != "column_sum" or len({cell.column for cell in relation.cells}) > 1:
        return None
    return relation.rule, relation.cells[0].table, tuple((t.coefficient, t.cell.row) for t in relation.terms)
