"""Words outside ruled cells as a digital page would give them: close around their ink, parted at the gaps of columns.

The detector draws its boxes generously and joins what stands near on one height; without rulings nothing else tells
rows and columns apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import inf
from statistics import median
from typing import TYPE_CHECKING

from core.scan.leftover import beside

if TYPE_CHECKING:
    from core.ocr import Reading
    from core.scan.areas import Area
    from core.scan.rulings import Mask

SPARSE = 0.1  # of the ink in the fullest row of a line: rows with less hold specks alone
NEAR = 0.35  # of the height of a line: ink that reaches further up or down belongs to another line
WHITE = 0.75  # squares of white: no two characters of one text stand further apart
BESIDE = 0.7  # … where a figure stands beside a name
CLOSE = 0.12  # … where an amount stands before a name: its column ends there, however narrow the gap
LARGER = 1.3  # of the usual size of a page: the ink of no text of that size is so much higher
ROW = 2  # texts of the usual size beside it make a text part of their row; one may be the number beside a title
LINE = 1.15  # squares from the top of a line of a font to its bottom
_HALF_WHITE = "、，。：；！？,:;）》”"  # marks that leave half of their own square white
_CLOSING = "、，。：；！？）》”"  # of these no text begins with one; specks are rather read as those of ASCII
_LEADERS = ("..", "…", "··")
_FIGURE = "0123456789.,-—%"
_AMOUNT = re.compile(r"\d\.\d\d+$")
_UNITS = "万亿元千百个项％%年月日"
_OF_SQUARE = {True: 0.92, False: 0.72}  # the height of Chinese characters, and of digits, in parts of their square


def around_ink(area: Area, dark: Mask) -> Area:
    """The area without the white at its edges and without what reaches into it from the line above or below."""
    import numpy as np

    x0, first = max(0, int(area.x0)), max(0, int(area.top))
    inked = dark[first : max(0, int(area.bottom) + 1), x0 : max(0, int(area.x1) + 1)] > 0
    along = inked.sum(axis=1)
    rows = along > SPARSE * along.max(initial=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], rows, [False]]).astype(int))).tolist()
    bands = list(zip(edges[::2], edges[1::2], strict=True))
    line = max(bands, key=lambda band: band[1] - band[0], default=(0, 0))
    near = NEAR * (line[1] - line[0])
    low, high = max(1, line[0] - near), min(len(rows) - 1, line[1] + near)  # at the very edge: cut from another line
    kept = [band for band in bands if band == line or (low <= band[0] and band[1] <= high)]
    if not kept:
        return area
    top, bottom = kept[0][0], kept[-1][1]
    columns = np.flatnonzero(inked[top:bottom].any(axis=0))
    return type(area)(float(x0 + columns[0]), float(first + top), float(x0 + columns[-1] + 1), float(first + bottom))


def square_of(area: Area, reading: Reading) -> float:
    """The size of the font, in pixels, of a text whose area is close around its ink."""
    return (area.bottom - area.top) / _OF_SQUARE[any("一" <= char <= "龥" for char in reading.text)]


def even(sizes: list[float], areas: list[Area]) -> list[float]:
    """The sizes of the fonts of a page, all but those of titles made equal: ink measures them roughly.

    Specks and the rest of a seal add to the height of ink: what stands in a row of usual print is no larger than it.
    """
    usual = median(sizes) if sizes else 0.0
    ordinary = [area for area, size in zip(areas, sizes, strict=True) if size <= LARGER * usual]
    return [
        size if size > LARGER * usual and beside((area.top + area.bottom) / 2, ordinary) < ROW else usual
        for area, size in zip(areas, sizes, strict=True)
    ]


def with_room(area: Area, size: float) -> Area:
    """The area as high as the font's own line, as a digital page gives it."""
    middle, half = (area.top + area.bottom) / 2, max(area.bottom - area.top, LINE * size) / 2
    return area._replace(top=middle - half, bottom=middle + half)


def parted(area: Area, tight: Area, reading: Reading, square: float, dark: Mask) -> Iterator[tuple[Area, Reading]]:
    """The texts that the reading of an area joined, cut where the ink leaves the gap of a column.

    tight: the area close around its ink. square: the size of the font in pixels.
    """
    text = reading.text
    places = [area.x0 + (area.x1 - area.x0) * centre for centre in reading.centres]
    if len(places) != len(text):
        yield tight, reading
        return
    start, x0, x1 = 0, tight.x0, tight.x1
    for left, right in _gaps(tight, dark, CLOSE * square):
        done = sum(place < (left + right) / 2 for place in places)
        if done == 0 and text[0].isdecimal():  # what stands before the first digit belongs to a neighbour
            x0 = right
        if done == len(text) and text[-1].isdecimal():
            x1 = left
            break
        at = _border(text, done)
        before, after = text[start:at], text[at:]
        if before.strip() and after.strip() and right - left >= _needed(before, after) * square:
            yield _part(tight._replace(x0=x0, x1=left), reading, places, start, at)
            start, x0 = at, right
    yield _part(tight._replace(x0=x0, x1=x1), reading, places, start, len(text))


def _part(area: Area, reading: Reading, places: list[float], start: int, end: int) -> tuple[Area, Reading]:
    while reading.text[start].isspace():
        start += 1
    while reading.text[end - 1].isspace():
        end -= 1
    width = max(1.0, area.x1 - area.x0)
    centres = tuple(min(1.0, max(0.0, (place - area.x0) / width)) for place in places[start:end])
    return area, replace(reading, text=reading.text[start:end], centres=centres)


def _border(text: str, at: int) -> int:
    """Where a text or figure begins or ends at that character or next to it: the places of characters are not exact."""
    near = [b for b in (at, at + 1, at - 1) if 0 < b < len(text)]
    if at in near and text[at - 1] in _HALF_WHITE:
        return at
    spaces = [b for b in near if text[b].isspace() or text[b - 1].isspace()]
    return next((b for b in spaces or near if spaces or (text[b - 1] in _FIGURE) != (text[b] in _FIGURE)), at)


def _needed(before: str, after: str) -> float:
    """The white, in squares, that parts two texts; marks bring some of their own or belong to what is before them."""
    spaced = before[-1].isspace() or after[0].isspace()
    before, after = before.rstrip(), after.lstrip()
    if before.endswith(_LEADERS) or after.startswith(_LEADERS) or after[0] in _CLOSING:
        return inf
    if _AMOUNT.search(before) and "一" <= after[0] <= "龥" and after[0] not in _UNITS:
        return CLOSE
    two_figures = spaced and before[-1].isdecimal() and after[0].isdecimal()
    white = BESIDE if two_figures or (before[-1] in _FIGURE) != (after[0] in _FIGURE) else WHITE
    return white + 0.5 * (before[-1] in _HALF_WHITE) + 0.5 * (after[0] in "（《“")


def _gaps(area: Area, dark: Mask, least: float) -> list[tuple[float, float]]:
    """Where no ink stands over the whole height of an area, at least so wide."""
    import numpy as np

    x0 = max(0, int(area.x0))
    inked = (dark[max(0, int(area.top)) : int(area.bottom), x0 : max(0, int(area.x1) + 1)] > 0).any(axis=0)
    columns = np.flatnonzero(inked).tolist()
    return [(float(x0 + a + 1), float(x0 + b)) for a, b in pairwise(columns) if b - a - 1 >= least]
