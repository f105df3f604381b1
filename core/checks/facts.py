"""Facts: every table of a report read once, for relations and inspections to look at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

from core.amounts import UNITS, Figure, parse
from core.forms.catalogue import catalogue
from core.forms.reading import FormReading, Group, Line, Measure, read_form
from core.model import CellRef, Report, Table

_Question = TypeVarTuple("_Question")
_Answer = TypeVar("_Answer")


def answered_once(
    ask: Callable[[TableFacts, *_Question], _Answer],
) -> Callable[[TableFacts, *_Question], _Answer]:
    """Have a question about the reading of a table worked out once. The answer lasts as long as the reading."""

    def answer(table: TableFacts, *question: *_Question) -> _Answer:
        key = ask, *question
        if key in table.answers:
            known: _Answer = table.answers[key]
        else:
            known = table.answers[key] = ask(table, *question)
        return known

    return answer


class TableFacts:
    """One table as read. scale: how many 元 its unit of amount is, None where nobody says.

    before: the same table as it was read last, None for the first time.
    """

    def __init__(self, table: Table, report: Report, before: TableFacts | None = None) -> None:
        self.table = table
        self.info = report.info
        self.reading: FormReading = read_form(table)
        self.scale = UNITS.get(table.amount_unit or report.info.amount_unit or "")
        self.groups = {group.index: group for group in self.reading.groups}
        self.answers: dict[tuple[object, ...], Any] = {}  # by question, as `answered_once` keeps them
        self._made: dict[tuple[object, ...], list[Any]] = {}
        self._made_before = before._made if before is not None and self._is_headed_like(before) else {}

    def _is_headed_like(self, before: TableFacts) -> bool:
        """Whether the columns mean what they meant, and the table has the name that it had."""
        return (self.form, self.name, self.info) == (before.form, before.name, before.info) and (
            self.reading.groups == before.reading.groups
        )

    def lasting(self, key: tuple[object, ...], making: Iterator[_Answer]) -> list[_Answer]:
        """What is made of some lines; the very same as from the last reading where `key` and the columns are the same.

        key: everything that is asked of the lines, beside their amounts. making: not begun where it is known.
        """
        if key not in self._made:
            made = self._made_before.get(key)
            self._made[key] = list(making) if made is None else made
        return self._made[key]

    @property
    def id(self) -> str:
        return self.table.id

    @property
    def form(self) -> str | None:
        return self.table.form

    @cached_property
    def name(self) -> str:
        """How a sentence calls the table: its number, else its title, else the name of its form."""
        return self.table.number or self.table.title or form_name(self.table.form)

    def group(self, line: Line) -> Group:
        return self.groups[line.group]

    def ref(self, line: Line, measure: Measure) -> CellRef:
        return CellRef(self.table.id, line.row, measure.column)

    def text(self, ref: CellRef) -> str:
        return self.table.rows[ref.row][ref.column].text

    def figure(self, ref: CellRef) -> Figure | None:
        """The figure that a cell prints now."""
        return parse(self.text(ref))

    def spot(self, line: Line, measure_id: str, period: str = "") -> list[CellRef]:
        """The cells whose sum is the amount of that meaning in a line; empty where the table does not print it.

        A column that is not printed is made of its parts where all of them are: 基本支出 = 人员经费 + 公用经费.
        """
        measures = _measures(self, line.group, measure_id, period)
        return self.cells(line, measures[0]) if len(measures) == 1 else [self.ref(line, part) for part in measures]

    def cells(self, line: Line, measure: Measure) -> list[CellRef]:
        """The cells that print a measure of a line: one but for a total that spans columns.

        公用经费合计 of the final accounts stands in a cell that spans columns: its figure may be further right.
        """
        cells = [self.ref(line, measure)]
        if line.kind.endswith("_total") and line.kind not in ("income_total", "expenditure_total"):
            labelled = {other.group for other in self.reading.lines if other.row == line.row and other.label}
            for group in self.reading.groups[line.group + 1 :]:
                if group.index in labelled:
                    break
                cells += [
                    self.ref(line, m) for m in group.measures if m.id == measure.id and m.period == measure.period
                ]
        return cells

    @cached_property
    def places(self) -> dict[tuple[int, int], tuple[Line, Measure]]:
        """The line and the measure of every body cell that holds an amount."""
        return {
            (line.row, measure.column): (line, measure)
            for line in self.reading.lines
            for measure in self.group(line).amounts()
        }

    def label(self, ref: CellRef) -> str:
        """What a sentence calls the place of a cell in its table: 201 一般公共服务支出 项目支出."""
        place = self.places.get((ref.row, ref.column))
        if place is None:
            return f"第 {ref.row + 1} 行第 {ref.column + 1} 列"
        line, measure = place
        return " ".join(filter(None, dict.fromkeys((line_label(line), measure_label(measure)))))


@answered_once
def _measures(table: TableFacts, group: int, measure_id: str, period: str) -> tuple[Measure, ...]:
    """The column of that meaning in a group, or the two that it is made of."""
    columns = table.groups[group]
    measure = columns.measure(measure_id, period)
    found = [measure] if measure else [columns.measure(part, period) for part in _parts(table, measure_id)]
    return tuple(filter(None, found)) if all(found) else ()


def _parts(table: TableFacts, measure_id: str) -> tuple[str, ...]:
    form = catalogue().get(table.reading.form)
    kind = next((k for k in form.columns if k.id == measure_id), None) if form else None
    return kind.parts if kind and len(kind.parts) == 2 else ()


class Facts:
    """What the checks know about a report. Read-only; `report` is the document itself.

    revision: another one after each change of the report.
    own_relations: the user's folder of relations, None where there is none.
    """

    def __init__(self, report: Report, own_relations: Path | None = None) -> None:
        self.report = report
        self.own_relations = own_relations
        self.tables = [TableFacts(table, report) for table in report.tables]
        self._by_id = {t.id: t for t in self.tables}
        self._only: dict[str, TableFacts | None] = {}
        self.revision = 0

    def table(self, table_id: str) -> TableFacts:
        return self._by_id[table_id]

    def get(self, table_id: str) -> TableFacts | None:
        """The table of that id, None where the report has none."""
        return self._by_id.get(table_id)

    def alone(self, table_id: str) -> Facts:
        """The same report as if it had only that table."""
        return self._with_only(self._by_id[table_id])

    def supposing(self, ref: CellRef, text: str) -> Facts:
        """The table of a cell alone, read as it is, with another text in that cell."""
        table = copy(self._by_id[ref.table])
        table.table, table.answers = _with_texts(table.table, {ref: text}), {}
        return self._with_only(table)

    def read_with(self, table_id: str, texts: Mapping[CellRef, str]) -> Facts:
        """One table alone, read anew with other texts in these cells."""
        table = self._by_id[table_id]
        return self._with_only(TableFacts(_with_texts(table.table, texts), self.report, table))

    def _with_only(self, table: TableFacts) -> Facts:
        alone = copy(self)
        alone.report = replace(self.report, tables=[table.table], narrative=[])
        alone.tables, alone._by_id, alone._only = [table], {table.id: table}, {}
        return alone

    def reworded(self, texts: Mapping[int, str]) -> Facts:
        """The same report with other texts in these paragraphs of its narrative."""
        other, narrative = copy(self), list(self.report.narrative)
        for paragraph, text in texts.items():
            narrative[paragraph] = replace(narrative[paragraph], text=text)
        other.report = replace(self.report, narrative=narrative)
        return other

    def renew(self, again: Collection[str]) -> None:
        """The report changed: read these tables, and those that are new, as they stand now, the others as they were."""
        self.revision += 1
        if not again:
            return
        before = self._by_id
        known = {id: table for id, table in before.items() if id not in again}
        self.tables = [known.get(t.id) or TableFacts(t, self.report, before.get(t.id)) for t in self.report.tables]
        for id in before.keys() - known.keys():
            before[id].answers.clear()  # some name their table: a circle that would keep it alive
        self._by_id = {t.id: t for t in self.tables}
        self._only.clear()

    def reconsider(self, table_ids: Collection[str]) -> bool:
        """Figures changed in these tables. Whether another table now is the only one of its form with figures."""
        forms = {form for id in table_ids if (form := self._by_id[id].form) in self._only and form is not None}
        before = {form: self._only.pop(form) for form in forms if len(self.of(form)) > 1}
        return any(self.only(form) is not table for form, table in before.items())

    def of(self, form: str) -> list[TableFacts]:
        """Every table of a form, in the order of the report."""
        return [t for t in self.tables if t.form == form]

    def only(self, form: str) -> TableFacts | None:
        """The table of a form that a report has once; None where there is none or several with figures."""
        if form not in self._only:
            tables = self.of(form)
            if len(tables) > 1:
                tables = [t for t in tables if any(t.figure(ref) for ref in amount_cells(t))]
            self._only[form] = tables[0] if len(tables) == 1 else None
        return self._only[form]

    def form_name(self, form: str) -> str:
        """How this report calls its table of a form, else the standard name."""
        tables = self.of(form)
        return tables[0].name if len(tables) == 1 else form_name(form)

    def figure(self, ref: CellRef) -> Figure | None:
        return self._by_id[ref.table].figure(ref)

    def describe(self, ref: CellRef) -> str:
        """The place of a cell as a sentence names it: 表5 201 一般公共服务支出 项目支出."""
        table = self._by_id[ref.table]
        return f"{table.name} {table.label(ref)}"


def _with_texts(table: Table, texts: Mapping[CellRef, str]) -> Table:
    rows = list(table.rows)
    for ref, text in texts.items():
        rows[ref.row] = [replace(c, text=text) if i == ref.column else c for i, c in enumerate(rows[ref.row])]
    return replace(table, rows=rows)


def titled(table: TableFacts, *words: str) -> str:
    """The name of a relation in a table: the table and what of it is meant, blanks left out."""
    return " ".join(filter(None, (table.name, *words)))


def form_name(form_id: str | None) -> str:
    """The standard name of a form."""
    form = catalogue().get(form_id)
    return form.name if form else "表格"


@answered_once
def amount_cells(table: TableFacts) -> list[CellRef]:
    """Every cell of the table that is meant to hold an amount."""
    return [CellRef(table.id, row, column) for row, column in table.places]


def line_label(line: Line) -> str:
    """A line as a sentence names it: 201 一般公共服务支出."""
    return line.label if line.inferred or not line.code else f"{line.code} {line.label}".strip()


def measure_label(measure: Measure) -> str:
    """A column as a sentence names it; a leaf that says only 小计 takes its heading along."""
    leaf = measure.path[-1] if measure.path else "" if measure.period else measure.name
    if leaf in ("小计", "合计") and len(measure.path) > 1:
        leaf = f"{measure.path[-2]}{leaf}"
    return leaf if measure.period and leaf.startswith(measure.period) else f"{measure.period} {leaf}".strip()
