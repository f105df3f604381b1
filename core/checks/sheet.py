"""The figures of one table as the engine last read them, and where anything stands in it at all."""

from __future__ import annotations

from collections import defaultdict

from core.amounts import Figure, parse
from core.checks.facts import TableFacts, amount_cells
from core.model import CellRef

_BLANKS = frozenset({"", "-", "—", "–", "－", "/", "无", "――", "——", "…", "……"})


class Sheet:
    """Amounts by cell. figures: None where the cell is blank or no number. filled: the cells that are not blank."""

    def __init__(self, table: TableFacts) -> None:
        self._table = table
        self.figures: dict[CellRef, Figure | None] = {}
        self.filled: set[CellRef] = set()
        self._lines: dict[tuple[int, int], int] = defaultdict(int)  # how many cells are filled, by row and group
        self._columns: dict[int, int] = defaultdict(int)
        rows = table.table.rows
        for cell, (line, _) in zip(amount_cells(table), table.places.values(), strict=True):
            self._note(cell, (cell.row, line.group), rows[cell.row][cell.column].text.strip())

    def read_again(self, cell: CellRef) -> bool:
        """Read a cell anew. Whether its line or its column became empty or no longer is."""
        text = self._table.text(cell).strip()
        if (cell in self.filled) == (text not in _BLANKS):
            self.figures[cell] = parse(text)
            return False
        before = self.prints_line(cell), self.prints_column(cell)
        if cell in self.filled:
            self.filled.discard(cell)
            self._lines[self._line(cell)] -= 1
            self._columns[cell.column] -= 1
        self._enter(cell, self._line(cell))
        return (self.prints_line(cell), self.prints_column(cell)) != before

    def _enter(self, cell: CellRef, line: tuple[int, int]) -> None:
        self._note(cell, line, self._table.text(cell).strip())

    def _note(self, cell: CellRef, line: tuple[int, int], text: str) -> None:
        self.figures[cell] = parse(text)
        if text not in _BLANKS:
            self.filled.add(cell)
            self._lines[line] += 1
            self._columns[cell.column] += 1

    def hold(self, cell: CellRef) -> None:
        """Read a cell that is no place of an amount but is asked for all the same."""
        if cell not in self.figures:
            self._enter(cell, self._line(cell))

    def differing(self, before: Sheet) -> set[CellRef]:
        """The cells of which the sheet before says anything else: the figure, or whether line or column are empty."""
        if (self.figures, self._lines, self._columns) == (before.figures, before._lines, before._columns):
            return self.filled ^ before.filled
        return {cell for cell in self.figures.keys() | before.figures.keys() if self._of(cell) != before._of(cell)}

    def _of(self, cell: CellRef) -> tuple[Figure | None, bool, bool, bool]:
        return self.figures.get(cell), cell in self.filled, self.prints_line(cell), self.prints_column(cell)

    def _line(self, cell: CellRef) -> tuple[int, int]:
        place = self._table.places.get((cell.row, cell.column))
        return cell.row, place[0].group if place else -1

    def prints_line(self, cell: CellRef) -> bool:
        """Whether anything stands in the line of the cell."""
        return self._lines.get(self._line(cell), 0) > 0

    def prints_column(self, cell: CellRef) -> bool:
        """Whether anything stands in the column of the cell."""
        return self._columns.get(cell.column, 0) > 0
