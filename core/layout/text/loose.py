"""Tables whose figures have lost their columns: what a spaced dump tells for sure, and what it leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.layout.blocks import Grid, GridCell
from core.layout.text.grids import header_of_paths
from core.layout.text.vocabulary import Path, Vocabulary


@dataclass(frozen=True, slots=True)
class Side:
    """Columns that belong together: codes and labels in front, amounts, texts behind. A summary has two or more."""

    lead: tuple[int, ...]
    amounts: tuple[int, ...]
    tail: tuple[int, ...] = ()


@dataclass(slots=True)
class LooseRow:
    """A row: cells by column, and per side the figures in order whose columns are not known yet.

    inferred: columns that arithmetic chose.
    """

    cells: dict[int, str] = field(default_factory=dict)
    figures: dict[int, list[str]] = field(default_factory=dict)
    inferred: set[int] = field(default_factory=set)


@dataclass(slots=True)
class LooseTable:
    """A table with its header known and its figures loose. numbers: the 栏次 row spread over the columns."""

    columns: list[Path]
    roles: list[str]
    rows: list[LooseRow] = field(default_factory=list)
    numbers: list[str] | None = None

    @property
    def sides(self) -> list[Side]:
        return sides_of(self.roles)

    def grid(self) -> Grid:
        """The grid of the table as it stands."""
        height, cells = header_of_paths(self.columns, self.numbers)
        for number, row in enumerate(self.rows, height):
            cells += [
                GridCell(number, column, text, inferred=column in row.inferred)
                for column, text in sorted(row.cells.items())
                if text
            ]
        return Grid(height + len(self.rows), len(self.columns), cells, ruled=False, header_rows=height)


def sides_of(roles: Sequence[str]) -> list[Side]:
    """The sides of a table: a code, label or line column behind amounts begins the next one."""
    sides: list[Side] = []
    lead: list[int] = []
    amounts: list[int] = []
    tail: list[int] = []
    for column, role in enumerate(roles):
        if role in ("code", "part", "label", "order") and amounts and "amount" in roles[column:]:
            sides.append(Side(tuple(lead), tuple(amounts), tuple(tail)))
            lead, amounts, tail = [], [], []
        if role == "amount":
            amounts.append(column)
        else:
            (tail if amounts else lead).append(column)
    return [*sides, Side(tuple(lead), tuple(amounts), tuple(tail))]


def spread_numbers(cells: Sequence[str], roles: Sequence[str]) -> list[str] | None:
    """The 栏次 row over the columns: each number to a column that it can count, in order."""
    if len(cells) == len(roles):
        return list(cells)
    counts = [c for c in cells if c[:1].isdigit()]
    targets = [i for i, role in enumerate(roles) if role == "amount"]
    if len(counts) > len(targets):
        targets = [i for i, role in enumerate(roles) if role not in ("line", "code", "part")][-len(counts) :]
    if not counts or len(counts) != len(targets):
        return None
    spread = [""] * len(roles)
    for column, number in zip(targets, counts, strict=True):
        spread[column] = number
    marks = [c for c in cells if not c[:1].isdigit() and c not in "类款项"]
    starts = [side.lead[0] for side in sides_of(roles) if side.lead]
    for column, mark in zip(starts, marks, strict=False):
        spread[column] = mark
    return spread


def loose_table(columns: Sequence[Path], vocabulary: Vocabulary, numbers: Sequence[str] | None) -> LooseTable:
    """A table without rows yet."""
    roles = [vocabulary.role(path) for path in columns]
    return LooseTable(list(columns), roles, numbers=spread_numbers(numbers, roles) if numbers else None)
