"""One region of a page read anew, larger than the page was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.model import Box

if TYPE_CHECKING:
    from core.layout.blocks import Block
    from core.ocr import Picture, TextEngine

REGION_PIXELS = 1600  # a region is enlarged until its longer side has these, at most threefold


def reread_region(
    picture: Picture, scale: float, matrix: Sequence[float] | None, box: Box, page: int, engine: TextEngine
) -> list[Block]:
    """The grids and lines of one region of a page, read anew at higher resolution; their boxes lie on the upright page.

    Arguments as in `second_opinion`; box: the region in points of the upright page, page: its number.
    """
    from core.layout.pages import blocks_of
    from core.scan.reader import read_picture
    from core.scan.regions import moved
    from core.scan.second_opinion import straight_cut

    longest = max(box.width, box.height) / scale
    finer = min(3.0, max(1.0, REGION_PIXELS / longest))
    region = read_picture(page, straight_cut(picture, scale, matrix, box, finer), scale / finer, engine)
    return list(blocks_of([moved(region, box)]))
