"""Tables without upright rules: what their columns, rows and headers are told by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.layout.blocks import Grid, Line
from core.layout.pages import blocks_of
from core.layout.rows import left_edges
from core.model import Box
from core.readers.page import Page, Ruling, Word
from tests.core.layout.test_pages import blocks, body, expected, grids, header_spans, rows, spans
from tests.typeset import Cell, Look, Rules, Table, Turn, Typesetter

THREE_PUBLIC = Table(
    title="财政拨款“三公”经费支出决算表",
    unit_line=("单位：万元",),
    header=[
        [Cell("财政拨款“三公”经费", across=10)],
        [
            Cell("合计", across=2, down=2),
            Cell("因公出国（境）费", across=2, down=2),
            Cell("公务用车购置及运行维护费", across=4),
            Cell("公务接待费", across=2, down=2),
        ],
        [Cell("小计", across=2), Cell("公务用车运行维护费", across=2)],
        ["预算数", "决算数"] * 5,
    ],
    rows=[],
)
INCOME = Table(
    title="部门收入总表",
    unit_line=("单位：万元",),
    header=[
        [Cell("科目", across=4), Cell("合计", down=2), Cell("本年收入", across=8), Cell("其他收入", down=2)],
        ["类", "款", "项", "科目名称", "小计", "财政拨款", *["政府性基金预算", "专户管理资金"] * 3],
    ],
    rows=[
        ["208", "05", "05", "机关事业单位基本养老保险缴费支出", *["1,147.95"] * 9, "0.00"],
        ["201", "29", "01", "行政运行", "302.49", *[""] * 8, "12.30"],
        ["221", "02", "01", "住房公积金", *["3.02"] * 10],
    ],
    widths=(3, 3, 3, 8, *[4] * 10),
)


def drawn(table: Table, rules: Rules, turn: Turn = Turn.UPRIGHT, repeat: bool = True) -> bytes:
    setter = Typesetter(Look(rules=rules, repeat_header=repeat), turn)
    setter.paragraph("本部门2024年收入预算302.49万元，与上年持平。")
    setter.table(table)
    return setter.finish().data


@pytest.mark.parametrize("turn", [Turn.UPRIGHT, Turn.LANDSCAPE], ids=lambda t: t.name)
def test_the_header_of_an_empty_table_is_told_by_where_its_texts_stand(turn: Turn) -> None:
    (grid,) = grids(drawn(THREE_PUBLIC, Rules.THREE, turn))
    assert spans(grid, THREE_PUBLIC.head_rows) == header_spans(THREE_PUBLIC)


@pytest.mark.parametrize("numbers", [None, ("※", "※", "※", "※", "1", "2", "3", "4")], ids=["bare", "numbered"])
@pytest.mark.parametrize("rules", [Rules.THREE, Rules.NONE], ids=lambda r: r.name)
def test_texts_of_an_empty_table_without_a_column_number_below_head_others(
    rules: Rules, numbers: tuple[str, ...] | None
) -> None:
    table = Table(
        title="政府性基金预算支出情况表",
        unit_line=("单位：万元",),
        header=[
            [Cell("科目", across=4), Cell("政府性基金预算支出", across=4)],
            [
                Cell("功能分类科目编码", across=3),
                Cell("功能分类科目名称", down=2),
                Cell("合计", down=2),
                Cell("基本支出", across=2),
                Cell("项目支出", down=2),
            ],
            ["类", "款", "项", "人员经费", "公用经费"],
        ],
        column_numbers=numbers,
        rows=[],
        widths=(4, 4, 4, 6.5, 4, 6.3, 6.3, 6.3),
    )
    (grid,) = grids(drawn(table, rules))
    assert spans(grid, 3) == header_spans(replace(table, column_numbers=None))


@pytest.mark.parametrize("turn", [Turn.UPRIGHT, Turn.LANDSCAPE], ids=lambda t: t.name)
def test_figures_and_texts_that_wrap_in_narrow_columns_make_no_rows(turn: Turn) -> None:
    (grid,) = grids(drawn(INCOME, Rules.THREE, turn))
    assert rows(grid)[INCOME.head_rows :] == expected(INCOME)
    assert spans(grid, INCOME.head_rows) == header_spans(INCOME)


def test_rows_go_on_in_the_columns_of_the_page_before() -> None:
    long = Table(
        header=[["科目编码", "科目名称", "合计", "基本支出"]],
        rows=[[str(2080500 + n), "机关事业单位基本养老保险缴费支出" * (n % 3), f"{n}.50", ""] for n in range(60)],
        widths=(4, 6, 5, 5),
    )
    found = grids(drawn(long, Rules.THREE, repeat=False))
    assert len(found) > 1
    assert all(grid.header_rows == 0 for grid in found[1:])
    assert rows(found[0])[1:] + [row for grid in found[1:] for row in rows(grid)] == expected(long)


@pytest.mark.parametrize("head", [None, "云山区总工会2024年度部门决算"], ids=["plain", "running head"])
@pytest.mark.parametrize("repeat", [True, False], ids=["header again", "header once"])
@pytest.mark.parametrize("rules", [Rules.OPEN, Rules.NONE], ids=lambda r: r.name)
def test_a_table_goes_on_over_pages_without_a_rule(rules: Rules, repeat: bool, head: str | None) -> None:
    long = Table(
        title="支出决算表",
        unit_line=("部门：云山区总工会", "单位：万元"),
        header=[[Cell("项目", across=2), Cell("合计", down=2), Cell("基本支出", down=2)], ["科目编码", "科目名称"]],
        column_numbers=("栏次", "", "1", "2"),
        rows=[
            [Cell("合计", across=2), "60.50", "60.50"],
            *([str(2080500 + n), "行政单位离退休" if n % 3 else "养老支出", f"{n}.50", ""] for n in range(60)),
        ],
        note="注：本表反映部门本年度支出情况。",
        widths=(4, 8, 5, 5),
    )
    setter = Typesetter(Look(rules=rules, repeat_header=repeat, centre_totals=True, running_head=head))
    setter.table(long)
    found = grids(setter.finish().data)
    assert [grid.page for grid in found] == [1, 2]
    assert spans(found[0], 2) == header_spans(replace(long, column_numbers=None))
    again = rows(found[1])[3 * repeat :]
    assert rows(found[0])[3:] + again == expected(long)


@pytest.mark.parametrize("count", [9, 60])
def test_a_rule_below_each_row_tells_the_rows(count: int) -> None:
    long = Table(
        title="支出决算表",
        unit_line=("部门：云山区总工会", "单位：万元"),
        header=[[Cell("项目", across=2), Cell("合计", down=2), Cell("基本支出", down=2)], ["科目编码", "科目名称"]],
        rows=[
            [str(2080500 + n), "机关事业单位基本养老保险" * (1 + n % 2), ("9.50", "", "19.50")[n % 3], ""]
            for n in range(count)
        ],
        note="注：本表反映部门本年度支出情况。",
        widths=(4, 6, 5, 5),
    )
    long.rows[3][2] = "1,147.95"
    setter = Typesetter(Look(rules=Rules.LEVELS, repeat_header=False))
    setter.table(long)
    found = grids(setter.finish().data)
    assert spans(found[0], 2) == header_spans(long)
    assert rows(found[0])[2:] + [row for grid in found[1:] for row in rows(grid)] == expected(long)


@pytest.mark.parametrize("count", range(39, 43))
def test_few_rows_with_a_rule_below_each_go_on_on_the_next_page(count: int) -> None:
    table = Table(
        title="支出决算表",
        unit_line=("部门：云山区总工会", "单位：万元"),
        header=[["科目编码", "科目名称", "合计", "基本支出"]],
        rows=[[str(2080500 + n), "机关事业单位基本养老保险缴费", "9.50", "19.50"] for n in range(count)],
        widths=(4, 8, 5, 5),
    )
    setter = Typesetter(Look(rules=Rules.LEVELS, repeat_header=False))
    setter.table(table)
    found = grids(setter.finish().data)
    assert [grid.page for grid in found] == sorted({grid.page for grid in found})
    assert rows(found[0])[1:] + [row for grid in found[1:] for row in rows(grid)] == expected(table)


def test_a_total_spans_the_code_and_the_name_that_it_stands_in_the_middle_of() -> None:
    table = Table(
        title="国有资本经营预算支出表",
        unit_line=("单位：万元",),
        header=[[Cell("项目", across=2), Cell("合计", down=2), Cell("项目支出", down=2)], ["科目编码", "科目名称"]],
        rows=[[Cell("合计", across=2), "0.00", "0.00"]],
        widths=(3, 8, 5, 5),
    )
    setter = Typesetter(Look(rules=Rules.THREE, centre_totals=True))
    setter.table(table)
    (grid,) = grids(setter.finish().data)
    assert body([grid], table) == expected(table)


@pytest.mark.parametrize("figures", [["0.00", "0.00"], ["", ""]])
def test_one_row_below_a_unit_line_is_a_table_without_any_rule(figures: list[str]) -> None:
    table = Table(
        title="政府性基金预算支出表",
        unit_line=("部门：云山区总工会", "单位：万元"),
        header=[["科目编码", "科目名称", "合计", "基本支出"]],
        rows=[["合计", "", *figures]],
    )
    (grid,) = grids(drawn(table, Rules.NONE))
    assert body([grid], table) == expected(table)


def test_prose_below_a_unit_line_is_no_table() -> None:
    setter = Typesetter()
    setter.heading("单位：万元", 12)
    setter.paragraph("2024年收入预算302.49万元，比上年增加12.00万元，增长4.13%，主要原因是人员增加。" * 3)
    setter.heading("负责人：王 某        经办人：李 某        电话：12345678", 12)
    assert all(isinstance(block, Line) for block in blocks(setter.finish().data))


def test_a_total_counts_among_the_places_where_names_begin_only_where_it_is_exact() -> None:
    names = [[[Word("行政运行", Box(60.0, 0, 96, 9), size=9.0)]], [[Word("机关服务", Box(61.0, 15, 97, 24), size=9.0)]]]
    assert left_edges([*names, [[Word("合计", Box(61.9, 30, 80, 39), size=9.0)]]]) == [[61.0]]
    assert left_edges([*names, [[Word("合计", Box(61.2, 30, 80, 39), size=9.0)]]]) == [[61.0, 61.2]]


def test_texts_side_by_side_with_more_below_them_are_a_table_without_any_rule() -> None:
    table = Table(
        header=[["序号", "单位名称", "单位级次", "单位性质"]],
        rows=[["1", "云山区总工会", "一级", "行政"], ["2", "云山区工人文化宫", "二级", "事业"]],
    )
    (grid,) = grids(drawn(table, Rules.NONE))
    assert body([grid], table) == expected(table)
    assert grid.header_rows == 1


def test_a_header_is_known_again_where_its_lines_part_otherwise() -> None:
    def line(top: float, *texts: str) -> list[Word]:
        places = zip((60.0, 160.0, 260.0, 360.0), texts, strict=True)
        return [Word(text, Box(x, top, x + 9.0 * len(text), top + 9), size=9.0) for x, text in places if text]

    def page(number: int, upper: float, *rows: tuple[str, ...]) -> Page:
        words = [
            *line(upper, "", "", "", "政府性基金"),
            *line(44, "项目", "行次", "合计", ""),
            *line(50, *[""] * 3, "预算"),
        ]
        for i, row in enumerate(rows):
            words += line(70 + 15 * i, *row)
        levels = [Ruling(55, y, 420, y) for y in (36.0, 63.0, 75.0 + 15 * len(rows))]
        return Page(number, 500, 700, words, levels)

    first = page(1, 42.0, ("收入", "1", "12.00", "10.00"), ("支出", "2", "10.00", "8.00"))
    second = page(2, 38.0, ("结余", "3", "2.00", "2.00"), ("合计", "4", "14.00", "12.00"))
    _, more = [block for block in blocks_of([first, second]) if isinstance(block, Grid)]
    assert more.columns == 4
    assert [cell.text for cell in more.cells if cell.column == 0][-2:] == ["结余", "合计"]


def test_a_total_alone_below_a_header_spans_the_columns_that_it_stands_in_the_middle_of() -> None:
    table = Table(
        title="政府性基金预算支出表",
        unit_line=("单位：万元",),
        header=[
            [Cell("科目编码", down=2), Cell("科目名称", down=2), Cell("本年政府性基金预算支出", across=3)],
            ["合计", "基本支出", "项目支出"],
        ],
        rows=[[Cell("合计", across=2), "", "", ""]],
        widths=(104, 104, 68, 102, 106),
    )
    setter = Typesetter(Look(rules=Rules.THREE, centre_totals=True))
    setter.table(table)
    assert rows(grids(setter.finish().data)[0])[2:] == expected(table)


@pytest.mark.parametrize("rules", [Rules.THREE, Rules.HEAD, Rules.OUTLINE], ids=lambda r: r.name)
def test_cells_over_several_rows_stand_in_the_first_of_them(rules: Rules) -> None:
    project, first = "困难职工帮扶救助资金", ["数量指标", "服务人次", "≥300"]
    table = Table(
        title="部门项目支出绩效目标表",
        unit_line=("单位：万元",),
        header=[["项目名称", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"]],
        rows=[
            [*(Cell(text, down=3) for text in (project, "26.49", project * 3)), Cell("产出指标", down=2), *first],
            ["质量指标", "资金发放准确率", "＝100%"],
            ["满意度指标", "服务对象满意度指标", "职工满意度", "≥95%"],
            ["劳动竞赛经费", "18.60", "完成竞赛", "产出指标", "数量指标", "竞赛场次", "≥3"],
        ],
        widths=(6, 5, 10, 6, 8, 8, 5),
    )
    setter = Typesetter(Look(rules=rules))
    setter.table(table)
    (grid,) = grids(setter.finish().data)
    assert rows(grid)[1:] == expected(table)


def test_rules_between_header_rows_above_column_numbers_part_no_body() -> None:
    table = Table(
        title="政府性基金预算支出情况表",
        unit_line=("单位：万元",),
        header=[
            [Cell("科目", across=2), Cell("政府性基金预算支出", across=3)],
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ],
        column_numbers=("※", "※", "1", "2", "3"),
        rows=[],
    )
    setter = Typesetter(Look(rules=Rules.LEVELS))
    setter.table(table)
    (grid,) = grids(setter.finish().data)
    assert spans(grid, 2) == header_spans(replace(table, column_numbers=None))
    assert rows(grid)[2:] == [["※", "※", "1", "2", "3"]]


def test_column_numbers_that_a_page_repeats_are_no_part_of_its_first_row() -> None:
    long = Table(
        title="支出决算表",
        unit_line=("单位：万元",),
        header=[["项目", "合计", "基本支出"]],
        column_numbers=("栏次", "1", "2"),
        rows=[[f"支出{n}", f"{n}.50", "0.50"] for n in range(60)],
    )
    setter = Typesetter(Look(rules=Rules.LEVELS))
    setter.table(long)
    found = grids(setter.finish().data)
    assert rows(found[1])[1:3] == [["栏次", "1", "2"], expected(long)[len(rows(found[0])) - 2]]


def test_a_rule_between_the_rows_of_a_header_is_not_its_end() -> None:
    table = Table(
        title="国有资本经营预算财政拨款支出决算表",
        unit_line=("单位：万元",),
        header=[
            [Cell("项目", across=2), Cell("本年支出", across=3)],
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ],
        rows=[["合计", "", "0.00", "0.00", "0.00"]],
    )
    (grid,) = grids(drawn(table, Rules.LEVELS))
    assert spans(grid, 2) == header_spans(table)
    assert rows(grid)[2:] == expected(table)


def test_a_cell_of_many_lines_between_rules_is_a_row_of_its_table() -> None:
    goal = "保障职工合法权益，服务困难职工和劳动模范，提高职工生活水平和生活质量。" * 4
    table = Table(
        title="项目支出绩效目标表",
        unit_line=("单位：万元",),
        header=[["一级指标", "二级指标", "三级指标", "指标值"]],
        rows=[
            ["项目资金", "财政拨款", "万元", "75.60"],
            *([f"产出指标{n}", "数量指标", "补助人数", f"{n}.50"] for n in range(3)),
            ["总体目标", goal, "", ""],
            *([f"效益指标{n}", "社会效益", "满意度", f"{n}.20"] for n in range(3)),
        ],
    )
    assert body(grids(drawn(table, Rules.LEVELS)), table) == expected(table)


@pytest.mark.parametrize("before", [1, 6], ids=["few rules", "many rules"])
def test_the_last_row_of_a_page_may_have_no_rule_below(before: int) -> None:
    def line(top: float, name: str, *figures: str) -> list[Word]:
        ends = zip((200.0, 300.0), figures, strict=False)
        words = [Word(name, Box(60, top, 60 + 9.0 * len(name), top + 9), size=9.0)]
        return words + [Word(what, Box(x - 5.0 * len(what), top, x, top + 9), size=9.0) for x, what in ends]

    names = [f"行政运行{n}" for n in range(before)]
    words = line(42, "科目", "合计", "基本支出")
    for i, name in enumerate([*names, "机关事业单位养老"]):
        words += line(62 + 20.0 * i, name, "12.00", "8.50")
    words += line(73 + 20.0 * before, "保险")
    levels = [Ruling(55, 36, 305, 36), *(Ruling(55, 57 + 20.0 * i, 305, 57 + 20.0 * i) for i in range(before + 1))]
    (grid,) = [block for block in blocks_of([Page(1, 500, 700, words, levels)]) if isinstance(block, Grid)]
    assert [row[0] for row in rows(grid)][1:] == [*names, "机关事业单位养老保险"]


def test_where_every_cell_wraps_two_cells_are_still_further_apart_than_two_lines() -> None:
    def line(top: float, what: str, x0: float = 60) -> Word:
        return Word(what, Box(x0, top, x0 + 6.5 * len(what), top + 6.5), size=6.5)

    words = [line(40, "科目"), line(40, "预算数", 180)]
    names = [("一般公共预算", "拨款"), ("政府性基金预", "算拨款"), ("国有资本经营", "预算拨款")]
    for i, (upper, lower) in enumerate(names):
        top = 60 + 16.2 * i
        words += [line(top, upper), line(top + 7, lower), Word("8.50", Box(185, top + 3.5, 199, top + 10), size=6.5)]
    levels = [Ruling(55, y, 205, y) for y in (36.0, 52.0, 112.0)]
    (grid,) = [block for block in blocks_of([Page(1, 500, 700, words, levels)]) if isinstance(block, Grid)]
    assert rows(grid)[1:] == [["".join(name), "8.50"] for name in names]
