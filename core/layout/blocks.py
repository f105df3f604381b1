"""What layout gives to forms: grids of cells and lines of text, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.model import Box


@dataclass(slots=True)
class GridCell:
    """A cell of a grid with its span. Text is tidy (wrapped lines joined)."""

    row: int
    column: int
    text: str = ""
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None
    confidence: float | None = None
    inferred: bool = False


@dataclass(slots=True)
class Grid:
    """A table as the page shows it, header rows included. A table over two pages arrives as two grids.

    header_rows: how many leading rows are known to be header (None: the forms have to find out).
    ruled: whether rules drew it (a grid of words alone is less sure of its columns).
    """

    rows: int
    columns: int
    cells: list[GridCell] = field(default_factory=list)
    page: int | None = None
    box: Box | None = None
    ruled: bool = True
    header_rows: int | None = None
    title: str | None = None  # where the source itself names the table (an Excel sheet, an HTML caption)


@dataclass(slots=True)
class Line:
    """A line of text outside every grid.

    Sources without pages give a whole paragraph as one line, with `whole` set. `size` is the font size in points
    (0 where unknown), `page_width` lets one see indentation and centring.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    size: float = 0.0
    page_width: float = 0.0
    page_height: float = 0.0
    whole: bool = False


Block = Grid | Line
