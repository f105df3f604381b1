"""Tables as CSV that WPS and Excel open with a double click: UTF-8 with a byte order mark, CRLF, header rows first."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from core import amounts
from core.files import write_text
from core.model import Report, Table
from core.model.address import table_name
from core.model.heads import depth_of, headings

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV. What a spreadsheet would run as a formula is kept a text: a report is written by strangers."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([_harmless(text) for text in row] for row in rows)
    return out.getvalue()


def write_csv(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Raises DiskFull or FileUnwritable."""
    write_text(path, csv_text(rows), encoding="utf-8-sig")


def header_rows(table: Table) -> list[list[str]]:
    """The header as rows of one text per column; a text over several columns or rows stands in the first of them."""
    rows = [[""] * len(table.columns) for _ in range(depth_of(table))]
    for heading in headings(table):
        rows[heading.level][heading.column] = heading.text
    return rows


def table_rows(table: Table) -> list[list[str]]:
    """Header, 栏次 and body of a table, as texts."""
    numbers = [table.column_numbers] if table.column_numbers else []
    return [*header_rows(table), *numbers, *([cell.text for cell in row] for row in table.rows)]


def write_tables(report: Report, folder: Path) -> list[Path]:
    """One CSV file for each table, named by its number and title. Returns the files in the order of the report."""
    paths: list[Path] = []
    for position, table in enumerate(report.tables):
        name = f"{position + 1:02d} {_NOT_IN_NAMES.sub('', table_name(table, position))[:60].strip()}.csv"
        paths.append(folder / name)
        write_csv(paths[-1], table_rows(table))
    return paths


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and amounts.parse(text) is None and len(text) > 1 else text
