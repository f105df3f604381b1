"""A second look at the pages of an open report: at one figure that is doubted, or at a region to be read anew.

Both take the bytes that the window holds, draw the page as the file has it, and ask OCR. They are slow: call them off
the window's thread, and one at a time.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING

from core.model import Box, SourceKind, Straightened
from core.scan.second_opinion import Opinion

if TYPE_CHECKING:
    from core.layout.blocks import Block
    from core.ocr import Picture, RapidEngine

__all__ = ["Opinion", "Original", "reread", "second_look"]
SHARPNESS = 300 / 72  # pixels per point at which a page is drawn for a second look
MOST_PIXELS = 48_000_000  # more than A2 has so; a larger page is drawn less sharply


@dataclass(frozen=True, slots=True)
class Original:
    """The file of a report (a folder of pictures as `core.readers.packed.source_bytes` packs it) and its pages."""

    data: bytes
    kind: SourceKind
    password: str | None = None
    straightened: tuple[Straightened, ...] = ()

    def matrix(self, page: int) -> tuple[float, ...] | None:
        """How the page (1-based) was set upright, None for one that was taken as it is."""
        return next((s.matrix for s in self.straightened if s.page == page), None)


def second_look(original: Original, page: int, box: Box, printed: str, suggested: str) -> Opinion:
    """Which of two figures the picture of a cell shows. box: the cell, in points of the upright page.

    Raises a KnownError where the file cannot be drawn.
    """
    from core.scan.second_opinion import second_opinion

    picture, scale = _drawn(original, page)
    return second_opinion(picture, scale, original.matrix(page), box, printed, suggested, _engine())


def reread(original: Original, page: int, region: Box) -> list[Block]:
    """The grids and lines of a region of a page, read anew. Raises a KnownError where the file cannot be drawn."""
    from core.readers.regions import reread_region

    picture, scale = _drawn(original, page)
    return reread_region(picture, scale, original.matrix(page), region, page, _engine())


@lru_cache(maxsize=1)
def _engine() -> RapidEngine:
    """An engine of our own, since one engine serves one thread."""
    from core.ocr import RapidEngine

    return RapidEngine()


def _drawn(original: Original, page: int) -> tuple[Picture, float]:
    """The page as the file holds it, in RGB, and its points per pixel."""
    import numpy as np

    from core.readers.images import PageImages

    with closing(PageImages(original.data, original.kind, original.password)) as pages:
        across, down = pages.size(page)
        sharpness = min(SHARPNESS, sqrt(MOST_PIXELS / (across * down)))
        width, height, pixels = pages.render(page, sharpness)
    return np.ascontiguousarray(np.frombuffer(pixels, np.uint8).reshape(height, width, 4)[:, :, :3]), 1 / sharpness
