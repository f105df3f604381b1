"""Pages of words and rulings → blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.layout import aligned, ruled
from core.layout.aligned import OpenTable
from core.layout.blocks import Block, Grid, Line
from core.layout.celltext import Piece, line_text, lines_of
from core.layout.rules import networks
from core.layout.unruled import regions
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
        box = network.box
        inside = [w for w in words if _inside(w, box)]
        grid = ruled.grid_of(network, inside, page.number)
        if grid is not None and any(cell.text for cell in grid.cells):
            grids.append(grid)
            words = [w for w in words if not _inside(w, box)]
        elif not network.plumbs:
            loose += network.levels
    open_table = None
    for region in regions(words, loose):
        whole = known.with_lines_above(region, words) if known is not None and not grids else region
        if known is not None and not _stands_first(whole.lines[0].box.top, words, page.height):
            known, whole = None, region
        made = aligned.grid_of(whole, page.number, known)
        known = open_table = None
        if made is not None:
            grid, open_table = made
            grids.append(grid)
            taken = {id(w) for line in whole.lines for w in line.words}
            words = [w for w in words if id(w) not in taken]
    blocks: list[Block] = [*grids, *lines(words, page)]
    blocks.sort(key=_reading_place)
    last = next((b for b in reversed(blocks) if not _at_foot(b)), None)
    return blocks, open_table if grids and last is grids[-1] else None


def _stands_first(top: float, words: Iterable[Word], height: float) -> bool:
    """Whether nothing but a running head is printed above `top`."""
    return not any(HEAD * height < w.box.centre[1] < top for w in words)


def _at_foot(block: Block) -> bool:
    """Whether a line stands where page numbers do."""
    return isinstance(block, Line) and block.box is not None and block.box.top > FOOT * block.page_height


def _inside(word: Word, box: Box) -> bool:
    x, y = word.box.centre
    return box.contains(x, y)


def _reading_place(block: Block) -> tuple[float, float]:
    box = block.box or Box(0, 0, 0, 0)
    return (box.top, box.x0) if isinstance(block, Grid) else ((box.top + box.bottom) / 2, box.x0)


def lines(words: Iterable[Word], page: Page) -> Iterator[Line]:
    """Lines of text; what stands on one height far apart are lines of their own."""
    sizes = {}
    pieces = []
    for word in words:
        piece = Piece(word.text, word.box, word.confidence)
        sizes[piece] = word.size
        pieces.append(piece)
    for row in lines_of(pieces):
        for part in _parts(row):
            box = around(p.box for p in part)
            size = max(sizes[p] for p in part)
            yield Line(line_text(part), page.number, box, size, page.width, page.height)


def _parts(row: list[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for piece in row:
        if part and piece.box.x0 - part[-1].box.x1 > COLUMN_GAP * piece.box.height:
            yield part
            part = []
        part.append(piece)
    if part:
        yield part
