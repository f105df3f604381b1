from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from core.collecting import uncollected
from core.errors import DiskFull, FileDamaged, LibraryLocked, PasswordNeeded
from core.model import CellRef, SourceKind, UnreadPage
from core.progress import Progress, checkpoint
from tests.ui.builders import make_report, press, read_at_once
from ui import commands, messages, opening, shelf, theme
from ui.messages import Answer
from ui.session import Opened
from ui.tables.model import NARRATIVE
from ui.window import MainWindow

WRONG = CellRef("t2", 1, 5)


def test_an_empty_window_offers_the_start_page(window: MainWindow) -> None:
    assert window.start_page.isVisible()
    assert not window.actions_by_id["save"].isEnabled()
    assert window.actions_by_id["open_files"].isEnabled()


def test_every_command_has_a_method_and_no_key_is_given_twice(window: MainWindow) -> None:
    keys = [a.shortcut().toString() for a in window.actions_by_id.values() if not a.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))
    doers = commands.doers(window)
    deeds = [name for name, action in window.actions_by_id.items() if action.menu() is None]
    assert all(sum(hasattr(doer, name) for doer in doers) == 1 for name in deeds)


def test_an_opened_report_shows_its_first_table(opened: MainWindow) -> None:
    assert opened.view is not None
    assert opened.view.shown == "t1"
    assert opened.windowTitle() == "某区总工会 2024 年预算 — 勾稽"
    assert opened.tabs.tabText(0) == "某区总工会 2024 年预算"


def test_f8_goes_to_the_problem_and_alt_enter_takes_the_suggestion(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    press(opened, "next_problem")
    assert view.shown == "t2"
    assert view.grid.current_ref() == WRONG
    assert view.bar.editor.text() == "2.60"
    press(opened, "accept_suggestion")
    assert view.session.report.cell(WRONG).text == "9.60"
    assert not view.session.findings
    assert view.bar.editor.text() == "9.60"
    press(opened, "undo")
    assert view.session.report.cell(WRONG).text == "2.60"
    assert view.findings.model.rowCount() == 1


def test_f8_after_a_settled_problem_goes_to_the_one_that_moved_up(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.session.set_text(CellRef("t2", 2, 5), "1.00")
    press(opened, "next_problem")
    press(opened, "accept_suggestion")
    press(opened, "next_problem")
    assert view.grid.current_ref() == CellRef("t2", 2, 5)


def test_the_list_the_grid_and_the_page_go_together(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.tables.list.setCurrentIndex(view.tables.model.index(1))
    assert view.grid.grid.table.id == "t2"
    view.page.cell_clicked.emit(CellRef("t1", 0, 3))
    assert view.shown == "t1"
    assert view.grid.current_ref() == CellRef("t1", 0, 3)
    assert view.tables.list.currentIndex().row() == 0
    press(opened, "next_table")
    press(opened, "next_table")
    assert view.shown == NARRATIVE
    assert view.narrative.toPlainText().startswith("本部门2024年")


def test_the_line_over_the_grid_edits_the_cell(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([WRONG])
    view.bar.editor.selectAll()
    qtbot.keyClicks(view.bar.editor, "9.6")
    qtbot.keyClick(view.bar.editor, Qt.Key.Key_Return)
    assert view.session.report.cell(WRONG).text == "9.60"


def test_a_click_elsewhere_enters_what_was_typed_over_the_grid_and_esc_does_not(
    qtbot: QtBot, opened: MainWindow
) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([WRONG])
    for typed, leave, text in (("9.5", None, "2.60"), ("9.6", view.tables.list, "9.60")):
        view.bar.editor.setFocus()
        qtbot.waitUntil(view.bar.editor.hasFocus)
        view.bar.editor.selectAll()
        qtbot.keyClicks(view.bar.editor, typed)
        if leave is None:
            qtbot.keyClick(view.bar.editor, Qt.Key.Key_Escape)
        else:
            leave.setFocus()
            assert leave.hasFocus()
        assert view.session.report.cell(WRONG).text == text


def test_a_checked_table_is_a_step_and_the_next_one_comes(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    press(opened, "toggle_checked")
    assert view.session.report.table("t1").checked
    assert view.shown == "t2"
    press(opened, "undo")
    assert not view.session.report.table("t1").checked


def test_the_status_bar_sums_the_selection(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([CellRef("t2", 1, 2), CellRef("t2", 1, 3)])
    assert "求和 135.38" in opened.status.selection.text()
    assert "平均 67.69" in opened.status.selection.text()


def test_what_is_saved_comes_back_with_its_history(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.session.set_text(WRONG, "9.60")
    report = view.session.report.copy()
    press(opened, "save")
    qtbot.waitUntil(lambda: not view.session.unsaved)
    report_id = view.session.report_id
    assert report_id is not None
    press(opened, "close_tab")
    assert opened.view is None
    opened.desk.open_report(report_id)
    qtbot.waitUntil(lambda: opened.view is not None)
    again = opened.view
    assert again is not None
    assert again.session.report == report
    assert not again.session.unsaved
    press(opened, "undo")
    assert again.session.report.cell(WRONG).text == "2.60"


def test_after_a_crash_the_draft_is_taken_up_again(
    qtbot: QtBot, opened: MainWindow, make_window: Callable[[], MainWindow]
) -> None:
    kept: list[object] = []
    opened.desk.draft_kept.connect(kept.append)
    assert opened.view is not None
    opened.view.session.set_text(WRONG, "9.60")
    qtbot.waitUntil(lambda: bool(kept), timeout=3000)
    opened.view.session.set_text(CellRef("t1", 0, 1), "1.00")
    qtbot.waitUntil(lambda: len(kept) == 2, timeout=3000)
    opened.desk.shelf.close()
    opened.tasks.stop(keep=("library",))
    after = make_window()
    after.after_start([])
    qtbot.waitUntil(lambda: after.view is not None, timeout=3000)
    assert after.view is not None
    assert after.view.session.report.cell(WRONG).text == "9.60"
    assert after.view.session.report.cell(CellRef("t1", 0, 1)).text == "1.00"
    assert after.view.session.unsaved


def test_a_file_that_cannot_be_opened_is_told_in_a_sentence(
    qtbot: QtBot, window: MainWindow, quiet: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path, password: str | None = None, *, progress: Progress) -> Opened:
        raise FileDamaged(name=path.name)

    monkeypatch.setattr(opening, "open_file", damaged)
    window.open_paths([Path("/reports/坏.pdf")])
    qtbot.waitUntil(lambda: bool(quiet["failures"]))
    assert "坏.pdf" in str(quiet["failures"][0])
    assert window.view is None
    assert window.start_page.isVisible()


def test_a_password_is_asked_for_and_used(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(path: Path, password: str | None = None, *, progress: Progress) -> Opened:
        if password != "1234":
            raise PasswordNeeded(name=path.name)
        return read_at_once(path, progress=progress)

    monkeypatch.setattr(opening, "open_file", locked)
    monkeypatch.setattr(messages, "ask_password", lambda *_: "1234")
    window.open_paths([Path("/reports/加密.pdf")])
    qtbot.waitUntil(lambda: window.view is not None and not window.view.session.reading)


def test_tables_show_while_the_rest_is_read_and_the_reading_can_be_stopped(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()

    def slow(path: Path, password: str | None = None, *, progress: Progress) -> Opened:
        progress.step(1, 9)
        progress.table(make_report().table("t2"))
        try:
            while True:
                checkpoint(progress)
        finally:
            stopped.set()

    monkeypatch.setattr(opening, "open_file", slow)
    window.open_paths([Path("/reports/长.pdf")])
    qtbot.waitUntil(lambda: window.view is not None and window.view.shown == "t2")
    assert window.view is not None
    window.view.cancel_wanted.emit()
    qtbot.waitUntil(stopped.is_set)
    assert window.view is None


def test_dropped_files_open_in_tabs(qtbot: QtBot, window: MainWindow) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/reports/甲.pdf"), QUrl.fromLocalFile("/reports/乙.pdf")])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.tabs.count() == 2)
    assert len(window.settings.recent) <= 2


def test_find_and_replace_over_the_report_is_one_step(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    before = view.session.report.copy()
    press(opened, "find")
    view.find_bar.scope.setCurrentIndex(1)
    view.find_bar.wanted.setText("支出")
    view.find_bar.step(1)
    assert view.grid.current_ref() == CellRef("t1", 0, 2)
    view.find_bar.replacement.setText("支 出")
    view.find_bar.replace_all()
    assert view.session.report.cell(CellRef("t2", 2, 1)).text == "社会保障和就业支 出"
    press(opened, "undo")
    assert view.session.report == before


def test_the_narrative_is_edited_as_a_step(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_entry(NARRATIVE)
    qtbot.keyClicks(view.narrative, "A")
    qtbot.keyClick(view.narrative, Qt.Key.Key_Return)
    view.narrative.commit()
    assert view.session.report.narrative[0].text == "A本部门2024年收入预算302.49万元。"
    press(opened, "undo")
    assert view.narrative.toPlainText().startswith("本部门")


def test_an_amount_of_the_narrative_leads_to_its_cell(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_entry(NARRATIVE)
    assert any(mark.format.underlineColor() == theme.LIGHT.color("agrees") for mark in view.narrative.extraSelections())
    cursor = view.narrative.textCursor()
    cursor.setPosition(13)
    assert view.narrative.cells_at(cursor) == [CellRef("t1", 0, 1)]


@pytest.mark.parametrize("how", ["Enter", "Ctrl and a click", "double click"])
def test_an_amount_of_the_narrative_is_followed_by_key_and_mouse(qtbot: QtBot, opened: MainWindow, how: str) -> None:
    view = opened.view
    assert view is not None
    view.show_entry("t2")
    view.show_entry(NARRATIVE)
    text = view.narrative
    cursor = text.textCursor()
    cursor.setPosition(14)
    text.setTextCursor(cursor)
    place, left = text.cursorRect(cursor).center(), Qt.MouseButton.LeftButton
    if how == "Enter":
        qtbot.keyClick(text, Qt.Key.Key_Return)
    elif how == "double click":
        qtbot.mouseDClick(text.viewport(), left, pos=place)
    else:
        qtbot.mouseClick(text.viewport(), left, Qt.KeyboardModifier.ControlModifier, place)
    assert (view.shown, view.grid.current_ref()) == ("t1", CellRef("t1", 0, 1))


def test_dark_and_light_change_over(opened: MainWindow) -> None:
    press(opened, "dark")
    assert opened.settings.theme == "dark"
    press(opened, "dark")
    assert opened.settings.theme == "light"


def test_saving_takes_over_what_is_still_being_typed(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([WRONG])
    qtbot.keyClick(view.grid, Qt.Key.Key_9)
    press(opened, "save")
    assert view.session.report.cell(WRONG).text == "9.00"
    qtbot.waitUntil(lambda: view.session.report_id is not None and not view.session.unsaved)


def test_delete_in_the_list_of_problems_empties_no_cell(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    opened.activateWindow()
    view.show_cells([WRONG])
    view.findings.tree.setFocus()
    qtbot.keyClick(view.findings.tree, Qt.Key.Key_Delete)
    assert not view.session.history.done


def test_the_problem_of_the_current_cell_becomes_the_current_one(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([CellRef("t2", 1, 2)])
    assert view.findings.current is view.session.findings[0]


def test_pages_that_could_not_be_read_are_named(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def partly(path: Path, password: str | None = None, *, progress: Progress) -> Opened:
        opened = read_at_once(path, progress=progress)
        opened.report.unread = (UnreadPage(3, "没有文字"), UnreadPage(4, "没有文字"))
        return opened

    monkeypatch.setattr(opening, "open_file", partly)
    window.open_paths([Path("/reports/扫描.pdf")])
    qtbot.waitUntil(lambda: window.view is not None and not window.view.session.reading)
    assert window.view is not None
    assert window.view.notice.text() == "第 3–4 页没有读出来：没有文字。这些页上的表格没有列出。"


def test_a_library_that_another_window_uses_is_offered_to_read(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "confirm", lambda *_: True)
    window.desk.trouble.emit(LibraryLocked(name="资料库"))
    assert window.desk.shelf.read_only


def test_closing_asks_only_where_something_would_be_lost(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(messages, "ask_to_save", lambda _w, title: asked.append(title) or Answer.CANCEL)
    assert opened.view is not None
    opened.view.session.set_text(WRONG, "9.60")
    press(opened, "close_tab")
    assert asked and opened.view is not None
    opened.view.session.undo()
    press(opened, "close_tab")
    assert len(asked) == 1 and opened.view is None


def test_closing_waits_until_it_is_saved(qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ask_to_save", lambda *_: Answer.SAVE)
    assert opened.view is not None
    opened.view.session.set_text(WRONG, "9.60")
    opened.view.session.set_text(CellRef("t1", 0, 1), "1.00")
    opened.close()
    assert opened.isVisible()
    qtbot.waitUntil(lambda: not opened.isVisible())


def test_what_could_not_be_saved_stays_open(
    qtbot: QtBot, opened: MainWindow, quiet: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> int:
        raise DiskFull(name="资料库")

    monkeypatch.setattr(messages, "ask_to_save", lambda *_: Answer.SAVE)
    monkeypatch.setattr(shelf, "_save", full)
    assert opened.view is not None
    opened.view.session.set_text(WRONG, "9.60")
    press(opened, "close_tab")
    qtbot.waitUntil(lambda: bool(quiet["failures"]))
    assert opened.view is not None
    assert opened.view.session.unsaved
    kept: list[object] = []
    opened.desk.draft_kept.connect(kept.append)
    qtbot.waitUntil(lambda: bool(kept), timeout=3000)
    monkeypatch.setattr(messages, "ask_to_save", lambda *_: Answer.DISCARD)


def test_saving_while_the_draft_is_begun_stores_one_report(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.session.set_text(WRONG, "9.60")
    opened.desk.flush_drafts()
    press(opened, "save")
    qtbot.waitUntil(lambda: not view.session.unsaved)
    found: list[list[object]] = []
    opened.desk.ask_reports(found.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(found))
    assert len(found[0]) == 1


def test_escape_leads_back_to_the_grid_from_every_pane(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([WRONG])
    for pane in (view.tables.list, view.page.canvas, view.findings.tree, view.findings.detail.text, view.bar.editor):
        pane.setFocus()
        qtbot.keyClick(pane, Qt.Key.Key_Escape)
        assert view.grid.hasFocus(), pane
    qtbot.keyClicks(view.bar.editor, "7")
    qtbot.keyClick(view.bar.editor, Qt.Key.Key_Escape)
    assert not view.bar.editor.isModified()
    assert view.session.report.cell(WRONG).text == "2.60"


def test_a_closed_report_goes_without_a_search_for_garbage(qtbot: QtBot, opened: MainWindow) -> None:
    assert gc.get_freeze_count(), "nobody looks through an open one either"
    session = opened.views()[0].session
    gone = ref(session.history), ref(session.checker)
    del session
    with uncollected():
        opened.close_tab(0)
        qtbot.waitUntil(lambda: [it() for it in gone] == [None, None])


@pytest.mark.parametrize(("kind", "shown"), [("pdf", True), ("text", False), ("excel", False)])
def test_a_file_without_pages_leaves_their_room_to_the_grid(
    kind: SourceKind, shown: bool, qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path, password: str | None = None, *, progress: Progress) -> Opened:
        made = read_at_once(path, password, progress=progress)
        made.report.source = replace(made.report.source, kind=kind)
        return made

    monkeypatch.setattr(opening, "open_file", read)
    window.open_paths([Path("/reports/某区.pdf")])
    qtbot.waitUntil(lambda: window.view is not None and not window.view.session.reading)
    assert window.view is not None
    assert window.view.page.isVisible() is shown
