"""Which cells of the workbook are coloured: what contradicts, what is most likely wrong, what asks for a look."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from core.export.workbook.style import BROKEN, SUSPECT, UNSURE
from core.model import CellRef

if TYPE_CHECKING:
    from core.checks.findings import Finding

Marks = dict[CellRef, str]
_ORDER = (UNSURE, BROKEN, SUSPECT)  # the stronger covers the weaker


def marks_of(findings: Iterable[Finding], aside: Container[str]) -> Marks:
    """The colour of every cell that a finding marks; aside: keys of findings that were set aside and mark nothing."""
    marks: Marks = {}
    for finding in findings:
        if finding.level == "info" or finding.key in aside:
            continue
        colour = BROKEN if finding.level == "error" else UNSURE
        for ref in finding.cells:
            _mark(marks, ref, colour)
        for suspect in finding.suspects[:1] if finding.level == "error" else ():
            _mark(marks, suspect.cell, SUSPECT)
    return marks


def _mark(marks: Marks, ref: CellRef, colour: str) -> None:
    if ref not in marks or _ORDER.index(marks[ref]) < _ORDER.index(colour):
        marks[ref] = colour
