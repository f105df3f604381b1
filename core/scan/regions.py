"""A part of a page that was read on its own, put back in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.model import Box
from core.readers.page import Page, Ruling, Word

if TYPE_CHECKING:
    from core.ocr import Picture


def moved(region: Page, box: Box) -> Page:
    """The page of a region with its words and rulings where they stand on the whole page (its straightening undone)."""
    back = _back(region)
    words = [replace(word, box=_place(word.box, back, box), edges=_edges(word, back, box)) for word in region.words]
    rulings = [_ruling(ruling, back, box) for ruling in region.rulings]
    return Page(region.number, box.x1, box.bottom, words, rulings, region.unread)


def joined(page: Page, regions: Iterable[tuple[Page, Box]]) -> Page:
    """A digital page with the words and rulings of the pictures on it."""
    parts = [moved(region, box) for region, box in regions if region.unread is None]
    words = [*page.words, *(word for part in parts for word in part.words)]
    rulings = [*page.rulings, *(ruling for part in parts for ruling in part.rulings)]
    return replace(page, words=words, rulings=rulings)


def cut_out(picture: Picture, scale: float, box: Box) -> Picture:
    """The pixels of a picture inside a box in points."""
    from core.scan.upright import crop

    x0, top, x1, bottom = (round(side / scale) for side in box)
    return crop(picture, (x0, top, x1, bottom))


def _back(region: Page) -> Any:
    """The homography from the straightened region to the region as the page shows it."""
    import numpy as np

    return np.eye(3) if region.upright is None else np.linalg.inv(np.array(region.upright).reshape(3, 3))


def _point(x: float, y: float, back: Any) -> tuple[float, float]:
    u, v, w = back @ (x, y, 1.0)
    return float(u / w), float(v / w)


def _place(box: Box, back: Any, place: Box) -> Box:
    corners = [_point(x, y, back) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs) + place.x0, min(ys) + place.top, max(xs) + place.x0, max(ys) + place.top)


def _edges(word: Word, back: Any, place: Box) -> tuple[float, ...]:
    middle = word.box.centre[1]
    return tuple(_point(x, middle, back)[0] + place.x0 for x in word.edges)


def _ruling(ruling: Ruling, back: Any, place: Box) -> Ruling:
    """The ruling where it stands, level or plumb still."""
    x0, y0 = _point(ruling.x0, ruling.top, back)
    x1, y1 = _point(ruling.x1, ruling.bottom, back)
    if ruling.horizontal:
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return Ruling(x0 + place.x0, y0 + place.top, x1 + place.x0, y1 + place.top)
