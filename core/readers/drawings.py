"""What is drawn on a page besides its text: rulings and pictures, by PDFium's plain C interface.

Whoever calls anything here holds `pdfium.LOCK`.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from core.model import Box, around
from core.readers.native import Answers, Handle, function
from core.readers.page import Ruling
from core.readers.pdfium import Frame

THIN = 3.0  # points: a filled shape this slim is a ruling that some programs draw as a bar
SHORTEST = 3.0  # points: shorter strokes are dots and hooks
MANY_DOTS = 8  # dots one after another are a line
DEEPEST_FORM = 8  # forms inside forms beyond this are a trap
PALE = 250  # of 255 in every channel: drawn white on white

Matrix = tuple[float, ...]
Item = tuple[Any, Matrix | None]  # an object of PDFium, and the matrix of the form that holds it
Point = tuple[float, float]


def drawn_on(page: Any) -> tuple[list[Item], list[Item]]:
    """The paths and the pictures of a page, those inside forms too, found in one pass."""
    import pypdfium2.raw as pdfium

    paths: list[Item] = []
    pictures: list[Item] = []
    count, text = pdfium.FPDFPage_CountObjects(page), pdfium.FPDF_PAGEOBJ_TEXT
    items = list(map(function("FPDFPage_GetObject", Handle), repeat(page), range(count)))
    for item, kind in zip(items, map(function("FPDFPageObj_GetType"), items), strict=True):
        if kind != text:
            _sort(item, kind, None, 0, paths, pictures)
    return paths, pictures


def _sort(item: Any, kind: int, outer: Matrix | None, depth: int, paths: list[Item], pictures: list[Item]) -> None:
    """Put an object where it belongs; a form is opened, its matrix goes with what it holds."""
    import pypdfium2.raw as pdfium

    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        paths.append((item, outer))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        pictures.append((item, outer))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        own = _matrix_of(item)
        matrix = own if outer is None else _product(own, outer)
        item_at, kind_of = function("FPDFFormObj_GetObject", Handle), function("FPDFPageObj_GetType")
        for i in range(function("FPDFFormObj_CountObjects")(item)):
            held = item_at(item, i)
            _sort(held, kind_of(held), matrix, depth + 1, paths, pictures)


def pictures_of(pictures: Iterable[Item], frame: Frame) -> list[Box]:
    """Where the pictures of a page lie; strips and tiles that touch are one, as scanners like to cut a page."""
    bounds, found = _Bounds(), list[Box]()
    for item, matrix in pictures:
        if edges := bounds.of(item):
            box = _inside(frame.box(*_mapped(edges, matrix)), frame)
            touching = [b for b in found if _touch(b, box)]
            found = [b for b in found if b not in touching]
            found += filter(None, [around([box, *touching])])
    return found


def _inside(box: Box, frame: Frame) -> Box:
    x0, x1 = (min(max(x, 0.0), frame.width) for x in (box.x0, box.x1))
    top, bottom = (min(max(y, 0.0), frame.height) for y in (box.top, box.bottom))
    return Box(x0, top, x1, bottom)


def _touch(a: Box, b: Box) -> bool:
    return a.x0 <= b.x1 + 1 and b.x0 <= a.x1 + 1 and a.top <= b.bottom + 1 and b.top <= a.bottom + 1


def rulings_of(paths: Iterable[Item], frame: Frame) -> list[Ruling]:
    """The visible straight lines of a page: strokes, sides of stroked rectangles, bars."""
    bounds, ink = _Bounds(), _Ink()
    found: list[Ruling | None] = []
    dots: list[Box] = []
    for item, matrix in paths:
        filled, stroked = ink.of(item)
        edges = bounds.of(item) if filled or stroked else None
        if edges is None:
            continue
        outer = frame.box(*_mapped(edges, matrix))
        if outer.width < SHORTEST and outer.height < SHORTEST:
            dots.append(outer)
        elif outer.width <= THIN or outer.height <= THIN:
            found.append(_bar(outer))
        elif stroked:
            found += [_bar(frame.box(*_mapped((*start, *end), matrix))) for start, end in _strokes(item)]
    return [*(ruling for ruling in found if ruling is not None), *_dotted(dots)]


def _dotted(dots: Sequence[Box]) -> Iterator[Ruling]:
    """The lines that dots and short dashes make, level and upright ones."""
    for start, at, end in _chains(dots):
        yield Ruling(start, at, end, at)
    for start, at, end in _chains([Box(top, x0, bottom, x1) for x0, top, x1, bottom in dots]):
        yield Ruling(at, start, at, end)


def _chains(dots: Iterable[Box]) -> Iterator[tuple[float, float, float]]:
    """Where many dots follow each other from left to right on one height: the left end, the height, the right end."""
    rows: dict[int, list[Box]] = defaultdict(list)
    for dot in dots:
        rows[round(2 * dot.centre[1])].append(dot)
    for row in map(sorted, rows.values()):
        first = 0
        for i in range(1, len(row) + 1):
            if i == len(row) or row[i].x0 - row[i - 1].x1 > THIN:
                if i - first >= MANY_DOTS:
                    yield row[first].x0, row[first].centre[1], row[i - 1].x1
                first = i


class _Bounds:
    """Asks where one object after another lies."""

    def __init__(self) -> None:
        self._ask = function("FPDFPageObj_GetBounds")
        self._edges = Answers("ffff")

    def of(self, item: Any) -> tuple[float, ...] | None:
        """Left, bottom, right and top in the space of the page or form that holds the object."""
        return self._edges.read() if self._ask(item, *self._edges.places) else None


class _Ink:
    """Asks of one path after another how it is drawn."""

    def __init__(self) -> None:
        self._mode_of = function("FPDFPath_GetDrawMode")
        self._fill_of, self._stroke_of = function("FPDFPageObj_GetFillColor"), function("FPDFPageObj_GetStrokeColor")
        self._mode, self._colour = Answers("ii"), Answers("IIII")

    def of(self, item: Any) -> tuple[bool, bool]:
        """Whether one sees its fill, and its stroke."""
        self._mode_of(item, *self._mode.places)
        fill, stroke = self._mode.read()
        return fill != 0 and self._shows(item, self._fill_of), stroke != 0 and self._shows(item, self._stroke_of)

    def _shows(self, item: Any, colour_of: Any) -> bool:
        if not colour_of(item, *self._colour.places):
            return True
        red, green, blue, alpha = self._colour.read()
        return bool(alpha > 8 and min(red, green, blue) < PALE)


def _bar(box: Box) -> Ruling | None:
    """The line that a slim box is, None for dots and hooks."""
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    if width >= SHORTEST and height <= THIN and width > height:
        middle = (top + bottom) / 2
        return Ruling(x0, middle, x1, middle)
    if height >= SHORTEST and width <= THIN:
        middle = (x0 + x1) / 2
        return Ruling(middle, top, middle, bottom)
    return None


def _strokes(item: Any) -> Iterator[tuple[Point, Point]]:
    """The straight pieces of a path, in the path's own space (its matrix applied)."""
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = _matrix_of(item)
    segment_at, kind_of = function("FPDFPath_GetPathSegment", Handle), function("FPDFPathSegment_GetType")
    point_of, closes = function("FPDFPathSegment_GetPoint"), function("FPDFPathSegment_GetClose")
    point = Answers("ff")
    first = last = None
    for i in range(function("FPDFPath_CountSegments")(item)):
        segment = segment_at(item, i)
        point_of(segment, *point.places)
        x, y = point.read()
        here = (a * x + c * y + e, b * x + d * y + f)
        kind = kind_of(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield last, here
        if closes(segment) and first is not None:
            yield here, first
        last = here


def _matrix_of(item: Any) -> Matrix:
    import pypdfium2.raw as pdfium

    own = pdfium.FS_MATRIX()
    function("FPDFPageObj_GetMatrix")(item, ctypes.byref(own))
    return own.a, own.b, own.c, own.d, own.e, own.f


def _product(m: Matrix, n: Matrix) -> Matrix:
    """First m, then n."""
    a, b, c, d, e, f = m
    g, h, i, k, p, q = n
    return a * g + b * i, a * h + b * k, c * g + d * i, c * h + d * k, e * g + f * i + p, e * h + f * k + q


def _mapped(edges: tuple[float, ...], matrix: Matrix | None) -> tuple[float, ...]:
    if matrix is None:
        return edges
    x0, y0, x1, y1 = edges
    a, b, c, d, e, f = matrix
    return a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
