"""Pictures of pages for the window, drawn from the bytes of the source file."""

from __future__ import annotations

from collections.abc import Iterable

from core.model import SourceKind, Straightened
from core.readers.paged import Drawn, PagedFile


class PageImages:
    """The pages of one file as pictures, upright as the reader gave them, so that its boxes lie on them.

    A kind of file without pages (Word, Excel, text …) has none. Any thread may call, PDFium draws one page at a time.
    Close it in a thread that may wait for a page that another one draws.
    """

    def __init__(
        self,
        data: bytes,
        kind: SourceKind,
        password: str | None = None,
        straightened: Iterable[Straightened] = (),
    ) -> None:
        """data: as `source_bytes` gives it. straightened: the pages read from a picture (`Report.straightened`).

        Raises FileDamaged, PictureTooLarge, PasswordNeeded or PasswordWrong.
        """
        self._straightened = {page.page: page for page in straightened}
        self._file = _opened(data, kind, password)

    def __len__(self) -> int:
        return len(self._file) if self._file else 0

    def close(self) -> None:
        """Give the file back; nothing is drawn any more."""
        if self._file:
            self._file.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (1-based) in points, its rotation applied."""
        upright = self._straightened.get(page)
        return (upright.width, upright.height) if upright else self._holding(page).size(page)

    def render(self, page: int, scale: float) -> Drawn:
        """A page at `scale` pixels per point: width and height in pixels, RGBA rows without padding."""
        drawn = self._holding(page).draw(page, scale)
        upright = self._straightened.get(page)
        return _straight(drawn, upright, scale) if upright else drawn

    def _holding(self, page: int) -> PagedFile:
        if self._file is None or not 1 <= page <= len(self._file):
            raise IndexError(page)
        return self._file


def _opened(data: bytes, kind: SourceKind, password: str | None) -> PagedFile | None:
    if b"%PDF-" in data[:1024]:
        from core.readers.pdf import PdfFile

        return PdfFile(data, "PDF", password)
    if kind == "scan":
        from core.readers.picture import PictureFile

        return PictureFile(data, "图片")
    return None


def _straight(drawn: Drawn, upright: Straightened, scale: float) -> Drawn:
    """A picture as it was straightened for reading, so that the boxes of its words lie on it."""
    import cv2
    import numpy as np

    width, height, pixels = drawn
    picture = np.frombuffer(pixels, np.uint8).reshape(height, width, 4)
    to_pixels = np.diag([scale, scale, 1.0])
    matrix = to_pixels @ np.array(upright.matrix).reshape(3, 3) @ np.linalg.inv(to_pixels)
    size = max(1, round(upright.width * scale)), max(1, round(upright.height * scale))
    straight = cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return *size, straight.tobytes()
