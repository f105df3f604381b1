"""The checker keeps up with the edits of a history, and says what could not be checked."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from weakref import ref

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.checks import Checker, Status
from core.checks.causes.detective import Detective
from core.checks.causes.witnesses import Witnesses
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.guard import Guard
from core.checks.registry import all_relation_kinds
from core.checks.relation import Relation
from core.collecting import uncollected
from core.model import (
    BLANK,
    CellEdit,
    CellRef,
    Change,
    Column,
    Edit,
    History,
    InfoEdit,
    Paragraph,
    ParagraphEdit,
    Report,
    TableEdit,
)
from core.model.structure import new_table_id
from tests.core.checks.causes.test_suspects import SOUND
from tests.core.checks.sound import amounts

TEXTS = st.sampled_from(
    [
        "",
        "9.60",
        "356.20",
        "0.00",
        "1,000.00",
        "看不清",
        "28.6",
        "201",
        "2013",
        "08",
        "20801",
        "2080501",
        "行政运行",
        "合计",
        "12",
    ]
)
FORMS = st.sampled_from([None, "income", "expenditure", "general_expenditure"])
YEARS = st.sampled_from([None, 2023, 2024])
TAIL = Decimal("0.01")
TOLD = (
    "一、关于收支总体情况",
    "2024年收入总预算500.00万元，支出总预算500.00万元。",
    "基本支出356.20万元，占71.2%；项目支出143.80万元，占28.8%。",
    "其中：人员经费312.07万元，公用经费44.13万元。",
    "项目支出9.60万元，比上年增加XX万元。",
)


class Desk:
    """A report with its history and the checker that follows it."""

    def __init__(self) -> None:
        self.report: Report = SOUND.copy()
        self.report.narrative = [Paragraph.of(text) for text in TOLD]
        self.checker = Checker(self.report)
        self.history = History(self.report)
        self.history.subscribe(self.follow)

    def follow(self, change: Change) -> None:
        self.checker.recheck(change)

    def assert_fresh(self) -> None:
        fresh = Checker(self.report)
        assert self.checker.faults == fresh.faults == []
        assert self.checker.findings == fresh.findings
        assert self.checker.ledger() == fresh.ledger()
        assert self.checker.told() == fresh.told()

    def edit(self, draw: st.DrawFn, kinds: Sequence[Callable[[Desk, st.DrawFn], Edit]]) -> None:
        with self.history.step("改"):
            for _ in range(draw(st.integers(1, 3))):
                self.history.apply(draw(st.sampled_from(kinds))(self, draw))


def _cell(desk: Desk, draw: st.DrawFn) -> Edit:
    """Any cell, often a figure, becomes any text or that of another cell."""
    tables = desk.report.tables
    cells = draw(st.sampled_from([amounts(desk.report), [ref for table in tables for ref, _ in table.refs()]]))
    ref, other = draw(st.sampled_from(cells)), draw(st.sampled_from(cells))
    before = desk.report.cell(ref)
    return CellEdit(ref, before, before.with_text(draw(TEXTS | st.just(desk.report.cell(other).text))))


def _paragraph(desk: Desk, draw: st.DrawFn) -> Edit:
    index = draw(st.integers(0, len(TOLD) - 1))
    return ParagraphEdit(index, desk.report.narrative[index], Paragraph.of(draw(st.sampled_from(TOLD))))


def _head(desk: Desk, draw: st.DrawFn) -> Edit:
    return InfoEdit(desk.report.info, replace(desk.report.info, year=draw(YEARS)))


def _structure(desk: Desk, draw: st.DrawFn) -> Edit:
    """A table loses a row, gets a blank one, or becomes another by its form, its headers, its title or its note."""
    place = draw(st.integers(0, len(desk.report.tables) - 1))
    before = desk.report.tables[place].copy()
    row, column = draw(st.integers(0, len(before.rows) - 1)), draw(st.integers(0, len(before.columns) - 1))
    after = draw(
        st.sampled_from(
            [
                replace(before, rows=before.rows[:row] + before.rows[row + 1 :] or before.rows),
                replace(before, rows=[*before.rows[:row], [BLANK] * len(before.columns), *before.rows[row:]]),
                replace(before, form=draw(FORMS)),
                replace(before, columns=[*before.columns[:column], Column(("备注",)), *before.columns[column + 1 :]]),
                replace(before, title="2023年收入预算表", note="本表无数据", number="表9", amount_unit="元"),
            ]
        )
    )
    return TableEdit(place, before, after)


def _tables(desk: Desk, draw: st.DrawFn) -> Edit:
    """A table goes, or comes a second time."""
    place = draw(st.integers(0, len(desk.report.tables) - 1))
    table = desk.report.tables[place].copy()
    if len(desk.report.tables) > 4 and draw(st.booleans()):
        return TableEdit(place, table, None)
    return TableEdit(place, None, replace(table, id=new_table_id(desk.report)))


@pytest.mark.parametrize("kinds", [[_cell], [_structure], [_cell, _paragraph, _head, _structure, _tables]])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_following_edits_comes_to_the_same_as_checking_anew(
    kinds: Sequence[Callable[[Desk, st.DrawFn], Edit]], data: st.DataObject
) -> None:
    desk = Desk()
    for _ in range(data.draw(st.integers(1, 5))):
        desk.edit(data.draw, kinds)
        if data.draw(st.integers(0, 3)) == 0:
            desk.history.undo()
    desk.assert_fresh()
    while desk.history.undo():
        pass
    desk.assert_fresh()


def test_another_table_of_the_form_that_is_filled_in_ends_the_comparison_with_the_first() -> None:
    desk = Desk()
    blank = [[cell if column < 2 else BLANK for column, cell in enumerate(row)] for row in desk.report.tables[2].rows]
    with desk.history.step("加表"):
        desk.history.apply(TableEdit(6, None, replace(desk.report.tables[2].copy(), id="t7", rows=blank)))
    compared = sum(entry.status is Status.PASSED for entry in desk.checker.ledger())
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t7", 0, 2), "1.00")
    assert sum(entry.status is Status.PASSED for entry in desk.checker.ledger()) < compared
    desk.assert_fresh()


def test_a_figure_in_a_line_without_a_label_makes_it_a_line() -> None:
    desk = Desk()
    table = desk.report.tables[2]
    with desk.history.step("加行"):
        rows = [*table.rows[:3], [BLANK] * len(table.columns), *table.rows[3:]]
        desk.history.apply(TableEdit(2, table.copy(), replace(table.copy(), rows=rows)))
    for text in ("5.00", ""):
        with desk.history.step("改"):
            desk.history.set_text(CellRef("t3", 3, 2), text)
        desk.assert_fresh()


def test_a_corrected_name_leaves_the_outcomes_of_other_relations_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, judged = Desk(), []
    judge = Engine.judge
    monkeypatch.setattr(
        Engine, "judge", lambda self, relation, *more: judged.append(relation) or judge(self, relation, *more)
    )
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 4, 1), "行政运行费")
    assert judged
    assert all("行政运行费" in relation.name for relation in judged)


@pytest.mark.parametrize(
    ("row", "again"), [(4, False), (0, True)], ids=["a 项 that the text does not tell of", "the total"]
)
def test_the_text_is_held_against_tables_again_where_it_is_found_elsewhere(
    monkeypatch: pytest.MonkeyPatch, row: int, again: bool
) -> None:
    desk, ran = Desk(), []
    run = Guard.run

    def spy(guard: Guard, name: str, *more: Any) -> list[object]:
        ran.append(name)
        return run(guard, name, *more)

    monkeypatch.setattr(Guard, "run", spy)
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", row, 1), "行政运行费")
    assert ("narrative_amounts" in ran) is again
    desk.assert_fresh()


def test_a_tail_calls_its_lines_as_they_are_called_now() -> None:
    desk = Desk()
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 4, 2), f"{desk.report.cell(CellRef('t3', 4, 2)).figure.value + TAIL}")
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 4, 1), "行政运行费")
    assert any(finding.kind == "rounding" for finding in desk.checker.findings)
    desk.assert_fresh()


def test_what_is_broken_makes_a_correction_beside_it_an_effort() -> None:
    desk, changes = Desk(), []
    desk.history.subscribe(changes.append)
    cell = CellRef("t3", 4, 2)

    def correct(text: str) -> None:
        with desk.history.step("改"):
            desk.history.set_text(cell, text)

    correct("1.00")
    while_broken = desk.checker.effort(changes[-1])
    desk.history.undo()
    assert desk.checker.effort(changes[-1]) < while_broken


def test_tables_that_were_read_again_leave_nothing_to_the_collector() -> None:
    desk = Desk()
    while gc.collect():  # what other tests left may take several turns
        pass
    gc.disable()
    try:
        with desk.history.step("改"):
            desk.history.set_text(CellRef("t3", 4, 0), "2080599")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_what_lies_apart_from_a_corrected_code_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, seen = Desk(), []

    def spy(facts: Facts) -> Iterator[Relation]:
        seen.append([table.id for table in facts.tables])
        yield from ()

    monkeypatch.setitem(all_relation_kinds(), "hierarchy", spy)
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 4, 0), "2080599")
    assert seen == [["t3"]]


def _fails(*_args: object) -> None:
    raise RuntimeError("an error of ours")


@pytest.mark.parametrize(
    ("place", "fault"), [((Detective, "diagnose"), "causes"), ((Witnesses, "gathered"), "witnesses")]
)
def test_an_error_of_ours_takes_no_problem_away(
    place: tuple[type, str], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk()
    monkeypatch.setattr(*place, _fails)
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 0, 2), "9.60")
    assert any(CellRef("t3", 0, 2) in finding.cells for finding in desk.checker.findings)
    assert desk.checker.faults == [fault]


def test_a_change_that_cannot_be_followed_has_everything_checked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk()
    monkeypatch.setattr(Checker, "_follow", _fails)
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 0, 2), "9.60")
    desk.assert_fresh()


def test_a_checker_that_nobody_holds_goes_at_once_with_all_that_it_read() -> None:
    desk = Desk()
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 4, 0), "2080599")
    with uncollected():
        checker = Checker(desk.report)
        assert checker.told() and checker.ledger()
        gone = ref(checker._facts)
        del checker
        assert gone() is None


def test_a_figure_that_becomes_a_code_is_held_against_its_name() -> None:
    desk = Desk()
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t1", 4, 1), "201")
        desk.history.set_text(CellRef("t1", 0, 1), "507.74")
    desk.assert_fresh()


def test_a_corrected_code_has_the_table_read_again() -> None:
    desk = Desk()
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 4, 0), "2080599")
    desk.assert_fresh()


def test_a_sound_report_passes_with_proofs() -> None:
    entries = Checker(SOUND.copy()).ledger()
    proof = next(e for e in entries if e.name == "表5 2012901 行政运行 基本支出小计 = 各栏之和")
    assert (proof.status, proof.detail) == (Status.PASSED, "312.07 + 44.13 = 356.20，相符")


def test_what_the_report_lacks_is_said() -> None:
    lacking = {e.rule: e.detail for e in Checker(SOUND.copy()).ledger() if e.status is Status.NOT_APPLICABLE}
    assert lacking["projects-total"] == "报告里没有部门预算项目支出表"


def test_a_check_that_fails_leaves_the_others_standing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(facts: object):  # type: ignore[no-untyped-def]
        raise RuntimeError
        yield

    monkeypatch.setitem(all_relation_kinds(), "hierarchy", fails)
    checker = Checker(SOUND.copy())
    assert checker.faults == ["hierarchy"]
    assert any(e.rule == "row_sum" for e in checker.ledger())
