"""Whatever stands on a page, no word of it is lost or said twice, and every grid is whole."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.layout.blocks import Grid
from core.layout.pages import blocks_of
from core.model import Box
from core.readers.page import Page, Ruling, Word

places = st.tuples(st.integers(2, 50), st.integers(3, 70))
texts = st.sampled_from(
    ["302.49", "1,147.95", "合计", "一般公共服务支出", "201", "单位：万元", "-", "第 3 页", "基本支出"]
)
levels = st.tuples(st.integers(3, 70), st.integers(2, 20), st.integers(25, 55)).map(
    lambda t: Ruling(t[1] * 10.0, t[0] * 11.0, t[2] * 10.0, t[0] * 11.0)
)
plumbs = st.tuples(st.integers(2, 55), st.integers(3, 30), st.integers(31, 70)).map(
    lambda t: Ruling(t[0] * 10.0, t[1] * 11.0, t[0] * 10.0, t[2] * 11.0)
)


def word(place: tuple[int, int], text: str) -> Word:
    x, y = place[0] * 10.0, place[1] * 11.0 + 1
    edges = tuple(x + 9.0 * i for i in range(len(text) + 1))
    return Word(text, Box(x, y, edges[-1], y + 9.0), edges, 9.0)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(places, texts, max_size=60), st.lists(levels, max_size=12), st.lists(plumbs, max_size=12))
@example({(2, 3): "302.49"}, [Ruling(20.0, 44.0, 250.0, 44.0), Ruling(20.0, 55.0, 260.0, 55.0)], [])
@example(
    {(2, 3): "302.49", (3, 3): "302.49", (3, 4): "302.49"},
    [Ruling(20.0, 33.0, 250.0, 33.0), Ruling(20.0, 55.0, 250.0, 55.0)],
    [],
)
def test_every_word_is_in_one_block(
    words: dict[tuple[int, int], str], levels: list[Ruling], plumbs: list[Ruling]
) -> None:
    page = Page(1, 595.0, 842.0, [word(place, text) for place, text in words.items()], levels + plumbs)
    said: Counter[str] = Counter()
    for block in blocks_of([page]):
        said.update("".join(block.text.split()) if not isinstance(block, Grid) else _text_of(block))
    printed = Counter("".join("".join(words.values()).split()))
    assert said == printed


def _text_of(grid: Grid) -> str:
    """The text of a grid; its cells must tile it without overlap."""
    slots = Counter(
        (r, c)
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    )
    assert all(count == 1 and r < grid.rows and c < grid.columns for (r, c), count in slots.items())
    return "".join("".join(cell.text.split()) for cell in grid.cells)
