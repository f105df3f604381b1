"""The header of the grid: the printed header over several levels, as one cell for each text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from core.model import Table
from core.model.heads import Heading, depth_of, headings
from ui import theme

_LINE_PADDING = 8
_MOST_LINES = 3
_FLAGS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


def headings_with_numbers(table: Table) -> list[Heading]:
    """The header cells of a table, and below them its 栏次 row."""
    depth = max(depth_of(table), 1)
    found = list(headings(table)) or [Heading("", 0, 1, column, column + 1) for column in range(len(table.columns))]
    return found + [Heading(n, depth, depth + 1, c, c + 1) for c, n in enumerate(table.column_numbers or ())]


class GridHeader(QHeaderView):
    """Paints the headings itself; columns that are kept in sight are painted over the moved ones."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._headings: list[Heading] = []
        self._heights: list[int] = [theme.ROW_HEIGHT]
        self._kept = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(32)
        self.setAccessibleName(self.tr("表头"))
        self.sectionResized.connect(self._on_resized)

    def show_table(self, table: Table, kept: int, widths: list[int] | None = None) -> None:
        """Show the header of a table with these widths; its first `kept` columns do not move."""
        self._headings, self._kept = [], kept
        for column, width in enumerate(widths or []):
            self.resizeSection(column, width)
        self._headings = headings_with_numbers(table)
        self._measure()

    def _on_resized(self) -> None:
        if self._headings:
            self._measure()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sum(self._heights) + 1)

    def _measure(self) -> None:
        """Give each level the height that its tallest text needs."""
        levels = max((h.level_end for h in self._headings), default=1)
        line = self.fontMetrics().height()
        heights = [line + _LINE_PADDING] * levels
        for heading in sorted(self._headings, key=lambda h: h.level_end - h.level):
            missing = self._needed(heading) - sum(heights[heading.level : heading.level_end])
            if missing > 0:
                heights[heading.level_end - 1] += missing
        if heights != self._heights:
            self._heights = heights
            self.updateGeometries()
            self.geometriesChanged.emit()
        self.viewport().update()

    def _needed(self, heading: Heading) -> int:
        width = sum(self.sectionSize(c) for c in range(heading.column, heading.column_end)) - _LINE_PADDING
        box = self.fontMetrics().boundingRect(QRect(0, 0, max(width, 20), 1000), _FLAGS, heading.text)
        return min(box.height(), self.fontMetrics().lineSpacing() * _MOST_LINES) + _LINE_PADDING

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        look = theme.current()
        painter.fillRect(event.rect(), look.color("header"))
        moving = [h for h in self._headings if h.column_end > self._kept]
        for heading in moving:
            self._paint(painter, heading, self._rect(heading, self.offset()))
        kept_width = self.sectionPosition(self._kept) if self._kept < self.count() else 0
        if kept_width:
            painter.setClipRect(0, 0, kept_width, self.height())
            painter.fillRect(0, 0, kept_width, self.height(), look.color("header"))
            for heading in self._headings:
                if heading.column < self._kept:
                    self._paint(painter, heading, self._rect(heading, 0))
            painter.setClipping(False)
        painter.setPen(look.color("hairline"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if kept_width and self.offset():
            painter.setPen(look.color("disabled_ink"))
            painter.drawLine(kept_width - 1, 0, kept_width - 1, self.height())

    def _rect(self, heading: Heading, offset: int) -> QRect:
        left = self.sectionPosition(heading.column) - offset
        last = heading.column_end - 1
        right = self.sectionPosition(last) + self.sectionSize(last) - offset
        top = sum(self._heights[: heading.level])
        bottom = sum(self._heights[: heading.level_end])
        return QRect(left, top, right - left, bottom - top)

    def _paint(self, painter: QPainter, heading: Heading, rect: QRect) -> None:
        look = theme.current()
        if self._is_current(heading):
            painter.fillRect(rect, look.color("selection"))
        painter.setPen(look.color("hairline"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(look.pale_ink))
        painter.drawText(rect.adjusted(4, 2, -4, -2), _FLAGS, heading.text)

    def _is_current(self, heading: Heading) -> bool:
        selection = self.selectionModel()
        current = selection.currentIndex() if selection else None
        return current is not None and current.isValid() and heading.column <= current.column() < heading.column_end

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Over the kept columns a click means what is seen there, not what has moved beneath."""
        kept_width = self.sectionPosition(self._kept) if self._kept < self.count() else 0
        x = int(event.position().x())
        if self.offset() and x < kept_width:
            view = self.parent()
            column = next(c for c in range(self._kept) if x < self.sectionPosition(c + 1))
            if isinstance(view, QTableView):
                view.selectColumn(column)
            return
        super().mousePressEvent(event)
