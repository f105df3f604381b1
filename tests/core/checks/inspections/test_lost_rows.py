"""Rows that a list of 科目 lost or has twice."""

from __future__ import annotations

import pytest

from core.checks import Checker
from core.checks.findings import Finding
from core.model import Cell, Report
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


def _with_row(at: int, *, copy_of: int = 3, **texts: str) -> Report:
    report = SOUND.copy()
    rows = report.table("t3").rows
    rows.insert(at, [Cell.of(texts.get(f"c{n}", cell.text)) for n, cell in enumerate(rows[copy_of])])
    return report


def _doubled(report: Report) -> list[Finding]:
    return [finding for finding in Checker(report).findings if finding.rule == "table.doubled_row"]


@pytest.mark.parametrize("at", [4, 6])
def test_a_row_that_stands_there_twice(at: int) -> None:
    report = _with_row(at)
    (found,) = _doubled(report)
    rows = f"第 4 行和第 {at + 1} 行"
    assert found.message == f"表3 某表：2012901 行政运行 列了两次（{rows}），各栏都相同，可能多了一行。"
    assert found.repair is not None
    assert found.repair.mend(report.table("t3")).rows == SOUND.table("t3").rows


def test_a_second_row_with_other_figures_is_the_one_to_take_out() -> None:
    report = _with_row(4, c2="100.00", c3="100.00", c4="0.00")
    (found,) = _doubled(report)
    assert "数字不同" in found.message
    assert found.repair is not None
    assert found.repair.mend(report.table("t3")).rows == SOUND.table("t3").rows


def test_two_rows_of_one_name_that_their_sum_counts_are_sound() -> None:
    report = SOUND.copy()
    table = report.table("t6")
    whole = next(row for row in table.rows if row[0].text == "302")
    office = next(n for n, row in enumerate(table.rows) if row[0].text == "30201")
    half = [Cell.of(f"{cell.figure.value / 2:.3f}") if n > 1 and cell.figure else cell for n, cell in enumerate(whole)]
    table.rows[office : office + 1] = [[*table.rows[office][:2], *half[2:]]] * 2
    assert _doubled(report) == []


def test_blank_rows_that_recur_are_sound() -> None:
    zeros = {f"c{n}": "0.00" for n in range(2, 6)}
    report = _with_row(4, **zeros)
    report.table("t3").rows.insert(4, list(report.table("t3").rows[4]))
    del report.table("t3").rows[3]
    assert _doubled(report) == []


def test_a_line_without_money_needs_no_children() -> None:
    report = sound_budget({code: (0, 0, 0) if code == "2210201" else (1000, 200, 30) for code in ITEMS})
    rows = report.table("t5").rows
    rows[:] = [row for row in rows if row[0].text not in ("22102", "2210201")]
    assert _alarms(report) == []


def test_codes_that_recur_by_unit_are_sound() -> None:
    report = SOUND.copy()
    rows = report.table("t3").rows
    rows[:] = [*rows, *[list(row) for row in rows if row[0].text]]
    assert [rule for rule, _ in _alarms(report) if rule in ("table.doubled_row", "subject.lost_row")] == []
