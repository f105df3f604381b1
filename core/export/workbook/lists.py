"""The sheets beside the tables: 目录, 情况说明, and lists whose places lead to the cells that they speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from core.export.workbook import style
from core.model import CellRef, Report

Goal = tuple[str, str] | None  # name of a sheet and a coordinate there
_WIDEST, _PAGE = 46, 110


def write_list(sheet: Any, rows: Sequence[Sequence[str]], at: int, goals: Iterable[Goal]) -> None:
    """A header and rows below it. goals: where the texts of column `at` (from 0) lead, row by row."""
    _write_header(sheet, 1, rows[0])
    _write_body(sheet, 2, rows[1:], at, goals)
    _fit(sheet, 1, rows)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    style.set_page(sheet, "1:1")


def write_contents(
    sheet: Any, head: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]], goals: Iterable[Goal]
) -> None:
    """What the workbook is about, and below it a line for each sheet that leads there."""
    from openpyxl.styles import Font

    for n, (name, text) in enumerate(head, 1):
        for column, words in ((1, name), (2, text)):
            cell = sheet.cell(n, column)
            style.write(cell, words, figure=False)
            cell.font = Font(style.FONT, size=10, bold=column == 1)
    top = len(head) + 2
    _write_header(sheet, top, rows[0])
    _write_body(sheet, top + 1, rows[1:], 2, goals)
    _fit(sheet, top, rows)
    sheet.column_dimensions["A"].width = 12
    sheet.freeze_panes = f"A{top + 1}"
    style.set_page(sheet, f"{top}:{top}")


def write_narrative(sheet: Any, report: Report) -> None:
    """The narrative, a paragraph in each row."""
    from openpyxl.styles import Alignment, Font

    font, alignment = Font(style.FONT, size=11), Alignment(wrap_text=True, vertical="top")
    for row, paragraph in enumerate(report.narrative, 1):
        cell = sheet.cell(row, 1)
        style.write(cell, paragraph.text, figure=False)
        cell.font, cell.alignment = font, alignment
        style.set_height(sheet, row, [(paragraph.text, _PAGE * 0.85)])
    sheet.column_dimensions["A"].width = _PAGE
    style.set_page(sheet, None)


def _write_header(sheet: Any, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column)
        cell.style = style.HEAD
        style.write(cell, text, figure=False)


def _write_body(sheet: Any, top: int, rows: Sequence[Sequence[str]], at: int, goals: Iterable[Goal]) -> None:
    for row, (texts, goal) in enumerate(zip(rows, goals, strict=True), top):
        for column, text in enumerate(texts, 1):
            cell = sheet.cell(row, column)
            cell.style = style.LISTED
            style.write(cell, text)
        if goal is not None:
            place = sheet.cell(row, at + 1)
            place.font = style.ink(style.LINK, underline=True)
            style.link(place, *goal)


def _fit(sheet: Any, top: int, rows: Sequence[Sequence[str]]) -> None:
    """Widths of the columns and heights of the rows, the first of which stands in row `top`."""
    from openpyxl.utils import get_column_letter

    columns = zip(*rows, strict=True)
    widths = [min(max(map(style.width_of, texts)), _WIDEST) + 3 for texts in columns]
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, texts in enumerate(rows[1:], top + 1):
        style.set_height(sheet, row, zip(texts, widths, strict=True))


def goals_of(places: Iterable[CellRef | str | None], find: Callable[[CellRef | str], Goal]) -> list[Goal]:
    """Where each cell, or the table of an id, stands in the workbook."""
    return [None if place is None else find(place) for place in places]
