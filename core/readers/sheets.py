"""A sheet of printed cells → blocks: its ruled area as a grid, the text around it as lines, whatever file held it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from core.layout.blocks import Block, Grid, GridCell, Line
from core.texts import tidy


class PrintedCell(NamedTuple):
    """What a cell shows, and whether a border is drawn on any side of it."""

    text: str = ""
    bordered: bool = False


@dataclass(slots=True)
class Sheet:
    """rows: all of one length. merged: (row, column) of the first of merged cells, from 0, → their (height, width)."""

    rows: list[list[PrintedCell]]
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


def sheet_blocks(sheet: Sheet) -> Iterator[Block]:
    """Rows outside the table bands come out as lines, those of a band as one grid."""
    covered = {(top + i, left + k) for (top, left), (height, width) in sheet.merged.items()
               for i in range(height) for k in range(width)} - set(sheet.merged)  # fmt: skip
    start = 0
    for first, last in _bands(sheet.rows):
        yield from _lines(sheet.rows[start:first])
        yield _grid(sheet, first, last, covered)
        start = last + 1
    yield from _lines(sheet.rows[start:])


def _bands(rows: list[list[PrintedCell]]) -> list[tuple[int, int]]:
    """First and last index of each run of rows that are ruled; without any rules, of rows with several cells."""
    inside = [sum(cell.bordered for cell in row) >= 2 for row in rows]
    if not any(inside):
        inside = [sum(cell.text != "" for cell in row) >= 2 and not _is_unit_row(row) for row in rows]
    bands: list[tuple[int, int]] = []
    for i in (i for i, within in enumerate(inside) if within):
        if bands and bands[-1][1] == i - 1:
            bands[-1] = (bands[-1][0], i)
        else:
            bands.append((i, i))
    return bands


def _is_unit_row(row: list[PrintedCell]) -> bool:
    return any("单位：" in cell.text or "单位:" in cell.text for cell in row)


def _lines(rows: list[list[PrintedCell]]) -> Iterator[Line]:
    for row in rows:
        for cell in row:
            for text in cell.text.split("\n"):
                if text.strip():
                    yield Line(tidy(text), whole=True)


def _grid(sheet: Sheet, first: int, last: int, covered: set[tuple[int, int]]) -> Grid:
    rows = sheet.rows[first : last + 1]
    used = [column for row in rows for column, cell in enumerate(row) if cell.text or cell.bordered]
    left, right = min(used), max(used)
    cells = []
    for number, row in enumerate(rows):
        for column in range(left, right + 1):
            place = (first + number, column)
            if place not in covered:
                height, width = sheet.merged.get(place, (1, 1))
                width = min(width, right - column + 1)
                cells.append(GridCell(number, column - left, tidy(row[column].text), height, width))
    return Grid(len(rows), right - left + 1, cells)
