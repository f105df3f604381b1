"""A sheet of printed cells → blocks: its ruled area as a grid, the text around it as lines, whatever file held it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.layout.blocks import Block, Grid, GridCell, Line
from core.texts import tidy

WIDEST_GAP = 20  # rows or columns that may be blank in the middle of a sheet; more count as so many
Place = tuple[int, int]  # row and column, from 0


class PrintedCell(NamedTuple):
    """What a cell shows, and whether a border is drawn on any side of it."""

    text: str = ""
    bordered: bool = False


@dataclass(slots=True)
class Sheet:
    """rows: all of one length. merged: the place of the first of merged cells → their (height, width)."""

    rows: list[list[PrintedCell]]
    merged: dict[Place, tuple[int, int]]


def sheet_of(cells: Mapping[Place, PrintedCell], merged: Mapping[Place, tuple[int, int]]) -> Sheet:
    """The sheet that has these cells, its wide gaps closed: one stray space in the last row would make it endless."""
    held = {place: cell for place, cell in cells.items() if cell.text.strip() or cell.bordered}
    if not held:
        return Sheet([], {})
    row_at, column_at = (_closed_up({place[axis] for place in held}) for axis in (0, 1))
    height, width = (max(at(place[axis]) for place in held) + 1 for axis, at in enumerate((row_at, column_at)))
    rows = [[PrintedCell()] * width for _ in range(height)]
    for (row, column), cell in held.items():
        rows[row_at(row)][column_at(column)] = cell
    areas = {}
    for (top, left), (tall, wide) in merged.items():
        first = row_at(top), column_at(left)
        areas[first] = row_at(top + tall - 1) - first[0] + 1, column_at(left + wide - 1) - first[1] + 1
    return Sheet(rows, areas)


def _closed_up(used: Iterable[int]) -> Callable[[int], int]:
    """Where a row or column comes to stand, given those that hold something."""
    numbers, places = [-1], [-1]
    for number in sorted(used):
        places.append(places[-1] + min(number - numbers[-1], WIDEST_GAP + 1))
        numbers.append(number)

    def place(number: int) -> int:
        before = bisect_right(numbers, number) - 1
        return places[before] + min(number - numbers[before], WIDEST_GAP)

    return place


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
                height, width = min(height, last - place[0] + 1), min(width, right - column + 1)
                cells.append(GridCell(number, column - left, tidy(row[column].text), height, width))
    return Grid(len(rows), right - left + 1, cells)
