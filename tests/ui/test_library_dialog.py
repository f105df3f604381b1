"""The library's list: what it shows, how it is narrowed, backup and restore, the names that were confirmed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from core.checks.findings import Finding
from core.model import History, Report, ReportInfo
from core.storage.library import Library, Summary
from tests.ui.builders import press
from ui import messages
from ui.dialogs.library import LibraryDialog
from ui.dialogs.names import NamesDialog
from ui.window import MainWindow

NAME = Finding("subject.name", "code_name", "warning", "…", stated="公务招待费", expected="公务接待费")


def summary(number: int, unit: str, year: int, problems: int) -> Summary:
    return Summary(number, unit, year, "final", f"{unit}.pdf", "", 9, 0, problems, 0, False, datetime(2026, 1, number))


@pytest.fixture
def dialog(qtbot: QtBot) -> LibraryDialog:
    made = LibraryDialog("资料库.sqlite")
    qtbot.addWidget(made)
    made.show_reports([summary(1, "甲县", 2023, 0), summary(2, "甲县", 2024, 9), summary(3, "乙县", 2024, 10)])
    return made


def listed(dialog: LibraryDialog) -> list[tuple[str, str]]:
    model = dialog.list.model()
    return [(model.index(row, 0).data(), model.index(row, 1).data()) for row in range(model.rowCount())]


def test_the_list_is_narrowed_by_year_problems_and_words(dialog: LibraryDialog) -> None:
    assert [dialog.years.itemText(at) for at in range(dialog.years.count())] == ["全部年度", "2024 年", "2023 年"]
    dialog.open_only.setChecked(True)
    assert listed(dialog) == [("甲县", "2024"), ("乙县", "2024")]
    dialog._filter.setText("乙")
    assert listed(dialog) == [("乙县", "2024")]
    dialog._filter.clear()
    dialog.open_only.setChecked(False)
    dialog.years.setCurrentIndex(2)
    assert listed(dialog) == [("甲县", "2023")]
    dialog.show_reports([summary(1, "甲县", 2023, 0), summary(4, "丙县", 2025, 0)])
    assert listed(dialog) == [("甲县", "2023")]


def test_numbers_are_sorted_as_numbers(dialog: LibraryDialog) -> None:
    dialog.list.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    assert [name for name, _ in listed(dialog)] == ["乙县", "甲县", "甲县"]


def put(window: MainWindow, unit: str) -> None:
    library, report = Library(window.settings.library), Report(ReportInfo(unit, 2024))
    report.set_aside[NAME.key] = "财政局批复如此"
    library.save(report, History(report), [NAME])
    library.close()


def library_of(qtbot: QtBot, window: MainWindow) -> LibraryDialog:
    press(window, "show_library")
    dialog = window.findChild(LibraryDialog)
    assert isinstance(dialog, LibraryDialog)
    qtbot.waitUntil(lambda: bool(listed(dialog)))
    return dialog


def click(dialog: LibraryDialog | NamesDialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text().startswith(words)).click()


def test_the_library_is_backed_up_and_restored(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, quiet: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(window, "甲县总工会")
    backup = str(tmp_path / "备份.sqlite")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (backup, ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (backup, ""))
    monkeypatch.setattr(messages, "confirm", lambda *_: True)
    dialog = library_of(qtbot, window)
    click(dialog, "备份")
    qtbot.waitUntil(lambda: len(quiet["told"]) == 1)
    dialog.delete_wanted.emit(1)
    qtbot.waitUntil(lambda: not listed(dialog))
    click(dialog, "从备份恢复")
    qtbot.waitUntil(lambda: listed(dialog) == [("甲县总工会", "2024")])
    assert "恢复前" in str(quiet["told"][-1])
    assert quiet["failures"] == []


def test_a_bad_backup_is_said_and_the_library_stays(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, quiet: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(window, "甲县总工会")
    (tmp_path / "不是.sqlite").write_bytes(b"PK" * 9000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "不是.sqlite"), ""))
    monkeypatch.setattr(messages, "confirm", lambda *_: True)
    dialog = library_of(qtbot, window)
    click(dialog, "从备份恢复")
    qtbot.waitUntil(lambda: bool(quiet["failures"]))
    assert "不是.sqlite" in str(quiet["failures"][0])
    assert listed(dialog) == [("甲县总工会", "2024")]


def test_a_confirmed_name_is_listed_and_taken_back(qtbot: QtBot, window: MainWindow) -> None:
    put(window, "甲县总工会")
    dialog = library_of(qtbot, window)
    click(dialog, "确认过的名称")
    names = dialog.findChild(NamesDialog)
    assert isinstance(names, NamesDialog)
    qtbot.waitUntil(lambda: names.list.rowCount() == 1)
    assert [names.list.item(0, column).text() for column in range(3)] == ["公务接待费", "公务招待费", "财政局批复如此"]
    click(names, "删除")
    qtbot.waitUntil(lambda: names.list.rowCount() == 0)
