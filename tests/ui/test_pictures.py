"""Pictures put together to one report stay as long as a report of the library comes from them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.model import History, Report, Source
from core.storage.library import Library
from core.storage.places import data_folder
from ui.pictures import LATELY, discard_unused, put_together


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path / "data"))
    opened = Library(tmp_path / "账本.db")
    yield opened
    opened.close()


def photos(folder: Path, text: bytes) -> list[Path]:
    folder.mkdir()
    for number in (1, 2):
        (folder / f"第{number}页.jpg").write_bytes(text)
    return sorted(folder.iterdir())


def age(path: Path) -> None:
    old = path.stat().st_mtime - LATELY - 1
    os.utime(path, (old, old))


def test_they_go_when_the_last_report_from_them_is_deleted(tmp_path: Path, library: Library) -> None:
    kept, other = put_together(photos(tmp_path / "a", b"1")), put_together(photos(tmp_path / "b", b"2"))
    report = Report(source=Source(str(kept), "", "scan", 2))
    saved = library.save(report, History(report), [])
    age(kept)
    age(other)
    discard_unused(library)
    assert kept.exists()
    assert not other.parent.exists()
    library.delete(saved)
    discard_unused(library)
    assert list((data_folder() / "pictures").iterdir()) == []


def test_what_is_new_was_opened_lately_or_is_a_draft_stays(tmp_path: Path, library: Library) -> None:
    new, opened, draft = (put_together(photos(tmp_path / name, name.encode())) for name in "abc")
    library.note_opened(str(opened))
    report = Report(source=Source(str(draft), "", "scan", 2))
    library.begin_draft(History(report))
    age(opened)
    age(draft)
    discard_unused(library)
    assert [path.exists() for path in (new, opened, draft)] == [True] * 3


def test_pictures_chosen_again_are_new_again(tmp_path: Path, library: Library) -> None:
    chosen = photos(tmp_path / "a", b"1")
    age(put_together(chosen))
    path = put_together(chosen)
    discard_unused(library)
    assert path.exists()
