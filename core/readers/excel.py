"""Excel workbooks (.xlsx, .xlsm) → sheets of printed cells → blocks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from core.files import LIST_SHEET
from core.layout.blocks import Block
from core.readers.number_formats import CHINESE_DATES, shown
from core.readers.reading import Reading, Request
from core.readers.sheets import PrintedCell, Sheet, sheet_blocks, sheet_of

_HEAD = 1024  # bytes of a sheet in which its properties stand
_UNCOMPUTED = re.compile(rb"""
    (?: </(?:\w+:)?f> | <(?:\w+:)?f\b[^>]*/> ) \s*                      # a formula
    (?: <(?:\w+:)?v\s*/> | <(?:\w+:)?v>\s*</(?:\w+:)?v> )? \s* </(?:\w+:)?c>  # without a value
""", re.VERBOSE)  # fmt: skip


def read(request: Request) -> Reading:
    return Reading("excel", None, _blocks(request.data))


def list_sheets(path: Path) -> tuple[int, int]:
    """How many sheets of a workbook are lists that an export added, and how many are not; none of any other file."""
    if path.suffix.lower() != ".xlsx":
        return 0, 0
    try:
        with ZipFile(path) as archive:
            heads = [archive.open(name).read(_HEAD) for name in _sheets_in(archive)]
    except (OSError, BadZipFile, NotImplementedError, RuntimeError):
        return 0, 0  # whoever reads it will say what is wrong
    lists = sum(f'codeName="{LIST_SHEET}'.encode() in head for head in heads)
    return lists, len(heads) - lists


def _sheets_in(archive: ZipFile) -> list[str]:
    return [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]


def _blocks(data: bytes) -> Iterator[Block]:
    """Visible sheets in order."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    formulas = load_workbook(io.BytesIO(data)) if _has_uncomputed(data) else None
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and not (sheet.sheet_properties.codeName or "").startswith(LIST_SHEET):
            if formulas is not None:
                _show_uncomputed(sheet._cells, formulas[sheet.title]._cells)
            yield from sheet_blocks(_printed(sheet))


def _has_uncomputed(data: bytes) -> bool:
    """Whether a formula stands without its value anywhere; without one there is no need to load the book again."""
    with ZipFile(io.BytesIO(data)) as archive:
        return any(_UNCOMPUTED.search(archive.read(name)) for name in _sheets_in(archive))


def _show_uncomputed(cells: Any, formulas: Any) -> None:
    """Cells that no program has computed (=10 家 typed as text by a script) show what was typed."""
    for place, typed in formulas.items():
        cell = cells[place]
        if typed.data_type == "f" and cell.value is None:
            cell.value = getattr(typed.value, "text", str(typed.value))  # an array formula holds its text
            cell.data_type = "s"


def _printed(sheet: Any) -> Sheet:
    """The sheet as far as it has cells; openpyxl's rows would make all those in between."""
    cells = {(c.row - 1, c.column - 1): PrintedCell(_shown(c), _bordered(c)) for c in sheet._cells.values()}
    merged = {
        (area.min_row - 1, area.min_col - 1): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    return sheet_of(cells, merged)


def _shown(cell: Any) -> str:
    """openpyxl takes the dates that only Chinese programs know for plain numbers."""
    if isinstance(cell.value, int | float) and (chinese := CHINESE_DATES.get(getattr(cell._style, "numFmtId", 0))):
        from openpyxl.utils.datetime import from_excel

        return shown(from_excel(cell.value, cell.parent.parent.epoch), chinese)
    return shown(cell.value, cell.number_format)


def _bordered(cell: Any) -> bool:
    border = cell.border
    return any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))
