"""Cells are known again after their table was changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.model import BLANK, Cell, CellRef, Column, Edit, Table, TableEdit
from core.model.moves import moved


def _table(name: str, rows: int, columns: int = 2) -> Table:
    return Table(name, [Column()] * columns, [[Cell.of(f"{name}{r}{c}") for c in range(columns)] for r in range(rows)])


def _with(table: Table, rows: list[list[Cell]]) -> Table:
    made = table.copy()
    made.rows = rows
    return made


@given(st.permutations(range(5)), st.integers(1, 5))
def test_rows_that_were_moved_are_found_and_rows_that_went_are_not(order: list[int], kept: int) -> None:
    before = _table("t1", 5)
    after = _with(before, [before.rows[r] for r in order[:kept]])
    moves = moved([TableEdit(0, before, after)])
    expected = {CellRef("t1", r, c): CellRef("t1", order.index(r), c) for r in order[:kept] for c in (0, 1)}
    assert moves == {old: new for old, new in expected.items() if old != new}


def test_a_blank_goes_with_its_row_and_its_column() -> None:
    before = _table("t1", 3)
    before.rows[1][1] = BLANK
    after = _with(before, [[BLANK, BLANK, BLANK], *([row[0], BLANK, row[1]] for row in before.rows)])
    moves = moved([TableEdit(0, before, after)])
    assert moves[CellRef("t1", 1, 1)] == CellRef("t1", 2, 2)
    assert moves[CellRef("t1", 1, 0)] == CellRef("t1", 2, 0)


def test_cells_go_over_into_the_table_that_theirs_was_joined_with() -> None:
    first, second = _table("t1", 2), _table("t2", 2)
    edits: list[Edit] = [TableEdit(1, second, None), TableEdit(0, first, _with(first, [*first.rows, *second.rows]))]
    assert moved(edits) == {CellRef("t2", r, c): CellRef("t1", r + 2, c) for r in (0, 1) for c in (0, 1)}


def test_where_only_texts_change_nothing_moves() -> None:
    table = _table("t1", 2)
    assert moved([TableEdit(0, table, _with(table, [list(row) for row in table.rows]))]) == {}
