"""One reader per kind of file. A new kind is a new module and a line in `core/readers/kinds.py`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from core.layout.blocks import Block
from core.progress import Progress, Silent
from core.readers.damage import damage_known
from core.readers.kinds import reader_of
from core.readers.packed import source_bytes
from core.readers.reading import Reading, Request


def read_blocks(
    path: Path, *, password: str | None = None, ocr: bool = True, progress: Progress | None = None
) -> Reading:
    """Read a file, or a folder of pictures. Raises a KnownError where it cannot be read, Cancelled while reading."""
    data = source_bytes(path)
    with damage_known(path.name):
        reader = import_module(f"{__name__}.{reader_of(path, data)}")
        reading: Reading = reader.read(Request(path.name, data, password, ocr, progress or Silent()))
    reading.data = data
    reading.blocks = _sound(reading.blocks, path.name)
    return reading


def _sound(blocks: Iterator[Block], name: str) -> Iterator[Block]:
    with damage_known(name):
        yield from blocks
