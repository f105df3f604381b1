"""Backups: whole or not at all, and restoring one loses neither it nor what it replaces."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import (
    BackupIntoItself,
    FileMissing,
    FileUnwritable,
    KnownError,
    LibraryDamaged,
    LibraryLocked,
    LibraryTooNew,
)
from core.model import Cell, Column, History, Report, ReportInfo, Table
from core.storage.backup import back_up, restore
from core.storage.library import Library


def put(path: Path, unit: str) -> None:
    library = Library(path)
    report = Report(ReportInfo(unit), tables=[Table("t1", [Column(("合计",))], [[Cell.of("9.60")]])])
    library.save(report, History(report), [], unit.encode())
    library.close()


def units(path: Path) -> list[str | None]:
    library = Library(path)
    found = [summary.unit for summary in library.reports()]
    library.close()
    return found


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "文档" / "勾稽资料库.sqlite"
    put(path, "甲县总工会")
    return path


def test_a_backup_is_made_while_a_window_works_with_the_library(library: Path, tmp_path: Path) -> None:
    window = Library(library)
    back_up(library, tmp_path / "盘" / "备份.sqlite")
    window.close()
    assert units(tmp_path / "盘" / "备份.sqlite") == ["甲县总工会"]


def test_restoring_keeps_what_it_replaces(library: Path, tmp_path: Path) -> None:
    backup = tmp_path / "备份.sqlite"
    back_up(library, backup)
    put(library, "乙县总工会")
    kept = restore(backup, library)
    assert kept is not None
    assert units(library) == ["甲县总工会"]
    assert units(kept) == ["乙县总工会", "甲县总工会"]
    assert units(backup) == ["甲县总工会"]
    assert restore(backup, tmp_path / "新" / "库.sqlite") is None
    assert not list(library.parent.glob("*.part*"))


def test_no_library_is_replaced_under_a_window(library: Path, tmp_path: Path) -> None:
    back_up(library, tmp_path / "备份.sqlite")
    window = Library(library)
    with pytest.raises(LibraryLocked):
        restore(tmp_path / "备份.sqlite", library)
    assert [summary.unit for summary in window.reports()] == ["甲县总工会"]
    window.close()


def test_a_journal_stays_with_the_library_that_it_belongs_to(library: Path, tmp_path: Path) -> None:
    back_up(library, tmp_path / "备份.sqlite")
    journal = library.with_name(f"{library.name}-journal")
    journal.write_bytes(b"left by a crash")
    kept = restore(tmp_path / "备份.sqlite", library)
    assert kept is not None
    assert not journal.exists()
    assert kept.with_name(f"{kept.name}-journal").exists()


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:8192] = bytes(4096)
    path.write_bytes(content)


def from_the_future(path: Path) -> None:
    library = Library(path)
    library._db["_sqlite_migrations"].insert({"migration_set": "gouji", "name": "0099 future", "applied_at": ""})
    library.close()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (damage, LibraryDamaged),
        (lambda path: path.write_bytes(b"PK\x03\x04" * 5000), LibraryDamaged),
        (lambda path: path.write_bytes(b""), LibraryDamaged),
        (from_the_future, LibraryTooNew),
        (Path.unlink, FileMissing),
    ],
)
def test_a_bad_backup_changes_nothing(library: Path, tmp_path: Path, spoil: object, error: type[KnownError]) -> None:
    backup = tmp_path / "备份.sqlite"
    back_up(library, backup)
    spoil(backup)  # type: ignore[operator]
    with pytest.raises(error):
        restore(backup, library)
    assert units(library) == ["甲县总工会"]
    assert sorted(path.name for path in library.parent.iterdir()) == ["勾稽资料库.sqlite", "勾稽资料库.sqlite-lock"]


def test_a_damaged_library_does_not_replace_a_good_backup(library: Path, tmp_path: Path) -> None:
    back_up(library, tmp_path / "备份.sqlite")
    damage(library)
    with pytest.raises(LibraryDamaged):
        back_up(library, tmp_path / "备份.sqlite")
    assert units(tmp_path / "备份.sqlite") == ["甲县总工会"]


def test_a_library_is_no_backup_of_itself(library: Path) -> None:
    for copy in (back_up, restore):
        with pytest.raises(BackupIntoItself):
            copy(library, library.parent / "." / library.name)
    assert units(library) == ["甲县总工会"]


def test_where_no_backup_can_be_written_it_is_said(library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "file" / "备份.sqlite", tmp_path / "folder"):
        with pytest.raises(FileUnwritable):
            back_up(library, place)
    assert os.listdir(tmp_path / "folder") == []  # noqa: PTH208
