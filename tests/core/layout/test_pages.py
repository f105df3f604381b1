"""Pages → grids and lines, over reports drawn in every manner that the typesetter knows."""

from __future__ import annotations

from itertools import groupby

import pytest

from core.layout.blocks import Block, Grid, Line
from core.layout.pages import blocks_of
from core.model import Box
from core.progress import Silent
from core.readers.page import Page, Word
from core.readers.pdf import PdfFile, pages
from core.texts import key
from tests.typeset import SANS, Cell, Look, Rules, Table, Turn, Typesetter

DRAWN = [Rules.LINES, Rules.BOXES, Rules.BARS]
OPEN = [Rules.THREE, Rules.NONE, Rules.ZEBRA]
HALF_DRAWN = [Rules.COLUMNS, Rules.FRAME, Rules.HEAD, Rules.OUTLINE]

EXPENDITURE = Table(
    title="一般公共预算支出表",
    unit_line=("部门：云山区总工会", "单位：万元"),
    header=[
        [Cell("功能分类科目名称", down=2), Cell("合计", down=2), Cell("基本支出", across=3), Cell("项目支出", down=2)],
        ["小计", "人员经费", "公用经费"],
    ],
    rows=[
        ["合计", "1,147.95", "1,078.87", "934.74", "144.13", "69.08"],
        ["一般公共服务支出", "1,015.73", "946.65", "802.52", "144.13", "69.08"],
        ["其他群众团体事务支出", "69.08", "", "", "", "69.08"],
        ["社会保障和就业支出", "104.20", "104.20", "104.20", "", ""],
        ["机关事业单位职业年金缴费支出", "23.59", "23.59", "23.59", "", ""],
        ["卫生健康支出", "28.02", "28.02", "28.02", "", ""],
    ],
    widths=(20, 10, 10, 10, 10, 10),
)
TWO_SIDES = Table(
    title="部门收支总表",
    unit_line=("部门：云山区总工会", "单位：万元"),
    header=[[Cell("收入", across=2), Cell("支出", across=2)], ["项目", "预算数", "项目", "预算数"]],
    rows=[
        ["一、一般公共预算拨款收入", "302.49", "一、一般公共服务支出", "181.52"],
        ["二、政府性基金预算拨款收入", "", "二、社会保障和就业支出", "98.63"],
        ["三、事业收入", "12.00", "三、卫生健康支出", "34.34"],
        ["收入总计", "314.49", "支出总计", "314.49"],
    ],
)


def read(printed: bytes) -> list[Page]:
    return list(pages(PdfFile(printed, "report.pdf"), Silent()))


def blocks(printed: bytes) -> list[Block]:
    return list(blocks_of(read(printed)))


def grids(printed: bytes) -> list[Grid]:
    return [b for b in blocks(printed) if isinstance(b, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    """One text per row and column, "" where a span covers the place."""
    texts = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        texts[cell.row][cell.column] = key(cell.text)
    return texts


def body(grids: list[Grid], table: Table) -> list[list[str]]:
    """The rows below the header, over all pages of a table that repeats it."""
    return [row for grid in grids for row in rows(grid)[table.head_rows :]]


def expected(table: Table) -> list[list[str]]:
    return [[key(text) for text in row] for row in table.texts()]


def spans(grid: Grid, rows: int) -> list[tuple[str, int, int, int, int]]:
    cells = sorted(grid.cells, key=lambda c: (c.row, c.column))
    return [(key(c.text), c.row, c.column, c.row_span, c.column_span) for c in cells if c.row < rows]


def header_spans(table: Table) -> list[tuple[str, int, int, int, int]]:
    return [(key(p.cell.text), p.row, p.column, p.cell.down, p.cell.across) for p in table.head]


@pytest.mark.parametrize("table", [EXPENDITURE, TWO_SIDES], ids=["expenditure", "two sides"])
@pytest.mark.parametrize("rules", DRAWN + OPEN + HALF_DRAWN, ids=lambda r: r.name)
def test_every_manner_of_rules_gives_the_same_cells(rules: Rules, table: Table) -> None:
    setter = Typesetter(Look(rules=rules))
    setter.paragraph("本部门2024年收入预算302.49万元，其中一般公共预算拨款收入302.49万元，占100.00%。")
    setter.table(table)
    found = grids(setter.finish().data)
    assert len(found) == 1
    assert body(found, table) == expected(table)
    assert spans(found[0], table.head_rows) == header_spans(table)


@pytest.mark.parametrize("turn", list(Turn), ids=lambda t: t.name)
@pytest.mark.parametrize("rules", [Rules.LINES, Rules.THREE], ids=lambda r: r.name)
def test_pages_on_their_side_are_set_upright(turn: Turn, rules: Rules) -> None:
    setter = Typesetter(Look(rules=rules), turn)
    setter.table(EXPENDITURE)
    printed = setter.finish()
    (grid,) = grids(printed.data)
    assert body([grid], EXPENDITURE) == expected(EXPENDITURE)
    (page,) = read(printed.data)
    assert (page.width > page.height) is (turn is not Turn.UPRIGHT)


@pytest.mark.parametrize("rules", [Rules.LINES, Rules.THREE, Rules.NONE], ids=lambda r: r.name)
def test_digits_on_another_baseline_stay_in_their_line(rules: Rules) -> None:
    setter = Typesetter(Look(rules=rules, digits=SANS, digits_drop=3.6))
    setter.paragraph("2024年支出预算302.49万元，比上年减少12.30万元。")
    setter.table(EXPENDITURE)
    found = blocks(setter.finish().data)
    text = "".join(key(b.text) for b in found if isinstance(b, Line))
    assert "2024年支出预算302.49万元,比上年减少12.30万元。" in text
    assert body([b for b in found if isinstance(b, Grid)], EXPENDITURE) == expected(EXPENDITURE)


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("rules", [Rules.LINES, Rules.THREE], ids=lambda r: r.name)
def test_a_table_over_pages_is_a_grid_on_each(rules: Rules, repeat: bool) -> None:
    long = Table(
        header=EXPENDITURE.header,
        rows=[[f"支出{n}", f"{n}.50", f"{n}.25", "", "", "0.25"] for n in range(100, 200)],
        widths=EXPENDITURE.widths,
    )
    setter = Typesetter(Look(rules=rules, repeat_header=repeat))
    setter.table(long)
    found = grids(setter.finish().data)
    assert [page for page, _ in groupby(found, key=lambda g: g.page)] == [1, 2, 3]
    assert all(grid.columns == 6 for grid in found)
    printed = [row for grid in found for row in rows(grid) if row[0].startswith("支出")]
    assert printed == expected(long)


def test_three_narrow_code_columns_stay_three() -> None:
    table = Table(
        header=[["类", "款", "项", "科目名称", "合计"]],
        rows=[["201", "", "", "一般公共服务支出", "72.49"], ["201", "06", "01", "行政运行", "62.89"]],
        widths=(3, 3, 3, 14, 8),
    )
    setter = Typesetter(Look(table_size=8))
    setter.table(table)
    assert body(grids(setter.finish().data), table) == expected(table)


def test_a_figure_that_wraps_in_a_narrow_cell_is_one() -> None:
    table = Table(header=[["项目", "预算数"]], rows=[["收入总计", "1,147.95"], ["支出总计", "136.17"]], widths=(40, 3))
    setter = Typesetter()
    setter.table(table)
    assert body(grids(setter.finish().data), table) == expected(table)


def test_paragraphs_contents_and_signatures_are_lines() -> None:
    setter = Typesetter(Look(page_number=None))
    for n, title in enumerate(["部门概况", "部门预算表", "部门预算情况说明", "名词解释"], 1):
        setter.paragraph(f"第{n}部分 {title}" + "." * 40 + f" {n * 3}")
    setter.paragraph("2024年收入预算302.49万元，比上年增加12.00万元，增长4.13%，主要原因是人员增加。" * 3)
    setter.heading("负责人：王 某        经办人：李 某        电话：12345678", 12)
    assert all(isinstance(block, Line) for block in blocks(setter.finish().data))


def test_blocks_stand_in_reading_order() -> None:
    setter = Typesetter()
    setter.paragraph("第一段。")
    setter.table(TWO_SIDES)
    setter.paragraph("第二段。")
    setter.table(EXPENDITURE)
    found = blocks(setter.finish().data)
    order = [key(b.text) if isinstance(b, Line) else b.columns for b in found]
    assert order.index("第一段。") < order.index(4) < order.index("第二段。") < order.index(6)


def test_outer_rules_that_are_left_out_are_supplied() -> None:
    setter = Typesetter()
    setter.table(TWO_SIDES)
    (page,) = read(setter.finish().data)
    level = [r for r in page.rulings if r.horizontal]
    upright = [r for r in page.rulings if not r.horizontal]
    left, right = min(r.x0 for r in upright), max(r.x0 for r in upright)
    top = min(r.top for r in level)
    page.rulings = [r for r in level if r.top > top + 1] + [r for r in upright if left + 1 < r.x0 < right - 1]
    (grid,) = [b for b in blocks_of([page]) if isinstance(b, Grid)]
    assert body([grid], TWO_SIDES) == expected(TWO_SIDES)


def test_ink_that_could_not_be_read_is_no_line_of_text() -> None:
    unread = Word("", Box(100, 100, 110, 112), (), 10.0, 0.0)
    (line,) = blocks_of([Page(1, 595, 842, [unread, Word("某县总工会", Box(100, 130, 160, 142), (), 12.0, 0.99)])])
    assert isinstance(line, Line)
    assert line.text == "某县总工会"
