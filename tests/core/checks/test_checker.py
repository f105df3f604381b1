"""The checker keeps up with the edits of a history, and says what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import Checker, Status
from core.checks.facts import Facts
from core.checks.registry import all_relation_kinds
from core.checks.relation import Relation
from core.model import CellRef, Change, History, Report
from tests.core.checks.sound import amounts
from tests.core.checks.test_suspects import SOUND

TEXTS = st.sampled_from(["", "9.60", "356.20", "0.00", "1,000.00", "看不清", "28.6"])


class Desk:
    """A report with its history and the checker that follows it."""

    def __init__(self) -> None:
        self.report: Report = SOUND.copy()
        self.checker = Checker(self.report)
        self.history = History(self.report)
        self.history.subscribe(self.follow)

    def follow(self, change: Change) -> None:
        self.checker.recheck(change)

    def assert_fresh(self) -> None:
        fresh = Checker(self.report)
        assert [f.message for f in self.checker.findings] == [f.message for f in fresh.findings]
        assert [e.status for e in self.checker.ledger()] == [e.status for e in fresh.ledger()]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), TEXTS), min_size=1, max_size=6), st.integers(0, 6))
def test_following_edits_comes_to_the_same_as_checking_anew(edits: list[tuple[int, str]], undone: int) -> None:
    desk = Desk()
    cells = amounts(desk.report)
    for number, text in edits:
        with desk.history.step("改"):
            desk.history.set_text(cells[number % len(cells)], text)
    for _ in range(undone):
        desk.history.undo()
    desk.assert_fresh()


CODES_AND_NAMES = st.sampled_from(["", "201", "20129", "2012901", "08", "行政运行", "合计", "12", "9.60"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), CODES_AND_NAMES), min_size=1, max_size=4))
def test_following_edits_of_codes_and_names_comes_to_the_same(edits: list[tuple[int, str]]) -> None:
    desk = Desk()
    cells = [ref for table in desk.report.tables for ref, _ in table.refs()]
    for number, text in edits:
        with desk.history.step("改"):
            desk.history.set_text(cells[number % len(cells)], text)
    desk.assert_fresh()


def test_what_lies_apart_from_a_corrected_code_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, seen = Desk(), []

    def spy(facts: Facts) -> Iterator[Relation]:
        seen.append([table.id for table in facts.tables])
        yield from ()

    monkeypatch.setitem(all_relation_kinds(), "hierarchy", spy)
    with desk.history.step("改"):
        desk.history.set_text(CellRef("t3", 4, 0), "2080599")
    assert seen == [["t3"]]


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
