from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.model import Cell, CellRef, Column, Table
from ui.grid import columns
from ui.grid.model import GridModel
from ui.grid.view import GridView
from ui.session import Session

Key = Qt.Key


@pytest.fixture
def grid(qtbot: QtBot, session: Session) -> GridView:
    model = GridModel(session)
    view = GridView(model)
    qtbot.addWidget(view)
    model.setParent(view)
    model.show_table("t2")
    view.resize(500, 240)
    view.show()
    qtbot.waitExposed(view)
    view.choose(CellRef("t2", 1, 2))
    view.setFocus()
    return view


def at(view: GridView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def test_typing_replaces_and_enter_goes_down(qtbot: QtBot, grid: GridView, session: Session) -> None:
    qtbot.keyClick(grid, Key.Key_8)
    editor = grid.findChild(QLineEdit, "cellEditor")
    qtbot.keyClicks(editor, "8.5")
    qtbot.keyClick(editor, Key.Key_Return)
    assert session.report.cell(CellRef("t2", 1, 2)).text == "88.50"
    assert at(grid) == (2, 2)


def test_f2_keeps_what_is_there_and_tab_goes_right(qtbot: QtBot, grid: GridView, session: Session) -> None:
    qtbot.keyClick(grid, Key.Key_F2)
    editor = grid.findChild(QLineEdit, "cellEditor")
    assert not editor.hasSelectedText()
    qtbot.keyClicks(editor, "1")
    qtbot.keyClick(editor, Key.Key_Tab)
    assert session.report.cell(CellRef("t2", 1, 2)).text == "72.491"
    assert at(grid) == (1, 3)


def test_escape_leaves_the_cell_as_it_was(qtbot: QtBot, grid: GridView, session: Session) -> None:
    qtbot.keyClick(grid, Key.Key_5)
    qtbot.keyClick(grid.findChild(QLineEdit, "cellEditor"), Key.Key_Escape)
    assert not session.history.done


@pytest.mark.parametrize(
    ("key", "modifier", "place"),
    [
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier, (2, 2)),
        (Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, (0, 2)),
        (Key.Key_Tab, Qt.KeyboardModifier.NoModifier, (1, 3)),
        (Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, (1, 1)),
        (Key.Key_Home, Qt.KeyboardModifier.ControlModifier, (0, 0)),
        (Key.Key_End, Qt.KeyboardModifier.ControlModifier, (2, 5)),
        (Key.Key_Right, Qt.KeyboardModifier.ControlModifier, (1, 5)),
        (Key.Key_Down, Qt.KeyboardModifier.ControlModifier, (2, 2)),
    ],
)
def test_keys_move_as_in_wps(
    qtbot: QtBot, grid: GridView, key: Qt.Key, modifier: Qt.KeyboardModifier, place: tuple[int, int]
) -> None:
    qtbot.keyClick(grid, key, modifier)
    assert at(grid) == place


def test_tab_at_the_end_of_a_row_goes_on_in_the_next(qtbot: QtBot, grid: GridView) -> None:
    grid.choose(CellRef("t2", 1, 5))
    qtbot.keyClick(grid, Key.Key_Tab)
    assert at(grid) == (2, 0)


def test_code_and_name_stay_in_sight(qtbot: QtBot, grid: GridView) -> None:
    grid.resize(420, 240)
    grid.setColumnWidth(1, 100)
    grid.choose(CellRef("t2", 1, 5))
    assert grid.horizontalScrollBar().value() > 0
    code = grid.visualRect(grid.grid.index(1, 0))
    assert code.left() == 0
    assert grid.indexAt(QPoint(5, code.center().y())) == grid.grid.index(1, 0)
    grid.choose(CellRef("t2", 1, 2))
    assert grid.visualRect(grid.grid.index(1, 2)).left() >= grid.visualRect(grid.grid.index(1, 1)).right()


def test_a_name_gives_way_before_it_leaves_the_sight(qtbot: QtBot, grid: GridView) -> None:
    grid.setColumnWidth(1, 226)
    grid.resize(460, 240)
    assert 90 <= grid.columnWidth(1) < 226
    grid.choose(CellRef("t2", 1, 5))
    assert grid.visualRect(grid.grid.index(1, 1)).left() == grid.columnWidth(0)  # it did not move
    grid.resize(900, 240)
    assert grid.columnWidth(1) == 226


def test_selecting_many_keeps_the_first_as_the_current_one(grid: GridView) -> None:
    refs = [CellRef("t2", 1, 5), CellRef("t2", 1, 2)]
    grid.choose_many(refs)
    assert at(grid) == (1, 5)
    assert grid.selected() == sorted(refs)
    assert grid.selectionModel().isSelected(grid.grid.index(1, 2))
    grid.selectionModel().select(grid.grid.index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert grid.selected_block() == (0, 0, 0, 0)


def test_it_paints_with_and_without_rows(qtbot: QtBot, grid: GridView) -> None:
    assert not grid.grab().isNull()
    grid.grid.show_table("nothing")
    assert not grid.grab().isNull()


def test_a_figure_is_never_cut_short(grid: GridView, session: Session) -> None:
    column = 2
    grid.setColumnWidth(column, 30)
    assert set(grid._fonts.crosses(18)) == {"#"}
    assert grid._is_cut(grid.grid.index(1, column))
    session.set_text(CellRef("t2", 1, column), "1,234,567,890.12")
    assert not grid._is_cut(grid.grid.index(1, column))


def test_columns_fit_their_widest_figure(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    figure = "1,234,567,890,123,456,789,012.34567890123"
    rows = [[Cell.of("1.00")] for _ in range(3000)] + [[Cell.of(figure)] for _ in range(3000)]
    assert columns.widths(Table("t", [Column(("金额",))], rows), metrics)[0] > metrics.horizontalAdvance(figure)


def test_names_stay_in_sight_where_they_name_all_that_is_right_of_them() -> None:
    def leading(*paths: tuple[str, ...]) -> int:
        return columns.leading_columns(Table("t", list(map(Column, paths)), [[Cell.of("x")] * len(paths)]))

    assert leading(("科目编码",), ("科目名称",), ("合计",), ("基本支出", "小计")) == 2
    assert leading(("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数")) == 0
    assert (
        leading(("人员经费", "科目编码"), ("人员经费", "科目名称"), ("人员经费", "决算数"), ("公用经费", "科目名称"))
        == 0
    )


@pytest.mark.parametrize(("rows", "all_seen"), [((40, 43), True), ((43, 40), True), ((40, 60), False)])
def test_cells_chosen_together_are_in_sight_together_where_there_is_room(
    session: Session, grid: GridView, rows: tuple[int, int], all_seen: bool
) -> None:
    session.report.tables.append(Table("long", [Column()], [[Cell.of(str(n))] for n in range(80)]))
    grid.grid.show_table("long")
    grid.choose_many([CellRef("long", row, 0) for row in rows])
    area = grid.viewport().rect()
    seen = [area.contains(grid.visualRect(grid.grid.index(row, 0))) for row in rows]
    assert seen == [True, all_seen]
    assert at(grid) == (rows[0], 0)
