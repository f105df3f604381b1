"""第三方许可: the notices that were made when the program was built, to read and to search."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core import resources
from ui import theme


class LicencesDialog(QDialog):
    """The text, and a line to look for a package or a licence in it; Enter goes on to the next place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("第三方许可"))
        theme.resize_on_screen(self, 820, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addLayout(self._search_line())
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("第三方许可"))
        self.text.setPlainText(self._notices())
        column.addWidget(self.text)
        self.sought.setFocus()

    def _search_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.sought = QLineEdit(self)
        self.sought.setPlaceholderText(self.tr("查找软件包或许可证的名称"))
        self.sought.textEdited.connect(lambda _words: self._find(from_here=True))
        self.missing = QLabel(self)
        self.missing.setProperty("pale", True)
        further = QPushButton(self.tr("下一个"), self)
        further.setDefault(True)
        further.clicked.connect(lambda: self._find())
        row.addWidget(self.sought, 1)
        row.addWidget(self.missing)
        row.addWidget(further)
        return row

    def _notices(self) -> str:
        try:
            return resources.path("third-party.txt").read_text(encoding="utf-8")
        except FileNotFoundError:
            return self.tr("这份说明在打包时生成，从源码运行时没有。")

    def _find(self, *, from_here: bool = False) -> None:
        """Select the next place with the sought words, from the top again after the last. from_here: perhaps this."""
        words, cursor = self.sought.text(), self.text.textCursor()
        if from_here:
            cursor.setPosition(cursor.selectionStart())
            self.text.setTextCursor(cursor)
        found = not words or self.text.find(words)
        if not found:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self.text.find(words)
        self.missing.setText("" if found else self.tr("没有找到"))
