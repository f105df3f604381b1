"""Reading a table as the form that it is: roles of columns and rows, figures by meaning instead of by place."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from core.forms.reading.columns import read_columns
from core.forms.reading.model import FormReading, Group, Line, Measure, Place
from core.forms.reading.outline import list_outline, parts_outline, project_outline, statement_outline
from core.forms.reading.rows import by_code, by_kind, class_code, infer_codes, read_label, read_lines
from core.model import Table

__all__ = ["FormReading", "Group", "Line", "Measure", "Place", "read_form"]

STATEMENTS = frozenset({"income_expenditure_summary", "fiscal_summary"})
_PROJECT_LISTS = frozenset({"projects", "carryover", "procurement"})
_EXCLUDES = re.compile(r"不(?:包含|包括|含)[^，。,；;、]*结转|结转[^，。,；;、]*不(?:包含|包括|含)")


def read_form(table: Table, own_forms: Path | None = None) -> FormReading:
    """Read a table whose form is known. Its amounts play no part, so an edit of one leaves the reading as it is.

    own_forms: the user's folder of forms, None where there is none.
    """
    groups = read_columns(table, own_forms)
    lines = read_lines(table, groups, own_forms)
    statement = table.form in STATEMENTS
    if statement:
        _read_statement(lines, {g.index for g in groups if _is_economic(table, g)})
    else:
        infer_codes(table.form, lines)
        _read_list(table.form, lines)
    excludes = bool(_EXCLUDES.search(f"{table.note or ''} {table.title or ''}"))
    return FormReading(table.form, groups, tuple(lines), statement, excludes, by_kind(lines), by_code(lines))


def _is_economic(table: Table, group: Group) -> bool:
    """Some accounts print the expenditure a second time, by economic class."""
    return any("经济" in step for column in group.names for step in table.columns[column].path)


def _read_statement(lines: list[Line], economic: set[int]) -> None:
    for line in lines:
        if line.kind == "total":
            line.kind = "expenditure_total" if line.group else "income_total"
        if not line.kind and not line.code and line.group:
            line.code = class_code(read_label(line.label).bare, line.group in economic)
            line.inferred = bool(line.code)
        if line.code:
            line.kind = "subject"
    for _, side in groupby(lines, key=lambda line: line.group):
        statement_outline(list(side))


def _read_list(form: str | None, lines: list[Line]) -> None:
    if form in _PROJECT_LISTS:
        project_outline(lines)
    elif any(line.code for line in lines):
        list_outline(lines)
    else:
        parts_outline(lines)
