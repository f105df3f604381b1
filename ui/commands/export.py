"""导出: what leaves the program as files. Written in the background, from the report as it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from core.model import Report
from ui import messages
from ui.commands.base import Commands
from ui.session import Session

Writer = Callable[[Path, Session, Report], Callable[[], object]]


class ExportCommands(Commands):
    def export_problems(self) -> None:
        self._to_file(self.tr("问题清单"), ".csv", _problems)

    def export_letter(self) -> None:
        self._to_file(self.tr("整改单"), ".html", _letter)

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

    def _to_file(self, what: str, suffix: str, writer: Writer) -> None:
        if self.view is None:
            return
        session = self.view.session
        beside = session.path.parent if session.path and session.path.parent.is_dir() else Path.home()
        proposed = beside / f"{session.title} {what}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("导出"), str(proposed), f"{what} (*{suffix})")
        if name:
            self._write(Path(name), writer)

    def _write(self, path: Path, writer: Writer) -> None:
        if self.view is None:
            return
        session = self.view.session
        self._window.tasks.start(
            writer(path, session, session.report.copy()),
            done=lambda _none: self._window.say(self.tr("已导出到 {path}").format(path=path)),
            failed=lambda error: messages.show_failure(self._window, error),
        )


def _problems(path: Path, session: Session, report: Report) -> Callable[[], object]:
    problems = list(session.problems)

    def write() -> None:
        from core.export.findings import write_list

        write_list(path, report, problems)

    return write


def _letter(path: Path, session: Session, report: Report) -> Callable[[], object]:
    problems, today = list(session.problems), date.today()

    def write() -> None:
        from core.export.findings import write_letter

        write_letter(path, report, problems, today)

    return write


def _ledger(path: Path, session: Session, report: Report) -> Callable[[], object]:
    entries = session.checker.ledger() if session.checker is not None else []

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
