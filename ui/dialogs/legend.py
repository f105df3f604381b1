"""What the colours and marks of the cells mean."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from ui import theme
from ui.grid.painting import CellPainter, Fonts
from ui.states import State


class _Sample(QWidget):
    """One cell in one state, painted as the grid paints it."""

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(QSize(110, theme.ROW_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("sheet"))
        cells = CellPainter(painter, Fonts(self.font()))
        cells.rules(self.rect())
        cells.paint(self.rect(), "1,302.49", self._state)


class LegendDialog(QDialog):
    """A sample of each state beside its meaning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("图例"))
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 28, 20)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        for row, (state, name, meaning) in enumerate(self._entries()):
            label = QLabel(name, self)
            label.setProperty("title", True)
            grid.addWidget(_Sample(state, self), row, 0)
            grid.addWidget(label, row, 1)
            grid.addWidget(QLabel(meaning, self), row, 2)

    def _entries(self) -> list[tuple[State, str, str]]:
        return [
            (State.BROKEN, self.tr("矛盾"), self.tr("所在的勾稽关系不成立（右上角有小三角）")),
            (State.BROKEN | State.SUSPECT, self.tr("疑点"), self.tr("最可能出错的一格（实线框）")),
            (State.UNSURE, self.tr("存疑"), self.tr("读得没有把握，请对照原图（点状下划线）")),
            (State.INFERRED, self.tr("推定"), self.tr("位置或数字由勾稽关系推出（斜体）")),
            (State.CORRECTED, self.tr("已改"), self.tr("改过的格，停留可看原文（左侧竖条）")),
            (State.ASIDE, self.tr("已搁置"), self.tr("写过理由、先放在一边（斜线）")),
        ]
