"""A copy of the library that can be put in its place again. What it replaces is kept beside it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from core.errors import BackupIntoItself, DiskFull, FileMissing, FileUnwritable, LibraryDamaged, LibraryReadOnly
from core.storage.library import Library
from core.storage.lock import WriterLock
from core.storage.opening import connect, make_folder
from core.storage.schema import APPLICATION_ID
from core.storage.troubles import known, of_folder

_ROUND = 256  # pages to copy before others may write again


def back_up(library: Path, to: Path) -> None:
    """Copy the library as it stands, also while a window works with it; `to` is replaced only by a whole copy.

    Raises FileMissing, LibraryDamaged, LibraryLocked, BackupIntoItself, DiskFull or FileUnwritable.
    """
    if not library.exists():
        raise FileMissing(name=library.name)
    if _same(library, to):
        raise BackupIntoItself(name=to.name)
    aside = to.with_name(f"{to.name}.{os.getpid()}.part")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        _copy(library, aside, to.name)
        aside.replace(to)
    except (OSError, LibraryReadOnly) as error:  # of the copy, since the library is only read
        raise FileUnwritable(name=to.name) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def restore(backup: Path, library: Path) -> Path | None:
    """Put a backup in the place of the library. Returns where the one before is now, None where there was none.

    Nothing happens unless the backup is a sound library of this or an older version, and no window works with the one
    it replaces. Raises what `back_up` raises of the backup, LibraryTooNew, LibraryLocked or LibraryReadOnly.
    """
    if _same(backup, library):
        raise BackupIntoItself(name=backup.name)
    make_folder(library)
    lock = WriterLock(library)
    fresh = library.with_name(f"{library.name}.{os.getpid()}.part")
    try:
        back_up(backup, fresh)
        Library(fresh).close()  # it opens, and is brought up to date
        return _swap(fresh, library)
    except FileUnwritable as error:
        raise LibraryReadOnly(name=library.name) from error
    except OSError as error:
        raise of_folder(error, library) from error
    finally:
        lock.release()
        for rest in (fresh, Path(f"{fresh}-lock")):
            with suppress(OSError):
                rest.unlink(missing_ok=True)


def _swap(fresh: Path, library: Path) -> Path | None:
    """The journal of a killed program belongs to the file that it was working on, and would spoil the new one."""
    kept = _kept_name(library) if library.exists() else None
    moves = [(library, kept), (_journal(library), _journal(kept))] if kept is not None else []
    moved = [(old, new) for old, new in moves if old.exists()]
    for old, new in moved:
        old.replace(new)
    try:
        fresh.replace(library)
    except OSError:
        for old, new in moved:
            new.replace(old)
        raise
    return kept


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _copy(source: Path, target: Path, name: str) -> None:
    with known(source), closing(connect(source, read_only=False).conn) as db:  # what a crash left half done is undone
        ours = db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        if not ours or db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise LibraryDamaged(name=source.name)
        try:
            with closing(sqlite3.connect(target)) as copy:
                db.backup(copy, pages=_ROUND)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
                raise DiskFull(name=name) from error
            raise


def _kept_name(library: Path) -> Path:
    """勾稽资料库 恢复前 2026-11-21 093000.sqlite, beside the library."""
    when = datetime.now().strftime("%Y-%m-%d %H%M%S")
    return library.with_name(f"{library.stem} 恢复前 {when}{library.suffix}")


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
