"""Small files of old Office, written by code: workbooks of Excel 97-2003 (BIFF8), compound files of any stream."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512
LEAST = 4096  # bytes; shorter streams would have sectors of their own kind
BOF, EOF, FILEPASS, BOUNDSHEET, FORMAT, XF, FONT = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0, 0x31
DIMENSIONS, BLANK, NUMBER, LABEL, BOOLEAN, MERGED = 0x200, 0x201, 0x203, 0x204, 0x205, 0xE5
GLOBALS, SHEET = 5, 0x10
FIRST_OWN_FORMAT = 164


def old_workbook(book: Workbook, *, locked: bool = False) -> bytes:
    """An .xls that shows what the workbook shows: values, number formats, borders, merges, hidden sheets."""
    styles: dict[tuple[str, bool], int] = {}
    sheets = [_sheet(sheet, styles) for sheet in book.worksheets]
    head = _record(BOF, struct.pack("<HHHHII", 0x600, GLOBALS, 0xDBB, 0x7CC, 0, 6))
    head += _record(FILEPASS, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if locked else b""
    head += _record(FONT, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _text("宋体", "B"))
    head += b"".join(_styles(list(styles)))
    names = [_text(sheet.title, "B") for sheet in book.worksheets]
    place = len(head) + sum(4 + 6 + len(name) for name in names) + len(_record(EOF))
    for sheet, name, content in zip(book.worksheets, names, sheets, strict=True):
        head += _record(BOUNDSHEET, struct.pack("<IBB", place, sheet.sheet_state != "visible", 0) + name)
        place += len(content)
    return compound_file("Workbook", head + _record(EOF) + b"".join(sheets))


def _sheet(sheet: Worksheet, styles: dict[tuple[str, bool], int]) -> bytes:
    content = _record(BOF, struct.pack("<HHHHII", 0x600, SHEET, 0xDBB, 0x7CC, 0, 6))
    content += _record(DIMENSIONS, struct.pack("<IIHHH", 0, sheet.max_row, 0, sheet.max_column, 0))
    for row in sheet.iter_rows():
        content += b"".join(_cell(cell, styles) for cell in row)
    areas = [(m.min_row - 1, m.max_row - 1, m.min_col - 1, m.max_col - 1) for m in sheet.merged_cells.ranges]
    content += _record(MERGED, struct.pack("<H", len(areas)) + b"".join(struct.pack("<HHHH", *a) for a in areas))
    return content + _record(EOF)


def _cell(cell: Cell, styles: dict[tuple[str, bool], int]) -> bytes:
    style = (cell.number_format, bool(cell.border.left.style))
    place = struct.pack("<HHH", cell.row - 1, cell.column - 1, styles.setdefault(style, len(styles) + 1))
    value = to_excel(cell.value) if isinstance(cell.value, date) else cell.value
    if value is None:
        return _record(BLANK, place)
    if isinstance(value, bool):
        return _record(BOOLEAN, place + struct.pack("<BB", value, 0))
    if isinstance(value, int | float):
        return _record(NUMBER, place + struct.pack("<d", value))
    return _record(LABEL, place + _text(str(value), "H"))


def _styles(styles: list[tuple[str, bool]]) -> Iterator[bytes]:
    """Number formats, then the style of all cells, then one for each format and border."""
    for number, (name, _) in enumerate(styles, FIRST_OWN_FORMAT):
        yield _record(FORMAT, struct.pack("<H", number) + _text(name, "H"))
    yield _record(XF, struct.pack("<HHHBBBBIIH", 0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0))
    for number, (_, bordered) in enumerate(styles, FIRST_OWN_FORMAT):
        yield _record(XF, struct.pack("<HHHBBBBIIH", 0, number, 1, 0x20, 0, 0, 0xFC, 0x1111 * bordered, 0, 0))


def _text(text: str, length: str) -> bytes:
    return struct.pack(f"<{length}B", len(text), 1) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def compound_file(stream: str, content: bytes) -> bytes:
    """A compound file (OLE) with one stream in its root. Sector 0 is the list of sectors, 1 the directory."""
    content = content.ljust(max(LEAST, -(-len(content) // SECTOR) * SECTOR), b"\0")
    last = 1 + len(content) // SECTOR
    sectors = [FAT, END, *range(3, last + 1), END]
    assert len(sectors) <= SECTOR // 4
    table = struct.pack("<128I", *sectors, *[FREE] * (128 - len(sectors)))
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry(stream, 2, FREE, 2, len(content)) + bytes(256)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, LEAST, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + directory + content


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)
