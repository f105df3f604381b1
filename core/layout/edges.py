"""The edges of the columns of a table without upright rules, told by how print and header texts stand between them."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from core.layout.columns import FLUSH, Column
from core.model import Box
from core.readers.page import Word

PADDING = 5.0  # points between a right-aligned figure and the edge of its column, where nothing better is known
EVEN = 1.0  # points: how exactly print that is flush with an edge begins or ends at one place


class Edge(NamedTuple):
    """An edge of a column: where it likely is, and between which places it must be."""

    x: float
    least: float
    most: float


def edges_of(columns: list[Column], words: list[Word], x0: float, x1: float, framed: bool) -> list[Edge]:
    """The edges of the columns: figures end just before one, header texts stand in the middle between two.

    words: of the body. framed: whether rules tell that the table reaches from x0 to x1.
    """
    prints = _prints(columns, words)
    exact = _mirrored(columns, prints, x0, x1, framed)
    if exact is not None:
        return [Edge(x, x, x) for x in exact]
    last = columns[-1]
    padding = min(max(x1 - last.x1, 2.0), 2 * PADDING) if last.figures and framed else PADDING
    flush = [_flush(*pair) for pair in zip(columns, prints, strict=True)]
    between = [_edge(*pair, padding) for pair in pairwise(zip(columns, flush, strict=True))]
    left, right = min(x0, columns[0].x0), max(x1, last.x1)
    if not framed:
        if between and _is_centred(columns[0], flush[0]):
            left = min(left, 2 * columns[0].middle - between[0].x)
        right = _right_edge(last, flush[-1], between[-1].x if between else left, padding)
    return [Edge(left, left, left), *between, Edge(right, right, right)]


def _right_edge(last: Column, flush: _Flush, left: float, padding: float) -> float:
    """Where the last column ends if no rule shows it."""
    if last.figures or not _is_centred(last, flush):
        return last.x1 + padding
    return max(2 * last.middle - left, last.x1)


def _prints(columns: list[Column], words: list[Word]) -> list[list[Box]]:
    """The places of the words in each column."""
    prints: list[list[Box]] = [[] for _ in columns]
    starts = [column.x0 for column in columns]
    for word in words:
        x0, _, x1, _ = word.box
        i = bisect_right(starts, (x0 + x1) / 2) - 1
        if i >= 0 and (x0 + x1) / 2 <= columns[i].x1:
            prints[i].append(word.box)
    return prints


def _mirrored(columns: list[Column], prints: list[list[Box]], x0: float, x1: float, framed: bool) -> list[float] | None:
    """The edges if each header text stands exactly in the middle of its column: one edge then tells all the others.

    None where the edges that follow from the left one cut through print or miss the right one.
    """
    middles = [c.heading.box.centre[0] for c in columns if c.heading is not None]
    if len(middles) < len(columns):
        return None
    left = x0 if framed else _left_edge(columns, middles, prints)
    if left is None:
        return None
    edges = [left]
    for middle in middles:
        edges.append(2 * middle - edges[-1])
    slack = FLUSH / 4
    meets = abs(edges[-1] - x1) < FLUSH if framed else edges[-1] > x1 - slack
    if not meets or edges != sorted(edges):
        return None
    ends = [_ends(boxes) for boxes in prints]
    clear = all(
        end is None or (a - slack <= end[0] and end[1] <= b + slack)
        for (a, b), end in zip(pairwise(edges), ends, strict=True)
    )
    return edges if clear else None


def _ends(boxes: list[Box]) -> tuple[float, float] | None:
    """How far the print of a column reaches to both sides, None where it is blank."""
    return (min(box.x0 for box in boxes), max(box.x1 for box in boxes)) if boxes else None


def _left_edge(columns: list[Column], middles: list[float], prints: list[list[Box]]) -> float | None:
    """The left edge of the first column where no rule shows it: texts and figures keep one distance from all edges."""
    ends = [] if columns[0].figures else [_ends(boxes) for boxes in prints]
    if not ends or ends[0] is None:
        return None
    start, reach, sign = ends[0][0], 0.0, 1  # the left edge of the column is reach + sign × the first edge
    distances: list[float] = []
    for column, middle, end in zip(columns, middles, ends, strict=True):
        if sign < 0 and not column.figures and end is not None:
            distances.append((end[0] + start - reach) / 2)
        reach, sign = 2 * middle - reach, -sign
        if sign > 0 and column.figures and end is not None:
            distances.append((start + reach - end[1]) / 2)
    if not distances:
        return None
    padding = median(distances)
    alike = sum(abs(d - padding) < FLUSH / 2 for d in distances) >= 0.6 * len(distances)
    return start - padding if alike and 0 <= padding <= 2 * PADDING else None


def _edge(before: tuple[Column, _Flush], behind: tuple[Column, _Flush], padding: float) -> Edge:
    """Where a column ends and the next begins, between the print of both.

    Print that is flush with an edge tells it; where its header text stands in the middle, it tells the other edge too.
    """
    (column, flush), (after, its) = before, behind
    known = [x + padding for x in (flush.right,) if x is not None] + [x - padding for x in (its.left,) if x is not None]
    if not known and flush.left is not None and _is_centred(column, flush):
        known.append(2 * column.middle - flush.left + padding)
    if its.right is not None and flush.right is None and its.left is None and _is_centred(after, its):
        known.append(2 * after.middle - its.right - padding)
    likely = sum(known) / len(known) if known else column.x1 + padding if column.figures else (column.x1 + after.x0) / 2
    x = max(min(likely, after.x0), column.x1)
    return Edge(x, x, x) if known or flush == its == _Flush() else Edge(x, column.x1, after.x0)


def _is_centred(column: Column, flush: _Flush) -> bool:
    """Whether a header text can stand in the middle of its column: not where it is flush with the print below."""
    if column.heading is None:
        return False
    left, _, right, _ = column.heading.box
    ends = ((left, flush.left), (right, flush.right))
    return all(at is None or abs(x - at) >= EVEN for x, at in ends)


class _Flush(NamedTuple):
    """Where the print of a column is flush with its left or right edge; None where it is not."""

    left: float | None = None
    right: float | None = None


def _flush(column: Column, boxes: list[Box]) -> _Flush:
    """At which edge the print of a column stands: where most of it begins or ends, or away from the header's middle."""
    ends = _ends(boxes)
    if ends is None:
        return _Flush()
    begin, end = ends
    left = sum(box.x0 - begin < EVEN for box in boxes)
    right = sum(end - box.x1 < EVEN for box in boxes)
    if left != right and 2 * max(left, right) > len(boxes):
        return _Flush(begin, None) if left > right else _Flush(None, end)
    if column.heading is None:
        return _Flush(None, end if column.figures else None)
    head = column.heading.box
    left_room, right_room = head.x0 - begin, end - head.x1
    if (abs(left_room) < EVEN) != (abs(right_room) < EVEN):
        return _Flush(begin, None) if abs(left_room) < EVEN else _Flush(None, end)
    return _Flush(begin if left_room > right_room + 1 else None, end if right_room > left_room + 1 else None)
