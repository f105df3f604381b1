"""A table of the report as Qt sees it. It holds nothing: it asks the session and translates."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core import amounts
from core.model import Cell, CellRef, Change, Table, address
from ui import theme
from ui.grid.entry import companion, entered
from ui.session import Session
from ui.states import State, state_of

Index = QModelIndex | QPersistentModelIndex
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_MANY = 64  # changed cells
_NO_TABLE = Table("", [], [])
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class GridModel(QAbstractTableModel):
    """One table of one session. `show_table` points it at another one."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table_id = ""
        self._table = _NO_TABLE
        session.changed.connect(self._on_change)
        session.replaced.connect(self._on_replaced)
        session.findings_changed.connect(self._on_findings)

    @property
    def table(self) -> Table:
        return self._table

    def show_table(self, table_id: str) -> None:
        if table_id != self._table_id:
            self._table_id = table_id
            self._reset()

    def ref(self, index: Index) -> CellRef:
        return CellRef(self._table.id, index.row(), index.column())

    def state(self, row: int, column: int) -> State:
        mark = self._session.marks.get(CellRef(self._table.id, row, column), State.PLAIN)
        return state_of(self._table.rows[row][column], mark)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._table.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        text = self._table.rows[row][column].text
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if is_figure(text) else _LEFT
        if role == STATE_ROLE:
            return self.state(row, column)
        if role == Qt.ItemDataRole.BackgroundRole:
            return fill_of(self.state(row, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanation(row, column)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            label = address.cell_label(self._session.report, self.ref(index))
            return "\n".join(filter(None, (label, self._explanation(row, column))))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        text = entered(self._table, index.column(), str(value))
        if text == self._table.cell(index.row(), index.column()).text:
            return False
        ref = self.ref(index)
        more = companion(self._table, *ref[1:], text, self._session.report.info.year)
        texts = [(ref, text), (ref._replace(column=more[0]), more[1])] if more else [(ref, text)]
        self._session.set_texts(self.tr("修改一格"), texts)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if section < len(self._table.columns) and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return address.column_label(self._table, section)
        return None

    def _explanation(self, row: int, column: int) -> str | None:
        """Why the cell looks as it does, one reason a line."""
        cell, state = self._table.rows[row][column], self.state(row, column)
        reasons = []
        if State.CORRECTED in state:
            reasons.append(self.tr("已改，原文是：{text}").format(text=cell.printed or self.tr("（空白）")))
        if State.SUSPECT in state:
            reasons.append(self.tr("疑点：最可能出错的一格"))
        elif State.BROKEN in state:
            reasons.append(self.tr("矛盾：所在的勾稽关系不成立"))
        if State.UNSURE in state:
            reasons.append(self.tr("存疑：请对照原图核对"))
        if State.INFERRED in state:
            reasons.append(self._inference(cell))
        if State.ASIDE in state:
            reasons.append(self.tr("已搁置"))
        return "\n".join(reasons) or None

    def _inference(self, cell: Cell) -> str:
        if cell.corrected:
            return self.tr("推定：读出的是 {text}，按勾稽关系或标准名称改过").format(
                text=cell.printed or self.tr("（空白）")
            )
        return self.tr("推定：按数字之间的关系放在这里")

    def _reset(self) -> None:
        self.beginResetModel()
        self._table = self._session.table(self._table_id) or _NO_TABLE
        self.endResetModel()

    def _on_replaced(self) -> None:
        if self._session.table(self._table_id) is not self._table:
            self._reset()

    def _on_change(self, change: Change) -> None:
        if change.structural and self._session.table(self._table_id) is not self._table:
            self._reset()
            return
        self._tell({(ref.row, ref.column) for ref in change.cells if ref.table == self._table_id})

    def _on_findings(self) -> None:
        """Only cells that a finding came to or left look different."""
        changed = {ref for ref in self._session.remarked if ref.table == self._table_id}
        rows, columns = len(self._table.rows), len(self._table.columns)
        self._tell({(r.row, r.column) for r in changed if r.row < rows and r.column < columns})

    def _tell(self, changed: set[tuple[int, int]]) -> None:
        """Announce changed cells: a few one by one, many as the block around them."""
        if len(changed) > _MANY:
            rows, columns = zip(*changed, strict=True)
            self.dataChanged.emit(self.index(min(rows), min(columns)), self.index(max(rows), max(columns)))
            return
        for row, column in changed:
            index = self.index(row, column)
            self.dataChanged.emit(index, index)


def is_figure(text: str) -> bool:
    """Whether a text is set like a figure, at the right: an amount, not a code."""
    figure = amounts.parse(text)
    return figure is not None and not (figure.places == 0 and "," not in text and len(text.strip()) in (3, 5, 7, 9))


def fill_of(state: State) -> object:
    """The colour behind a cell in that state, None where it is plain."""
    look = theme.current()
    if State.SUSPECT in state:
        return look.color("suspect")
    if State.BROKEN in state:
        return look.color("broken")
    if State.UNSURE in state:
        return look.color("unsure")
    return None
