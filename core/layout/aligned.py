"""The lines of a table without upright rules → a grid, also where it goes on from the page before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.layout.blocks import Grid, GridCell
from core.layout.celltext import Piece, cell_text, confidence_of
from core.layout.columns import Column, bands_of, bounds_of, columns_of, widen
from core.layout.headings import Heading, headings_of, line_pitch, tree
from core.layout.rows import Row, rows_of, split_at_gaps
from core.layout.unruled import FAR, LARGER, Region, TextLine, text_lines
from core.model import Box, around
from core.readers.page import Word

FITTING = 0.9  # of the words of a page's first table must lie in the columns of the one that it goes on from


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table that stood at the end of a page and may go on on the next.

    bounds: the edges of its columns. header: the words of its header. pitch: the distance of two lines of one cell,
    None where not known. size: of its font.
    """

    bounds: tuple[float, ...]
    header: frozenset[str]
    pitch: float | None
    size: float

    def goes_on(self, lines: Sequence[TextLine]) -> bool:
        """Whether lines are further rows of it: no header of their own, and print in its columns."""
        words = [w for line in lines for w in line.words]
        repeated = sum(w.text in self.header for w in lines[0].words)
        if 2 * repeated >= len(lines[0].words) or not _alike(self.size, words[0].size):
            return False
        return sum(_fits(w, self.bounds) for w in words) >= FITTING * len(words)

    def with_lines_above(self, region: Region, words: Iterable[Word]) -> Region:
        """The region with the first lines of a row whose figures stand further down, among `words` of the page."""
        top = region.lines[0].box.top
        above = text_lines(w for w in words if w.box.centre[1] < top)
        lines = list(region.lines)
        while above and self._continues(above[-1], lines[0]):
            lines.insert(0, above.pop())
        return Region(lines, region.x0, region.x1, 0) if self.goes_on(lines) else region

    def _continues(self, line: TextLine, below: TextLine) -> bool:
        gap = below.box.top - line.box.bottom
        near = gap < FAR * line.size and not line.caption and _alike(self.size, line.size)
        return near and all(_fits(w, self.bounds) for w in line.words)


def _alike(size: float, other: float) -> bool:
    return size / LARGER < other < size * LARGER


def grid_of(region: Region, page: int, known: OpenTable | None = None) -> tuple[Grid, OpenTable] | None:
    """The grid of a region, and what may go on on the next page; None where it turns out to be no table.

    known: the table at the end of the page before, if the region is the first thing on its page.
    """
    region = replace(region, lines=[TextLine(list(split_at_gaps(line.words))) for line in region.lines])
    if known is not None and known.goes_on(region.lines):
        words = [w for line in region.lines for w in line.words]
        return _grid(region, page, known.bounds, [], rows_of(words, known.bounds, known.pitch)), known
    head, body = _head_and_body(region)
    words = [w for line in body for w in line.words]
    # column numbers (栏次) stand in the middle of their columns, away from right-aligned figures
    bands = bands_of([w for line in body if not line.numbered for w in line.words] or words)
    headings = headings_of([line.words for line in head], [(b.x0, b.x1) for b in bands])
    frame = _frame(region, head, body)
    columns = columns_of(bands, words, headings, frame)
    if len(columns) < 2:
        return None
    bounds, pitch = bounds_of(columns, region.x0, region.x1), line_pitch(headings)
    nodes = _nodes(headings, columns, bounds, frame)
    header = frozenset(w.text for line in head for w in line.words)
    size = (body or head)[0].size
    grid = _grid(region, page, bounds, nodes, rows_of(words, bounds, pitch))
    return grid, OpenTable(tuple(bounds), header, pitch, size)


def _grid(region: Region, page: int, bounds: Sequence[float], nodes: list[Heading], rows: list[Row]) -> Grid:
    depth = max((node.depth for node in nodes), default=0)
    cells = _header_cells(nodes, depth, bounds) + _body_cells(rows, depth, bounds)
    box = around([line.box for line in region.lines])
    if box is not None:
        box = Box(min(region.x0, box.x0), box.top, max(region.x1, box.x1), box.bottom)
    return Grid(depth + len(rows), len(bounds) - 1, cells, page, box, ruled=False, header_rows=depth)


def _head_and_body(region: Region) -> tuple[list[TextLine], list[TextLine]]:
    """The header lines end at the rule below them, else before the first line that prints figures."""
    lines = region.lines
    head = region.head
    if head is None:
        head = next((i for i, line in enumerate(lines) if line.counted or line.numbered), len(lines))
        body_start = lines[head].box.x0 if head < len(lines) else region.x0
        while head > 1 and lines[head - 1].parts == 1 and abs(lines[head - 1].box.x0 - body_start) < 2.0:
            head -= 1  # a label whose figures are blank
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


def _nodes(headings: list[Heading], columns: list[Column], bounds: list[float], frame: Box) -> list[Heading]:
    """The header's forest over the columns."""
    low = []
    for i, column in enumerate(columns):
        if column.heading is not None:
            column.heading.first = column.heading.last = i
            low.append(column.heading)
    widen(low, len(columns), bounds)
    return tree(headings, low, bounds, frame)


def _fits(word: Word, bounds: Sequence[float]) -> bool:
    """Whether a word lies inside one of the columns."""
    return bisect_right(bounds, word.box.x0 + 1) == bisect_right(bounds, word.box.x1 - 1)


def _header_cells(nodes: list[Heading], depth: int, bounds: Sequence[float], row: int = 0) -> list[GridCell]:
    cells = []
    for node in nodes:
        height = depth - row if not node.below else max(1, depth - row - max(h.depth for h in node.below))
        box = Box(bounds[node.first], node.box.top, bounds[node.last + 1], node.box.bottom)
        width = node.last - node.first + 1
        cells.append(GridCell(row, node.first, node.text, height, width, box, node.confidence))
        cells += _header_cells(node.below, depth, bounds, row + height)
    return cells


def _body_cells(rows: list[Row], depth: int, bounds: Sequence[float]) -> list[GridCell]:
    cells = []
    for i, row in enumerate(rows):
        frame = around(w.box for words in row for w in words) or Box(0, 0, 0, 0)
        for column, words in enumerate(row):
            pieces = [Piece(w.text, w.box, w.confidence) for w in words]
            box = Box(bounds[column], frame.top, bounds[column + 1], frame.bottom)
            cells.append(GridCell(depth + i, column, cell_text(pieces), 1, 1, box, confidence_of(pieces)))
    return cells
