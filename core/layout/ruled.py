"""A network of rulings → a grid: the slots between its lines, those without a wall between them one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from core.layout.blocks import Grid, GridCell
from core.layout.celltext import Piece, cell_text, confidence_of
from core.layout.rules import OVERHANG, TOUCH, Network
from core.layout.supplied import completed, crowded_cells
from core.model import Box
from core.readers.page import Word

SPILL = 2  # characters that may reach over a wall
LACKING = 2  # kinds of rules that the print may supply: between columns, then between rows
FULL = 0.8  # of the longest level rule: one so long goes across the table
WALL = 0.5  # of a slot's side: that much must be drawn for a wall to stand


class Slots:
    """The finest grid of a network: slot (r, c) lies between ys[r] and ys[r + 1], xs[c] and xs[c + 1].

    walled_right[r][c]: whether a line stands between the slot and the next one to the right; walled_below[r][c]: …
    between it and the one below.
    """

    def __init__(self, network: Network) -> None:
        levels, plumbs = network.levels, network.plumbs
        wide = FULL * max(v.x1 - v.x0 for v in levels)
        across = [v for v in levels if v.x1 - v.x0 >= wide]
        self.xs = _with_outer(
            _distinct(p.x for p in plumbs), _middle(v.x0 for v in across), _middle(v.x1 for v in across)
        )
        self.ys = _with_outer(_distinct(v.y for v in levels), min(p.top for p in plumbs), max(p.bottom for p in plumbs))
        self.rows, self.columns = len(self.ys) - 1, len(self.xs) - 1
        upright = [[(p.top, p.bottom) for p in plumbs if abs(p.x - x) <= TOUCH / 2] for x in self.xs[1:]]
        level = [[(v.x0, v.x1) for v in levels if abs(v.y - y) <= TOUCH / 2] for y in self.ys[1:]]
        self.walled_right = list(zip(*(_walls(spans, self.ys) for spans in upright), strict=True))
        self.walled_below = [_walls(spans, self.xs) for spans in level]

    def cells(self) -> dict[tuple[int, int], GridCell]:
        """The cell of every slot, row by row: rectangles of slots without walls inside."""
        owner: dict[tuple[int, int], GridCell] = {}
        for row in range(self.rows):
            for column in range(self.columns):
                if (row, column) not in owner:
                    self._own(self._grown(row, column, owner), owner)
        return owner

    def _own(self, cell: GridCell, owner: dict[tuple[int, int], GridCell]) -> None:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                owner[row, column] = cell

    def _grown(self, row: int, column: int, owner: Container[tuple[int, int]]) -> GridCell:
        """The largest rectangle from a slot to the right and down that no wall divides."""
        right, walls = column + 1, self.walled_right[row]
        while right < self.columns and not walls[right - 1] and (row, right) not in owner:
            right += 1
        bottom = row + 1
        while bottom < self.rows and self._open_above(bottom, column, right, owner):
            bottom += 1
        box = Box(self.xs[column], self.ys[row], self.xs[right], self.ys[bottom])
        return GridCell(row, column, row_span=bottom - row, column_span=right - column, box=box)

    def _open_above(self, row: int, column: int, right: int, owner: Container[tuple[int, int]]) -> bool:
        """Whether the run of slots belongs to the cell above it as a whole."""
        if any(self.walled_below[row - 1][column:right]) or any(self.walled_right[row][column : right - 1]):
            return False
        return not any((row, c) in owner for c in range(column, right))


def grid_of(network: Network, words: Sequence[Word], page: int, lacking: int = LACKING) -> Grid | None:
    """The grid that a network draws with the words inside, None where it draws no table (a frame, an underline).

    lacking: how often rules that the print tells may be supplied.
    """
    if len(network.levels) < 2 or len(network.plumbs) < 1:
        return None
    slots = Slots(network)
    if slots.rows < 1 or slots.columns < 1:
        return None
    owner = slots.cells()
    cells = list({id(cell): cell for cell in owner.values()}.values())
    if len(cells) < 2:
        return None
    pieces: dict[int, list[Piece]] = {}
    for word in words:
        for place, piece in _pieces(word, slots):
            pieces.setdefault(id(owner[place]), []).append(piece)
    crowded = crowded_cells(cells, pieces) if lacking else []
    whole = completed(network, slots.xs, cells, crowded, words) if crowded else None
    if whole is not None:
        return grid_of(whole, words, page, lacking - 1)
    for cell in cells:
        if inside := pieces.get(id(cell)):
            cell.text, cell.confidence = cell_text(inside), confidence_of(inside)
    return Grid(slots.rows, slots.columns, cells, page, network.box)


def _pieces(word: Word, slots: Slots) -> Iterator[tuple[tuple[int, int], Piece]]:
    """The parts of a word by slot: a word that runs over a line is cut there."""
    edges, (_, top, _, bottom) = word.edges, word.box
    row = min(max(bisect_right(slots.ys, (top + bottom) / 2) - 1, 0), slots.rows - 1)
    if not edges:
        yield (row, _column(word.box.centre[0], slots)), Piece(word.text, word.box, word.confidence)
        return
    first, last = _column((edges[0] + edges[1]) / 2, slots), _column((edges[-2] + edges[-1]) / 2, slots)
    if first == last:  # and so all between, for the characters of a word stand from left to right
        yield (row, first), Piece(word.text, Box(edges[0], top, edges[-1], bottom), word.confidence)
        return
    for start, end, column in _runs(word, row, slots):
        box = Box(edges[start], top, edges[end], bottom)
        yield (row, column), Piece(word.text[start:end], box, word.confidence)


def _runs(word: Word, row: int, slots: Slots) -> list[tuple[int, int, int]]:
    """First and last character (exclusive) and column of each part of a word between walls.

    A character or two of a name that spill over a wall stay with the name.
    """
    columns = [_column((a + b) / 2, slots) for a, b in pairwise(word.edges)]
    runs = [(0, 1, columns[0])]
    for i in range(1, len(columns)):
        start, _, column = runs[-1]
        apart = columns[i] != column and slots.walled_right[row][min(columns[i], column)]
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


def _walls(spans: list[tuple[float, float]], places: list[float]) -> list[bool]:
    """For each slot along a line whether enough of its side is drawn; places: where the slots begin and end."""
    spans = sorted(spans)
    return [_covered(spans, start, end) >= WALL * (end - start) for start, end in pairwise(places)]


def _covered(spans: Iterable[tuple[float, float]], start: float, end: float) -> float:
    """How much of start..end the spans, from left to right, cover."""
    total, reached = 0.0, start
    for a, b in spans:
        if a < reached:
            a = reached
        if b > end:
            b = end
        if b > a:
            total += b - a
            reached = b
    return total
