"""重新识别这一块: a region of a page read again in the background, and its result as one step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.model import Box, Cell, CellEdit, TableEdit, around
from ui.session import Session
from ui.tasks import Tasks
from ui.unsure import looking

if TYPE_CHECKING:
    from core.layout.blocks import Block

_ROOM = 3.0  # points around a cell, for its rulings


class Rereader(QObject):
    """Reads regions of one report again. said(str): how it goes, for the status bar. failed(error): it did not."""

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks

    def start(self, page: int, region: Box) -> None:
        """Read a region (points of the upright page); what comes of it becomes one step of the history."""
        if not looking.can_look(self._session):
            self.said.emit(self.tr("这份报告没有页面图像，不能重新识别。"))
            return
        self.said.emit(self.tr("正在重新识别…"))
        self._tasks.start(
            looking.read_again,
            looking.original(self._session),
            page,
            region,
            done=lambda blocks: self._take(blocks, page, region),
            failed=self._fail,
            lane=looking.LANE,
        )

    def _take(self, blocks: list[Block], page: int, region: Box) -> None:
        """Corrections made while it was read count: the edits are made now."""
        from core.forms.patching import patches

        edits = patches(self._session.report, blocks, page, region)
        if not edits:
            self.said.emit(self.tr("重新识别的结果和现在一样。") if blocks else self.tr("这一块没有认出文字。"))
            return
        with self._session.step(self.tr("重新识别一块")):
            for edit in edits:
                self._session.history.apply(edit)
        self.said.emit(self._outcome(edits))

    def _fail(self, error: BaseException) -> None:
        self.said.emit("")
        self.failed.emit(error)

    def _outcome(self, edits: list) -> str:
        if any(isinstance(edit, TableEdit) for edit in edits):
            return self.tr("重新识别出一张表，可以撤销。")
        changed = sum(isinstance(edit, CellEdit) and edit.before.text != edit.after.text for edit in edits)
        if not changed:  # only the certainty grew
            return self.tr("重新识别的结果和现在一样。")
        return self.tr("重新识别改了 {count} 格，可以撤销。").format(count=changed)


def region_of(cells: Iterable[Cell]) -> tuple[int, Box] | None:
    """The page of the first cell that has a place, and the region that holds those of the cells that lie on it."""
    placed = [(cell.page, cell.box) for cell in cells if cell.page is not None and cell.box is not None]
    if not placed:
        return None
    page = placed[0][0]
    whole = around(box for number, box in placed if number == page)
    assert whole is not None
    return page, Box(whole.x0 - _ROOM, whole.top - _ROOM, whole.x1 + _ROOM, whole.bottom + _ROOM)
