"""Where the cells of a table are after its structure changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from core.model.edits import Edit, TableEdit
from core.model.report import BLANK, CellRef, Table

_Old = TypeVar("_Old", bound=Hashable)
_New = TypeVar("_New", bound=Hashable)


def moved(edits: Iterable[Edit]) -> dict[CellRef, CellRef]:
    """Every cell that the edits of one step have moved, and where it is now; cells that are gone are left out.

    A cell is known again as the same object, a blank one by its row and its column.
    """
    changes = [edit for edit in edits if isinstance(edit, TableEdit)]
    now = {id(c): ref for e in changes if e.after for ref, c in e.after.refs() if c is not BLANK}
    moves: dict[CellRef, CellRef] = {}
    for change in changes:
        if change.before is not None:
            moves |= _moves_of(change.before, now)
    return moves


def _moves_of(table: Table, now: dict[int, CellRef]) -> dict[CellRef, CellRef]:
    found = {ref: now[id(cell)] for ref, cell in table.refs() if id(cell) in now}
    rows = _commonest((ref.row, (place.table, place.row)) for ref, place in found.items())
    columns = _commonest((ref.column, place.column) for ref, place in found.items())
    for ref, cell in table.refs():
        if cell is BLANK and ref.row in rows and ref.column in columns:
            found[ref] = CellRef(*rows[ref.row], columns[ref.column])
    return {ref: place for ref, place in found.items() if ref != place}


def _commonest(pairs: Iterable[tuple[_Old, _New]]) -> dict[_Old, _New]:
    counts: dict[_Old, Counter[_New]] = {}
    for old, new in pairs:
        counts.setdefault(old, Counter())[new] += 1
    return {old: each.most_common(1)[0][0] for old, each in counts.items()}
