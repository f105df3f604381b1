"""Changes of a table's structure: pure functions from a table to another, for the window to put into a `TableEdit`.

Nothing that was printed is lost: cells that come together have both texts and both places, and where there is no blank
cell to move onto, `NoRoom` is raised. A changed table is no longer 已核对. IndexError: there is no such row or column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from core.model.geometry import Box, around
from core.model.report import BLANK, Cell, Column, Report, Table

_T = TypeVar("_T")
_LATIN = re.compile(r"[A-Za-z]")
_FUSED = (
    re.compile(r"(\S+)\s+(\S.*)"),
    re.compile(r"([+-]?[\d,]+\.\d{2})([+-]?\d.*)"),  # 17.44 and 30201
    re.compile(r"([\d.,]*\d)(\D+)"),  # 30201 and 办公费
    re.compile(r"(\D*[^\d.,+-])([+-]?\d[\d.,]*)"),  # 合计 and 72.49
)


class NoRoom(ValueError):
    """Cells would have to move onto one that is not blank, or out of the table."""


def insert_rows(table: Table, at: int, count: int = 1) -> Table:
    """`count` blank rows before row `at` (after the last one for at = number of rows)."""
    _within(at, len(table.rows) + 1)
    blank = [[BLANK] * len(table.columns) for _ in range(count)]
    return _with_rows(table, [*table.rows[:at], *blank, *table.rows[at:]])


def delete_rows(table: Table, rows: Iterable[int]) -> Table:
    gone = _all_within(rows, len(table.rows))
    return _with_rows(table, [row for n, row in enumerate(table.rows) if n not in gone])


def move_rows(table: Table, first: int, count: int, to: int) -> Table:
    """The `count` rows from `first` stand before what is now row `to`."""
    return _with_rows(table, _moved(table.rows, first, count, to))


def merge_rows(table: Table, first: int, last: int) -> Table:
    """Rows `first` to `last` become one; texts of a column are joined from top to bottom."""
    _all_within((first, last), len(table.rows))
    merged = [join(cells) for cells in zip(*table.rows[first : last + 1], strict=True)]
    return _with_rows(table, [*table.rows[:first], merged, *table.rows[last + 1 :]])


def split_row(table: Table, row: int, divide: Callable[[str], tuple[str, str]] | None = None) -> Table:
    """The row becomes two, each cell divided by `divide` (see `halves`); what does not divide stays in the first."""
    _within(row, len(table.rows))
    upper, lower = zip(*(cut(cell, *(divide or halves)(cell.text)) for cell in table.rows[row]), strict=True)
    return _with_rows(table, [*table.rows[:row], list(upper), list(lower), *table.rows[row + 1 :]])


def insert_columns(table: Table, at: int, count: int = 1) -> Table:
    """`count` blank columns without header before column `at`."""
    _within(at, len(table.columns) + 1)
    rows = [[*row[:at], *[BLANK] * count, *row[at:]] for row in table.rows]
    return _with_columns(table, [*table.columns[:at], *[Column()] * count, *table.columns[at:]], rows)


def delete_columns(table: Table, columns: Iterable[int]) -> Table:
    gone = _all_within(columns, len(table.columns))
    kept = [n for n in range(len(table.columns)) if n not in gone]
    return _with_columns(table, [table.columns[n] for n in kept], [[row[n] for n in kept] for row in table.rows])


def move_columns(table: Table, first: int, count: int, to: int) -> Table:
    """The `count` columns from `first` stand before what is now column `to`."""
    order = _moved(range(len(table.columns)), first, count, to)
    return _with_columns(table, [table.columns[n] for n in order], [[row[n] for n in order] for row in table.rows])


def merge_columns(table: Table, first: int, last: int) -> Table:
    """Columns `first` to `last` become one; texts of a row are joined from left to right, and so are the headers."""
    _all_within((first, last), len(table.columns))
    columns = table.columns[first : last + 1]
    path = tuple(_glue(dict.fromkeys(level)) for level in zip_longest(*(c.path for c in columns), fillvalue=""))
    merged = Column(path, next((c.number for c in columns if c.number), ""))
    rows = [[*row[:first], join(row[first : last + 1]), *row[last + 1 :]] for row in table.rows]
    return _with_columns(table, [*table.columns[:first], merged, *table.columns[last + 1 :]], rows)


def split_column(table: Table, column: int, divide: Callable[[str], tuple[str, str]] | None = None) -> Table:
    """The column becomes two under one header, each cell divided by `divide` (see `halves`)."""
    _within(column, len(table.columns))
    right = Column(table.columns[column].path)
    rows = [
        [*row[:column], *cut(row[column], *(divide or halves)(row[column].text)), *row[column + 1 :]]
        for row in table.rows
    ]
    return _with_columns(table, [*table.columns[: column + 1], right, *table.columns[column + 1 :]], rows)


def split_cell(table: Table, row: int, column: int, left: str, right: str) -> Table:
    """The cell keeps `left`; `right` goes into the next cell, and what stands there moves right up to a blank."""
    cell = table.cell(row, column)
    if column + 1 >= len(table.columns):
        raise NoRoom("no column to the right")
    if table.cell(row, column + 1).text:
        table = shift_right(table, row, column + 1)
    cells = list(table.rows[row])
    cells[column : column + 2] = cut(cell, left, right)
    return _with_row(table, row, cells)


def join_cells(table: Table, row: int, first: int, last: int) -> Table:
    """The cells `first` to `last` of a row become one in the first of them; the others are blank."""
    _all_within((first, last), len(table.columns))
    cells = list(table.rows[row])
    cells[first : last + 1] = [join(cells[first : last + 1]), *[BLANK] * (last - first)]
    return _with_row(table, row, cells)


def shift_cells(table: Table, row: int, first: int, last: int, by: int) -> Table:
    """The cells `first` to `last` of a row move `by` columns (negative: left) onto blank ones."""
    _all_within((first, last), len(table.columns))
    cells = list(table.rows[row])
    moving, cells[first : last + 1] = cells[first : last + 1], [BLANK] * (last + 1 - first)
    start, end = first + by, last + 1 + by
    if start < 0 or end > len(cells) or any(cell.text for cell in cells[start:end]):
        raise NoRoom("not blank")
    cells[start:end] = moving
    return _with_row(table, row, cells)


def shift_right(table: Table, row: int, column: int) -> Table:
    """The cell and its neighbours up to the next blank one move right by one column."""
    return shift_cells(table, row, column, _end_of_run(table.rows[row], column), 1)


def shift_left(table: Table, row: int, column: int) -> Table:
    """The cell and its neighbours up to the next blank one move left by one column."""
    return shift_cells(table, row, column, _end_of_run(table.rows[row], column), -1)


def set_header(table: Table, column: int, path: Iterable[str]) -> Table:
    """Other header texts, from top to bottom, for one leaf column."""
    _within(column, len(table.columns))
    columns = list(table.columns)
    columns[column] = replace(columns[column], path=tuple(text for text in path if text))
    return _with_columns(table, columns, table.rows)


def rows_to_header(table: Table, count: int) -> Table:
    """The first `count` rows are header rows: their texts go below the header that is there.

    A blank under an upper header row belongs to the text on its left, one in the last row to the text above.
    """
    _within(count, len(table.rows) + 1)
    paths: list[tuple[str, ...]] = [column.path for column in table.columns]
    for level, row in enumerate(table.rows[:count], 1):
        paths = _header_level(paths, [cell.text for cell in row], last=level == count)
    columns = [replace(column, path=path) for column, path in zip(table.columns, paths, strict=True)]
    return _with_columns(table, columns, table.rows[count:])


def header_to_rows(table: Table, count: int = 1) -> Table:
    """The lowest `count` header rows were rows of the body: their texts become the first rows."""
    depth = max((len(column.path) for column in table.columns), default=0)
    _within(count, depth + 1)
    keep = depth - count
    levels = range(keep, depth)
    rows = [[Cell.of(c.path[n]) if n < len(c.path) else BLANK for c in table.columns] for n in levels]
    columns = [replace(column, path=column.path[:keep]) for column in table.columns]
    return _with_columns(table, columns, [*rows, *table.rows])


def join_tables(first: Table, second: Table) -> Table:
    """The second table goes on where the first ends, under the first one's header.

    A header of the second that is not the same becomes rows, since a page's first row is easily taken for one.
    """
    if [c.path for c in second.columns] != [c.path for c in first.columns][: len(second.columns)]:
        second = header_to_rows(second, max((len(c.path) for c in second.columns), default=0))
    width = max(len(first.columns), len(second.columns))
    columns = first.columns + [Column()] * (width - len(first.columns))
    rows = [row + [BLANK] * (width - len(row)) for row in first.rows + second.rows]
    notes = [note for note in (first.note, second.note) if note]
    pages = tuple(sorted({*first.pages, *second.pages}))
    return replace(_with_columns(first, columns, rows), pages=pages, note="\n".join(notes) or None)


def cut_table(table: Table, row: int, new_id: str) -> tuple[Table, Table]:
    """Two tables: the rows before `row`, and those from it on, which take the note along.

    Where the second begins with a header of its own, as after `join_tables`, that takes the place of the first one's,
    and its form is not known.
    """
    if not 0 < row < len(table.rows):
        raise IndexError(row)
    upper = replace(_with_rows(table, table.rows[:row]), note=None)
    lower = replace(_with_rows(table, table.rows[row:]), id=new_id, number=None, title=None)
    if count := _rows_of_header(lower):
        bare = replace(_with_columns(lower, [Column()] * len(lower.columns), lower.rows), form=None)
        upper, lower = _without_empty_end(upper), rows_to_header(_without_empty_end(bare), count)
    return replace(upper, pages=_pages(upper)), replace(lower, pages=_pages(lower))


def _rows_of_header(table: Table) -> int:
    """How many rows at the top are a header: they hold no amount, but a text over every column of amounts; else 0."""
    columns = {ref.column for ref, cell in table.refs() if _is_amount(cell)}
    count = next((n for n, row in enumerate(table.rows) if any(map(_is_amount, row))), 0)
    told = {c for row in table.rows[:count] for c, cell in enumerate(row) if cell.text}
    return count if columns <= told else 0


def _is_amount(cell: Cell) -> bool:
    """Codes and line numbers are none."""
    return cell.figure is not None and (cell.figure.places > 0 or "," in cell.text)


def _without_empty_end(table: Table) -> Table:
    """Without the columns at the right that have neither a header nor a text."""
    filled = {ref.column for ref, cell in table.refs() if cell != BLANK}
    width = 1 + max([c for c, column in enumerate(table.columns) if column.path or c in filled], default=0)
    return _with_columns(table, table.columns[:width], [row[:width] for row in table.rows])


def first_change(before: Table | None, after: Table) -> int | None:
    """The first row that is another than before; None where no row is, or where the columns are others."""
    if before is None or before.rows == after.rows or len(before.columns) != len(after.columns):
        return None
    pairs = enumerate(zip(before.rows, after.rows, strict=False))
    last = min(len(before.rows), len(after.rows) - 1)
    return max(0, next((row for row, (old, new) in pairs if old != new), last))


def new_table_id(report: Report) -> str:
    """An id that no table of the report has."""
    taken = {table.id for table in report.tables}
    return next(name for n in range(1, len(taken) + 2) if (name := f"t{n}") not in taken)


def halves(text: str) -> tuple[str, str]:
    """Where a text that was two looks fused: at white space, after a figure's two decimals, or where digits end.

    (text, "") where nothing tells.
    """
    for pattern in _FUSED:
        if match := pattern.fullmatch(text):
            return match[1], match[2]
    return text, ""


def join(cells: Iterable[Cell]) -> Cell:
    """One cell of several: texts joined, the place around them all, as sure as the least sure."""
    parts = [cell for cell in cells if cell != BLANK]
    if len(parts) < 2:
        return parts[0] if parts else BLANK
    page = next((cell.page for cell in parts if cell.page is not None), None)
    return Cell(
        printed=_glue(cell.printed for cell in parts),
        text=_glue(cell.text for cell in parts),
        page=page,
        box=around(cell.box for cell in parts if cell.box and cell.page == page),
        confidence=min((cell.confidence for cell in parts if cell.confidence is not None), default=None),
        inferred=any(cell.inferred for cell in parts),
    )


def cut(cell: Cell, left: str, right: str) -> tuple[Cell, Cell]:
    """Two cells of one, their places in proportion to their texts; the second is blank for an empty `right`."""
    if not right:
        return (cell if left == cell.text else cell.with_text(left)), BLANK
    first, second = _cut_box(cell.box, len(left) / len(left + right))
    return replace(cell, printed=left, text=left, box=first), replace(cell, printed=right, text=right, box=second)


def _cut_box(box: Box | None, share: float) -> tuple[Box | None, Box | None]:
    if box is None:
        return None, None
    middle = box.x0 + box.width * share
    return box._replace(x1=middle), box._replace(x0=middle)


def _glue(parts: Iterable[str]) -> str:
    """Texts that the page tore apart: without a gap, unless two Latin words would run together."""
    whole = ""
    for part in parts:
        gap = " " if part and whole and _LATIN.match(part) and _LATIN.match(whole[-1]) else ""
        whole += gap + part
    return whole


def _header_level(paths: list[tuple[str, ...]], texts: list[str], *, last: bool) -> list[tuple[str, ...]]:
    longer: list[tuple[str, ...]] = []
    for n, (path, text) in enumerate(zip(paths, texts, strict=True)):
        under_left = not last and n > 0 and not text and paths[n - 1] == path
        inherited = longer[n - 1][len(path) :] if under_left else ()
        longer.append((*path, text) if text else (*path, *inherited))
    return longer


def _end_of_run(cells: Sequence[Cell], column: int) -> int:
    """The last column of the unbroken run of texts that begins at `column`."""
    _within(column, len(cells))
    blanks = (n for n in range(column + 1, len(cells)) if not cells[n].text)
    return next(blanks, len(cells)) - 1


def _pages(table: Table) -> tuple[int, ...]:
    """The pages that the rows come from; the whole table's where the rows do not know."""
    return tuple(sorted({cell.page for _, cell in table.refs() if cell.page is not None})) or table.pages


def _moved(items: Sequence[_T], first: int, count: int, to: int) -> list[_T]:
    _all_within((first, first + count - 1), len(items))
    _within(to, len(items) + 1)
    block = range(first, first + count)
    before = [item for n, item in enumerate(items[:to]) if n not in block]
    after = [item for n, item in enumerate(items[to:], to) if n not in block]
    return [*before, *items[first : first + count], *after]


def _with_rows(table: Table, rows: Iterable[Sequence[Cell]]) -> Table:
    return _with_columns(table, table.columns, rows)


def _with_row(table: Table, row: int, cells: list[Cell]) -> Table:
    return _with_rows(table, [*table.rows[:row], cells, *table.rows[row + 1 :]])


def _with_columns(table: Table, columns: Iterable[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    return replace(table, columns=list(columns), rows=[list(row) for row in rows], checked=False)


def _within(index: int, length: int) -> None:
    if not 0 <= index < length:
        raise IndexError(index)


def _all_within(indices: Iterable[int], length: int) -> set[int]:
    each = set(indices)
    for index in each:
        _within(index, length)
    return each
