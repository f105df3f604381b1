"""The line over a table: its name, its pages and 金额单位, and whether it was compared with the original."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from core.model import Table, address
from ui import theme
from ui.elided import ElidedLabel
from ui.session import Session
from ui.tables.model import NARRATIVE


class TitleLine(QWidget):
    """checked_wanted(bool): the user ticked 已核对, or took the tick away."""

    checked_wanted = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        theme.as_sheet(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(18)
        self._title = ElidedLabel(self)
        self._title.setProperty("title", True)
        self._facts = QLabel(self)
        self._facts.setProperty("pale", True)
        self._checked = QCheckBox(self.tr("已核对"), self)
        self._checked.setToolTip(self.tr("这张表已经对照原件核对过（Ctrl+Enter）"))
        self._checked.clicked.connect(self.checked_wanted)
        row.addWidget(self._title, 1)
        row.addWidget(self._facts)
        row.addWidget(self._checked)
        self._key = ""
        session.findings_changed.connect(lambda: self.show_entry(self._key))

    def show_entry(self, key: str) -> None:
        """A table by its id, or NARRATIVE."""
        self._key = key
        tables = self._session.report.tables
        position, table = next(((at, t) for at, t in enumerate(tables) if t.id == key), (0, None))
        self._checked.setVisible(table is not None)
        if table is None:
            self._title.setText(self.tr("情况说明") if key == NARRATIVE else "")
            lines = self.tr("绿线：与表格一致　红线：不一致　双击数字或按回车看表里的格")
            self._facts.setText(lines if key == NARRATIVE else "")
            return
        self._title.setText(address.table_name(table, position))
        self._facts.setText("　".join(self._facts_of(table)))
        self._checked.setChecked(table.checked)

    def _facts_of(self, table: Table) -> list[str]:
        """Its pages and its 金额单位, as rich text; a unit that a problem is about stands out."""
        pages = f"{min(table.pages)}–{max(table.pages)}" if len(table.pages) > 1 else "".join(map(str, table.pages))
        facts = [self.tr("第 {pages} 页").format(pages=pages)] if pages else []
        unit = escape(table.amount_unit or self._session.report.info.amount_unit or "")
        if any(finding.kind == "unit" and finding.table == table.id for finding in self._session.problems):
            unit = f"<b style='color:{theme.current().suspect_frame}'>{unit}</b>"
        return [*facts, unit] if unit else facts
