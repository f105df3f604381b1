"""What takes long is checked beside the window: the edit shows at once, the findings when they come."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.checks.findings import Finding
from core.model import CellRef, Change, TableEdit, structure
from tests.ui.builders import OneRelation, make_report
from ui import following
from ui.desk import Desk
from ui.report_view import ReportView
from ui.session import Opened, Session
from ui.settings import Settings
from ui.status import StatusLine
from ui.tasks import Tasks
from ui.window import MainWindow

WHOLE = CellRef("t2", 0, 2)


class Slow(OneRelation):
    """Checks only when it is let."""

    def __init__(self) -> None:
        super().__init__(make_report())
        self.let = Event()

    def follow(self, change: Change) -> list:  # type: ignore[type-arg]
        assert self.let.wait(10)
        return super().follow(change)


@pytest.fixture
def checker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    monkeypatch.setattr(following, "AT_ONCE", 0)
    slow = Slow()
    yield slow
    slow.let.set()


@pytest.fixture
def session(qtbot: QtBot, tasks: Tasks, checker: Slow) -> Session:
    return Session(Opened(make_report(), checker), tasks, parent=tasks)  # type: ignore[arg-type]


def test_the_findings_of_much_come_later(qtbot: QtBot, session: Session, checker: Slow) -> None:
    before = session.findings
    session.set_text(WHOLE, "1.00")
    assert session.report.cell(WHOLE).text == "1.00"
    assert (session.checking, session.findings) == (True, before)
    with qtbot.waitSignal(session.findings_changed):
        checker.let.set()
    assert not session.checking
    assert any(WHOLE in finding.cells for finding in session.findings)


def test_edits_made_meanwhile_are_followed_in_their_order(qtbot: QtBot, session: Session, checker: Slow) -> None:
    for text in ("1.00", "2.00", "3.00"):
        session.set_text(WHOLE, text)
    session.undo()
    checker.let.set()
    qtbot.waitUntil(lambda: not session.checking)
    assert checker.report.cell(WHOLE).text == session.report.cell(WHOLE).text == "2.00"


def test_meanwhile_nothing_points_to_cells_that_are_gone(session: Session) -> None:
    session.set_text(WHOLE, "1.00")
    table = session.report.tables[1]
    with session.step("删表"):
        session.history.apply(TableEdit(1, table.copy(), None))
    assert not any(ref.table == "t2" for finding in session.findings for ref in finding.cells)
    assert session.ledger() == [] == session.told()


def test_meanwhile_the_marks_go_with_their_cells(qtbot: QtBot, session: Session, checker: Slow) -> None:
    marks = dict(session.marks)
    assert {ref.row for ref in marks} == {1}
    table = session.report.tables[1]
    with session.step("插入 1 行"):
        session.history.apply(TableEdit(1, table.copy(), structure.insert_rows(table, 0)))
    moved = {ref._replace(row=ref.row + 1): state for ref, state in marks.items()}
    assert (session.checking, session.marks) == (True, moved)
    session.undo()
    assert session.marks == marks
    checker.let.set()
    qtbot.waitUntil(lambda: not session.checking)
    assert session.marks == marks


def test_meanwhile_a_problem_whose_cells_are_gone_can_still_be_chosen(
    qtbot: QtBot, tasks: Tasks, settings: Settings, session: Session, checker: Slow
) -> None:
    view = ReportView.whole(session, tasks, settings)
    qtbot.addWidget(view)
    said: list[str] = []
    view.said.connect(said.append)
    table = session.report.tables[1]
    with session.step("删除行"):
        session.history.apply(TableEdit(1, table.copy(), structure.delete_rows(table, [1, 2])))
    view.findings.step(1)
    view.findings.accept()
    view.findings.detail._write()
    checker.let.set()
    qtbot.waitUntil(lambda: not session.checking)
    assert len(session.history.done) == 1
    assert said == ["这处问题已经不在了。"]


def test_nobody_hears_of_a_report_that_was_closed(qtbot: QtBot, session: Session, checker: Slow, tasks: Tasks) -> None:
    session.set_text(WHOLE, "1.00")
    session.stop()
    with qtbot.assertNotEmitted(session.findings_changed, wait=50):
        checker.let.set()
        tasks.stop()


def test_a_save_waits_for_the_findings_of_what_it_stores(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tasks: Tasks, settings: Settings, checker: Slow
) -> None:
    desk = Desk(tasks, settings, tasks)
    stored: list[list[Finding]] = []
    monkeypatch.setattr(desk.shelf, "save", lambda session, *_: stored.append(list(session.findings)))
    session = desk._add(Session(Opened(make_report(), checker), tasks, parent=desk))  # type: ignore[arg-type]
    session.set_text(WHOLE, "1.00")
    desk.save(session)
    assert not stored
    checker.let.set()
    qtbot.waitUntil(lambda: bool(stored))
    assert stored == [checker.findings]


def test_the_status_bar_tells_of_a_check_that_takes_longer(qtbot: QtBot, session: Session, checker: Slow) -> None:
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    view = SimpleNamespace(session=session)
    session.standing_changed.connect(lambda: line.show_checking(view))  # type: ignore[arg-type]
    session.set_text(WHOLE, "1.00")
    assert not line.checking.isVisible()
    qtbot.waitUntil(line.checking.isVisible)
    checker.let.set()
    qtbot.waitUntil(lambda: not line.checking.isVisible())


def test_after_a_check_that_failed_nothing_is_waited_for(
    qtbot: QtBot, session: Session, checker: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_change: Change) -> None:
        raise ValueError

    monkeypatch.setattr(checker, "follow", fail)
    before = session.findings
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(session.findings_changed):
        session.set_text(WHOLE, "1.00")
        qtbot.waitUntil(lambda: not session.checking)
    assert (len(raised), session.findings) == (1, before)


class _Paints(QObject):
    """Notes what is painted of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return False


def test_an_edit_leaves_the_rest_of_the_window_alone(qtbot: QtBot, opened: MainWindow) -> None:
    """A tab that is named anew, be it by the same name, makes Qt paint all that is in it."""
    view, cell = opened.view, CellRef("t1", 0, 1)
    assert view is not None
    view.session.set_text(cell, "1.00")  # from now on the tab has its star
    qtbot.wait(200)
    painted = _Paints(view)
    view.session.set_text(cell, "2.00")
    qtbot.waitUntil(lambda: bool(painted.areas))
    qtbot.wait(50)
    assert all(area.height() < view.height() for area in painted.areas)
