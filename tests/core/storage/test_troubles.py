"""A library that is broken, moved, too deep or out of room: each is said in its own sentence, and nothing is lost."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from pathlib import Path

import pytest

from core.errors import DiskFull, KnownError, LibraryDamaged, LibraryMoved, LibraryPathTooLong, LibraryUnreachable
from core.model import Cell, Column, History, Paragraph, Report, ReportInfo, Source, Table
from core.storage.library import Library


def make_report() -> Report:
    rows = [[Cell.of(f"科目{n}"), Cell.of(f"{n}.60")] for n in range(300)]
    table = Table("t1", [Column(("科目名称",)), Column(("合计",))], rows, "general_expenditure", "表5", "支出表")
    return Report(ReportInfo("某县总工会", 2024, "budget"), Source("a.pdf"), [table], [Paragraph.of("话" * 200)])


def put(path: Path) -> int:
    library, report = Library(path), make_report()
    report_id = library.save(report, History(report), [], b"%PDF")
    library.note_opened("a.pdf", report_id)
    library.close()
    return report_id


def use(path: Path, report_id: int) -> None:
    """Everything that a window asks of a library."""
    library, report = Library(path), make_report()
    try:
        for ask in (library.reports, library.recent, library.drafts, library.confirmed_names):
            ask()
        library.related(ReportInfo("某县总工会", 2025, "budget"))
        library.load(report_id)
        library.save(report, History(report), [], b"%PDF other")
        library.delete(report_id)
    finally:
        library.close()


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_broken_is_said_to_be_damaged(tmp_path: Path, seed: int) -> None:
    """A sentence or success; never an error that nobody foresaw."""
    path, chance = tmp_path / "资料库.sqlite", random.Random(seed)
    report_id = put(path)
    content = bytearray(path.read_bytes())
    for _ in range(30):
        content[chance.randrange(4096, len(content))] = chance.randrange(256)
    path.write_bytes(content)
    try:
        use(path, report_id)
    except KnownError as error:
        assert isinstance(error, LibraryDamaged)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE cells SET text = CAST(X'E5FF41' AS TEXT) WHERE row = 7",
        "UPDATE tables SET pages = '[1'",
        "UPDATE reports SET saved_at = 'gestern'",
        "UPDATE reports SET set_aside = '3'",
    ],
)
def test_values_that_make_no_sense_are_damage(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "资料库.sqlite"
    report_id = put(path)
    db = sqlite3.connect(path)
    db.execute(spoil)
    db.commit()
    db.close()
    with pytest.raises(LibraryDamaged):
        use(path, report_id)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_library_that_was_moved_away_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "资料库.sqlite"
    put(path)
    library, report = Library(path), make_report()
    path.rename(tmp_path / "别处.sqlite")
    with pytest.raises(LibraryMoved):
        library.save(report, History(report), [])
    (tmp_path / "别处.sqlite").rename(path)
    library.save(report, History(report), [])
    assert len(library.reports()) == 2
    library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a setting of Windows says how long a path may be")
@pytest.mark.parametrize("place", ["很长的文件夹名/" * 40 + "资料库.sqlite", "长" * 300 + "/资料库.sqlite"])
def test_a_path_that_is_too_long_is_said(tmp_path: Path, place: str) -> None:
    with pytest.raises(LibraryPathTooLong):
        Library(tmp_path / place)


@pytest.mark.parametrize("name", ["100% #1? 空格.sqlite", "资料库", "a'b\"c.sqlite"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set('?"'):
        pytest.skip("no such names there")
    put(tmp_path / name)
    library = Library(tmp_path / name, read_only=True)
    assert len(library.reports()) == 1
    library.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of that kind")
def test_where_the_system_writes_no_more_nothing_is_lost(tmp_path: Path) -> None:
    import resource
    import signal

    path = tmp_path / "资料库.sqlite"
    report_id = put(path)
    library, report = Library(path), make_report()
    limits, silent = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, limits[1]))
    try:
        with pytest.raises((DiskFull, LibraryUnreachable)):
            library.save(report, History(report), [], os.urandom(500_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, silent)
    assert [summary.id for summary in library.reports()] == [report_id]
    assert library.load(report_id).report == report
    library.save(report, History(report), [], os.urandom(500_000))
    library.close()
