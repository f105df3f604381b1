"""The strip: the row of the page, enlarged under its headings, at the row of the grid; it moves with ↑ and ↓."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.model import Box
from ui import theme

_MARGIN = 2.0  # points of the page above and below the row
_LEAST_ZOOM = 1.7  # pixels a point: printed figures are larger here than on the page beside the grid
_HIGHEST = 120
_HEADING = 18


class PrintedRow(NamedTuple):
    """One row of a page picture with so many pixels a point; boxes in points.

    headings: over each cell of the row, the text of its column. cell: the current one.
    """

    image: QImage
    scale: float
    row: Box
    cell: Box
    headings: list[tuple[Box, str]]


class RowStrip(QWidget):
    """Lies over the grid, as wide as the view, and lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._printed: PrintedRow | None = None
        self._seen = Box(0, 0, 1, 1)  # of the page
        self._font = QFont(self.font())
        self._font.setPixelSize(theme.SMALL_PIXELS)
        self.hide()

    def show_row(self, printed: PrintedRow, beside: QRect) -> None:
        """Show it below the grid's row, above it where there is no room. beside: the grid's row in the parent."""
        row, room = printed.row, self.parentWidget().size()
        top, bottom = row.top - _MARGIN, row.bottom + _MARGIN
        zoom = max(room.width() / (row.width + 2 * _MARGIN), _LEAST_ZOOM)
        zoom = min(zoom, _HIGHEST / (bottom - top))
        left = _start(row, printed.cell, room.width() / zoom)
        self._printed, self._seen = printed, Box(left, top, left + room.width() / zoom, bottom)
        height = round(self._seen.height * zoom) + _HEADING
        below = beside.bottom() + 1
        self.setGeometry(
            0, below if below + height <= room.height() else beside.top() - height - 1, room.width(), height
        )
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._printed is None:
            return
        painter, scale, seen = QPainter(self), self._printed.scale, self._seen
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        self._paint_headings(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        source = QRectF(seen.x0 * scale, seen.top * scale, seen.width * scale, seen.height * scale)
        painter.drawImage(QRectF(0, _HEADING, self.width(), self.height() - _HEADING), self._printed.image, source)
        painter.setPen(QPen(QColor(theme.LIGHT.accent), 2))
        painter.drawRect(self._placed(self._printed.cell))
        painter.setPen(theme.current().color("accent"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_headings(self, painter: QPainter) -> None:
        """The paper is white in the dark theme too, and so is what is written on it dark."""
        assert self._printed is not None
        painter.fillRect(0, 0, self.width(), _HEADING, QColor(theme.LIGHT.header))
        painter.setFont(self._font)
        painter.setPen(QColor(theme.LIGHT.pale_ink))
        for box, text in self._printed.headings:
            place = self._placed(box)
            area = QRectF(place.left() + 2, 0, place.width() - 4, _HEADING)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)

    def _placed(self, box: Box) -> QRectF:
        """Where a box of the page lies in the strip."""
        zoom = self.width() / self._seen.width
        left, top = (box.x0 - self._seen.x0) * zoom, (box.top - self._seen.top) * zoom + _HEADING
        return QRectF(left, top, box.width * zoom, box.height * zoom)


def _start(row: Box, cell: Box, width: float) -> float:
    """Where the strip begins on the page, so that the cell is in it; at the row's start where all of it fits."""
    first, last = row.x0 - _MARGIN, row.x1 + _MARGIN - width
    return first if last <= first else min(max(cell.centre[0] - width / 2, first), last)
