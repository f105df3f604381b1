"""The strip: the row of the page, enlarged, under the row of the grid; it moves with ↑ and ↓."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.model import Box
from ui import theme

_MARGIN = 2.0  # points of the page above and below the row
_HIGHEST = 120


class RowStrip(QWidget):
    """Lies over the grid, as wide as the view, and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._image = QImage()
        self._scale = 1.0
        self._row = self._cell = Box(0, 0, 1, 1)
        self.hide()

    def show_row(self, image: QImage, scale: float, row: Box, cell: Box, beside: QRect) -> None:
        """Show a row of a page picture (so many pixels a point) below the grid's row, above it where there is no room.

        row, cell: the boxes of the whole row and of the current cell. beside: the grid's row in the parent.
        """
        self._image, self._scale, self._cell = image, scale, cell
        self._row = Box(row.x0 - _MARGIN, row.top - _MARGIN, row.x1 + _MARGIN, row.bottom + _MARGIN)
        parent = self.parentWidget()
        height = min(round(self._row.height * parent.width() / self._row.width), _HIGHEST)
        below = beside.bottom() + 1
        top = below if below + height <= parent.height() else beside.top() - height - 1
        self.setGeometry(0, top, parent.width(), height)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        zoom = min(self.width() / self._row.width, self.height() / self._row.height)
        row, cell, scale = self._row, self._cell, self._scale
        source = QRectF(row.x0 * scale, row.top * scale, row.width * scale, row.height * scale)
        painter.drawImage(QRectF(0, 0, row.width * zoom, row.height * zoom), self._image, source)
        painter.setPen(QPen(QColor(theme.LIGHT.accent), 2))
        painter.drawRect(
            QRectF((cell.x0 - row.x0) * zoom, (cell.top - row.top) * zoom, cell.width * zoom, cell.height * zoom)
        )
        painter.setPen(theme.current().color("accent"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
