"""One reader per kind of file. A new kind is a new module and a line in `READERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import FileEmpty, FileKindUnknown, FileMissing
from core.layout.blocks import Block
from core.model import SourceKind, Straightened, UnreadPage
from core.progress import Progress, Silent
from core.readers.page import Page

if TYPE_CHECKING:
    from core.ocr import Picture

    PictureOf = Callable[[int], tuple[Picture, float]]  # page number -> picture, points per pixel


@dataclass(slots=True)
class Reading:
    """What a reader gives: blocks that are read as they are asked for.

    pages: how many pages, None where the file has none. unread and straightened grow while the blocks are read.
    """

    kind: SourceKind
    pages: int | None
    blocks: Iterator[Block]
    unread: list[UnreadPage] = field(default_factory=list)
    straightened: list[Straightened] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader is asked for."""

    path: Path
    password: str | None
    ocr: bool
    progress: Progress


def read_blocks(
    path: Path, *, password: str | None = None, ocr: bool = True, progress: Progress | None = None
) -> Reading:
    """Read a file, or a folder of pictures. Raises a KnownError where it cannot be read, Cancelled while reading."""
    request = Request(path, password, ocr, progress or Silent())
    if not path.exists():
        raise FileMissing(name=path.name)
    if path.is_dir():
        return _picture(request)
    reader = READERS.get(_kind(path))
    if reader is None:
        raise FileKindUnknown(name=path.name, kinds="、".join(dict.fromkeys(KIND_NAMES.values())))
    return reader(request)


def _kind(path: Path) -> str:
    """The key of `READERS` by what the file is, else by what it is called."""
    head = _head(path)
    if not head:
        raise FileEmpty(name=path.name)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    suffix = path.suffix.lower().lstrip(".")
    looks = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if suffix not in ("pdf", "txt") and looks.startswith((b"<!doctype html", b"<html")):
        return "html"  # pages are often saved as .doc or .xls
    return suffix


def _head(path: Path) -> bytes:
    from core.files import read_bytes

    return read_bytes(path)[:4096]


def _pdf(request: Request) -> Reading:
    from core.readers.pdf import open_pdf, pages

    file = open_pdf(request.path, request.password)
    return _paged("pdf", len(file), pages(file, request.progress), file.picture, request, file.close)


def _picture(request: Request) -> Reading:
    from core.readers import picture

    files = picture.picture_files(request.path)
    return _paged(
        "scan", len(files), picture.unread_pages(files), lambda n: picture.load(files[n - 1]), request, lambda: None
    )


def _paged(
    kind: SourceKind,
    count: int,
    pages: Iterable[Page],
    picture_of: PictureOf,
    request: Request,
    close: Callable[[], None],
) -> Reading:
    """A reading of pages: those without text go through OCR, the rest straight to layout."""
    reading = Reading(kind, count, iter(()))
    reading.blocks = _page_blocks(reading, pages, picture_of, request, close)
    return reading


def _page_blocks(
    reading: Reading,
    pages: Iterable[Page],
    picture_of: PictureOf,
    request: Request,
    close: Callable[[], None],
) -> Iterator[Block]:
    from core.layout.pages import blocks_of

    try:
        if request.ocr:
            from core.scan.reader import with_scans

            pages = with_scans(pages, picture_of, request.progress)
        yield from blocks_of(_noted(reading, pages, request.progress))
    finally:
        close()


def _noted(reading: Reading, pages: Iterable[Page], progress: Progress) -> Iterator[Page]:
    """The pages as they are done, with what the report has to say of them written down."""
    for page in pages:
        if page.unread is not None:
            reading.unread.append(UnreadPage(page.number, page.unread))
        elif page.upright is not None:
            reading.straightened.append(Straightened(page.number, page.width, page.height, page.upright))
        if 2 * (len(reading.straightened) + len(reading.unread)) > (reading.pages or 0):
            reading.kind = "scan"
        progress.step(page.number, reading.pages or page.number)
        yield page


def _word(request: Request) -> Reading:
    from core.readers import word

    return Reading("word", None, word.blocks(request.path))


def _excel(request: Request) -> Reading:
    from core.readers import excel

    return Reading("excel", None, excel.blocks(request.path))


def _html(request: Request) -> Reading:
    from core.readers import html

    return Reading("html", None, html.blocks(request.path))


def _text(request: Request) -> Reading:
    from core.files import read_bytes
    from core.readers import text

    content = text.decode(read_bytes(request.path))
    if request.path.suffix.lower() == ".csv":
        return Reading("csv", None, text.text_blocks(text.csv_as_tabs(content)))
    return Reading("text", None, text.text_blocks(content))


READERS: dict[str, Callable[[Request], Reading]] = {
    "pdf": _pdf,
    "docx": _word,
    "xlsx": _excel,
    "xlsm": _excel,
    "html": _html,
    "htm": _html,
    "txt": _text,
    "csv": _text,
    "tsv": _text,
    **dict.fromkeys(("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"), _picture),
}
KIND_NAMES = {
    "pdf": "PDF",
    "docx": "Word（.docx）",
    "xlsx": "Excel（.xlsx）",
    "html": "网页（.html）",
    "txt": "文本（.txt、.csv）",
    "png": "图片（.png、.jpg、.tif 等）",
}
