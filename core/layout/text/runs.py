"""The cheapest reading of a run of fragments as rows of cells, each cell of a later slot than the one before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

Cell = tuple[int, int, int]  # start, stop, slot
NEVER = 30.0  # no cell costs as much


@dataclass(frozen=True, slots=True)
class Slots:
    """What a row may hold, and what it costs around a cell.

    blanks: what each slot costs where it is left blank. cell: how badly the fragments from start to stop read as the
    cell of each slot. opening: what a cell costs beside that, by the fragment it begins with: in a row, as its first.
    """

    blanks: Sequence[float]
    cell: Callable[[int, int], Iterable[float]]
    opening: Callable[[int], tuple[float, float]]
    longest: int  # fragments of a cell


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest reading up to a cell's end: its cost, where that cell began, and the slot of the cell before."""

    cost: float
    start: int
    before: int


def cheapest_cells(count: int, slots: Slots) -> list[Cell]:
    """The cells that `count` fragments are read as; a cell of no later slot than the one before begins a row."""
    blanks = [0.0, *accumulate(slots.blanks)]
    best: list[dict[int, _Step]] = [{} for _ in range(count + 1)]
    best[0] = {len(slots.blanks) - 1: _Step(0.0, 0, 0)}
    for start in range(count):
        if best[start]:
            entries = _entries(best[start], blanks, slots.opening(start))
            for stop in range(start + 1, min(count, start + slots.longest) + 1):
                _extend(best[stop], entries, start, slots.cell(start, stop))
    return _traced(best)


def rows_of(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Cells as rows: a cell of no later slot than the one before begins a row."""
    row: list[Cell] = []
    for cell in cells:
        if row and cell[2] <= row[-1][2]:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _entries(reached: dict[int, _Step], blanks: Sequence[float], opening: tuple[float, float]) -> list[_Step]:
    """For each slot the cheapest way to begin a cell of it here; its cost, and the slot of the cell before."""
    inside, first = opening
    left = {before: step.cost - blanks[before + 1] for before, step in reached.items()}
    entries: list[_Step] = []
    for slot in range(len(blanks) - 1):
        ways = [
            (cost + blanks[slot] + (inside if slot > before else blanks[-1] + first), before)
            for before, cost in left.items()
        ]
        entries.append(_Step(min(ways)[0], 0, min(ways)[1]))
    return entries


def _extend(reached: dict[int, _Step], entries: Sequence[_Step], start: int, costs: Iterable[float]) -> None:
    for slot, (entry, own) in enumerate(zip(entries, costs, strict=True)):
        if own < NEVER and (slot not in reached or entry.cost + own < reached[slot].cost):
            reached[slot] = _Step(entry.cost + own, start, entry.before)


def _traced(best: Sequence[dict[int, _Step]]) -> list[Cell]:
    """The cells of the cheapest reading of all fragments; none where there is none."""
    cells: list[Cell] = []
    stop = len(best) - 1
    slot = min(best[stop], key=lambda s: best[stop][s].cost, default=-1)
    while stop:
        if slot not in best[stop]:
            return []
        step = best[stop][slot]
        cells.append((step.start, stop, slot))
        stop, slot = step.start, step.before
    return cells[::-1]
