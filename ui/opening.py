"""What happens in the background when a file is opened. Everything heavy is imported here, not at the start."""

from __future__ import annotations

from pathlib import Path

from core import files
from core.progress import Progress, Silent
from ui.session import Opened


def open_file(path: Path, password: str | None = None, *, progress: Progress | None = None) -> Opened:
    """Read a report and check it. Raises KnownError or Cancelled."""
    from core.checks import Checker
    from core.pipeline import read_report

    report = read_report(path, password=password, progress=progress or Silent())
    return Opened(report, Checker(report), files.read_bytes(path), path, password=password)
