"""Files of the user: read whole, written whole, and every refusal of the system said as a known trouble."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from core.errors import DiskFull, FileMissing, FileUnreadable, FileUnwritable


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises FileMissing or FileUnreadable."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(name=path.name) from error
    except OSError as error:
        raise FileUnreadable(name=path.name) from error


def write_text(path: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write aside, then replace: whoever reads `path` sees the old file or the new one, never half of it.

    Folders on the way are made. Raises DiskFull or FileUnwritable; the old file is then still there.
    """
    aside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(text, encoding=encoding, errors="replace", newline="\n")
        aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(name=path.name) from error
        raise FileUnwritable(name=path.name) from error
