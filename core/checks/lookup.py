"""Finding things by the words of the forms: form, row and column by name; what a row prints of a code."""

from __future__ import annotations

import re

from core import texts
from core.checks.facts import Facts, TableFacts, answered_once
from core.forms.catalogue import ColumnKind, by_catalogue, catalogue
from core.forms.reading import Group, Line
from core.forms.reading.rows import read_label, row_kind
from core.model import CellRef

_ENDS_OF_PARTS = (0, 3, 5, 7)  # 类, 款 and 项 within a code
_YEAR = re.compile(r"\d{4}")
_KIND_WORDS = {"budget": re.compile("预算|^$"), "final": re.compile("决算|执行|^$")}


def main_period(table: TableFacts, group: Group) -> str:
    """Of several periods (年初预算数, 决算数; 2023年执行数, 2024年预算数) the one that the report is about."""
    return _main_period(table, group.index)


@answered_once
def _main_period(table: TableFacts, group: int) -> str:
    periods = table.groups[group].periods()
    if len(periods) < 2:
        return "".join(periods)
    year, kind = table.info.year, table.info.kind
    mine = [p for p in periods if not (found := _YEAR.match(p)) or year is None or int(found[0]) == year]
    wanted = [p for p in mine if kind is None or _KIND_WORDS[kind].search(p)]
    return (wanted or mine or periods)[-1]


@answered_once
def cells_at(table: TableFacts, rows: tuple[str, ...], columns: tuple[str, ...]) -> list[CellRef]:
    """The cells whose sum is the named figure of a table, by the first alternatives that it prints; empty if none."""
    for row in rows:
        for column in columns:
            if cells := _sum_at(table, row, column):
                return cells
    return []


def _sum_at(table: TableFacts, row: str, column: str) -> list[CellRef]:
    """`A+B` is the sum of two rows."""
    found = [_one_at(table, part, column) for part in row.split("+")]
    return [cell for cells in found for cell in cells] if all(found) else []


def _one_at(table: TableFacts, row: str, column: str) -> list[CellRef]:
    line = line_named(table, row)
    measure = column_id(table.reading.form, column)
    cells = cells_of(table, line, measure) if line is not None else []
    if not cells and line is not None and line.kind == "total":
        turned = table.reading.line(measure)  # 三公 are columns in some provinces and rows in others
        cells = cells_of(table, turned, "total") if turned is not None else []
    return cells


def cells_of(table: TableFacts, line: Line, measure: str) -> list[CellRef]:
    """The cells that make up one measure of a line, in the period that the report is about."""
    return table.spot(line, measure, main_period(table, table.group(line)))


def line_named(table: TableFacts, name: str) -> Line | None:
    """A line by the name of its kind (合计, 本年收入合计), by its code or by its label."""
    reading = table.reading
    if name.isdigit():
        return reading.subject(name)
    ids = [k.id for g in (0, 1) if (k := row_kind(table.reading.form, texts.key(name), g))]
    line = next((found for kind in ids if (found := reading.line(kind))), None)
    if line is not None:
        return line
    if "total" in ids and len(reading.lines) == 1 and not reading.lines[0].code:
        return reading.lines[0]  # a form with a single row has no need to call it 合计
    return next((x for x in reading.lines if read_label(x.label).bare == texts.key(name)), None)


@by_catalogue
def column_id(form_id: str | None, name: str) -> str:
    """The id of a column that the catalogue, or its alias, calls so; the name itself where nobody does."""
    form = catalogue().get(form_id)
    kinds: tuple[ColumnKind, ...] = form.columns if form else ()
    for kind in kinds:
        if name in (kind.id, kind.name):
            return kind.id
    key = (texts.key(name),)
    return next((k.id for k in kinds if any(a.matches_path(key) for a in k.paths)), name)


def prints_column(facts: Facts, form: str, column: str) -> bool:
    """Whether the report's table of that form has the column."""
    table = facts.only(form)
    if table is None:
        return False
    wanted = column_id(table.reading.form, column)
    return any(m.id == wanted for g in table.reading.groups for m in g.measures)


def lists_subjects(table: TableFacts) -> bool:
    """Whether a table is a list that may have 科目 in it: of a known form, no account, no words about performance."""
    form = table.form
    return form is not None and not table.reading.statement and not form.startswith(("performance", "organisation"))


def stands_alone(table: TableFacts, line: Line, *, children: bool = False) -> bool:
    """Whether its row holds nothing but the line. children: and it may have lines below it."""
    others = any(other.row == line.row and other is not line for other in table.reading.lines)
    return not others and (children or not line.children)


def code_part(printed: str, level: int, right: str) -> str:
    """What a column of 类, 款 or 项 prints of a code: that part alone, or all down to it: 201 | 20129 | 2012901."""
    return right[0 if len(printed) > _ENDS_OF_PARTS[1] else _ENDS_OF_PARTS[level] : _ENDS_OF_PARTS[level + 1]]
