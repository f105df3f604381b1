"""One program at a time writes into a library; the lock is the system's, so a killed program holds it no longer.

SQLite alone would let two programs take turns, and each would take the other's living drafts for the
remains of a crash.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from core.errors import LibraryLocked


class WriterLock:
    """Held from construction to `release`. Raises LibraryLocked where another program (or Library) holds it.

    A folder that takes no lock file takes no changes either: there it stays open, and writing fails with its reason.
    """

    def __init__(self, library: Path) -> None:
        try:
            self._handle: int | None = os.open(f"{library}-lock", os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            self._handle = None
            return
        if not _try_lock(self._handle):
            os.close(self._handle)
            raise LibraryLocked(name=library.name)

    def release(self) -> None:
        """Let others write. The empty lock file stays: removing it could take it from under another's feet."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: better unguarded than shut
            return True
        return True
