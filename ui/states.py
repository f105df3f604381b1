"""In which state each cell of a report is, as its colour and its mark show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import IntFlag
from typing import TYPE_CHECKING

from core.model import Cell, CellRef

if TYPE_CHECKING:
    from core.checks.findings import Finding

SURE = 0.95  # an OCR confidence below this asks for a look at the page


class State(IntFlag):
    """What a cell wants to say; several may hold at once."""

    PLAIN = 0
    BROKEN = 1  # 矛盾: part of a broken relation
    SUSPECT = 2  # 疑点: most likely the wrong one
    UNSURE = 4  # 存疑: the reader was unsure, or a careful reader should look
    INFERRED = 8  # 推定: placed or chosen by arithmetic
    CORRECTED = 16  # 已改
    ASIDE = 32  # 已搁置


Marks = dict[CellRef, State]


def marks_of(findings: Iterable[Finding], is_aside: Callable[[Finding], bool]) -> Marks:
    """The states that findings give to cells."""
    marks: Marks = {}
    for finding in findings:
        for ref, state in _marks_of_one(finding, is_aside(finding)):
            marks[ref] = marks.get(ref, State.PLAIN) | state
    return marks


def carried(marks: Marks, moves: Mapping[CellRef, CellRef]) -> Marks:
    """The marks where their cells are after a change of structure; where another cell stands now, none is left."""
    if not moves:
        return marks
    taken = set(moves.values())
    places = ((moves.get(ref, ref), ref in moves or ref not in taken, state) for ref, state in marks.items())
    return {place: state for place, stays, state in places if stays}


def _marks_of_one(finding: Finding, aside: bool) -> Iterable[tuple[CellRef, State]]:
    if finding.level == "info":
        return
    if aside:
        yield from ((ref, State.ASIDE) for ref in finding.cells)
        return
    broken = finding.level == "error"
    yield from ((ref, State.BROKEN if broken else State.UNSURE) for ref in finding.cells)
    if broken and finding.suspects:
        yield finding.suspects[0].cell, State.SUSPECT


def state_of(cell: Cell, mark: State = State.PLAIN) -> State:
    """Everything there is to show about one cell."""
    state = mark
    if cell.inferred:
        state |= State.INFERRED
    elif cell.corrected:
        state |= State.CORRECTED
    if is_doubtful(cell):
        state |= State.UNSURE
    return state


def is_doubtful(cell: Cell) -> bool:
    """Whether the reader was unsure of a cell and the user has neither corrected nor confirmed it."""
    settled = cell.corrected and not cell.inferred
    return cell.confidence is not None and cell.confidence < SURE and not settled
