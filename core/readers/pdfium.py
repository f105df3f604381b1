"""What PDFium knows of the text of a page, taken by its plain C interface: characters, and which way is up.

Going through ctypes directly costs a tenth of what a PDF parser in Python does. PDFium is not thread-safe: whoever
calls anything here holds `LOCK`.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections import Counter, deque
from collections.abc import Sequence
from itertools import compress, repeat
from math import hypot
from operator import add, sub
from typing import Any, NamedTuple

from core.model import Box
from core.readers.native import function, memory

LOCK = threading.RLock()
NOT_PRINTED = re.compile(r"[\0\n\r ]")  # a space only where PDFium made it up
HYPHEN = "\2"  # what PDFium makes of a hyphen at the end of a line
RECT = 16  # bytes: an FS_RECTF is four floats
ASLANT = 0.2  # of its longer part: a writing direction between the page's four
TURNS_ASKED, HIDDEN_ASKED = 60, 40  # characters of a page that are asked which way they run, whether they are drawn

Column = Sequence[float]


class Chars(NamedTuple):
    """The printed characters of a page in the order of the file, in columns.

    text: one for each. x0 … bottom: their boxes in points, an advance wide and at most the size high. size: in points.
    """

    text: str
    x0: Column
    top: Column
    x1: Column
    bottom: Column
    size: Column

    @property
    def columns(self) -> tuple[Column, ...]:
        """All but the text."""
        return self[1:]

    def only(self, chosen: Sequence[bool]) -> Chars:
        """The chosen ones of them."""
        columns = [list(compress(column, chosen)) for column in self.columns]
        return Chars("".join(compress(self.text, chosen)), *columns)


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
        left, right = (a, c) if a <= c else (c, a)
        top, bottom = (b, d) if b <= d else (d, b)
        return Box(left, top, right, bottom)

    def columns(self, edges: Sequence[float]) -> tuple[Column, Column, Column, Column]:
        """x0, top, x1 and bottom of boxes that are given in PDF space: left, top, right, bottom, and so on."""
        lefts, uppers, rights, lowers = (edges[i::4] for i in range(4))
        if self.turns and lefts:
            boxes = [self.box(*corners) for corners in zip(lefts, lowers, rights, uppers, strict=True)]
            x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
            return x0s, tops, x1s, bottoms
        x, y = self.x0, self.y1
        return [v - x for v in lefts], [y - v for v in uppers], [v - x for v in rights], [y - v for v in lowers]


def frame_of(page: Any, text_page: Any) -> Frame:
    """The page's visible area, turned so that most of its text stands upright; without text, as the file says."""
    import pypdfium2.raw as pdfium

    turns = _text_turns(text_page)
    if turns is None:
        turns = int(pdfium.FPDFPage_GetRotation(page))
    return Frame(*_visible(page), turns)


def _visible(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what PDFium draws of a page: its media box, cut to its crop box."""
    import pypdfium2.raw as pdfium

    area = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(area))
    return area.left, area.bottom, area.right, area.top


def show_whole(page: Any) -> None:
    """Let a page that lies outside its own crop box be drawn as if it had none."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = _visible(page)
    if right <= left or top <= bottom:
        pdfium.FPDFPage_SetCropBox(page, 0, 0, 0, 0)


def _text_turns(text_page: Any) -> int | None:
    """Clockwise quarter turns that bring most characters upright, by the direction in which they are written."""
    import pypdfium2.raw as pdfium

    is_generated, matrix_of = function("FPDFText_IsGenerated"), function("FPDFText_GetMatrix")
    count, matrix = pdfium.FPDFText_CountChars(text_page), pdfium.FS_MATRIX()
    place = ctypes.byref(matrix)
    votes: Counter[int] = Counter()
    for i in range(0, count, max(1, count // TURNS_ASKED)):
        if is_generated(text_page, i) == 1 or not matrix_of(text_page, i, place):
            continue
        along, up = matrix.a, matrix.b
        if abs(along) > abs(up):
            votes[0 if along > 0 else 2] += 1
        elif up:
            votes[1 if up > 0 else 3] += 1
    return votes.most_common(1)[0][0] if votes else None


def chars_of(text_page: Any, frame: Frame) -> Chars:
    """The printed characters; what PDFium made up (spaces, line ends) and what is written aslant is left out."""
    text, places = _printed(text_page)
    x0s, tops, x1s, bottoms = frame.columns(_boxes(text_page, places))
    heights = list(map(sub, bottoms, tops))
    kinds = [int(100 * height) for height in heights]
    first = dict(zip(reversed(kinds), reversed(places), strict=True))
    sizes = {kind: _size(text_page, i) for kind, i in first.items()}  # characters of one height are of one font
    printed = {kind: size or kind / 100 for kind, size in sizes.items()}
    slack = {kind: max(0.0, kind / 100 - size) / 2 for kind, size in printed.items()}
    if any(slack.values()):
        spare = [slack[kind] for kind in kinds]
        tops, bottoms = list(map(add, tops, spare)), list(map(sub, bottoms, spare))
    chars = Chars(text, x0s, tops, x1s, bottoms, [printed[kind] for kind in kinds])
    return chars.only([sizes[kind] is not None for kind in kinds]) if None in sizes.values() else chars


def _printed(text_page: Any) -> tuple[str, list[int]]:
    """What is printed, and the place of each of its characters in PDFium's text."""
    text, is_generated = _text(text_page), function("FPDFText_IsGenerated")
    printed = bytearray(b"\1") * len(text)
    for match in NOT_PRINTED.finditer(text):
        i = match.start()
        printed[i] = match.group() == " " and is_generated(text_page, i) != 1
    return "".join(compress(text, printed)), list(compress(range(len(text)), printed))


def _text(text_page: Any) -> str:
    """All characters that PDFium knows of, by one call where its text has one UTF-16 unit for each of them."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text_page)
    units, first = memory(2 * (count + 1))
    if function("FPDFText_GetText")(text_page, 0, count, ctypes.byref(first)) == count + 1:
        text = units.decode("utf-16-le", "replace")[:-1]
        if len(text) == count:
            return text.replace(HYPHEN, "-")
    return "".join(_character(pdfium.FPDFText_GetUnicode(text_page, i)) for i in range(count))


def _boxes(text_page: Any, places: Sequence[int]) -> Sequence[float]:
    """Left, top, right and bottom of one character after another, in PDF space."""
    if not places:
        return []
    floats, first = memory(RECT * len(places))
    rects = map(ctypes.byref, repeat(first), range(0, len(floats), RECT))
    deque(map(function("FPDFText_GetLooseCharBox"), repeat(text_page), places, rects), maxlen=0)
    return memoryview(floats).cast("f").tolist()


def _size(text_page: Any, i: int) -> float | None:
    """The font size of a character as it comes out on the page; the file may scale it by its matrix (209 by 0.05).

    None where it is written aslant, as watermarks are.
    """
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    nominal = float(function("FPDFText_GetFontSize", ctypes.c_double)(text_page, i))
    if not function("FPDFText_GetMatrix")(text_page, i, ctypes.byref(matrix)):
        return nominal
    along, up = abs(matrix.a), abs(matrix.b)
    if min(along, up) > ASLANT * max(along, up):
        return None
    return nominal * hypot(matrix.c, matrix.d)


def _character(code: int) -> str:
    """A code point as text; half a surrogate pair is as good as unknown."""
    if chr(code) == HYPHEN:
        return "-"
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def is_hidden(text_page: Any) -> bool:
    """Whether the text is there but not drawn: what another program's OCR put over a scan."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(text_page)
    places = range(0, count, max(1, count // HIDDEN_ASKED))
    drawn = [text for i in places if (text := pdfium.FPDFText_GetTextObject(text_page, i))]
    hidden = [pdfium.FPDFTextObj_GetTextRenderMode(text) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE for text in drawn]
    return bool(hidden) and sum(hidden) > 0.9 * len(hidden)
