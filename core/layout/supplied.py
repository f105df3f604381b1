"""Rules that a ruled table leaves out and its print tells: between rows, and between and below columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from core.layout.blocks import GridCell
from core.layout.celltext import Piece, line_text, lines_of
from core.layout.lines import ITEM, TOTAL, TextLine
from core.layout.rows import fits, rows_of, split_at_gaps
from core.layout.rules import TOUCH, Level, Network, Plumb
from core.layout.unruled import FAR, following
from core.model import Box, around
from core.readers.page import Word

FITTING = 0.9  # of the words of a cell must lie in the columns that it is parted into
REPEATED = 3  # characters: shorter texts may come twice in one
_WHOLE_AMOUNT = re.compile(r"-?[\d,]+\.\d{2,}%?$")
_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}(?=\s*[一-龥]|$)")
_BOUND = re.compile(r"[≥≤<>=＞＜]+\s*\d")


def crowded_cells(cells: Iterable[GridCell], pieces: Mapping[int, Sequence[Piece]]) -> list[GridCell]:
    """The cells that print what belongs into several. pieces: of each cell, by its `id`.

    A list of items or numbers may stand in one cell, unless the cell beside it holds one too.
    """
    printed = [(cell, its) for cell in cells if len(its := pieces.get(id(cell), ())) > 1]
    certain = [cell for cell, its in printed if _holds_several(cell, its)]
    lists = [cell for cell, its in printed if _is_list(its)]
    rows = Counter(cell.row for cell in lists)
    return certain + [cell for cell in lists if rows[cell.row] > 1]


def columns_under(network: Network) -> list[float]:
    """The edges of the columns at the lower end of a ruled table."""
    return sorted({plumb.x for plumb in network.plumbs if plumb.bottom > network.box.bottom - TOUCH})


def rows_below(network: Network, lines: Iterable[TextLine], levels: Iterable[Level]) -> list[TextLine]:
    """The lines that go on in the columns of a ruled header below it, none where it is a table by itself.

    lines: those outside all ruled tables. levels: rules that touch no upright one; one of them may end the table.
    """
    box = network.box
    below = [line for line in lines if line.box.centre[1] > box.bottom]
    end = min((v.y for v in levels if v.y > box.bottom and _reaches(v, box)), default=None)
    if end is not None:
        rows = [line for line in below if line.box.centre[1] < end]
    else:
        rows = following(below, box.x0, box.x1, below[0].size) if below else []
    apart = sum(row.parts > 1 for row in rows)
    enough = apart > 1 and any(row.counted for row in rows) if end is None else apart or any(row.totals for row in rows)
    return rows if enough and _go_on(rows, box, columns_under(network)) else []


def _reaches(level: Level, box: Box) -> bool:
    return abs(level.x0 - box.x0) <= TOUCH and abs(level.x1 - box.x1) <= TOUCH


def _go_on(rows: Sequence[TextLine], box: Box, xs: Sequence[float]) -> bool:
    """Whether lines right below a header print figures in its columns."""
    if rows[0].box.top - box.bottom > FAR * rows[0].size:
        return False
    words = [word for row in rows for word in split_at_gaps(row.words) if not TOTAL.fullmatch(word.text)]
    inside = sum(box.x0 - TOUCH <= w.box.x0 and w.box.x1 <= box.x1 + TOUCH and fits(w, xs) for w in words)
    return inside >= FITTING * len(words)


def _holds_several(cell: GridCell, pieces: Sequence[Piece]) -> bool:
    """Whether a cell prints several amounts none of which wraps, codes or bounds, or one text again and again.

    In one column each has a line of its own, unlike the figures of a paragraph.
    """
    lines = [line_text(line) for line in lines_of(pieces)]
    texts = lines if cell.column_span == 1 else [piece.text for piece in pieces]
    if any(sum(kind.match(text) is not None for text in texts) > 1 for kind in (_WHOLE_AMOUNT, _CODE, _BOUND)):
        return True
    return any(len(a) >= REPEATED and a == b for a, b in pairwise(lines))


def _is_list(pieces: Iterable[Piece]) -> bool:
    """Whether each line of a cell is a number by itself, or each begins with the number of an item."""
    texts = [line_text(line) for line in lines_of(pieces)]
    return len(texts) > 1 and (all(map(str.isdecimal, texts)) or all(map(ITEM.match, texts)))


def completed(
    network: Network, xs: Sequence[float], cells: Iterable[GridCell], crowded: Iterable[GridCell], words: Sequence[Word]
) -> Network | None:
    """The network with the rules that its crowded cells lack, None where their print tells none.

    xs: the edges of all columns. words: those inside the network.
    """
    crowded = list(crowded)
    plumbs = [plumb for cell in crowded for plumb in _between_columns(cell, _inside([cell], words), xs)]
    if plumbs:
        return Network(network.levels, [*network.plumbs, *plumbs])
    bands = sorted({cell.row for cell in crowded if cell.row_span == cell.column_span == 1})
    by_row = {row: [cell for cell in cells if cell.row == row and cell.row_span == 1] for row in bands}
    levels = [
        Level(y, x0, x1)
        for band in by_row.values()
        for y in _between_rows(_inside(band, words), xs)
        for x0, x1 in _runs(band)
    ]
    return Network([*network.levels, *levels], network.plumbs) if levels else None


def _inside(cells: Iterable[GridCell], words: Iterable[Word]) -> list[Word]:
    boxes = [cell.box for cell in cells if cell.box]
    return [word for word in words if any(box.contains(*word.box.centre) for box in boxes)]


def _between_columns(cell: GridCell, words: Iterable[Word], xs: Sequence[float]) -> Iterator[Plumb]:
    """The rules inside a cell over several columns whose words stand in the columns."""
    inner = xs[cell.column + 1 : cell.column + cell.column_span]
    if not inner or cell.box is None:
        return
    apart = list(split_at_gaps(words))
    if sum(fits(word, xs) for word in apart) >= FITTING * len(apart):
        yield from (Plumb(x, cell.box.top, cell.box.bottom) for x in inner)


def _between_rows(words: list[Word], xs: Sequence[float]) -> Iterator[float]:
    """The heights between the rows that the words of columns side by side make."""
    boxes = [around(w.box for w in (word for place in row for word in place)) for row in rows_of(words, xs, None)]
    for above, below in pairwise(box for box in boxes if box):
        yield (above.bottom + below.top) / 2


def _runs(cells: Iterable[GridCell]) -> list[tuple[float, float]]:
    """From where to where cells stand side by side."""
    runs: list[tuple[float, float]] = []
    for box in sorted(cell.box for cell in cells if cell.box):
        if runs and box.x0 - runs[-1][1] <= TOUCH:
            runs[-1] = (runs[-1][0], box.x1)
        else:
            runs.append((box.x0, box.x1))
    return runs
