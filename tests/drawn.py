"""Tables as data: what the typesetter draws and what a perfect reader would return for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any


class Rules(Enum):
    """How a table's rules are drawn, which is what tells one producer of PDF files from another."""

    LINES = "stroked lines"
    BOXES = "a stroked rectangle around every cell"
    BARS = "thin filled rectangles, as WPS draws them"
    THREE = "three rules: above, below the header, below the table"
    OPEN = "as THREE, every other row shaded, and no rule where a page ends or begins amidst the table"
    LEVELS = "a rule below every cell, none upright"
    COLUMNS = "rules around the header cells and between columns, none between rows"
    FRAME = "a frame and a rule below every cell, none upright inside"
    HEAD = "rules around the header cells, below them only one where the table ends"
    OUTLINE = "a frame and a rule below the header"
    NONE = "no rules at all"
    ZEBRA = "no rules, every other row shaded"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that spans columns or rows; a plain string is a cell that spans neither."""

    text: str
    across: int = 1
    down: int = 1


Row = list["str | Cell"]  # cells covered by a span from above are left out, as in HTML


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at its place in the grid."""

    row: int
    column: int
    cell: Cell

    @property
    def last_row(self) -> int:
        return self.row + self.cell.down - 1


def place(rows: Iterable[Row], columns: int) -> list[Placed]:
    """Let the cells of each row flow into the places that spans from above have left free."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(rows):
        free = (c for c in range(columns) if (r, c) not in taken)
        for item in row:
            cell = item if isinstance(item, Cell) else Cell(item)
            spot = next(free)
            placed.append(Placed(r, spot, cell))
            taken.update((r + i, spot + j) for i in range(cell.down) for j in range(cell.across))
            free = (c for c in range(spot + cell.across, columns) if (r, c) not in taken)
    return placed


@dataclass(frozen=True)
class Table:
    """A table as data. `widths` are relative; `unit_line` is set from the left and the right edge of the table."""

    header: list[Row]
    rows: list[Row]
    title: str | None = None
    number: str | None = None
    unit_line: tuple[str, ...] = ()
    column_numbers: tuple[str, ...] | None = None
    note: str | None = None
    widths: tuple[float, ...] | None = None
    form: str | None = None
    rules: Rules | None = None

    @cached_property
    def columns(self) -> int:
        return sum(c.across if isinstance(c, Cell) else 1 for c in self.header[0])

    @cached_property
    def head(self) -> list[Placed]:
        numbers: list[Row] = [list(self.column_numbers)] if self.column_numbers else []
        return place(self.header + numbers, self.columns)

    @cached_property
    def head_rows(self) -> int:
        return len(self.header) + bool(self.column_numbers)

    @cached_property
    def body(self) -> list[Placed]:
        return place(self.rows, self.columns)

    def paths(self) -> list[list[str]]:
        """For each leaf column the header texts above it, a text that spans rows named once."""
        paths: list[list[str]] = [[] for _ in range(self.columns)]
        for p in place(self.header, self.columns):
            if p.cell.text:
                for path in paths[p.column : p.column + p.cell.across]:
                    path.append(p.cell.text)
        return paths

    def texts(self) -> list[list[str]]:
        """The body as one text per row and leaf column, "" where a span covers the place."""
        texts = [[""] * self.columns for _ in self.rows]
        for p in self.body:
            texts[p.row][p.column] = p.cell.text
        return texts


@dataclass(frozen=True, slots=True)
class Printed:
    """A drawn report and what it says."""

    data: bytes
    truth: dict[str, Any]
