"""Files of the user: read whole, written whole, and every refusal of the system said as a known trouble."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from core.errors import DiskFull, FileMissing, FileUnreadable, FileUnwritable

LIST_SHEET = "GoujiList"  # code name of the sheets that an export adds to the tables; who reads the book skips them


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises FileMissing or FileUnreadable."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(name=path.name) from error
    except OSError as error:
        raise FileUnreadable(name=path.name) from error


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """The text as `write_bytes` writes it; what the encoding has no sign for becomes a question mark."""
    write_bytes(path, text.encode(encoding, "replace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write aside, then replace: whoever reads `path` sees the old file or the new one, never half of it.

    Folders on the way are made. Raises DiskFull or FileUnwritable; the old file is then still there.
    """
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(data)
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(name=path.name) from error
        raise FileUnwritable(name=path.name) from error
