from core.forms.assemble import Assembler
from core.model import Source
from tests.core.forms.building import assembled, centred, grid, line, texts_of

HEADER = ("科目编码 | 科目名称 | 合计", "栏次 | | 1")
FIRST = ("201 | 一般公共服务支出 | 3.00", "20129 | 群众团体事务 | 3.00", "2012901 | 行政运行 | 3.00")


def test_a_table_goes_on_with_its_header_repeated() -> None:
    later = grid(*HEADER, "208 | 社会保障和就业支出 | 1.00", page=2)
    report = assembled(grid(*HEADER, *FIRST), line("- 1 -", top=810), later)
    assert [row[0] for row in texts_of(report)] == ["201", "20129", "2012901", "208"]
    assert report.tables[0].pages == (1, 2)


def test_a_repeated_header_is_known_as_well_as_ocr_reads_it() -> None:
    codes = "部门经济科目编码 | 部门经济科目名称 | 合计", "30101 | 基本工资 | 92.38", "30102 | 津贴补贴 | 67.20"
    later = grid("独附经济科目编码 | 部门经济机目名称 | 合计", "30103 | 奖金 | 20.51", page=2)
    for cell in later.cells:
        cell.confidence = 0.8
    assert [row[0] for row in texts_of(assembled(grid(*codes), later))] == ["30101", "30102", "30103"]


def test_a_table_goes_on_without_its_header() -> None:
    report = assembled(grid(*HEADER, *FIRST), grid("合计 | < | 3.00", page=2))
    assert texts_of(report)[-1] == ["合计", "", "3.00"]


def test_title_and_unit_line_repeated() -> None:
    caption = [centred("部门支出总表", top=80), line("单位：万元", top=110)]
    again = [centred("部门支出总表（续）", page=2, top=80), line("单位：万元", page=2, top=110)]
    report = assembled(*caption, grid(*HEADER, *FIRST), *again, grid(*HEADER, "208 | 社会保障 | 1.00", page=2))
    assert len(report.tables) == 1
    assert report.narrative == []


def test_a_title_of_its_own_begins_another_table() -> None:
    title = centred("国有资本经营预算支出表", page=2)
    report = assembled(grid(*HEADER, *FIRST), title, grid(*HEADER, *FIRST, page=2))
    assert [table.title for table in report.tables] == [None, "国有资本经营预算支出表"]


def test_the_same_form_for_the_next_project_is_another_table() -> None:
    def form(name: str, page: int) -> list:
        return [
            centred("项目支出绩效目标表", page=page),
            grid(f"项目名称 | {name} | <", "目标 | 帮扶 | 慰问", page=page),
        ]

    assert len(assembled(*form("劳模", 1), *form("帮扶", 2)).tables) == 2


def test_a_paragraph_between_parts_two_tables() -> None:
    report = assembled(grid(*HEADER, *FIRST), line("二、支出情况", page=2), grid(*HEADER, *FIRST, page=2))
    assert len(report.tables) == 2


def test_two_grids_on_one_page_are_two_tables() -> None:
    assert len(assembled(grid(*HEADER, *FIRST), grid("指标 | 目标 | 值", "数量 | 人数 | 3", top=300)).tables) == 2


def test_another_header_on_the_next_page_begins_another_table() -> None:
    other = grid("一级指标 | 二级指标 | 指标值", "产出 | 数量 | 3人", page=2)
    assert len(assembled(grid(*HEADER, *FIRST), other).tables) == 2


def test_a_narrower_grid_finds_its_columns() -> None:
    wide = grid("科目编码 | 科目名称 | 合计 | 备注", "201 | 支出 | 3.00 | ", "208 | 保障 | 1.00 | ")
    report = assembled(wide, grid("210 | 卫生 | 2.00", page=2))
    assert texts_of(report)[-1] == ["210", "卫生", "2.00", ""]


def test_a_name_cut_by_the_page_is_mended() -> None:
    rows = (*FIRST, "2080505 | 机关事业单位基本养老 | 1.00")
    report = assembled(grid(*HEADER, *rows), grid(" | 保险缴费支出 | ", "210 | 卫生健康支出 | 2.00", page=2))
    assert texts_of(report)[3] == ["2080505", "机关事业单位基本养老保险缴费支出", "1.00"]
    assert texts_of(report)[4] == ["210", "卫生健康支出", "2.00"]


def test_a_total_over_two_columns_stands_in_the_first_of_them() -> None:
    later = grid("合计 | 3.00", page=2)
    label, amount = later.cells
    label.box, amount.box = label.box._replace(x1=220), amount.box._replace(x0=220, x1=300)
    assert texts_of(assembled(grid(*HEADER, *FIRST), later))[-1] == ["合计", "", "3.00"]


def test_a_blank_column_more_does_not_part_a_table() -> None:
    report = assembled(grid(*HEADER, *FIRST), grid("208 | 社会保障 | 1.00 | ", page=2))
    assert texts_of(report)[-1] == ["208", "社会保障", "1.00"]


def test_a_grid_with_other_columns_is_another_table() -> None:
    report = assembled(grid(*HEADER, *FIRST), grid("2 | 5.00 | 6.00", page=2, x0=150, width=130))
    assert len(report.tables) == 2


def test_halves_parted_by_a_double_rule_are_one_table() -> None:
    upper = grid(*HEADER, *FIRST, top=100)
    assert len(assembled(upper, grid("合计 | | 3.00", top=upper.box.bottom + 1)).tables) == 1


def test_a_table_is_shown_at_once_and_again_as_it_grows() -> None:
    shown: list[tuple[str, int]] = []
    assembler = Assembler(on_table=lambda table: shown.append((table.id, len(table.rows))))
    assembler.feed(grid(*HEADER, *FIRST))
    assert shown == [("t1", 3)]
    assembler.feed(grid("208 | 社会保障 | 1.00", page=2))
    assembler.finish(Source())
    assert shown[-1] == ("t1", 4)
