"""The narrative (情况说明): its paragraphs, each amount marked by whether the tables agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from core.model import CellRef, ParagraphEdit
from ui import theme
from ui.session import Session

if TYPE_CHECKING:
    from core.checks import Told
    from core.checks.findings import Finding

_COMMIT_MS = 700


_LINES = {True: "agrees", False: "suspect_frame", None: "pale_ink"}


class NarrativeView(QTextEdit):
    """One block for each paragraph. Typing changes the paragraph a moment later, as one step.

    cells_wanted(list[CellRef]): the tables' side of a sentence was asked for.
    """

    cells_wanted = Signal(list)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filling = False
        self._commit = QTimer(self, singleShot=True, interval=_COMMIT_MS)
        self._commit.timeout.connect(self.commit)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName(self.tr("情况说明"))
        self.setPlaceholderText(self.tr("这份报告没有表外的文字。"))
        self.document().setDocumentMargin(24)
        self.textChanged.connect(self._on_typed)
        self._told: list[Told] = []
        self._stale = True  # filled when it is looked at
        session.replaced.connect(self._on_news)
        session.changed.connect(lambda _change: self._on_news())
        session.findings_changed.connect(self._on_news)

    def refresh(self) -> None:
        """Show the paragraphs as they stand, if they are others than those shown."""
        self._stale = False
        shown = [self.document().findBlockByNumber(n).text() for n in range(self.document().blockCount())]
        wanted = [_one_line(p.text) for p in self._session.report.narrative]
        if shown != (wanted or [""]) and not self._commit.isActive():
            self._fill()
        self.mark()

    def _fill(self) -> None:
        place = self.textCursor().position()
        self._filling = True
        self.setPlainText("\n".join(_one_line(p.text) for p in self._session.report.narrative))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setBottomMargin(10)
        spacing.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)
        cursor.clearSelection()
        cursor.setPosition(min(place, max(self.document().characterCount() - 1, 0)))
        self.setTextCursor(cursor)
        self._filling = False

    def show_paragraph(self, index: int) -> None:
        self.refresh()
        block = self.document().findBlockByNumber(index)
        if block.isValid():
            cursor = QTextCursor(block)
            for place in (QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveOperation.StartOfBlock):
                cursor.movePosition(place)  # the whole paragraph is to be seen, and its beginning by all means
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
            self.setFocus()

    def mark(self) -> None:
        """Underline every amount: green where the tables agree, red where not; tint what the findings quote."""
        self._told = self._session.told()
        quotes = [f for f in self._session.problems if f.text is not None and f.text.paragraph is not None]
        marks = [self._quoted(finding) for finding in quotes]
        marks += [self._mark(told.paragraph, told.start, told.end, _underline(told)) for told in self._told]
        self.setExtraSelections([mark for mark in marks if mark is not None])

    def _quoted(self, finding: Finding) -> QTextEdit.ExtraSelection | None:
        """The sentence that a finding is about, None where it is not there any more."""
        quote = finding.text
        if quote is None or quote.paragraph is None:
            return None
        text = _one_line(quote.text)
        start = self.document().findBlockByNumber(quote.paragraph).text().find(text)
        if start < 0:
            return None
        style = QTextCharFormat()
        style.setBackground(theme.current().color("broken" if finding.level == "error" else "unsure"))
        return self._mark(quote.paragraph, start, start + len(text), style)

    def commit(self) -> None:
        """Make a step of what was typed."""
        if not self._commit.isActive():
            return
        self._commit.stop()
        report = self._session.report
        changed = [
            (at, p, text)
            for at, p in enumerate(report.narrative)
            if (text := self.document().findBlockByNumber(at).text()) != _one_line(p.text)
        ]
        if changed and self.document().blockCount() == len(report.narrative):
            with self._session.step(self.tr("修改说明文字")):
                for at, before, text in changed:
                    self._session.history.apply(ParagraphEdit(at, before, replace(before, text=text)))

    def _mark(self, number: int, start: int, end: int, style: QTextCharFormat) -> QTextEdit.ExtraSelection | None:
        """None where the text has become shorter while somebody types."""
        block = self.document().findBlockByNumber(number)
        if end >= block.length():
            return None
        selection, begin = QTextEdit.ExtraSelection(), block.position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin + start)
        cursor.setPosition(begin + end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = style
        return selection

    def _on_typed(self) -> None:
        if not self._filling:
            self._commit.start()

    def cells_at(self, cursor: QTextCursor) -> list[CellRef]:
        """The cells that hold the amount at a place of the text."""
        block, column = cursor.blockNumber(), cursor.positionInBlock()
        return [c for t in self._told if t.paragraph == block and t.start <= column <= t.end for c in t.cells]

    def restyle(self) -> None:
        """Another theme."""
        self._on_news()

    def _on_news(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def event(self, event: QEvent) -> bool:
        """撤销 and 重做 are the report's, not the text field's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in keys):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paragraphs are neither joined nor split here: their number is that of the report. Enter follows an amount."""
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow(cursor)
            return
        edges = {
            Qt.Key.Key_Backspace: cursor.atBlockStart() and not cursor.hasSelection(),
            Qt.Key.Key_Delete: cursor.atBlockEnd() and not cursor.hasSelection(),
        }
        spans = cursor.hasSelection() and "\u2029" in cursor.selectedText()
        changes = bool(event.text()) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if edges.get(Qt.Key(event.key())) or (spans and changes):
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if "\u2029" not in self.textCursor().selectedText():
            self.textCursor().insertText(_one_line(source.text()))

    def focusOutEvent(self, event) -> None:
        self.commit()
        super().focusOutEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ctrl and a click, as links are followed in a text that can be edited."""
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._follow(self.cursorForPosition(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._follow(self.cursorForPosition(event.position().toPoint())):
            super().mouseDoubleClickEvent(event)

    def _follow(self, place: QTextCursor) -> bool:
        """To the cells of the tables that hold the amount there; False where there is none."""
        cells = self.cells_at(place)
        if cells:
            self.commit()
            self.cells_wanted.emit(cells)
        return bool(cells)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _underline(told: Told) -> QTextCharFormat:
    """Solid where the tables hold the amount, dotted where there is nothing to compare."""
    lines = QTextCharFormat.UnderlineStyle
    style = QTextCharFormat()
    style.setUnderlineColor(theme.current().color(_LINES[told.agrees]))
    style.setUnderlineStyle(lines.DotLine if told.agrees is None else lines.SingleUnderline)
    if told.agrees is False:
        style.setForeground(theme.current().color("suspect_frame"))
    return style
