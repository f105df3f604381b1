"""Pictures of pages (PNG, JPEG, TIFF, BMP, WebP, a folder or a ZIP of them) → one page each, to be read by OCR."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from core.errors import PictureTooLarge
from core.readers.damage import damage_known
from core.readers.packed import ZIP, pages_in
from core.readers.page import Page
from core.readers.paged import Drawn, paged
from core.readers.reading import Reading, Request

if TYPE_CHECKING:
    from core.ocr import Picture

MOST_MEGAPIXELS = 150  # beyond this a picture would not fit into an office PC's memory
LONGEST_SIDE = 3600  # pixels; A4 at 300 dpi, more only costs time
ROUGHLY = 1.5  # times the size that is wanted: so far by taking means of whole pixels, the rest more finely
STRIP = 256  # rows of the smaller picture
A4_LONG_SIDE = 842.0  # points
IMAGE = "这一页是图像"
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)  # of EXIF


def read(request: Request) -> Reading:
    file = PictureFile(request.data, request.name)
    return paged("scan", file, unread_pages(len(file)), request)


def unread_pages(count: int) -> Iterator[Page]:
    """A page per picture, its text still to be read."""
    for number in range(1, count + 1):
        yield Page(number, 0.0, 0.0, unread=IMAGE)


class PictureFile:
    """The pages of a picture or of a ZIP of pictures, turned as the camera says, A4 in size. A TIFF may hold many.

    Pages count from 1. FileDamaged is raised where one cannot be decoded whole.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Raises FileDamaged, or PictureTooLarge beyond `MOST_MEGAPIXELS`."""
        self._data, self._name = data, name
        with damage_known(name):
            members = self._members()
        self._frames = [(member, frame) for member in members for frame in range(self._count(member))]

    def __len__(self) -> int:
        return len(self._frames)

    def close(self) -> None:
        """Nothing is held open."""

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        member, frame = self._frames[page - 1]
        with self._opened(member) as image:
            image.seek(frame)
            width, height = image.size
            if image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE:
                width, height = height, width
        points = A4_LONG_SIDE / max(width, height)
        return width * points, height * points

    def draw(self, page: int, scale: float) -> Drawn:
        """The page at `scale` pixels per point: width, height, RGBA rows without padding."""
        width, height = (max(1, round(side * scale)) for side in self.size(page))
        picture = self._upright(page, max(width, height))
        return width, height, picture.resize((width, height)).convert("RGBA").tobytes()

    def picture(self, page: int) -> tuple[Picture, float]:
        """The page (RGB) for OCR, and its points per pixel."""
        import numpy as np

        upright = self._upright(page, LONGEST_SIDE)
        return np.asarray(upright), A4_LONG_SIDE / max(upright.size)

    def _upright(self, page: int, longest: int) -> Any:
        """In RGB, made smaller until its longer side has so many pixels."""
        from PIL import ImageOps

        member, frame = self._frames[page - 1]
        with self._opened(member) as image:
            image.seek(frame)
            return ImageOps.exif_transpose(_smaller(image, longest))

    def _count(self, member: str) -> int:
        with self._opened(member) as image:
            return int(getattr(image, "n_frames", 1))

    @contextmanager
    def _opened(self, member: str) -> Iterator[Any]:
        """One of the pictures, "" where it is the only one; what is not as it should be is found while it is open."""
        from PIL import Image

        Image.MAX_IMAGE_PIXELS = None  # our own limit below speaks Chinese
        name = f"{self._name}/{member}" if member else self._name
        with damage_known(name), Image.open(io.BytesIO(self._bytes(member))) as image:
            width, height = image.size
            if width * height > MOST_MEGAPIXELS * 1e6:
                raise PictureTooLarge(name=name, width=width, height=height)
            yield image

    def _members(self) -> list[str]:
        if not self._data.startswith(ZIP):
            return [""]
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            return pages_in(archive)

    def _bytes(self, member: str) -> bytes:
        if not member:
            return self._data
        with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
            return archive.read(member)


def _smaller(image: Any, longest: int) -> Any:
    """In RGB, its longer side at most so many pixels: strip by strip, since a copy of a large one would not fit."""
    from PIL import Image

    size = round(ROUGHLY * longest), round(ROUGHLY * longest)
    image.draft(None, size)  # a JPEG can be decoded smaller
    factor = max(1, int(max(image.size) / max(size)))
    smaller = Image.new("RGB", (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, factor * STRIP):
        strip = image.crop((0, top, image.width, min(top + factor * STRIP, image.height)))
        smaller.paste(_on_white(strip).reduce(factor), (0, top // factor))
    smaller.getexif()[_ORIENTATION] = image.getexif().get(_ORIENTATION, 1)
    smaller.thumbnail((longest, longest), reducing_gap=None)
    return smaller


def _on_white(image: Any) -> Any:
    """RGB, transparent parts as white paper."""
    from PIL import Image

    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")
