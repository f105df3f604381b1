"""Pictures of pages for the window, drawn from the bytes of the source file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import FileDamaged
from core.files import read_bytes
from core.model import SourceKind, Straightened
from core.readers.packed import ZIP, pack, pages_in
from core.readers.picture import A4_LONG_SIDE, on_white, picture_files

if TYPE_CHECKING:
    from core.readers.pdf import PdfFile

Drawn = tuple[int, int, bytes]
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)  # of EXIF


def source_bytes(path: Path) -> bytes:
    """What the pages of a report are drawn from: the bytes of its file; of a folder, a ZIP of its pictures in order.

    Raises FileMissing, FileUnreadable or FileDamaged.
    """
    if not path.is_dir():
        return read_bytes(path)
    return pack(dict.fromkeys(picture.path for picture in picture_files(path)))


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
        """straightened: the pages that were read from a picture (`Report.straightened`).

        Raises FileDamaged, PasswordNeeded or PasswordWrong.
        """
        self._straightened = {page.page: page for page in straightened}
        self._pages: _PdfPages | _PicturePages | None = None
        if b"%PDF-" in data[:1024]:
            self._pages = _PdfPages(data, password)
        elif kind == "scan":
            self._pages = _PicturePages(data)

    def __len__(self) -> int:
        return len(self._pages) if self._pages else 0

    def close(self) -> None:
        """Give the file back; nothing is drawn any more."""
        if self._pages is not None:
            self._pages.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (1-based) in points, its rotation applied."""
        upright = self._straightened.get(page)
        return (upright.width, upright.height) if upright else self._at(page).size(page)

    def render(self, page: int, scale: float) -> Drawn:
        """A page at `scale` pixels per point: width and height in pixels, RGBA rows without padding."""
        drawn = self._at(page).render(page, scale)
        upright = self._straightened.get(page)
        return _straight(drawn, upright, scale) if upright else drawn

    def _at(self, page: int) -> _PdfPages | _PicturePages:
        if self._pages is None or not 1 <= page <= len(self._pages):
            raise IndexError(page)
        return self._pages


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


class _PdfPages:
    def __init__(self, data: bytes, password: str | None) -> None:
        from core.readers.pdf import PdfFile

        self._file: PdfFile = PdfFile(data, "PDF", password)

    def __len__(self) -> int:
        return len(self._file)

    def size(self, page: int) -> tuple[float, float]:
        return self._file.size(page)

    def render(self, page: int, scale: float) -> Drawn:
        return self._file.draw(page, scale)

    def close(self) -> None:
        self._file.close()


class _PicturePages:
    """The frames of picture files, turned as the camera says, each as large as the reader takes it to be."""

    def __init__(self, data: bytes) -> None:
        """data: of one picture, or of a ZIP of pictures (see `source_bytes`)."""
        files = _unpacked(data) if data.startswith(ZIP) else [data]
        self._frames = [(file, frame) for file in files for frame in range(_frame_count(file))]

    def __len__(self) -> int:
        return len(self._frames)

    def size(self, page: int) -> tuple[float, float]:
        data, frame = self._frames[page - 1]
        with _opened(data) as image:
            image.seek(frame)
            width, height = image.size
            if image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE:
                width, height = height, width
        points = A4_LONG_SIDE / max(width, height)
        return width * points, height * points

    def render(self, page: int, scale: float) -> Drawn:
        width, height = (max(1, round(side * scale)) for side in self.size(page))
        pixels = self._frame(page).resize((width, height)).convert("RGBA")
        return width, height, pixels.tobytes()

    def close(self) -> None:
        self._frames.clear()

    def _frame(self, page: int) -> Any:
        from PIL import ImageOps

        data, frame = self._frames[page - 1]
        with _opened(data) as image:
            image.seek(frame)
            return on_white(ImageOps.exif_transpose(image))


def _unpacked(data: bytes) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in pages_in(archive)]


def _frame_count(data: bytes) -> int:
    with _opened(data) as image:
        return int(getattr(image, "n_frames", 1))


def _opened(data: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        return Image.open(io.BytesIO(data))
    except (UnidentifiedImageError, OSError, SyntaxError) as trouble:
        raise FileDamaged(name="图片") from trouble
