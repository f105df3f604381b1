"""What PDFium knows of a page, taken by its plain C interface: characters, path objects, and which way is up.

Going through ctypes directly costs a tenth of what a PDF parser in Python does. PDFium is not thread-safe: whoever
calls anything here holds `LOCK`.
"""

from __future__ import annotations

import ctypes
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from typing import Any, NamedTuple

from core.model import Box, around
from core.readers.page import Ruling

LOCK = threading.RLock()
THIN = 3.0  # points: a filled shape this slim is a ruling that some programs draw as a bar
SHORTEST = 3.0  # points: shorter strokes are dots and hooks
SPACE = 32
NOT_PRINTED = frozenset((0, 10, 13))
DEEPEST_FORM = 8  # forms inside forms beyond this are a trap
ASLANT = 0.2  # of its longer part: a writing direction between the page's four
PALE = 250  # of 255 in every channel: drawn white on white

Item = tuple[Any, tuple[float, ...] | None]  # an object of PDFium, and the matrix of the form that holds it


class Char(NamedTuple):
    """A printed character: its text, its box (its advance wide, at most its size high), its size in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


class Frame(NamedTuple):
    """From PDF space (origin bottom left, any rotation) to the upright page (origin top left).

    turns: clockwise quarter turns that set the text upright. width, height: of the upright page, in points.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    turns: int

    @property
    def width(self) -> float:
        return self.y1 - self.y0 if self.turns % 2 else self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.x1 - self.x0 if self.turns % 2 else self.y1 - self.y0

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turns == 0:
            return x - self.x0, self.y1 - y
        if self.turns == 1:
            return y - self.y0, x - self.x0
        if self.turns == 2:
            return self.x1 - x, y - self.y0
        return self.y1 - y, self.x1 - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


def frame_of(page: Any, text_page: Any) -> Frame:
    """The page's visible area, turned so that most of its text stands upright; without text, as the file says."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPage_GetCropBox(page, *edges) and not pdfium.FPDFPage_GetMediaBox(page, *edges):
        edges = [ctypes.c_float(v) for v in (0, 0, 595, 842)]
    x0, y0, x1, y1 = (float(e.value) for e in edges)
    turns = _text_turns(text_page)
    if turns is None:
        turns = int(pdfium.FPDFPage_GetRotation(page))
    return Frame(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), turns)


def _text_turns(text_page: Any, sample: int = 60) -> int | None:
    """Clockwise quarter turns that bring most characters upright, by the direction in which they are written."""
    import pypdfium2.raw as pdfium

    count, matrix = pdfium.FPDFText_CountChars(text_page), pdfium.FS_MATRIX()
    votes: Counter[int] = Counter()
    for i in range(0, count, max(1, count // sample)):
        if pdfium.FPDFText_IsGenerated(text_page, i) == 1 or not pdfium.FPDFText_GetMatrix(text_page, i, matrix):
            continue
        along, up = matrix.a, matrix.b
        if abs(along) > abs(up):
            votes[0 if along > 0 else 2] += 1
        elif up:
            votes[1 if up > 0 else 3] += 1
    return votes.most_common(1)[0][0] if votes else None


def chars_of(text_page: Any, frame: Frame) -> list[Char]:
    """The printed characters in the order of the file; what PDFium made up (spaces, line ends) is left out.

    Called for every character of a report: each call into PDFium that can be spared counts.
    """
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text_page)
    codes = _codes(text_page, count)
    rect, chars = pdfium.FS_RECTF(), []
    box_of, make = pdfium.FPDFText_GetLooseCharBox, tuple.__new__
    upright, x, y = frame.turns == 0, frame.x0, frame.y1
    sizes: dict[int, float | None] = {}  # by height: characters of one height are of one font and size
    for i in range(count):
        code = codes[i]
        if code in NOT_PRINTED or not box_of(text_page, i, rect):
            continue
        if code == SPACE and pdfium.FPDFText_IsGenerated(text_page, i) == 1:
            continue
        if upright:
            x0, top, x1, bottom = rect.left - x, y - rect.top, rect.right - x, y - rect.bottom
        else:
            x0, top, x1, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        height = bottom - top
        kind = int(100 * height)
        if kind not in sizes:
            sizes[kind] = _size(text_page, i)
        size = sizes[kind]
        if size is None:
            continue
        size = size or height
        slack = (height - size) / 2 if height > size else 0.0
        chars.append(make(Char, (_character(code), x0, top + slack, x1, bottom - slack, size)))
    return chars


def _codes(text_page: Any, count: int) -> Sequence[int]:
    """The UTF-16 unit of every character, by one call where PDFium's text has one unit a character."""
    import pypdfium2.raw as pdfium

    units = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page, 0, count, units) == count + 1:
        return list(units)
    return [pdfium.FPDFText_GetUnicode(text_page, i) for i in range(count)]


def _size(text_page: Any, i: int) -> float | None:
    """The font size of a character as it comes out on the page; the file may scale it by its matrix (209 by 0.05).

    None where it is written aslant, as watermarks are.
    """
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    nominal = float(pdfium.FPDFText_GetFontSize(text_page, i))
    if not pdfium.FPDFText_GetMatrix(text_page, i, matrix):
        return nominal
    along, up = abs(matrix.a), abs(matrix.b)
    if min(along, up) > ASLANT * max(along, up):
        return None
    return nominal * hypot(matrix.c, matrix.d)


def _character(code: int) -> str:
    """A UTF-16 unit or code point as text; half a surrogate pair is as good as unknown, 2 a hyphen at a line end."""
    if code == 2:
        return "-"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def pictures_of(pictures: Iterable[Item], frame: Frame) -> list[Box]:
    """Where the pictures of a page lie; strips and tiles that touch are one, as scanners like to cut a page."""
    found: list[Box] = []
    for item, matrix in pictures:
        if bounds := _bounds(item):
            box = _inside(frame.box(*_mapped(bounds, matrix)), frame)
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


def is_hidden(text_page: Any, sample: int = 40) -> bool:
    """Whether the text is there but not drawn: what another program's OCR put over a scan."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text_page)
    places = range(0, count, max(1, count // sample))
    drawn = [text for i in places if (text := pdfium.FPDFText_GetTextObject(text_page, i))]
    hidden = [pdfium.FPDFTextObj_GetTextRenderMode(text) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for text in drawn]
    return bool(hidden) and sum(hidden) > 0.9 * len(hidden)


def rulings_of(paths: Iterable[Item], frame: Frame) -> list[Ruling]:
    """The visible straight lines of a page: strokes, sides of stroked rectangles, bars."""
    import pypdfium2.raw as pdfium

    found: list[Ruling] = []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for item, matrix in paths:
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        filled = bool(fill.value) and _visible(item, pdfium.FPDFPageObj_GetFillColor)
        stroked = bool(stroke.value) and _visible(item, pdfium.FPDFPageObj_GetStrokeColor)
        if filled or stroked:
            found += _rulings(item, matrix, frame, stroked)
    return found


def _rulings(item: Any, matrix: Any, frame: Frame, stroked: bool) -> Iterator[Ruling]:
    """The rulings that one path draws: a slim one as a whole, else its straight level and plumb strokes."""
    bounds = _bounds(item)
    if bounds is None:
        return
    outer = frame.box(*_mapped(bounds, matrix))
    if min(outer.width, outer.height) <= THIN:
        yield from _bar(outer)
    elif stroked:
        for start, end in _strokes(item):
            yield from _bar(frame.box(*_mapped((*start, *end), matrix)))


def _bar(box: Box) -> Iterator[Ruling]:
    if box.width >= SHORTEST and box.height <= THIN and box.width > box.height:
        middle = (box.top + box.bottom) / 2
        yield Ruling(box.x0, middle, box.x1, middle)
    elif box.height >= SHORTEST and box.width <= THIN:
        middle = (box.x0 + box.x1) / 2
        yield Ruling(middle, box.top, middle, box.bottom)


def _strokes(item: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path, in the path's own space (its matrix applied)."""
    import pypdfium2.raw as pdfium

    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, own)
    first = last = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        here = (own.a * x.value + own.c * y.value + own.e, own.b * x.value + own.d * y.value + own.f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            yield last, here
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            yield here, first
        last = here


def drawn_on(page: Any) -> tuple[list[Item], list[Item]]:
    """The paths and the pictures of a page, those inside forms too, found in one pass."""
    import pypdfium2.raw as pdfium

    paths: list[Item] = []
    pictures: list[Item] = []
    item_at, kind_of = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        item = item_at(page, i)
        kind = kind_of(item)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            _sort(item, kind, None, 0, paths, pictures)
    return paths, pictures


def _sort(item: Any, kind: int, outer: Any, depth: int, paths: list[Item], pictures: list[Item]) -> None:
    """Put an object where it belongs; a form is opened, its matrix goes with what it holds."""
    import pypdfium2.raw as pdfium

    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        paths.append((item, outer))
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        pictures.append((item, outer))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, own)
        matrix: tuple[float, ...] = (own.a, own.b, own.c, own.d, own.e, own.f)
        matrix = matrix if outer is None else _product(matrix, outer)
        for i in range(pdfium.FPDFFormObj_CountObjects(item)):
            held = pdfium.FPDFFormObj_GetObject(item, i)
            _sort(held, pdfium.FPDFPageObj_GetType(held), matrix, depth + 1, paths, pictures)


def _product(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    """First m, then n."""
    a, b, c, d, e, f = m
    g, h, i, k, p, q = n
    return a * g + b * i, a * h + b * k, c * g + d * i, c * h + d * k, e * g + f * i + p, e * h + f * k + q


def _mapped(edges: tuple[float, ...], matrix: tuple[float, ...] | None) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = edges
    if matrix is None:
        return x0, y0, x1, y1
    a, b, c, d, e, f = matrix
    return a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f


def _bounds(item: Any) -> tuple[float, float, float, float] | None:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _visible(item: Any, colour_of: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(item, red, green, blue, alpha):
        return True
    return alpha.value > 8 and min(red.value, green.value, blue.value) < PALE
