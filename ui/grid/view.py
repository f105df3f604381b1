"""The grid: a table view that paints its cells in one go."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QToolTip, QWidget

from core.model import CellRef
from ui import theme
from ui.grid import columns
from ui.grid.editor import EDITOR_NAME, CellEditing, leaving_move
from ui.grid.header import GridHeader
from ui.grid.kept import KeptColumns
from ui.grid.model import GridModel, is_figure
from ui.grid.painting import CellPainter, Fonts

_TOTALS = ("合计", "总计", "小计")
_Trigger = QAbstractItemView.EditTrigger
_Hint = QAbstractItemView.ScrollHint


class GridView(KeptColumns):
    """Shows a GridModel.

    cell_chosen(CellRef): the current cell moved. menu_wanted(QPoint): what can be done with the cells, there.
    selection_changed(): other cells are selected.
    """

    cell_chosen = Signal(object)
    selection_changed = Signal()
    menu_wanted = Signal(object)

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = model
        self._shown = ("", 0)
        self._fonts = Fonts(self.font())
        self.setHorizontalHeader(GridHeader(self))
        self.setItemDelegate(CellEditing(self))
        self.setModel(model)
        self._set_up()
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._make_room)
        self.horizontalHeader().sectionHandleDoubleClicked.connect(self._fit_column)
        self.horizontalHeader().sectionResized.connect(self.note_width)

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("表格"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(_Trigger.DoubleClicked | _Trigger.EditKeyPressed | _Trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        numbers = self.verticalHeader()
        numbers.setDefaultSectionSize(theme.ROW_HEIGHT)
        numbers.setSectionResizeMode(numbers.ResizeMode.Fixed)
        numbers.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        numbers.setAccessibleName(self.tr("行号"))

    @property
    def grid(self) -> GridModel:
        return self._grid

    def current_ref(self) -> CellRef | None:
        index = self.currentIndex()
        return self._grid.ref(index) if index.isValid() else None

    def choose(self, ref: CellRef) -> None:
        """Make a cell of the shown table the current one, in sight."""
        index = self._grid.index(ref.row, ref.column)
        if index.isValid():  # by itself Qt would toggle where Ctrl is held, as in Ctrl+End
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def choose_many(self, refs: list[CellRef]) -> None:
        """Select several cells, in sight if there is room for all; the first becomes the current one."""
        selection = QItemSelection()
        for ref in refs:
            index = self._grid.index(ref.row, ref.column)
            selection.select(index, index)
        if refs:
            self._bring_rows(min(ref.row for ref in refs), max(ref.row for ref in refs), refs[0].column)
            self.choose(refs[0])
            self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    def _bring_rows(self, first: int, last: int, column: int) -> None:
        """Scroll so that two rows show, and what is between them, if there is room for that."""
        if (last - first + 1) * theme.ROW_HEIGHT <= self.viewport().height():
            for row in (first, last):
                self.scrollTo(self._grid.index(row, column))

    def choose_block(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select a rectangle of cells, its ends included; the top left one becomes the current one."""
        self.choose(CellRef(self._grid.table.id, top, left))
        self._go(bottom, right, extend=True)

    def selected(self) -> list[CellRef]:
        """The selected cells, row by row."""
        found = [
            (row, column)
            for block in self.selectionModel().selection()
            for row in range(block.top(), block.bottom() + 1)
            for column in range(block.left(), block.right() + 1)
        ]
        return [CellRef(self._grid.table.id, row, column) for row, column in sorted(set(found))]

    def selected_block(self) -> tuple[int, int, int, int] | None:
        """Top, left, bottom and right of what is selected; None where nothing is."""
        blocks = list(self.selectionModel().selection())
        if not blocks:
            return None
        return (
            min(b.top() for b in blocks),
            min(b.left() for b in blocks),
            max(b.bottom() for b in blocks),
            max(b.right() for b in blocks),
        )

    def move_current(self, rows: int, cols: int) -> None:
        """Move the current cell; Tab goes on in the next row at the end of one."""
        index = self.currentIndex()
        model = self._grid
        if not index.isValid() or not model.columnCount():
            return
        row, column = index.row() + rows, index.column() + cols
        if cols and not 0 <= column < model.columnCount():
            row, column = row + cols, 0 if cols > 0 else model.columnCount() - 1
        if 0 <= row < model.rowCount():
            self.choose(CellRef(model.table.id, row, column))

    def commit(self) -> None:
        """Enter what is being typed."""
        editor = self.findChild(QLineEdit, EDITOR_NAME)
        if editor is not None:
            editor.setObjectName("")  # it is entered once, though it goes only with the next turn
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def edit(self, index: QModelIndex, *how: object) -> bool | None:  # type: ignore[override]
        """F2 and double click put the cursor at the end; typing replaces."""
        result = super().edit(index, *how)  # type: ignore[call-overload]
        editor = self.indexWidget(index) if index.isValid() else None
        if isinstance(editor, QLineEdit) and (not how or how[0] != _Trigger.AnyKeyPressed):
            editor.deselect()
            editor.end(False)
        return result

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = leaving_move(event)
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        arrows = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if move and plain and not arrows:
            self.move_current(*move)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._jump(event):
            return
        super().keyPressEvent(event)

    def _jump(self, event: QKeyEvent) -> bool:
        """Ctrl+Home, Ctrl+End and Ctrl+arrow: the ends of the table and of filled stretches."""
        index, rows, cols = self.currentIndex(), self._grid.rowCount(), self._grid.columnCount()
        if not index.isValid():
            return False
        step = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Home:
            target = (0, 0)
        elif event.key() == Qt.Key.Key_End:
            target = (rows - 1, cols - 1)
        elif step:
            target = self._end_of_stretch(index.row(), index.column(), *step)
        else:
            return False
        self._go(*target, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def _end_of_stretch(self, row: int, column: int, down: int, right: int) -> tuple[int, int]:
        rows = self._grid.table.rows

        def filled(r: int, c: int) -> bool:
            return 0 <= r < len(rows) and 0 <= c < len(rows[r]) and bool(rows[r][c].text)

        def inside(r: int, c: int) -> bool:
            return 0 <= r < len(rows) and 0 <= c < len(rows[r])

        through = filled(row, column) and filled(row + down, column + right)
        while inside(row + down, column + right):
            if through and not filled(row + down, column + right):
                break
            row, column = row + down, column + right
            if not through and filled(row, column):
                break
        return row, column

    def _go(self, row: int, column: int, *, extend: bool) -> None:
        index = self._grid.index(row, column)
        start = self.selectionModel().currentIndex()
        if extend and start.isValid():
            area = QItemSelection(start, index) if start.row() <= row and start.column() <= column else None
            area = area or QItemSelection(
                self._grid.index(min(start.row(), row), min(start.column(), column)),
                self._grid.index(max(start.row(), row), max(start.column(), column)),
            )
            self.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            self.choose(CellRef(self._grid.table.id, row, column))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()
        if current.isValid():
            self.cell_chosen.emit(self._grid.ref(current))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_changed.emit()

    def _on_reset(self) -> None:
        """Another table, or the same one rebuilt: widths are kept while the columns stay the same."""
        table = self._grid.table
        shape = (table.id, len(table.columns))
        widths = None
        if shape != self._shown:
            self._shown = shape
            widths = columns.widths(table, self._fonts.widest)
            self.horizontalScrollBar().setValue(0)
            self.verticalScrollBar().setValue(0)
        self.keep_in_sight(columns.leading_columns(table), widths)

    def _fit_column(self, column: int) -> None:
        """A double click on a column's edge makes it as wide as its texts."""
        self.setColumnWidth(column, columns.full_width(self._grid.table, column, self._fonts.widest))

    def _make_room(self, first: QModelIndex, last: QModelIndex) -> None:
        """A figure entered into a single cell is shown whole, as the columns were made to fit at first."""
        if first != last:
            return
        rows, column = self._grid.table.rows, first.column()
        text = rows[first.row()][column].text
        needed = self._fonts.needs(text, is_total(rows[first.row()]))
        if is_figure(text) and needed > self.columnWidth(column):
            self.setColumnWidth(column, needed + 2)

    def show_columns(self, kept: int, widths: list[int]) -> None:
        header = self.horizontalHeader()
        if isinstance(header, GridHeader):
            header.show_table(self._grid.table, kept, widths)

    def viewportEvent(self, event: QEvent) -> bool:
        """A figure that its column has no room for is told by the tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid() and self._is_cut(index):
                words = [index.data(), index.data(Qt.ItemDataRole.ToolTipRole)]
                QToolTip.showText(event.globalPos(), "\n".join(filter(None, words)), self)
                return True
        return super().viewportEvent(event)

    def _is_cut(self, index: QModelIndex) -> bool:
        row = self._grid.table.rows[index.row()]
        return self._fonts.needs(row[index.column()].text, is_total(row)) > self.columnWidth(index.column())

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """All visible cells in one go: an item at a time through a delegate is several times slower."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.current().color("sheet"))
        if not self._grid.rowCount():
            self._paint_emptiness(painter)
            return
        cells = CellPainter(painter, self._fonts)
        rows = list(self._rows_in(event.rect()))
        header = self.horizontalHeader()
        offset, kept_width = header.offset(), self.kept_width
        right = event.rect().right()
        moving = [c for c in range(self.kept, header.count()) if self._column_seen(c, offset, kept_width, right)]
        self._paint_block(cells, rows, [(c, header.sectionPosition(c) - offset) for c in moving])
        if self.kept:
            area = QRect(0, 0, kept_width, self.viewport().height())
            painter.setClipRect(area)
            painter.fillRect(area, theme.current().color("sheet"))
            self._paint_block(cells, rows, [(c, header.sectionPosition(c)) for c in range(self.kept)])
            painter.setClipping(False)
            if offset:
                painter.setPen(theme.current().color("disabled_ink"))
                painter.drawLine(kept_width - 1, 0, kept_width - 1, area.height())
        current = self.currentIndex()
        if current.isValid():
            if current.column() >= self.kept:
                painter.setClipRect(kept_width, 0, self.viewport().width(), self.viewport().height())
            cells.current(self.visualRect(current), focused=self.hasFocus())

    def _paint_emptiness(self, painter: QPainter) -> None:
        painter.setPen(theme.current().color("pale_ink"))
        words = self.tr("这张表没有数据行。") if self._grid.columnCount() else ""
        painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, words)

    def _column_seen(self, column: int, offset: int, left: int, right: int) -> bool:
        start = self.horizontalHeader().sectionPosition(column) - offset
        return start <= right and start + self.columnWidth(column) >= left

    def _rows_in(self, area: QRect) -> Iterator[tuple[int, int]]:
        """The rows that show in an area, with their place."""
        row = self.rowAt(max(area.top(), 0))
        while 0 <= row < self._grid.rowCount() and (top := self.rowViewportPosition(row)) <= area.bottom():
            yield row, top
            row += 1

    def _paint_block(self, cells: CellPainter, rows: list[tuple[int, int]], cols: list[tuple[int, int]]) -> None:
        grid, table = self._grid, self._grid.table
        blocks = [(b.top(), b.bottom(), b.left(), b.right()) for b in self.selectionModel().selection()]
        widths = {column: self.columnWidth(column) for column, _ in cols}
        for row, top in rows:
            total = is_total(table.rows[row])
            for column, left in cols:
                rect = QRect(left, top, widths[column], theme.ROW_HEIGHT)
                chosen = any(t <= row <= b and x0 <= column <= x1 for t, b, x0, x1 in blocks)
                text = table.rows[row][column].text
                cells.paint(rect, text, grid.state(row, column), selected=chosen, total=total)
        self._paint_rules(cells, rows, cols)

    def _paint_rules(self, cells: CellPainter, rows: list[tuple[int, int]], cols: list[tuple[int, int]]) -> None:
        """Hairlines drawn in one go for all the rows and columns of a block."""
        if rows and cols:
            left, right = cols[0][1], cols[-1][1] + self.columnWidth(cols[-1][0])
            top, bottom = rows[0][1], rows[-1][1] + theme.ROW_HEIGHT
            for _, y in rows:
                cells.rules(QRect(left, y, right - left, theme.ROW_HEIGHT))
            for column, x in cols:
                cells.rules(QRect(x, top, self.columnWidth(column), bottom - top))


def is_total(row: list) -> bool:
    """Whether a row is one of totals, which the grid sets in semi-bold."""
    name = next((t for cell in row if (t := "".join(cell.text.split()))), "")
    return name.endswith(_TOTALS)
