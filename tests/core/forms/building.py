"""Grids and lines as layout gives them, drawn in the test with a few characters."""

from __future__ import annotations

from core.forms.assemble import Assembler
from core.layout.blocks import Block, Grid, GridCell, Line
from core.model import Box, Report, Source

LEFT, UP = "<", "^"  # a place that the cell to the left, or the cell above, covers
PAGE = (595.0, 842.0)
EM = 15.0


def grid(*rows: str, page: int | None = 1, x0: float = 60.0, width: float = 80.0, top: float = 150.0) -> Grid:
    """A ruled grid; cells of a row are parted by `|`, `<` continues the cell to the left, `^` the cell above."""
    places = [[text.strip() for text in row.split("|")] for row in rows]
    cells: dict[tuple[int, int], GridCell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(places):
        for c, text in enumerate(row):
            at = {LEFT: owner.get((r, c - 1)), UP: owner.get((r - 1, c))}.get(text) or (r, c)
            owner[r, c] = at
            if at == (r, c):
                box = Box(x0 + c * width, top + r * 20, x0 + (c + 1) * width, top + r * 20 + 20)
                cells[at] = GridCell(r, c, text, box=box if page else None)
            cell = cells[at]
            cell.row_span, cell.column_span = r - at[0] + 1, max(cell.column_span, c - at[1] + 1)
            if cell.box:
                cell.box = cell.box._replace(x1=x0 + (at[1] + cell.column_span) * width, bottom=top + r * 20 + 20)
    columns = len(places[0])
    box = Box(x0, top, x0 + columns * width, top + len(rows) * 20) if page else None
    return Grid(len(rows), columns, list(cells.values()), page, box)


def line(text: str, page: int = 1, x0: float = 60.0, top: float = 100.0, size: float = EM) -> Line:
    """A printed line at a place; its width follows from its text."""
    width = sum(size if ord(ch) > 0x2000 else size / 2 for ch in text)
    return Line(text, page, Box(x0, top, x0 + width, top + size), size, *PAGE)


def centred(text: str, page: int = 1, top: float = 100.0, size: float = EM) -> Line:
    width = sum(size if ord(ch) > 0x2000 else size / 2 for ch in text)
    return line(text, page, (PAGE[0] - width) / 2, top, size)


def spoken(*texts: str) -> list[Block]:
    """Whole paragraphs of a source without pages."""
    return [Line(text, whole=True) for text in texts]


def assembled(*blocks: Block) -> Report:
    assembler = Assembler()
    for block in blocks:
        assembler.feed(block)
    return assembler.finish(Source())


def texts_of(report: Report, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in report.tables[table].rows]
