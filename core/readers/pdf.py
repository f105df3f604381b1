"""PDF → pages of words and rulings, one page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import FileDamaged, PasswordNeeded, PasswordWrong
from core.files import read_bytes
from core.progress import Progress, checkpoint
from core.readers.page import Page
from core.readers.pdfium import LOCK, Char, chars_of, frame_of, has_pictures, rulings_of
from core.readers.words import words_of

if TYPE_CHECKING:
    from core.ocr import Picture

PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
SCANNED = "这一页是扫描图像，没有文字层"
RUBBISH = "这一页的文字层是乱码"
MOST_RUBBISH = 0.3  # share of unmapped characters beyond which a text layer is worthless
SCAN_DPI = 200


class PdfFile:
    """An open PDF. Close it; one thread at a time uses it (`LOCK` is taken inside)."""

    def __init__(self, data: bytes, name: str, password: str | None = None) -> None:
        """Raises FileDamaged, PasswordNeeded, PasswordWrong."""
        import pypdfium2

        with LOCK:
            try:
                self._document: Any = pypdfium2.PdfDocument(data, password=password)
            except pypdfium2.PdfiumError as trouble:
                if getattr(trouble, "err_code", None) == PASSWORD_ERROR:
                    raise (PasswordWrong if password else PasswordNeeded)(name=name) from trouble
                raise FileDamaged(name=name) from trouble
            if not len(self._document):
                raise FileDamaged(name=name)

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        with LOCK:
            self._document.close()

    def page(self, number: int) -> Page:
        """One page, 1-based. A page that PDFium cannot load is unread."""
        import pypdfium2
        import pypdfium2.raw as pdfium

        with LOCK:
            try:
                page = self._document[number - 1]
            except pypdfium2.PdfiumError:
                return Page(number, 595.0, 842.0, unread="这一页已损坏")
            text_page = pdfium.FPDFText_LoadPage(page.raw)
            try:
                return _read(number, page.raw, text_page)
            finally:
                pdfium.FPDFText_ClosePage(text_page)
                page.close()

    def picture(self, number: int) -> tuple[Picture, float]:
        """A page as a picture (RGB) for OCR, and its points per pixel."""
        import numpy as np

        with LOCK:
            page = self._document[number - 1]
            bitmap = page.render(scale=SCAN_DPI / 72, rev_byteorder=True)
            picture = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
            page.close()
        return picture, 72 / SCAN_DPI


def pages(file: PdfFile, progress: Progress) -> Iterator[Page]:
    """Every page in order, read when asked for."""
    for number in range(1, len(file) + 1):
        checkpoint(progress)
        yield file.page(number)
        progress.step(number, len(file))


def open_pdf(path: Path, password: str | None) -> PdfFile:
    return PdfFile(read_bytes(path), path.name, password)


def _read(number: int, page: Any, text_page: Any) -> Page:
    frame = frame_of(page, text_page)
    chars = chars_of(text_page, frame)
    printed = [c for c in chars if not c.text.isspace()]
    unread = None
    if sum(map(_is_rubbish, printed)) > MOST_RUBBISH * len(printed):
        unread = RUBBISH
    elif not printed and has_pictures(page):
        unread = SCANNED
    if unread:
        return Page(number, frame.width, frame.height, unread=unread)
    return Page(number, frame.width, frame.height, words_of(chars), rulings_of(page, frame))


def _is_rubbish(char: Char) -> bool:
    """No glyph name, private use, or a control code: nothing that a reader would see as this character."""
    code = ord(char.text)
    return code == 0xFFFD or 0xE000 <= code <= 0xF8FF or code < 32 or 0x80 <= code < 0xA0
