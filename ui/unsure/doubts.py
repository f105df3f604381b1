"""Which cells the reader was unsure of, and how such a cell is confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject

from core.model import Cell, CellEdit, CellRef, Change, Report, Table, TableEdit
from ui.session import Session
from ui.states import is_doubtful

CERTAIN = 1.0  # the confidence of a reading that the user compared with the page


def doubts(report: Report) -> list[CellRef]:
    """The unsure cells of a report, the least sure first, those alike in the order of the report."""
    found = [ref for table in report.tables for ref in _doubts_in(table)]
    return sorted(found, key=lambda ref: report.cell(ref).confidence or 0.0)


def _doubts_in(table: Table) -> Iterator[CellRef]:
    return (ref for ref, cell in table.refs() if is_doubtful(cell))


class Doubts(QObject):
    """The unsure cells of a session's report; follows its changes, as looking through all cells takes long."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._unsure: set[CellRef] | None = None  # None: to be looked for
        session.changed.connect(self._on_change)
        session.replaced.connect(self._forget)

    def __len__(self) -> int:
        return len(self._found())

    def in_order(self) -> list[CellRef]:
        """The least sure first, those alike in the order of the report."""
        return doubts(self._session.report) if self._found() else []

    def _found(self) -> set[CellRef]:
        if self._unsure is None:
            self._unsure = set(doubts(self._session.report))
        return self._unsure

    def _forget(self) -> None:
        self._unsure = None

    def _on_change(self, change: Change) -> None:
        if self._unsure is None:
            return
        report = self._session.report
        renewed = {edit.before.id for edit in change.step.edits if isinstance(edit, TableEdit) and edit.before}
        renewed |= {edit.after.id for edit in change.step.edits if isinstance(edit, TableEdit) and edit.after}
        self._unsure = {ref for ref in self._unsure if ref.table not in renewed}.difference(change.cells)
        self._unsure.update(ref for table in report.tables if table.id in renewed for ref in _doubts_in(table))
        self._unsure.update(ref for ref in change.cells if self._session.has(ref) and is_doubtful(report.cell(ref)))


def confirmed(cell: Cell) -> Cell:
    """The cell as one that the user found to be right."""
    return replace(cell, confidence=CERTAIN, inferred=False)


def confirm(session: Session, ref: CellRef, name: str) -> None:
    """Confirm a reading, as a step of that name."""
    cell = session.report.cell(ref)
    with session.step(name):
        session.history.apply(CellEdit(ref, cell, confirmed(cell)))
