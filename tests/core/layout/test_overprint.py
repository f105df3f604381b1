"""Watermarks and page numbers that are printed over a table."""

from __future__ import annotations

from core.layout.blocks import Grid, Line
from core.layout.pages import blocks_of
from core.texts import key
from tests.canvas import Face
from tests.core.layout.test_pages import EXPENDITURE, blocks, body, expected, grids, read, rows
from tests.typeset import Look, Table, Typesetter


def test_a_watermark_across_a_table_is_none_of_its_cells() -> None:
    setter = Typesetter(Look())
    setter.table(EXPENDITURE)
    setter._canvas.text(150, 190, "内部资料", Face(Look(), 60))
    (page,) = read(setter.finish().data)
    found = list(blocks_of([page]))
    assert body([b for b in found if isinstance(b, Grid)], EXPENDITURE) == expected(EXPENDITURE)
    assert not any("内部" in b.text for b in found if isinstance(b, Line))


def test_a_large_title_stays() -> None:
    setter = Typesetter(Look())
    setter.heading("云山区总工会2024年部门预算", size=30)
    setter.table(EXPENDITURE)
    assert any("云山区总工会" in b.text for b in blocks(setter.finish().data) if isinstance(b, Line))


def test_a_page_number_inside_a_table_is_a_line_by_itself() -> None:
    long = Table(header=[["科目", "", "合计"]], rows=[[f"支出{n}", "", f"{n}.50"] for n in range(100, 180)])
    setter = Typesetter(Look(page_number_rise=60))
    setter.table(long)
    data = setter.finish().data
    assert [row for grid in grids(data) for row in rows(grid)[1:]] == expected(long)
    assert "-1-" in [key(b.text) for b in blocks(data) if isinstance(b, Line)]
