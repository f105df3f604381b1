"""How far something long is, and a button that stops it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from ui import theme
from ui.buttons import push_button
from ui.tasks import Task

_PATIENCE_MS = 400  # what takes no longer is not worth a line


class WorkLine(QWidget):
    """begun: what is said at first; going: with {done} of {total}; stop: the word on the button.

    cancel_wanted(): the button was pressed.
    """

    cancel_wanted = Signal()

    def __init__(self, begun: str, going: str, stop: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begun, self._going = begun, going
        self._task: Task | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._soon.timeout.connect(self.show)
        theme.as_sheet(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        self._text = QLabel(begun, self)
        self._bar = QProgressBar(self, textVisible=False)
        self._bar.setRange(0, 0)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(push_button(stop, self._stop, self))

    def show_progress(self, done: int, total: int) -> None:
        self._bar.setUpdatesEnabled(False)  # by itself it would paint at once, and all the window with it
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setUpdatesEnabled(True)
        self._text.setText(self._going.format(done=done, total=total))

    def watch(self, task: Task) -> None:
        """Come forth if this takes longer; the button cancels it."""
        self._task = task
        self._text.setText(self._begun)
        self._soon.start()

    def end(self) -> None:
        """It is done, or nobody wants it any more."""
        self._task = None
        self._soon.stop()
        self.hide()

    def _stop(self) -> None:
        self.cancel_wanted.emit()
        if self._task is not None:
            self._task.cancel()
            self.end()
