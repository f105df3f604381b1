"""One picture of a page → a Page; many pictures → many Pages, side by side in worker processes, in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from core.progress import Progress, checkpoint
from core.readers.page import Page, Ruling

if TYPE_CHECKING:
    from core.ocr import Picture, TextEngine

NOTHING_READ = "这一页是图像，没有认出文字"

_engine: TextEngine | None = None  # one per worker process, loaded at its first page


def read_picture(number: int, picture: Picture, scale: float, engine: TextEngine) -> Page:
    """The words and rulings of one picture (RGB). scale: points per pixel of the picture.

    The page that comes back is upright and level; `Page.upright` tells how its points lie on the picture's.
    """
    from core.scan.rulings import find_rulings
    from core.scan.stamps import without_stamps
    from core.scan.upright import upright
    from core.scan.words import read_words

    clean = without_stamps(picture)
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

    picture_of: page number → its picture and points per pixel, asked for one page at a time in the calling thread.
    Pages go to worker processes as they come and at most two per worker wait, so memory stays bounded. Nothing is
    started as long as every page has text of its own.
    """
    waiting: deque[Page | Future[Page]] = deque()
    pool: ProcessPoolExecutor | None = None
    workers = workers or os.cpu_count() or 1
    try:
        for page in pages:
            if page.unread is None:
                waiting.append(page)
            else:
                pool = pool or ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
                waiting.append(pool.submit(_work, page.number, *picture_of(page.number)))
            while waiting and (_ready(waiting[0]) or len(waiting) > 2 * workers):
                yield _finished(waiting.popleft(), progress)
        while waiting:
            yield _finished(waiting.popleft(), progress)
    finally:
        if pool is not None:
            _stop(pool)


def _ready(item: Page | Future[Page]) -> bool:
    return isinstance(item, Page) or item.done()


def _finished(item: Page | Future[Page], progress: Progress) -> Page:
    """The page itself, waiting for it in small naps so that a cancel is heard."""
    if isinstance(item, Page):
        return item
    while True:
        checkpoint(progress)
        try:
            return item.result(timeout=0.1)
        except TimeoutError:
            if item.done():
                raise


def _work(number: int, picture: Picture, scale: float) -> Page:
    """Runs in a worker process."""
    global _engine
    if _engine is None:
        from core.ocr import RapidEngine

        _engine = RapidEngine(threads=1)
    return read_picture(number, picture, scale, _engine)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once; what they still had to do is not wanted any more."""
    processes = list((pool._processes or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
