"""What is done about a problem: to the one that the user saw when he asked for it, or to none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.model import AS_PRINTED, Change
from ui import messages
from ui.grid.entry import entered
from ui.session import Session

if TYPE_CHECKING:
    from core.checks.findings import Finding


class _Meant(NamedTuple):
    """By which a problem is known again: the same figures contradict each other, and the same is offered for it."""

    key: str
    proposal: str
    difference: str | None

    @classmethod
    def of(cls, finding: Finding) -> _Meant:
        return cls(finding.key, finding.proposal, finding.difference)


class Deeds(QObject):
    """Each deed waits until the checks have caught up with the report, and is done to the problem that was meant.

    acting(): something will be done; what is still being typed is to be entered, whatever problems that makes.
    cells_wanted(list[CellRef]): what was changed. said(str): what was done, or why nothing was.
    """

    acting = Signal()
    cells_wanted = Signal(list)
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._meant: _Meant | None = None  # while a deed waits
        session.changed.connect(self._carry)

    def accept(self, finding: Finding) -> None:
        """Put the suggestion into the most suspicious cell, or mend the table as the repair does."""
        self._settle(finding, self._accept)

    def file_as_printed(self, finding: Finding) -> None:
        """File a broken relation as the report's own error: the page shows it so, and the grid stays as printed."""
        self._settle(finding, self._file_as_printed)

    def toggle_aside(self, finding: Finding) -> None:
        """Set the problem aside with a reason, or take it up again."""
        self._settle(finding, self._toggle_aside)

    def _settle(self, finding: Finding, act: Callable[[Finding], None]) -> None:
        """One deed at a time: what is asked for while one waits was asked of what is not on the screen any more."""
        if self._meant is None:
            self._meant = _Meant.of(finding)
            self.acting.emit()
            self._session.when_checked(partial(self._act, act))

    def _carry(self, _change: Change) -> None:
        from core.checks.findings import moved_key

        if self._meant is not None and self._session.moves:
            self._meant = self._meant._replace(key=moved_key(self._meant.key, self._session.moves))

    def _act(self, act: Callable[[Finding], None]) -> None:
        meant, self._meant = self._meant, None
        same = next((finding for finding in self._session.findings if _Meant.of(finding) == meant), None)
        if same is None:
            self.said.emit(self.tr("这处问题已经不在了。"))
        else:
            act(same)

    def _accept(self, finding: Finding) -> None:
        if finding.repair is not None:
            self._mend(finding)
            return
        suspect = next((s for s in finding.suspects[:1] if s.suggestion and self._session.has(s.cell)), None)
        if suspect is None:
            self.said.emit(self.tr("这处问题没有建议的数字，请对照原件修改。"))
            return
        text = entered(self._session.report.table(suspect.cell.table), suspect.cell.column, suspect.suggestion)
        self._session.set_text(suspect.cell, text, self.tr("采纳建议"), finding.message)
        self.cells_wanted.emit([suspect.cell])
        self._tell(self.tr("已采纳 {text}。").format(text=suspect.suggestion))

    def _mend(self, finding: Finding) -> None:
        done = self._session.mend(finding)
        if done is not None:
            self.cells_wanted.emit([done])
            self._tell(self.tr("已采纳：{text}。").format(text=finding.proposal))

    def _file_as_printed(self, finding: Finding) -> None:
        if finding.level != "error":
            self.said.emit(self.tr("只有矛盾能归为原件如此，别的可以搁置（Alt+S）。"))
        elif not self._session.is_aside(finding):
            self._session.set_aside(finding, AS_PRINTED)
            self._tell(self.tr("已归为原件如此。"))

    def _toggle_aside(self, finding: Finding) -> None:
        if finding.key in self._session.report.set_aside:
            self._session.set_aside(finding, None)
        elif self._session.is_aside(finding):
            self._session.doubt_again(finding)
        else:
            reason = messages.ask_text(cast("QWidget", self.parent()), self.tr("为什么先放在一边？（会随报告保存）"))
            if reason is not None:
                self._session.set_aside(finding, reason.strip() or self.tr("未写理由"))
                self._tell(self.tr("已搁置。"))

    def _tell(self, done: str) -> None:
        """Say what was done about a problem and, as soon as that is known, how many are left."""
        self._session.when_checked(lambda: self.said.emit(done + self._left()))

    def _left(self) -> str:
        left = len(self._session.problems)
        more = self.tr("还有 {count} 处问题，按 F8 到下一处。") if left else self.tr("没有别的问题了。")
        return more.format(count=left)
