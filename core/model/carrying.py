"""Steps made on the part of a report that was read so far, done again on the whole report."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from core.model.edits import CellEdit, Edit, InfoEdit, ParagraphEdit, TableEdit
from core.model.history import History, Step
from core.model.report import Report, ReportInfo, Table

_Record = TypeVar("_Record", Table, ReportInfo)


class _Misfit(Exception):
    """What the edit would change is not there, or was read otherwise in the end."""


def carry(step: Step, history: History) -> bool:
    """Do a step again as far as it fits: corrections cell by cell, anything else whole or not at all.

    Returns whether all of it was done.
    """
    if all(isinstance(edit, CellEdit) for edit in step.edits):
        return _carry_cells(step, history)
    try:
        with history.step(step.name, step.why):
            for edit in step.edits:
                history.apply(_fitted(edit, history.report))
    except _Misfit:
        return False
    return True


def _carry_cells(step: Step, history: History) -> bool:
    misfits = 0
    with history.step(step.name, step.why):
        for edit in step.edits:
            try:
                history.apply(_fitted(edit, history.report))
            except _Misfit:
                misfits += 1
    return not misfits


def _fitted(edit: Edit, report: Report) -> Edit:
    """The edit as this report needs it."""
    match edit:
        case CellEdit():
            return _fitted_cell(edit, report)
        case TableEdit():
            return _fitted_table(edit, report)
        case InfoEdit():
            return InfoEdit(report.info, _merged(edit.before, edit.after, report.info))
        case ParagraphEdit():
            if edit.index >= len(report.narrative) or report.narrative[edit.index].text != edit.before.text:
                raise _Misfit
            now = report.narrative[edit.index]
            return replace(edit, before=now, after=replace(now, text=edit.after.text))
    return edit


def _fitted_cell(edit: CellEdit, report: Report) -> CellEdit:
    """It fits where the same is printed."""
    table = next((table for table in report.tables if table.id == edit.ref.table), None)
    if table is None or edit.ref.row >= len(table.rows) or edit.ref.column >= len(table.columns):
        raise _Misfit
    now = table.cell(edit.ref.row, edit.ref.column)
    if now.printed != edit.before.printed:
        raise _Misfit
    return replace(edit, before=now, after=replace(edit.after, page=now.page, box=now.box))


def _fitted_table(edit: TableEdit, report: Report) -> TableEdit:
    """It fits where all that it changes is still as it was; what it leaves alone is taken as it is now."""
    if edit.before is None:
        return replace(edit, position=min(edit.position, len(report.tables)))
    position = next((at for at, table in enumerate(report.tables) if table.id == edit.before.id), None)
    if position is None:
        raise _Misfit
    now = report.tables[position].copy()
    if edit.after is None:
        if now.rows != edit.before.rows:
            raise _Misfit
        return TableEdit(position, now, None)
    return TableEdit(position, now, _merged(edit.before, edit.after, now).copy())


def _merged(before: _Record, after: _Record, now: _Record) -> _Record:
    """`now` with everything in which `after` differs from `before`."""
    changed = [f.name for f in fields(before) if getattr(before, f.name) != getattr(after, f.name)]
    if any(getattr(now, name) != getattr(before, name) for name in changed):
        raise _Misfit
    return replace(now, **{name: getattr(after, name) for name in changed})
