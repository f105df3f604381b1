"""The program without a window: `extract`, `check` and `save`, with help and messages in Chinese.

Exit status: 0 when every file was done, 1 when some file was not (one line on stderr for each; the others are still
written), 2 for wrong usage.
"""

from __future__ import annotations

import logging
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import KnownError, NameTaken, NothingReadable, PasswordNeeded
from core.files import read_bytes, write_text
from core.logs import log_path

if TYPE_CHECKING:
    from core.model import Report
    from core.storage.library import Library, Summary

_HINTS: dict[type[KnownError], str] = {  # what the sentences for the window leave out
    PasswordNeeded: "（命令行加上 --password 密码）",
}
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
        output = outputs.claim(path)
        report = _read(path, request)
        _write(report, output, boxes=request.boxes)
        if not report.tables:
            raise NothingReadable(name=path.name, pages=len(report.unread))

    return _each(request.files, extract)


def _check(request: Namespace) -> int:
    from core.pipeline import read_extraction

    outputs = _Outputs(request.out)

    def check(path: Path) -> None:
        output = outputs.claim(path)
        report = read_extraction(path)
        boxes = any(cell.box for table in report.tables for _, cell in table.refs())
        _write(report, output, boxes=boxes)

    return _each(request.files, check)


def _save(request: Namespace) -> int:
    from core.model import History
    from core.pipeline import check_report
    from core.storage.library import Library
    from core.storage.places import library_path

    library = Library(request.db or library_path())

    def save(path: Path) -> None:
        report = _read(path, request)
        stored = _stored(library, report)
        if stored and (stored.steps or stored.has_draft):
            print(f"“{path.name}”在资料库里已有一份改过的，没有覆盖。")
            return
        library.save(report, History(report), check_report(report), read_bytes(path), stored.id if stored else None)

    try:
        return _each(request.files, save)
    finally:
        library.close()


def _stored(library: Library, report: Report) -> Summary | None:
    """The report that was made from the same file before."""
    return next((summary for summary in library.reports() if summary.sha256 == report.source.sha256), None)


_COMMANDS: dict[str, Callable[[Namespace], int]] = {"extract": _extract, "check": _check, "save": _save}


def _read(path: Path, request: Namespace) -> Report:
    from core.pipeline import read_report

    return read_report(path, password=request.password, ocr=request.ocr)


def _write(report: Report, output: Path, *, boxes: bool) -> None:
    from core.export.extraction import dumps, to_json
    from core.pipeline import check_report

    write_text(output, dumps(to_json(report, check_report(report), boxes=boxes)))


class _Outputs:
    """The JSON files of one run. Two reports of one stem would overwrite each other; the second is refused."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: dict[str, Path] = {}

    def claim(self, path: Path) -> Path:
        output = self._folder / f"{path.stem}.json"
        first = self._taken.setdefault(output.name.casefold(), path)
        if first is not path:
            raise NameTaken(name=path.name, first=first.name, output=output.name)
        return output


def _each(paths: Iterable[Path], work: Callable[[Path], None]) -> int:
    failed = [path for path in paths if not _done(path, work)]
    return 1 if failed else 0


def _done(path: Path, work: Callable[[Path], None]) -> bool:
    """Whether the work on one file ended well; what went wrong is said, and does not stop the next file."""
    try:
        work(path)
    except KnownError as error:
        _say(f"{error}{_HINTS.get(type(error), '')}")
        return False
    except Exception as error:
        _log.exception("unexpected while working on a file")
        _say(f"“{path.name}”没有处理完：程序出错（{type(error).__name__}），详情见日志 {log_path()}。")
        return False
    return True


def _say(message: object) -> None:
    """One line on stderr; a frozen program without a console has none."""
    if sys.stderr is not None:
        print(" ".join(str(message).split("\n")), file=sys.stderr)
