"""What SQLite says when something is wrong, as the known troubles that a user can do something about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import DiskFull, KnownError, LibraryDamaged, LibraryLocked, LibraryReadOnly, LibraryUnreachable

_TROUBLES: dict[int, type[KnownError]] = {
    sqlite3.SQLITE_BUSY: LibraryLocked,
    sqlite3.SQLITE_LOCKED: LibraryLocked,
    sqlite3.SQLITE_READONLY: LibraryReadOnly,
    sqlite3.SQLITE_CANTOPEN: LibraryReadOnly,
    sqlite3.SQLITE_PERM: LibraryReadOnly,
    sqlite3.SQLITE_CORRUPT: LibraryDamaged,
    sqlite3.SQLITE_NOTADB: LibraryDamaged,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: LibraryUnreachable,
}


@contextmanager
def known(path: Path) -> Iterator[None]:
    """Turn an SQLite error about the file at `path` into its KnownError; other errors are ours and pass through."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        trouble = _TROUBLES.get(code & 0xFF) if code is not None else None  # the low byte is the primary code
        if trouble is None:
            raise
        raise trouble(name=path.name) from error
