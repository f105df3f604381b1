"""What a picky user looks for: where the keyboard is, what Enter presses, which words say why nothing happened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.model import CellRef
from tests.ui.builders import press
from ui import messages, theme
from ui.buttons import flat_button, link_button, push_button
from ui.elided import ElidedLabel
from ui.findings.model import FindingsModel
from ui.session import Session
from ui.tables.model import NARRATIVE, TablesModel
from ui.window import MainWindow


@pytest.mark.parametrize("kind", ["plain", "primary", "flat", "link"])
def test_every_button_shows_that_it_has_the_keyboard(qtbot: QtBot, kind: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.as_sheet(window)
    button = QPushButton("采纳", window)
    button.setProperty(kind, True)
    other = QPushButton("原件如此", window)
    other.move(0, 60)
    window.resize(200, 100)
    window.show()
    window.activateWindow()
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    assert button.grab().toImage() != without


@pytest.mark.parametrize("make", [push_button, link_button, lambda t, a, p: flat_button(t, t, a, p)])
def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, make) -> None:
    window, done = QWidget(), []
    qtbot.addWidget(window)
    button = make("采纳", lambda: done.append(1), window)
    window.show()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert done == [1]


def test_a_question_has_room_for_the_title_of_a_table(qtbot: QtBot) -> None:
    widths: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        widths.append(dialog.width())
        dialog.reject()

    QTimer.singleShot(0, look)
    assert messages.ask_text(None, "表号和标题：", "表5 一般公共预算支出表（按功能分类科目）") is None
    assert widths[0] >= 400


def test_what_cannot_be_done_says_why(opened: MainWindow) -> None:
    view, said = opened.view, []
    assert view is not None
    view.said.connect(said.append)
    view.findings.tree.setCurrentIndex(view.findings.model.index(-1, 0))
    press(opened, "set_aside")
    press(opened, "next_problem")
    press(opened, "accept_suggestion")
    press(opened, "next_problem")
    assert said == ["先按 F8 选中一处问题。", "已采纳 9.60。没有别的问题了。", "没有列出的问题。"]


def test_a_suggestion_is_written_as_its_column_is(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    row = view.session.report.table("t2").rows[0]
    row[5] = replace(row[5], printed="1,009.60")
    suspect = view.session.findings[0].suspects[0]
    object.__setattr__(suspect, "suggestion", "1009.60")
    press(opened, "next_problem")
    press(opened, "accept_suggestion")
    assert view.session.report.cell(suspect.cell).text == "1,009.60"


def test_the_list_of_problems_does_not_repeat_the_place(session: Session) -> None:
    model = FindingsModel(session)
    told = session.findings[0]
    assert model.index(0, 1).data() == told.message
    session.findings[:] = [replace(told, reasons=("62.89 + 2.60 ≠ 72.49", "可能两位数字颠倒"))]
    model.refresh()
    assert model.index(0, 1).data() == "62.89 + 2.60 ≠ 72.49；可能两位数字颠倒"


def test_while_a_report_is_read_nobody_says_that_it_has_no_problems(session: Session) -> None:
    tables = TablesModel(session)
    assert tables.summary() == "2 张表 · 已核对 0 · 问题 1"
    session.reading = True
    assert tables.summary() == "2 张表 · 正在读取"


def test_the_sum_of_the_selection_goes_with_the_grid(opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    view.show_cells([CellRef("t2", 0, 2), CellRef("t2", 1, 2)])
    assert "求和" in opened.status.selection.text()
    view.show_entry(NARRATIVE)
    assert opened.status.selection.text() == ""


def test_two_reports_of_the_same_unit_and_year_are_told_apart(qtbot: QtBot, opened: MainWindow) -> None:
    assert opened.tabs.tabText(0) == "某区总工会 2024 年预算"
    opened.open_paths([Path("/reports/某区 修订稿.pdf")])
    qtbot.waitUntil(lambda: opened.tabs.count() == 2 and not opened.views()[1].session.reading)
    opened._update()
    assert [opened.tabs.tabText(at) for at in (0, 1)] == [
        "某区总工会 2024 年预算 · 某区",
        "某区总工会 2024 年预算 · 某区 修订稿",
    ]


def test_on_a_small_screen_at_200_percent_the_grid_keeps_its_room(qtbot: QtBot, opened: MainWindow) -> None:
    opened.resize(910, 500)
    assert opened.size().toTuple() == (910, 500)
    opened.show()
    view = opened.view
    assert view is not None
    qtbot.waitUntil(lambda: view.findings.height() > 0)
    assert 150 <= view.findings.height() <= 0.42 * view.height()
    assert view.grid.viewport().height() > 2 * theme.ROW_HEIGHT


def test_a_dialog_is_never_larger_than_the_screen(qtbot: QtBot) -> None:
    dialog = QWidget()
    qtbot.addWidget(dialog)
    room = dialog.screen().availableSize()
    theme.resize_on_screen(dialog, 5000, 5000)
    assert (dialog.width(), dialog.height()) == (room.width() - 40, room.height() - 60)


def test_a_long_line_ends_in_dots_and_tells_the_whole(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("表5 · 2080505 机关事业单位基本养老保险缴费支出 · 基本支出·人员经费")
    label.resize(200, 20)
    cut = label.grab().toImage()
    label.setText("表5 · 2080505 机关事业单位基本养老保险缴费支出 · 基本支出·公用经费")
    assert label.grab().toImage() != cut  # the end is in sight
    assert label.toolTip() == label.text()


def test_enter_leads_from_the_lists_into_the_grid(qtbot: QtBot, opened: MainWindow) -> None:
    view = opened.view
    assert view is not None
    for pane, cell in ((view.tables.list, CellRef("t1", 0, 0)), (view.findings.tree, CellRef("t2", 1, 5))):
        pane.setFocus()
        pane.setCurrentIndex(pane.model().index(0, 0))
        qtbot.keyClick(pane, Qt.Key.Key_Return)
        assert view.grid.hasFocus()
        assert view.grid.current_ref() == cell
