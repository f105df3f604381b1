"""Totals of the narrative with their lists, counts with names, and amounts that miss a figure by one slip."""

from __future__ import annotations

import pytest

from tests.core.checks.inspections.builders import alarms, findings, report, table

SOUND = (
    "2024年政府采购安排20.00万元，其中：货物类采购预算12.00万元，工程类采购预算0.00万元，服务类采购预算8.00万元。",
    "上年结转结余180.00万元，包括：财政拨款175.00万元，非财政拨款5.00万元，其中：教育收费5.00万元。",
    "人员编制22人，其中行政编制12人、事业编制10人；实有人员20人，其中行政11人、事业9人。",
    "实有人数40人，其中：在职14人，减少2人；退休26人，增加2人；离休0人，增加0人。",
    "共有车辆2辆，其中：机要通信用车1辆、其他用车1辆。",
    "机关运行经费安排7.93万元，主要用于日常运行。其中：办公费1.13万元、邮电费2.32万元、其他费用4.48万元。",
    "下设4个处室，分别是：办公室、组宣部、帮扶中心、经审科。",
    "内设机构3个，包括：办公室、组织和宣传部、权益保障部。",
    "内设办公室、组织部、财务部3个科室，下属1个事业单位。",
    "2024年“三公”经费预算5.00万元。\n因公出国（境）费0.00万元。\n公务用车购置及运行费3.00万元。\n公务接待费2.00万元。",
    "其他收入0.00万元，占0.00%，比上年增加0.00万元，增长0.00%。",
    "项目培训费60.00万元，包括：师资费20.00万元、场地费30.00万元。",
    "财政拨款收入总计1516.64万元，与上年相比减少58.49万元，降低3.71%。其中：一般公共预算财政拨款收入1486.64万元，政府性基金预算财政拨款收入30.00万元。",
    "项目支出预算150.00万元，共安排项目3个，其中：劳模慰问25.00万元、困难帮扶80.00万元、培训45.00万元。",
    "支出预算500.00万元，其中：一般公共服务支出400.00万元，社会保障和就业支出60.00万元，住房保障支出40.00万元。",
    "政府采购支出总额12.00万元，其中：政府采购货物支出8.50万元、政府采购工程支出0万元、政府采购服务支出3.50万元。",
    "“三公”经费5.00万元，其中：因公出国（境）费0万元，公务用车运行维护费3.00万元，公务接待费2.00万元。",
    "本镇“三公”经费5.00万元，其中：因公出国（境）费0万元，公务用车购置费0万元，公务用车运行维护费3.00万元，公务接待费2.00万元。",
    "实有在职41人，其中行政23人，事业18人；退休36人。",
    "“帮扶”项目自评得分为98.6分，全年预算数为50万元，执行数为49.3万元，完成预算的98.6%。",
    "公务接待费2.00万元，比上年收支预算总数减少1.00万元。收支总预算500.00万元，比2023年收支预算总数600.00万元减少100.00万元。",
)
WRONG = (
    (0, "服务类采购预算8.00", "服务类采购预算6.00", "text.sum"),
    (1, "财政拨款175.00", "财政拨款115.00", "text.list"),
    (2, "行政11人", "行政17人", "text.list"),
    (2, "人员编制22人", "人员编制12人", "text.list"),
    (3, "离休0人", "离休7人", "text.list"),
    (4, "其他用车1辆", "其他用车0辆", "text.list"),
    (5, "邮电费2.32", "邮电费6.32", "text.list"),
    (6, "4个处室", "5个处室", "text.named_count"),
    (7, "3个", "5个", "text.named_count"),
    (8, "3个科室", "4个科室", "text.named_count"),
    (9, "公务接待费2.00", "公务接待费7.00", "text.sum"),
    (10, "增长0.00%", "增长6.00%", "text.rate"),
    (10, "占0.00%", "占3.00%", "text.share"),
    (12, "1486.64", "1786.64", "text.list"),
    (13, "45.00", "65.00", "text.list"),
    (13, "150.00", "180.00", "text.list"),
    (14, "60.00", "90.00", "text.list"),
    (15, "8.50", "8.80", "text.sum"),
    (16, "维护费3.00", "维护费3.40", "text.sum"),
    (17, "车购置费0", "车购置费6", "text.sum"),
    (18, "事业18人", "事业13人", "text.list"),
    (19, "49.3", "46.3", "text.completion"),
    (19, "98.6分", "198.6分", "text.full_marks"),
    (20, "减少100.00", "减少150.00", "text.change"),
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_lists(text: str) -> None:
    assert [f.message for f in findings(report(text)) if f.level != "info"] == []


@pytest.mark.parametrize(("place", "right", "wrong", "rule"), WRONG)
def test_one_wrong_figure_of_a_list(place: int, right: str, wrong: str, rule: str) -> None:
    assert right in SOUND[place]
    assert rule in {said for _, said in alarms(report(SOUND[place].replace(right, wrong, 1)))}


def test_classes_that_come_to_less_than_all_are_a_hint() -> None:
    text = "支出预算500.00万元，其中：一般公共服务支出400.00万元，社会保障和就业支出60.00万元，住房保障支出{}万元。"
    (found,) = findings(report(text.format("12.50")), "text.list")
    assert (found.level, found.expected) == ("info", "472.50")
    assert findings(report(text.format("40.00")), "text.list") == []
    two = "支出预算500.00万元，其中：社会保障和就业支出60.00万元，住房保障支出12.50万元。"
    assert findings(report(two), "text.list") == []


def test_a_share_of_more_than_all() -> None:
    assert ("error", "text.share") in alarms(report("一般公共预算拨款收入480.00万元，占196%。"))


BASIC = table("general_basic", "科目名称 合计 人员经费 公用经费", "合计 388.05 327.20 60.85")


@pytest.mark.parametrize(("told", "rules"), [("60.85", []), ("66.85", ["text.near"]), ("60.86", []), ("25.17", [])])
def test_running_costs_that_miss_the_public_funds_by_one_slip(told: str, rules: list[str]) -> None:
    of = report(f"机关运行经费\n2024年机关运行经费预算{told}万元。", [BASIC])
    assert [rule for _, rule in alarms(of)] == rules


PROJECTS = table("projects", "项目名称 合计 一般公共预算", "合计 55.02 55.02\n送温暖 29.20 29.20\n劳模慰问 25.82 25.82")


@pytest.mark.parametrize(("count", "amount", "rules"), [(2, "55.02", []), (6, "55.02", ["text.project_count"])])
def test_projects_with_targets_are_counted(count: int, amount: str, rules: list[str]) -> None:
    of = report(f"2024年对{count}个项目编制绩效目标，涉及金额{amount}万元。", [PROJECTS])
    assert [rule for _, rule in alarms(of)] == rules


def test_an_amount_misses_nothing_that_print_cannot_show() -> None:
    tiny = table("projects", "项目名称 合计 一般公共预算", "合计 554.52 554.52\n送温暖 554.52 554.52")
    tiny.amount_unit = "元"
    text = "2024年对1个项目编制绩效目标，涉及金额{}万元。"
    for told in ("0.00", "0.06", "0.05"):
        assert findings(report(text.format(told), [tiny]), "text.near") == []


def test_the_amount_that_targets_cover() -> None:
    found = findings(report("2024年对2个项目编制绩效目标，涉及金额65.02万元。", [PROJECTS]), "text.near")
    assert [(f.stated, f.expected) for f in found] == [("65.02", "55.02")]
