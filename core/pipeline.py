"""The road: a file becomes blocks, blocks become tables, tables become a report that knows its forms."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from core.errors import NoTables
from core.files import read_bytes
from core.model import Report, Source
from core.progress import Progress, Silent, checkpoint
from core.storage.places import data_folder

if TYPE_CHECKING:
    from core.checks import Checker
    from core.checks.findings import Finding
    from core.checks.years import Years


def read_report(
    path: Path, *, password: str | None = None, ocr: bool = True, progress: Progress | None = None
) -> Report:
    """Read a report from any kind of file that a reader is registered for, or from an extraction (.json).

    Pages that have no usable text are named in `unread`; a report may consist of nothing else. Raises a KnownError
    where the file cannot be read or holds no table, Cancelled where `progress` says so.
    """
    return read_with_source(path, password=password, ocr=ocr, progress=progress)[0]


def read_with_source(
    path: Path, *, password: str | None = None, ocr: bool = True, progress: Progress | None = None
) -> tuple[Report, bytes]:
    """The report of `read_report`, and the bytes that it was read from and its pages are drawn from."""
    if path.suffix.lower() == ".json":
        report, data = read_extraction(path), read_bytes(path)
        report.source = Source(str(path), _sha256(data), "json")  # its pages can be shown no more
        return report, data
    report, data = _read(path, password, ocr, progress or Silent())
    if not report.tables and not report.unread:
        raise NoTables(name=path.name)
    return report, data


def read_extraction(path: Path) -> Report:
    """The report in a JSON file of `extract` or `check`, its forms recognised afresh."""
    from core.export.extraction import read_extraction as read
    from core.forms.recognise import recognise

    _take_own_forms()
    report = read(path)
    recognise(report)
    return report


def checker_for(report: Report) -> Checker:
    """The checker of a report, with the user's own relations as they are now."""
    from core.checks import Checker
    from core.forms.entries import look_again

    _take_own_forms()
    own = data_folder() / "relations"
    look_again(own)
    return Checker(report, own)


def years_for(report: Report, others: Iterable[Report]) -> Years:
    """The report beside others of its unit, by the program's and the user's comparisons.

    report: a copy that nobody else changes.
    """
    from core.checks.years import Years

    return Years(report, others, data_folder() / "relations")


def check_report(report: Report) -> list[Finding]:
    """Every finding of a report that nobody is going to edit."""
    return checker_for(report).findings


def _take_own_forms() -> None:
    """Let the forms that are now in the user's folder count."""
    from core.forms.catalogue import use_folder

    use_folder(data_folder() / "forms")


def _read(path: Path, password: str | None, ocr: bool, progress: Progress) -> tuple[Report, bytes]:
    from core.forms.assemble import Assembler
    from core.readers import read_blocks

    _take_own_forms()
    start = perf_counter()
    reading = read_blocks(path, password=password, ocr=ocr, progress=progress)
    assembler = Assembler(on_table=progress.table)
    for block in reading.blocks:
        checkpoint(progress)
        assembler.feed(block)
    source = Source(str(path), _sha256(reading.data), reading.kind, reading.pages)
    report = assembler.finish(source, unread=reading.unread)
    report.straightened = tuple(reading.straightened)
    _mend(report)
    report.source = replace(source, seconds=round(perf_counter() - start, 3))
    return report, reading.data


def _mend(report: Report) -> None:
    """Put right what OCR misread, as far as catalogue and relations tell; the cells say so (推定)."""
    if all(cell.confidence is None for table in report.tables for row in table.rows for cell in row):
        return
    from core.checks.readings import choose_readings
    from core.forms.mending import mend
    from core.forms.recognise import recognise

    if mend(report):
        recognise(report)
    choose_readings(report)


def _sha256(data: bytes) -> str:
    """What the file is called in the library and in `extract`."""
    return hashlib.sha256(data).hexdigest()
