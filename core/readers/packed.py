"""Pictures packed into one ZIP: the pages of one report, in the order of the numbers in their names.

What is kept of a folder of photos, what some photos of a folder become that are opened as one report, and what comes
by e-mail or chat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from core.errors import FileUnreadable
from core.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from zipfile import ZipFile

PICTURES = ("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp")
ZIP = b"PK"
_LEFT_BY_SYSTEMS = (".", "thumbs.db", "desktop.ini")


def source_bytes(path: Path) -> bytes:
    """What a report is read from, and its pages are drawn from: its file; of a folder, a ZIP of its pictures in order.

    Raises FileMissing or FileUnreadable.
    """
    try:
        if not path.is_dir():
            return read_bytes(path)
        names = [file.name for file in path.iterdir() if file.is_file()]
    except OSError as error:
        raise FileUnreadable(name=path.name) from error
    return pack(path / name for name in _pages(names))


def is_picture(name: str) -> bool:
    """Whether a file is a picture, by its name alone."""
    return PurePath(name).suffix.lower().lstrip(".") in PICTURES


def page_order(name: str) -> list[tuple[int, str]]:
    """A key that sorts 第2页 before 第10页."""
    parts = re.findall(r"\d+|\D+", PurePath(name).stem)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def holds_pictures(data: bytes) -> bool:
    """Whether a ZIP holds pictures and nothing else; what systems leave in folders counts for nothing."""
    import io
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = _files(archive)
    except (BadZipFile, ValueError):
        return False
    return bool(names) and all(map(is_picture, names))


def pages_in(archive: ZipFile) -> list[str]:
    """The names of the pictures in a ZIP, in the order of the pages."""
    return _pages(_files(archive))


def _files(archive: ZipFile) -> list[str]:
    names = [name for name in archive.namelist() if not name.endswith("/") and not name.startswith("__MACOSX/")]
    return [name for name in names if not _is_of_a_system(name)]


def _pages(names: Iterable[str]) -> list[str]:
    """The pictures among files, in the order of the pages."""
    return sorted((name for name in names if is_picture(name) and not _is_of_a_system(name)), key=page_order)


def _is_of_a_system(name: str) -> bool:
    return PurePath(name).name.lower().startswith(_LEFT_BY_SYSTEMS)


def pack(pictures: Iterable[Path]) -> bytes:
    """A ZIP of these files; the same files always give the same bytes. Raises FileMissing or FileUnreadable."""
    import io
    from zipfile import ZipFile, ZipInfo

    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for file in pictures:
            archive.writestr(ZipInfo(file.name), read_bytes(file))
    return packed.getvalue()


def bundle(pictures: Sequence[Path], folder: Path) -> Path:
    """Some pictures of one folder as one file, kept in a folder of the program; the same ones are the same file.

    Raises FileMissing, FileUnreadable, DiskFull or FileUnwritable.
    """
    import hashlib

    files = sorted(pictures, key=lambda file: page_order(file.name))
    data = pack(files)
    path = folder / hashlib.sha256(data).hexdigest()[:12] / f"{files[0].stem} 等{len(files)}张.zip"
    if not path.exists():
        write_bytes(path, data)
    return path
