"""The body of a table without rules → rows: words whose heights overlap, and lines of one cell that wrap."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from operator import sub

from core.layout.lines import FIGURE, TOTAL
from core.model import Box, around
from core.readers.page import Word

AMOUNT = re.compile(r"-?[\d,]+\.\d\d%?")  # never the first piece of one that wraps
WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")  # a figure that need not wrap
WRAPPED = 0.85  # of the distance of rows: lines that are closer belong to one cell
LOOSE = 1.35  # of the font size: lines of one cell are seldom further apart
SAME, FURTHER = 1.08, 1.15  # of the least distance of lines: those of one cell are no further apart, those of two are
SPREAD = 1.5  # of the font size: lines further apart are never one cell
UNITS = "万亿元人次个件项户%％.,，"  # what may follow a figure in its own cell
GAP = 0.25  # of the font size: the white that parts two words of one line
DIGIT = 0.56  # of the font size: the widest digits of common fonts
FLUSH = 2.0  # points: how exactly the texts of a column begin at one place
CENTRED = 0.6  # of the font size: how exactly a text stands in the middle of the columns that it spans
FAR_OFF = 3.0  # of the font size: a total so far off the middle of its own column cannot be meant to stand there
EXACT = 0.3  # of the font size: how exactly it stands below the header text over them
MIDDLE = 0.4  # of the font size: how exactly a cell over several rows stands in the middle of them
SUNK = 0.25  # of the font size: rows overlap less than this

Row = list[list[Word]]  # the words of each column
Span = tuple[int, int]  # the first and the last column of a cell


def split_at_gaps(words: Iterable[Word]) -> Iterator[Word]:
    """Words taken apart where a gap shows between two characters, as narrow columns leave it."""
    for word in words:
        widest = max(map(sub, word.edges[1:], word.edges), default=0.0)
        if widest <= ((1.0 if word.text.isalpha() else DIGIT) + GAP) * word.size:
            yield word
            continue
        starts = [0, *(i + 1 for i in range(len(word.edges) - 2) if _gap_after(word, i)), len(word.text)]
        if len(starts) == 2:
            yield word
            continue
        for start, end in pairwise(starts):
            x1 = word.edges[end] if end == len(word.text) else word.edges[end - 1] + _advance(word, end - 1)
            box = Box(word.edges[start], word.box.top, x1, word.box.bottom)
            yield replace(word, text=word.text[start:end], box=box, edges=(*word.edges[start:end], x1))


def _gap_after(word: Word, i: int) -> bool:
    """Whether white follows character i that is no part of its own width."""
    return (
        word.edges[i + 1] - word.edges[i] > _advance(word, i) + GAP * word.size
        and len(word.edges) == len(word.text) + 1
    )


def _advance(word: Word, i: int) -> float:
    """About as wide as a character can be: digits are half as wide as Chinese."""
    return (DIGIT if word.text[i].isdigit() or word.text[i] in ".," else 1.0) * word.size


def rows_of(words: list[Word], bounds: Sequence[float], pitch: float | None) -> list[Row]:
    """The body words row by row, column by column: words whose heights overlap, and lines that wrap.

    pitch: the distance of two lines of one cell, where the header tells it.
    """
    columns: list[list[Word]] = [[] for _ in range(len(bounds) - 1)]
    for word in words:
        columns[_at(word, bounds)].append(word)
    for column in columns:
        column.sort(key=lambda w: (w.box.centre[1], w.box.x0))
    limit = _between_cells(columns, _limit(columns, pitch))
    blocks = [[_Block(i, its) for its in _blocks(column, limit)] for i, column in enumerate(columns)]
    rows = _with_merged(blocks) or _overlapping(chain.from_iterable(blocks))
    return _without_overflow([_placed(row.blocks, len(columns)) for row in rows], bounds)


class _Block:
    """The words of one cell in the making."""

    def __init__(self, column: int, words: list[Word]) -> None:
        self.column, self.words = column, words
        self.box = around(w.box for w in words) or words[0].box


class _RowOfBlocks:
    """Cells that stand on one height."""

    def __init__(self, block: _Block) -> None:
        self.blocks, self.box = [block], block.box

    def add(self, block: _Block) -> None:
        self.blocks.append(block)
        self.box = around((self.box, block.box)) or self.box


def _overlapping(blocks: Iterable[_Block]) -> list[_RowOfBlocks]:
    """Rows of the cells whose heights overlap."""
    rows: list[_RowOfBlocks] = []
    for block in sorted(blocks, key=lambda b: b.box.top):
        if rows and block.box.top < rows[-1].box.bottom - SUNK * block.words[0].size:
            rows[-1].add(block)
        else:
            rows.append(_RowOfBlocks(block))
    return rows


def _with_merged(columns: Sequence[Sequence[_Block]]) -> list[_RowOfBlocks]:
    """Rows where the cells of the first columns span several, each in the middle of its own; [] where none do."""
    most = max(map(len, columns), default=0)
    first = next((i for i, column in enumerate(columns) if not 0 < len(column) < most), len(columns))
    for lead in range(first, 0, -1):
        rows = _overlapping(chain.from_iterable(columns[lead:]))
        runs = [_runs_of(column, rows) for column in columns[:lead]]
        if all(runs):
            for block, start in zip(chain.from_iterable(columns[:lead]), chain.from_iterable(runs), strict=True):
                rows[start].blocks.append(block)
            return rows
    return []


def _runs_of(column: Sequence[_Block], rows: Sequence[_RowOfBlocks]) -> list[int]:
    """The first row of each cell of a column, if each stands in the middle of its rows and none is left; else []."""
    starts: list[int] = []
    row = 0
    for block in column:
        reach = MIDDLE * block.words[0].size
        ends = [abs((rows[row].box.top + other.box.bottom) / 2 - block.box.centre[1]) <= reach for other in rows[row:]]
        if True not in ends:
            return []
        starts.append(row)
        row += ends.index(True) + 1
    return starts if row == len(rows) else []


def rows_between(words: list[Word], bounds: Sequence[float], rules: Sequence[float]) -> list[Row]:
    """The body words row by row, column by column, where a level rule stands below each row."""
    rows: dict[int, Row] = {}
    for word in words:
        row = rows.setdefault(bisect_right(rules, word.box.centre[1]), [[] for _ in range(len(bounds) - 1)])
        row[_at(word, bounds)].append(word)
    return [rows[i] for i in sorted(rows)]


def fits(word: Word, bounds: Sequence[float]) -> bool:
    """Whether a word lies inside one of the columns."""
    return bisect_right(bounds, word.box.x0 + 1) == bisect_right(bounds, word.box.x1 - 1)


def _at(word: Word, bounds: Sequence[float]) -> int:
    return min(max(bisect_right(bounds, word.box.centre[0]) - 1, 0), len(bounds) - 2)


def _placed(blocks: Iterable[_Block], columns: int) -> Row:
    row: Row = [[] for _ in range(columns)]
    for block in blocks:
        row[block.column] += block.words
    return row


def _limit(columns: Row, pitch: float | None) -> float:
    """How far the middles of two lines of one cell may be apart, in points."""
    size = max((w.size for column in columns for w in column), default=10.0)
    paces = [_pace(columns, AMOUNT, 2.0), _pace(columns, WHOLE, LOOSE * size)]
    pace = min((p for p in paces if p is not None), default=None)
    if pace is None:
        return 1.1 * pitch if pitch else LOOSE * size
    if pitch and pitch * 1.1 < pace:
        return max(1.1 * pitch, min(WRAPPED * pace, LOOSE * size))
    return min(WRAPPED * pace, SPREAD * size)


def _between_cells(columns: Row, limit: float) -> float:
    """The limit below which lines belong to one cell, lowered where most are at one distance and others further apart.

    Where every cell wraps, lines of two cells come closer than rows do.
    """
    steps = [
        step
        for column in columns
        for a, b in pairwise(column)
        if 0.5 * b.size <= (step := b.box.centre[1] - a.box.centre[1]) < limit
    ]
    least = min(steps, default=limit)
    same = sum(step < SAME * least for step in steps)
    further = sum(step > FURTHER * least for step in steps)
    return (SAME + FURTHER) / 2 * least if same > 1 and further and same + further == len(steps) else limit


def _pace(columns: Row, figure: re.Pattern[str], least: float) -> float | None:
    """The least distance of two rows, by the figures of any one column; None where no column has two.

    least: points; figures that are nearer may be pieces of one that wraps.
    """
    distances: list[float] = []
    for column in columns:
        middles = sorted(w.box.centre[1] for w in column if figure.fullmatch(w.text))
        distances += [b - a for a, b in pairwise(middles) if b - a > least]
    return min(distances, default=None)


def _blocks(column: list[Word], limit: float) -> list[list[Word]]:
    """The words of a column, from top to bottom, cell by cell: lines much closer than rows are lines of one cell."""
    blocks: list[list[Word]] = []
    for word in column:
        if blocks:
            distance = word.box.centre[1] - blocks[-1][-1].box.centre[1]
            if distance < 0.5 * word.size or distance < limit:
                blocks[-1].append(word)
                continue
        blocks.append([word])
    return blocks


def _without_overflow(rows: list[Row], bounds: Sequence[float]) -> list[Row]:
    """Rows where the second line of a full label, printed as closely as a row, is given back to its label."""
    joined: list[Row] = []
    for row in rows:
        if joined and _runs_on(joined[-1], row, bounds):
            for mine, more in zip(joined[-1], row, strict=True):
                mine += more
        else:
            joined.append(row)
    return joined


def _runs_on(before: list[list[Word]], row: list[list[Word]], bounds: Sequence[float]) -> bool:
    """Whether a row is only the end of a label that filled its column to the edge."""
    filled = [i for i, words in enumerate(row) if words]
    if len(filled) != 1 or not before[filled[0]] or FIGURE.fullmatch(row[filled[0]][0].text):
        return False
    column, label = filled[0], row[filled[0]]
    reach = max(w.box.x1 for w in before[column])
    close = label[0].box.top - max(w.box.bottom for w in before[column]) < 0.5 * label[0].size
    return close and bounds[column + 1] - reach < 1.2 * label[0].size and len(label[0].text) <= 6


def left_edges(rows: Iterable[Row]) -> list[list[float]]:
    """The places in each column where the texts of more than one row begin; a total only counts where it is exact."""
    columns = zip(*rows, strict=True)
    return [_repeated([(words[0].box.x0, _flush(words)) for words in column if words]) for column in columns]


def _flush(words: Iterable[Word]) -> float:
    """How exactly a text has to begin where others do, in points: a total in the middle may come close by chance."""
    return FLUSH / 4 if is_total(words) else FLUSH


def is_total(words: Iterable[Word]) -> bool:
    """Whether a text names a total: 合计, 支出总计."""
    return TOTAL.fullmatch("".join(w.text for w in words)) is not None


def _repeated(places: Sequence[tuple[float, float]]) -> list[float]:
    """The places near which one before them lies, each given with how near that is."""
    return [x for i, (x, near) in enumerate(places) if any(abs(x - other) < near for other, _ in places[:i])]


def spanned(
    row: Row, bounds: Sequence[float], middles: Mapping[Span, float], edges: Sequence[Sequence[float]]
) -> Iterator[tuple[Span, list[Word]]]:
    """The cells of a row: first and last column, words. A text set in the middle of several columns spans them.

    middles: where texts of the header stand over their columns. edges: where texts of each column begin.
    """
    column = 0
    while column < len(row):
        if row[column] and (column + 1 == len(row) or row[column + 1]):
            yield (column, column), row[column]  # no blank beside it to reach over
            column += 1
            continue
        text = next((i for i in range(column, len(row)) if row[i]), column)
        end = next((i for i in range(text + 1, len(row)) if row[i]), len(row))
        runs = [(i, k) for i in range(column, text + 1) for k in range(text, end)]
        first, last = _span(row[text], text, runs, bounds, middles, edges[text]) if row[text] else (text, text)
        for blank in range(column, first):
            yield (blank, blank), []
        yield (first, last), row[text]
        column = last + 1


def _span(
    words: list[Word],
    column: int,
    runs: Sequence[Span],
    bounds: Sequence[float],
    middles: Mapping[Span, float],
    edges: Sequence[float],
) -> Span:
    """The columns that a text stands in the middle of: its own, unless it stands in the middle of several."""
    alone, size = (column, column), words[0].size
    if any(FIGURE.fullmatch(w.text) for w in words):
        return alone
    box = around(w.box for w in words) or words[0].box
    near = _flush(words)
    if any(abs(box.x0 - edge) < near for edge in edges):
        return alone
    below = [run for run in runs if run in middles and abs(middles[run] - box.centre[0]) <= EXACT * size]
    if below:
        return min(below, key=lambda run: run[1] - run[0])
    if not is_total(words):
        return alone
    errors = {(i, k): abs((bounds[i] + bounds[k + 1]) / 2 - box.centre[0]) for i, k in runs}
    widest = (runs[0][0], runs[-1][1])
    if errors[widest] <= size:
        return widest
    limit = (CENTRED if errors[alone] < FAR_OFF * size else 1.0) * size
    best = min(runs, key=lambda run: (errors[run] > limit, run[1] - run[0], errors[run]))
    known = bool(edges) or alone in middles
    return best if known and errors[best] <= limit and errors[best] + size < errors[alone] else alone
