"""Opening the SQLite file, through sqlite-utils."""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from core.errors import FileMissing
from core.storage.troubles import of_folder

if TYPE_CHECKING:
    from sqlite_utils import Database

_PATIENCE = 3.0  # seconds to wait while another program holds the file


def connect(path: Path, *, read_only: bool) -> Database:
    """The database at `path`, made with its folders where it is not there and may be written.

    Raises FileMissing, what `make_folder` raises, or sqlite3.Error.
    """
    with _without_data_frames():
        from sqlite_utils import Database

    if read_only:
        if not path.exists():
            raise FileMissing(name=path.name)
        return Database(sqlite3.connect(_uri(path), uri=True, timeout=_PATIENCE), execute_plugins=False)
    make_folder(path)
    db = Database(sqlite3.connect(path, timeout=_PATIENCE), execute_plugins=False)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def make_folder(path: Path) -> None:
    """Make the folder of the library. Raises LibraryReadOnly, LibraryUnreachable or LibraryPathTooLong."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise of_folder(error, path) from error


def _uri(path: Path) -> str:
    """A read-only address; folders on a server (//server/share) and drives (C:/) need their slashes."""
    place = path.absolute().as_posix()
    return f"file:{'//' if place.startswith('/') else '///'}{quote(place)}?mode=ro"


class _NoDataFrames(MetaPathFinder):
    def __init__(self) -> None:
        self._thread = threading.get_ident()

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        if fullname in ("numpy", "pandas") and threading.get_ident() == self._thread:
            raise ModuleNotFoundError(name=fullname)


@contextmanager
def _without_data_frames() -> Iterator[None]:
    """sqlite-utils imports numpy and pandas where they are installed, to know their types: a second for nothing.

    Only this thread goes without; another one may be importing them in earnest.
    """
    finder = _NoDataFrames()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
