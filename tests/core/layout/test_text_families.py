"""Word's cells behind tabs, rows between tabs, and what stands between them."""

from __future__ import annotations

import random

import pytest

from core.forms.printed import vocabulary
from core.layout.blocks import Grid, Line
from core.layout.text.lines import printed_lines
from core.layout.text.loose import sides_of, spread_numbers
from core.layout.text.tokens import tokens_of, usual_places
from core.readers.text import text_blocks
from tests.core.layout.dumps import Table, celled_dump, coded_table, spaced_dump, tabbed_dump

WORDS = vocabulary()
FORMS = [  # code, name, and a total with what it adds up
    form
    for form in WORDS.forms
    if [WORDS.role(c) for c in form.columns[:2]] == ["code", "label"]
    and len(form.columns) > 4
    and all(WORDS.role(c) == "amount" for c in form.columns[2:])
    and WORDS.kind(form.columns[2][-1]) == "total"
]


def as_table(grid: Grid) -> tuple[list[tuple[str, ...]], list[list[str]]]:
    """Header paths and body rows of a grid."""
    height = grid.header_rows or 0
    paths: list[list[str]] = [[] for _ in range(grid.columns)]
    rows = [[""] * grid.columns for _ in range(grid.rows - height)]
    for cell in sorted(grid.cells, key=lambda c: c.row):
        if cell.row >= height:
            rows[cell.row - height][cell.column] = cell.text
        elif cell.text:
            for column in range(cell.column, cell.column + cell.column_span):
                paths[column].append(cell.text)
    return [tuple(p) for p in paths], rows


def only_grid(text: str) -> Grid:
    (grid,) = (block for block in text_blocks(text) if isinstance(block, Grid))
    return grid


@pytest.mark.parametrize("dump", [celled_dump, tabbed_dump])
@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.form)
def test_tables_between_tabs_come_back_with_their_blanks(form, dump) -> None:  # type: ignore[no-untyped-def]
    table = coded_table("部门预算表", form.columns, random.Random(1))
    assert as_table(only_grid(dump(table))) == (list(table.columns), table.rows)


@pytest.mark.parametrize("wrap", [0, 4])
@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.form)
def test_spaced_tables_come_back(form, wrap) -> None:  # type: ignore[no-untyped-def]
    table = coded_table("部门预算表", form.columns, random.Random(2), zeros=True)
    assert as_table(only_grid(spaced_dump(table, wrap=wrap, name_wrap=3 * wrap))) == (list(table.columns), table.rows)


def test_codes_in_three_columns_come_back() -> None:
    columns = [
        ("科目编码", "类"),
        ("科目编码", "款"),
        ("科目编码", "项"),
        ("科目名称",),
        ("总计",),
        ("基本支出",),
        ("项目支出",),
    ]
    table = coded_table("部门预算表", columns, random.Random(3), parts=True, zeros=True)
    assert as_table(only_grid(spaced_dump(table))) == (columns, table.rows)


WORD = """\
[bookmark: _Toc_1]部门预算收支总表
\t711总工会
\t预算年度：2024
\t单位：万元

\t序号
\t收入
\t支出

\t
\t项  目
\t预算数
\t项  目
\t预算数

\t栏次
\t1
\t2
\t3
\t4

\t1
\t一、一般公共预算拨款收入
\t116.16
\t一、一般公共服务支出
\t72.49

\t2
\t
\t
\t二、外交支出
\t



page number
第一部分 说明
"""


def test_merged_cells_of_word_are_spread_and_blank_cells_kept() -> None:
    paths, rows = as_table(only_grid(WORD))
    assert paths == [
        ("序号", "栏次"), ("收入", "项目", "1"), ("收入", "预算数", "2"),
        ("支出", "项目", "3"), ("支出", "预算数", "4"),
    ]  # fmt: skip
    assert rows[1] == ["2", "", "", "二、外交支出", ""]


def test_bookmarks_page_numbers_and_unit_cells_of_word() -> None:
    lines = [b for b in text_blocks(WORD) if isinstance(b, Line)]
    assert [line.text for line in lines] == ["部门预算收支总表", "711总工会预算年度：2024单位：万元", "第一部分说明"]


MERGED = """\
部门支出总表
\t科目编码
\t科目名称
\t合计
\t基本支出
\t项目支出

\t合计
\t9.00
\t—
\t9.00

\t201
\t一般公共服务支出
\t9.00
\t
\t9.00
"""


def test_a_total_over_code_and_name_keeps_its_figures_under_their_headings() -> None:
    assert as_table(only_grid(MERGED))[1][0] == ["合计", "", "9.00", "—", "9.00"]


@pytest.mark.parametrize("dump", [celled_dump, tabbed_dump])
def test_keys_above_the_header_of_a_performance_form_are_rows(dump) -> None:  # type: ignore[no-untyped-def]
    keys, header = ["项目名称", "困难帮扶", "负责人", "某某"], ["一级指标", "二级指标", "三级指标", "指标值"]
    row = ["产出指标", "数量指标", "帮扶人数", "≥30人"]
    grid = only_grid(dump(Table("项目支出绩效目标表", [(cell,) for cell in keys], [header, row])))
    assert as_table(grid) == ([(cell,) for cell in header], [keys, row])


def test_blanks_right_of_and_below_a_merged_heading_belong_to_it() -> None:
    header = "单位\t合计\t\t接待费\t\n\t小计\t上年\t\t\n\t预算数\t决算数\t预算数\t决算数"
    paths, _ = as_table(only_grid(f"三公经费表\n\n单位：万元\n\n{header}\n某某\t1.00\t\t2.00\t\n\n"))
    assert paths[3:] == [("接待费", "预算数"), ("接待费", "决算数")]


def test_a_cell_of_several_paragraphs_stays_one_cell() -> None:
    cell = "\t1.组织体检\t\t\n\t\t\n\n2.关怀劳模"
    text = f"绩效目标表\n\t单位：万元\n\n\t一级指标\n\t指标值\n\n\t绩效目标\n{cell}\n\n\n后文\n"
    assert as_table(only_grid(text))[1] == [["绩效目标", "1.组织体检\n2.关怀劳模"]]


def test_markdown_leaves_no_trace() -> None:
    text = "**表1** 收支总表\n\n| 项目 | 预算数 |\n|---|---:|\n| 一、本年收入 | 3.00 |\n"
    assert as_table(only_grid(text)) == ([("项目",), ("预算数",)], [["一、本年收入", "3.00"]])
    assert next(iter(text_blocks(text))) == Line("表1收支总表", whole=False)


COPIED = [  # as a web page is copied: merged cells once
    ["收入", "支出"],
    ["项目", "预算数", "项目", "预算数"],
    ["一、事业收入", "3.00", "一、教育支出", "5.00"],
    ["", "", "二、其他支出", "1.00"],
    ["二、其他收入", "3.00"],
    ["收入总计", "6.00", "支出总计", "6.00"],
]


@pytest.mark.parametrize(
    "rows",
    [
        ["\t".join(row + [""] * (len(row) == 2 and n > 0) * 2) for n, row in enumerate(COPIED)],
        [" | ".join(row) + " |" + "|" * (4 - len(row)) for row in COPIED],
    ],
    ids=["tabs", "pipes"],
)
def test_merged_headings_of_a_copied_page_are_printed_once(rows: list[str]) -> None:
    paths, body = as_table(only_grid("\n".join(["收支总表", "单位：万元", *rows, "注：无。"])))
    assert paths == [("收入", "项目"), ("收入", "预算数"), ("支出", "项目"), ("支出", "预算数")]
    assert body == [[*row, "", ""][:4] for row in COPIED[2:]]


def test_rows_whose_blank_cells_a_program_dropped_are_read_like_spaced_ones() -> None:
    rows = ["科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |", "201 | 一般公共服务支出 | 5.00 | 3.00 | 2.00 |"]
    rows += ["20129 | 群众团体事务 | 5.00 | 3.00 | 2.00 |", "2012901 | 行政运行 | 3.00 | 3.00 |||"]
    rows += ["2012902 | 一般行政管理事务 | 2.00 | 2.00 ||"]
    _, body = as_table(only_grid("\n".join(["部门支出总表", "单位：万元 | ||||", *rows])))
    assert body[2:] == [
        ["2012901", "行政运行", "3.00", "3.00", ""],
        ["2012902", "一般行政管理事务", "2.00", "", "2.00"],
    ]


def test_cells_that_each_end_with_a_pipe_on_a_line_of_their_own() -> None:
    cells = ["项目", "预算数", "合计", "3.00", "公务接待费", "1.00", "公务用车购置及运行维护费", "2.00"]
    paths, body = as_table(only_grid("“三公”经费支出表\n单位：万元\n" + "\n".join(f"{cell} |" for cell in cells)))
    assert paths == [("项目",), ("预算数",)]
    assert body == [cells[i : i + 2] for i in (2, 4, 6)]


@pytest.mark.parametrize("line", ["2024年预算|", "部门支出总表 | 单位：万元 |", "部门 | 某某市总工会 | 预算 |"])
def test_markdown_below_a_line_that_ends_with_a_pipe_gets_no_blank_column(line: str) -> None:
    text = f"{line}\n| 项目 | 预算数 | 决算数 |\n|---|---|---|\n| 人员经费 | 1.00 | 2.00 |\n| | 3.00 | 4.00 |\n"
    paths, body = as_table(only_grid(text))
    assert paths == [("项目",), ("预算数",), ("决算数",)]
    assert body == [["人员经费", "1.00", "2.00"], ["", "3.00", "4.00"]]


def test_a_row_whose_first_cell_is_blank_begins_with_a_pipe_in_a_copied_page_too() -> None:
    text = "科目编码 | 科目名称 | 合计 |\n| 合计 | 3.00 |\n201 | 一般公共服务支出 | 3.00 |\n| 其中：项目 | |\n"
    assert as_table(only_grid(text))[1] == [
        ["", "合计", "3.00"], ["201", "一般公共服务支出", "3.00"], ["", "其中：项目", ""]
    ]  # fmt: skip


def test_the_path_to_a_page_of_the_web_is_no_table() -> None:
    text = "首页 | 机构 | 政务公开 |\n您现在的位置 | 公开 | 预算 |\n\n预算公开\n"
    assert [block.text for block in text_blocks(text) if isinstance(block, Line)] == [
        "首页|机构|政务公开|", "您现在的位置|公开|预算|", "预算公开"
    ]  # fmt: skip


def test_cells_keep_their_borders_where_no_table_is_read() -> None:
    text = "说明 | 3.00 |\n人员 | 1.00 | 5.00 |\n公用 | |\n合计 | 5.00 | 6.00 | 7.00 |\n"
    assert [block.text for block in text_blocks(text) if isinstance(block, Line)][:2] == [
        "说明| 3.00",
        "人员| 1.00 | 5.00",
    ]


def test_blanks_of_one_table_do_not_tell_of_another() -> None:
    full = ["科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |", "201 | 一般公共服务支出 | 5.00 | 3.00 | 2.00 |"]
    lost = [*full, "2012901 | 行政运行 | 3.00 | 3.00 |||", "2012902 | 一般行政管理事务 | 2.00 | 2.00 ||"]
    lost += ["20129 | 群众团体事务 | 5.00 | 3.00 | 2.00 |"]
    kept = [*full, "2012901 | 行政运行 | 3.00 | | 3.00 |"]
    text = "\n".join(["部门支出总表", "单位：万元", *lost, "", "注：略", "", "项目支出表", "单位：万元", *kept])
    first, second = (as_table(block)[1] for block in text_blocks(text) if isinstance(block, Grid))
    assert first[2] == ["2012902", "一般行政管理事务", "2.00", "", "2.00"]
    assert second[1] == ["2012901", "行政运行", "3.00", "", "3.00"]


def test_contents_with_tabs_is_no_table() -> None:
    text = "目 录\n\n一、单位基本情况\t(1)\n二、预算安排情况说明\t(3)\n三、名词解释\t(8)\n"
    assert not [b for b in text_blocks(text) if isinstance(b, Grid)]


def test_a_header_row_alone_is_an_empty_table() -> None:
    assert only_grid("表8：基金表\n\n功能分类科目名称\t合 计\t基本支出\t项目支出\n\n注：本表无数据").rows == 1


def test_tokens_are_cut_where_figures_show_the_seam() -> None:
    (line,) = printed_lines("30226 劳务费 0.0030227 委托业务费 0.2431205 利息补贴 46.93一、一般公共服务支出", WORDS)
    assert [t.text for t in tokens_of(line)] == [
        "30226", "劳务费", "0.00", "30227", "委托业务费", "0.24", "31205", "利息补贴", "46.93", "一、一般公共服务支出",
    ]  # fmt: skip
    assert usual_places(tokens_of(line)) == 2


def test_sides_and_numbers_of_a_summary() -> None:
    roles = ["label", "line", "amount", "label", "line", "amount", "amount"]
    assert [side.amounts for side in sides_of(roles)] == [(2,), (5, 6)]
    assert spread_numbers(["栏次", "1", "栏次", "2", "3"], roles) == ["栏次", "", "1", "栏次", "", "2", "3"]


def test_page_numbers_are_dropped_and_years_kept() -> None:
    assert [line.text for line in printed_lines("上文很长\n\n\n\n- 6 -\n\n表4\n\n2024\n\n\n\n\n10\n\n表5", WORDS)] == [
        "上文很长", "表4", "2024", "表5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "number", ["- {} -", "第 {} 页 共 9 页", "{}/9", "(第{}页，共9页)", "Page {} of 9", "·{}·", "{}"]
)
def test_page_numbers_of_every_dress_are_dropped(number: str) -> None:
    page = "某市总工会预算\n" + "正文\n" * 20
    lines = printed_lines("".join(f"{page}{number.format(n)}\n" for n in range(1, 6)), WORDS)
    assert {line.text for line in lines} == {"某市总工会预算", "正文"}
    assert [line.text for line in lines if line.page_start] == ["某市总工会预算"] * 5


def test_table_keeps_what_it_was_made_of() -> None:
    table = Table("表", [("科目编码",)], [])
    assert spaced_dump(table).startswith("表\n\n部门：某某市总工会 单位：万元\n\n科目编码")


def test_bare_page_numbers_at_form_feeds_are_no_figures() -> None:
    head = "科目编码 科目名称 合计 基本支出 项目支出"
    rows = (
        "201 一般公共服务支出 5.00 3.00 2.00",
        "208 社会保障和就业支出 7.00 7.00 0.00",
        "210 卫生健康支出 1.00 1.00 0.00",
        "221 住房保障支出 4.00 4.00 0.00",
    )
    pages = "".join(f"{head}\n{row}\n{number}\n\f" for number, row in enumerate(rows, 3))
    (grid,) = (b for b in text_blocks(f"部门支出总表\n单位：元\n{pages}") if isinstance(b, Grid))
    assert [row[2:] for row in as_table(grid)[1]] == [row.split()[2:] for row in rows]


def test_a_row_with_blank_cells_in_front_stays_in_its_table_between_tabs() -> None:
    head = "类\t款\t科目名称\t合计\t基本支出\n\t\t合计\t3.02\t3.02\n"
    dump = head + "\t\t\t\t\n201\t29\t群众团体事务\t3.02\t3.02\n\n注：略\n"
    (grid,) = (block for block in text_blocks(dump) if isinstance(block, Grid))
    assert as_table(grid)[1][0] == ["", "", "合计", "3.02", "3.02"]
    assert as_table(grid)[1][-1] == ["201", "29", "群众团体事务", "3.02", "3.02"]


def test_a_total_without_figures_is_a_row() -> None:
    dump = "科目编码\t科目名称\t合计\t基本支出\n\t合计\t\t\n\n注：略\n"
    (grid,) = (block for block in text_blocks(dump) if isinstance(block, Grid))
    assert as_table(grid)[1] == [["", "合计", "", ""]]
