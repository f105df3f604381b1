"""Said once, at the first start: where the data lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.storage import places
from ui import folders
from ui.buttons import link_button


class PlacesCard(QFrame):
    """A quiet card on the start page. read(): the user has read it, and need not see it again."""

    read = Signal()

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("placesCard")
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 16, 28, 12)
        column.setSpacing(6)
        for words in (
            self.tr("数据只放在这台电脑上，程序不连接网络。"),
            self.tr("资料库：{path}").format(path=library),
            self.tr("设置和日志：{path}").format(path=places.data_folder()),
            self.tr("报告、修改和原文件都在资料库这一个文件里，备份时复制它。“帮助 → 关于”里也有。"),
        ):
            line = QLabel(words, self)
            line.setProperty("pale", True)
            line.setWordWrap(True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)
        column.addLayout(self._buttons(library))

    def _buttons(self, library: Path) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for text, deed in (
            (self.tr("打开文件夹"), lambda: folders.show(library)),
            (self.tr("知道了"), self.read.emit),
        ):
            row.addWidget(link_button(text, deed, self))
        row.addStretch()
        return row
