import pytest

from core.forms.head import fill_head
from core.model import Cell, Column, Paragraph, Report, ReportInfo, Table


def headed(*paragraphs: str, tables: list[Table] | None = None) -> ReportInfo:
    report = Report(tables=tables or [], narrative=[Paragraph.of(text) for text in paragraphs])
    fill_head(report)
    return report.info


def table(title: str, unit_line: str, amount_unit: str | None = "万元") -> Table:
    return Table("t1", [Column(("项目",))], [], title=title, unit_line=unit_line, amount_unit=amount_unit)


def test_cover_and_headings_name_unit_year_and_kind() -> None:
    info = headed("2023 年度某市某区总工会部门决算", "第一部分 某市某区总工会部门概况", "一、部门职责")
    assert (info.unit, info.year, info.kind) == ("某市某区总工会", 2023, "final")


def test_a_cover_that_calls_it_a_comprehensive_budget() -> None:
    assert headed("秦塬县总工会2024年部门综合预算说明").unit == "秦塬县总工会"


def test_a_school_is_an_owner() -> None:
    assert headed("临川县青山小学", "2023年部门预算情况说明").unit == "临川县青山小学"


def test_a_kind_of_money_is_no_owner() -> None:
    assert headed("2024年度部门决算情况说明", "（三）政府性基金预算收支决算情况说明").unit is None


def test_the_fullest_name_wins_over_short_ones() -> None:
    organisation = Table("t9", [Column(("单位名称",))], [[Cell.of("甘州市乙山区总工会（本级）")]], form="organisation")
    tables = [table("部门预算收支总表", "711总工会 预算年度：2024 单位：万元"), organisation]
    info = headed("总工会2024年部门预算公开如下：", tables=tables)
    assert (info.unit, info.year, info.kind) == ("甘州市乙山区总工会", 2024, "budget")


def test_the_place_before_the_name_is_taken_from_sentences() -> None:
    info = headed("甘州市乙山区总工会是群众团体。", tables=[table("收入总表", "部门：乙山区总工会 单位：元", "元")])
    assert info.unit == "甘州市乙山区总工会"


def test_a_name_with_brackets() -> None:
    line = "单位名称：某市职工服务中心（某市职工技术协作中心） 单位：万元"
    assert headed(tables=[table("2024年收支预算总表", line)]).unit == "某市职工服务中心（某市职工技术协作中心）"


@pytest.mark.parametrize(
    ("title", "kind"),
    [("收入决算表", "final"), ("部门收入总表", None), ("收入预算总表", "budget"), ("“三公”经费支出预决算表", "final")],
)
def test_kind_by_titles(title: str, kind: str | None) -> None:
    assert headed(tables=[table(title, "")]).kind == kind


def test_year_in_chinese_figures() -> None:
    assert headed("某市总工会部门概况", "二〇二四年部门收入").year == 2024


def test_amount_unit_of_most_tables_else_of_sentences() -> None:
    tables = [table("表", "", "元"), table("表", "", "元"), table("表", "", "万元")]
    assert headed(tables=tables).amount_unit == "元"
    assert headed("收入302.49万元。").amount_unit == "万元"


def test_nothing_known_stays_unknown() -> None:
    assert headed("你好。") == ReportInfo()
