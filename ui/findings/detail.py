"""One problem in full: what it is about, its equations figure by figure, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.model import CellRef, address
from ui import theme
from ui.buttons import push_button
from ui.findings.equation import EquationLine
from ui.grid.model import is_figure
from ui.session import Session
from ui.unsure.opinions import Opinions

if TYPE_CHECKING:
    from core.checks.findings import Finding

_LONGEST = 60  # characters of a cell
_TEXT = "text:/"  # the link to the sentence of the narrative


class Detail(QWidget):
    """cell_wanted(CellRef), paragraph_wanted(int): show it.

    accept_wanted(), printed_wanted(), aside_wanted(): the buttons.
    """

    cell_wanted = Signal(object)
    paragraph_wanted = Signal(int)
    accept_wanted = Signal()
    printed_wanted = Signal()
    aside_wanted = Signal()

    def __init__(self, session: Session, opinions: Opinions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._opinions = session, opinions
        self._finding: Finding | None = None
        self._drawn: Finding | None = None
        self._equations: list[EquationLine] = []
        self.text = _Words(self)
        self.text.setAccessibleName(self.tr("问题详情"))
        self.text.anchorClicked.connect(self._on_link)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=0)  # however often it is told, it is written once
        self._soon.timeout.connect(self._write)
        opinions.changed.connect(self._soon.start)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        sheet = QWidget(self)
        theme.as_sheet(sheet)  # before the scroll area takes it, which styles it once
        self._lines = QVBoxLayout(sheet)
        self._lines.setContentsMargins(0, 0, 0, 4)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.text)
        self._lines.addStretch()
        scroll = QScrollArea(self)
        scroll.setWidget(sheet)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.as_sheet(scroll.viewport())
        column.addWidget(scroll, 1)
        self.setMinimumWidth(300)

    def _head(self) -> QHBoxLayout:
        """What it is about, and beside it what can be done: always in sight."""
        self._headline = QLabel(self)
        self._headline.setProperty("title", True)
        self._headline.setWordWrap(True)
        self._headline.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._accept = self._button(self.tr("采纳"), self.tr("把建议的数字填入疑点格（Alt+Enter）"), self.accept_wanted)
        self._accept.setProperty("primary", True)
        tip = self.tr("原件上就是这样，是报告本身的错，表格不改（Alt+Y）")
        self._printed = self._button(self.tr("原件如此"), tip, self.printed_wanted)
        self._aside = self._button(self.tr("搁置…"), self.tr("写下理由，先放在一边（Alt+S）"), self.aside_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(13, 4, 10, 2)
        row.setSpacing(6)
        row.addWidget(self._headline, 1)
        for button in (self._accept, self._printed, self._aside):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _button(self, text: str, tip: str, wanted: SignalInstance) -> QPushButton:
        button = push_button(text, wanted.emit, self)
        button.setProperty("slim", True)
        button.setToolTip(tip)
        button.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a click enters what is typed only once it is known what is meant
        return button

    def show_finding(self, finding: Finding | None) -> None:
        """None: nothing is chosen."""
        self._finding = finding
        proposal = finding.proposal if finding else ""
        self._accept.setVisible(bool(proposal))
        self._accept.setText(self._offer(finding) if finding and proposal else self.tr("采纳"))
        aside = finding is not None and self._session.is_aside(finding)
        self._printed.setVisible(finding is not None and finding.level == "error" and not aside)
        self._aside.setVisible(finding is not None)
        self._aside.setText(self.tr("恢复") if aside else self.tr("搁置…"))
        self._soon.start()

    def _offer(self, finding: Finding) -> str:
        return finding.proposal if finding.repair is not None else self.tr("采纳 {text}").format(text=finding.proposal)

    def restyle(self) -> None:
        """Another theme."""
        self._soon.start()

    def _write(self) -> None:
        finding = self._finding
        if finding is not self._drawn:
            self._draw(finding)
        self._headline.setText(self._heading(finding) if finding else "")
        self.text.setHtml(self._html(finding) if finding else self._hint())

    def _draw(self, finding: Finding | None) -> None:
        """The equation to tell first above the words, the others below them."""
        for line in self._equations:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._drawn, self._equations = finding, list(self._lines_of(finding)) if finding else []
        for at, line in enumerate(self._equations):
            line.cell_wanted.connect(self.cell_wanted)
            line.text_wanted.connect(self._show_text)
            self._lines.insertWidget(2 * at if at < 2 else at + 1, line)

    def _lines_of(self, finding: Finding) -> Iterator[EquationLine]:
        for equation in finding.equations:
            yield EquationLine.of(self._session, finding, equation, self)
        stated = EquationLine.of_text(self._session, finding, self)
        if stated is not None:
            yield stated

    def _heading(self, finding: Finding) -> str:
        """表5 · 20129 群众团体事务 · 人员经费　294.15 应为 249.15"""
        suspect = next(iter(finding.suspects), None)
        if suspect is None or not suspect.suggestion or not self._session.has(suspect.cell):
            return finding.message.partition("：")[0].partition("；")[0] if finding.equations else finding.message
        place = address.cell_label(self._session.report, suspect.cell)
        words = self.tr("{place}　{stated} 应为 {suggestion}")
        stated = self._session.report.cell(suspect.cell).text or self.tr("空白")
        return words.format(place=place, stated=stated, suggestion=suspect.suggestion)

    def _hint(self) -> str:
        words = escape(self.tr("按 F8 到下一处问题，这里列出它的算式。"))
        return f"<p style='color:{theme.current().pale_ink}'>{words}</p>"

    def _html(self, finding: Finding) -> str:
        """The problem's sentence with what else is known; without an equation, its figures as links."""
        look = theme.current()
        opinion, reason = self._opinions.sentence(finding), self._session.why_aside(finding)
        lines = [f"<b>{escape(opinion)}</b>"] if opinion else []
        if reason:
            lines.append(f"<span style='color:{look.pale_ink}'>{escape(self.tr('搁置理由：') + reason)}</span>")
        if more := self._more(finding):
            lines.append(escape(more))
        if finding.text is not None and finding.text.paragraph is not None:
            quote = escape(f"“{finding.text.text}”")
            lines.append(f"{self.tr('正文：')}<a href='{_TEXT}' style='{_link(look)}'>{quote}</a>")
        words = "".join(f"<p style='margin:2px 0'>{line}</p>" for line in lines)
        if finding.equations:
            return words
        suspects = {s.cell for s in finding.suspects[:1]}
        rows = "".join(map(partial(self._html_row, suspects=suspects), finding.cells))
        return f"{words}<table cellspacing='0' cellpadding='2'>{rows}</table>"

    def _more(self, finding: Finding) -> str:
        """What the sentence says beyond the heading and the equations that are drawn."""
        if self._heading(finding) == finding.message:
            return ""
        return "；".join(finding.reasons[1:]) if finding.equations and finding.reasons else finding.message

    def _html_row(self, ref: CellRef, suspects: set[CellRef]) -> str:
        look, report = theme.current(), self._session.report
        if not self._session.has(ref):
            return ""
        label = address.cell_label(report, ref)
        text = report.cell(ref).text or "—"
        if len(text) > _LONGEST:  # the grid and the page show the rest
            text = f"{text[: _LONGEST - 1]}…"
        side = "right" if is_figure(text) else "left"
        colour = look.suspect_frame if ref in suspects else look.ink
        link = f"cell:/{ref.table}/{ref.row}/{ref.column}"
        return (
            f"<tr><td><a href='{link}' style='{_link(look)}'>{escape(label)}</a></td>"
            f"<td align='{side}' style='color:{colour}'>&nbsp;&nbsp;<b>{escape(text)}</b></td></tr>"
        )

    def _on_link(self, link: QUrl) -> None:
        if link.scheme() == "text":
            self._show_text()
            return
        table, row, column = link.path().split("/")[-3:]
        self.cell_wanted.emit(CellRef(table, int(row), int(column)))

    def _show_text(self) -> None:
        quote = self._finding.text if self._finding else None
        if quote is not None and quote.paragraph is not None:
            self.paragraph_wanted.emit(quote.paragraph)


class _Words(QTextBrowser):
    """Text as high as it is long: what is around it scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.setViewportMargins(9, 0, 9, 0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def _grow(self, size: QSizeF) -> None:
        self.setFixedHeight(ceil(size.height()))


def _link(look: theme.Theme) -> str:
    return f"color:{look.accent};text-decoration:none"
