"""Hints that rest on what is usual."""

from __future__ import annotations

import pytest

from tests.core.checks.inspections.builders import findings, report, table

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
