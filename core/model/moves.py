"""Where the cells of a table are after its structure changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from core.model.edits import Edit, TableEdit
from core.model.report import BLANK, Cell, CellRef, Table

_Place = tuple[str, int, int]  # table, row, column


def moved(edits: Iterable[Edit]) -> dict[CellRef, CellRef]:
    """Every cell that the edits of one step have moved, and where it is now; cells that are gone are left out.

    A cell is known again as the same object, a blank one by its row and its column.
    """
    changes = [edit for edit in edits if isinstance(edit, TableEdit)]
    now = {id(cell): (e.after.id, r, c) for e in changes if e.after for r, c, cell in _filled(e.after)}
    moves: dict[CellRef, CellRef] = {}
    for change in changes:
        if change.before is not None:
            moves |= _moves_of(change.before, now)
    return moves


def _filled(table: Table) -> Iterator[tuple[int, int, Cell]]:
    return ((r, c, cell) for r, row in enumerate(table.rows) for c, cell in enumerate(row) if cell is not BLANK)


def _moves_of(table: Table, now: dict[int, _Place]) -> dict[CellRef, CellRef]:
    found = {(r, c): now[id(cell)] for r, c, cell in _filled(table) if id(cell) in now}
    rows = {r: place[:2] for (r, _), place in found.items()}
    columns: dict[int, int] = {}
    for (old, new), _ in Counter((c, place[2]) for (_, c), place in found.items()).most_common():
        columns.setdefault(old, new)  # in single rows cells may have been shifted
    for r, row in rows.items():
        blanks = (c for c, cell in enumerate(table.rows[r]) if cell is BLANK and c in columns)
        found |= {(r, c): (*row, columns[c]) for c in blanks}
    return {CellRef(table.id, r, c): CellRef(*at) for (r, c), at in found.items() if (table.id, r, c) != at}
