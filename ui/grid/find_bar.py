"""Find and replace over the shown table or the whole report."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from core.model import CellRef
from ui import theme
from ui.buttons import flat_button
from ui.session import Session


class FindBar(QWidget):
    """A line under the cell bar. found(CellRef): show that cell. closed(): the grid may have the keyboard again."""

    found = Signal(object)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = ""
        self._last: CellRef | None = None
        theme.as_sheet(self)
        self.wanted = self._line(self.tr("查找"))
        self.replacement = self._line(self.tr("替换为"))
        self.scope = QComboBox(self)
        self.scope.addItems([self.tr("这张表"), self.tr("整份报告")])
        self.scope.setAccessibleName(self.tr("查找范围"))
        self.pattern = QCheckBox(self.tr("正则表达式"), self)
        self._count = QLabel(self)
        self._count.setProperty("pale", True)
        self._lay_out()
        self.wanted.textChanged.connect(self._on_typed)
        self.pattern.toggled.connect(self._on_typed)
        self.scope.currentIndexChanged.connect(self._on_typed)
        self.wanted.returnPressed.connect(lambda: self.step(1))
        self.replacement.returnPressed.connect(self.replace_one)
        session.changed.connect(lambda _change: self.isVisible() and self._show_count())
        self.hide()

    def _line(self, hint: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(hint)
        line.setAccessibleName(hint)
        line.setClearButtonEnabled(True)
        return line

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(6)
        buttons = [
            flat_button("↑", self.tr("上一个（Shift+F3）"), lambda: self.step(-1), self),
            flat_button("↓", self.tr("下一个（F3）"), lambda: self.step(1), self),
            flat_button(self.tr("替换"), self.tr("替换这一处，到下一处"), self.replace_one, self),
            flat_button(self.tr("全部替换"), self.tr("一步替换所有找到的格"), self.replace_all, self),
            flat_button("×", self.tr("关闭（Esc）"), self.stop, self),
        ]
        order = [self.wanted, *buttons[:2], self._count, self.replacement, *buttons[2:4], self.scope, self.pattern]
        for widget in order:
            row.addWidget(widget, 1 if widget in (self.wanted, self.replacement) else 0)
        row.addWidget(buttons[4])

    def start(self, *, replacing: bool = False) -> None:
        """Show the bar with the keyboard in it."""
        self.show()
        (self.replacement if replacing and self.wanted.text() else self.wanted).setFocus()
        self.wanted.selectAll()
        self._show_count()

    def stop(self) -> None:
        self.hide()
        self.closed.emit()

    def show_cell(self, ref: CellRef) -> None:
        """Searching goes on from the current cell."""
        self._table, self._last = ref.table, ref

    def step(self, by: int) -> None:
        """To the next or the previous hit, round at the ends."""
        hits = self._hits()
        if not hits:
            self._show_count()
            return
        at = hits.index(self._last) if self._last in hits else self._before(hits, by)
        self.found.emit(hits[(at + by) % len(hits)])
        self._show_count()

    def replace_one(self) -> None:
        hits, ref = self._hits(), self._last
        if ref in hits and ref is not None:
            self._session.set_text(ref, self._replaced(ref), self.tr("替换"))
        self.step(1)

    def replace_all(self) -> None:
        texts = [(ref, self._replaced(ref)) for ref in self._hits()]
        if texts:
            self._session.set_texts(self.tr("全部替换 {count} 格").format(count=len(texts)), texts)
        self._show_count()

    def _before(self, hits: list[CellRef], by: int) -> int:
        """Where the current cell would stand among the hits."""
        order = {t.id: at for at, t in enumerate(self._session.report.tables)}

        def place(ref: CellRef) -> tuple[int, int, int]:
            return order[ref.table], ref.row, ref.column

        if self._last is None or self._last.table not in order:
            return -1 if by > 0 else 0
        earlier = sum(place(hit) < place(self._last) for hit in hits)
        return earlier - 1 if by > 0 else earlier

    def _matcher(self) -> re.Pattern[str] | None:
        wanted = self.wanted.text()
        if not wanted:
            return None
        try:
            return re.compile(wanted if self.pattern.isChecked() else re.escape(wanted), re.IGNORECASE)
        except re.error:
            return None

    def _hits(self) -> list[CellRef]:
        matcher = self._matcher()
        if matcher is None:
            return []
        tables = self._session.report.tables
        if self.scope.currentIndex() == 0:
            tables = [t for t in tables if t.id == self._table]
        return [ref for table in tables for ref, cell in table.refs() if matcher.search(cell.text)]

    def _replaced(self, ref: CellRef) -> str:
        matcher, text = self._matcher(), self._session.report.cell(ref).text
        if matcher is None:
            return text
        by = self.replacement.text()
        try:
            return matcher.sub(by if self.pattern.isChecked() else by.replace("\\", "\\\\"), text)
        except (re.error, IndexError):
            return text

    def _on_typed(self) -> None:
        self._show_count()

    def _show_count(self) -> None:
        if not self.wanted.text():
            self._count.setText("")
        elif self._matcher() is None:
            self._count.setText(self.tr("表达式不完整"))
        else:
            self._count.setText(self.tr("{count} 处").format(count=len(self._hits())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)
