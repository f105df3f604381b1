"""Misread or misprinted? What the page itself shows where a figure is doubted."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.model import Cell, Report
from ui.session import Session
from ui.tasks import Task, Tasks
from ui.unsure import looking

if TYPE_CHECKING:
    from core.checks.findings import Finding, Suspect
    from core.rereading import Opinion

_WRITTEN = ("word", "excel", "html")  # kinds of file whose cells are texts of the file itself
Question = tuple[int, object, str, str]  # page, box, what was read, what is suggested
log = logging.getLogger(__name__)


class Opinions(QObject):
    """Looks at the picture of a suspected cell once more, in the background, when its problem is shown.

    changed(): an answer came. Answers are kept as long as the report is open.
    """

    changed = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._answers: dict[Question, Opinion | None] = {}
        self._asking: tuple[Question, Task] | None = None

    def sentence(self, finding: Finding) -> str:
        """What there is to say about the first suspect of a problem; "" where nothing, or nothing yet."""
        suspect = finding.suspects[0] if finding.level == "error" and finding.suspects else None
        cell = self._cell(suspect) if suspect else None
        if suspect is None or cell is None or not suspect.suggestion or _is_corrected(cell):
            return ""
        if not is_picture(self._session.report, cell):
            return self._written(cell)
        question = self._question(cell, suspect)
        if question is None:
            return ""
        if question not in self._answers:
            self._ask(question)
            return self.tr("正在对照原图…")
        return self._seen(self._answers[question], cell.text, suspect.suggestion)

    def _cell(self, suspect: Suspect) -> Cell | None:
        ref, table = suspect.cell, self._session.table(suspect.cell.table)
        if table is None or ref.row >= len(table.rows) or ref.column >= len(table.columns):
            return None
        return table.cell(ref.row, ref.column)

    def _written(self, cell: Cell) -> str:
        """The file holds the text itself: there is nothing to misread."""
        kind = self._session.report.source.kind
        text = cell.text or self.tr("空白")
        if cell.inferred:
            return ""
        if kind == "pdf" and cell.page is not None:
            return self.tr("文件里印的就是 {text}，是报告本身的错，可归为原件如此。").format(text=text)
        words = self.tr("文件里就是 {text}，是报告本身的错，可归为原件如此。")
        return words.format(text=text) if kind in _WRITTEN else ""

    def _seen(self, opinion: Opinion | None, printed: str, suggested: str) -> str:
        match opinion.value if opinion else "":
            case "suggestion":
                return self.tr("原图看起来是 {text}，可以采纳。").format(text=suggested)
            case "printed":
                return self.tr("原图确为 {text}，是报告本身的错，可归为原件如此。").format(text=printed)
            case "unclear":
                return self.tr("原图看不清，请对照原件。")
        return ""

    def _question(self, cell: Cell, suspect: Suspect) -> Question | None:
        if cell.page is None or cell.box is None or not looking.can_look(self._session):
            return None
        return cell.page, cell.box, cell.text, suspect.suggestion

    def _ask(self, question: Question) -> None:
        """One question at a time: the user has gone on from the one before."""
        if self._asking is not None:
            if self._asking[0] == question:
                return
            self._asking[1].cancel()
        task = self._tasks.start(
            looking.look,
            looking.original(self._session),
            *question,
            done=lambda opinion: self._hear(question, opinion),
            failed=lambda error: self._fail(question, error),
            lane=looking.LANE,
        )
        self._asking = question, task

    def _hear(self, question: Question, opinion: Opinion | None) -> None:
        self._answers[question] = opinion
        self._asking = None
        self.changed.emit()

    def _fail(self, question: Question, error: BaseException) -> None:
        """No opinion is no trouble of the user's."""
        log.error("no second look at a cell", exc_info=error)
        self._hear(question, None)


def is_picture(report: Report, cell: Cell) -> bool:
    """Whether a cell was read from a picture rather than from the file's own text."""
    return cell.confidence is not None or cell.page in {page.page for page in report.straightened}


def _is_corrected(cell: Cell) -> bool:
    return cell.corrected and not cell.inferred
