"""A repair of more than one cell is taken like any suggestion: one button, one step, one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.checks import Checker
from core.checks.repairs import RowTaken
from core.model import CellRef, Report
from tests.core.checks.sound import ITEMS, sound_budget
from tests.ui.builders import press
from ui import opening
from ui.report_view import ReportView
from ui.session import Opened
from ui.window import MainWindow

SOUND = sound_budget({code: (10_003 + 7 * n, 2_001 + n, 331 + 11 * n) for n, code in enumerate(ITEMS)})


def _lacking() -> Report:
    report = SOUND.copy()
    del report.table("t3").rows[4]
    return report


def _doubled() -> Report:
    report = SOUND.copy()
    report.table("t3").rows.insert(4, list(report.table("t3").rows[3]))
    return report


def _exchanged() -> Report:
    report = SOUND.copy()
    rows = report.table("t3").rows
    for column in range(2, len(rows[8])):
        rows[8][column], rows[9][column] = rows[9][column], rows[8][column]
    return report


def _in_another_unit() -> Report:
    report = SOUND.copy()
    report.tables[2] = replace(report.tables[2], amount_unit="元")
    return report


WRONG = {
    "补上 2012902 一般行政管理事务 一行": _lacking,
    "删去多出的 2012901 行政运行 一行": _doubled,
    "互换这两行的数字": _exchanged,
    "单位改为万元": _in_another_unit,
}


@pytest.fixture
def open_report(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Callable[[Report], ReportView]:
    """Opens a report with the program's own checker."""

    def show(report: Report) -> ReportView:
        monkeypatch.setattr(opening, "checker_of", lambda report: Checker(report.copy()))
        monkeypatch.setattr(
            opening, "open_file", lambda path, *_, **__: Opened(report, Checker(report.copy()), b"", path)
        )
        window.open_paths([Path("/reports/某县.pdf")])
        qtbot.waitUntil(lambda: window.view is not None and not window.view.session.reading)
        assert window.view is not None
        return window.view

    return show


def _cells_of(view: ReportView, row: int) -> list[CellRef]:
    """The filled cells of a row of t3."""
    return [CellRef("t3", row, at) for at, cell in enumerate(view.session.report.table("t3").rows[row]) if cell.text]


def _texts(report: Report) -> list[list[str]]:
    return [[cell.text for cell in row] for row in report.table("t3").rows]


@pytest.mark.parametrize("label", WRONG)
def test_one_button_mends_the_table_and_one_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, open_report: Callable[[Report], ReportView], label: str
) -> None:
    wrong = WRONG[label]()
    view = open_report(wrong.copy())
    session, said = view.session, list[str]()
    view.said.connect(said.append)
    (finding,) = session.problems
    press(window, "next_problem")
    assert view.findings.current == finding
    assert view.shown == "t3"
    assert view.findings.detail._accept.text() == label
    press(window, "accept_suggestion")
    qtbot.waitUntil(lambda: not session.checking)
    assert _texts(session.report) == _texts(SOUND)
    assert (session.table("t3") or wrong.table("t3")).amount_unit in (None, "万元")
    assert list(session.problems) == []
    assert said[-1].startswith(f"已采纳：{label}。")
    press(window, "undo")
    qtbot.waitUntil(lambda: not session.checking)
    assert _texts(session.report) == _texts(wrong)
    assert session.report.table("t3").amount_unit == wrong.table("t3").amount_unit


def test_a_slip_typed_meanwhile_is_not_what_is_mended(
    qtbot: QtBot, window: MainWindow, open_report: Callable[[Report], ReportView]
) -> None:
    view = open_report(_lacking())
    press(window, "next_problem")
    button = view.findings.detail._accept
    assert view.findings.current is not None and view.findings.current.rule == "lost_row"
    view.show_cells([CellRef("t1", 0, 1)])
    view.findings.choose_quietly(view.session.problems[0].key)
    view.bar.editor.setFocus()
    view.bar.editor.selectAll()
    qtbot.keyClicks(view.bar.editor, "8.88")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.session.checking)
    assert _texts(view.session.report) == _texts(SOUND)
    assert view.session.report.cell(CellRef("t1", 0, 1)).text == "8.88"
    assert [step.name for step in view.session.history.done][1:] == ["补上 2012902 一般行政管理事务 一行"]


def test_exchanged_rows_are_both_in_sight_without_their_blanks(
    window: MainWindow, open_report: Callable[[Report], ReportView]
) -> None:
    view = open_report(_exchanged())
    press(window, "next_problem")
    chosen = view.grid.selected()
    assert {ref.row for ref in chosen} >= {8, 9}
    assert all(view.session.report.cell(ref).text for ref in chosen)
    for row in (8, 9):
        shown = view.grid.visualRect(view.grid.grid.index(row, 2))
        assert view.grid.viewport().rect().contains(shown.center())


def test_of_a_doubled_row_the_whole_row_is_chosen(
    window: MainWindow, open_report: Callable[[Report], ReportView]
) -> None:
    view = open_report(_doubled())
    press(window, "next_problem")
    finding = view.findings.current
    assert finding is not None and isinstance(finding.repair, RowTaken)
    assert view.grid.selected() == _cells_of(view, finding.repair.row)


def test_a_unit_that_is_wrong_stands_out_over_the_table(
    qtbot: QtBot, window: MainWindow, open_report: Callable[[Report], ReportView]
) -> None:
    view = open_report(_in_another_unit())
    press(window, "next_problem")
    assert view.shown == "t3"
    assert "<b" in view._title._facts.text()
    said: list[str] = []
    view.said.connect(said.append)
    press(window, "file_as_printed")  # no relation is broken
    assert (len(said), view.session.history.done) == (1, [])
    press(window, "accept_suggestion")
    qtbot.waitUntil(lambda: not view.session.checking)
    assert "<b" not in view._title._facts.text()
