"""A header that the end of a page cuts through: the two grids of its parts set one below the other as one grid."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from core.forms import wording
from core.forms.headers import looks_like_body
from core.forms.sheets import Sheet
from core.layout.blocks import Grid, GridCell

_SAME_EDGE = 3.0  # points


def stitched(upper: Grid, lower: Grid) -> Grid | None:
    """The grid that the two would be on one page; None where the columns of one do not divide those of the other."""
    edges = _edges([*upper.cells, *lower.cells])
    if len(edges) != max(upper.columns, lower.columns) + 1:
        return None
    above = [_set(cell, 0, edges) for cell in upper.cells if cell.box]
    below = [_set(cell, upper.rows, edges) for cell in lower.cells if cell.box]
    if not looks_like_body(Sheet(lower), 0):
        below = _healed(above, below, upper.rows)
    rows, columns = upper.rows + lower.rows, len(edges) - 1
    return Grid(rows, columns, above + below, lower.page, lower.box, lower.ruled and upper.ruled)


def _edges(cells: list[GridCell]) -> list[float]:
    """Where columns begin and end, from left to right."""
    edges: list[float] = []
    for x in sorted(x for cell in cells if cell.box for x in (cell.box.x0, cell.box.x1)):
        if not edges or x - edges[-1] > _SAME_EDGE:
            edges.append(x)
    return edges


def _set(cell: GridCell, down: int, edges: list[float]) -> GridCell:
    """The cell `down` rows lower, with its column and span by where it stands."""
    assert cell.box is not None
    first, last = (bisect_left(edges, x - _SAME_EDGE) for x in (cell.box.x0, cell.box.x1))
    return replace(cell, row=cell.row + down, column=first, column_span=max(1, last - first))


def _healed(above: list[GridCell], below: list[GridCell], cut: int) -> list[GridCell]:
    """Let the cells that end at the cut go on with what lies right below them; the cells below that are left."""
    ending = {(c.column, c.column_span): c for c in above if c.row + c.row_span == cut and c.text.strip()}
    left = []
    for cell in below:
        begun = ending.get((cell.column, cell.column_span)) if cell.row == cut else None
        if begun is None:
            left.append(cell)
        else:
            begun.text = wording.joined(begun.text, cell.text)
            begun.row_span += cell.row_span
    return left
