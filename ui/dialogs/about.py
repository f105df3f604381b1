"""关于: which program this is, where the data lies, the licences, and a diagnosis to save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core import versions
from core.storage import places
from ui import folders, messages
from ui.dialogs.licences import LicencesDialog


class AboutDialog(QDialog):
    """library: the file that the window works with."""

    def __init__(self, library: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("关于勾稽"))
        self.setMinimumWidth(560)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 20)
        column.setSpacing(14)
        title = QLabel(self.tr("勾稽 {version}").format(version=versions.program()), self)
        title.setProperty("title", True)
        column.addWidget(title)
        column.addWidget(QLabel(self.tr("工会预算、决算公开报告核对工具。程序不连接网络，报告只在这台电脑上。"), self))
        column.addLayout(self._places(library))
        parts = QLabel("　".join(f"{name} {number}" for name, number in versions.parts().items()), self)
        parts.setProperty("pale", True)
        parts.setWordWrap(True)
        column.addWidget(parts)
        column.addSpacing(6)
        column.addLayout(self._buttons())

    def _places(self, library: Path) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("资料库"), self._place(library))
        form.addRow(self.tr("设置和日志"), self._place(places.data_folder()))
        return form

    def _place(self, place: Path) -> QWidget:
        """A path that can be copied, and its folder one click away."""
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        path = QLabel(str(place), row)
        path.setWordWrap(True)
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(path, 1)
        show = QPushButton(self.tr("打开文件夹"), row)
        show.setProperty("link", True)
        show.clicked.connect(lambda: folders.show(place))
        line.addWidget(show)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.licences_button = QPushButton(self.tr("第三方许可…"), self)
        self.licences_button.clicked.connect(lambda: LicencesDialog(self).open())
        diagnosis = QPushButton(self.tr("保存诊断文件…"), self)
        diagnosis.clicked.connect(lambda: messages.save_diagnosis(self, None))
        close = QPushButton(self.tr("关闭"), self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        close.setFocus()
        row.addWidget(self.licences_button)
        row.addWidget(diagnosis)
        row.addStretch()
        row.addWidget(close)
        return row
