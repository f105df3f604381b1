"""Reports that come as pictures: a file, a folder of photos, or several photos given at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.readers.picture import SUFFIXES


def is_pictures(path: Path) -> bool:
    """Whether a file, or a folder, holds its pages as pictures; a file by its name alone."""
    return path.suffix.lower() in SUFFIXES or path.is_dir()


def common_folder(paths: Sequence[Path]) -> Path | None:
    """The folder of several pictures that may be the pages of one report; None where they are anything else."""
    folders = {path.parent for path in paths}
    together = len(paths) > 1 and len(folders) == 1
    return folders.pop() if together and all(path.suffix.lower() in SUFFIXES for path in paths) else None


def count_in(folder: Path) -> int:
    """How many pictures a folder holds."""
    return sum(path.suffix.lower() in SUFFIXES for path in folder.iterdir())
