"""A report and the one of last year in the library: what contradicts it shows, and follows the edits."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.model import Cell, CellRef, Column, History, InfoEdit, Report, ReportInfo, Table
from core.storage.library import Library
from ui.neighbours import Neighbours
from ui.session import Opened, Session
from ui.shelf import Shelf
from ui.tasks import Tasks

PLACE = CellRef("t1", 1, 1)


def make_report(year: int, *columns: tuple[str, ...]) -> Report:
    names = ("合计", "公务接待费", "公务用车运行维护费")
    rows = [[Cell.of(text) for text in row] for row in zip(names, *(column[1:] for column in columns), strict=True)]
    heads = [Column(("项目",)), *(Column((column[0],)) for column in columns)]
    table = Table("t1", heads, rows, "three_public", "表7", "“三公”经费支出表", amount_unit="万元")
    return Report(ReportInfo("某县总工会", year, "budget", "万元"), tables=[table])


def last_year() -> Report:
    return make_report(2023, ("预算数", "3.60", "0.60", "3.00"))


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """What a test leaves in cycles goes in this thread: a timer must not be deleted in that of the next library."""
    yield
    gc.collect()


@pytest.fixture
def shelf(tasks: Tasks, tmp_path: Path) -> Shelf:
    return Shelf(tasks, tmp_path / "资料库.sqlite")


@pytest.fixture
def session(tasks: Tasks) -> Session:
    report = make_report(2024, ("上年预算数", "3.60", "0.80", "3.00"), ("本年预算数", "3.60", "0.60", "3.00"))
    return Session(Opened(report), parent=tasks)


def store(shelf: Shelf, report: Report) -> None:
    library = Library(shelf.path)
    library.save(report, History(report), [])
    library.close()


def said(session: Session) -> list[str | None]:
    return [finding.stated for finding in session.problems]


def test_what_last_year_says_shows_and_follows_the_edits(qtbot: QtBot, shelf: Shelf, session: Session) -> None:
    store(shelf, last_year())
    Neighbours(session, shelf, lambda: True).ask()
    qtbot.waitUntil(lambda: said(session) == ["0.80"])
    assert PLACE in session.marks
    assert sum("2023" in entry.name for entry in session.ledger()) == 3
    session.set_text(PLACE, "0.60")
    assert said(session) == []
    session.undo()
    assert said(session) == ["0.80"]
    session.set_text(CellRef("t1", 1, 0), "接待")
    assert said(session) == []
    session.undo()
    qtbot.waitUntil(lambda: said(session) == ["0.80"])


def test_another_year_is_another_comparison(qtbot: QtBot, shelf: Shelf, session: Session) -> None:
    store(shelf, last_year())
    neighbours = Neighbours(session, shelf, lambda: True)
    neighbours.ask()
    qtbot.waitUntil(lambda: session.years is not None)
    info = session.report.info
    with session.step("修改报告信息"):
        session.history.apply(InfoEdit(info, replace(info, year=2030)))
    qtbot.waitUntil(lambda: not neighbours._waiting)
    assert session.years is None
    assert said(session) == []


def test_a_report_that_is_saved_later_counts_at_once(qtbot: QtBot, shelf: Shelf, session: Session) -> None:
    neighbours = Neighbours(session, shelf, lambda: True)
    neighbours.ask()
    qtbot.waitUntil(lambda: not neighbours._waiting)
    assert session.years is None
    earlier = Session(Opened(last_year()), parent=session)
    shelf.save(earlier, lambda _id: neighbours.ask_for(earlier), lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: said(session) == ["0.80"])


def test_an_answer_for_a_closed_report_is_dropped(qtbot: QtBot, shelf: Shelf, session: Session) -> None:
    store(shelf, last_year())
    heard: list[object] = []
    Neighbours(session, shelf, lambda: bool(heard.append(1))).ask()
    qtbot.waitUntil(lambda: bool(heard))
    assert session.years is None
