"""What is said where no problem is listed, and of tables that could not be checked: silence is no success."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from core.model import AS_PRINTED, address
from ui import theme
from ui.session import Session

_MOST_NAMED = 3
LINKS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


class Silence(QLabel):
    """Stands in the place of an empty list of problems."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setContentsMargins(14, 10, 14, 10)
        self.setWordWrap(True)
        session.standing_changed.connect(self._on_standing)

    def _on_standing(self) -> None:
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Say how it stands; in green where everything that was checked holds."""
        self.setText(self._words())
        self.setProperty("good", self._session.checker is not None and not self._session.problems)
        self.style().polish(self)

    def _words(self) -> str:
        if self._session.reading:
            return self.tr("正在读取，读完后核对勾稽关系…")
        if self._session.checker is None:
            return self.tr("勾稽关系还没有核对。")
        if self._session.problems:
            return self.tr("这里没有要列出的问题。")
        tally = self._session.tally()
        held, tails = tally["passed"] + tally["rounding"], tally["rounding"]
        if not held:
            return self.tr("这份报告里没有能核对的勾稽关系。")
        words = self.tr("{held} 条关系成立") if tally["broken"] else self.tr("{held} 条关系全部成立")
        words = words.format(held=held)
        if tails:
            words += self.tr("，{tails} 处尾差").format(tails=tails)
        reasons = [self._session.why_aside(f) for f in self._session.findings if self._session.is_aside(f)]
        printed = reasons.count(AS_PRINTED)
        if printed:
            words += self.tr("，{printed} 处原件如此").format(printed=printed)
        if len(reasons) > printed:
            words += self.tr("，已搁置 {aside} 处问题").format(aside=len(reasons) - printed)
        words += "。"
        return words + self.tr("按 Ctrl+S 存入资料库。") if self._session.unsaved else words


class Unchecked(QLabel):
    """The grey line that names the tables of which no relation could be checked, and says why.

    table_wanted(str): show the table of that id.
    """

    table_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setContentsMargins(14, 4, 14, 6)
        self.setWordWrap(True)
        self.setProperty("pale", True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(LINKS)
        self.linkActivated.connect(self.table_wanted)
        session.settled.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        whys = self._session.unchecked()
        named = [self._named(at, whys[t.id]) for at, t in enumerate(self._session.report.tables) if t.id in whys]
        text = "；".join(named[:_MOST_NAMED])
        if len(named) > _MOST_NAMED:
            text += self.tr(" 等 {count} 张表").format(count=len(named))
        self.setText(self.tr("没有核对：{tables}").format(tables=text) if named else "")
        self.setVisible(bool(named))

    def _named(self, at: int, why: str) -> str:
        table, colour = self._session.report.tables[at], theme.current().pale_ink
        name = escape(address.table_label(table, at))
        return f"<a href='{table.id}' style='color:{colour}'>{name}</a>（{escape(why)}）"
