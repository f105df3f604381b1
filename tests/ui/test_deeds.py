"""What is asked for about a problem is done to the one that was on the screen then, or to none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.model import AS_PRINTED, CellRef, Change, TableEdit, structure
from tests.ui.builders import OneRelation, press
from ui import following, messages
from ui.grid.editor import EDITOR_NAME
from ui.report_view import ReportView
from ui.window import MainWindow

WRONG = CellRef("t2", 1, 5)
ABOVE = CellRef("t2", 0, 2)  # typed into, it makes a problem of its own, listed before the other
GONE = "这处问题已经不在了。"
COMMANDS = {"accept_suggestion": "_accept", "file_as_printed": "_printed", "set_aside": "_aside"}


@pytest.fixture
def view(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> ReportView:
    monkeypatch.setattr(messages, "ask_text", lambda *_: "财政局如此")
    assert opened.view is not None
    press(opened, "next_problem")
    return opened.view


@pytest.fixture
def said(view: ReportView) -> list[str]:
    words: list[str] = []
    view.said.connect(words.append)
    return words


@pytest.fixture
def let(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Every change is checked beside the window, and only when it is let."""
    event, follow = Event(), OneRelation.follow

    def wait(self: OneRelation, change: Change) -> list:  # type: ignore[type-arg]
        assert event.wait(10)
        return follow(self, change)

    monkeypatch.setattr(following, "AT_ONCE", 0)
    monkeypatch.setattr(OneRelation, "follow", wait)
    yield event
    event.set()


def type_in_bar(qtbot: QtBot, view: ReportView, ref: CellRef, text: str) -> None:
    """As a user does: the cell is chosen, its text replaced in the bar, nothing entered yet."""
    key = view.findings.current.key if view.findings.current else ""
    view.show_cells([ref])
    view.findings.choose_quietly(key)
    view.bar.editor.setFocus()
    view.bar.editor.selectAll()
    qtbot.keyClicks(view.bar.editor, text)


def type_in_cell(qtbot: QtBot, view: ReportView, ref: CellRef, text: str) -> None:
    key = view.findings.current.key if view.findings.current else ""
    view.show_cells([ref])
    view.findings.choose_quietly(key)
    view.grid.edit(view.grid.currentIndex())
    editor = view.grid.findChild(QLineEdit, EDITOR_NAME)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def by_key(qtbot: QtBot, window: MainWindow, command: str) -> None:
    press(window, command)


def by_mouse(qtbot: QtBot, window: MainWindow, command: str) -> None:
    assert window.view is not None
    button: QPushButton = getattr(window.view.findings.detail, COMMANDS[command])
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


Asking = Callable[[QtBot, MainWindow, str], None]


def outcome(view: ReportView) -> tuple[str, list[str]]:
    """The text of the cell that was wrong, and what was set aside of its row and why."""
    aside = view.session.report.set_aside
    return view.session.report.cell(WRONG).text, [why for key, why in aside.items() if "t2.1." in key]


DONE = {
    "accept_suggestion": ("9.60", []),
    "file_as_printed": ("2.60", [AS_PRINTED]),
    "set_aside": ("2.60", ["财政局如此"]),
}


@pytest.mark.parametrize("ask", [by_key, by_mouse])
@pytest.mark.parametrize("typing", [type_in_bar, type_in_cell])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_typed_meanwhile_is_entered_and_the_problem_that_was_seen_is_dealt_with(
    qtbot: QtBot, opened: MainWindow, view: ReportView, command: str, typing: Callable[..., None], ask: Asking
) -> None:
    typing(qtbot, view, ABOVE, "8.88")
    ask(qtbot, opened, command)
    assert view.session.report.cell(ABOVE).text == "8.88"
    assert outcome(view) == DONE[command]
    assert [finding.cells[0] for finding in view.session.problems] == [ABOVE]
    assert len(view.session.report.set_aside) == len(DONE[command][1])


@pytest.mark.parametrize("ask", [by_key, by_mouse])
@pytest.mark.parametrize("command", COMMANDS)
def test_it_waits_for_the_checks_and_happens_once(
    qtbot: QtBot, opened: MainWindow, view: ReportView, let: Event, command: str, ask: Asking, said: list[str]
) -> None:
    type_in_bar(qtbot, view, ABOVE, "8.88")
    for _ in range(2):
        ask(qtbot, opened, command)
    assert (view.session.checking, said, outcome(view)) == (True, [], ("2.60", []))
    let.set()
    qtbot.waitUntil(lambda: bool(said) and not view.session.checking)
    assert outcome(view) == DONE[command]
    assert len(view.session.history.done) == 2
    assert said[0].endswith("还有 1 处问题，按 F8 到下一处。")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_problem_is_found_again_where_its_row_has_moved(
    qtbot: QtBot, opened: MainWindow, view: ReportView, let: Event, command: str
) -> None:
    view.session.set_text(CellRef("t2", 2, 4), "11.00")
    press(opened, command)
    table = view.session.report.tables[1]
    with view.session.step("插入行"):
        view.session.history.apply(TableEdit(1, table.copy(), structure.insert_rows(table, 0)))
    let.set()
    qtbot.waitUntil(lambda: not view.session.checking and len(view.session.history.done) == 3)
    qtbot.waitUntil(lambda: view.session.problems == [])


@pytest.mark.parametrize("command", COMMANDS)
def test_where_the_problem_is_gone_it_is_said_and_nothing_is_done(
    qtbot: QtBot, opened: MainWindow, view: ReportView, said: list[str], command: str
) -> None:
    """Even what was just typed in its place is not filed as printed."""
    type_in_bar(qtbot, view, WRONG, "8.88")
    press(opened, command)
    assert (said, outcome(view)) == ([GONE], ("8.88", []))
    assert len(view.session.history.done) == 1


def test_a_double_click_accepts_one_problem(qtbot: QtBot, view: ReportView) -> None:
    view.session.set_text(ABOVE, "8.88")
    before = len(view.session.problems)
    button = view.findings.detail._accept
    for _ in range(2):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (before, len(view.session.problems)) == (2, 1)
    qtbot.wait(view.findings._pressed.interval() + 20)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.session.problems == []


def test_the_suggestion_over_the_grid_is_that_of_its_cell_though_its_problem_is_not_listed(
    opened: MainWindow, view: ReportView
) -> None:
    view.session.set_text(ABOVE, "8.88")
    other = next(finding for finding in view.session.problems if ABOVE in finding.cells)
    view.show_cells([WRONG])
    view.findings.model._shown = [other]
    view.findings.choose_quietly(other.key)
    view.bar.accept_wanted.emit()
    assert view.session.report.cell(WRONG).text == "9.60"


def test_what_is_taken_up_again_waits_as_well(
    qtbot: QtBot, opened: MainWindow, view: ReportView, let: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.findings.model import Filter

    let.set()
    press(opened, "file_as_printed")
    qtbot.waitUntil(lambda: not view.session.checking)
    view.findings.model.filter_by(Filter.PRINTED, None)
    view.findings.choose(view.findings.model.index(0, 0))
    type_in_bar(qtbot, view, ABOVE, "8.88")
    press(opened, "set_aside")
    qtbot.waitUntil(lambda: not view.session.checking and not view.session.report.set_aside)
    assert len(view.session.problems) == 2
