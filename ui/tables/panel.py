"""The left pane: how far the work is, and the tables."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.session import Session
from ui.tables.model import ENTRY_ROLE, NARRATIVE, Entry, TablesModel

_ROW, _TALL_ROW = 30, 44
_STATE_WIDTH = 40
_VCENTER = Qt.AlignmentFlag.AlignVCenter


class _EntryPainter(QStyledItemDelegate):
    """Name at the left, page and state in columns at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, _TALL_ROW if index.data(ENTRY_ROLE).unchecked else _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, entry, rect = theme.current(), index.data(ENTRY_ROLE), option.rect
        assert isinstance(entry, Entry)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("selection"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), look.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("hover"))
        if entry.unchecked:
            self._paint_reason(painter, option, entry.unchecked)
            rect = rect.adjusted(0, 4, 0, -16)
        page_width = option.fontMetrics.horizontalAdvance(entry.page) + 6 if entry.page else 0
        state_width = max(_STATE_WIDTH, option.fontMetrics.horizontalAdvance(_problems(entry)) + 18)
        room = rect.width() - 14 - state_width - page_width
        name = option.fontMetrics.elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.setPen(look.color("pale_ink" if entry.unchecked else "ink"))
        painter.drawText(QRect(rect.left() + 14, rect.top(), room, rect.height()), _VCENTER, name)
        state = QRect(rect.right() - state_width, rect.top(), state_width - 10, rect.height())
        painter.setPen(look.color("pale_ink"))
        page = QRect(state.left() - page_width, rect.top(), page_width, rect.height())
        painter.drawText(page, _VCENTER | Qt.AlignmentFlag.AlignRight, entry.page)
        self._paint_state(painter, state, entry)
        painter.restore()

    def _paint_reason(self, painter: QPainter, option: QStyleOptionViewItem, why: str) -> None:
        """Why no relation of the table could be checked, small and grey beneath its name."""
        rect, font = option.rect.adjusted(14, 24, -10, -2), QFont(option.font)
        font.setPixelSize(theme.SMALL_PIXELS)
        painter.save()
        painter.setFont(font)
        painter.setPen(theme.current().color("pale_ink"))
        words = QFontMetrics(font).elidedText(self.tr("没有核对：") + why, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _VCENTER, words)
        painter.restore()

    def _paint_state(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        look = theme.current()
        right = _VCENTER | Qt.AlignmentFlag.AlignRight
        if entry.problems:
            painter.setPen(QPen(look.color("suspect_frame")))
            painter.drawText(rect, right, _problems(entry))
        elif entry.checked:
            painter.setPen(QPen(look.color("agrees"), 1.5))
            foot = QPointF(rect.right() - 7, rect.center().y() + 4)  # drawn: not every font has a ✓
            painter.drawPolyline([foot + QPointF(-4, -4), foot, foot + QPointF(7, -8)])


def _problems(entry: Entry) -> str:
    return f"● {entry.problems}" if entry.problems else ""


class TablesPanel(QWidget):
    """chosen(str): the id of a table, or NARRATIVE. menu_wanted(QPoint): what can be done with a table, there."""

    chosen = Signal(str)
    menu_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TablesModel(session, self)
        theme.as_sheet(self)
        self._summary = QLabel(self)
        self._summary.setProperty("pale", True)
        self._summary.setContentsMargins(14, 8, 8, 6)
        self._progress = QProgressBar(self, textVisible=False)
        self._progress.setContentsMargins(14, 0, 14, 0)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_EntryPainter(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("表格列表"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._ask_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._summary, self._progress, self.list):
            column.addWidget(widget)
        self.setMinimumWidth(150)
        self._key = ""
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.model.dataChanged.connect(self._update_summary)
        self.model.modelReset.connect(self._on_reset)
        session.standing_changed.connect(self._update_summary)
        self._update_summary()

    def show_chosen(self, key: str) -> None:
        """Mark an entry as the one that is shown; says nothing."""
        self._key = key
        row = self.model.row_of(key)
        if row >= 0 and self.list.currentIndex().row() != row:
            self.list.selectionModel().blockSignals(True)
            self.list.setCurrentIndex(self.model.index(row))
            self.list.selectionModel().blockSignals(False)
            self.list.scrollTo(self.model.index(row))
            self.list.viewport().update()

    def step(self, step: int) -> None:
        """To the next or the previous entry."""
        row = self.list.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    def _ask_menu(self, place: QPoint) -> None:
        """The menu is about the entry under the mouse, which a right click has made the current one."""
        if self.list.indexAt(place).isValid() and self._key != NARRATIVE:
            self.menu_wanted.emit(self.list.viewport().mapToGlobal(place))

    def _on_reset(self) -> None:
        self.show_chosen(self._key)
        self._update_summary()

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.model.entries[current.row()].key)

    def _update_summary(self) -> None:
        self._summary.setText(self.model.summary())
        tables = [e for e in self.model.entries if e.key != NARRATIVE]
        self._progress.setRange(0, max(len(tables), 1))
        self._progress.setValue(sum(e.checked for e in tables))
