# ruff: noqa: E501 (sentences are quoted whole)
"""Template words, years, units, notes: what a careful reader notices without a calculator."""

from __future__ import annotations

import pytest

from core.model import CellRef, UnreadPage
from tests.core.checks.inspections.builders import TABLES, alarms, findings, report, table


def test_an_unfilled_template_raises_one_alarm_for_names_and_one_for_amounts() -> None:
    text = """
    某省 XX 局 2024 年度部门决算表
    某省 XX 局 2024 年度收入支出总计 XXX 万元。与 2023 年度相比，增加（减少）XXX 万元，增长（下降）XX%。（如持平作持平表述）
    本年收入合计 ××× 万元，其中：财政拨款收入 XXX 万元，占 XX%……（不涉及的不列）。
    某省 XX 局 2024 年度无机关运行经费支出。
    """
    assert alarms(report(text, kind="final")) == [("error", "text.blank"), ("error", "text.blank")]
    hints = [f for f in findings(report(text, kind="final")) if f.level == "info"]
    assert {f.rule for f in hints} == {"text.blank", "text.choice", "text.instruction"}


@pytest.mark.parametrize(
    "wording",
    ["增长下降7.4%", "增加（减少）1.46万元", "增长/下降7.4%", "减少（增加）了1.46万元", "减增加1.46万元", "增加持平"],
)
def test_both_words_of_a_choice(wording: str) -> None:
    (found,) = findings(report(f"机关运行经费19.59万元，比上年{wording}。"), "text.choice")
    assert (found.level, found.kind) == ("warning", "placeholder")


@pytest.mark.parametrize(
    "wording",
    ["实现“职工YI家”全覆盖", "willgo app", "AXX-12号", "预算增减变化情况", "收入支出总计12.00万元", "XXL 号服装"],
)
def test_words_that_only_look_like_a_template(wording: str) -> None:
    assert [f for f in alarms(report(wording)) if f[0] == "error"] == []
    assert findings(report(wording), "text.choice", "text.doubled_word") == []


def test_instructions_under_a_table() -> None:
    note = "无政府性基金预算的，仍保留该表格式，并在本表下方作下述说明：说明：本部门没有政府性基金，故本表无数据。"
    assert alarms(report(tables=[table("gov_fund", "科目 合计", "合计", note=note)])) == [
        ("warning", "table.instruction")
    ]


def test_a_word_too_many() -> None:
    assert alarms(report("政府性基金预算财政拨款收入 5.00 万元，支出收入 5.00 万元。")) == [
        ("warning", "text.doubled_word")
    ]


def test_an_amount_without_its_unit() -> None:
    text = "年初预算为0.00万元，支出决算为4.19。决算数大于预算数。预算数为1.20，2.30万元，决算为0。"
    assert [f.stated for f in findings(report(text), "text.missing_unit")] == ["4.19"]
    assert findings(report("（单位：万元）年初预算为3.20，支出决算为4.19。"), "text.missing_unit") == []


def test_a_choice_between_more_and_less() -> None:
    text = "“三公”经费决算数大小于预算数的主要原因是厉行节约。"
    assert [f.stated for f in findings(report(text), "text.choice")] == ["大小于"]


def test_a_word_written_twice_over() -> None:
    text = "收入预算比上年增加增加5.00万元，主要原因原因是人员增加，会议费0.00万元%。各项支出支出进度均衡。"
    assert [(f.level, f.stated) for f in findings(report(text), "text.doubled_word")] == [
        ("info", "增加增加"),
        ("info", "原因原因"),
        ("info", "万元%"),
    ]


def test_a_number_that_was_never_filled_in() -> None:
    text = "公务接待费2.00万元，占三公经费的 %，比上年减少 万元，增长 %。单位：万元，以万元为单位，占XX%。占比%"
    assert [f.stated for f in findings(report(text), "text.missing_number")] == ["占三公经费的%", "减少万元", "增长%"]


@pytest.mark.parametrize("year", ["202", "20245", "22024"])
def test_a_year_with_a_digit_too_few_or_too_many(year: str) -> None:
    text = f"{year}年度部门决算情况说明。2080505年初预算12.00万元，20129年初预算8.00万元。"
    assert [f.stated for f in findings(report(text, kind="final"), "year.mistyped")] == [f"{year}年"]


@pytest.mark.parametrize("number", ["附表2 ", "附件 2　", "2 ", "②", "附表2", "表3-2 "])
def test_a_number_beside_a_year_is_not_part_of_it(number: str) -> None:
    assert findings(report(f"{number}2024年度部门收支决算总表", kind="final"), "year.mistyped") == []


def test_a_mistyped_year_with_blanks_around_it() -> None:
    (found,) = findings(report("附表：202 年度部门收支决算总表", kind="final"), "year.mistyped")
    assert found.message.startswith("“202年”的年份少写了数字")


def test_a_percentage_without_its_sign() -> None:
    text = "项目支出150.00万元，占76.23，比上年增长5.30；基本支出占23.77%。"
    assert [f.stated for f in findings(report(text), "text.missing_sign")] == ["76.23", "5.30"]


def test_a_title_of_another_year() -> None:
    text = """
    临川县总工会2024年部门预算
    第二部分 2024年部门预算公开表
    第三部分 2023年部门预算情况说明
    一、2024年部门预算公开说明
    二、2023年预算执行情况
    与2023年部门预算相比
    """
    found = findings(report(text), "year.title")
    assert [(f.level, f.stated, f.expected, f.text and f.text.paragraph) for f in found] == [
        ("error", "2023", "2024", 2)
    ]


def test_tasks_of_years_long_past_and_plans_that_ran_out() -> None:
    text = """
    按时召开2022年度政府与工会联席会议，完成2023年度决算，总结2022年度工作。
    落实《职代会建设工作方案（2020-2022年）》。
    """
    assert [(f.rule, f.level, f.stated) for f in findings(report(text))] == [
        ("year.task", "warning", "2022年"),
        ("year.plan", "info", "2020-2022年"),
    ]


def test_the_year_of_a_performance_target() -> None:
    target = table(
        "performance_department", "一级指标 二级指标", "年度目标 完成2023年整体支出绩效目标\n其他 2022年成立"
    )
    (found,) = findings(report(tables=[target]), "year.target")
    assert (found.level, found.cells) == ("error", (CellRef("performance_department", 0, 1),))


def test_the_date_of_the_assets() -> None:
    text = "截至2022年12月31日，本单位共有车辆0辆。"
    assert alarms(report(text, kind="final", year=2023)) == [("warning", "year.assets")]
    assert alarms(report(text, kind="budget", year=2023)) == []


def test_vehicles_that_cost_money_although_there_are_none() -> None:
    text = "四、国有资产占用情况\n截至2023年12月31日，本单位共有车辆{}辆，其中：一般公务用车0辆。"
    assert alarms(report(text.format(0), TABLES)) == [("warning", "text.no_vehicles")]
    assert alarms(report(text.format(1), TABLES)) == []


def test_pages_that_could_not_be_read_are_told_once_for_each_reason() -> None:
    unread = (UnreadPage(7, "扫描页"), UnreadPage(3, "扫描页"), UnreadPage(9, "乱码"))
    messages = [f.message for f in findings(report(unread=unread), "reading.unread_page")]
    assert messages == [
        "第 9 页没有读出文字（乱码），这些页没有参加核对，请对照原件。",
        "第 3、7 页没有读出文字（扫描页），这些页没有参加核对，请对照原件。",
    ]


def test_private_numbers() -> None:
    text = "联系人电话13812345678，身份证360102199003071234，账号36010219900307123456。"
    assert [f.level for f in findings(report(text), "reading.private")] == ["info", "info"]


def test_heading_numbers() -> None:
    text = "一、职责\n（一）甲\n（二）乙\n1.丙\n3.丁\n（四）戊\n二、机构\n二、人员\n十一、其他"
    assert [(f.level, f.stated, f.expected) for f in findings(report(text), "text.heading_number")] == [
        ("info", "3", "2"),
        ("info", "4", "3"),
        ("info", "2", "3"),
        ("info", "11", "3"),
    ]


@pytest.mark.parametrize("text", ["三、20  年度部门决算情况说明", "20XX年度收入合计12.00万元。", "____年度部门决算"])
def test_a_year_that_was_left_blank(text: str) -> None:
    assert alarms(report(text, kind="final")) == [("error", "text.blank")]


def test_twenty_years_are_no_blank_year() -> None:
    assert alarms(report("近20年来，2020年度部门决算已公开；工龄满20年的职工。", kind="final")) == []
