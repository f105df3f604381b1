"""What the user typed, decided or has not saved is never lost by the way things follow each other."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.errors import ReportChanged
from core.model import CellRef, TableEdit
from tests.ui.builders import make_report, press
from ui import app, messages, shelf
from ui.desk import RecentFile
from ui.messages import Answer
from ui.report_view import ReportView
from ui.session import Opened, Session
from ui.settings import Settings
from ui.tasks import Tasks
from ui.window import MainWindow

WRONG = CellRef("t2", 1, 5)


@pytest.mark.parametrize("command", ["toggle_checked", "insert_row", "insert_column", "next_table", "save"])
def test_what_is_being_typed_is_entered_before_a_command_is_done(
    command: str, qtbot: QtBot, opened: MainWindow
) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([WRONG])
    qtbot.keyClicks(view.grid, "9.6")
    press(opened, command)
    assert view.session.history.done[0].name == "修改一格"
    assert "9.60" in {cell.text for _, cell in view.session.report.table("t2").refs()}


def _two_unsaved(qtbot: QtBot, window: MainWindow) -> None:
    window.open_paths([Path("甲.pdf"), Path("乙.pdf")])
    qtbot.waitUntil(lambda: len(window.views()) == 2 and not any(v.session.reading for v in window.views()))
    for view in window.views():
        view.session.set_text(WRONG, "9.60")
    window.desk.flush_drafts()
    qtbot.waitUntil(lambda: all(view.session.report_id is not None for view in window.views()))


def _drafts(qtbot: QtBot, window: MainWindow) -> int:
    found: list[list[object]] = []
    window.desk.ask_drafts(found.append)
    qtbot.waitUntil(lambda: bool(found))
    return len(found[0])


@pytest.mark.parametrize(("second", "left"), [(Answer.CANCEL, 2), (Answer.DISCARD, 0)])
def test_a_draft_goes_only_when_the_window_does(
    second: Answer, left: int, qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    _two_unsaved(qtbot, window)
    answers = [Answer.DISCARD, second]
    monkeypatch.setattr(messages, "ask_to_save", lambda *_: answers.pop(0))
    window.close()
    assert window.isVisible() is (second is Answer.CANCEL)
    if window.isVisible():
        assert _drafts(qtbot, window) == left
        monkeypatch.setattr(messages, "ask_to_save", lambda *_: Answer.DISCARD)
    else:
        again = MainWindow(window.settings)
        assert _drafts(qtbot, again) == left
        again.close()


def test_a_report_that_was_deleted_elsewhere_can_be_saved_as_a_new_one(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, asked = opened.view, []
    assert view is not None
    save = shelf._save

    def gone(*args: object) -> int:
        if args[4] is not None:
            raise ReportChanged(name="资料库")
        return save(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf, "_save", gone)
    monkeypatch.setattr(messages, "confirm", lambda _w, question, _verb: asked.append(question) or True)
    view.session.set_text(WRONG, "9.60")
    opened.desk.flush_drafts()
    qtbot.waitUntil(lambda: view.session.report_id is not None)
    press(opened, "save")
    qtbot.waitUntil(lambda: not view.session.unsaved)
    assert len(asked) == 1


def test_files_that_the_library_knows_nothing_of_are_listed(window: MainWindow) -> None:
    opened: list[str] = []
    window.start_page.file_wanted.disconnect()
    window.start_page.file_wanted.connect(opened.append)
    window.start_page.show_recent([RecentFile("某区总工会.pdf")])
    names = [button for button in window.start_page.findChildren(QPushButton) if button.text() == "某区总工会.pdf"]
    names[0].click()
    assert opened == ["某区总工会.pdf"]


def test_what_is_done_while_reading_and_does_not_fit_in_the_end_is_told(
    qtbot: QtBot, tasks: Tasks, settings: Settings
) -> None:
    session = Session(Opened(make_report()), reading=True)
    view = ReportView.whole(session, tasks, settings)
    qtbot.addWidget(view)
    before = session.report.table("t2").copy()
    with session.step("删除行"):
        session.history.apply(TableEdit(1, before, replace(before.copy(), rows=before.copy().rows[1:])))
    whole = make_report()
    whole.table("t2").rows.pop()
    session.complete(Opened(whole))
    assert "1 步修改" in view.notice.text() and "删除行" in view.notice.text()
    assert len(session.report.table("t2").rows) == 2


def test_what_is_checked_beside_the_window_is_waited_for(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    behind = True
    monkeypatch.setattr(Session, "checking", property(lambda _self: behind))
    session.when_checked(lambda: done.append(1))
    session.findings_changed.emit()
    assert not done
    behind = False
    session.findings_changed.emit()
    session.findings_changed.emit()
    assert done == [1]


def test_a_failure_that_comes_while_one_is_told_opens_no_second_dialog(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def tell(_window: MainWindow, error: BaseException) -> None:
        told.append(str(error))
        if len(told) < 3:
            fail("again")

    def fail(words: str) -> None:
        error = RuntimeError(words)
        sys.excepthook(RuntimeError, error, None)

    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr("threading.excepthook", None)
    monkeypatch.setattr(messages, "show_failure", tell)
    app._show_the_unexpected(window)
    fail("first")
    fail("later")
    assert told == ["first", "later"]


def test_what_was_set_aside_stays_so_where_its_cells_move(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    session = view.session
    finding = session.problems[0]
    session.set_aside(finding, "财政局如此")
    view.show_cells([CellRef("t2", 0, 0)])
    press(opened, "insert_row")
    assert not session.problems
    moved = next(iter(session.findings))
    assert moved.cells[0].row == finding.cells[0].row + 1
    assert session.why_aside(moved) == "财政局如此"
    session.undo()
    assert session.why_aside(session.findings[0]) == "财政局如此"
    assert list(session.report.set_aside) == [finding.key]
