from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from core.model import CellRef, Report
from tests.ui.builders import press
from ui import messages
from ui.grid.view import GridView
from ui.window import MainWindow


@pytest.fixture
def grid(opened: MainWindow) -> GridView:
    assert opened.view is not None
    opened.view.show_entry("t2")
    return opened.view.grid


def report_of(window: MainWindow) -> Report:
    assert window.view is not None
    return window.view.session.report


def undo_all(window: MainWindow) -> None:
    assert window.view is not None
    while window.view.session.history.done:
        press(window, "undo")


def test_a_copied_block_can_be_pasted_and_undone_as_one(opened: MainWindow, grid: GridView) -> None:
    before = report_of(opened).copy()
    grid.choose_block(1, 2, 2, 3)
    press(opened, "copy")
    grid.choose(CellRef("t2", 0, 3))
    press(opened, "paste")
    texts = [[c.text for c in row[3:5]] for row in report_of(opened).table("t2").rows[:2]]
    assert texts == [["72.49", "62.89"], ["16.41", "16.41"]]
    assert grid.selected_block() == (0, 3, 1, 4)
    press(opened, "undo")
    assert report_of(opened) == before


def test_one_copied_text_fills_the_whole_selection(opened: MainWindow, grid: GridView) -> None:
    grid.choose(CellRef("t2", 0, 2))
    press(opened, "copy")
    grid.choose_block(1, 2, 2, 3)
    press(opened, "paste")
    assert {c.text for row in report_of(opened).table("t2").rows[1:] for c in row[2:4]} == {"88.90"}


def test_header_texts_go_along_where_they_are_asked_for(opened: MainWindow, grid: GridView) -> None:
    grid.choose_block(1, 3, 1, 5)
    press(opened, "copy_with_header")
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["基本支出", "", "项目支出"]
    assert lines[1].split("\t") == ["小计", "人员经费", ""]


@pytest.mark.parametrize(
    ("command", "area", "column", "texts"),
    [
        ("fill_down", (0, 2, 2, 2), 2, ["88.90", "88.90", "88.90"]),
        ("fill_down", (1, 2, 1, 2), 2, ["88.90", "88.90", "16.41"]),
        ("clear_cells", (0, 2, 1, 3), 2, ["", "", "16.41"]),
        ("cut", (0, 2, 0, 2), 2, ["", "72.49", "16.41"]),
        ("insert_row", (1, 0, 1, 0), 2, ["88.90", "", "72.49", "16.41"]),
        ("delete_rows", (0, 0, 1, 0), 2, ["16.41"]),
        ("move_row_down", (0, 2, 0, 2), 2, ["72.49", "88.90", "16.41"]),
        ("move_row_up", (2, 2, 2, 2), 2, ["88.90", "16.41", "72.49"]),
        ("merge_rows", (1, 0, 2, 0), 2, ["88.90", "72.4916.41"]),
        ("insert_column", (0, 2, 0, 2), 2, ["", "", ""]),
        ("delete_columns", (0, 2, 0, 2), 2, ["79.30", "62.89", "16.41"]),
        ("move_column_left", (0, 3, 0, 4), 2, ["79.30", "62.89", "16.41"]),
        ("move_column_right", (0, 2, 0, 3), 2, ["70.00", "60.00", "10.00"]),
        ("split_row", (1, 0, 1, 0), 1, ["合计", "一般公共服务支出", "", "社会保障和就业支出"]),
        ("split_column", (0, 1, 0, 1), 2, ["", "", ""]),
        ("shift_left", (0, 1, 0, 1), 0, ["合计", "201", "208"]),
        ("merge_columns", (0, 0, 0, 1), 0, ["合计", "201一般公共服务支出", "208社会保障和就业支出"]),
        ("join_cells", (1, 0, 1, 1), 0, ["", "201一般公共服务支出", "208"]),
        ("shift_right", (2, 4, 2, 4), 5, ["9.60", "2.60", "10.00"]),
        ("rows_to_header", (0, 0, 0, 0), 2, ["72.49", "16.41"]),
        ("header_to_rows", (0, 0, 0, 0), 2, ["", "88.90", "72.49", "16.41"]),
    ],
)
def test_commands_do_what_they_say_and_undo_to_the_identical_report(
    opened: MainWindow, grid: GridView, command: str, area: tuple[int, int, int, int], column: int, texts: list[str]
) -> None:
    before = report_of(opened).copy()
    grid.choose_block(*area)
    press(opened, command)
    assert [row[column].text for row in report_of(opened).table("t2").rows] == texts
    after = report_of(opened).copy()
    undo_all(opened)
    assert report_of(opened) == before
    press(opened, "redo")
    assert report_of(opened) == after


def test_a_fused_cell_is_split_where_the_user_says(
    opened: MainWindow, grid: GridView, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(messages, "ask_text", lambda _w, _p, text="": asked.append(text) or "10|.00")
    grid.choose(CellRef("t2", 2, 4))
    press(opened, "split_cell")
    assert [c.text for c in report_of(opened).table("t2").rows[2][4:]] == ["10", ".00"]
    assert asked == ["10.00|"]


def test_where_there_is_no_room_nothing_changes_and_it_is_said(
    opened: MainWindow, grid: GridView, quiet: dict[str, list[object]]
) -> None:
    before = report_of(opened).copy()
    grid.choose(CellRef("t2", 1, 2))
    press(opened, "shift_right")
    assert report_of(opened) == before
    assert quiet["told"]


def test_header_title_form_and_unit_are_steps(
    opened: MainWindow, grid: GridView, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = report_of(opened).copy()
    grid.choose(CellRef("t2", 0, 5))
    for command, answer in (("edit_header", "支出/项目"), ("edit_title", "表6 支出表")):
        monkeypatch.setattr(messages, "ask_text", lambda *_, answer=answer: answer)
        press(opened, command)
    for command, answer in (("edit_unit", "元"), ("edit_form", "其他表")):
        monkeypatch.setattr(messages, "ask_choice", lambda *_, answer=answer: answer)
        press(opened, command)
    table = report_of(opened).table("t2")
    assert (table.columns[5].path, table.number, table.title) == (("支出", "项目"), "表6", "支出表")
    assert (table.amount_unit, table.form) == ("元", None)
    undo_all(opened)
    assert report_of(opened) == before


def test_tables_are_cut_joined_and_removed(opened: MainWindow, grid: GridView) -> None:
    before = report_of(opened).copy()
    grid.choose(CellRef("t2", 2, 0))
    press(opened, "cut_table")
    assert [len(t.rows) for t in report_of(opened).tables] == [1, 2, 1]
    press(opened, "next_table")
    press(opened, "join_previous")
    assert [len(t.rows) for t in report_of(opened).tables] == [1, 3]
    press(opened, "remove_table")
    assert [t.id for t in report_of(opened).tables] == ["t1"]
    assert opened.view is not None
    assert opened.view.shown == "t1"
    undo_all(opened)
    assert report_of(opened) == before


def test_tables_that_were_joined_wrongly_are_cut_with_their_own_headers(opened: MainWindow, grid: GridView) -> None:
    before = report_of(opened).copy()
    press(opened, "join_previous")
    assert len(report_of(opened).tables) == 1
    press(opened, "cut_table")  # the first row of the second table is the current one
    upper, lower = report_of(opened).tables
    assert [table.columns for table in (upper, lower)] == [table.columns for table in before.tables]
    assert [table.rows for table in (upper, lower)] == [table.rows for table in before.tables]
    undo_all(opened)
    assert report_of(opened) == before


def test_restoring_what_was_printed(opened: MainWindow, grid: GridView) -> None:
    before = report_of(opened).copy()
    grid.choose_block(0, 2, 1, 3)
    press(opened, "clear_cells")
    press(opened, "restore_printed")
    assert report_of(opened) == before
