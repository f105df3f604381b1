"""What is done to a report is kept in the right order, and in the right library."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import DiskFull, LibraryLocked
from core.model import CellRef
from core.storage.library import Library
from core.storage.lock import WriterLock
from tests.ui.builders import press
from ui import drafts, messages, shelf
from ui.window import MainWindow

A, B = CellRef("t1", 0, 1), CellRef("t1", 0, 3)


def kept_steps(path: Path) -> list[list[str]]:
    """The names and texts of every draft of a library."""
    library = Library(path)
    try:
        return [[step.edits[0].after.text for step in library.recover(d.id).done] for d in library.drafts()]
    finally:
        library.close()


def begin_draft(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.view is not None
    opened.view.session.set_text(A, "1")
    opened.desk.flush_drafts()
    qtbot.waitUntil(lambda: opened.view.session.report_id is not None)


def test_a_failed_save_leaves_everything_in_the_draft(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()

    def full(*_: object) -> int:
        gate.wait(5)
        raise DiskFull(name="资料库")

    monkeypatch.setattr(shelf, "_save", full)
    begin_draft(qtbot, opened)
    session = opened.view.session
    session.set_text(A, "2")  # waits for the draft when the saving begins
    press(opened, "save")
    session.set_text(B, "3")  # typed while it is being saved
    opened.desk.flush_drafts()
    with qtbot.waitSignal(opened.desk.unsaved):
        gate.set()
    opened.desk.flush_drafts()
    opened.desk.shelf.close()
    opened.tasks.stop(keep=("library",))
    assert kept_steps(opened.settings.library) == [["1", "2", "3"]]


def test_saving_twice_at_once_makes_one_report(qtbot: QtBot, opened: MainWindow) -> None:
    session = opened.view.session
    session.set_text(A, "1")
    press(opened, "save")
    press(opened, "save")
    qtbot.waitUntil(lambda: not session.unsaved)
    found: list[list] = []
    opened.desk.ask_reports(found.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(found))
    assert len(found[0]) == 1


def test_a_late_answer_of_the_library_before_does_not_count(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Event()
    begin = drafts.keep_draft

    def slow(*args: object) -> int:
        gate.wait(5)
        return begin(*args) + 40

    monkeypatch.setattr(drafts, "keep_draft", slow)
    session = opened.view.session
    session.set_text(A, "1")
    opened.desk.flush_drafts()
    opened.desk.use_library(tmp_path / "other.sqlite")
    monkeypatch.setattr(drafts, "keep_draft", begin)
    gate.set()
    opened.desk.flush_drafts()
    qtbot.waitUntil(lambda: session.report_id is not None)
    assert session.report_id == 1
    opened.desk.shelf.close()
    opened.tasks.stop(keep=("library",))
    assert kept_steps(tmp_path / "other.sqlite") == [["1"]]


def test_a_second_program_offers_to_look_only(
    qtbot: QtBot, make_window: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(messages, "confirm", lambda _parent, text, *_: asked.append(text) or True)
    window: MainWindow = make_window()  # type: ignore[operator]
    Library(window.settings.library).close()
    lock = WriterLock(window.settings.library)
    window.after_start([])
    qtbot.waitUntil(lambda: window.desk.shelf.read_only)
    found: list[list] = []
    window.desk.ask_reports(found.append, pytest.fail)
    qtbot.waitUntil(lambda: found == [[]])
    assert len(asked) == 1
    lock.release()


def test_where_the_library_is_locked_the_report_can_still_be_read(
    qtbot: QtBot, opened: MainWindow, quiet: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "confirm", lambda *_: False)
    opened.desk.shelf.close()
    opened.tasks.start(lambda: None, lane=shelf.LANE, done=(closed := []).append)
    qtbot.waitUntil(lambda: bool(closed))
    lock = WriterLock(opened.settings.library)
    opened.view.session.set_text(A, "1")
    with qtbot.waitSignal(opened.desk.unsaved) as told:
        press(opened, "save")
    assert isinstance(told.args[1], LibraryLocked)
    assert opened.view.session.unsaved
    lock.release()


def test_what_was_undone_again_is_no_draft(qtbot: QtBot, opened: MainWindow) -> None:
    begin_draft(qtbot, opened)
    session = opened.view.session
    opened.desk.save(session)
    qtbot.waitUntil(lambda: not session.unsaved)
    session.set_text(B, "2")
    session.undo()
    opened.desk.flush_drafts()
    opened.close_tab(0)
    opened.desk.shelf.close()
    opened.tasks.stop(keep=("library",))
    assert kept_steps(opened.settings.library) == []


def killed_and_opened_again(qtbot: QtBot, opened: MainWindow) -> None:
    """What was done is in the draft; the program went without a word and shows the report once more."""
    session = opened.view.session
    opened.desk.flush_drafts()
    qtbot.waitUntil(lambda: not opened.desk._keepers[session].busy)
    opened.desk.close(session)
    opened.tabs.clear()
    opened.desk.open_report(session.report_id)
    qtbot.waitUntil(lambda: opened.view is not None)


def test_a_report_is_opened_with_its_draft_which_goes_on(qtbot: QtBot, opened: MainWindow) -> None:
    """Put off at the start, or left by a crash: what was never saved is there, and can be gone on with."""
    begin_draft(qtbot, opened)
    session = opened.view.session
    opened.desk.save(session)
    qtbot.waitUntil(lambda: not session.unsaved)
    session.set_text(B, "2")
    killed_and_opened_again(qtbot, opened)
    again = opened.view.session
    assert again.report.cell(B).text == "2"
    assert again.unsaved
    again.set_text(A, "3")
    opened.desk.flush_drafts()
    qtbot.waitUntil(lambda: not opened.desk._keepers[again].busy)
    opened.desk.shelf.close()
    opened.tasks.stop(keep=("library",))
    assert kept_steps(opened.settings.library) == [["1", "2", "3"]]


def test_a_draft_that_takes_everything_back_is_unsaved_as_well(qtbot: QtBot, opened: MainWindow) -> None:
    begin_draft(qtbot, opened)
    session = opened.view.session
    opened.desk.save(session)
    qtbot.waitUntil(lambda: not session.unsaved)
    session.undo()
    killed_and_opened_again(qtbot, opened)
    assert not opened.view.session.history.done
    assert opened.view.session.unsaved
