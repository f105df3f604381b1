"""Ruled tables that leave rules out: what their print tells of rows and columns, over pages too."""

from __future__ import annotations

import pytest

from core.layout.blocks import GridCell
from core.layout.celltext import Piece
from core.layout.supplied import crowded_cells
from core.model import Box
from tests.core.layout.test_pages import body, expected, grids, rows
from tests.typeset import Cell, Look, Rules, Table, Typesetter

SIDES = [[Cell("收入", across=2), Cell("支出", across=2)], ["项目", "预算数", "项目", "预算数"]]


def drawn(table: Table, rules: Rules, repeat: bool = True) -> bytes:
    setter = Typesetter(Look(rules=rules, repeat_header=repeat))
    setter.table(table)
    return setter.finish().data


def test_codes_tell_the_rows_where_no_figure_does() -> None:
    table = Table(
        header=[["科目编码", "科目名称", "预算数"]],
        rows=[["201", "一般公共服务支出", ""], ["20129", "群众团体事务", ""], ["2012901", "行政运行", "302.49"]],
    )
    assert body(grids(drawn(table, Rules.COLUMNS)), table) == expected(table)


def test_items_on_both_sides_tell_the_rows() -> None:
    items = ["一、一般公共服务支出", "二、外交支出", "三、国防支出"]
    table = Table(header=SIDES, rows=[[item, "302.49" * (n == 0), item, ""] for n, item in enumerate(items)])
    assert body(grids(drawn(table, Rules.COLUMNS)), table) == expected(table)


def crowded(*cells: list[str]) -> list[int]:
    """Which of the cells of one row, each with its printed lines, hold more than one."""
    row = [GridCell(0, column) for column in range(len(cells))]
    lines = [[Piece(text, Box(0, 12 * n, 99, 12 * n + 10)) for n, text in enumerate(cell)] for cell in cells]
    found = crowded_cells(row, dict(zip(map(id, row), lines, strict=True)))
    return sorted(cell.column for cell in found)


def test_a_list_is_one_cell_unless_another_one_stands_beside_it() -> None:
    goals = ["一、维护职工权益", "二、帮扶困难职工"]
    assert crowded(["年度目标"], goals) == []
    assert crowded(["1", "2"], goals) == [0, 1]
    assert crowded(["预算 100.00 万元，其中", "50.00 万元"], ["100.00", "50.00"]) == [1]
    assert crowded(["=10家", "≥756人"], ["数量指标", "数量指标"], ["1,147.9", "5"]) == [0, 1]


def test_a_figure_that_wraps_between_upright_rules_is_one() -> None:
    table = Table(header=[["科目", "合计"]], rows=[["行政运行", "1,234,567.89"]], widths=(30, 3))
    assert body(grids(drawn(table, Rules.COLUMNS)), table) == expected(table)


@pytest.mark.parametrize("repeat", [True, False], ids=["header again", "header once"])
@pytest.mark.parametrize("rules", [Rules.COLUMNS, Rules.HEAD, Rules.OUTLINE, Rules.FRAME], ids=lambda r: r.name)
def test_rows_without_rules_go_on_over_pages(rules: Rules, repeat: bool) -> None:
    long = Table(
        header=[["科目编码", "科目名称", "合计", "基本支出"]],
        rows=[[str(2080500 + n), "行政单位离退休" if n % 3 else "养老支出", f"{n}.50", ""] for n in range(60)],
        widths=(4, 8, 5, 5),
    )
    found = grids(drawn(long, rules, repeat))
    assert [grid.page for grid in found] == [1, 2]
    assert rows(found[0])[1:] + rows(found[1])[repeat:] == expected(long)


def test_a_total_below_a_ruled_header_is_its_row() -> None:
    table = Table(
        header=[["科目编码", "科目名称", "合计"]],
        rows=[[Cell("合计", across=2), ""]],
    )
    assert rows(grids(drawn(table, Rules.HEAD))[0])[1:] == expected(table)


def test_prose_below_an_empty_table_is_none_of_its_rows() -> None:
    setter = Typesetter(Look(rules=Rules.HEAD))
    setter.table(Table(header=SIDES, rows=[]))
    setter.paragraph("本部门2024年收入预算302.49万元，其中一般公共预算拨款收入302.49万元，占100.00%。")
    setter.paragraph("比上年增加12.30万元。")
    (grid,) = grids(setter.finish().data)
    assert grid.rows == 2
