"""A reading of pages: OCR for those without text, then layout, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from core.layout.blocks import Block
from core.model import SourceKind, Straightened, UnreadPage
from core.progress import Progress
from core.readers.page import Page
from core.readers.reading import Reading, Request

if TYPE_CHECKING:
    from core.ocr import Picture

Drawn = tuple[int, int, bytes]  # width and height in pixels, RGBA rows without padding


class PagedFile(Protocol):
    """An open file of pages, which count from 1."""

    def __len__(self) -> int: ...

    def size(self, page: int, /) -> tuple[float, float]:
        """Width and height of the upright page in points."""

    def draw(self, page: int, scale: float, /) -> Drawn:
        """The upright page at so many pixels per point."""

    def picture(self, page: int, /) -> tuple[Picture, float]:
        """The upright page (RGB) for OCR, and its points per pixel."""

    def close(self) -> None: ...


def paged(kind: SourceKind, file: PagedFile, pages: Iterable[Page], request: Request) -> Reading:
    """A reading of the pages of a file: those without text go through OCR, the rest straight to layout."""
    reading = Reading(kind, len(file), iter(()))
    reading.blocks = _page_blocks(reading, file, pages, request)
    return reading


def _page_blocks(reading: Reading, file: PagedFile, pages: Iterable[Page], request: Request) -> Iterator[Block]:
    from core.layout.pages import blocks_of

    try:
        if request.ocr:
            from core.scan.reader import with_scans

            pages = with_scans(pages, file.picture, request.progress)
        yield from blocks_of(_noted(reading, pages, request.progress))
    finally:
        file.close()


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
