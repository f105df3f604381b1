# ruff: noqa: E501 (sentences are quoted whole)
"""This year, what it is compared with, the change and its rate, in the wordings of many places."""

from __future__ import annotations

import pytest

from tests.core.checks.inspections.builders import FINAL_TABLES, TABLES, alarms, report

BUDGETS = (  # a sound text, and each figure of it that is changed: right, wrong, rule
    (
        "公务接待费由上年的2.50万元减少到2.00万元，减少0.50万元，下降20.00%。",
        (("2.50", "2.90", "text.change"), ("0.50", "0.80", "text.change"), ("20.00%", "25.00%", "text.rate")),
    ),
    (
        "公务用车运行维护费由2023年的3.50万元下降至2024年的3.00万元，下降14.29%。",
        (("3.50", "3.80", "text.rate"), ("3.00", "3.20", "text.amount"), ("14.29%", "17.29%", "text.rate")),
    ),
    (
        "“三公”经费预算5.00万元，较上年预算数6.00万元减少1.00万元，下降16.67%。其中：公务接待费2.00万元，较上年2.50万元下降20.00%。",
        (("1.00", "1.60", "text.change"), ("16.67%", "61.67%", "text.rate"), ("20.00%", "26.00%", "text.rate")),
    ),
    (
        "2024年收入预算500.00万元（其中：事业收入20.00万元），较2023年预算480.00万元增加20.00万元，同比增长4.2%。",
        (
            ("480.00", "490.00", "text.change"),
            ("4.2%", "7.2%", "text.rate"),
            ("事业收入20.00", "事业收入28.00", "text.amount"),
        ),
    ),
    (
        "2024年财政拨款支出预算480.00万元（含基本支出340.00万元，项目支出140.00万元），比上年预算450.00万元增加30.00万元（增长6.67%）。",
        (
            ("480.00", "460.00", "text.change"),
            ("增加30.00", "增加36.00", "text.change"),
            ("6.67%", "8.67%", "text.rate"),
        ),
    ),
    (
        "事业收入20.00万元，上年预算为0万元，较上年增加20.00万元，主要原因是新增培训收入。",
        (("增加20.00", "增加26.00", "text.change"),),
    ),
    ("上年结转结余0.00万元，比上年减少8.00万元，下降100%。", ()),
    ("事业收入20.00万元，比上年增加20.00万元，上年无此项。", (("增加20.00", "增加80.00", "text.change_too_large"),)),
    (
        "2024年“三公”经费预算5.00万元，2023年“三公”经费预算5.00万元，增减变化为零。",
        (("2023年“三公”经费预算5.00", "2023年“三公”经费预算5.50", "text.level"),),
    ),
    (
        "公务接待费2.00万元，与上年预算数2.00万元持平，增长0.00%。",
        (("上年预算数2.00", "上年预算数2.20", "text.level"), ("0.00%", "3.00%", "text.level")),
    ),
    ("支出预算500.00万元，与上年基本持平，增加1.00万元，增长0.20%。", ()),
    ("公务接待费2.00万元，与上年持平；公务用车运行维护费3.00万元，比上年减少0.50万元，下降14.29%。", ()),
)
FINALS = (
    (
        "2024年度收入支出总体与上年相比，增加20.00万元，增长4.17%。\n2024年度收、支总计均为500.00万元。",
        (("20.00", "26.00", "text.rate"), ("4.17%", "4.71%", "text.rate")),
    ),
    (
        "2024年度收、支总计均为500.00万元，与上年决算数480.00万元相比增加20.00万元，增长4.17%；与年初预算数450.00万元相比增加50.00万元，增长11.11%。",
        (("480.00", "430.00", "text.change"), ("450.00", "460.00", "text.change"), ("11.11%", "17.11%", "text.rate")),
    ),
    (
        "“三公”经费支出决算5.00万元，比年初预算6.00万元减少1.00万元，降低16.67%；比上年决算5.50万元减少0.50万元，降低9.09%。",
        (("6.00", "6.40", "text.change"), ("0.50万", "0.80万", "text.change"), ("9.09%", "3.09%", "text.rate")),
    ),
    (
        "公务用车运行维护费3.00万元，较年初预算数减少0.50万元。公务接待费2.00万元，较年初预算数减少0.50万元。“三公”经费5.00万元，较年初预算数减少1.00万元。",
        (("减少1.00", "减少1.60", "text.change"), ("费2.00万元，较年初预算数减少0.50", "费2.00万元，较年初预算数减少0.90", "text.change")),
    ),
    (
        "“三公”经费年初预算数为6.00万元，决算数为5.00万元，完成年初预算的83.33%，比年初预算减少1.00万元。公务接待费预算数2.50万元，决算数2.00万元，完成80.00%。",
        (("比年初预算减少1.00", "比年初预算减少1.60", "text.change"), ("完成80.00%", "完成30.00%", "text.completion")),
    ),
    (
        "支出合计500.00万元，按功能分类：一般公共服务支出400.00万元，完成预算的98.5%；社会保障和就业支出60.00万元，完成预算的100%，占12.00%。",
        (("占12.00%", "占21.00%", "text.share"),),
    ),
    (
        "支出合计500.00万元，较上年增加20.00万元，其中：人员经费增加31.00万元，公用经费减少1.20万元，项目支出减少9.80万元。",
        (("31.00", "34.00", "text.sum_of_changes"),),
    ),
    ("公务接待费2.00万元，较年初预算数减少0.80万元。公务用车运行维护费3.00万元，较年初预算数减少0.90万元。", ()),
    (
        "公务接待费支出预算为2.50万元，支出决算为2.00万元，完成预算的80.00%，决算数小于预算数的主要原因是厉行节约，与上年相比增加0.10万元，增长5.26%；公务用车运行维护费支出决算为3.00万元，决算数小于预算数的主要原因是减少出车。",
        (("厉行节约", "接待批次增加", "text.reason_direction"), ("0.10", "0.40", "text.rate")),
    ),
)  # fmt: skip


def _cases(texts: tuple) -> list[tuple[str, str, str, str]]:  # type: ignore[type-arg]
    return [(text, *plant) for text, plants in texts for plant in plants]


@pytest.mark.parametrize("text", [text for text, _ in BUDGETS])
def test_sound_changes_of_a_budget(text: str) -> None:
    assert alarms(report(text, TABLES)) == []


@pytest.mark.parametrize("text", [text for text, _ in FINALS])
def test_sound_changes_of_final_accounts(text: str) -> None:
    assert alarms(report(text, FINAL_TABLES, kind="final")) == []


@pytest.mark.parametrize(("text", "right", "wrong", "rule"), _cases(BUDGETS))
def test_one_wrong_figure_of_a_budget(text: str, right: str, wrong: str, rule: str) -> None:
    assert rule in {said for _, said in alarms(report(text.replace(right, wrong, 1), TABLES))}


@pytest.mark.parametrize(("text", "right", "wrong", "rule"), _cases(FINALS))
def test_one_wrong_figure_of_final_accounts(text: str, right: str, wrong: str, rule: str) -> None:
    assert right in text
    assert rule in {said for _, said in alarms(report(text.replace(right, wrong, 1), FINAL_TABLES, kind="final"))}
