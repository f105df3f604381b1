"""Headers without upright rules: which text stands over which columns, however texts stand in their cells."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.layout.blocks import Grid
from core.layout.pages import blocks_of
from core.model import Box
from core.readers.page import Page, Ruling, Word

NAMES = ["行政运行", "住房公积金", "机关服务"]


def text(what: str, x0: float, top: float) -> Word:
    return Word(what, Box(x0, top, x0 + 8.0 * len(what), top + 8), size=8.0)


def centred(what: str, middle: float, top: float) -> Word:
    return text(what, middle - 4.0 * len(what), top)


def figure(what: str, x1: float, top: float) -> Word:
    return Word(what, Box(x1 - 4.5 * len(what), top, x1, top + 8), size=8.0)


def grid_of(words: list[Word], x0: float, x1: float, levels: Sequence[float]) -> Grid:
    """The table of a page. levels: the height of its rules."""
    page = Page(1, 600, 700, words, [Ruling(x0, y, x1, y) for y in levels])
    (grid,) = [block for block in blocks_of([page]) if isinstance(block, Grid)]
    return grid


def places(grid: Grid) -> dict[str, tuple[int, int]]:
    """The first column of each header text and how many it stands over."""
    return {cell.text: (cell.column, cell.column_span) for cell in grid.cells if cell.row < (grid.header_rows or 0)}


def test_texts_at_the_edge_of_their_columns_stand_under_the_one_above_all_the_same() -> None:
    words = [text("科目", 60, 48), text("本年支出", 289, 40)]
    words += [text("小计", 234, 56), text("公用经费", 318, 56), text("项目支出", 418, 56)]
    for i, name in enumerate(NAMES):
        top = 80.0 + 14 * i
        words += [text(name, 60, top), *(figure(f"{i * 9 + 5}.50", x, top) for x in (250, 350, 450))]
    assert places(grid_of(words, 55, 455, (36.0, 70.0, 120.0)))["本年支出"] == (1, 3)


@pytest.mark.parametrize("levels", [(), (36.0, 70.0, 122.0)], ids=["no rules", "three rules"])
def test_texts_stand_over_columns_whose_own_header_texts_are_flush(levels: Sequence[float]) -> None:
    words = [text("收入", 172, 40), text("支出", 412, 40)]
    for x0 in (60, 300):
        words += [text("项目", x0, 56), text("金额", x0 + 214, 56)]
        for i, name in enumerate(["一般公共预算", "政府性基金预算", "其他"]):
            top = 78.0 + 14 * i
            words += [text(name, x0, top), figure("8.50", x0 + 230, top)]
    heads = places(grid_of(words, 55, 535, levels))
    assert (heads["收入"], heads["支出"]) == ((0, 2), (2, 2))


def test_texts_at_the_top_of_their_cells() -> None:
    upper = [("科目", 90), ("财政拨款", 220), ("其他", 315), ("结转结余", 410)]
    lower = [("一般公共", 185), ("政府性", 255), ("本年", 375), ("上年", 445)]
    words = [centred(what, x, 40) for what, x in upper] + [centred(what, x, 54) for what, x in lower]
    words.append(centred("预算拨款", 185, 64))
    for i, name in enumerate(NAMES):
        top = 84.0 + 14 * i
        words += [centred(name, 90, top), *(centred(f"{i}.50", x, top) for x in (185, 255, 315, 375, 445))]
    heads = places(grid_of(words, 50, 480, (36.0, 76.0, 130.0)))
    assert [heads[what] for what, _ in upper] == [(0, 1), (1, 2), (3, 1), (4, 2)]
    assert heads["一般公共预算拨款"] == (1, 1)


def test_texts_at_the_top_of_their_cells_in_three_rows() -> None:
    words = [centred("科目", 140, 40), centred("支出预算", 380, 40), centred("编码", 90, 54), centred("名称", 190, 54)]
    words += [centred(what, 70 + 20 * i, 68) for i, what in enumerate("类款项")]
    words += [centred(what, 300 + 80 * i, 54) for i, what in enumerate(("合计", "基本支出", "项目支出"))]
    for i, name in enumerate(NAMES):
        top = 88.0 + 14 * i
        words += [centred(name, 190, top), *(centred(f"{i}.50", x, top) for x in (300, 380, 460))]
        words += [centred(code, 70 + 20 * n, top) for n, code in enumerate(("201", "29", "01"))]
    heads = places(grid_of(words, 50, 500, (36.0, 82.0, 134.0)))
    assert [heads[what] for what in ("科目", "支出预算", "编码", "名称")] == [(0, 4), (4, 3), (0, 3), (3, 1)]


@pytest.mark.parametrize("count", [280, 400], ids=["weighed", "too many"])
def test_no_header_is_too_wide_to_read(count: int) -> None:
    words = [centred("本年收入", 45 + 60.0 * i, 40) for i in range(count // 2)]
    for row, what in enumerate(["小计", "8.50", "9.50", "7.50"]):
        words += [centred(what, 30 + 30.0 * i, 56 + 16.0 * row) for i in range(count)]
    grid = grid_of(words, 10, 40 + 30.0 * count, (36.0, 68.0, 118.0))
    assert grid.columns == count
    assert sum(cell.text.count("本年收入") for cell in grid.cells) == count // 2
    if count < 300:
        assert {cell.column_span for cell in grid.cells if cell.text == "本年收入"} == {2}
