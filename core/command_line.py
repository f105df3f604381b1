"""The program without a window, with help and messages in Chinese.

Exit status: 0 when every file was done, whatever problems it has; 1 when some file was not (one line on stderr for
each; the others are still written); 2 for wrong usage.
"""

from __future__ import annotations

import hashlib
import logging
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import KnownError, NameTaken, NothingReadable, PasswordNeeded
from core.files import write_text
from core.logs import log_path

if TYPE_CHECKING:
    from core.checks.findings import Finding
    from core.checks.ledger import LedgerEntry
    from core.export.workbook.summary import Line
    from core.model import History, Report
    from core.storage.library import Library, Summary

_HINTS: dict[type[KnownError], str] = {  # what the sentences for the window leave out
    PasswordNeeded: "（命令行加上 --password 密码）",
}
NEVER = 9
_log = logging.getLogger(__name__)


def run(request: Namespace) -> int:
    """Do what `core.usage.parse` understood, except for the window. Returns the exit status."""
    try:
        return _COMMANDS[request.command](request)
    except KnownError as error:
        _say(error)
        return 1


def _extract(request: Namespace) -> int:
    outputs = _Outputs(request.out)

    def extract(path: Path) -> None:
        output = outputs.claim(path, ".json")
        report = _read(path, request)
        _write(report, _findings(report), output, boxes=request.boxes)
        if not report.tables:
            raise NothingReadable(name=path.name, pages=len(report.unread))

    return _each(_reports(request.files), extract)


def _check(request: Namespace) -> int:
    from core.export.workbook.summary import Line, line_of, write_summary

    outputs = _Outputs(request.out) if request.out else None
    lines: list[Line] = []
    with _library(request.db, read_only=True) as library:

        def check(path: Path) -> None:
            output = outputs.claim(path, ".json") if outputs else None
            report = _extraction(path) if path.suffix.lower() == ".json" else _read(path, request)
            findings = [*_findings(report), *_said_elsewhere(report, library)[0]]
            if output is not None:
                boxes = any(cell.box for table in report.tables for _, cell in table.refs())
                _write(report, findings, output, boxes=boxes)
            lines.append(line_of(path.name, report, findings))
            print(lines[-1])

        def failed(path: Path, why: str) -> None:
            lines.append(Line(path.name, failure=why))

        status = _each(_reports(request.files), check, failed)
    if len(lines) > 1:
        print(_tally(lines))
    if request.xlsx:
        write_summary(request.xlsx, lines)
    return status


def _tally(lines: Iterable[Line]) -> str:
    each = list(lines)
    wrong = sum(line.wrong for line in each)
    sound = sum(line.complete and not line.wrong for line in each)
    rest = len(each) - wrong - sound
    return f"共 {len(each)} 份：{sound} 份没有发现问题，{wrong} 份有问题" + (
        f"，{rest} 份没有核对完。" if rest else "。"
    )


def _export(request: Namespace) -> int:
    from core.export.corrections import corrections
    from core.export.workbook import Checked, write_workbook
    from core.pipeline import checker_for

    outputs = _Outputs(request.to)
    with _library(request.db, read_only=True) as library:

        def export(path: Path) -> None:
            output = outputs.claim(path, ".xlsx")
            history = _history(path, request, library)
            report, checker = history.report, checker_for(history.report)
            findings, entries = _said_elsewhere(report, library)
            checked = Checked(
                report, [*checker.findings, *findings], [*checker.ledger(), *entries], corrections(history)
            )
            write_workbook(output, checked)

        return _each(_reports(request.files), export)


def _save(request: Namespace) -> int:
    from core.model import History
    from core.readers.packed import source_bytes
    from core.storage.places import library_path

    with _library(request.db or library_path()) as library:
        assert library is not None

        def save(path: Path) -> None:
            report = _read(path, request)
            stored = _stored(library, report.source.sha256)
            if stored and (stored.steps or stored.has_draft):
                print(f"“{path.name}”在资料库里已有一份改过的，没有覆盖。")
                return
            library.save(report, History(report), _findings(report), source_bytes(path), stored.id if stored else None)

        return _each(_reports(request.files), save)


def _back_up(request: Namespace) -> int:
    from core.storage.backup import back_up
    from core.storage.places import library_path

    back_up(request.db or library_path(), request.to)
    print(f"资料库已备份到 {request.to}。")
    return 0


def _restore(request: Namespace) -> int:
    from core.storage.backup import restore
    from core.storage.places import library_path

    kept = restore(request.backup, request.db or library_path())
    print("资料库已恢复。" + (f"原来的资料库改名为 {kept}。" if kept else ""))
    return 0


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "extract": _extract,
    "check": _check,
    "export": _export,
    "save": _save,
    "backup": _back_up,
    "restore": _restore,
}


def _reports(paths: Iterable[Path]) -> list[Path]:
    """The files and those in folders, each once."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _reports_below(path) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _reports_below(folder: Path) -> list[Path]:
    """The reports in a folder and below; one that has nothing but pictures is a report of its own.

    What the program wrote of a report counts only where that report is not there.
    """
    from core.readers.packed import is_picture

    steps = {file: _steps_away(file) for file in sorted(folder.rglob("*")) if file.is_file() and _is_report(file)}
    originals = {file.stem for file, away in steps.items() if away == 0}
    found: list[Path] = []
    for place in dict.fromkeys(file.parent for file in steps):
        nearest = min(away for file, away in steps.items() if file.parent == place)
        files = [file for file, away in steps.items() if file.parent == place and away == nearest != NEVER]
        files = [file for file in files if nearest == 0 or file.stem not in originals]
        found += [place] if files and all(is_picture(file.name) for file in files) else files
    return found or [folder]


def _steps_away(file: Path) -> int:
    """How far from an original: a JSON of ours 1, an exported workbook 2, and mere lists were never a report."""
    from core.readers.excel import list_sheets

    if file.suffix.lower() == ".json":
        return 1
    lists, others = list_sheets(file)
    return 0 if not lists else 2 if others else NEVER


def _is_report(file: Path) -> bool:
    """By its name; ~$报告.docx is what Word leaves beside an open one."""
    from core.readers.kinds import READERS

    suffix = file.suffix.lower().lstrip(".")
    return (suffix in READERS or suffix == "json") and not file.name.startswith((".", "~$"))


def _read(path: Path, request: Namespace) -> Report:
    from core.pipeline import read_report

    return read_report(path, password=request.password, ocr=request.ocr)


def _extraction(path: Path) -> Report:
    from core.pipeline import read_extraction

    return read_extraction(path)


def _findings(report: Report) -> list[Finding]:
    from core.pipeline import check_report

    return check_report(report)


def _said_elsewhere(report: Report, library: Library | None) -> tuple[list[Finding], list[LedgerEntry]]:
    """What the other reports of its unit in the library say of this one."""
    others = library.related(report.info) if library is not None else []
    if not others:
        return [], []
    from core.pipeline import years_for

    years = years_for(report.copy(), others)
    return years.findings, years.ledger()


def _history(path: Path, request: Namespace, library: Library | None) -> History:
    """The report as the library has it, corrections and all, else as it is read."""
    from core.model import History
    from core.readers.packed import source_bytes

    if library is not None:
        stored = _stored(library, hashlib.sha256(source_bytes(path)).hexdigest())
        if stored is not None:
            return library.load(stored.id).history
    return History(_read(path, request))


@contextmanager
def _library(path: Path | None, *, read_only: bool = False) -> Iterator[Library | None]:
    """The library at `path` while inside; None for none."""
    if path is None:
        yield None
        return
    from core.storage.library import Library

    library = Library(path, read_only=read_only)
    try:
        yield library
    finally:
        library.close()


def _stored(library: Library, sha256: str) -> Summary | None:
    """The report that was made from the same file before."""
    return next((summary for summary in library.reports() if summary.sha256 == sha256), None)


def _write(report: Report, findings: Iterable[Finding], output: Path, *, boxes: bool) -> None:
    from core.export.extraction import dumps, to_json

    write_text(output, dumps(to_json(report, findings, boxes=boxes)))


class _Outputs:
    """The files that one run writes: into a folder, each named by its report, or all of one into a file of that kind.

    Two reports of one stem would overwrite each other; the second is refused.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._taken: dict[str, Path] = {}

    def claim(self, path: Path, suffix: str) -> Path:
        """Where to write what is made of the report at `path`. Raises NameTaken."""
        alone = self._place.suffix.lower() == suffix and not self._place.is_dir()
        output = self._place if alone else self._place / f"{path.stem}{suffix}"
        first = self._taken.setdefault(output.name.casefold(), path)
        if first != path:
            raise NameTaken(name=path.name, first=first.name, output=output.name)
        return output


def _each(
    paths: Iterable[Path], work: Callable[[Path], None], failed: Callable[[Path, str], None] | None = None
) -> int:
    """The work on every file. What went wrong with one is said, and does not stop the next."""
    status = 0
    for path in paths:
        if why := _trouble(path, work):
            status = 1
            _say(why)
            if failed is not None:
                failed(path, why)
    return status


def _trouble(path: Path, work: Callable[[Path], None]) -> str:
    """Why the work on one file did not end well, "" where it did."""
    try:
        work(path)
    except KnownError as error:
        return f"{error}{_HINTS.get(type(error), '')}"
    except Exception as error:
        _log.exception("unexpected while working on a file")
        return f"“{path.name}”没有处理完：程序出错（{type(error).__name__}），详情见日志 {log_path()}。"
    return ""


def _say(message: object) -> None:
    """One line on stderr; a frozen program without a console has none."""
    if sys.stderr is not None:
        print(" ".join(str(message).split("\n")), file=sys.stderr)
