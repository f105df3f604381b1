"""Reading a table as the form that it is: roles of columns and rows, figures by meaning instead of by place."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from core.forms.reading.columns import read_columns
from core.forms.reading.model import FormReading, Group, Line, Measure, Place
from core.forms.reading.outline import list_outline, parts_outline, project_outline, statement_outline
from core.forms.reading.rows import by_code, by_kind, class_code, infer_codes, is_subject_code, read_label, read_lines
from core.model import Table

__all__ = ["FormReading", "Group", "Line", "Measure", "Place", "read_form"]

_ACCOUNT = "income_expenditure_summary"
STATEMENTS = frozenset({_ACCOUNT, "fiscal_summary"})
_HALVES = {"income": 0, "expenditure": 1}  # some provinces print each side of the account in a table of its own
_PROJECT_LISTS = frozenset({"projects", "carryover", "procurement"})
_EXCLUDES = re.compile(r"不(?:包含|包括|含)[^，。,；;、]*结转|结转[^，。,；;、]*不(?:包含|包括|含)")


def read_form(table: Table) -> FormReading:
    """Read a table whose form is known. Its amounts play no part, so an edit of one leaves the reading as it is."""
    form, groups = table.form, read_columns(table, table.form)
    if _is_half(table, groups):
        form, side = _ACCOUNT, _HALVES[table.form or ""]
        groups = tuple(replace(group, index=side) for group in read_columns(table, form))
    lines = read_lines(table, form, groups)
    statement = form in STATEMENTS
    if statement:
        _read_statement(lines, {g.index for g in groups if _is_economic(table, g)})
    else:
        infer_codes(form, lines)
        _read_list(form, lines)
    excludes = bool(_EXCLUDES.search(f"{table.note or ''} {table.title or ''}"))
    return FormReading(form, groups, tuple(lines), statement, excludes, by_kind(lines), by_code(lines))


def _is_half(table: Table, groups: tuple[Group, ...]) -> bool:
    """Whether a table is one side of an account: numbered rows, no codes, nothing but totals for each period."""
    if table.form not in _HALVES or len(groups) != 1 or groups[0].codes or not groups[0].names:
        return False
    if len(groups[0].measures) != len(groups[0].periods()):
        return False
    return sum(read_label(row[groups[0].names[0]].text).rank == 0 for row in table.rows) > 1


def _is_economic(table: Table, group: Group) -> bool:
    """Some accounts print the expenditure a second time, by economic class."""
    return any("经济" in step for column in group.names for step in table.columns[column].path)


def _read_statement(lines: list[Line], economic: set[int]) -> None:
    for line in lines:
        if line.kind == "total":
            line.kind = "expenditure_total" if line.group else "income_total"
        if not line.kind and not line.code and line.group:
            line.code = _class(read_label(line.label).bare, line.group in economic)
            line.inferred = bool(line.code)
        if line.code:
            line.kind = "subject"
    for _, side in groupby(lines, key=lambda line: line.group):
        statement_outline(list(side))


def _class(bare: str, economic: bool) -> str:
    """The code of a 类 by its name; a name that only the other classification has is of that."""
    return class_code(bare, economic) or class_code(bare, not economic)


def _read_list(form: str | None, lines: list[Line]) -> None:
    by_subject = any(is_subject_code(line.code) for line in lines)
    if form in _PROJECT_LISTS or (form == "general_projects" and not by_subject):
        project_outline(lines)
    elif any(line.code for line in lines):
        list_outline(lines, projects=form == "general_projects")
    else:
        parts_outline(lines)
