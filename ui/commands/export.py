"""导出: what leaves the program as files. Written in the background, from the report as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from core.model import Report, Table
from core.progress import Progress
from ui import messages
from ui.commands.base import Commands
from ui.session import Session

if TYPE_CHECKING:
    from core.checks.findings import Finding
    from ui.report_view import ReportView
    from ui.work_line import WorkLine

Writer = Callable[[Path, Session, Report], Callable[..., object]]


class ExportCommands(Commands):
    def export_workbook(self) -> None:
        """Everything in one Excel file."""
        self._to_file(self.tr("工作簿"), ".xlsx", _workbook, watched=True)

    def export_problems(self) -> None:
        self._to_file(self.tr("问题清单"), ".csv", _problems)

    def export_letter(self) -> None:
        self._to_file(self.tr("整改单"), ".html", _letter)

    def export_corrections(self) -> None:
        self._to_file(self.tr("改动清单"), ".csv", _corrections)

    def export_ledger(self) -> None:
        self._to_file(self.tr("核对台账"), ".csv", _ledger)

    def export_json(self) -> None:
        self._to_file(self.tr("数据"), ".json", _json)

    def export_tables(self) -> None:
        """Every table as a CSV file of its own."""
        if self.view is None:
            return
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("各表导出到哪个文件夹"))
        if folder:
            self._write(Path(folder), _tables)

    def _to_file(self, what: str, suffix: str, writer: Writer, *, watched: bool = False) -> None:
        if self.view is None:
            return
        session = self.view.session
        beside = session.path.parent if session.path and session.path.parent.is_dir() else Path.home()
        proposed = beside / f"{session.title} {what}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("导出"), str(proposed), f"{what} (*{suffix})")
        if name:
            self._write(Path(name), writer, watched=watched)

    def _write(self, path: Path, writer: Writer, *, watched: bool = False) -> None:
        view = self.view
        if view is not None:
            view.session.when_checked(lambda: self._start(path, view, writer, watched=watched))

    def _start(self, path: Path, view: ReportView, writer: Writer, *, watched: bool) -> None:
        session, report = view.session, view.session.report.copy()
        report.set_aside.update({f.key: why for f in session.findings if (why := session.why_aside(f)) is not None})

        def line() -> WorkLine | None:
            """The tab may be closed before the file is written."""
            return view.exporting if view in self._window.views() else None

        def done(_none: object) -> None:
            if shown := line():
                shown.end()
            self._window.say(self.tr("已导出到 {path}").format(path=path))

        def failed(error: BaseException) -> None:
            if shown := line():
                shown.end()
            messages.show_failure(self._window, error)

        def step(written: int, total: int) -> None:
            if shown := line():
                shown.show_progress(written, total)

        watcher = _Told(step) if watched else None
        work = writer(path, session, report)
        task = self._window.tasks.start(work, watcher=watcher, lane="export", done=done, failed=failed)
        if watched:
            view.exporting.watch(task)


@dataclass(frozen=True, slots=True)
class _Told:
    """Hears from the export how many tables are written."""

    step: Callable[[int, int], None]

    def table(self, table: Table) -> None:
        """No table is read here."""


def _workbook(path: Path, session: Session, report: Report) -> Callable[..., object]:
    findings, history = list(session.findings), session.snapshot()
    entries = session.ledger()

    def write(progress: Progress) -> None:
        from core.export.corrections import corrections
        from core.export.workbook import Checked, write_workbook

        write_workbook(path, Checked(report, findings, entries, corrections(history)), progress)

    return write


def _corrections(path: Path, session: Session, report: Report) -> Callable[[], object]:
    history = session.snapshot()

    def write() -> None:
        from core.export.corrections import corrections, write_corrections

        write_corrections(path, corrections(history))

    return write


def _problems_of(session: Session) -> list[Finding]:
    """Open problems, then those that were set aside, with their reasons."""
    each = [finding for finding in session.findings if finding.level != "info"]
    return sorted(each, key=session.is_aside)


def _problems(path: Path, session: Session, report: Report) -> Callable[[], object]:
    problems = _problems_of(session)

    def write() -> None:
        from core.export.findings import write_list

        write_list(path, report, problems)

    return write


def _letter(path: Path, session: Session, report: Report) -> Callable[[], object]:
    problems, today = _problems_of(session), date.today()

    def write() -> None:
        from core.export.findings import write_letter

        write_letter(path, report, problems, today)

    return write


def _ledger(path: Path, session: Session, report: Report) -> Callable[[], object]:
    entries = session.ledger()

    def write() -> None:
        from core.export.ledger import write_ledger

        write_ledger(path, report, entries)

    return write


def _json(path: Path, session: Session, report: Report) -> Callable[[], object]:
    findings = list(session.findings)

    def write() -> None:
        from core.export.extraction import dumps, to_json
        from core.files import write_text

        write_text(path, dumps(to_json(report, findings, boxes=True)))

    return write


def _tables(folder: Path, session: Session, report: Report) -> Callable[[], object]:
    def write() -> None:
        from core.export.tables import write_tables

        write_tables(report, folder)

    return write
