"""After each repair: what was done is told, its table and its problem come into sight, the next is at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.model import Box, Cell, CellRef, Column, ParagraphEdit, Table, UnreadPage
from tests.ui.builders import press
from ui import messages
from ui.report_view import ReportView
from ui.session import Session
from ui.tables.model import NARRATIVE
from ui.tables.panel import TablesPanel
from ui.window import MainWindow

WRONG = CellRef("t2", 1, 5)
SOUND = CellRef("t2", 0, 2)


@pytest.fixture
def view(opened: MainWindow) -> ReportView:
    assert opened.view is not None
    return opened.view


@pytest.fixture
def said(view: ReportView) -> list[str]:
    words: list[str] = []
    view.said.connect(words.append)
    return words


def test_an_accepted_suggestion_is_told_with_what_is_left(
    opened: MainWindow, view: ReportView, said: list[str]
) -> None:
    view.session.set_text(SOUND, "1.00")
    view.findings.choose_quietly(next(f.key for f in view.session.problems if WRONG in f.cells))
    press(opened, "accept_suggestion")
    assert said == ["已采纳 9.60。还有 1 处问题，按 F8 到下一处。"]


def test_what_is_filed_or_set_aside_is_told(
    opened: MainWindow, view: ReportView, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "ask_text", lambda *_: "财政局如此")
    for command in ("file_as_printed", "undo", "set_aside"):
        view.findings.tree.setCurrentIndex(view.findings.model.index(0, 0))
        press(opened, command)
    assert said == ["已归为原件如此。没有别的问题了。", "已撤销：归为原件如此", "已搁置。没有别的问题了。"]


def test_a_problem_that_an_edit_made_is_at_hand_and_f8_goes_to_it(opened: MainWindow, view: ReportView) -> None:
    press(opened, "next_problem")
    old = view.findings.current
    assert old is not None and WRONG in old.cells
    view.show_cells([SOUND])
    view.session.set_text(SOUND, "1.00")
    new = view.findings.current
    assert new is not None and SOUND in new.cells
    assert view.grid.current_ref() == SOUND
    press(opened, "next_problem")
    assert view.findings.current == new


def test_the_arrow_keys_of_the_list_take_the_grid_along_but_not_the_keyboard(
    qtbot: QtBot, opened: MainWindow, view: ReportView
) -> None:
    view.session.set_text(SOUND, "1.00")
    view.findings.choose(view.findings.model.index(0, 0))
    first = view.grid.current_ref()
    view.show_entry("t1")
    view.findings.tree.setFocus()
    qtbot.keyClick(view.findings.tree, Qt.Key.Key_Down)
    assert view.shown == "t2"
    assert view.findings.tree.hasFocus()
    assert view.findings.current == view.findings.model.finding(view.findings.model.index(1, 0))
    assert view.grid.current_ref() not in (None, first)
    qtbot.keyClick(view.findings.tree, Qt.Key.Key_Up)
    assert (view.grid.current_ref(), view.findings.tree.hasFocus()) == (first, True)


def test_a_problem_that_only_moved_is_not_taken_for_new(opened: MainWindow, view: ReportView) -> None:
    view.show_cells([SOUND])
    assert view.findings.current is None
    press(opened, "insert_row")
    assert [finding.cells[0].row for finding in view.session.problems] == [2]
    assert view.findings.current is None


@pytest.mark.parametrize("command", ["delete_rows", "move_row_up", "cut_table", "join_previous", "remove_table"])
def test_what_is_undone_comes_into_sight_and_is_told(
    opened: MainWindow, view: ReportView, said: list[str], command: str
) -> None:
    view.show_cells([CellRef("t2", 2, 2)])
    press(opened, command)
    view.show_entry("t1")
    press(opened, "undo")
    assert view.shown == "t2"
    assert said == [f"已撤销：{view.session.history.undone[-1].name}"]
    current = view.grid.current_ref()
    assert current is not None and current.table == "t2" and view.session.has(current)
    if command in ("delete_rows", "cut_table"):
        assert (current.row, current.column) == (2, 2)


def test_where_a_table_was_taken_out_the_next_one_shows(opened: MainWindow, view: ReportView) -> None:
    view.session.report.tables += [Table(f"x{n}", [Column()], [[Cell.of("1")]]) for n in range(3)]
    view.session.replaced.emit()
    view.show_entry("x0")
    press(opened, "remove_table")
    assert view.shown == "x1" == view.tables.model.entries[view.tables.list.currentIndex().row()].key
    view.show_entry("x2")
    press(opened, "remove_table")
    assert view.shown == "x1"
    press(opened, "join_previous")
    assert view.shown == "t2"


def test_an_undone_change_of_the_narrative_comes_into_sight(view: ReportView) -> None:
    told = view.session.report.narrative[1]
    with view.session.step("修改情况说明"):
        view.session.history.apply(ParagraphEdit(1, told, replace(told, text="有政府采购。")))
    view.show_entry("t1")
    view.session.undo()
    assert view.shown == NARRATIVE


def test_a_paragraph_is_framed_where_it_is_printed(view: ReportView, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[int, Box | None]] = []
    lines = ((3, Box(50, 300, 500, 312)), (3, Box(50, 316, 200, 328)), (4, Box(50, 50, 90, 62)))
    view.session.report.narrative[1] = replace(view.session.report.narrative[1], boxes=lines)
    monkeypatch.setattr(type(view.page.store), "__len__", lambda _store: 4)
    monkeypatch.setattr(view.page.canvas, "show_page", lambda page, _cells, box, **_: shown.append((page, box)))
    view._show_paragraph(1)
    assert shown[-1] == (3, Box(50, 300, 500, 328))
    view.page.turn_to(4)
    assert shown[-1] == (4, None)


def test_the_chosen_table_is_in_sight_in_the_list(qtbot: QtBot, view: ReportView) -> None:
    report = view.session.report
    report.tables += [Table(f"x{n}", [], [], title=f"附表{n}") for n in range(40)]
    view.session.replaced.emit()
    view.show_entry("x39")
    rows = view.tables.list
    assert rows.viewport().rect().contains(rows.visualRect(rows.currentIndex()))


def test_the_list_says_so_when_a_report_without_tables_is_read(session: Session, qtbot: QtBot) -> None:
    session.report.tables.clear()
    session.reading = True
    panel = TablesPanel(session)
    qtbot.addWidget(panel)
    assert "正在读取" in panel._summary.text()
    session.reading = False
    session.standing_changed.emit()
    assert "正在读取" not in panel._summary.text()


def test_the_menu_of_the_right_button_is_about_a_table(view: ReportView) -> None:
    asked: list[object] = []
    view.tables.menu_wanted.disconnect()
    view.tables.menu_wanted.connect(asked.append)
    view.show_entry("t2")
    place = view.tables.list.visualRect(view.tables.list.currentIndex()).center()
    view.tables.list.customContextMenuRequested.emit(place)
    assert len(asked) == 1
    view.tables.list.customContextMenuRequested.emit(QPoint(5, 5000))
    view.show_entry(NARRATIVE)
    view.tables.list.customContextMenuRequested.emit(place)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("command", "ref", "words"),
    [
        ("join_previous", CellRef("t1", 0, 0), "这是第一张表，上面没有表可以合并。"),
        ("cut_table", CellRef("t2", 0, 0), "先选中第二张表开始的那一行。"),
        ("merge_rows", CellRef("t2", 1, 0), "先选中要合并的几行。"),
        ("merge_columns", CellRef("t2", 1, 0), "先选中要合并的几列。"),
        ("rows_to_header", CellRef("t2", 2, 0), "表头下面至少要留一行。"),
    ],
)
def test_where_a_table_cannot_be_mended_so_it_is_said_why(
    opened: MainWindow, view: ReportView, said: list[str], command: str, ref: CellRef, words: str
) -> None:
    view.show_cells([ref])
    press(opened, command)
    assert (said, view.session.history.done) == ([words], [])


def test_pages_that_follow_one_another_are_told_as_one_stretch(view: ReportView) -> None:
    view.session.report.unread = tuple(UnreadPage(page, "没有文字") for page in (1, 2, 3, 5, 7, 8))
    view.notice.refresh(reviewing=False)
    assert "第 1–3、5、7–8 页" in view.notice.text()


def test_the_review_says_what_enter_will_do(opened: MainWindow, view: ReportView) -> None:
    table = view.session.report.table("t2")
    for column in (2, 3):
        table.rows[0][column] = replace(table.rows[0][column], confidence=0.4)
    view.session.replaced.emit()
    press(opened, "review_unsure")
    button = view.review._settle
    assert button.text() == "无误，下一格"
    view.review.entry.insert("1")
    assert button.text() == "改好，下一格"
    view.review.settle()
    assert button.text() == "无误，下一格"


def test_long_texts_do_not_fill_the_detail_of_a_problem(view: ReportView) -> None:
    session = view.session
    session.report.table("t2").rows[1][1] = Cell.of("维护职工合法权益" * 30)
    finding = replace(session.problems[0], suspects=(), equations=(), cells=(CellRef("t2", 1, 1), CellRef("t2", 1, 5)))
    words = view.findings.detail._html(finding)
    assert len(words) < 1200
    assert "…" in words and "2.60" in words


def test_a_table_without_rows_can_be_given_one(opened: MainWindow, view: ReportView) -> None:
    view.session.report.table("t1").rows.clear()
    view.session.replaced.emit()
    view.show_entry("t2")
    view.show_entry("t1")
    press(opened, "insert_row")
    assert len(view.session.report.table("t1").rows) == 1
