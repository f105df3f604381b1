"""Rows that a list of 科目 lost or has twice."""

from __future__ import annotations

import pytest

from core.checks import Checker
from core.model import Report
from tests.core.checks.sound import ITEMS, sound_budget

SOUND = sound_budget({code: (1000 + 7 * n, 200 + n, 30 + 11 * n) for n, code in enumerate(ITEMS)})


def _alarms(report: Report) -> list[tuple[str, str]]:
    return [(f.rule, f.message) for f in Checker(report).findings if f.level != "info"]


def _without(*codes: str, table: str = "t3") -> Report:
    report = SOUND.copy()
    rows = report.table(table).rows
    rows[:] = [row for row in rows if row[0].text not in codes]
    return report


@pytest.mark.parametrize(("lost", "below"), [("221", "22102 住房改革支出"), ("22102", "2210201 住房公积金")])
def test_a_code_without_the_one_above_it(lost: str, below: str) -> None:
    ((rule, message),) = _alarms(_without(lost))
    assert rule == "subject.lost_row"
    assert message.startswith(f"表3 某表：{below} 之上没有 {lost} 住房")


def test_a_code_without_those_that_another_table_prints_below_it() -> None:
    assert _alarms(_without("2210201")) == [
        (
            "subject.lost_row",
            "表3 某表：22102 住房改革支出 之下没有表2所列的 2210201 住房公积金，其他科目都有，可能漏了一行。",
        )
    ]


def test_lists_that_leave_a_level_out_are_sound() -> None:
    report = SOUND.copy()
    for table in report.tables:
        table.rows[:] = [row for row in table.rows if len(row[0].text) != 5]
    assert [rule for rule, _ in _alarms(report)] == []


def test_a_row_that_stands_there_twice() -> None:
    report = SOUND.copy()
    rows = report.table("t3").rows
    rows.insert(4, list(rows[3]))
    (found,) = [finding for finding in Checker(report).findings if finding.rule == "table.doubled_row"]
    assert found.message == "表3 某表：2012901 行政运行 一行连着出现了两次，各栏都相同，可能多了一行。"
    assert found.repair is not None
    assert found.repair.mend(report.table("t3")).rows == SOUND.table("t3").rows


def test_codes_that_recur_by_unit_are_sound() -> None:
    report = SOUND.copy()
    rows = report.table("t3").rows
    rows[:] = [*rows, *[list(row) for row in rows if row[0].text]]
    assert [rule for rule, _ in _alarms(report) if rule in ("table.doubled_row", "subject.lost_row")] == []
