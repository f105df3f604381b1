"""A reading of pages: OCR for those without text, then layout, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from core.layout.blocks import Block
from core.model import SourceKind, Straightened, UnreadPage
from core.progress import Progress
from core.readers.page import Page
from core.readers.reading import Reading, Request

if TYPE_CHECKING:
    from core.ocr import Picture

    PictureOf = Callable[[int], tuple[Picture, float]]  # page number -> picture, points per pixel


def paged(
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
