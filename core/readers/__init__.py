"""One reader per kind of file. A new kind is a new module and a line in `core/readers/kinds.py`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from core.errors import FileMissing
from core.progress import Progress, Silent
from core.readers.kinds import reader_of
from core.readers.reading import Reading, Request


def read_blocks(
    path: Path, *, password: str | None = None, ocr: bool = True, progress: Progress | None = None
) -> Reading:
    """Read a file, or a folder of pictures. Raises a KnownError where it cannot be read, Cancelled while reading."""
    if not path.exists():
        raise FileMissing(name=path.name)
    reader = import_module(f"{__name__}.{reader_of(path)}")
    reading: Reading = reader.read(Request(path, password, ocr, progress or Silent()))
    return reading
