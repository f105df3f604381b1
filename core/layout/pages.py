"""Pages of words and rulings → blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.layout import aligned, ruled
from core.layout.aligned import OpenTable
from core.layout.blocks import Block, Grid, Line
from core.layout.celltext import line_text
from core.layout.lines import TextLine, text_lines
from core.layout.rules import Level, networks
from core.layout.unruled import Region, regions
from core.model import Box, around
from core.readers.page import Page, Word

HEAD, FOOT = 0.08, 0.9  # of the page's height
COLUMN_GAP = 2.0  # of the line's height: what stands further apart on one height are two texts


def blocks_of(pages: Iterable[Page]) -> Iterator[Block]:
    """The grids and lines of text of all pages, page by page. Unread pages have none."""
    open_table: OpenTable | None = None  # without rules, at the end of the page before
    for page in pages:
        if page.unread is None:
            blocks, open_table = _page_blocks(page, open_table)
            yield from blocks


def _page_blocks(page: Page, known: OpenTable | None) -> tuple[list[Block], OpenTable | None]:
    """The blocks of a page and the table at its end that may go on on the next one, as `known` did to this one."""
    grids, words, loose = [], list(page.words), []
    for network in networks(page.rulings):
        if not network.plumbs:
            loose += network.levels
            continue
        inside, outside = _parted(words, network.box)
        grid = ruled.grid_of(network, inside, page.number)
        if grid is not None and any(cell.text for cell in grid.cells):
            grids.append(grid)
            words = outside
    free, top = text_lines(w for w in words if w.text), min((g.box.top for g in grids if g.box), default=page.height)
    tables = list(_unruled_tables(page, free, loose, known, top))
    taken = {id(line) for region, _, _ in tables for line in region.lines}
    grids += [grid for _, grid, _ in tables]
    blocks: list[Block] = [*grids, *_lines([line for line in free if id(line) not in taken], page)]
    blocks.sort(key=_reading_place)
    last = next((b for b in reversed(blocks) if not _at_foot(b)), None)
    return blocks, next((table for _, grid, table in tables if grid is last), None)


def _unruled_tables(
    page: Page, free: list[TextLine], levels: list[Level], known: OpenTable | None, first_ruled: float
) -> Iterator[tuple[Region, Grid, OpenTable]]:
    """The tables without upright rules, each with its lines and how it may go on on the next page."""
    if known is not None:
        top = [line for line in free if line.box.top < first_ruled]
        more = known.continued(top, levels, HEAD * page.height)
        if more is not None:
            yield more, aligned.continued_grid(more, page.number, known), known
            free = free[free.index(more.lines[-1]) + 1 :]
    for region in regions(free, levels):
        made = aligned.grid_of(region, page.number)
        if made is not None:
            yield region, *made


def _at_foot(block: Block) -> bool:
    """Whether a line stands where page numbers do."""
    return isinstance(block, Line) and block.box is not None and block.box.top > FOOT * block.page_height


def _parted(words: Iterable[Word], box: Box) -> tuple[list[Word], list[Word]]:
    """The words whose middle lies inside a box, and the others."""
    inside: list[Word] = []
    outside: list[Word] = []
    for word in words:
        (inside if box.contains(*word.box.centre) else outside).append(word)
    return inside, outside


def _reading_place(block: Block) -> tuple[float, float]:
    box = block.box or Box(0, 0, 0, 0)
    return (box.top, box.x0) if isinstance(block, Grid) else ((box.top + box.bottom) / 2, box.x0)


def _lines(lines: Iterable[TextLine], page: Page) -> Iterator[Line]:
    """Lines of text; what stands on one height far apart are lines of their own."""
    for line in lines:
        for part in _parts(line.words):
            size = max(word.size for word in part)
            yield Line(line_text(part), page.number, around(w.box for w in part), size, page.width, page.height)


def _parts(line: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of one line taken apart where a wide gap shows."""
    part: list[Word] = []
    for word in line:
        if part and word.box.x0 - part[-1].box.x1 > COLUMN_GAP * word.box.height:
            yield part
            part = []
        part.append(word)
    if part:
        yield part
