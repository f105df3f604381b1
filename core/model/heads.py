"""The printed header of a table: one heading over every column that it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.model.report import Table


class Heading(NamedTuple):
    """One cell of the header: its text, the levels and the leaf columns that it spans (ends excluded)."""

    text: str
    level: int
    level_end: int
    column: int
    column_end: int


def depth_of(table: Table) -> int:
    """How many levels the header has; the 栏次 row is not one of them."""
    return max((len(column.path) for column in table.columns), default=0)


def headings(table: Table) -> Iterator[Heading]:
    """The header column by column, each from the top.

    A heading goes on over the columns that share it and all above it; a leaf reaches down to the last level.
    """
    paths, depth = [column.path for column in table.columns], depth_of(table)
    for column, path in enumerate(paths):
        if not path and depth:
            yield Heading("", 0, depth, column, column + 1)
        for level, text in enumerate(path):
            if level == len(path) - 1:
                yield Heading(text, level, depth, column, column + 1)
            elif not _goes_on(paths, column, level):
                end = column + 1
                while end < len(paths) and _goes_on(paths, end, level):
                    end += 1
                yield Heading(text, level, level + 1, column, end)


def _goes_on(paths: Sequence[tuple[str, ...]], column: int, level: int) -> bool:
    """Whether the heading of that level, no leaf, goes on from the column at the left."""
    mine, left = paths[column], paths[column - 1] if column else ()
    return min(len(mine), len(left)) > level + 1 and mine[: level + 1] == left[: level + 1]
