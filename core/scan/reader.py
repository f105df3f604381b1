"""One picture of a page → a Page; many pictures → many Pages, side by side in worker processes, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from core.errors import FileDamaged
from core.model import Box
from core.progress import Progress, checkpoint
from core.readers.page import Page, Ruling
from core.scan.crew import Crew

if TYPE_CHECKING:
    from core.ocr import Picture, TextEngine

NOTHING_READ = "这一页是图像，没有认出文字"
COARSEST = 200 / 72  # pixels per point that the reading counts on
MOST_LARGER = 2.5
DAMAGED = "这一页的图像不完整或已损坏"


def read_picture(number: int, picture: Picture, scale: float, engine: TextEngine) -> Page:
    """The words and rulings of one picture (RGB). scale: points per pixel of the picture.

    The page that comes back is upright and level; `Page.upright` tells how its points lie on the picture's.
    """
    from core.scan.rulings import find_rulings
    from core.scan.stamps import without_stamps
    from core.scan.upright import upright
    from core.scan.words import read_words

    clean, scale = _large_enough(without_stamps(picture), scale)
    straight, quads, homography = upright(clean, engine.detect(clean), engine)
    across, down = find_rulings(straight, quads)
    words = read_words(straight, quads, across, down, engine, scale)
    height, width = straight.shape[:2]
    rulings = [Ruling(s.x0 * scale, s.y0 * scale, s.x1 * scale, s.y0 * scale) for s in across]
    rulings += [Ruling(s.x0 * scale, s.y0 * scale, s.x0 * scale, s.y1 * scale) for s in down]
    return Page(
        number,
        width * scale,
        height * scale,
        words,
        rulings,
        unread=None if words else NOTHING_READ,
        upright=_in_points(homography, scale),
    )


def _large_enough(picture: Picture, scale: float) -> tuple[Picture, float]:
    """The picture and its points per pixel, enlarged where print would be too coarse to be told from specks."""
    import cv2

    factor = min(MOST_LARGER, COARSEST * scale)
    if factor <= 1.1:
        return picture, scale
    larger: Picture = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return larger, scale / factor


def _in_points(homography: object, scale: float) -> tuple[float, ...]:
    """A homography of pixels as one of points, row by row."""
    import numpy as np

    to_points = np.diag([scale, scale, 1.0])
    matrix = to_points @ np.asarray(homography, float) @ np.linalg.inv(to_points)
    return tuple(float(v) for v in matrix.ravel())


def with_scans(
    pages: Iterable[Page], picture_of: Callable[[int], tuple[Picture, float]], progress: Progress, workers: int = 0
) -> Iterator[Page]:
    """The same pages in the same order, those without a text layer read by OCR.

    picture_of: page number → its picture and points per pixel, asked for one page at a time in the calling thread. A
    page whose picture is damaged is unread; FileDamaged where there is no other page.
    Pages go to worker processes as they come and at most one per worker waits, so memory stays bounded. Nothing is
    started as long as every page has text of its own.
    """
    waiting: deque[Page | Future[Page] | _Mixed] = deque()
    crew: Crew | None = None
    try:
        for page, others in _with_others(pages):
            if page.unread is not None:
                crew = crew or Crew(workers)
                waiting.append(_asked(crew, page, picture_of, others))
            elif parts := _scanned_parts(page, picture_of):
                crew = crew or Crew(workers)
                waiting.append(_Mixed(page, [(crew.submit(page.number, *part), box) for part, box in parts]))
            else:
                waiting.append(page)
            while waiting and (_ready(waiting[0]) or len(waiting) > 2 * (crew.size if crew else 1)):
                yield _finished(waiting.popleft(), progress)
        while waiting:
            yield _finished(waiting.popleft(), progress)
    finally:
        if crew is not None:
            crew.stop()


def _with_others(pages: Iterable[Page]) -> Iterator[tuple[Page, bool]]:
    """Every page, and whether there are others."""
    rest = iter(pages)
    first = next(rest, None)
    if first is None:
        return
    second = next(rest, None)
    yield first, second is not None
    for page in chain([second] if second else [], rest):
        yield page, True


def _asked(
    crew: Crew, page: Page, picture_of: Callable[[int], tuple[Picture, float]], others: bool
) -> Page | Future[Page]:
    """The page on its way, or unread where its picture is damaged."""
    try:
        picture, scale = picture_of(page.number)
    except FileDamaged:
        if not others:
            raise
        return replace(page, unread=DAMAGED)
    return crew.submit(page.number, picture, scale)


def _scanned_parts(
    page: Page, picture_of: Callable[[int], tuple[Picture, float]]
) -> list[tuple[tuple[Picture, float], Box]]:
    """The pictures on a digital page that show tables, each with its points per pixel and its place."""
    from core.scan.regions import cut_out
    from core.scan.rulings import shows_table

    if not page.pictures:
        return []
    picture, scale = picture_of(page.number)
    parts = [(cut_out(picture, scale, box), box) for box in page.pictures]
    return [((part, scale), box) for part, box in parts if shows_table(part)]


@dataclass(frozen=True, slots=True)
class _Mixed:
    """A digital page and the pictures on it that are being read."""

    page: Page
    parts: list[tuple[Future[Page], Box]]

    def done(self) -> bool:
        return all(future.done() for future, _ in self.parts)

    def result(self, timeout: float) -> Page:
        """Raises TimeoutError where a part takes longer."""
        from core.scan.regions import joined

        return joined(self.page, [(future.result(timeout), box) for future, box in self.parts])


def _ready(item: Page | Future[Page] | _Mixed) -> bool:
    return isinstance(item, Page) or item.done()


def _finished(item: Page | Future[Page] | _Mixed, progress: Progress) -> Page:
    """The page itself, waiting for it in small naps so that a cancel is heard."""
    if isinstance(item, Page):
        return item
    while True:
        checkpoint(progress)
        with suppress(TimeoutError):
            return item.result(timeout=0.1)
