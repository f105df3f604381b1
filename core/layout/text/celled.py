"""Tables with one cell a line, each behind a tab, rows parted by a blank line: what Word's text dump gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core import texts
from core.layout.blocks import Block, Grid, Line
from core.layout.text.grids import grid_of_rows
from core.layout.text.headings import header_height, is_unit_cell
from core.layout.text.lines import Printed, paragraph
from core.layout.text.trees import shared_columns
from core.layout.text.vocabulary import Vocabulary

_TRAILING = re.compile(r"[\t ]+$")


def celled_blocks(lines: Sequence[Printed], vocabulary: Vocabulary) -> Iterator[Block]:
    """The blocks of a run of lines that begins with a cell; the run may hold several tables."""
    rows = _rows(lines)
    while rows and all(is_unit_cell(cell) for cell in rows[0]):
        yield Line(paragraph(" ".join(texts.tidy(cell) for cell in rows.pop(0))), whole=True)
    if rows:
        yield _grid(rows, vocabulary)


def _rows(lines: Sequence[Printed]) -> list[list[str]]:
    """Rows of cells. A line without its tab, and a line of several tabs, continue the cell before."""
    rows: list[list[str]] = []
    for line in lines:
        if not line.celled and rows:
            rows[-1][-1] += "\n" + line.text.strip()
        elif line.text.strip() or line.text.count("\t") == 1:
            if not rows or line.gap:
                rows.append([])
            rows[-1].append(_TRAILING.sub("", line.text[line.celled :]).strip())
    return rows


def _grid(rows: list[list[str]], vocabulary: Vocabulary) -> Grid:
    width = max(map(len, rows))
    height = header_height(rows, vocabulary)
    header = spread_header(rows[:height], width, vocabulary)
    body = [row for row in rows[height:] if any(cell.strip() for cell in row)]
    return grid_of_rows([*header, *body], height)


def spread_header(rows: Sequence[Sequence[str]], width: int, vocabulary: Vocabulary) -> list[list[str]]:
    """Header rows that name each merged cell once, spread over `width` columns, each by the full row below it.

    A blank cell below means that the cell above reaches down and takes one column; the other cells share the headings
    below in the likeliest way.
    """
    full: list[list[str | None]] = []
    for row in reversed(rows):
        below = full[0] if full else None
        if below is None or len(row) >= width or len(below) < width:
            full.insert(0, list(row))
            continue
        counts = shared_columns(row, below, vocabulary)
        cells = [cell for text, count in zip(row, counts, strict=False) for cell in (text, *[None] * (count - 1))]
        full.insert(0, [*cells, *[""] * (width - len(cells))])
    return [[cell or "" for cell in row] for row in full]
