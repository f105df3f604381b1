"""Excel workbooks (.xlsx) → blocks: every sheet's ruled area as a grid, the text around it as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.errors import FileDamaged
from core.files import LIST_SHEET
from core.layout.blocks import Block, Grid, GridCell, Line
from core.texts import tidy


def blocks(path: Path) -> Iterator[Block]:
    """Visible sheets in order. Raises `FileDamaged` where it is no workbook."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book, formulas = load_workbook(path, data_only=True), load_workbook(path)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as trouble:
        raise FileDamaged(name=path.name) from trouble
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and not (sheet.sheet_properties.codeName or "").startswith(LIST_SHEET):
            _show_uncomputed(sheet, formulas[sheet.title])
            yield from _sheet(sheet)


def _show_uncomputed(sheet: Any, formulas: Any) -> None:
    """Cells that no program has computed (=10 家 typed as text by a script) show what was typed."""
    for row, typed in zip(sheet.iter_rows(), formulas.iter_rows(), strict=True):
        for cell, source in zip(row, typed, strict=True):
            if cell.value is None and source.data_type == "f":
                cell.value = str(source.value)
                cell.data_type = "s"


def _sheet(sheet: Any) -> Iterator[Block]:
    """Rows outside the table band come out as lines, those inside as one grid."""
    spans = {(m.min_row, m.min_col): (m.max_row, m.max_col) for m in sheet.merged_cells.ranges}
    hidden = {(r, c) for m in sheet.merged_cells.ranges for r in range(m.min_row, m.max_row + 1)
              for c in range(m.min_col, m.max_col + 1)} - set(spans)  # fmt: skip
    rows = list(sheet.iter_rows())
    start = 0
    for first, last in _bands(rows):
        yield from _lines(rows[start:first])
        yield _grid(rows[first : last + 1], spans, hidden)
        start = last + 1
    yield from _lines(rows[start:])


def _bands(rows: list[Any]) -> list[tuple[int, int]]:
    """First and last index of each run of rows that are ruled; without any rules, of rows with several cells."""
    ruled = [sum(_bordered(c) for c in row) >= 2 for row in rows]
    if not any(ruled):
        ruled = [sum(c.value not in (None, "") for c in row) >= 2 and not _is_unit_row(row) for row in rows]
    bands: list[tuple[int, int]] = []
    for i, inside in enumerate(ruled):
        if inside and bands and bands[-1][1] == i - 1:
            bands[-1] = (bands[-1][0], i)
        elif inside:
            bands.append((i, i))
    return bands


def _bordered(cell: Any) -> bool:
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))


def _is_unit_row(row: Any) -> bool:
    return any("单位：" in str(c.value) or "单位:" in str(c.value) for c in row if c.value is not None)


def _lines(rows: list[Any]) -> Iterator[Line]:
    for row in rows:
        for cell in row:
            for text in shown(cell.value, cell.number_format).split("\n"):
                if text.strip():
                    yield Line(tidy(text), whole=True)


def _grid(rows: list[Any], spans: dict[tuple[int, int], tuple[int, int]], hidden: set[tuple[int, int]]) -> Grid:
    top = rows[0][0].row
    used = [c.column for row in rows for c in row if c.value not in (None, "") or _bordered(c)]
    left, right = min(used), max(used)
    cells = []
    for row in rows:
        for cell in row:
            place = (cell.row, cell.column)
            if not left <= cell.column <= right or place in hidden:
                continue
            bottom_row, last_column = spans.get(place, place)
            text = tidy(shown(cell.value, cell.number_format))
            row_span, column_span = bottom_row - cell.row + 1, min(last_column, right) - cell.column + 1
            cells.append(GridCell(cell.row - top, cell.column - left, text, row_span, column_span))
    return Grid(len(rows), right - left + 1, cells)


def shown(value: Any, number_format: str = "General") -> str:
    """A cell's value as Excel shows it: decimals, thousands separators and percent signs by its number format."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _date(value) if isinstance(value, date) else str(value)
    positive = number_format.split(";")[0]
    number = Decimal(repr(value))
    percent = "%" in positive
    decimals = re.search(r"[0#?]\.(0+)", positive)
    if percent:
        number *= 100
    if decimals or re.search(r"(?<!\.)0", positive):
        places = len(decimals.group(1)) if decimals else 0
        text = f"{number:,.{places}f}" if "#,#" in positive else f"{number:.{places}f}"
    else:
        text = f"{number.normalize():f}"
    return text + ("%" if percent else "")


def _date(value: date) -> str:
    text = value.strftime("%Y-%m-%d")
    return text + value.strftime(" %H:%M") if isinstance(value, datetime) and (value.hour or value.minute) else text
