"""逐格核对: one unsure cell after the other, its picture large beside what was read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.model import Box, CellRef, Change, address
from ui import theme
from ui.buttons import push_button
from ui.cell_bar import CutOut
from ui.elided import ElidedLabel
from ui.grid.entry import entered
from ui.session import Session
from ui.unsure.doubts import Doubts, confirm

_PICTURE_HEIGHT = 148
REVIEW_SCALE = 4.2  # pixels a point
_CONTEXT = 2.6  # heights of the cell that the picture shows
_TEXT_PIXELS = 20


class _Entry(QLineEdit):
    """The reading; typing replaces it. moved(int): the user wants the next (1) or the previous (-1) cell."""

    moved = Signal(int)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not self.isModified() and _takes_back(event):
            event.ignore()  # nothing typed yet: 撤销 means the cell before
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


def _takes_back(event: QEvent) -> bool:
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in keys)


class ReviewPane(QWidget):
    """Walks through the unsure cells in order of doubt.

    cell_wanted(CellRef): show that cell. finished(): the user left, or nothing is left to look at.
    """

    cell_wanted = Signal(object)
    finished = Signal()

    def __init__(self, session: Session, doubts: Doubts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._doubts = session, doubts
        self._ref: CellRef | None = None
        self._passed: list[CellRef] = []  # left for later, in that order
        theme.as_sheet(self)
        self.cut_out = CutOut(self, _PICTURE_HEIGHT, most=REVIEW_SCALE, context=_CONTEXT)
        self._address = ElidedLabel(self)
        self._left = QLabel(self)
        self._left.setProperty("title", True)
        self.entry = self._make_entry()
        self._lay_out()
        self.hide()
        session.changed.connect(self._on_change)
        session.replaced.connect(self._on_replaced)

    def _make_entry(self) -> _Entry:
        entry = _Entry(self)
        font = theme.figure_font(QFont(self.font()))
        font.setPixelSize(_TEXT_PIXELS)
        entry.setFont(font)
        entry.setAccessibleName(self.tr("读出的内容"))
        entry.returnPressed.connect(self.settle)
        entry.moved.connect(self.step)
        return entry

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._left)
        head.addWidget(self._address, 1)
        head.setSpacing(14)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        self._settle = self._button("", self.tr("写入并转到下一格（Enter）"), self.settle)
        self._settle.setProperty("primary", True)
        self.entry.textChanged.connect(self._name_settling)
        deeds.addWidget(self._settle)
        for text, tip, deed in (
            (self.tr("以后再看"), self.tr("先跳过这一格（向下键）；向上键回到上一格"), lambda: self.step(1)),
            (self.tr("结束核对"), self.tr("回到表格（Esc）"), self.leave),
        ):
            deeds.addWidget(self._button(text, tip, deed))
        deeds.addStretch()
        hint = QLabel(self.tr("与原图一致按回车；不一致直接改，再按回车。"), self)
        hint.setProperty("pale", True)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addLayout(head)
        right.addWidget(self.entry)
        right.addWidget(hint)
        right.addLayout(deeds)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(16)
        row.addWidget(self.cut_out, 3)
        row.addLayout(right, 2)

    def _button(self, text: str, tip: str, deed: Callable[[], object]) -> QPushButton:
        button = push_button(text, deed, self)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _name_settling(self) -> None:
        """What Enter does depends on whether anything else was typed."""
        self._settle.setText(self.tr("改好，下一格") if self.entry.isModified() else self.tr("无误，下一格"))

    # --- walking ---

    @property
    def ref(self) -> CellRef | None:
        """The cell at hand, None while no review is going on."""
        return self._ref

    def start(self) -> bool:
        """Begin with the least sure cell; False where there is none."""
        self._passed.clear()
        if not self._queue():
            return False
        self.show()
        self._show(self._queue()[0])
        return True

    def leave(self) -> None:
        self._ref = None
        self.hide()
        self.finished.emit()

    def settle(self) -> None:
        """Confirm the reading, or take what was typed in its place; go on with the next cell."""
        ref, table = self._ref, self._session.table(self._ref.table) if self._ref else None
        if ref is None or table is None:
            return
        text = entered(table, ref.column, self.entry.text()) if self.entry.isModified() else ""
        self.entry.setModified(False)
        if text and text != table.cell(ref.row, ref.column).text:
            self._session.set_text(ref, text, self.tr("逐格核对：改一格"))
        else:
            confirm(self._session, ref, self.tr("逐格核对：确认一格"))
        self._go_on()

    def step(self, by: int) -> None:
        """Leave the cell for later, or come back to the one left last."""
        if by > 0 and self._ref is not None:
            self._passed = [ref for ref in self._passed if ref != self._ref] + [self._ref]
            self._go_on()
        elif by < 0 and self._passed:
            self._show(self._passed.pop())

    def _queue(self) -> list[CellRef]:
        """What is still unsure, those left for later at the end."""
        unsure = self._doubts.in_order()
        later = [ref for ref in self._passed if ref in set(unsure)]
        return [ref for ref in unsure if ref not in set(later)] + later

    def _go_on(self) -> None:
        queue = self._queue()
        if queue:
            self._show(queue[0])
        else:
            self.leave()

    def _show(self, ref: CellRef) -> None:
        self._ref = ref
        report = self._session.report
        self._left.setText(self.tr("还有 {count} 格").format(count=len(self._queue())))
        self._address.setText(address.cell_label(report, ref))
        self.entry.setText(report.cell(ref).text)
        self.entry.setModified(False)
        self._name_settling()
        self.cell_wanted.emit(ref)
        self.entry.selectAll()
        self.entry.setFocus()

    def show_piece(self, piece: tuple[QImage, Box, float] | None) -> None:
        """The picture of the page, the box of the cell on it, and its pixels a point."""
        self.cut_out.show_piece(piece)

    # --- following ---

    def _on_change(self, change: Change) -> None:
        """撤销 brings the cell back to be looked at again."""
        if self._ref is None or change.done == "do":
            return
        back = next((ref for ref in change.cells if ref in set(self._queue())), None)
        if back is not None:
            self._show(back)
        else:
            self._go_on()

    def _on_replaced(self) -> None:
        """Another report is there: its cells are others."""
        if self._ref is not None:
            self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
