"""PDF → pages of words and rulings, one page at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import sqrt
from typing import TYPE_CHECKING, Any

from core.errors import FileDamaged, PasswordNeeded, PasswordWrong
from core.model import Box
from core.progress import Progress, checkpoint
from core.readers.damage import damage_known
from core.readers.drawings import drawn_on, pictures_of, rulings_of
from core.readers.page import Page
from core.readers.paged import Drawn, paged
from core.readers.pdfium import LOCK, Chars, Frame, chars_of, frame_of, is_hidden, show_whole
from core.readers.reading import Reading, Request
from core.readers.words import words_of

if TYPE_CHECKING:
    from core.ocr import Picture

PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
SCANNED = "这一页是扫描图像，没有文字层"
RUBBISH = "这一页的文字层是乱码"
MOST_RUBBISH = 0.3  # share of unmapped characters beyond which a text layer is worthless
PICTURES_COVER = 0.3  # of a page without text that is a scan
SCAN_COVERS = 0.6  # … and of one with hidden text
LARGE_SIDE = 0.3  # of the page's width that a picture with a table on it takes at least
FEW_CHARS = 30  # a picture with more digital text over it is a background
SCAN_DPI = 200
MOST_SCANNED = 24_000_000  # pixels; some scanning programs make pages of a square metre
A4 = (595.0, 842.0)


# No glyph name, private use, or a control code: nothing that a reader would see as this character.
_RUBBISH = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x1f\x80-\x9f]")


def read(request: Request) -> Reading:
    file = PdfFile(request.data, request.name, request.password)
    return paged("pdf", file, pages(file, request.progress), request)


class PdfFile:
    """An open PDF. Close it; one thread at a time uses it (`LOCK` is taken inside).

    What is dropped unclosed is closed all the same, because pypdfium2 would do that without the lock.
    """

    _document: Any = None

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        """Raises FileDamaged, PasswordNeeded, PasswordWrong."""
        import pypdfium2

        with LOCK:
            try:
                self._document = pypdfium2.PdfDocument(data, password=password)
            except pypdfium2.PdfiumError as trouble:
                if getattr(trouble, "err_code", None) == PASSWORD_ERROR:
                    raise (PasswordWrong if password else PasswordNeeded)(name=name) from trouble
                raise FileDamaged(name=name) from trouble
            if not len(self._document):
                raise FileDamaged(name=name)

    def __len__(self) -> int:
        return len(self._document)

    def __del__(self) -> None:
        if self._document is not None:
            self.close()

    def close(self) -> None:
        with LOCK:
            self._document.close()

    def page(self, number: int) -> Page:
        """One page, 1-based. One that cannot be read is unread, and does not keep the others."""
        try:
            with damage_known(f"{number}"), self._opened(number) as (page, text_page):
                return _read(number, page.raw, text_page)
        except FileDamaged:
            return Page(number, *A4, unread="这一页已损坏")

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of the upright page in points."""
        import pypdfium2

        try:
            with self._opened(number) as (page, text_page):
                frame = frame_of(page.raw, text_page)
                return frame.width, frame.height
        except pypdfium2.PdfiumError:
            return A4

    def draw(self, number: int, scale: float) -> Drawn:
        """The upright page at `scale` pixels per point: width, height, RGBA rows without padding.

        A page that PDFium cannot load is white.
        """
        import pypdfium2

        try:
            with self._opened(number) as (page, text_page):
                turn, rgba = _turn(page, text_page), pypdfium2.raw.FPDFBitmap_BGRA
                drawn = page.render(scale=scale, rotation=turn, rev_byteorder=True, force_bitmap_format=rgba)
                with closing(drawn) as bitmap:
                    return bitmap.width, bitmap.height, bitmap.to_numpy().tobytes()
        except pypdfium2.PdfiumError:
            width, height = (max(1, round(side * scale)) for side in A4)
            return width, height, b"\xff" * (4 * width * height)

    def picture(self, number: int) -> tuple[Picture, float]:
        """A page as a picture (RGB) for OCR, and its points per pixel. A page that PDFium cannot load is white."""
        import numpy as np
        import pypdfium2

        try:
            with self._opened(number) as (page, text_page):
                width, height = page.get_size()
                scale = min(SCAN_DPI / 72, sqrt(MOST_SCANNED / (width * height)))
                drawn = page.render(scale=scale, rotation=_turn(page, text_page), rev_byteorder=True)
                with closing(drawn) as bitmap:
                    return np.array(bitmap.to_numpy()[:, :, :3], order="C"), 1 / scale
        except pypdfium2.PdfiumError:
            return np.full((64, 64, 3), 255, np.uint8), 72 / SCAN_DPI

    @contextmanager
    def _opened(self, number: int) -> Iterator[tuple[Any, Any]]:
        """A page and its text, with PDFium to ourselves while they are open. Raises PdfiumError."""
        import pypdfium2.raw as pdfium

        with LOCK, closing(self._document[number - 1]) as page:
            show_whole(page.raw)
            text_page = pdfium.FPDFText_LoadPage(page.raw)
            try:
                yield page, text_page
            finally:
                pdfium.FPDFText_ClosePage(text_page)


def pages(file: PdfFile, progress: Progress) -> Iterator[Page]:
    """Every page in order, read when asked for."""
    for number in range(1, len(file) + 1):
        checkpoint(progress)
        yield file.page(number)


def _turn(page: Any, text_page: Any) -> int:
    """The degrees, clockwise, by which a drawing of the page has to be turned further than the file says."""
    return int(90 * ((frame_of(page.raw, text_page).turns - page.get_rotation() // 90) % 4))


def _read(number: int, page: Any, text_page: Any) -> Page:
    frame = frame_of(page, text_page)
    chars = chars_of(text_page, frame)
    printed = "".join(chars.text.split())
    paths, images = drawn_on(page)
    pictures = pictures_of(images, frame)
    unread = None
    if len(_RUBBISH.findall(printed)) > MOST_RUBBISH * len(printed):
        unread = RUBBISH
    elif _covered(pictures, frame) > (SCAN_COVERS if printed else PICTURES_COVER) and _is_scan(printed, text_page):
        unread = SCANNED
    if unread:
        return Page(number, frame.width, frame.height, unread=unread)
    large = [box for box in pictures if _is_large(box, frame) and _chars_over(box, chars) < FEW_CHARS]
    return Page(number, frame.width, frame.height, words_of(chars), rulings_of(paths, frame), pictures=large)


def _covered(pictures: list[Box], frame: Frame) -> float:
    """The share of the page that lies under pictures."""
    return sum(box.width * box.height for box in pictures) / (frame.width * frame.height)


def _is_scan(printed: str, text_page: Any) -> bool:
    """Whether the text of a page that is one picture is none of its own: nothing, or what another OCR hid there."""
    return not printed or is_hidden(text_page)


def _is_large(box: Box, frame: Frame) -> bool:
    return box.width > LARGE_SIDE * frame.width and box.height > LARGE_SIDE * frame.height / 2


def _chars_over(box: Box, chars: Chars) -> int:
    """How many characters are printed over a picture."""
    boxes = zip(*chars[:5], strict=True)
    return sum(box.contains((x0 + x1) / 2, (top + bottom) / 2) for c, x0, top, x1, bottom in boxes if not c.isspace())
