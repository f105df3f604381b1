"""The line over a table that says what could not be read or checked, and what to look at next."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme
from ui.findings.silence import LINKS
from ui.session import Session
from ui.unsure.doubts import Doubts


class Notice(QLabel):
    """Silence is never taken for success. review_wanted(): the user wants to go through the unsure cells."""

    review_wanted = Signal()

    def __init__(self, session: Session, doubts: Doubts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._doubts = session, doubts
        self.setProperty("notice", True)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(LINKS)
        self.linkActivated.connect(lambda _link: self.review_wanted.emit())
        self.hide()

    def refresh(self, *, reviewing: bool) -> None:
        """Say what there is to say now; while the unsure cells are reviewed, nothing of them."""
        said = [] if self._session.reading else self._unfinished()
        if not self._session.reading and not reviewing:
            said += self._unsure()
        self.setText("<br>".join(said))
        self.setVisible(bool(said))

    def _unfinished(self) -> list[str]:
        by_reason: dict[str, list[int]] = {}
        for unread in self._session.report.unread:
            by_reason.setdefault(unread.reason, []).append(unread.page)
        said = [
            self.tr("第 {pages} 页没有读出来：{reason}。这些页上的表格没有列出。").format(
                pages="、".join(_runs(pages)), reason=escape(reason)
            )
            for reason, pages in by_reason.items()
        ]
        faults, lost = self._session.faults, self._session.lost
        if faults:
            said.append(self.tr("有 {count} 项检查没有做完（程序的问题，已记入日志）。").format(count=len(faults)))
        if lost:
            steps = "、".join(dict.fromkeys(lost))
            said.append(
                self.tr("读取期间做的 {count} 步修改与读完的报告对不上，没有保留：{steps}。").format(
                    count=len(lost), steps=escape(steps)
                )
            )
        return said

    def _unsure(self) -> list[str]:
        unsure = len(self._doubts)
        if not unsure:
            return []
        link = f"<a href='review' style='color:{theme.current().accent}'>{self.tr('逐格核对')}</a>"
        return [self.tr("有 {count} 格读得没有把握，已标为存疑。").format(count=unsure) + f"　{link}（F4）"]


def _runs(pages: list[int]) -> Iterator[str]:
    """1–5, 7: pages that follow one another are told by the first and the last."""
    for _, run in groupby(enumerate(sorted(pages)), lambda entry: entry[1] - entry[0]):
        first, *others = (page for _, page in run)
        yield f"{first}–{others[-1]}" if others else str(first)
