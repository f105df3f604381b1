"""The narrative (情况说明): its paragraphs, the sentences that contradict the tables underlined in red."""

from __future__ import annotations

import re
from dataclasses import replace

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

_AMOUNT = re.compile(r"\d[\d,，]*(?:\.\d+)?\s*(?:亿元|万元|千元|元|%|％)")
_COMMIT_MS = 700


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
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
            self.setFocus()

    def mark(self) -> None:
        """Underline every amount, and tint what the findings quote."""
        look = theme.current()
        plain, wrong, doubt = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        plain.setUnderlineColor(look.color("pale_ink"))
        plain.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        for style, fill, line in ((wrong, "broken", "suspect_frame"), (doubt, "unsure", "warning")):
            style.setBackground(look.color(fill))
            style.setUnderlineColor(look.color(line))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        marks = [self._mark(at, m.start(), m.end(), plain) for at, m in self._amounts()]
        for finding in self._session.problems:
            quote = finding.text
            if quote is not None and quote.paragraph is not None:
                block = self.document().findBlockByNumber(quote.paragraph)
                start = block.text().find(_one_line(quote.text))
                if start >= 0:
                    style = wrong if finding.level == "error" else doubt
                    marks.append(self._mark(quote.paragraph, start, start + len(quote.text), style))
        self.setExtraSelections(marks)

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

    def _amounts(self) -> list[tuple[int, re.Match[str]]]:
        blocks = range(self.document().blockCount())
        return [
            (at, match) for at in blocks for match in _AMOUNT.finditer(self.document().findBlockByNumber(at).text())
        ]

    def _mark(self, block: int, start: int, end: int, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        begin = self.document().findBlockByNumber(block).position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin + start)
        cursor.setPosition(begin + end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = style
        return selection

    def _on_typed(self) -> None:
        if not self._filling:
            self._commit.start()

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
        """Paragraphs are neither joined nor split here: their number is that of the report."""
        cursor = self.textCursor()
        edges = {
            Qt.Key.Key_Backspace: cursor.atBlockStart() and not cursor.hasSelection(),
            Qt.Key.Key_Delete: cursor.atBlockEnd() and not cursor.hasSelection(),
        }
        spans = cursor.hasSelection() and "\u2029" in cursor.selectedText()
        changes = bool(event.text()) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            or edges.get(Qt.Key(event.key()))
            or (spans and changes)
        ):
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if "\u2029" not in self.textCursor().selectedText():
            self.textCursor().insertText(_one_line(source.text()))

    def focusOutEvent(self, event) -> None:
        self.commit()
        super().focusOutEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Double click on a marked sentence: the cells that it speaks of."""
        block = self.cursorForPosition(event.position().toPoint()).blockNumber()
        refs: list[CellRef] = [
            c for f in self._session.problems if f.text and f.text.paragraph == block for c in f.cells
        ]
        if refs:
            self.cells_wanted.emit(refs)
        else:
            super().mouseDoubleClickEvent(event)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
