"""The entries of the list: every table, the narrative, and the pages that could not be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.model import Change, address
from ui.session import Session

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. key: a table's id, or NARRATIVE. unchecked: why no relation of it could be checked."""

    key: str
    name: str
    page: str
    problems: int
    checked: bool
    unchecked: str = ""


class TablesModel(QAbstractListModel):
    """Follows a session: an entry for each table in order, then the narrative."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._unchecked: dict[str, str] = {}
        self._entries: list[Entry] = self._build()
        for signal in (session.replaced, session.findings_changed):
            signal.connect(self.refresh)
        session.changed.connect(self._on_change)
        session.settled.connect(self._on_settled)

    @property
    def entries(self) -> list[Entry]:
        return self._entries

    def row_of(self, key: str) -> int:
        """The row of a table or of the narrative, -1 where there is none."""
        return next((row for row, entry in enumerate(self._entries) if entry.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._described(entry)
        return None

    def refresh(self) -> None:
        """Take the entries anew; only where another table came or went is the list itself new."""
        entries = self._build()
        if [e.key for e in entries] != [e.key for e in self._entries]:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
            return
        self._entries = entries
        if entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))

    def _on_change(self, change: Change) -> None:
        """Tables come and go, or have another name, before anything is known of their problems."""
        if change.structural:
            self.refresh()

    def _on_settled(self) -> None:
        before, self._unchecked = self._unchecked, self._session.unchecked()
        if before != self._unchecked:
            self.refresh()

    def summary(self) -> str:
        """14 张表 · 已核对 5 · 问题 3; while the report is read nothing is known of its problems."""
        tables = [e for e in self._entries if e.key != NARRATIVE]
        if self._session.reading:
            return self.tr("{tables} 张表 · 正在读取").format(tables=len(tables))
        checked = sum(e.checked for e in tables)
        return self.tr("{tables} 张表 · 已核对 {checked} · 问题 {problems}").format(
            tables=len(tables), checked=checked, problems=len(self._session.problems)
        )

    def _build(self) -> list[Entry]:
        problems = Counter(f.table or (NARRATIVE if f.text else "") for f in self._session.problems)
        report = self._session.report
        entries = [
            Entry(
                t.id,
                address.table_name(t, at),
                self._pages(t.pages),
                problems[t.id],
                t.checked,
                self._unchecked.get(t.id, ""),
            )
            for at, t in enumerate(report.tables)
        ]
        if report.narrative:
            entries.append(Entry(NARRATIVE, self.tr("情况说明"), "", problems[NARRATIVE], False))
        return entries

    def _pages(self, pages: tuple[int, ...]) -> str:
        if not pages:
            return ""
        first, last = min(pages), max(pages)
        return str(first) if first == last else f"{first}–{last}"

    def _described(self, entry: Entry) -> str:
        """The whole line in words: the tooltip, and what a screen reader says."""
        parts = [entry.name]
        if entry.page:
            parts.append(self.tr("第 {page} 页").format(page=entry.page))
        if entry.problems:
            parts.append(self.tr("问题 {count}").format(count=entry.problems))
        if entry.key != NARRATIVE:
            parts.append(self.tr("已核对") if entry.checked else self.tr("未核对"))
        if entry.unchecked:
            parts.append(self.tr("没有可核对的勾稽关系：{why}").format(why=entry.unchecked))
        return "，".join(parts)
