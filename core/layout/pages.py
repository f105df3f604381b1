"""Pages of words and rulings → blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from core.layout import aligned, ruled
from core.layout.aligned import OpenTable
from core.layout.blocks import Block, Grid, Line
from core.layout.celltext import line_text
from core.layout.lines import AMOUNT, TextLine, text_lines
from core.layout.overprint import FOOT, HEAD, without_overprint
from core.layout.rules import Level, Network, networks
from core.layout.supplied import columns_under, rows_below
from core.layout.unruled import regions
from core.model import Box, around
from core.readers.page import Page, Word

COLUMN_GAP = 2.0  # of the line's height: what stands further apart on one height are two texts


def blocks_of(pages: Iterable[Page]) -> Iterator[Block]:
    """The grids and lines of text of all pages, page by page. Unread pages have none."""
    open_table: OpenTable | None = None  # without rules, at the end of the page before
    for page in pages:
        if page.unread is None:
            blocks, open_table = _page_blocks(page, open_table)
            yield from blocks


class _Found(NamedTuple):
    """A table of a page, the lines outside ruled grids that it takes, and how it may go on on the next page."""

    grid: Grid
    lines: Sequence[TextLine] = ()
    open: OpenTable | None = None


def _page_blocks(page: Page, known: OpenTable | None) -> tuple[list[Block], OpenTable | None]:
    """The blocks of a page and the table at its end that may go on on the next one, as `known` did to this one."""
    words, numbers = without_overprint(page)
    drawn, words, loose = _drawn_tables(page, words)
    free = text_lines(w for w in words if w.text)
    found: list[_Found] = []
    for network, grid in drawn:
        found.append(_with_rows_below(network, grid, free, loose))
        free = _without(free, found[-1:])
    top = min((f.grid.box.top for f in found if f.grid.box), default=page.height)
    unruled = list(_unruled_tables(page, free, loose, known, top))
    found += unruled
    lines = [*_without(free, unruled), *(TextLine([word]) for word in numbers)]
    blocks: list[Block] = [*(f.grid for f in found), *_lines(lines, page)]
    blocks.sort(key=_reading_place)
    last = next((b for b in reversed(blocks) if not _at_foot(b)), None)
    return blocks, next((f.open for f in found if f.grid is last), None)


def _drawn_tables(page: Page, words: list[Word]) -> tuple[list[tuple[Network, Grid]], list[Word], list[Level]]:
    """The tables that rules draw, the words outside of them, and the level rules that no upright one parts."""
    drawn, loose = list[tuple[Network, Grid]](), list[Level]()
    for network in networks(page.rulings):
        inside, outside = _parted(words, network.box) if network.plumbs else ([], words)
        if not network.plumbs or (network.is_frame and any(line.parts > 1 for line in text_lines(inside))):
            loose += network.levels
            continue
        grid = ruled.grid_of(network, inside, page.number)
        if grid is not None and any(cell.text for cell in grid.cells):
            drawn.append((network, grid))
            words = outside
    return drawn, words, loose


def _with_rows_below(network: Network, grid: Grid, free: Sequence[TextLine], loose: Sequence[Level]) -> _Found:
    """A ruled table, with the rows below it where only its header is ruled."""
    if any(AMOUNT.fullmatch(cell.text) for cell in grid.cells):
        return _Found(grid)
    rows = rows_below(network, free, loose)
    if not rows:
        return _Found(grid)
    known = OpenTable(tuple(columns_under(network)), (), frozenset(), None, rows[0].size)
    return _Found(aligned.with_rows_below(grid, rows, known), rows, known)


def _without(lines: Iterable[TextLine], tables: Iterable[_Found]) -> list[TextLine]:
    """The lines that no table takes."""
    taken = {id(line) for table in tables for line in table.lines}
    return [line for line in lines if id(line) not in taken]


def _unruled_tables(
    page: Page, free: list[TextLine], levels: list[Level], known: OpenTable | None, first_ruled: float
) -> Iterator[_Found]:
    """The tables without upright rules, each with its lines and how it may go on on the next page."""
    if known is not None:
        top = [line for line in free if line.box.top < first_ruled]
        more = known.continued(top, levels, HEAD * page.height)
        if more is not None:
            yield _Found(aligned.continued_grid(more, page.number, known), more.lines, known)
            free = free[free.index(more.lines[-1]) + 1 :]
    for region in regions(free, levels):
        made = aligned.grid_of(region, page.number)
        if made is not None:
            yield _Found(made[0], region.lines, made[1])


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
