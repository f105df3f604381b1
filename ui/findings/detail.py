"""One problem in full: its sentence, every part of its equation, and what can be done about it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from core.model import CellRef, address
from ui import theme
from ui.session import Session
from ui.unsure.opinions import Opinions

if TYPE_CHECKING:
    from core.checks.findings import Finding


class Detail(QWidget):
    """cell_wanted(CellRef): show it. accept_wanted(), printed_wanted(), aside_wanted(): the buttons."""

    cell_wanted = Signal(object)
    accept_wanted = Signal()
    printed_wanted = Signal()
    aside_wanted = Signal()

    def __init__(self, session: Session, opinions: Opinions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._opinions = session, opinions
        self._finding: Finding | None = None
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("问题详情"))
        self.text.document().setDocumentMargin(10)
        self.text.anchorClicked.connect(self._on_link)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)  # however often it is told, it is written once
        self._soon.timeout.connect(self._write)
        opinions.changed.connect(self._soon.start)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 10, 8)
        row.setSpacing(8)
        self._accept = QPushButton(self.tr("采纳"), self)
        self._accept.setProperty("primary", True)
        self._accept.setToolTip(self.tr("把建议的数字填入疑点格（Alt+Enter）"))
        self._accept.clicked.connect(self.accept_wanted)
        self._printed = QPushButton(self.tr("原件如此"), self)
        self._printed.setToolTip(self.tr("原件上就是这样，是报告本身的错，表格不改（Alt+Y）"))
        self._printed.clicked.connect(self.printed_wanted)
        self._aside = QPushButton(self.tr("搁置…"), self)
        self._aside.setToolTip(self.tr("写下理由，先放在一边（Alt+S）"))
        self._aside.clicked.connect(self.aside_wanted)
        row.addWidget(self._accept)
        row.addWidget(self._printed)
        row.addWidget(self._aside)
        row.addStretch()
        column.addLayout(row)
        self.setMinimumWidth(240)

    def show_finding(self, finding: Finding | None) -> None:
        """None: nothing is chosen."""
        self._finding = finding
        suggestion = finding.suspects[0].suggestion if finding and finding.suspects else ""
        self._accept.setEnabled(bool(suggestion))
        self._accept.setText(self.tr("采纳 {text}").format(text=suggestion) if suggestion else self.tr("采纳"))
        aside = finding is not None and self._session.is_aside(finding)
        self._printed.setVisible(finding is not None and finding.level == "error" and not aside)
        self._aside.setEnabled(finding is not None)
        self._aside.setText(self.tr("恢复") if aside else self.tr("搁置…"))
        self._soon.start()

    def restyle(self) -> None:
        """Another theme."""
        self._soon.start()

    def _write(self) -> None:
        self.text.setHtml(self._html(self._finding) if self._finding else self._hint())

    def _hint(self) -> str:
        words = escape(self.tr("按 F8 到下一处问题，这里列出它的算式。"))
        return f"<p style='color:{theme.current().pale_ink}'>{words}</p>"

    def _html(self, finding: Finding) -> str:
        """The problem's sentence, then every part of the equation as a link to its cell."""
        look = theme.current()
        opinion = self._opinions.sentence(finding)
        lines = [f"<p><b>{escape(opinion)}</b></p>"] if opinion else []
        lines.append(f"<p>{escape(finding.message)}</p>")
        reason = self._session.why_aside(finding)
        if reason:
            lines.append(f"<p style='color:{look.pale_ink}'>{escape(self.tr('搁置理由：'))}{escape(reason)}</p>")
        suspects = {s.cell for s in finding.suspects[:1]}
        rows = "".join(map(partial(self._html_row, suspects=suspects), finding.cells))
        lines.append(f"<table cellspacing='0' cellpadding='2'>{rows}</table>")
        return "".join(lines)

    def _html_row(self, ref: CellRef, suspects: set[CellRef]) -> str:
        look, report = theme.current(), self._session.report
        if not self._session.has(ref):
            return ""
        label = address.cell_label(report, ref)
        text = report.cell(ref).text or "—"
        colour = look.suspect_frame if ref in suspects else look.ink
        link = f"cell:/{ref.table}/{ref.row}/{ref.column}"
        return (
            f"<tr><td><a href='{link}' style='color:{look.accent};text-decoration:none'>{escape(label)}</a></td>"
            f"<td align='right' style='color:{colour}'>&nbsp;&nbsp;<b>{escape(text)}</b></td></tr>"
        )

    def _on_link(self, link: QUrl) -> None:
        table, row, column = link.path().split("/")[-3:]
        self.cell_wanted.emit(CellRef(table, int(row), int(column)))
