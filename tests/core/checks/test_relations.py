"""Each kind of relation on a table of a few rows, and its silence where it cannot be sure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.checks import Checker, LedgerEntry, Status
from core.checks.findings import Finding
from core.model import Report, ReportInfo, Table
from core.model.report import ReportKind
from tests.core.checks.sound import TABLE_KINDS, make_table, rows_of


def table(form: str, columns: str, rows: str, **more: str) -> Table:
    """Rows one a line, `-` for a blank."""
    made = make_table(form, columns, rows_of(rows))
    made.note, made.amount_unit = more.get("note"), more.get("unit")
    return made


def checker(*tables: Table, kind: ReportKind = "budget") -> Checker:
    for number, each in enumerate(tables, 1):
        each.id, each.number = f"t{number}", f"表{number}"
    return Checker(Report(ReportInfo("临川县总工会", 2024, kind, "万元"), tables=list(tables)))


def broken(of: Checker) -> list[str]:
    return sorted(e.name for e in of.ledger() if e.status is Status.BROKEN)


def standing(of: Checker, status: Status) -> list[LedgerEntry]:
    return [e for e in of.ledger() if e.status is status and e.cells]


def said(of: Checker) -> list[Finding]:
    return [f for f in of.findings if f.kind in TABLE_KINDS and f.level != "info"]


def places(found: Sequence[Finding]) -> set[tuple[str, int, int]]:
    return {(f.rule, *s.cell[1:]) for f in found for s in f.suspects[:1]}


def test_every_group_of_columns_adds_up() -> None:
    of = checker(
        table(
            "income",
            "科目编码 科目名称 合计 本年收入/小计 本年收入/一般公共预算 本年收入/事业收入 "
            "上年结转结余/小计 上年结转结余/一般公共预算 上年结转结余/单位资金",
            "- 合计 100.00 80.00 60.00 30.00 20.00 15.00 5.00",
        )
    )
    assert broken(of) == ["表1 合计 本年收入小计 = 各栏之和"]


def test_a_source_with_a_total_of_its_own_is_part_of_the_whole() -> None:
    columns = "科目编码 科目名称 本年收入/小计 本年收入/一般公共预算 本年收入/单位资金/小计 本年收入/单位资金/事业收入"
    assert not broken(checker(table("income", columns, "- 合计 80 60 20 20")))
    assert broken(checker(table("income", columns, "- 合计 89 60 20 20"))) == ["表1 合计 本年收入小计 = 各栏之和"]


def test_columns_by_use_beside_columns_by_source_each_make_the_whole() -> None:
    by_source = "一般公共预算/小计 一般公共预算/基本支出 一般公共预算/项目支出 单位资金/小计 单位资金/项目支出"
    columns = f"科目编码 科目名称 合计 基本支出 项目支出 {by_source}"
    assert not broken(checker(table("expenditure", columns, "- 合计 90 60 30 80 60 20 10 10")))
    of = checker(table("expenditure", columns, "- 合计 90 60 39 80 60 20 10 10"))
    assert broken(of) == ["表1 合计 合计 = 各栏之和"]


def test_columns_without_a_common_heading_are_parts_by_their_meaning() -> None:
    columns = "科目编码 科目名称 合计 基本支出 人员经费 公用经费 项目支出"
    assert not broken(checker(table("general_expenditure", columns, "- 合计 90 60 50 10 30")))
    assert broken(checker(table("general_expenditure", columns, "- 合计 90 60 50 19 30"))) == [
        "表1 合计 基本支出 = 各栏之和"
    ]


def test_a_comparison_with_last_year_is_no_part_of_a_sum() -> None:
    columns = "科目编码 科目名称 2023年执行数 2024年预算数/小计 2024年预算数/基本支出 2024年预算数/项目支出 增减"
    assert not said(checker(table("general_expenditure", columns, "- 合计 80 90 60 30 10")))


def test_three_public_adds_up_for_budget_and_final_figures() -> None:
    items = (
        "合计",
        "因公出国（境）费",
        "公务用车/小计",
        "公务用车/公务用车购置费",
        "公务用车/公务用车运行维护费",
        "公务接待费",
    )
    columns = " ".join(f"{period}/{item}" for period in ("预算数", "决算数") for item in items)
    of = checker(table("three_public", columns, "5.00 - 4.00 - 4.00 1.00 3.50 - 3.20 - 3.00 0.30"), kind="final")
    assert broken(of) == ["表1 决算数 公务用车小计 = 各栏之和"]


def test_three_public_as_rows() -> None:
    rows = """
    合计 5.00
    因公出国（境）费 -
    公务用车购置及运行费 4.00
    其中：公务用车购置费 -
    公务用车运行费 4.00
    公务接待费 2.00
    """
    assert broken(checker(table("three_public", "项目 预算数", rows))) == ["表1 合计 预算数 = 各行之和"]


def test_three_public_with_an_item_that_nobody_knows_is_doubted() -> None:
    rows = "合计 5.00\n1.因公出国（境）费 1.00\n2.公务接待费 2.00\n3.公车平台费 2.00"
    assert not said(checker(table("three_public", "项目 预算数", rows)))


def test_codes_in_three_columns_of_which_only_the_last_is_printed() -> None:
    rows = """
    - - - 合计 9.0 9.0
    201 - - 一般公共服务支出 9.0 9.0
    - 29 - 群众团体事务 9.0 9.0
    - - 01 行政运行 5.0 5.0
    - - 99 其他支出 3.0 4.0
    """
    of = checker(table("expenditure", "科目编码/类 科目编码/款 科目编码/项 科目名称 合计 基本支出", rows))
    assert places(said(of)) == {("row_sum", 4, 4)}


def test_a_subject_without_printed_children_is_not_checked() -> None:
    rows = "- 合计 9\n201 一般公共服务支出 9\n2012901 行政运行 9"
    of = checker(table("state_capital", "科目编码 科目名称 合计", rows))
    assert not [e for e in standing(of, Status.PASSED) if "2012901" in e.name]


def test_names_without_codes_find_their_level_in_the_official_lists() -> None:
    rows = """
    合计 9.00 9.00
    一般公共服务支出 7.00 7.00
    群众团体事务 7.00 7.00
    行政运行 5.00 5.00
    一般行政管理事务 2.00 1.00
    住房保障支出 2.00 2.00
    """
    of = checker(table("general_expenditure", "科目名称 合计 基本支出", rows))
    assert broken(of) == ["表1 一般行政管理事务 合计 = 各栏之和", "表1 群众团体事务 基本支出 = 各行之和"]


def test_units_open_sections_of_their_own() -> None:
    rows = """
    - 合计 9 9
    601001 总工会本级 5 5
    201 一般公共服务支出 5 5
    601002 职工服务中心 4 4
    201 一般公共服务支出 4 4
    """
    assert not said(checker(table("expenditure", "科目编码 科目名称 合计 基本支出", rows)))


def test_a_list_that_is_nested_in_an_unknown_way_is_doubted() -> None:
    rows = "合计 9 9\n帮扶工作 9 9\n送温暖 5 5\n劳模慰问 4 4"
    of = checker(table("projects", "项目名称 合计 一般公共预算", rows))
    assert not said(of)
    assert {e.rule for e in standing(of, Status.NOT_CHECKED)} == {"list_total"}


@pytest.mark.parametrize(
    ("form", "columns", "rows"),
    [
        ("projects", "项目名称 合计 一般公共预算", "合计 9 9\n特定目标类 9 9\n送温暖 5 5\n劳模慰问 4 1"),
        ("projects", "单位编码 单位（项目）名称 项目金额", "- 合计 9\n129 县总工会 9\n- 送温暖 5\n- 劳模慰问 1"),
        ("general_projects", "科目编码 项目名称 金额", "- 合计 9\n2012906 送温暖 5\n2012906 劳模慰问 1"),
        ("projects", "项目名称 金额", "合计 9\n送温暖 5\n劳模慰问 1"),
    ],
)
def test_projects_add_up_below_their_unit_or_kind(form: str, columns: str, rows: str) -> None:
    found = said(checker(table(form, columns, rows)))
    assert [f.kind for f in found] in (["column_sum"], ["row_sum"])


def test_the_change_is_this_year_less_the_last() -> None:
    columns = "项目 2023年预算数 2024年预算数 增减额 增减率"
    rows = """
    “三公”经费合计 7.00 6.50 -0.50 -7.14%
    公务用车运行维护费 4.50 4.20 -0.30 -6.67%
    公务接待费 2.50 2.30 -0.90 -8.00%
    """
    of = checker(table("three_public", columns, rows))
    assert broken(of) == ["表1 公务接待费 增减额 = 本年 − 上年"]
    assert places(said(of)) == {("year_change", 2, 3)}


def test_years_side_by_side_each_have_their_sums() -> None:
    columns = "单位名称 " + " ".join(
        f"{year}/{item}" for year in ("2023年", "2024年", "增减变化情况") for item in YEARLY
    )
    sound = "县总工会 11.83 6.69 1.87 4.82 5.14 8.73 5.89 1.57 4.32 2.84 -3.10 -0.80 -0.30 -0.50 -2.30"
    wrong = sound.replace("8.73", "3.73")
    assert not said(checker(table("three_public", columns, sound)))
    assert places(said(checker(table("three_public", columns, wrong)))) == {("year_change", 0, 6)}


YEARLY = ("合计", "“三公”经费/小计", "“三公”经费/公务接待费", "“三公”经费/公务用车运行维护费", "培训费")
ACCOUNT = "收入/项目 收入/预算数 支出/项目 支出/预算数"


def test_each_side_of_an_account_may_stand_in_a_table_of_its_own() -> None:
    both = """
    一、财政拨款 480 一、一般公共服务支出 480
    （一）一般公共预算 480 - -
    二、其他收入 20 二、住房保障支出 20
    本年收入合计 500 本年支出合计 500
    上年结转 0 结转下年 0
    收入总计 500 支出总计 500
    """
    income = """
    一、财政拨款 490
    （一）一般公共预算 480
    二、其他收入 20
    本年收入合计 500
    三、上年结转 0
    收入总计 500
    """
    outlay = """
    一、基本支出 350
    工资福利支出 300
    商品和服务支出 60
    二、项目支出 150
    本年支出合计 500
    三、结转下年 0
    支出总计 500
    """
    of = checker(
        table("income_expenditure_summary", ACCOUNT, both),
        table("income", "项目 2024年预算", income),
        table("expenditure", "项目 2024年预算", outlay),
    )
    assert broken(of) == [
        "收支总表与单列的收入总表同一行 财政拨款收入",
        "表2 本年收入合计 2024年预算 = 各行之和",
        "表2 财政拨款 2024年预算 = 各行之和",
        "表3 基本支出 2024年预算 = 各行之和",
    ]
    assert ("income-side", 0, 1) in places(said(of)) or ("account_parts", 0, 1) in places(said(of))


def test_an_account_that_divides_the_expenditure_twice_comes_to_one_total() -> None:
    columns = f"{ACCOUNT} 支出（按经济分类）/项目 支出（按经济分类）/预算数"
    rows = """
    一、财政拨款 500 一、一般公共服务支出 500 一、工资福利支出 510
    本年收入合计 500 本年支出合计 500 本年支出合计 510
    收入总计 500 支出总计 500 支出总计 510
    """
    of = checker(table("income_expenditure_summary", columns, rows))
    assert broken(of) == ["表1 支出总计 各方合计相等", "表1 本年支出合计 各方合计相等"]


def test_an_account_with_numbered_rows_and_of_which() -> None:
    rows = """
    一、本年收入 430 201一般公共服务支出 500
    1、一般公共预算拨款 430 221住房保障支出 110
    其中：一般财力 400 - -
    上级一般公共预算安排转移支付 20 - -
    二、上年结转结余 180 - -
    收入总计 610 支出总计 610
    """
    assert broken(checker(table("income_expenditure_summary", ACCOUNT, rows))) == [
        "表1 一般公共预算拨款 预算数 = 各行之和"
    ]


def test_of_which_need_not_be_all() -> None:
    rows = "一、财政拨款收入 9 一、一般公共服务支出 9\n其中：中央提前下达 4 - -\n本年收入合计 9 本年支出合计 9"
    assert not said(checker(table("income_expenditure_summary", ACCOUNT, rows)))
    more = rows.replace("下达 4", "下达 40")
    assert broken(checker(table("income_expenditure_summary", ACCOUNT, more))) == ["表1 财政拨款收入 预算数 ≥ 各行之和"]


def test_income_and_outlay_balance_for_each_period() -> None:
    rows = """
    一、一般公共预算财政拨款收入 90 97.48 一、一般公共服务支出 90 97.48
    本年收入合计 90 97.48 本年支出合计 90 97.48
    年初结转和结余 - 5.00 年末结转和结余 - 4.00
    总计 90 102.48 总计 90 101.48
    """
    columns = "收入/项目 收入/预算数 收入/决算数 支出/项目 支出/预算数 支出/决算数"
    of = checker(table("income_expenditure_summary", columns, rows), kind="final")
    assert broken(of) == ["表1 总计 = 总计"]


def test_basic_expenditure_in_three_groups_with_a_total_in_a_wide_cell() -> None:
    group = "经济分类科目编码 科目名称 决算数"
    rows = """
    301 工资福利支出 42.43 302 商品和服务支出 0.80 310 资本性支出 0.10
    303 对个人和家庭的补助 3.60 - - - - - -
    人员经费合计 - 46.02 公用经费合计 - - - - 0.90
    """
    of = checker(table("general_basic", f"{group} {group} {group}", rows), kind="final")
    assert not broken(of)
    assert [e.detail for e in standing(of, Status.ROUNDING)] == [
        "42.43 + 3.60 = 46.03，与 46.02 相差 0.01，在四舍五入范围 0.015 之内"
    ]


def test_money_carried_over_makes_tables_that_leave_it_out_incomparable() -> None:
    account = """
    一、一般公共预算拨款收入 80 一、一般公共服务支出 100
    本年收入合计 80 本年支出合计 100
    上年结转 20 年终结转 -
    收入总计 100 支出总计 100
    """
    columns, rows = "科目编码 科目名称 合计 项目支出", "- 合计 {0} {0}\n201 一般公共服务支出 {0} {0}"
    of = checker(
        table("income_expenditure_summary", ACCOUNT, account),
        table("expenditure", columns, rows.format("100")),
        table("general_expenditure", columns, rows.format("80"), note="本表不包含上年结转"),
    )
    assert not said(of)
    assert any(e.detail == "两处口径不同，不能直接比较" for e in of.ledger())


def test_tables_in_different_units_are_compared_in_the_larger() -> None:
    rows = "合计 1234567\n工资福利支出 1234567"
    basic = table("general_basic", "科目名称 合计", rows, unit="元")
    columns, figures = "科目编码 科目名称 合计 基本支出", "- 合计 123.46 123.46\n201 一般公共服务支出 123.46 123.46"
    general = table("general_expenditure", columns, figures, unit="万元")
    account = table("fiscal_summary", ACCOUNT, "本年收入 123.46 本年支出 123.46\n上年结转 - 年终结转 -", unit="万元")
    of = checker(general, basic, account)
    assert not said(of)
    assert any(e.rule == "basic-total" and e.status is Status.ROUNDING for e in of.ledger())


def test_a_blank_line_in_a_list_is_not_judged_but_a_blank_total_is() -> None:
    columns = "科目编码 科目名称 合计 基本支出"
    rows = "- 合计 9 9\n201 一般公共服务支出 - -\n20129 群众团体事务 9 9"
    assert not [name for name in broken(checker(table("expenditure", columns, rows))) if "201 " in name]
    blank = "- 合计 - -\n201 一般公共服务支出 9 9"
    assert len(broken(checker(table("expenditure", columns, blank)))) == 2
