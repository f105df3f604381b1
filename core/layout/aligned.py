"""The lines of a table without upright rules → a grid, also where it goes on from the page before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from core.layout.blocks import Grid, GridCell
from core.layout.celltext import cell_text, confidence_of
from core.layout.columns import Column, bands_of, columns_of, widen
from core.layout.edges import Edge, edges_of
from core.layout.headings import Heading, hanging, headings_of, leaves, line_pitch
from core.layout.heads import another_head, head_of
from core.layout.lines import FIGURE, TextLine
from core.layout.rows import Row, fits, is_total, left_edges, rows_between, rows_of, spanned, split_at_gaps
from core.layout.rules import TOUCH, Level
from core.layout.spans import tree
from core.layout.unruled import LARGER, Region, following
from core.model import Box, around
from core.readers.page import Word

REPEATED = 0.6  # of the words of a header stand there again where a page repeats it
FITTING = 0.9  # of the figures of a page's first table must lie in the columns of the one that it goes on from


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table that stood at the end of a page and may go on on the next.

    bounds: the edges of its columns. nodes: its header over them. head: the words of the header. pitch: the distance
    of two lines of one cell, None where not known. size: of its font. levelled: whether a rule stands below each row.
    """

    bounds: tuple[float, ...]
    nodes: tuple[Heading, ...]
    head: frozenset[str]
    pitch: float | None
    size: float
    levelled: bool = False

    def continued(self, lines: Sequence[TextLine], levels: Iterable[Level], head_end: float) -> Region | None:
        """The lines at the top of a page that are further rows of it, its header among them where that is repeated.

        head_end: above it may stand a running head.
        """
        across = [v for v in levels if v.x0 <= self.bounds[0] + TOUCH and v.x1 >= self.bounds[-1] - TOUCH]
        for i, line in enumerate(lines):
            region = self._opening(lines[i:], across, head_end)
            if region is not None or line.box.centre[1] > head_end:
                return region
        return None

    def _opening(self, lines: Sequence[TextLine], levels: Sequence[Level], head_end: float) -> Region | None:
        head = self._repeated(lines)
        body = next((i for i, line in enumerate(lines) if i >= head and not line.numbered), len(lines))
        if body == len(lines):
            return None
        first = lines[body]
        rows = following(lines[head:], self.bounds[0], self.bounds[-1], self.size)
        rows = rows[: another_head(rows, self.head)]
        begins = (rows[0] if self.levelled and rows else first).box.top  # a rule stands below 栏次 in any case
        rules = tuple(v.y for v in levels if rows and begins < v.y < rows[-1].box.bottom)
        if rules and not (self.levelled or _below_each(rows, rules)):
            rows, rules = [line for line in rows if line.box.centre[1] < rules[0]], ()  # the end of the table
        if not rows or not (self._alike(first) and self._fit(rows)):
            return None
        if len(rows) > 2 and first.box.centre[1] < head_end and _detached(rows):
            return None
        if not levels and not head and not any(line.parts > 1 or line.counted for line in rows):
            return None
        return Region([*lines[:head], *rows], self.bounds[0], self.bounds[-1], head, rules=rules)

    def _repeated(self, lines: Sequence[TextLine]) -> int:
        """How many lines at the top repeat the header; none where much of it is missing.

        Line by line it may come otherwise: the texts of some columns break in two, half a line above and below others.
        """
        again = list(takewhile(lambda line: 2 * sum(w.text in self.head for w in line.words) >= len(line.words), lines))
        printed = {w.text for line in again for w in line.words}
        return len(again) if self.head and len(printed & self.head) >= REPEATED * len(self.head) else 0

    def _alike(self, line: TextLine) -> bool:
        return self.size / LARGER < line.size < self.size * LARGER

    def _fit(self, rows: Sequence[TextLine]) -> bool:
        """Whether the figures stand in its columns, and the texts except for some that span several."""
        words = [w for line in rows for w in split_at_gaps(line.words)]
        figures = [w for w in words if FIGURE.fullmatch(w.text)]
        inside = sum(fits(w, self.bounds) for w in words)
        if not figures:
            return inside >= FITTING * len(words)
        return inside >= 0.6 * len(words) and sum(fits(w, self.bounds) for w in figures) >= FITTING * len(figures)


def _below_each(rows: Sequence[TextLine], rules: Sequence[float]) -> bool:
    """Whether a rule stands below each row, rather than one below the table and others around the next one."""
    between = {bisect_right(rules, line.box.centre[1]) for line in rows}
    return len(rules) > 1 and between == set(range(len(rules) + 1))


def _detached(rows: Sequence[TextLine]) -> bool:
    """Whether the first line stands further from the next than the lines after it do from each other."""
    steps = [b.box.centre[1] - a.box.centre[1] for a, b in pairwise(rows[:12])]
    return steps[0] > 1.4 * max(steps[1:]) + 1


def continued_grid(region: Region, page: int, known: OpenTable) -> Grid:
    """The grid of further rows of a table that the page before began."""
    head = region.head or 0
    words = [w for line in region.lines[head:] for w in split_at_gaps(line.words)]
    return _grid(region, page, known, _rows(region, words, known), headed=head > 0)


def with_rows_below(header: Grid, lines: list[TextLine], known: OpenTable) -> Grid:
    """A ruled header and the rows below it as one grid. known: the columns of the header."""
    region = Region(lines, known.bounds[0], known.bounds[-1], 0)
    body = continued_grid(region, header.page or 0, known)
    cells = [replace(cell, row=cell.row + header.rows) for cell in body.cells]
    box = around(grid.box for grid in (header, body) if grid.box)
    return replace(header, rows=header.rows + body.rows, cells=[*header.cells, *cells], box=box)


def grid_of(region: Region, page: int) -> tuple[Grid, OpenTable] | None:
    """The grid of a region, and what may go on on the next page; None where it turns out to be no table."""
    region = replace(region, lines=[_split(line) for line in region.lines])
    head, body = _head_and_body(region)
    words = [w for line in body for w in line.words]
    bands = bands_of(_flush_words(body) or words)
    headings = headings_of([line.words for line in head], [(b.x0, b.x1) for b in bands])
    if region.rules and body:
        region.neck = max((y for y in region.rules if y < body[0].box.centre[1]), default=None)
    frame = _frame(region, head, body)
    lowest = leaves(headings)
    hangs = hanging(headings, lowest, frame)
    columns = columns_of(bands, words, headings, lowest, frame, hangs)
    if len(columns) < 2:
        return None
    edges = edges_of(columns, words, region.x0, region.x1, framed=region.top is not None)
    bounds = [edge.x for edge in edges]
    pitch = line_pitch(headings)
    low = _leaves_of(columns, edges)
    nodes = tree(headings, low, edges, frame, hangs)
    printed = frozenset(w.text for line in head for w in line.words)
    table = OpenTable(tuple(bounds), tuple(nodes), printed, pitch, (body or head)[0].size, bool(region.rules))
    return _grid(region, page, table, _rows(region, words, table)), table


def _flush_words(body: Iterable[TextLine]) -> list[Word]:
    """The words that show where columns are: neither column numbers (栏次) nor, among other rows, totals.

    These stand in the middle of their columns, totals of several, away from other print.
    """
    lines = [line.words for line in body if not line.numbered]
    names = [[w for w in words if not is_total([w])] for words in lines]
    among_others = any(len(some) == len(words) for some, words in zip(names, lines, strict=True))
    return [w for words in (names if among_others else lines) for w in words]


def _split(line: TextLine) -> TextLine:
    words = list(split_at_gaps(line.words))
    return line if len(words) == len(line.words) else TextLine(words)


def _rows(region: Region, words: list[Word], table: OpenTable) -> list[Row]:
    if region.rules:
        return rows_between(words, table.bounds, sorted(region.rules))
    return rows_of(words, table.bounds, table.pitch)


def _grid(region: Region, page: int, table: OpenTable, rows: list[Row], headed: bool = True) -> Grid:
    depth = max((node.depth for node in table.nodes), default=0) if headed else 0
    bounds = table.bounds
    cells = _header_cells(table.nodes, depth, bounds) if headed else []
    cells += _body_cells(rows, depth, bounds, table.nodes)
    box = around([line.box for line in region.lines])
    if box is not None:
        box = Box(min(region.x0, box.x0), box.top, max(region.x1, box.x1), box.bottom)
    return Grid(depth + len(rows), len(bounds) - 1, cells, page, box, ruled=False, header_rows=depth)


def _head_and_body(region: Region) -> tuple[list[TextLine], list[TextLine]]:
    """The header lines end at the rule below them, else before the first line that can only be a row."""
    lines = region.lines
    head = region.head if region.head is not None else head_of(lines)
    numbered = next((i for i, line in enumerate(lines[:head]) if line.numbered), head)
    return lines[:numbered], lines[numbered:]


def _frame(region: Region, head: list[TextLine], body: list[TextLine]) -> Box:
    """The place of the header: between its rules, else as far as its print reaches, without column numbers."""
    box = around(line.box for line in head) or Box(0, 0, 0, 0)
    top = box.top if region.top is None else region.top
    bottom = box.bottom if region.neck is None else region.neck
    if body and body[0].box.top < bottom:
        bottom = (box.bottom + body[0].box.top) / 2
    return Box(region.x0, top, region.x1, bottom)


def _leaves_of(columns: list[Column], edges: list[Edge]) -> list[Heading]:
    """The lowest texts of a header, with the columns that each stands over."""
    low: list[Heading] = []
    for i, column in enumerate(columns):
        if low and low[-1] is column.heading:
            low[-1].last = i  # one text over print that never touches
        elif column.heading is not None and not any(h is column.heading for h in low):
            column.heading.first = column.heading.last = i
            low.append(column.heading)
    widen(low, len(columns), [edge.x for edge in edges])
    return low


def _header_cells(nodes: Sequence[Heading], depth: int, bounds: Sequence[float], row: int = 0) -> list[GridCell]:
    cells = []
    for node in nodes:
        height = depth - row if not node.below else max(1, depth - row - max(h.depth for h in node.below))
        box = Box(bounds[node.first], node.box.top, bounds[node.last + 1], node.box.bottom)
        width = node.last - node.first + 1
        cells.append(GridCell(row, node.first, node.text, height, width, box, node.confidence))
        cells += _header_cells(node.below, depth, bounds, row + height)
    return cells


def _body_cells(rows: list[Row], depth: int, bounds: Sequence[float], nodes: Sequence[Heading]) -> list[GridCell]:
    cells = []
    edges, middles = left_edges(rows), dict(_middles(nodes))
    for i, row in enumerate(rows):
        whole = around([w.box for words in row for w in words]) or Box(0, 0, 0, 0)
        top, bottom = whole.top, whole.bottom
        for (first, last), words in spanned(row, bounds, middles, edges):
            box = Box(bounds[first], top, bounds[last + 1], bottom)
            cell = GridCell(depth + i, first, "", 1, last - first + 1, box)
            if words:
                cell.text, cell.confidence = cell_text(words), confidence_of(words)
            cells.append(cell)
    return cells


def _middles(nodes: Iterable[Heading]) -> Iterator[tuple[tuple[int, int], float]]:
    """Where each header text stands, by the columns that it stands over."""
    for node in nodes:
        yield (node.first, node.last), node.box.centre[0]
        yield from _middles(node.below)
