"""A sheet for one table: title, a real multi-level header, figures as numbers, marks where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from core.checks.facts import TableFacts
from core.export.workbook import style
from core.export.workbook.marks import Marks
from core.model import Cell, CellRef, Report, Table
from core.model.heads import depth_of, headings

_NARROWEST, _WIDEST = 8, 44
_GAPS = re.compile(r"\s+(?!年)")  # 部门：某县总工会 2023 年度 单位：万元


class TableSheet:
    """Writes a table onto an empty sheet. `place` tells where a cell of the table then stands (C7).

    why: what to say of a corrected cell besides what was printed.
    """

    def __init__(self, sheet: Any, table: Table, report: Report, contents: str) -> None:
        self._sheet, self._table, self._contents = sheet, table, contents
        self._width = max(len(table.columns), 1)
        captions = [text for text in (table.number, table.title, table.unit_line) if text]
        self._header = len(captions) + 1
        self._depth = depth_of(table)
        self._body = self._header + self._depth + (table.column_numbers is not None)
        self._measures, self._codes = _roles(table, report)
        self._widths = [self._width_of(column) for column in range(len(table.columns))]

    def place(self, ref: CellRef) -> str:
        """The coordinate of a cell of the table."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(ref.column + 1)}{self._body + ref.row}"

    def fill(self, marks: Marks, why: Mapping[CellRef, str]) -> None:
        """Write everything."""
        self._write_captions()
        self._write_header()
        self._write_numbers()
        self._write_rows(marks, why)
        self._write_note()
        self._set_widths()
        leading = min(self._measures, default=0) if self._is_one_list() else 0
        self._sheet.freeze_panes = self.place(CellRef(self._table.id, 0, leading))
        style.set_page(self._sheet, f"{self._header}:{self._body - 1}" if self._depth else None)

    def _is_one_list(self) -> bool:
        """Whether all columns of figures stand together, so that the names left of them can stay in view."""
        return bool(self._measures) and max(self._measures) - min(self._measures) == len(self._measures) - 1

    def _write_captions(self) -> None:
        """Number, title, and the line of 部门 and 单位 spread over the width as the forms have it."""
        from openpyxl.styles import Font

        table, row = self._table, 0
        for text, font, side in (
            (table.number, Font(style.FONT, size=10), "left"),
            (table.title, Font(style.FONT, size=16, bold=True), "center"),
        ):
            if text:
                row += 1
                self._caption(row, 1, text, side).font = font
                self._sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=self._width)
        if table.unit_line:
            self._write_unit_line(row + 1, _GAPS.split(table.unit_line))
        if table.title:
            self._sheet.row_dimensions[2 if table.number else 1].height = 26
        style.link(self._sheet["A1"], self._contents)

    def _write_unit_line(self, row: int, words: list[str]) -> None:
        from openpyxl.styles import Font

        if len(words) > self._width:
            words = [" ".join(words)]
        for n, text in enumerate(words):
            last = n == len(words) - 1
            column = self._width if last else 1 + n * self._width // len(words)
            side = "right" if last else "center" if n else "left"
            self._caption(row, column, text, side).font = Font(style.FONT, size=10)

    def _caption(self, row: int, column: int, text: str, side: str) -> Any:
        from openpyxl.styles import Alignment

        cell = self._sheet.cell(row, column)
        style.write(cell, text, figure=False)
        cell.alignment = Alignment(horizontal=side, vertical="center")
        return cell

    def _write_header(self) -> None:
        for text, level, below, column, beyond in headings(self._table):
            row = self._header + level
            self._head(row, column + 1, text)
            if (below, beyond) != (level + 1, column + 1):
                end = {"end_row": self._header + below - 1, "end_column": beyond}
                self._sheet.merge_cells(start_row=row, start_column=column + 1, **end)

    def _write_numbers(self) -> None:
        for column, text in enumerate(self._table.column_numbers or (), 1):
            self._head(self._body - 1, column, text)

    def _head(self, row: int, column: int, text: str) -> None:
        cell = self._sheet.cell(row, column)
        cell.style = style.HEAD
        style.write(cell, text, figure=False)

    def _write_rows(self, marks: Marks, why: Mapping[CellRef, str]) -> None:
        for ref, cell in self._table.refs():
            target = self._sheet.cell(self._body + ref.row, ref.column + 1)
            target.style = style.FIGURE if ref.column in self._measures else style.WORDS
            style.write(target, cell.text, figure=ref.column not in self._codes)
            if ref in marks:
                target.fill = style.fill(marks[ref])
            if cell.corrected:
                target.font = style.ink(style.CORRECTED)
                target.comment = _comment(cell, why.get(ref, ""))

    def _write_note(self) -> None:
        from openpyxl.styles import Alignment, Font

        if not self._table.note:
            return
        row = self._body + len(self._table.rows)
        cell = self._sheet.cell(row, 1)
        style.write(cell, self._table.note, figure=False)
        cell.font, cell.alignment = Font(style.FONT, size=10), Alignment(wrap_text=True, vertical="top")
        self._sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=self._width)
        style.set_height(self._sheet, row, [(self._table.note, sum(self._widths) or _WIDEST)])

    def _set_widths(self) -> None:
        from openpyxl.utils import get_column_letter

        for n, width in enumerate(self._widths, 1):
            self._sheet.column_dimensions[get_column_letter(n)].width = width
        for at, row in enumerate(self._table.rows, self._body):
            style.set_height(self._sheet, at, zip((cell.text for cell in row), self._widths, strict=True))

    def _width_of(self, column: int) -> int:
        widest = max((style.width_of(row[column].text) for row in self._table.rows), default=0)
        path = self._table.columns[column].path
        head = min(style.width_of(path[-1]), 16) if path else 0
        return min(max(widest, head, _NARROWEST), _WIDEST) + 2


def _roles(table: Table, report: Report) -> tuple[set[int], set[int]]:
    """The columns of amounts, and those of codes, whose zeros in front count."""
    reading = TableFacts(table, report).reading
    measures = {measure.column for group in reading.groups for measure in group.measures}
    return measures, {column for group in reading.groups for column in group.codes} - measures


def _comment(cell: Cell, why: str) -> Any:
    from openpyxl.comments import Comment

    said = "识别为" if cell.inferred else "原印"
    lines = [f"{said} {cell.printed or '（空白）'}", "推定" if cell.inferred else why]
    return Comment("\n".join(filter(None, lines)), "勾稽", width=220, height=80)
