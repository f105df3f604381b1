"""Workbooks of Excel 97-2003 and WPS (.xls, .et) → sheets of printed cells → blocks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from core.layout.blocks import Block
from core.readers.kinds import convert
from core.readers.number_formats import CHINESE_DATES, shown
from core.readers.reading import Reading, Request
from core.readers.sheets import PrintedCell, Sheet, sheet_blocks, sheet_of

_SIDES = ("left_line_style", "right_line_style", "top_line_style", "bottom_line_style")


def read(request: Request) -> Reading:
    return Reading("excel", None, _blocks(request))


def _blocks(request: Request) -> Iterator[Block]:
    """Visible sheets in order. Raises `FileToConvert` where a password locks the workbook."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=request.data,
            formatting_info=True,
            logfile=io.StringIO(),
            ragged_rows=True,
            ignore_workbook_corruption=True,
        )
    except xlrd.XLRDError as trouble:
        if "encrypted" in str(trouble):
            raise convert(request.name, "locked") from trouble
        raise
    for sheet in book.sheets():
        if sheet.visibility == 0:
            yield from sheet_blocks(_printed(book, sheet))


def _printed(book: Any, sheet: Any) -> Sheet:
    merged = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    cells = {(r, c): _cell(book, sheet, r, c) for r in range(sheet.nrows) for c in range(sheet.row_len(r))}
    return sheet_of(cells, merged)


def _cell(book: Any, sheet: Any, row: int, column: int) -> PrintedCell:
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    return PrintedCell(_shown(book, sheet.cell(row, column), style), any(getattr(style.border, s) for s in _SIDES))


def _shown(book: Any, cell: Any, style: Any) -> str:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    known = book.format_map.get(style.format_key)
    number_format = (known and known.format_str) or CHINESE_DATES.get(style.format_key, "General")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown(_moment(cell.value, book.datemode), number_format)
    return shown(cell.value, number_format)


def _moment(value: float, datemode: int) -> Any:
    """Days since the book's epoch as a date; as the number where no calendar has it."""
    import xlrd

    try:
        return xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
