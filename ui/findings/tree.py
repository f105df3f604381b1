"""The list of problems as a tree that says where the keyboard goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTreeView


class ProblemTree(QTreeView):
    """walked(): an arrow key, or another one, went to another line."""

    walked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.walked.emit()
