"""The first column of the list of problems: the level as a shape, then the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.findings.model import FINDING_ROLE, Index

if TYPE_CHECKING:
    from core.checks.findings import Finding

_MARK_WIDTH = 18


class LevelMark(QStyledItemDelegate):
    """A disc for a contradiction, a triangle for a doubt, a ring for a hint."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width() + _MARK_WIDTH, theme.ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.parent().isValid():
            super().paint(painter, option, index)
            return
        area = QRect(option.rect)
        moved = QStyleOptionViewItem(option)
        moved.rect = area.adjusted(_MARK_WIDTH, 0, 0, 0)
        super().paint(painter, moved, index)
        if option.state & moved.state.State_Selected:
            painter.fillRect(
                QRect(area.left(), area.top(), _MARK_WIDTH, area.height()), theme.current().color("selection")
            )
        self._mark(painter, QRect(area.left() + 5, area.center().y() - 4, 9, 9), index.data(FINDING_ROLE))

    def _mark(self, painter: QPainter, spot: QRect, finding: Finding) -> None:
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if finding.level == "error":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("suspect_frame"))
            painter.drawEllipse(spot)
        elif finding.level == "warning":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("warning"))
            top = spot.topLeft() + (spot.topRight() - spot.topLeft()) / 2
            painter.drawPolygon(QPolygon([top, spot.bottomRight(), spot.bottomLeft()]))
        else:
            painter.setPen(QPen(look.color("pale_ink"), 1.4))
            painter.drawEllipse(spot.adjusted(1, 1, -1, -1))
        painter.restore()
