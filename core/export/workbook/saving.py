"""A workbook becomes a file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from core.errors import DiskFull
from core.files import write_bytes


def save(book: Any, path: Path) -> None:
    """Raises DiskFull or FileUnwritable; an older file of that name is then still there."""
    from lxml.etree import LxmlError

    stream = io.BytesIO()
    try:
        book.save(stream)
    except (OSError, LxmlError) as error:  # sheets go through the folder for temporary files, nothing else can fail
        raise DiskFull(name=path.name) from error
    write_bytes(path, stream.getvalue())
