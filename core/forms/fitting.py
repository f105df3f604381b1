"""Cells read by OCR that do not fit their column: a decimal too many, a letter among codes, a number out of its order.

The recogniser is often sure of what it made of a speck, a neighbour's digit or a clipped one; the other cells of the
column know better what can stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from core import texts
from core.model import Cell, CellRef, Report, Table

FEWEST = 5  # filled cells from which a column is taken to have a form of its own
MOST = 0.7  # of the filled cells that agree on it
FULL = 0.85  # of the rows: a column so full is expected to have no blanks
_WHOLE = re.compile(r"\d+")
_NOTHING = re.compile(r"[-—–─－/／.·…]*")
_NAME = re.compile(r"[一-龥]{2}")
_JOINED = re.compile(r"^\d[\d,]*\.\d\d+[一-龥]|[一-龥]\s*\d[\d,]*\.\d\d+$")


def misfits(report: Report) -> list[CellRef]:
    """The OCR cells of all tables, blank ones too, whose text is not of the form that their column has."""
    return [ref for table in report.tables if _was_read(table) for ref in _of_table(table)]


def _was_read(table: Table) -> bool:
    return any(cell.confidence is not None for _, cell in table.refs())


def _of_table(table: Table) -> Iterator[CellRef]:
    usual = _usual_places(chain.from_iterable(table.rows))
    joined = set(_joined(table))
    for column in range(len(table.columns)):
        cells = [row[column] for row in table.rows]
        unlike = _of_column(cells, usual) | {row for row, at in joined if at == column}
        for row in sorted(unlike):
            if not cells[row].corrected and not cells[row].inferred:
                yield CellRef(table.id, row, column)


def _joined(table: Table) -> Iterator[tuple[int, int]]:
    """Amounts in a column of names, alone or joined with a name, and the blanks beside them: they belong there."""
    names = {column for column in range(len(table.columns)) if _is_of_names([row[column] for row in table.rows])}
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            figure = cell.figure if column in names else None
            if _JOINED.search(cell.text) or (figure and figure.places):
                yield at, column
                yield from ((at, c) for c in (column - 1, column + 1) if 0 <= c < len(row) and not row[c].text)


def _is_of_names(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if cell.text]
    return len(filled) >= FEWEST and sum(_NAME.search(cell.text) is not None for cell in filled) >= MOST * len(filled)


def _usual_places(cells: Iterable[Cell]) -> int:
    """How many decimals most figures with decimals print; 0 where they do not agree."""
    places = Counter(figure.places for cell in cells if (figure := cell.figure) and figure.places)
    usual = max(places, key=lambda count: places[count], default=0)
    return usual if places[usual] >= max(2, MOST * places.total()) else 0


def _of_column(cells: Sequence[Cell], of_table: int) -> set[int]:
    """The rows of one column that do not fit. of_table: the decimals of the table's amounts, 0: various."""
    filled = [at for at, cell in enumerate(cells) if not _NOTHING.fullmatch(texts.key(cell.text))]
    if len(filled) < FEWEST:
        return {at for at in filled if of_table and (f := cells[at].figure) and f.places > of_table}
    blank = {at for at, cell in enumerate(cells) if not cell.text}
    whole = {at: int(cells[at].text) for at in filled if _WHOLE.fullmatch(cells[at].text)}
    if len(whole) >= MOST * len(filled):
        return _unlike_numbers(cells, filled, whole, blank)
    figures = [cells[at] for at in filled if cells[at].figure]
    usual = _usual_places(figures)
    if not usual or len(figures) < MOST * len(filled):
        return set()
    unlike = {at for at in filled if not _has_places(cells[at], usual)}
    return unlike | blank if len(blank) <= (1 - FULL) * len(cells) else unlike


def _has_places(cell: Cell, places: int) -> bool:
    """Whether a cell is a figure with so many decimals; a zero needs none."""
    figure = cell.figure
    return figure is not None and (figure.places == places or cell.text == "0")


def _unlike_numbers(cells: Sequence[Cell], filled: list[int], whole: dict[int, int], blank: set[int]) -> set[int]:
    """What does not fit into a column of line numbers or of codes."""
    mixed = {at for at in filled if at not in whole and any(map(str.isdecimal, cells[at].text))}
    steps = Counter(number - at for at, number in whole.items())
    start, count = steps.most_common(1)[0]
    if count >= MOST * len(filled):
        return mixed | {at for at, number in whole.items() if number - at != start} | blank
    lengths = Counter(len(cells[at].text) for at in whole)
    return mixed | {at for at in whole if lengths[len(cells[at].text)] == 1 and len(lengths) < 4}
