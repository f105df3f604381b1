"""Files are read and written whole, or a known trouble says why not."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from core.errors import DiskFull, FileMissing, FileUnreadable, FileUnwritable
from core.files import read_bytes, write_text


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"无\.pdf"):
        read_bytes(tmp_path / "无.pdf")
    with pytest.raises(FileUnreadable):
        read_bytes(tmp_path)


def test_folders_on_the_way_are_made_and_nothing_is_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "甲" / "乙.json"
    write_text(path, "一")
    write_text(path, "二\n")
    assert path.read_bytes() == "二\n".encode()
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(("number", "trouble"), [(errno.ENOSPC, DiskFull), (errno.EACCES, FileUnwritable)])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, trouble: type[Exception]
) -> None:
    path = tmp_path / "a.json"
    path.write_text("旧", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(trouble, match=r"a\.json"):
        write_text(path, "新")
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


def test_half_a_character_does_not_stop_the_writing(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "甲\ud800乙")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "甲?乙"
