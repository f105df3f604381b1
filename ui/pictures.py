"""Reports that come as pictures: a file, a folder of photos, or several photos given at once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from core.readers.packed import bundle, is_picture
from core.storage.places import data_folder

if TYPE_CHECKING:
    from core.storage.library import Library

LATELY = 86400.0  # seconds


def is_pictures(path: Path) -> bool:
    """Whether a file, a folder or a ZIP holds its pages as pictures; a file by its name alone."""
    return is_picture(path.name) or path.suffix.lower() == ".zip" or path.is_dir()


def common_folder(paths: Sequence[Path]) -> Path | None:
    """The folder of several pictures that may be the pages of one report; None where they are anything else."""
    folders = {path.parent for path in paths}
    together = len(paths) > 1 and len(folders) == 1
    return folders.pop() if together and all(is_picture(path.name) for path in paths) else None


def count_in(folder: Path) -> int:
    """How many pictures a folder holds."""
    return sum(is_picture(path.name) for path in folder.iterdir())


def put_together(pictures: Sequence[Path]) -> Path:
    """Some pictures of a folder as one file, kept where the program keeps its own. Raises KnownError."""
    path = bundle(pictures, _kept())
    with suppress(OSError):
        path.touch()
    return path


def discard_unused(library: Library) -> None:
    """Delete what was put together and no report, draft or recent file of the library comes from any more.

    What was put together lately stays: it may be about to be opened. For the library's thread.
    """
    files = list(_kept().glob("*/*.zip"))
    if not files or library.read_only:
        return
    known = {each.path for each in (*library.reports(), *library.drafts(), *library.recent())}
    for file in files:
        with suppress(OSError):
            if str(file) not in known and time() - file.stat().st_mtime > LATELY:
                file.unlink()
                file.parent.rmdir()


def _kept() -> Path:
    return data_folder() / "pictures"
