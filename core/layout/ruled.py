"""A network of rulings → a grid: the slots between its lines, those without a wall between them one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from core.layout.blocks import Grid, GridCell
from core.layout.celltext import Piece, cell_text, confidence_of
from core.layout.rules import OVERHANG, TOUCH, Network
from core.model import Box
from core.readers.page import Word

SPILL = 2  # characters that may reach over a wall
WALL = 0.5  # of a slot's side: that much must be drawn for a wall to stand


class Slots:
    """The finest grid of a network: slot (r, c) lies between ys[r] and ys[r + 1], xs[c] and xs[c + 1]."""

    def __init__(self, network: Network) -> None:
        levels, plumbs = network.levels, network.plumbs
        self.xs = _with_outer(
            _distinct(p.x for p in plumbs), _middle(v.x0 for v in levels), _middle(v.x1 for v in levels)
        )
        self.ys = _with_outer(_distinct(v.y for v in levels), min(p.top for p in plumbs), max(p.bottom for p in plumbs))
        self.rows, self.columns = len(self.ys) - 1, len(self.xs) - 1
        self._upright = [[(p.top, p.bottom) for p in plumbs if abs(p.x - x) <= TOUCH / 2] for x in self.xs]
        self._level = [[(v.x0, v.x1) for v in levels if abs(v.y - y) <= TOUCH / 2] for y in self.ys]

    def right_wall(self, row: int, column: int) -> bool:
        """Whether a line stands between a slot and the next one to the right."""
        top, bottom = self.ys[row], self.ys[row + 1]
        return _covered(self._upright[column + 1], top, bottom) >= WALL * (bottom - top)

    def lower_wall(self, row: int, column: int) -> bool:
        x0, x1 = self.xs[column], self.xs[column + 1]
        return _covered(self._level[row + 1], x0, x1) >= WALL * (x1 - x0)

    def cells(self) -> list[GridCell]:
        """The cells: rectangles of slots without walls inside, row by row."""
        owner: dict[tuple[int, int], GridCell] = {}
        for row in range(self.rows):
            for column in range(self.columns):
                if (row, column) not in owner:
                    cell = self._grow(row, column, owner)
                    for r in range(row, row + cell.row_span):
                        for c in range(column, column + cell.column_span):
                            owner[r, c] = cell
        return _unique(owner.values())

    def _grow(self, row: int, column: int, owner: dict[tuple[int, int], GridCell]) -> GridCell:
        """The largest rectangle from a slot to the right and down that no wall divides."""
        width = 1
        while (
            column + width < self.columns
            and (row, column + width) not in owner
            and not self.right_wall(row, column + width - 1)
        ):
            width += 1
        height = 1
        while row + height < self.rows and self._open_below(row + height - 1, column, width, owner):
            height += 1
        box = Box(self.xs[column], self.ys[row], self.xs[column + width], self.ys[row + height])
        return GridCell(row, column, row_span=height, column_span=width, box=box)

    def _open_below(self, row: int, column: int, width: int, owner: dict[tuple[int, int], GridCell]) -> bool:
        """Whether the run of slots below belongs to the cell above it as a whole."""
        span = range(column, column + width)
        if any((row + 1, c) in owner or self.lower_wall(row, c) for c in span):
            return False
        return not any(self.right_wall(row + 1, c) for c in span[:-1])


def grid_of(network: Network, words: Iterable[Word], page: int) -> Grid | None:
    """The grid that a network draws with the words inside, None where it draws no table (a frame, an underline)."""
    if len(network.levels) < 2 or len(network.plumbs) < 1:
        return None
    slots = Slots(network)
    if slots.rows < 1 or slots.columns < 1:
        return None
    cells = slots.cells()
    if len(cells) < 2:
        return None
    at = {
        (r, c): cell
        for cell in cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    pieces: dict[int, list[Piece]] = {}
    for word in words:
        for place, piece in _pieces(word, slots):
            pieces.setdefault(id(at[place]), []).append(piece)
    for cell in cells:
        inside = pieces.get(id(cell), [])
        cell.text, cell.confidence = cell_text(inside), confidence_of(inside)
    return Grid(slots.rows, slots.columns, cells, page, network.box)


def _pieces(word: Word, slots: Slots) -> Iterator[tuple[tuple[int, int], Piece]]:
    """The parts of a word by slot: a word that runs over a line is cut there."""
    y = (word.box.top + word.box.bottom) / 2
    row = min(max(bisect_right(slots.ys, y) - 1, 0), slots.rows - 1)
    if not word.edges:
        yield (row, _column(word.box.centre[0], slots)), Piece(word.text, word.box, word.confidence)
        return
    for start, end, column in _runs(word, row, slots):
        box = Box(word.edges[start], word.box.top, word.edges[end], word.box.bottom)
        yield (row, column), Piece(word.text[start:end], box, word.confidence)


def _runs(word: Word, row: int, slots: Slots) -> list[tuple[int, int, int]]:
    """First and last character (exclusive) and column of each part of a word between walls.

    A character or two of a name that spill over a wall stay with the name.
    """
    columns = [_column((a + b) / 2, slots) for a, b in pairwise(word.edges)]
    runs = [(0, 1, columns[0])]
    for i in range(1, len(columns)):
        start, _, column = runs[-1]
        apart = columns[i] != column and slots.right_wall(row, min(columns[i], column))
        runs[-1:] = [(start, i, column), (i, i + 1, columns[i])] if apart else [(start, i + 1, column)]
    for k in range(1, len(runs)):
        border = _natural_border(word.text, runs[k][0])
        runs[k - 1], runs[k] = (runs[k - 1][0], border, runs[k - 1][2]), (border, runs[k][1], runs[k][2])
    runs = [run for run in runs if run[0] < run[1]]
    while len(runs) > 1 and _spilled(word.text, *runs[-1][:2]):
        runs[-2:] = [(runs[-2][0], runs[-1][1], runs[-2][2])]
    while len(runs) > 1 and _spilled(word.text, *runs[0][:2]):
        runs[:2] = [(runs[0][0], runs[1][1], runs[1][2])]
    return runs


def _natural_border(text: str, at: int) -> int:
    """Where, near `at`, a name ends and a figure begins or the other way round; `at` itself where they do not."""
    for border in (at, at + 1, at - 1, at + 2, at - 2):
        if 0 < border < len(text) and _is_figure_part(text[border - 1]) != _is_figure_part(text[border]):
            return border
    return at


def _is_figure_part(char: str) -> bool:
    return char.isdigit() or char in ".,-"


def _spilled(text: str, start: int, end: int) -> bool:
    """Whether a part of a word is a character or two of the name beside it; a figure has no such neighbours."""
    beside = text[max(start - 1, 0) : end + 1]
    return end - start <= SPILL and not any(_is_figure_part(c) for c in beside)


def _column(x: float, slots: Slots) -> int:
    return min(max(bisect_right(slots.xs, x) - 1, 0), slots.columns - 1)


def _unique(cells: Iterable[GridCell]) -> list[GridCell]:
    return list({id(cell): cell for cell in cells}.values())


def _distinct(places: Iterable[float]) -> list[float]:
    """The places in order, those nearer than a line is wide made one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > TOUCH / 2:
            found.append(place)
    return found


def _middle(places: Iterable[float]) -> float:
    ordered = sorted(places)
    return ordered[len(ordered) // 2]


def _with_outer(places: list[float], first: float, last: float) -> list[float]:
    """The lines of one direction, with the outer ones that some forms leave out, where the crossing lines end."""
    if not places or first < places[0] - OVERHANG:
        places = [first, *places]
    if last > places[-1] + OVERHANG:
        places = [*places, last]
    return places


def _covered(spans: list[tuple[float, float]], start: float, end: float) -> float:
    """How much of start..end the spans cover."""
    total, reached = 0.0, start
    for a, b in sorted(spans):
        a, b = max(a, reached), min(b, end)
        if b > a:
            total += b - a
            reached = b
    return total
