"""导出: what the menu writes, with what was set aside, and a word in the status bar."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from core.export import workbook
from core.export.workbook import style
from core.model import CellRef
from core.progress import Progress, checkpoint
from tests.ui.builders import press
from ui import theme
from ui.window import MainWindow

Export = Callable[[str, str], Path]


@pytest.fixture
def export(opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Give an export command; returns the file that it wrote."""

    def run(command: str, name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        press(opened, command)
        qtbot.waitUntil(lambda: name in opened.statusBar().currentMessage())
        return path

    return run


def test_the_workbook_has_everything(opened: MainWindow, export: Export) -> None:
    assert opened.view is not None
    opened.view.session.set_text(CellRef("t2", 0, 2), "88.80", why="对照原件")
    book = load_workbook(export("export_workbook", "报告.xlsx"))
    assert book.sheetnames[0] == "目录"
    assert [cell.value for cell in book["改动清单"][2]][1:5:3] == ["表5 · 合计 · 合计", 88.8]
    assert book["问题"].max_row == 3


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """The export waits before its first table until this is set."""
    go_on = threading.Event()

    def wait(progress: Progress) -> None:
        go_on.wait(5)
        checkpoint(progress)

    monkeypatch.setattr(workbook, "checkpoint", wait)
    yield go_on
    go_on.set()


def test_a_long_export_can_be_cancelled(
    opened: MainWindow, held: threading.Event, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, path = opened.view, tmp_path / "报告.xlsx"
    assert view is not None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(opened, "export_workbook")
    qtbot.waitUntil(view.exporting.isVisible)
    view.exporting.findChild(QPushButton).click()
    held.set()
    qtbot.waitUntil(lambda: not opened.tasks._running)
    assert not view.exporting.isVisible()
    assert not path.exists()


def test_an_export_goes_on_where_its_tab_is_closed(
    opened: MainWindow, held: threading.Event, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "报告.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(opened, "export_workbook")
    opened.close_tab(0)
    held.set()
    qtbot.waitUntil(lambda: path.name in opened.statusBar().currentMessage())
    assert path.exists()


def test_a_problem_that_was_set_aside_keeps_its_reason(opened: MainWindow, export: Export) -> None:
    assert opened.view is not None
    session = opened.view.session
    session.set_aside(session.problems[0], "上级已批复")
    assert "上级已批复" in export("export_problems", "问题.csv").read_text(encoding="utf-8-sig")
    assert "上级已批复" in export("export_letter", "整改单.html").read_text(encoding="utf-8")


def test_corrections_for_whoever_mends_the_original(opened: MainWindow, export: Export) -> None:
    assert opened.view is not None
    opened.view.session.set_text(CellRef("t2", 1, 5), "9.60")
    assert "项目支出" in export("export_corrections", "改动.csv").read_text(encoding="utf-8-sig")


def test_the_workbook_wears_the_colours_of_the_window() -> None:
    light = theme.LIGHT
    worn = {f"#{shade}" for shade in (style.BROKEN, style.SUSPECT, style.UNSURE, style.CORRECTED)}
    assert worn == {light.broken, light.suspect, light.unsure, light.corrected}
