"""Problems as a tree: one line for each cause, beneath it the single relations that it breaks."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.model import AS_PRINTED, address
from ui.session import Session

if TYPE_CHECKING:
    from core.checks.findings import Finding

Index = QModelIndex | QPersistentModelIndex
FINDING_ROLE = Qt.ItemDataRole.UserRole + 1
_TOP = 0xFFFFFFFF
_LEVELS = {"error": 0, "warning": 1, "info": 2}


class Filter(Enum):
    """Which problems are listed."""

    ALL = "all"
    BROKEN = "broken"
    DOUBT = "doubt"
    HINT = "hint"
    PRINTED = "printed"
    ASIDE = "aside"


class FindingsModel(QAbstractItemModel):
    """Follows a session. Columns: place, reason, suggestion."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = Filter.ALL
        self._table: str | None = None
        self._shown: list[Finding] = []
        self._places: dict[str, str] = {}  # by key: a view may paint between a change and its findings
        session.findings_changed.connect(self.refresh)
        self.refresh()

    @property
    def shown(self) -> list[Finding]:
        return self._shown

    def filter_by(self, which: Filter, table: str | None) -> None:
        """List only these, and only of one table unless that is None."""
        self._filter, self._table = which, table
        self.refresh()

    def count(self, which: Filter) -> int:
        """How many problems that filter would list."""
        return len(self._listed(which))

    def _listed(self, which: Filter) -> list[Finding]:
        return [f for f in self._session.findings if self._passes(f, which) and self._on_table(f)]

    def refresh(self) -> None:
        shown = self._listed(self._filter)
        order = {t.id: at for at, t in enumerate(self._session.report.tables)}
        shown.sort(key=lambda f: (_LEVELS[f.level], order.get(f.table or "", len(order)), f.cells[:1]))
        places = {finding.key: self.place(finding) for finding in shown}
        if (shown, places) == (self._shown, self._places):
            return
        self.beginResetModel()
        self._shown, self._places = shown, places
        self.endResetModel()

    def finding(self, index: Index) -> Finding | None:
        """The problem on a line, also for the relations beneath it."""
        if not index.isValid():
            return None
        row = index.row() if index.internalId() == _TOP else index.internalId()
        return self._shown[row]

    def index_of(self, key: str) -> QModelIndex:
        row = next((at for at, f in enumerate(self._shown) if f.key == key), -1)
        return self.index(row, 0) if row >= 0 else QModelIndex()

    def _passes(self, finding: Finding, which: Filter) -> bool:
        aside = self._session.is_aside(finding)
        if which in (Filter.ASIDE, Filter.PRINTED):
            as_printed = self._session.why_aside(finding) == AS_PRINTED
            return aside and as_printed == (which is Filter.PRINTED)
        levels = {
            Filter.ALL: ("error", "warning"),
            Filter.BROKEN: ("error",),
            Filter.DOUBT: ("warning",),
            Filter.HINT: ("info",),
        }[which]
        return not aside and finding.level in levels

    def _on_table(self, finding: Finding) -> bool:
        return self._table in (None, finding.table) or any(c.table == self._table for c in finding.cells)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() if parent.isValid() else _TOP)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId(), 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._shown)
        if parent.internalId() != _TOP or parent.column() != 0:
            return 0
        return len(self._shown[parent.row()].relations)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        finding = self.finding(index)
        if finding is None:
            return None
        if role == FINDING_ROLE:
            return finding
        if index.internalId() != _TOP:
            told = role == Qt.ItemDataRole.ToolTipRole or (role == Qt.ItemDataRole.DisplayRole and index.column() == 1)
            return finding.relations[index.row()] if told else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(finding, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return finding.message
        return None

    def _text(self, finding: Finding, column: int) -> str:
        if column == 0:
            return self._places[finding.key]
        if column == 1:
            return "；".join(finding.reasons) or finding.message
        proposal = finding.proposal
        return self.tr("应为 {text}").format(text=proposal) if proposal and finding.repair is None else proposal

    def place(self, finding: Finding) -> str:
        """Where the problem sits, in the words of the form."""
        refs = [s.cell for s in finding.suspects[:1]] or list(finding.cells[:1])
        if refs and self._session.table(refs[0].table) is not None:
            return address.cell_label(self._session.report, refs[0], short=True)
        if finding.text is not None:
            page = finding.text.page
            return self.tr("情况说明 第 {page} 页").format(page=page) if page else self.tr("情况说明")
        for at, table in enumerate(self._session.report.tables):
            if table.id == finding.table:
                return address.table_label(table, at)
        return self.tr("整份报告")
