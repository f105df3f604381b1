"""How far the reading of a report is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from ui import theme
from ui.buttons import push_button


class ReadingLine(QWidget):
    """cancel_wanted(): stop the reading."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.as_sheet(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        self._text = QLabel(self.tr("正在读取…"), self)
        self._bar = QProgressBar(self, textVisible=False)
        self._bar.setRange(0, 0)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(push_button(self.tr("取消读取"), self.cancel_wanted.emit, self))

    def show_progress(self, done: int, total: int) -> None:
        self._bar.setUpdatesEnabled(False)  # by itself it would paint at once, and all the window with it
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setUpdatesEnabled(True)
        self._text.setText(self.tr("正在读取 第 {done} / {total} 页").format(done=done, total=total))
