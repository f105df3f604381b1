"""Hints that rest on what is usual."""

from __future__ import annotations

import pytest

from tests.core.checks.inspections.builders import FINAL_TABLES, findings, report, table

SPENT = table(
    "general_expenditure",
    "科目编码 科目名称 合计",
    "2012901 行政运行 9\n2012906 工会事务 5\n2080505 机关事业单位基本养老保险缴费支出 4\n2210201 住房公积金 3",
)
GLOSSARY = """
第四部分 名词解释
一、基本支出：指为保障机构正常运转而发生的支出。
二、一般公共服务支出（类）群众团体事务（款）行政运行（项）：反映行政单位的基本支出。
三、社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）：反映单位缴纳的保险费。
四、住房保障支出（类）住房改革支出（款）住房公积金（项）：反映住房公积金。
五、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：反映医疗保险缴费。
"""


def test_a_report_that_explains_its_subjects_explains_all_and_no_others() -> None:
    found = findings(report(GLOSSARY, [SPENT]), "text.unexplained", "text.explained_in_vain")
    assert [(f.rule, f.level) for f in found] == [("text.unexplained", "info"), ("text.explained_in_vain", "info")]
    assert "工会事务" in found[0].message and "“行政单位医疗”" in found[1].message


def test_a_report_that_explains_few_of_them_is_left_alone() -> None:
    few = "\n".join(GLOSSARY.strip().splitlines()[:3])
    assert findings(report(few, [SPENT]), "text.unexplained", "text.explained_in_vain") == []


@pytest.mark.parametrize(("annuity", "hints"), [("16.80", 0), ("15.00", 0), ("6.80", 1), ("0.00", 0)])
def test_pension_and_annuity(annuity: str, hints: int) -> None:
    rows = f"30108 机关事业单位基本养老保险缴费 33.60\n30109 职业年金缴费 {annuity}"
    of = report(tables=[table("general_basic", "科目编码 科目名称 合计", rows)])
    assert len(findings(of, "table.contributions")) == hints


@pytest.mark.parametrize(
    ("head", "car", "rules"), [("100.00", "3.00", 0), ("130.00", "3.00", 1), ("100.00", "1.50", 1)]
)
def test_averages_against_amount_and_number(head: str, car: str, rules: int) -> None:
    text = (
        "公务用车购置0辆，公务车保有量为1辆；国内公务接待20批次200人，其中：国内外事接待0批次，0人。"
        f"2024年本单位人均接待费{head}元，车均购置费0.00万元，车均维护费{car}万元。"
    )
    assert len(findings(report(text, FINAL_TABLES, kind="final"), "text.average")) == rules


def test_a_change_without_a_reason_among_many_with_one() -> None:
    items = ["会议费9.00万元", "培训费8.00万元", "差旅费7.00万元", "办公费6.00万元"]
    given = [f"{item}，比上年增加1.00万元，主要原因是任务增加。" for item in items]
    bare = "福利费5.00万元，比上年减少1.00万元，下降16.67%。"
    (found,) = findings(report("\n".join([*given, bare])), "text.reason_missing")
    assert (found.level, found.text and found.text.paragraph) == ("info", 4)
    assert findings(report("\n".join([*given, bare, "减少的主要原因是压减开支。"])), "text.reason_missing") == []
    assert findings(report("\n".join([given[0], bare])), "text.reason_missing") == []


def test_the_amount_of_all_targets_may_be_called_so() -> None:
    text = "预算绩效：纳入整体支出绩效目标管理的金额为{}万元。"
    basic = [table("general_basic", "科目名称 合计 人员经费 公用经费", "合计 388.05 327.20 60.85")]
    assert findings(report(text.format("388.05"), basic), "text.near") == []
    assert [f.expected for f in findings(report(text.format("338.05"), basic), "text.near")] == ["388.05"]
