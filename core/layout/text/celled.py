"""Tables with one cell a line, each behind a tab, rows parted by a blank line: what Word's text dump gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core import texts
from core.layout.blocks import Block, Grid, Line
from core.layout.text.grids import grid_of_rows
from core.layout.text.headings import header_height, is_unit_cell
from core.layout.text.lines import Printed, paragraph
from core.layout.text.scattered import shared_columns
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
        if not line.celled:
            rows[-1][-1] += "\n" + line.text.strip()
        elif line.text.strip() or line.text.count("\t") == 1:
            if not rows or line.gap:
                rows.append([])
            rows[-1].append(_TRAILING.sub("", line.text[1:]).strip())
    return rows


def _grid(rows: list[list[str]], vocabulary: Vocabulary) -> Grid:
    width = max(map(len, rows))
    height = header_height(rows, vocabulary)
    for number in reversed(range(height - 1)):
        if len(rows[number + 1]) == width:
            rows[number] = spread(rows[number], rows[number + 1], vocabulary)
    printed = rows[:height] + [row for row in rows[height:] if any(cell.strip() for cell in row)]
    return grid_of_rows(printed, height)


def spread(row: Sequence[str], below: Sequence[str] | None, vocabulary: Vocabulary) -> list[str]:
    """A header row that names each merged cell once, spread over the columns by the full row below it.

    Blank cells below mean cells that reach down: each takes one column. The others share the headings below in the
    likeliest way.
    """
    if below is None or len(row) >= len(below):
        return list(row)
    counts = shared_columns(row, below, vocabulary)
    full = [cell for text, count in zip(row, counts, strict=False) for cell in (text, *[""] * (count - 1))]
    return [*full, *[""] * (len(below) - len(full))]
