"""Blocks of cells on the clipboard, as WPS and Excel exchange them: TSV and HTML, both ways."""

from __future__ import annotations

import csv
import io
from html import escape
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

from core.model import Table
from core.model.heads import Heading
from ui.grid.header import headings_with_numbers
from ui.grid.model import is_figure

Block = list[list[str]]


def block_of(table: Table, top: int, left: int, bottom: int, right: int) -> Block:
    """The texts of a rectangle of cells, its ends included."""
    return [[cell.text for cell in row[left : right + 1]] for row in table.rows[top : bottom + 1]]


def to_mime(block: Block, header: list[Heading] | None = None, left: int = 0) -> QMimeData:
    """A block for the clipboard; with the headings of its columns where they are asked for."""
    width = len(block[0]) if block else 0
    mime = QMimeData()
    lines = _header_lines(header or [], left, width) + block
    mime.setText(_tsv(lines))
    mime.setHtml(_html(block, header or [], left, width))
    return mime


def from_mime(mime: QMimeData | None) -> Block:
    """The block on the clipboard: of its text where that has columns, else of an HTML table. None: it is empty."""
    if mime is None:
        return []
    if mime.hasHtml() and "\t" not in mime.text():
        block = _TableReader.read(mime.html())
        if block:
            return block
    return from_tsv(mime.text())


def from_tsv(text: str) -> Block:
    """Lines and tabs; a text with line breaks or tabs inside stands in quotation marks."""
    if not text:
        return []
    text = text.removesuffix("\n").removesuffix("\r")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    width = max((len(row) for row in rows), default=0)
    return [[" ".join(t.split("\n")).strip() for t in row] + [""] * (width - len(row)) for row in rows]


def columns_with_header(table: Table, left: int, right: int) -> list[Heading]:
    """The headings over a range of columns, cut to it."""
    return [h for h in headings_with_numbers(table) if h.column <= right and h.column_end > left]


def _tsv(lines: Block) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(lines)
    return out.getvalue()


def _header_lines(header: list[Heading], left: int, width: int) -> Block:
    depth = max((h.level_end for h in header), default=0)
    lines = [[""] * width for _ in range(depth)]
    for h in header:
        lines[h.level][max(h.column - left, 0)] = h.text
    return lines


def _html(block: Block, header: list[Heading], left: int, width: int) -> str:
    rows = _html_header(header, left, width)
    for line in block:
        cells = "".join(f"<td{_format(text)}>{escape(text)}</td>" for text in line)
        rows += f"<tr>{cells}</tr>"
    return f"<html><head><meta charset='utf-8'></head><body><table>{rows}</table></body></html>"


def _format(text: str) -> str:
    """Codes stay text in Excel: a leading zero is not lost, a long one not rounded."""
    return " align='right'" if is_figure(text) else " style=\"mso-number-format:'\\@'\""


def _html_header(header: list[Heading], left: int, width: int) -> str:
    depth = max((h.level_end for h in header), default=0)
    rows = ""
    for level in range(depth):
        cells = ""
        for h in (h for h in header if h.level == level):
            span = min(h.column_end - left, width) - max(h.column - left, 0)
            cells += f"<th colspan='{span}' rowspan='{h.level_end - h.level}'>{escape(h.text)}</th>"
        rows += f"<tr>{cells}</tr>"
    return rows


class _TableReader(HTMLParser):
    """Reads the first table of an HTML fragment; cells over several columns or rows leave blanks."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[tuple[int, int], str] = {}
        self._taken: set[tuple[int, int]] = set()
        self._row, self._at = -1, (-1, -1)
        self._open = False
        self._done = False

    @classmethod
    def read(cls, html: str) -> Block:
        reader = cls()
        reader.feed(html)
        if not reader._taken:
            return []
        rows = max(r for r, _ in reader._taken) + 1
        columns = max(c for _, c in reader._taken) + 1
        return [[" ".join(reader._cells.get((r, c), "").split()) for c in range(columns)] for r in range(rows)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._done:
            return
        if tag == "tr":
            self._row += 1
        elif tag in ("td", "th") and self._row >= 0:
            spans = dict(attrs)
            column = 0
            while (self._row, column) in self._taken:
                column += 1
            self._at, self._open = (self._row, column), True
            for r in range(_span(spans.get("rowspan"))):
                for c in range(_span(spans.get("colspan"))):
                    self._taken.add((self._row + r, column + c))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._open = False
        elif tag == "table":
            self._done = True

    def handle_data(self, data: str) -> None:
        if self._open and not self._done:
            self._cells[self._at] = self._cells.get(self._at, "") + data


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 1000) if text and text.isdigit() else 1
