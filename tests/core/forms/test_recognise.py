import pytest

from core.forms.catalogue import catalogue
from core.forms.recognise import form_of, recognise
from core.model import Cell, Column, Paragraph, Report, ReportInfo, Table

TITLES = {
    "income_expenditure_summary": "部门收支总表 收支预算总表 部门收支总体情况表 收入支出决算总表 部门预算收支总表",
    "income": "部门收入总表 收入决算表 收入预算总表 部门收入总体情况表 收入预算明细表",
    "expenditure": "部门支出总表 支出决算表 支出预算总表 部门支出总体情况表 支出功能分类预算表",
    "fiscal_summary": "财政拨款收支总表 财政拨款收入支出决算总表 财政拨款收支预算总体情况表 财政拨款预算收支总表",
    "general_expenditure": "一般公共预算支出表 一般公共预算财政拨款支出决算表 一般公共预算财政拨款收入支出决算表",
    "general_basic": "一般公共预算基本支出表 一般公共预算财政拨款基本支出决算明细表 基本支出预算表",
    "three_public": "一般公共预算“三公”经费支出表 财政拨款三公经费支出决算表 “三公”经费、会议费和培训费支出预算表",
    "gov_fund": "政府性基金预算支出表 政府性基金预算财政拨款收入支出决算表 政府性基金支出情况表",
    "state_capital": "国有资本经营预算支出表 国有资本经营预算财政拨款支出决算表",
    "general_projects": "一般公共预算项目支出表 一般公共预算项目支出情况表",
    "projects": "部门预算项目支出表 项目支出预算明细表 专项资金管理清单 特定目标类项目支出表"
    " 部门预算项目支出及其他支出预算表 部门综合预算专项业务经费支出表 项目（经费）支出表",
    "carryover": "上年结转结余情况明细表 财政拨款结转结余表",
    "performance_department": "部门整体支出绩效自评表 部门（单位）整体支出绩效目标申报表 单位整体支出绩效目标表",
    "performance_project": "项目支出绩效目标表 1、困难职工帮扶经费绩效目标表 专项资金绩效目标申报表",
    "procurement": "政府采购预算表 部门政府采购预算 政府购买服务预算表",
    "assets": "国有资产占有使用情况表 新增资产配置预算表 部门固定资产占用情况表",
    "organisation": "机构设置情况表 部门机构设置情况 预算单位基本情况表",
}

BY_GOVERNMENT_CLASS = ["财政拨款支出预算表（政府经济分类科目）", "支出预算分类汇总表（按政府预算经济分类）"]


def table(columns: list[str], *rows: list[str], title: str | None = None) -> Table:
    return Table(
        "t1",
        [Column(tuple(filter(None, path.split("/")))) for path in columns],
        [[Cell.of(text) for text in row] for row in rows],
        title=title,
    )


def form(*args, **kwargs) -> str | None:
    return form_of(table(*args, **kwargs), catalogue())


@pytest.mark.parametrize(("expected", "title"), [(f, t) for f, titles in TITLES.items() for t in titles.split()])
def test_each_title_belongs_to_one_form(expected: str, title: str) -> None:
    assert [f.id for f in catalogue() if f.titled(title)] == [expected]


@pytest.mark.parametrize(
    "title", ["机关运行经费支出表", "债务限额表", "社会保险基金预算表", "名词解释", *BY_GOVERNMENT_CLASS]
)
def test_other_titles_belong_to_none(title: str) -> None:
    assert form(["项目"], title=title) is None


def test_economic_codes_tell_the_basic_table_from_the_functional_one() -> None:
    columns = ["科目编码", "科目名称", "合计", "人员经费", "公用经费"]
    assert form(columns, ["301", "工资福利支出"], ["302", "商品和服务支出"]) == "general_basic"
    columns = ["科目编码", "科目名称", "合计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"]
    assert form(columns, ["201", "一般公共服务支出"]) == "general_expenditure"


def test_two_sided_tables_without_a_title() -> None:
    columns = ["收入/项目", "收入/预算数", "支出/项目", "支出/预算数"]
    assert form(columns, ["一、事业收入", "", "一、一般公共服务支出", ""]) == "income_expenditure_summary"
    rows = [["（一）一般公共预算拨款", "", "一、本年支出", ""], ["（二）政府性基金预算拨款", "", "", ""]]
    assert form(columns, *rows) == "fiscal_summary"


@pytest.mark.parametrize(
    ("expected", "columns"),
    [
        ("expenditure", ["科目编码", "合计", "基本支出", "项目支出", "上缴上级支出"]),
        ("income", ["科目编码", "合计", "财政拨款收入", "事业收入", "其他收入"]),
        ("three_public", ["单位名称", "合计", "因公出国（境）费", "公务用车购置费", "公务接待费"]),
        ("performance_project", ["一级指标", "二级指标", "三级指标", "指标值"]),
        ("organisation", ["序号", "单位名称", "备注"]),
        ("procurement", ["采购项目", "采购方式", "金额"]),
        (None, ["年份", "人数"]),
    ],
)
def test_headers_without_a_title(expected: str | None, columns: list[str]) -> None:
    assert form(columns) == expected


def test_three_public_as_rows() -> None:
    rows = [["因公出国（境）费", ""], ["公务接待费", ""], ["公务用车购置及运行费", ""]]
    assert form(["项目", "合计"], *rows) == "three_public"


def test_forms_are_set_anew_and_a_known_head_stays() -> None:
    report = Report(
        info=ReportInfo(unit="某某县总工会"),
        tables=[table(["项目", "2023年决算数"], title="收入支出决算总表")],
        narrative=[Paragraph.of("某市总工会2023年度部门决算")],
    )
    report.tables[0].form = "assets"
    recognise(report)
    assert report.tables[0].form == "income_expenditure_summary"
    assert (report.info.unit, report.info.year, report.info.kind) == ("某某县总工会", 2023, "final")


def test_the_unit_of_amount_is_taken_from_the_unit_line_of_a_table_read_elsewhere() -> None:
    report = Report(tables=[table(["项目", "金额"], title="三公表")])
    report.tables[0].unit_line = "部门：某市总工会 单位：元"
    recognise(report)
    assert report.tables[0].amount_unit == "元"
