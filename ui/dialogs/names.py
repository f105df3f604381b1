"""Names of 科目 that the user confirmed once for every report, to be looked through and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from core.storage.names import ConfirmedName


class NamesDialog(QDialog):
    """forget_wanted(str, str): the official name and the one that was used for it."""

    forget_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("确认过的科目名称"))
        self.resize(680, 380)
        words = QLabel(self.tr("搁置过名称问题的科目，以后的报告里不再提示。删除以后会重新提示。"), self)
        words.setProperty("pale", True)
        self.list = QTableWidget(0, 4, self)
        self.list.setHorizontalHeaderLabels(
            [self.tr("标准名称"), self.tr("采用的名称"), self.tr("理由"), self.tr("确认时间")]
        )
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTabKeyNavigation(False)
        self.list.setShowGrid(False)
        self.list.verticalHeader().hide()
        header = self.list.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.list.setAccessibleName(self.windowTitle())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addWidget(words)
        column.addWidget(self.list, 1)
        self._none = QLabel(self.tr("还没有确认过的名称。"), self)
        self._none.setProperty("pale", True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._none, 1)
        column.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._forget_button = QPushButton(self.tr("删除(&D)"), self)
        self._forget_button.setEnabled(False)
        self._forget_button.clicked.connect(self._forget)
        close = QPushButton(self.tr("关闭(&C)"), self)
        close.clicked.connect(self.reject)
        row.addWidget(self._forget_button)
        row.addStretch()
        row.addWidget(close)
        return row

    def show_names(self, names: list[ConfirmedName]) -> None:
        self.list.setRowCount(len(names))
        for row, name in enumerate(names):
            texts = (name.official, name.used, name.reason, name.confirmed_at.strftime("%Y-%m-%d %H:%M"))
            for column, text in enumerate(texts):
                self.list.setItem(row, column, QTableWidgetItem(text))
        self.list.setVisible(bool(names))
        self._none.setVisible(not names)
        self._forget_button.setEnabled(bool(names))
        if names:
            self.list.selectRow(0)

    def _forget(self) -> None:
        row = self.list.currentRow()
        official, used = self.list.item(row, 0), self.list.item(row, 1)
        if official is not None and used is not None:
            self.forget_wanted.emit(official.text(), used.text())
