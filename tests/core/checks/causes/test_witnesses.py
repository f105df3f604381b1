"""One problem for each cause, with what the text and other checks say of it below."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from core.checks import Checker
from core.checks.facts import Facts
from core.checks.findings import Finding
from core.model import CellRef, Paragraph, Report, ReportInfo
from tests.core.checks.sound import changed, make_table, sound_budget

SOUND = sound_budget({"2012901": (31207, 4413, 0), "2012902": (0, 0, 2860), "2101101": (1088, 0, 0)})
PROJECT = CellRef("t5", 4, 6)  # 表5 2012902 项目支出 28.60


def _alarms(report: Report, *lines: str) -> list[Finding]:
    report = report.copy()
    report.narrative[:] = [Paragraph.of(line, 3) for line in lines]
    return [finding for finding in Checker(report).findings if finding.level != "info"]


def test_the_text_that_states_the_suggested_figure_stands_below_the_wrong_cell() -> None:
    told = "一般公共预算支出395.68万元，其中：一般公共服务支出（类）群众团体事务（款）一般行政管理事务（项）28.60万元。"
    report = changed(SOUND, CellRef("t5", 4, 2), "26.80")
    (found,) = _alarms(report, told)
    assert (found.rule, found.suspects[0].cell, found.suspects[0].suggestion) == (
        "row_sum",
        CellRef("t5", 4, 2),
        "28.60",
    )
    assert any(said.startswith("正文写一般行政管理事务 28.60万元") for said in found.relations)


def test_a_text_that_states_something_else_is_a_problem_of_its_own() -> None:
    told = "一般公共预算支出395.68万元，其中：一般公共服务支出（类）群众团体事务（款）一般行政管理事务（项）39.70万元。"
    assert sorted(f.rule for f in _alarms(changed(SOUND, CellRef("t5", 4, 2), "26.80"), told)) == [
        "row_sum",
        "text.amount",
    ]


def test_a_rate_of_the_wrong_cell_stands_below_it() -> None:
    columns = "项目 2023年预算数 2024年预算数 增减额 增减率（%）"
    rows = [
        ("合计", "10.00", "12.00", "2.00", "20.00"),
        ("因公出国（境）费", "4.00", "6.00", "1.00", "25.00"),
        ("公务接待费", "6.00", "7.00", "1.00", "16.67"),
    ]
    table = make_table("three_public", columns, rows)
    table.id, table.number = "t1", "表1"
    info = ReportInfo("临川县总工会", 2024, "budget", "万元")
    (found,) = _alarms(Report(info, tables=[table]))
    assert (found.suspects[0].cell, found.suspects[0].suggestion) == (CellRef("t1", 1, 2), "5.00")
    assert any("比率应为" in said for said in found.relations)


def test_a_sum_of_the_text_stands_below_the_amount_that_breaks_it() -> None:
    told = "2024年一般公共预算基本支出367.08万元，其中：人员经费332.95万元，公用经费44.13万元。"
    (found,) = _alarms(SOUND, told)
    assert (found.rule, found.stated, found.expected, found.suspects) == ("text.amount", "332.95", "322.95", ())
    assert any("人员经费 332.95 + 公用经费 44.13 = 377.08" in said for said in found.relations)


def test_a_cell_that_the_tables_agree_on_is_no_suspect() -> None:
    (found,) = _alarms(SOUND, "2024年一般公共预算支出395.68万元，其中：人员经费332.95万元。")
    assert (found.rule, found.suspects) == ("text.amount", ())


def test_wrong_amounts_of_several_paragraphs_are_repaired_together(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "2024年一般公共预算基本支出367.08万元，其中：人员经费332.95万元，公用经费44.13万元。"
    repaired: list[list[int]] = []
    reworded = Facts.reworded

    def spy(facts: Facts, texts: Mapping[int, str]) -> Facts:
        repaired.append([*texts])
        return reworded(facts, texts)

    monkeypatch.setattr(Facts, "reworded", spy)
    found = _alarms(SOUND, told, told.replace("2024年", "本年"), told.replace("332.95", "322.95"))
    assert [(f.stated, bool(f.relations)) for f in found if f.rule == "text.amount"] == [("332.95", True)] * 2
    assert [f.rule for f in found] == ["text.amount", "text.amount"]
    assert repaired == [[0, 1]]
