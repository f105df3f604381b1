"""Where tables of labels begin and end, and where their header does, if neither rules nor figures tell."""

from __future__ import annotations

from core.layout.blocks import Grid
from tests.core.layout.test_pages import expected, grids, rows
from tests.typeset import Look, Rules, Table, Typesetter

HEADER = ["一级指标", "二级指标", "三级指标", "指标性质与方向", "指标值", "权重"]
INDICATORS = [
    ["产出指标", "数量指标", "补助劳模人数", "正向", "≥756人", "10"],
    ["", "质量指标", "劳模体检率，按实际参加体检的人数计算", "正向", "＝95%", "10"],
    ["满意度指标", "服务对象满意度指标", "受益劳模满意度", "正向", "≥95%", "20"],
]
WIDTHS = (7, 8, 14, 4.5, 6, 4)


def drawn(*tables: Table) -> list[Grid]:
    setter = Typesetter(Look(rules=Rules.NONE, repeat_header=False))
    setter.heading("部门整体绩效目标表", centred=True)
    for table in tables:
        setter.table(table)
        setter.gap(12)
    return grids(setter.finish().data)


def test_labels_above_the_first_figures_are_rows_where_they_begin_as_those_below_do() -> None:
    table = Table(
        header=[HEADER],
        rows=[
            ["部门名称", "云山区总工会", "", "", "", ""],
            ["年度目标", "保障职工合法权益，服务困难职工。", "", "", "", ""],
            ["部门预算", "财政拨款", "75.60", "", "", ""],
            *INDICATORS,
        ],
        widths=WIDTHS,
    )
    (grid,) = drawn(table)
    assert grid.header_rows == 1
    assert rows(grid) == [HEADER, *expected(table)]


def test_a_header_that_comes_again_begins_another_table() -> None:
    table = Table(header=[HEADER], rows=INDICATORS, widths=WIDTHS)
    again = Table(header=[HEADER], rows=INDICATORS[::-1], widths=WIDTHS)
    assert [rows(grid)[1:] for grid in drawn(table, again)] == [expected(table), expected(again)]


def test_a_list_of_units_is_a_table_of_numbers_and_names() -> None:
    table = Table(
        header=[["序号", "单位名称", "备注"]],
        rows=[["1", "云山区总工会（本级）", ""], ["2", "云山区工人文化宫", ""]],
        widths=(4, 12, 6),
    )
    (grid,) = drawn(table)
    assert rows(grid)[1:] == expected(table)


def test_neither_a_line_of_names_nor_paragraphs_below_it_are_a_table() -> None:
    setter = Typesetter(Look(rules=Rules.NONE))
    setter.heading("分管领导　　　　经办人　　　　联系人")
    for _ in range(3):
        setter.paragraph("本部门2024年收入预算比上年有所增加，主要原因是人员增加，项目支出与上年持平，没有变化。")
    assert not grids(setter.finish().data)


def test_a_header_that_wraps_alone_below_a_unit_line_is_an_empty_table() -> None:
    table = Table(
        title="政府性基金预算支出表",
        unit_line=("单位：万元",),
        header=[["功能分类科目名称", "总计", "基本支出", "项目支出"]],
        rows=[],
        widths=(5, 6, 6, 6),
    )
    (grid,) = drawn(table)
    assert [cell.text for cell in grid.cells] == table.header[0]
