from core.forms.headers import Header
from core.forms.sheets import Sheet
from tests.core.forms.building import grid


def header(*rows: str) -> Header:
    return Header(Sheet(grid(*rows)))


def paths(*rows: str) -> list[str]:
    return ["/".join(column.path) for column in header(*rows).columns]


def test_spanning_texts_make_paths_and_are_named_once() -> None:
    assert paths(
        "科目编码 | 科目名称 | 基本支出 | < | 项目支出",
        "^ | ^ | 小计 | 人员 经费 | ^",
        "201 | 一般公共服务支出 | 3.00 | 2.00 | 1.00",
    ) == ["科目编码", "科目名称", "基本支出/小计", "基本支出/人员经费", "项目支出"]


def test_headers_whose_cells_were_never_merged() -> None:
    assert paths(
        "科目编码 | 科目名称 | 基本支出 | | 项目支出",
        " | | 小计 | 人员经费 | ",
        "201 | 一般公共服务支出 | 3.00 | 2.00 | 1.00",
    ) == ["科目编码", "科目名称", "基本支出/小计", "基本支出/人员经费", "项目支出"]


def test_a_row_of_numbers_is_not_a_row() -> None:
    found = header("科目 | 合计 | 基本支出", "栏次 | 1 | 2", "合计 | 3.00 | 3.00")
    assert found.end == 2
    assert [column.number for column in found.columns] == ["栏次", "1", "2"]


def test_counters_with_stars_and_formulas() -> None:
    found = header("类 | 款 | 名称 | 合计 | 基本 | 项目", "※ | ※ | ※ | 1=2+3 | 2 | 3", "201 | | 支出 | 3 | 2 | 1")
    assert found.end == 2


def test_a_short_list_of_units_has_one_header_row() -> None:
    assert header("序号 | 单位名称 | 备注", "1 | 某局（本级） | ", "2 | 某中心 | ").end == 1


def test_an_empty_form_is_all_header() -> None:
    found = header(
        "合计 | < | 公务用车 | < | < | <",
        "^ | ^ | 购置费 | < | 运行费 | <",
        "预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数",
    )
    assert found.end == 3
    assert found.columns[3].path == ("公务用车", "购置费", "决算数")


def test_a_total_without_amounts_is_a_row() -> None:
    assert header("科目编码 | 科目名称 | 本年支出 | <", "^ | ^ | 基本支出 | 项目支出", "合计 | < | | ").end == 2


def test_a_total_beside_the_last_header_row_becomes_a_row() -> None:
    sheet = Sheet(
        grid(
            "项目 | < | 本年收入 | 本年支出 | <",
            "科目编码 | 科目名称 | ^ | ^ | <",
            "合计 | < | | 合计 | 基本支出",
            " | | | | ",
        )
    )
    found = Header(sheet)
    assert [column.path[-1] for column in found.columns] == ["科目编码", "科目名称", "本年收入", "合计", "基本支出"]
    assert [[cell.text for cell in row] for row in found.body(sheet)] == [["合计", "", "", "", ""]]


def test_a_form_that_starts_with_data_has_no_header() -> None:
    found = header("项目名称 | 困难职工帮扶 | < | <", "项目资金 | 5.00 | 其中：财政资金 | 5.00")
    assert found.end == 0
    assert not any(column.path for column in found.columns)


def test_projects_listed_under_a_header() -> None:
    assert header("项目名称 | 项目单位 | 合计", "困难职工帮扶 | 某总工会 | 5.00").end == 1


def test_a_header_is_known_again_on_the_next_page() -> None:
    found = header("科目 | 合计", "栏次 | 1", "合计 | 3.00")
    assert found.repeated(Sheet(grid("科目 | 合计", "栏次 | 1", "201 | 3.00"))) == 2
    assert found.repeated(Sheet(grid("201 | 3.00"))) == 0


def test_sides_that_are_numbered() -> None:
    assert paths(
        "收入 | < | 支出 | < | < | <",
        "项目 | 金额 | 一、支出功能分类 | 金额 | 二、支出用途 | 金额",
        "一、财政拨款 | 3.00 | 一般公共服务 | 3.00 | 基本支出 | 3.00",
    )[2:] == ["支出/一、支出功能分类", "支出/金额", "支出/二、支出用途", "支出/金额"]


def test_years_may_head_columns() -> None:
    assert paths("项目 | 预算数 | <", "^ | 2023 | 2024", "合计 | 3.00 | 4.00") == ["项目", "预算数/2023", "预算数/2024"]


def test_a_change_between_years_is_a_header() -> None:
    assert header("项目 | 2023年执行数 | 2024年比2023年增减", "合计 | 3.00 | 1.00").end == 1


def test_a_list_of_projects_that_begins_with_the_code_of_a_unit_has_a_header() -> None:
    found = header(
        "单位编码 | 单位（项目）名称 | 项目金额 | 项目简介", " | 合计 | 9.60 | ", " | 困难职工帮扶 | 9.60 | 帮扶"
    )
    assert found.end == 1
