"""Grids from rows of texts: header cells that lost their spans get them back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from core import texts
from core.layout.blocks import Grid, GridCell
from core.layout.text.vocabulary import Path

Row = Sequence[str]


def grid_of_rows(rows: Sequence[Row], header_rows: int) -> Grid:
    """A grid of full rows, "" where blank. A blank header cell belongs to its left or its upper neighbour."""
    width = max((len(r) for r in rows), default=0)
    full = [[*map(texts.tidy, row), *[""] * (width - len(row))] for row in rows]
    cells = _merged_header(full[:header_rows], width)
    for number, row in enumerate(full[header_rows:], header_rows):
        cells += [GridCell(number, column, text) for column, text in enumerate(row) if text]
    return Grid(len(full), width, cells, ruled=False, header_rows=header_rows)


def _merged_header(rows: list[list[str]], width: int) -> list[GridCell]:
    owners: dict[tuple[int, int], GridCell] = {}
    cells: list[GridCell] = []
    for r, row in enumerate(rows):
        for c in range(width):
            owner = None if row[c] else _neighbour(rows, owners, r, c)
            if owner is None:
                owner = GridCell(r, c, row[c])
                cells.append(owner)
            owners[r, c] = owner
            owner.row_span = max(owner.row_span, r - owner.row + 1)
            owner.column_span = max(owner.column_span, c - owner.column + 1)
    return cells


def _neighbour(rows: list[list[str]], owners: dict[tuple[int, int], GridCell], r: int, c: int) -> GridCell | None:
    """Whose cell a blank header cell is: the left one's where headings stand below it, else the upper one's."""
    left, upper = owners.get((r, c - 1)), owners.get((r - 1, c))
    if left is not None and left.row == r and left.text and _stands_below(rows, r, c) and _same_parent(owners, r, c):
        return left
    if upper is not None and upper.text and not any(rows[r][upper.column : upper.column + upper.column_span]):
        return upper
    return None


def _stands_below(rows: list[list[str]], r: int, c: int) -> bool:
    return any(row[c] for row in rows[r + 1 :])


def _same_parent(owners: dict[tuple[int, int], GridCell], r: int, c: int) -> bool:
    return r == 0 or owners[r - 1, c] is owners[r - 1, c - 1]


def grid_of_paths(paths: Sequence[Path], numbers: Sequence[str] | None, rows: Sequence[Row]) -> Grid:
    """A grid of full rows under known header paths and a 栏次 row."""
    height, cells = header_of_paths(paths, numbers)
    for number, row in enumerate(rows, height):
        cells += [GridCell(number, column, text) for column, text in enumerate(row) if text]
    return Grid(height + len(rows), len(paths), cells, ruled=False, header_rows=height)


def header_of_paths(paths: Sequence[Path], numbers: Sequence[str] | None = None) -> tuple[int, list[GridCell]]:
    """Header cells for known header paths: (header rows, cells). `numbers` is the 栏次 row below them."""
    depth = max((len(p) for p in paths), default=0)
    cells: list[GridCell] = []
    for level in range(depth):
        for prefix, run in groupby(range(len(paths)), key=lambda c: _prefix(paths, c, level)):
            columns = list(run)
            if prefix is not None:
                last = level == len(paths[columns[0]]) - 1
                cells.append(GridCell(level, columns[0], prefix[level], depth - level if last else 1, len(columns)))
    if numbers is not None:
        cells += [GridCell(depth, c, number) for c, number in enumerate(numbers) if number]
    return depth + (numbers is not None), cells


def _prefix(paths: Sequence[Path], column: int, level: int) -> tuple[str, ...] | None:
    """What tells the header cell of a column at a level from its neighbours; None below its leaf."""
    path = paths[column]
    if level >= len(path):
        return None
    if level == len(path) - 1:
        return (*path, str(column))
    return path[: level + 1]
