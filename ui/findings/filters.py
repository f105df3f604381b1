"""The line over the list of problems: how many there are, and which of them are listed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.findings.model import Filter


class FilterBar(QWidget):
    """changed(): other problems are wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = {
            Filter.ALL: self.tr("全部"),
            Filter.BROKEN: self.tr("矛盾"),
            Filter.DOUBT: self.tr("疑点"),
            Filter.HINT: self.tr("提示"),
            Filter.PRINTED: self.tr("原件如此"),
            Filter.ASIDE: self.tr("已搁置"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(4)
        self._count = QLabel(self)
        self._count.setProperty("title", True)
        row.addWidget(self._count)
        row.addSpacing(8)
        self._filters = QButtonGroup(self)
        self._buttons = {which: self._button(which) for which in self._names}
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch()
        self._scope = QComboBox(self)
        self._scope.addItems([self.tr("整份报告"), self.tr("只看当前表")])
        self._scope.setAccessibleName(self.tr("范围"))
        row.addWidget(self._scope)
        self._filters.buttonClicked.connect(self.changed)
        self._scope.currentIndexChanged.connect(self.changed)

    def _button(self, which: Filter) -> QPushButton:
        button = QPushButton(self._names[which], self, checkable=True, checked=which is Filter.ALL, autoDefault=True)
        button.setProperty("flat", True)
        self._filters.addButton(button)
        return button

    @property
    def which(self) -> Filter:
        return next(which for which, button in self._buttons.items() if button.isChecked())

    @property
    def only_this_table(self) -> bool:
        return self._scope.currentIndex() == 1

    def show_counts(self, problems: int, count: Callable[[Filter], int]) -> None:
        """How many problems there are, and how many of them each button would list."""
        self._count.setText(self.tr("问题 {count}").format(count=problems))
        for which, button in self._buttons.items():
            name, listed = self._names[which], count(which)
            button.setText(f"{name} {listed}" if listed else name)
