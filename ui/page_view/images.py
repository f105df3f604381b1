"""Pictures of pages: drawn in the background, kept in a cache that never outgrows its bound."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.model import SourceKind, Straightened
from ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from core.readers.images import PageImages

CACHE_BYTES = 192 * 1024 * 1024
MOST_PIXELS = 24_000_000
LANE = "pages"
Key = tuple[int, int]  # page, scale in thousandths


class PageStore(QObject):
    """The pages of one source file.

    opened(): sizes are known. drawn(int): a picture of that page is there. failed(error): there will be none.
    """

    opened = Signal()
    drawn = Signal(int)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pages: PageImages | None = None
        self._opening: Task | None = None
        self._sizes: list[tuple[float, float]] = []
        self._cache: OrderedDict[Key, QImage] = OrderedDict()
        self._cached_bytes = 0
        self._drawing: dict[Key, Task] = {}

    def open(
        self, data: bytes, kind: SourceKind, password: str | None, straightened: tuple[Straightened, ...] = ()
    ) -> None:
        """Open a source file in the background; what was shown of another one is forgotten."""
        self.close()

        def opening() -> tuple[PageImages, list[tuple[float, float]]]:
            from core.readers.images import PageImages

            pages = PageImages(data, kind, password, straightened)
            return pages, [pages.size(number) for number in range(1, len(pages) + 1)]

        self._opening = self._tasks.start(opening, done=self._on_opened, failed=self.failed.emit, lane=LANE)

    def close(self) -> None:
        """Forget the file and its pictures."""
        for task in [self._opening, *self._drawing.values()]:
            if task is not None:
                task.cancel()
        if self._pages is not None:  # in the lane that draws: its turn comes when no page is being drawn
            self._tasks.start(self._pages.close, lane=LANE)
        self._drawing.clear()
        self._cache.clear()
        self._cached_bytes, self._pages, self._sizes = 0, None, []

    def __len__(self) -> int:
        return len(self._sizes)

    def size(self, page: int) -> tuple[float, float] | None:
        """Width and height of a page (from 1) in points, None where it is not known."""
        return self._sizes[page - 1] if 1 <= page <= len(self._sizes) else None

    def picture(self, page: int, scale: float, *, only: bool = True) -> QImage | None:
        """The page at so many pixels a point if it is there; if not, it is drawn and `drawn` tells.

        only: forget the pages asked for before that are still waiting their turn.
        """
        size = self.size(page)
        if size is None or self._pages is None:
            return None
        scale = min(scale, (MOST_PIXELS / (size[0] * size[1])) ** 0.5)
        key = (page, round(scale * 1000))
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        if only:
            self._forget_waiting(key)
        if key not in self._drawing:
            self._draw(key)
        return None

    def likeness(self, page: int) -> QImage | None:
        """Any picture of that page, to show until the right one is there."""
        return next((image for (number, _), image in reversed(self._cache.items()) if number == page), None)

    def _forget_waiting(self, wanted: Key) -> None:
        for key in [k for k in self._drawing if k != wanted]:
            self._drawing.pop(key).cancel()

    def _draw(self, key: Key) -> None:
        page, scale = key[0], key[1] / 1000
        pages = self._pages
        assert pages is not None

        def drawing() -> QImage:
            width, height, pixels = pages.render(page, scale)
            return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()

        done: Callable[[QImage], None] = lambda image: self._on_drawn(key, image)  # noqa: E731
        self._drawing[key] = self._tasks.start(drawing, done=done, failed=self._on_failed(key), lane=LANE)

    def _on_opened(self, result: tuple[PageImages, list[tuple[float, float]]]) -> None:
        self._pages, self._sizes = result
        self.opened.emit()

    def _on_drawn(self, key: Key, image: QImage) -> None:
        self._drawing.pop(key, None)
        self._cache[key] = image
        self._cached_bytes += image.sizeInBytes()
        while self._cached_bytes > CACHE_BYTES and len(self._cache) > 1:
            _, oldest = self._cache.popitem(last=False)
            self._cached_bytes -= oldest.sizeInBytes()
        self.drawn.emit(key[0])

    def _on_failed(self, key: Key) -> Callable[[BaseException], None]:
        def failed(error: BaseException) -> None:
            self._drawing.pop(key, None)
            self.failed.emit(error)

        return failed
