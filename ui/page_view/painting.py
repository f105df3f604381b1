"""How a page is painted: its picture, and on it the cells with their states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.model import Box, CellRef
from ui import theme
from ui.page_view.placement import Placement
from ui.states import State

SPREAD = 3  # pixels that frames reach beyond their boxes


class PlacedCell(NamedTuple):
    """One cell as it lies on a page; `shown`: it belongs to the table in the grid."""

    ref: CellRef
    box: Box
    state: State
    shown: bool


class PagePainter:
    """Paints in the colours of paper, white in the dark theme too. One is made for each repaint."""

    def __init__(self, painter: QPainter, placement: Placement) -> None:
        self._painter, self._placement = painter, placement

    def picture(self, image: QImage | None) -> None:
        """The page, white until its picture is there."""
        painter, area = self._painter, self._placement.area.toRect()
        painter.fillRect(area, Qt.GlobalColor.white)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._draw(image)
        painter.setPen(theme.current().color("hairline"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(-1, -1, 0, 0))

    def _draw(self, image: QImage) -> None:
        if not self._placement.quarters:  # on whole pixels it stays as sharp as it was drawn
            self._painter.drawImage(self._placement.area.toRect(), image)
            return
        self._painter.save()
        self._painter.setTransform(self._placement.transform, True)
        self._painter.drawImage(QRectF(0, 0, *self._placement.size), image)
        self._painter.restore()

    def cells(self, cells: Iterable[PlacedCell], seen: QRectF) -> None:
        """Those of the cells that touch the part to be painted: the outlines in one go, then what has a state."""
        painter, place = self._painter, self._placement.transform.mapRect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        placed = [(place(QRectF(c.box.x0, c.box.top, c.box.width, c.box.height)), c) for c in cells]
        placed = [(rect, cell) for rect, cell in placed if rect.intersects(seen)]
        line = QColor(theme.LIGHT.accent)
        line.setAlphaF(0.3)
        painter.setPen(QPen(line, 0.8))
        painter.drawRects([rect for rect, cell in placed if cell.shown and State.SUSPECT not in cell.state])
        for rect, cell in placed:
            if cell.state:
                self._state(rect, cell.state)

    def _state(self, rect: QRectF, state: State) -> None:
        painter = self._painter
        if state & (State.SUSPECT | State.BROKEN | State.UNSURE):
            wrong = state & (State.SUSPECT | State.BROKEN)
            tint = QColor(theme.LIGHT.suspect_frame if wrong else theme.LIGHT.warning)
            tint.setAlphaF(0.24 if State.SUSPECT in state else 0.13)
            painter.fillRect(rect, tint)
        if State.SUSPECT in state:
            painter.setPen(QPen(QColor(theme.LIGHT.suspect_frame), 1.5))
            painter.drawRect(rect)
        if State.CORRECTED in state:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(theme.LIGHT.corrected))

    def current(self, box: Box) -> None:
        """The frame of the cell that the grid is at."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(theme.LIGHT.accent), 2.5))
        self._painter.drawRect(self._placement.rect(box).adjusted(-1, -1, 1, 1))

    def frame(self, box: Box) -> None:
        """The frame that the user is drawing."""
        rect, wash = self._placement.rect(box), QColor(theme.LIGHT.accent)
        wash.setAlphaF(0.1)
        self._painter.fillRect(rect, wash)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(theme.LIGHT.accent), 1.5, Qt.PenStyle.DashLine))
        self._painter.drawRect(rect)
