"""Which cells the reader was unsure of, and how such a cell is confirmed."""

from __future__ import annotations

from dataclasses import replace

from core.model import Cell, CellEdit, CellRef, Report
from ui.session import Session
from ui.states import is_doubtful

CERTAIN = 1.0  # the confidence of a reading that the user compared with the page


def doubts(report: Report) -> list[CellRef]:
    """The unsure cells of a report, the least sure first, those alike in the order of the report."""
    found = [
        (cell.confidence or 0.0, ref) for table in report.tables for ref, cell in table.refs() if is_doubtful(cell)
    ]
    found.sort(key=lambda entry: entry[0])
    return [ref for _, ref in found]


def confirmed(cell: Cell) -> Cell:
    """The cell as one that the user found to be right."""
    return replace(cell, confidence=CERTAIN, inferred=False)


def confirm(session: Session, ref: CellRef, name: str) -> None:
    """Confirm a reading, as a step of that name."""
    cell = session.report.cell(ref)
    with session.step(name):
        session.history.apply(CellEdit(ref, cell, confirmed(cell)))
