"""A grid laid out place by place, so that headers and rows can be read from it."""

from __future__ import annotations

from functools import cached_property
from statistics import median

from core import amounts, texts
from core.layout.blocks import Grid, GridCell
from core.model import BLANK, Cell

_NOTHING = GridCell(-1, -1)


class Sheet:
    """Every place of a grid names the cell that covers it; a place that no cell covers is blank.

    `first` and `last` bound the rows that belong to the table: captions and notes inside the grid are cut off by moving
    them (`last` is exclusive).
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.columns = grid.columns
        self.first, self.last = 0, grid.rows
        self._cover = [[_NOTHING] * grid.columns for _ in range(grid.rows)]
        for cell in grid.cells:
            width = min(cell.column + cell.column_span, grid.columns) - cell.column
            for row in self._cover[cell.row : cell.row + cell.row_span]:
                row[cell.column : cell.column + width] = [cell] * width

    def cover(self, row: int, column: int) -> GridCell:
        """The cell that covers the place; a blank one at row -1 where there is none."""
        return self._cover[row][column]

    def starts(self, row: int) -> list[GridCell]:
        """The cells that have their text in this row, from left to right."""
        return [c for i, c in enumerate(self._cover[row]) if c.row == row and c.column == i]

    def filled(self, row: int) -> list[GridCell]:
        """The cells of the row that print something."""
        return [cell for cell in self.starts(row) if cell.text.strip()]

    @property
    def is_frame(self) -> bool:
        """Whether the grid is a mere frame: no text at all, or all of it in one column without a figure."""
        cells = [cell for cell in self.grid.cells if cell.text.strip()]
        return (self.grid.columns == 1 and not any(amounts.parse(cell.text) for cell in cells)) or not cells

    def keys(self, row: int) -> list[str]:
        """What the row prints, for comparing."""
        return [texts.key(cell.text) for cell in self.filled(row)]

    def body_row(self, row: int) -> list[Cell]:
        """The row as the document keeps it: a spanning cell has its text in its first place only."""
        return [
            self._cell(cover) if cover.row == row and cover.column == column else BLANK
            for column, cover in enumerate(self._cover[row])
        ]

    def row_of(self, cell: GridCell) -> list[Cell]:
        """A row that holds nothing but this cell."""
        return [self._cell(cell) if column == cell.column else BLANK for column in range(self.columns)]

    def _cell(self, cell: GridCell) -> Cell:
        text = compact(cell.text)
        return Cell(text, text, self.grid.page, cell.box, cell.confidence, cell.inferred)

    @cached_property
    def spread(self) -> list[tuple[float, float] | None]:
        """Left and right end of every column as its own cells show them; None where a column has none with a box."""
        ends: list[list[tuple[float, float]]] = [[] for _ in range(self.columns)]
        for cell in self.grid.cells:
            if cell.column_span == 1 and cell.box is not None and 0 <= cell.column < self.columns:
                ends[cell.column].append((cell.box.x0, cell.box.x1))
        return [(median(x0 for x0, _ in each), median(x1 for _, x1 in each)) if each else None for each in ends]

    def prints_in(self, column: int) -> bool:
        """Whether a cell that begins in this column prints something."""
        return any(cell.column == column and cell.text.strip() for cell in self.grid.cells)


def compact(text: str) -> str:
    """A cell's text on one line, without white space inside Chinese."""
    if "\n" in text:
        text = text.replace("\r", "").replace("\n", "")
    return text if text.isalnum() or not text else texts.tidy(text)
