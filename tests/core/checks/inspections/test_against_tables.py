"""Amounts of the narrative against the tables."""

from __future__ import annotations

import pytest

from core.model import CellRef
from tests.core.checks.inspections.builders import BASIC, SUMMARY, TABLES, alarms, findings, report, table


@pytest.mark.parametrize(
    ("sentence", "stated", "expected"),
    [
        ("本部门2024年收入预算520.00万元。", "520.00", "500.00"),
        ("2024年收支总预算50.00万元。", "50.00", "500.00"),
        ("2024年财政拨款收入408.00万元。", None, None),  # nothing in these tables is called so
        ("临川县总工会2024年支出预算500.00万元，其中：基本支出305.00万元。", "305.00", "350.00"),
        ("2024年一般公共预算基本支出304.00万元。", "304.00", "340.00"),
        ("一般公共预算财政拨款支出480.00万元，其中：项目支出104.00万元。", "104.00", "140.00"),
        ("一般公共预算支出480.00万元，主要用于：社会保障和就业支出（类）66.00万元。", "66.00", "60.00"),
        ("1、一般公共服务支出（类）群众团体事务（款）行政运行（项）：2024年预算数为204.00万元。", "204.00", "240.00"),
        (
            "一般公共预算基本支出340.00万元，包括：人员经费300.00万元，主要包括：基本工资120.00万元、奖金5.00万元、津贴补贴60.00万元。",
            "5.00",
            "50.00",
        ),
        ("一般公共预算基本支出340.00万元，其中：工资福利支出（301）209.00万元。", "209.00", "290.00"),
        ("一般公共预算基本支出340.00万元，其中：商品和服务支出40.00万元。", None, None),
        ("项目支出140.00万元，其中：商品和服务支出140.00万元。", None, None),
        ("2024年“三公”经费预算6.00万元。", "6.00", "5.00"),
        ("公务用车运行维护费8.00万元。", "8.00", "3.00"),
        ("事业收入200.00万元。", "200.00", "20.00"),
    ],
)
def test_an_amount_that_no_table_shows(sentence: str, stated: str | None, expected: str | None) -> None:
    found = findings(report(f"一、收支情况\n{sentence}", TABLES), "text.amount")
    assert [(f.stated, f.expected, f.level) for f in found] == ([(stated, expected, "error")] if stated else [])


def test_what_is_said_of_it() -> None:
    (found,) = findings(report("2024年支出预算50.00万元。", TABLES), "text.amount")
    assert (
        found.message
        == "正文写支出 50.00万元，部门收支总表“本年支出合计”等 3 处是 500.00万元，相差 10 倍，像是小数点写错。"
    )
    assert found.text is not None and (found.text.text, found.text.page, found.text.paragraph) == (
        "2024年支出预算50.00万元",
        3,
        0,
    )
    assert found.suspects == ()  # several places agree: the text is wrong


def test_a_figure_that_was_rounded_twice_is_a_tail() -> None:
    tables = [table("three_public", "项目 预算数", "公务接待费 5.6471")]
    (found,) = findings(report("公务接待费5.7万元。", tables), "text.amount", "text.amount_tail")
    assert (found.level, found.rule) == ("info", "text.amount_tail") and "两次四舍五入" in found.message
    (found,) = findings(report("公务接待费5.8万元。", tables), "text.amount", "text.amount_tail")
    assert found.level == "error"


def test_a_share_of_a_total_that_only_the_tables_hold() -> None:
    assert findings(report("基本支出350.00万元，占支出合计的70.00%。", TABLES), "text.share") == []
    (found,) = findings(report("基本支出350.00万元，占支出合计的75.00%。", TABLES), "text.share")
    assert (found.level, found.expected) == ("error", "70.00%")


def test_level_with_last_year_and_yet_more_than_it() -> None:
    (found,) = findings(report("“三公”经费预算5.00万元，与上年持平，比上年增加1.00万元。", TABLES), "text.level")
    assert found.message == "正文写“与上年持平”，紧接着又写增加 1.00万元，前后矛盾。"
    assert findings(report("预算5.00万元，与上年持平，比上年增加0.00万元。", TABLES), "text.level") == []
    assert findings(report("预算5.00万元，与年初预算持平，比上年增加1.00万元。", TABLES), "text.level") == []


def test_a_cell_that_stands_alone_against_the_text_is_the_suspect() -> None:
    text = "一般公共预算基本支出340.00万元，包括：人员经费300.00万元，主要包括：基本工资120.00万元、奖金56.00万元。"
    (found,) = findings(report(text, TABLES), "text.amount")
    (suspect,) = found.suspects
    assert (suspect.cell, suspect.suggestion) == (CellRef("general_basic", 4, 2), "56.00")


def test_figures_within_rounding_agree() -> None:
    assert alarms(report("2024年支出预算500万元，其中：基本支出350.0万元，项目支出0.015亿元。", TABLES)) == []


def test_a_tail_is_a_hint() -> None:
    found = findings(report("2024年一般公共预算基本支出340.01万元。", TABLES))
    assert [(f.level, f.kind) for f in found if f.rule.startswith("text.amount")] == [("info", "rounding")]


def test_a_table_in_yuan_that_calls_itself_wan_yuan() -> None:
    yuan = table(
        "expenditure",
        "科目编码 科目名称 合计 基本支出 项目支出",
        "合计 - 5000000.00 3500000.00 1500000.00",
        title="支出表",
    )
    text = "2024年支出预算500.00万元，其中：基本支出350.00万元，项目支出150.00万元。"
    assert alarms(report(text, [yuan])) == [("warning", "text.table_unit")]


def test_parts_of_something_else_are_not_taken_for_totals() -> None:
    text = "上年结转结余30.00万元，包括：财政拨款30.00万元。项目支出150.00万元，其中：一般公共预算拨款140.00万元。"
    assert findings(report(text, TABLES), "text.amount") == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("群众团体事务（款）行政运行（项）240.00万元，其中：基本支出240.00万元，项目支出0.00万元。", []),
        ("群众团体事务（款）行政运行（项）240.00万元，其中：基本支出204.00万元，项目支出0.00万元。", ["240.00"]),
        ("1.机关事业单位基本养老保险缴费支出60.00万元，其中：基本支出60.00万元，项目支出0万元。", []),
        ("（一）行政运行204.00万元，其中：基本支出240.00万元，项目支出0万元。主要用于日常运转。", ["240.00"]),
        ("住房公积金46.00万元，全部是基本支出。", ["40.00"]),
        ("住房公积金40.00万元，全部是基本支出。", []),
        ("劳模慰问项目66.00万元，其中：基本支出0万元，项目支出66.00万元。", []),
    ],
)
def test_items_of_the_expenditure_by_function(item: str, expected: list[str]) -> None:
    text = f"五、一般公共预算支出情况说明\n（一）按支出功能分类科目划分。\n{item}"
    assert [f.expected for f in findings(report(text, TABLES), "text.amount")] == expected


def test_a_budget_is_not_held_against_a_table_of_outcomes() -> None:
    rows = "合计 6.00 5.00 -1.00\n公务接待费 6.00 5.00 -1.00"
    outcomes = table("three_public", "项目 上年决算数 本年决算数 增减额", rows)
    text = "“三公”经费支出预算为8.00万元，支出决算为{}万元，完成预算的62.50%。"
    assert alarms(report(text.format("5.00"), [outcomes], kind="final")) == []
    assert ("warning", "text.amount") in alarms(report(text.format("5.50"), [outcomes], kind="final"))


def test_an_item_called_as_its_group_is_not_taken_for_the_group() -> None:
    rows = """
    合计 - 90.00 90.00 0.00
    207 文化旅游体育与传媒支出 90.00 90.00 0.00
    20799 其他文化旅游体育与传媒支出 90.00 90.00 0.00
    2079903 文化产业发展专项支出 70.00 70.00 0.00
    2079999 其他文化旅游体育与传媒支出 20.00 20.00 0.00
    """
    tables = [table("expenditure", "科目编码 科目名称 合计 基本支出 项目支出", rows)]
    item = (
        "文化旅游体育与传媒支出（类）其他文化体育与传媒支出（款）其他文化旅游体育与传媒支出（项）{}万元，主要用于展览。"
    )
    assert alarms(report(item.format("20.00"), tables)) == []
    current = item.replace("其他文化体育与传媒支出（款）", "其他文化旅游体育与传媒支出（款）")
    assert alarms(report(current.format("90.00"), tables)) == [("error", "text.amount")]


def test_projects_by_their_names() -> None:
    projects = table(
        "projects", "项目名称 合计 一般公共预算", "合计 7.00 7.00\n困难职工帮扶经费 5.00 5.00\n劳模体检经费 2.00 2.00"
    )
    text = "项目支出7.00万元，主要为劳模体检经费2.50万元，困难职工帮扶经费5.00万元。"
    (found,) = findings(report(text, [projects]), "text.amount")
    assert (found.stated, found.expected, found.level) == ("2.50", "2.00", "warning")


def test_items_of_a_list_that_the_table_has_at_zero_or_not_at_all() -> None:
    text = """
    一般公共预算基本支出340.00万元。其中：人员经费300.00万元，主要包括：基本工资、津贴补贴、奖金、体检补助、退休费；公用经费40.00万元，主要包括：办公费、邮电费、差旅费、福利费。
    """
    found = findings(report(text, [BASIC]), "text.listed_item")
    assert [(f.stated, f.level) for f in found] == [("体检补助", "warning"), ("邮电费", "warning")]
    assert found[1].cells == (CellRef("general_basic", 8, 2),)


def test_a_list_in_free_words_is_no_list_of_subjects() -> None:
    text = "公用经费40.00万元，主要用于：日常办公、会务组织、阵地维护、志愿服务。"
    assert findings(report(text, [BASIC, SUMMARY]), "text.listed_item") == []


def test_a_purpose_of_another_subject() -> None:
    text = """
    7、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：事业单位医疗保险支出。
    8、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：事业单位医疗保险支出。
    """
    (found,) = findings(report(text), "text.purpose")
    assert (found.level, found.stated, found.text and found.text.paragraph) == ("warning", "事业单位医疗保险支出", 1)
