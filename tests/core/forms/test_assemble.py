"""Whatever layout gives, every table is rectangular and nothing that was printed is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.layout.blocks import Block, Grid, Line
from tests.core.forms.building import assembled, grid, line, spoken

WORDS = [
    "",
    "",
    "合计",
    "科目编码",
    "201",
    "3.00",
    "-",
    "一、收入",
    "单位：万元",
    "表1",
    "部门收支总表",
    "注：空表",
    "栏次",
    "1",
    "2",
    "<",
    "^",
]
LINES = [
    "表2",
    "部门支出总表",
    "单位：元",
    "注：本表为空表。",
    "一、收入情况",
    "2024年部门预算",
    "- 3 -",
    "续表",
    "增加3.00万元",
]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    columns = draw(st.integers(1, 5))
    row = st.lists(st.sampled_from(WORDS), min_size=columns, max_size=columns).map(" | ".join)
    page = draw(st.sampled_from([None, 1, 1, 2, 3]))
    return grid(*draw(st.lists(row, min_size=1, max_size=6)), page=page)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    text = draw(st.sampled_from(LINES))
    if draw(st.booleans()):
        return Line(text, whole=draw(st.booleans()))
    return line(
        text, page=draw(st.integers(1, 3)), x0=draw(st.sampled_from([60.0, 90.0])), top=draw(st.integers(20, 810))
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(grids(), lines()), max_size=10))
def test_tables_are_rectangular_and_named_in_order(blocks: list[Block]) -> None:
    report = assembled(*blocks)
    assert [table.id for table in report.tables] == [f"t{i + 1}" for i in range(len(report.tables))]
    for table in report.tables:
        assert all(len(row) == len(table.columns) for row in table.rows)
    assert all(table.follows <= len(report.narrative) for table in report.tables)
    assert report.starts == [table.follows for table in report.tables]


@settings(max_examples=100, deadline=None)
@given(st.lists(grids(), max_size=4))
def test_no_figure_of_a_grid_is_lost(blocks: list[Grid]) -> None:
    fed = sum(cell.text == "3.00" for block in blocks for cell in block.cells)
    report = assembled(*blocks)
    assert sum(cell.text == "3.00" for table in report.tables for row in table.rows for cell in row) == fed


def test_a_report_from_cover_to_last_note() -> None:
    report = assembled(
        *spoken("某市总工会2024年部门预算", "第一部分 某市总工会部门概况", "一、部门职责", "第二部分 公开表"),
        *spoken("表1", "部门收支总表", "部门：某市总工会 单位：万元"),
        grid(
            "收入 | < | 支出 | <",
            "项目 | 预算数 | 项目 | 预算数",
            "一、财政拨款 | 3.00 | 一、公共服务 | 3.00",
            page=None,
        ),
        *spoken("注：本表反映收支情况。", "表2：部门收入总表", "部门：某市总工会 单位：万元"),
        grid("科目编码 | 科目名称 | 合计", "201 | 一般公共服务支出 | 3.00", page=None),
        *spoken("第三部分 情况说明", "2024年收入预算3.00万元。"),
    )
    assert (report.info.unit, report.info.year, report.info.kind, report.info.amount_unit) == (
        "某市总工会",
        2024,
        "budget",
        "万元",
    )
    assert [table.form for table in report.tables] == ["income_expenditure_summary", "income"]
    assert report.tables_before() == [0, 0, 0, 0, 2, 2]
