"""A table view whose naming columns stay in sight when it is moved sideways."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.grid import columns

Index = QModelIndex | QPersistentModelIndex
_SHARE = 0.55  # of the view, for the columns that stay
_NARROWEST_VIEW = 300


class KeptColumns(QTableView):
    """Knows where a cell is, and which cell is at a point; a subclass shows the columns.

    kept: how many columns at the left do not move.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kept = 0
        self._leading = 0
        self._wanted: list[int] = []  # how wide the leading columns are where there is room
        self._arranging = False

    def show_columns(self, kept: int, widths: list[int]) -> None:
        """Give the columns these widths, from the first on; the first `kept` of them stay."""
        raise NotImplementedError

    def keep_in_sight(self, leading: int, widths: list[int] | None = None) -> None:
        """Keep so many columns where there is room. widths: of all columns, where they are new."""
        self._leading = leading
        if widths:
            self._wanted = widths[:leading]
        elif len(self._wanted) != leading:
            self._wanted = [self.columnWidth(column) for column in range(leading)]
        self._arrange((widths or [])[leading:])

    def _arrange(self, others: list[int]) -> None:
        """Columns that would take more than their share move like the others; a name gives way before that."""
        room = int(max(self.viewport().width(), _NARROWEST_VIEW) * _SHARE)
        narrowed = columns.narrowed(self._wanted, room)
        kept = self._leading
        while kept and sum(narrowed[:kept]) > room:
            kept -= 1
        self._arranging = True
        self.show_columns(kept, [*narrowed, *others])
        self._arranging = False
        self.kept = kept

    def note_width(self, column: int, _before: int, width: int) -> None:
        """A column is as wide as this now; if the user made it so, that is what is wanted."""
        if not self._arranging and column < len(self._wanted):
            self._wanted[column] = width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange([])

    @property
    def kept_width(self) -> int:
        return sum(self.columnWidth(c) for c in range(self.kept))

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if rect.isValid() and index.column() < self.kept:
            rect.moveLeft(self.horizontalHeader().sectionPosition(index.column()))
        return rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        if point.x() < self.kept_width:
            point = QPoint(point.x() - self.horizontalHeader().offset(), point.y())
        return super().indexAt(point)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() < self.kept:
            bar.setValue(before)
            return
        hidden = self.kept_width - super().visualRect(index).left()
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx and self.kept:
            self.viewport().update()
            self.horizontalHeader().viewport().update()
