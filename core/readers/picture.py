"""Pictures of pages (PNG, JPEG, TIFF, BMP, WebP, a folder or a ZIP of them) → one page each, to be read by OCR."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import FileDamaged, PictureTooLarge
from core.readers.packed import PICTURES, page_order, pages_in
from core.readers.page import Page
from core.readers.paged import paged
from core.readers.reading import Reading, Request

if TYPE_CHECKING:
    from core.ocr import Picture

SUFFIXES = frozenset(f".{suffix}" for suffix in PICTURES)
MOST_MEGAPIXELS = 150  # beyond this a picture would not fit into an office PC's memory
LONGEST_SIDE = 3600  # pixels; A4 at 300 dpi, more only costs time
A4_LONG_SIDE = 842.0  # points
IMAGE = "这一页是图像"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One page among picture files.

    path: the file. member: the picture in it where it is a ZIP, else "". frame: in the picture; a TIFF may hold many.
    """

    path: Path
    member: str = ""
    frame: int = 0


def read(request: Request) -> Reading:
    files = picture_files(request.path)
    return paged("scan", len(files), unread_pages(files), lambda n: load(files[n - 1]), request, lambda: None)


def picture_files(path: Path) -> list[PictureFile]:
    """The pages of a picture file, or of a folder or a ZIP of them, in the order of the numbers in their names."""
    return [replace(file, frame=frame) for file in _files_of(path) for frame in range(_frames(file))]


def _files_of(path: Path) -> list[PictureFile]:
    if path.is_dir():
        files = sorted(path.iterdir(), key=lambda file: page_order(file.name))
        return [PictureFile(file) for file in files if file.suffix.lower() in SUFFIXES]
    if not zipfile.is_zipfile(path):
        return [PictureFile(path)]
    with zipfile.ZipFile(path) as archive:
        return [PictureFile(path, member) for member in pages_in(archive)]


def unread_pages(files: list[PictureFile]) -> Iterator[Page]:
    """A page per picture, its text still to be read."""
    for number in range(1, len(files) + 1):
        yield Page(number, 0.0, 0.0, unread=IMAGE)


def load(file: PictureFile) -> tuple[Picture, float]:
    """The picture (RGB, turned as the camera says) and its points per pixel.

    Raises `FileDamaged` where it cannot be decoded whole, `PictureTooLarge` beyond `MOST_MEGAPIXELS`.
    """
    import numpy as np
    from PIL import ImageOps

    with _opened(file) as image:
        try:
            image.seek(file.frame)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=1.5)  # first: copies would fill the memory
            upright = ImageOps.exif_transpose(image)
            return np.asarray(on_white(upright)), A4_LONG_SIDE / max(upright.size)
        except (OSError, SyntaxError, ValueError, EOFError) as trouble:
            raise FileDamaged(name=file.path.name) from trouble


def _frames(file: PictureFile) -> int:
    with _opened(file) as image:
        return int(getattr(image, "n_frames", 1))


def _opened(file: PictureFile) -> Any:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit below speaks Chinese
    try:
        image = Image.open(_member(file) if file.member else file.path)
    except (UnidentifiedImageError, OSError, SyntaxError, zipfile.BadZipFile, RuntimeError) as trouble:
        raise FileDamaged(name=file.path.name) from trouble
    megapixels = image.size[0] * image.size[1] / 1e6
    if megapixels > MOST_MEGAPIXELS:
        image.close()
        raise PictureTooLarge(name=file.path.name, width=image.size[0], height=image.size[1])
    return image


def _member(file: PictureFile) -> io.BytesIO:
    """A picture in a ZIP. Raises BadZipFile, or RuntimeError where the ZIP asks for a password."""
    with zipfile.ZipFile(file.path) as archive:
        return io.BytesIO(archive.read(file.member))


def on_white(image: Any) -> Any:
    """RGB, transparent parts as white paper."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(paper, layer).convert("RGB")
    return image.convert("RGB")
