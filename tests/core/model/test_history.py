"""The history: steps, undo, redo, what listeners hear, and that nothing is ever lost."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.export.extraction import dumps, to_json
from core.model import Cell, CellRef, Change, Column, History, Report, Step, Table, TableEdit
from tests.core.model.strategies import edits, reports

A, B = CellRef("t1", 0, 0), CellRef("t1", 0, 1)
NOON = datetime(2024, 5, 1, 12)


@pytest.fixture
def history() -> History:
    report = Report(tables=[Table("t1", [Column(), Column()], [[Cell.of("2.60"), Cell.of("9.60")]])])
    return History(report, now=lambda: NOON)


def correct(history: History, ref: CellRef, text: str, name: str = "修改一格") -> None:
    with history.step(name):
        history.set_text(ref, text)


def test_a_step_is_undone_and_redone_as_a_whole(history: History) -> None:
    with history.step("粘贴 2 格", why="看错"):
        history.set_text(A, "9.60")
        history.set_text(B, "2.60")
    assert [c.text for c in history.report.tables[0].rows[0]] == ["9.60", "2.60"]
    step = history.undo()
    assert step is not None
    assert (step.name, step.why, step.when) == ("粘贴 2 格", "看错", NOON)
    assert [c.text for c in history.report.tables[0].rows[0]] == ["2.60", "9.60"]
    assert history.redo() is step
    assert [c.text for c in history.report.tables[0].rows[0]] == ["9.60", "2.60"]


def test_the_printed_text_stays_and_a_correction_settles_a_guess(history: History) -> None:
    history.report.tables[0].rows[0][0] = Cell("2.60", "2.60", inferred=True)
    correct(history, A, "9.60")
    assert history.report.cell(A) == Cell("2.60", "9.60", inferred=False)


def test_nothing_changed_is_no_step(history: History) -> None:
    correct(history, A, "2.60")
    assert history.done == []
    assert history.undo() is None
    assert history.redo() is None


def test_an_exception_takes_the_whole_step_back(history: History) -> None:
    with pytest.raises(KeyError), history.step("粘贴"):
        history.set_text(A, "1")
        history.set_text(CellRef("t9", 0, 0), "1")
    assert history.report.cell(A).text == "2.60"
    assert history.done == []
    correct(history, A, "3")  # and the history is usable
    assert len(history.done) == 1


def test_a_new_step_clears_redo(history: History) -> None:
    correct(history, A, "1")
    history.undo()
    correct(history, A, "2")
    assert history.undone == []
    assert history.redo() is None


def test_edits_need_a_step_and_steps_do_not_nest(history: History) -> None:
    with pytest.raises(RuntimeError):
        history.set_text(A, "1")
    with pytest.raises(RuntimeError), history.step("a"), history.step("b"):
        pass
    assert history.done == []


def test_listeners_hear_what_changed(history: History) -> None:
    heard: list[Change] = []
    history.subscribe(heard.append)
    with history.step("两次"):
        history.set_text(A, "1")
        history.set_text(A, "2")
    table = history.report.tables[0]
    with history.step("删表"):
        history.apply(TableEdit(0, table.copy(), None))
    history.undo()
    history.redo()
    assert [(c.done, c.cells, c.structural) for c in heard] == [
        ("do", (A,), False),
        ("do", (), True),
        ("undo", (), True),
        ("redo", (), True),
    ]


def test_a_recorded_step_is_repeated_with_its_time(history: History) -> None:
    correct(history, A, "1")
    step = history.done[-1]
    again = History(Report(tables=[Table("t1", [Column(), Column()], [[Cell.of("2.60"), Cell.of("9.60")]])]))
    again.repeat(step)
    assert again.report == history.report
    assert again.done == [step]


def test_a_step_that_does_not_fit_changes_nothing(history: History) -> None:
    with history.step("两格"):
        history.set_text(A, "1")
        history.set_text(B, "2")
    step = history.done[-1]
    narrow = History(Report(tables=[Table("t1", [Column()], [[Cell.of("2.60")]])]))
    before = narrow.report.copy()
    with pytest.raises(IndexError):
        narrow.repeat(step)
    assert (narrow.report, narrow.done) == (before, [])


def test_a_history_may_begin_with_steps(history: History) -> None:
    steps = [Step(name, (), NOON) for name in "abc"]
    resumed = History(history.report, done=steps[:1], undone=steps[1:])
    assert resumed.redo() is steps[2]
    assert resumed.done == [steps[0], steps[2]]


def _standing(report: Report) -> dict[tuple[str, int], bool]:
    """For each table and each paragraph whether the table stands before it."""
    before = report.tables_before()
    return {(t.id, n): at < before[n] for at, t in enumerate(report.tables) for n in range(len(before))}


@settings(deadline=None)
@given(st.data())
def test_tables_that_come_and_go_leave_every_paragraph_where_it_stands(data: st.DataObject) -> None:
    report = data.draw(reports())
    history = History(report)
    for _ in range(data.draw(st.integers(1, 6))):
        before = _standing(report)
        if not data.draw(st.booleans()) or history.undo() is None:
            with history.step("改"):
                history.apply(data.draw(edits(report)))
        now = _standing(report)
        assert {pair: now[pair] for pair in before.keys() & now} == {pair: before[pair] for pair in before.keys() & now}
        assert [len(report.below(at)) for at in range(len(report.tables))] == [
            report.tables_before().count(at + 1) for at in range(len(report.tables))
        ]
        assert report.opening == report.tables_before().count(0)


@settings(deadline=None)
@given(st.data())
def test_any_edits_and_undos_return_to_the_equal_report(data: st.DataObject) -> None:
    report = data.draw(reports())
    start, printed = report.copy(), dumps(to_json(report, boxes=True))
    history = History(report)
    for _ in range(data.draw(st.integers(0, 8))):
        move = data.draw(st.sampled_from(["step", "step", "step", "undo", "redo"]))
        if move == "step":
            with history.step("改"):
                for _ in range(data.draw(st.integers(1, 3))):
                    history.apply(data.draw(edits(history.report)))
        else:
            getattr(history, move)()
    end, count = report.copy(), len(history.done)
    while history.undo():
        pass
    assert report == start
    assert dumps(to_json(report, boxes=True)) == printed
    for _ in range(count):
        history.redo()
    assert report == end
