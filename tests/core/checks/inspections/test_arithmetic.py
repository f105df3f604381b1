# ruff: noqa: E501 (sentences are quoted whole)
"""What the narrative states twice over: changes and rates, shares, completion, sums."""

from __future__ import annotations

import pytest

from tests.core.checks.inspections.builders import alarms, findings, report


@pytest.mark.parametrize(
    ("sentence", "alarm"),
    [
        # change and rate
        ("机关运行经费19.59万元，比上年减少1.46万元，下降6.9%。", None),
        ("机关运行经费19.59万元，比上年减少1.46万元，下降7.4%。", ("error", "text.rate", "6.9%")),
        ("机关运行经费19.59万元，比上年减少1.46万元，下降6.93%。", None),  # 1.455…1.465 of 21.04…21.06
        ("机关运行经费1959.00万元，比上年减少146.00万元，下降6.93%。", ("warning", "text.rate", "6.94%")),  # cut, not rounded
        ("机关运行经费19.59万元，比上年增加1.46万元，增长7.5%。", ("error", "text.rate", "8.1%")),
        ("机关运行经费5.2万元，比上年增加0.2万元，增长5%。", None),  # 0.15…0.25 of 4.95…5.05
        ("机关运行经费5.20万元，比上年增加0.20万元，增长6%。", ("error", "text.rate", "4%")),
        ("机关运行经费19.59万元，比上年增加19.59万元，增长100%。", ("warning", "text.rate_without_base", None)),
        ("机关运行经费0万元，比上年减少5.00万元，下降100%。", None),
        ("机关运行经费3.00万元，比上年增加5.00万元，增长60%。", ("warning", "text.change_too_large", None)),
        ("机关运行经费9.00万元，比上年减少1.00万元，增长10%。", ("warning", "text.direction", None)),
        ("机关运行经费9.00万元，上年10.00万元，比上年减少2.00万元。", ("error", "text.change", "1.00")),
        ("会议费180.00万元，比上年预算增加178.18万元，增长9,790.11%。", None),
        ("剔除不可比因素后，机关运行经费9.00万元，同口径减少1.00万元，下降4%。", None),
        ("机关运行经费9.00万元，约比上年减少1万余元，下降30%。", None),
        # the change is that of the whole, although a part stands between
        ("支出合计100.00万元，其中：基本支出60.00万元、项目支出40.00万元，比上年增加5.00万元，增长5.26%。", None),
        # 收、支总计 is what the sentence before says of either
        ("本年支出合计80.00万元。收入总计90.00万元，支出总计90.00万元。与上年相比，收、支总计各减少10.00万元，下降10.00%。", None),
        ("本年支出合计80.00万元。收入总计90.00万元，支出总计90.00万元。与上年相比，收、支总计各减少10.00万元，下降12.00%。", ("error", "text.rate", "10.00%")),
        ("机关运行经费2.70万元，比上年减少0.06万元，减幅0.02%。", ("error", "text.rate", "2.17%")),
        ("会议费较上年减0.40万元，增2.10%。", ("warning", "text.direction", None)),
        ("会议费较上年减0.40万元，减2.10%。", None),
        ("机关运行经费9.00万元，较上年同期减少1.00万元，下降12%。", ("error", "text.rate", "10%")),
        ("“三公”经费5.48万元，其中：公务接待费1.50万元。公务接待费决算比预算无增减变化，比上年增加0.50万元，增长50%。", None),
        ("“三公”经费5.48万元，其中：公务接待费1.50万元。公务接待费决算与预算持平，比上年增加0.50万元，增长20%。", ("error", "text.rate", "50%")),
        # shares
        ("支出预算100.00万元。收支总预算120.00万元。基本支出60.00万元，占支出总预算的50%。", None),
        ("支出合计307.82万元，其中：基本支出105.58万元，占34.30%；项目支出202.24万元，占65.70%。", None),
        ("支出合计307.82万元，其中：基本支出105.58万元，占34.29%；项目支出202.24万元，占65.70%。", ("warning", "text.share", "34.30%")),
        ("支出合计307.82万元，其中：基本支出105.58万元，占43.30%；项目支出202.24万元，占65.70%。", ("error", "text.share", "34.30%")),
        ("支出合计200万元，基金支出50.00万元，占支出合计的25%。", None),
        ("支出合计200.00万元，基金支出50.00万元，占支出合计的52%。", ("error", "text.share", "25%")),
        ("支出预算200.00万元，其中：基本支出50.00万元，占支出预算的25%；项目支出150.00万元，占支出预算的75%。", None),
        ("支出预算200.00万元，其中：基本支出50.00万元，占支出预算的25%；项目支出150.00万元，占支出预算的57%。", ("error", "text.share", "75%")),
        ("人员经费80.00万元，占基本支出预算的80%；公用经费支出预算20.00万元，占基本支出预算的20%。基本支出100.00万元。", None),
        ("人员经费支出80.00万元，占基本支出预算的60%。基本支出100.00万元。", ("error", "text.share", "80%")),
        ("授予中小企业合同金额86.40万元，其中：授予小微企业合同金额43.20万元，占授予中小企业合同金额的50.00%。", None),
        ("授予中小企业合同金额86.40万元，其中：授予小微企业合同金额43.20万元，占授予中小企业合同金额的53.00%。", ("error", "text.share", "50.00%")),
        ("货物采购授予中小企业合同金额占货物支出金额的130%。", ("error", "text.share", None)),
        ("支出合计200.00万元：基本支出50.00万元，项目支出150.00万元。按用途分，基本支出占25%，项目支出占75%。", None),
        ("支出合计200.00万元：基本支出50.00万元，项目支出150.00万元。按用途分，基本支出占25%，项目支出占57%。", ("error", "text.share", "75%")),
        ("慰问品50.00万元，占帮扶资金的52%。", None),  # of what nobody says how much it is
        # completion
        ("支出年初预算为0万元，全年预算为321.02万元，支出决算为307.82万元，完成年初预算的95.89%。", ("error", "text.completion_of_zero", "完成全年预算的 95.89%")),
        ("支出年初预算为321.02万元，支出决算为307.82万元，完成年初预算的95.98%。", ("error", "text.completion", "95.89%")),
        ("支出年初预算为300.00万元，全年预算为321.02万元，支出决算为307.82万元，完成年初预算的95.89%。", ("warning", "text.completion_base", "102.61%")),
        ("1．死亡抚恤（项）。年初预算为0，支出决算为177.17万元，完成年初预算的95.89%。", ("warning", "text.completion_of_zero", None)),
        ("支出年初预算为321.02万元，支出决算为307.82万元。决算数大于年初预算数的主要原因是人员增加。", ("warning", "text.compared", None)),
        ("支出年初预算为321.02万元，支出决算为307.82万元。决算数与年初预算数持平。", ("warning", "text.compared", None)),
        ("支出年初预算为321.02万元，支出决算为307.82万元。决算数小于预算数的主要原因是厉行节约。", None),
        ("支出年初预算为0万元，全年预算为9.00万元，支出决算为8.00万元。决算数小于预算数。", None),
        ("公务接待费支出决算为0.00万元，完成预算的30.00%。", ("warning", "text.completion", "0")),
        ("公务接待费支出决算为1.20万元，完成预算的0%。", ("warning", "text.completion", None)),
        ("住房公积金支出决算12.00万元，完成年初预算的87.6%，决算数大于年初预算数的主要原因是人员增加。", ("warning", "text.compared", None)),
        ("住房公积金支出决算12.00万元，完成年初预算的100%，决算数小于年初预算数的主要原因是人员减少。", None),  # 99.6 %
        ("培训费支出决算2.00万元，完成年初预算的98.25%。住房公积金支出决算12.00万元，完成年初预算的100%，决算数小于年初预算数。", ("warning", "text.compared", None)),
        ("住房公积金支出决算12.00万元，完成年初预算的100%，决算数与年初预算数持平。", None),
        # parts
        ("基本支出100.00万元，其中：\n人员经费80.00万元，主要包括基本工资。\n公用经费30.00万元，主要包括办公费。", ("error", "text.sum", "110.00")),
        ("基本支出100.00万元，其中：\n人员经费80.00万元，主要包括基本工资。\n公用经费20.00万元，主要包括办公费。", None),
        ("基本支出100.00万元，其中：\n人员经费80.00万元，主要包括基本工资。\n二、其他\n公用经费30.00万元。", None),
        ("基本支出100.00万元，其中：人员经费80.00万元，公用经费20.01万元。", None),
        ("基本支出100.00万元，其中：人员经费80.00万元，公用经费20.02万元。", ("error", "text.sum", "100.02")),
        ("“三公”经费5.00万元，其中：因公出国（境）费0万元，公务用车购置及运行费3.00万元，公务接待费1.00万元。", ("error", "text.sum", "4.00")),
        ("政府采购支出总额21.07万元，其中：货物20.00万元、工程0.00万元、服务0.07万元。", ("error", "text.sum", "20.07")),
        ("政府采购支出30.00万元，其中：政府集中采购20.00万元，分散采购8.00万元。货物采购30.00万元，工程采购0万元，服务采购0万元。", ("error", "text.sum", "28.00")),
        ("政府采购支出30.00万元，其中：政府集中采购20.00万元，部门集中采购2.00万元，分散采购8.00万元。", None),
        ("“三公”经费5.00万元，其中：公务接待费1.00万元。", None),  # not all parts are given
        ("支出预算较上年增加4.5万元，其中：基本支出增加1.56万元，项目支出增加2.94万元。", None),
        ("支出预算较上年增加9.5万元，其中：基本支出增加1.56万元，项目支出增加2.94万元。", ("warning", "text.sum_of_changes", "4.50")),
        ("“三公”经费比上年减少3.59万元，其中：公务用车购置及运行维护费减少3.89万元，公务接待费增加0.30万元。", None),
        ("“三公”经费比上年减少3.59万元，其中：公务用车购置及运行维护费减少3.59万元，公务接待费增加0.30万元。", ("warning", "text.sum_of_changes", "-3.29")),
        ("“三公”经费比上年减少3.20万元，比年初预算减少0.04万元。其中：公务用车购置及运行维护费比上年减少2.90万元，比年初预算减少0.04万元，车辆减少2辆；公务接待费比上年减少0.30万元，比年初预算持平。", None),
        ("“三公”经费比上年减少3.20万元，比年初预算减少0.04万元。其中：公务用车购置及运行维护费比上年减少2.90万元，比年初预算减少0.04万元；公务接待费比上年减少0.30万元，比年初预算减少0.04万元。", ("warning", "text.sum_of_changes", "-0.08")),
        ("“三公”经费比上年减少3.59万元，其中：因公出国（境）费有所减少，公务用车购置及运行维护费减少3.29万元，公务接待费减少0.10万元。", None),
    ],
)  # fmt: skip
def test_figures_of_one_sentence(sentence: str, alarm: tuple[str, str, str | None] | None) -> None:
    found = [f for f in findings(report(f"一、收支情况\n{sentence}", kind="final")) if f.level != "info"]
    assert [(f.level, f.rule) for f in found] == ([alarm[:2]] if alarm else [])
    if alarm and alarm[2]:
        assert found[0].expected == alarm[2]


def test_the_message_shows_the_sum() -> None:
    (found,) = findings(report("机关运行经费19.59万元，比上年减少1.46万元，下降7.4%。"), "text.rate")
    assert found.message == "正文写下降 7.4%；按 1.46万元 ÷ 上年数 21.05（19.59万元 + 1.46万元）计算应为 6.9%。"
    assert found.text is not None and found.text.text == "比上年减少1.46万元，下降7.4%"


def test_the_budgets_of_all_items_add_up_where_their_outcomes_do() -> None:
    text = """
    （三）具体情况
    一般公共预算财政拨款支出年初预算为37.61万元，支出决算为46.93万元。
    1．一般公共服务支出（类）群众团体事务（款）行政运行（项）。年初预算为30.00万元，支出决算为40.93万元。
    2．住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为7.16万元，支出决算为6.00万元。
    """
    (found,) = findings(report(text, kind="final"), "text.item_budgets")
    assert (found.level, found.stated, found.expected) == ("warning", "37.61", "37.16")
    assert alarms(report(text.replace("37.61", "37.16"), kind="final")) == []
    assert findings(report(text.replace("40.93", "30.93"), kind="final"), "text.item_budgets") == []


def test_growth_from_nothing_is_told_once() -> None:
    text = "收入总计9.00万元，比上年增加9.00万元，增长100%。\n支出总计9.00万元，比上年增加9.00万元，增长100%。"
    found = findings(report(text), "text.rate_without_base")
    assert [f.level for f in found] == ["warning", "info"]


def test_a_change_from_the_budget_is_called_so() -> None:
    (found,) = findings(report("公务接待费9.00万元，比年初预算数减少1.00万元，下降20%。"), "text.rate")
    assert "÷ 预算数 10.00" in found.message


def test_a_unit_that_is_another_elsewhere() -> None:
    text = "收入比上年减少57.59元。支出比上年减少57.59万元。全年收入266.86万元，每人每天补助32.50元，另收32.50万元。"
    assert [(f.stated, f.expected) for f in findings(report(text), "text.unit_slip")] == [("57.59元", "57.59万元")]
    assert findings(report("补助标准每人100元，全年支出100万元。"), "text.unit_slip") == []


def test_awards_beyond_all_that_was_procured() -> None:
    text = """
    （二）政府采购支出情况
    2024年度政府采购金额为21.07万元，其中：货物采购金额21.07万元、工程采购金额0万元、服务采购金额0万元。
    在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额21.07万元；在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额21.07万元；在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{}万元。
    """
    assert alarms(report(text.format("21.07"), kind="final")) == [("error", "text.awards")]
    assert alarms(report(text.format("0"), kind="final")) == []


def test_reasons_against_the_direction_and_against_the_staff() -> None:
    text = """
    编制数17人，其中：在职14人，减少2人；退休26人，增加2人。
    （一）机关运行经费
    机关运行经费32.78万元，比上年预算增加1.23万元，增长3.90%。主要原因是人员增加。
    会议费2.00万元，比上年减少1.00万元，下降33.33%。主要原因是：会议费增加。
    培训费2.00万元，比上年减少1.00万元，下降33.33%。主要原因是上年增加了一次性培训。
    差旅费2.00万元，比上年减少1.00万元，下降33.33%。主要原因是。
    年末结转和结余2.00万元，比上年减少1.00万元，下降33.33%。主要原因是本年支出增加。
    """
    assert alarms(report(text)) == [
        ("warning", "text.no_reason"),
        ("warning", "text.reason_direction"),
        ("warning", "text.staff_reason"),
    ]


def test_one_figure_told_in_two_places() -> None:
    text = """
    二、机关运行经费
    2024年机关运行经费19.59万元。
    三、其他
    2023年机关运行经费21.05万元。本部门2024年机关运行经费预算为19.95万元。
    """
    found = findings(report(text.replace("预算为", "")), "text.stated_twice")
    assert [(f.stated, f.expected, f.level) for f in found] == [("19.95", "19.59", "warning")]
