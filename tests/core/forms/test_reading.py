"""Columns and rows are read by what they mean, whatever the province prints."""

from __future__ import annotations

import pytest

from core.forms.reading import FormReading, read_form
from core.model import Cell, Column, Table


def reading(form: str, columns: str, rows: str = "", note: str | None = None) -> FormReading:
    """The reading of a table whose columns and rows are given as text; `-` is an empty cell."""
    leaves = [Column(tuple(path.split("/"))) for path in columns.split()]
    body = [["" if text == "-" else text for text in line.split()] for line in rows.strip().splitlines()]
    cells = [[Cell.of(text) for text in row] + [Cell()] * (len(leaves) - len(row)) for row in body]
    return read_form(Table("t1", leaves, cells, form=form, note=note))


def ids(of: FormReading) -> list[str]:
    return [f"{m.period} {m.id}".strip() for group in of.groups for m in group.measures]


def outline(of: FormReading) -> list[tuple[int, str]]:
    def depth(index: int | None) -> int:
        return 0 if index is None else 1 + depth(of.lines[index].parent)

    return [(depth(line.parent), line.code or line.kind or line.label) for line in of.lines]


HEADERS = [  # an amount column is followed by what it means
    (
        "expenditure",
        "科目编码 科目名称 本年支出合计:total 基本支出:basic 项目支出:project 上缴上级支出:upward 经营支出:operating",
    ),
    (
        "general_expenditure",
        """序号 科目编码 科目名称 合计:total 基本支出/小计:basic 基本支出/人员经费:staff
        基本支出/日常公用经费:public 项目支出:project""",
    ),
    (
        "income",
        """科目 总计:total 财政拨款（补助）/财政拨款(补助)小计:fiscal 财政拨款（补助）/一般公共预算:general
        单位资金:own 财政拨款结转:carry_fiscal""",
    ),
    (
        "income",
        """科目编码 科目名称 本年收入合计:current 财政拨款收入:fiscal 事业收入/小计:undertaking
        事业收入/其中：教育收费:undertaking 其他收入:other""",
    ),
    (
        "gov_fund",
        """科目编码 科目名称 年初结转和结余:opening 本年收入:income 本年支出/小计:total
        本年支出/基本支出:basic 年末结转和结余:closing""",
    ),
    (
        "three_public",
        """单位名称 “三公”经费合计:total 因公出国（境）费用:abroad 公务接待费:reception
        公务用车购置及运行维护费/小计:cars 公务用车购置及运行维护费/公务用车购置费:car_purchase
        公务用车购置及运行维护费/公务用车运行维护费:car_running""",
    ),
    (
        "projects",
        """项目名称 项目单位 合计:total 本年拨款/一般公共预算:general 财政拨款结转结余/一般公共预算:carry_general
        单位资金:own 绩效目标""",
    ),
]


@pytest.mark.parametrize(("form", "headers"), HEADERS)
def test_columns_are_known_by_their_headers(form: str, headers: str) -> None:
    told = [header.partition(":") for header in headers.split()]
    of = reading(form, " ".join(header for header, _, _ in told))
    assert ids(of) == [meaning for _, _, meaning in told if meaning]


def test_periods_tell_columns_of_one_meaning_apart() -> None:
    of = reading("three_public", "三公/合计/预算数 三公/合计/决算数 三公/公务接待费/预算数 三公/公务接待费/决算数")
    assert ids(of) == ["预算数 total", "决算数 total", "预算数 reception", "决算数 reception"]


def test_groups_stand_side_by_side() -> None:
    of = reading("general_basic", "科目编码 科目名称 决算数 科目编码 科目名称 决算数")
    assert [(g.codes, g.names, [m.column for m in g.measures]) for g in of.groups] == [
        ((0,), (1,), [2]),
        ((3,), (4,), [5]),
    ]


def test_the_governments_own_classes_are_no_part_of_the_code() -> None:
    of = reading(
        "general_basic",
        "部门预算经济分类/编码 部门预算经济分类/名称 政府预算经济分类/编码 合计",
        "30101 基本工资 50101 9",
    )
    assert [line.code for line in of.lines] == ["30101"]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ("科目编码 科目名称 合计", "201 一般公共服务支出 9\n20129 群众团体事务 9\n2012901 行政运行 9"),
        ("类 款 项 科目名称 合计", "201 - - 一般公共服务支出 9\n201 29 - 群众团体事务 9\n201 29 01 行政运行 9"),
        ("类 款 项 科目名称 合计", "201 - - 一般公共服务支出 9\n- 29 - 群众团体事务 9\n- - 01 行政运行 9"),
        ("类 款 项 科目名称 合计", "201 - - 一般公共服务支出 9\n201 20129 - 群众团体 9\n201 20129 2012901 行政运行 9"),
        ("科目名称 合计", "201一般公共服务支出 9\n20129群众团体事务 9\n[2012901]行政运行 9"),
        ("科目名称 合计", "一般公共服务支出 9\n群众团体事务 9\n行政运行 9"),
    ],
)  # fmt: skip
def test_codes_are_read_however_they_are_printed(columns: str, rows: str) -> None:
    of = reading("general_expenditure", columns, rows)
    assert outline(of) == [(0, "201"), (1, "20129"), (2, "2012901")]
    assert of.subject("2012901") is of.lines[2]


def test_a_total_is_found_in_whichever_column_it_stands() -> None:
    for row in ("合计 - 9", "- 合计 9", "- 支出总计 9"):
        assert reading("expenditure", "科目编码 科目名称 合计", row).line("total") is not None


ACCOUNT = "收入/项目 收入/预算数 支出/项目 支出/预算数"


def test_an_account_by_ordinals_and_of_which() -> None:
    rows = """
    一、本年收入 9 一、本年支出 9
    （一）一般公共预算拨款 9 （一）一般公共服务支出 9
    其中：一般财力 9 - -
    上级一般公共预算安排转移支付 - - -
    （二）政府性基金预算拨款 - - -
    二、上年结转 - 二、结转下年 -
    收入总计 9 支出总计 9
    """
    of = reading("fiscal_summary", ACCOUNT, rows)
    assert outline(of) == [
        (0, "income_current"),
        (1, "general"),
        (2, "general_own"),
        (2, "general_transfer"),
        (1, "fund"),
        (0, "carry_in"),
        (0, "income_total"),
        (0, "expenditure_current"),
        (1, "201"),
        (0, "carry_out"),
        (0, "expenditure_total"),
    ]


def test_sources_numbered_anew_below_what_is_carried_over_belong_to_it() -> None:
    rows = """
    一、一般公共预算拨款 9 - -
    本年收入合计 9 本年支出合计 9
    年初财政拨款结转和结余 - - -
    一、一般公共预算拨款 - - -
    总计 9 总计 9
    """
    of = reading("fiscal_summary", ACCOUNT, rows)
    assert outline(of)[:5] == [
        (0, "general"),
        (0, "income_current"),
        (0, "carry_in"),
        (1, "general"),
        (0, "income_total"),
    ]


def test_the_note_says_that_the_table_leaves_out_what_was_carried_over() -> None:
    assert reading("fiscal_summary", ACCOUNT, note="（表 4 中不包含财政拨款上年结转结余资金）").excludes_carryover
    assert not reading("fiscal_summary", ACCOUNT, note="本表反映年末结转结余情况").excludes_carryover


@pytest.mark.parametrize(("change", "rate"), [("增减额", "增减率"), ("增、减额", "增、减幅度")])
def test_amounts_of_last_year_and_of_the_change_stand_apart(change: str, rate: str) -> None:
    of = reading("three_public", f"项目 上年预算数 本年预算数 {change} {rate}", "公务接待费 2.00 1.50 -0.50 -25%")
    (group,) = of.groups
    assert [(m.id, m.period) for m in group.measures] == [("total", "")]
    assert [(m.id, m.period) for m in group.compared] == [("total", "上年预算数"), ("total", change)]
    assert group.rates == (4,)


def test_one_side_of_an_account_is_read_as_the_account() -> None:
    rows = "一、基本支出 9\n工资福利支出 6\n商品和服务支出 3\n二、项目支出 4\n本年支出合计 13\n支出总计 13"
    of = reading("expenditure", "项目 2024年预算", rows)
    assert of.form == "income_expenditure_summary" and of.statement
    assert outline(of) == [
        (0, "basic"),
        (1, "301"),
        (1, "302"),
        (0, "project"),
        (0, "expenditure_current"),
        (0, "expenditure_total"),
    ]


def test_a_list_of_projects_is_called_by_them_and_nests_below_units_and_kinds() -> None:
    rows = "- - 合计 9\n129 县总工会 - 9\n- - 特定目标类 9\n- - 送温暖 5\n- - 劳模慰问 4"
    of = reading("projects", "单位编码 单位名称 项目名称 金额", rows)
    assert outline(of) == [(0, "total"), (0, "129"), (1, "特定目标类"), (2, "送温暖"), (2, "劳模慰问")]
