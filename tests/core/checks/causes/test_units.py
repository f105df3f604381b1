"""A wrong 金额单位 is one problem, whatever comparisons it breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.amounts import parse
from core.checks import Checker, Status
from core.checks.findings import Finding
from core.model import Cell, History, Report, Table, TableEdit
from tests.core.checks.sound import ITEMS, sound_budget

SOUND = sound_budget({code: (10_003 + 7 * n, 2_001 + n, 331 + 11 * n) for n, code in enumerate(ITEMS)})


def _in_yuan(table: Table) -> Table:
    """The table with its amounts in 元, which it does not say."""
    rows = [
        [Cell.of(f"{f.value * 10_000:.2f}") if "." in cell.text and (f := parse(cell.text)) else cell for cell in row]
        for row in table.rows
    ]
    return replace(table, rows=rows)


def _with(table: Table) -> Report:
    report = SOUND.copy()
    report.tables[:] = [table if each.id == table.id else each for each in report.tables]
    return report


def _alarms(report: Report) -> list[Finding]:
    return [finding for finding in Checker(report).findings if finding.level != "info"]


@pytest.mark.parametrize("table", ["t1", "t2", "t3", "t4", "t5"])
def test_a_table_in_yuan_is_one_problem(table: str) -> None:
    checker = Checker(_with(_in_yuan(SOUND.table(table))))
    (found,) = [finding for finding in checker.findings if finding.level != "info"]
    assert (found.rule, found.level, found.table) == ("table.unit", "error", table)
    assert (found.stated, found.expected) == ("万元", "元")
    assert found.repair is not None
    assert found.repair.mend(SOUND.table(table)).amount_unit == "元"
    void = {entry.name for entry in checker.ledger() if entry.status is Status.NOT_CHECKED}
    assert found.relations
    assert set(found.relations) <= void


def test_the_right_unit_leaves_nothing_behind() -> None:
    report = _with(_in_yuan(SOUND.table("t3")))
    checker, history = Checker(report), History(report)
    history.subscribe(lambda change: checker.recheck(change) and None)
    before = report.tables[2].copy()
    with history.step("改"):
        history.apply(TableEdit(2, before, replace(before, amount_unit="元")))
    assert [finding for finding in checker.findings if finding.level != "info"] == []


def test_two_tables_in_yuan_are_told_each() -> None:
    report = SOUND.copy()
    report.tables[:] = [_in_yuan(table) if table.id in ("t2", "t3") else table for table in report.tables]
    assert [(f.table, f.expected) for f in _alarms(report) if f.rule == "table.unit"] == [("t2", "元"), ("t3", "元")]


def test_a_unit_that_its_figures_contradict() -> None:
    (found,) = _alarms(_with(replace(SOUND.table("t3"), amount_unit="元")))
    assert (found.rule, found.stated, found.expected) == ("table.unit", "元", "万元")


def test_one_figure_in_yuan_is_a_wrong_figure() -> None:
    report = SOUND.copy()
    row = report.table("t3").rows[0]
    printed = row[2].text
    row[2] = Cell.of(f"{parse(printed).value * 10_000:.2f}")  # type: ignore[union-attr]
    (found,) = _alarms(report)
    assert (found.suspects[0].suggestion, found.rule != "table.unit") == (printed, True)
    assert "相差 10000 倍" in found.message
