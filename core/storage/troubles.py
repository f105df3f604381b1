"""What SQLite says when something is wrong, as the known troubles that a user can do something about."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import (
    DiskFull,
    KnownError,
    LibraryDamaged,
    LibraryLocked,
    LibraryMoved,
    LibraryPathTooLong,
    LibraryReadOnly,
    LibraryUnreachable,
)

_LONGEST = 240 if sys.platform == "win32" else 490  # SQLite: 512 bytes with -journal; Windows: 260 characters
_LONGEST_NAME = 245  # 255 bytes with -journal
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)
_NOT_READY = 21  # of Windows, for a drive that was pulled out; Python takes it for a lack of permission
_log = logging.getLogger(__name__)
_TROUBLES: dict[int, type[KnownError]] = {
    sqlite3.SQLITE_BUSY: LibraryLocked,
    sqlite3.SQLITE_LOCKED: LibraryLocked,
    sqlite3.SQLITE_READONLY: LibraryReadOnly,
    sqlite3.SQLITE_CANTOPEN: LibraryReadOnly,
    sqlite3.SQLITE_PERM: LibraryReadOnly,
    sqlite3.SQLITE_CORRUPT: LibraryDamaged,
    sqlite3.SQLITE_NOTADB: LibraryDamaged,
    sqlite3.SQLITE_CONSTRAINT: LibraryDamaged,  # what is stored contradicts itself
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: LibraryUnreachable,
}


@contextmanager
def known(path: Path) -> Iterator[None]:
    """Turn an SQLite error about the file at `path` into its KnownError; other errors are ours and pass through."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = _trouble(error, path)
        if trouble is None:
            raise
        _log.warning("the library: %s", getattr(error, "sqlite_errorname", type(error).__name__))
        raise trouble(name=path.name) from error
    except UnicodeDecodeError as error:  # of the words in which SQLite complains, which quote what is broken
        raise LibraryDamaged(name=path.name) from error


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """What was stored is taken out inside. Where it makes no sense the file is damaged, though SQLite reads it."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        _log.exception("the library holds what was never stored")
        raise LibraryDamaged(name=path.name) from error


def of_folder(error: OSError, path: Path) -> KnownError:
    """Why there is no folder for the library at `path`: too deep, refused, or its disk or server is not there."""
    if error.errno == errno.ENAMETOOLONG or is_too_long(path):
        return LibraryPathTooLong(name=path.name)
    refused = error.errno in _REFUSED and getattr(error, "winerror", None) != _NOT_READY
    return (LibraryReadOnly if refused else LibraryUnreachable)(name=path.name)


def is_too_long(path: Path) -> bool:
    """Whether SQLite, or Windows where nobody changed its settings, takes no path of that length."""
    if sys.platform == "win32":
        return len(str(path.absolute())) > _LONGEST
    return len(os.fsencode(path.absolute())) > _LONGEST or len(os.fsencode(path.name)) > _LONGEST_NAME


def _trouble(error: sqlite3.Error, path: Path) -> type[KnownError] | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the only one without a code that is not ours: a text that is no UTF-8
        return LibraryDamaged if "decode" in str(error) else None
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return LibraryMoved
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_ERROR and str(error).startswith("no such "):
        return LibraryDamaged  # a table or column of ours lost its name
    if primary == sqlite3.SQLITE_CANTOPEN and is_too_long(path):
        return LibraryPathTooLong
    if primary == sqlite3.SQLITE_CANTOPEN and not os.access(path.parent, os.F_OK):
        return LibraryUnreachable
    return _TROUBLES.get(primary)
