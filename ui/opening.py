"""What happens in the background when a file is opened. Everything heavy is imported here, not at the start."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from core.model import Report
from core.progress import Progress, Silent
from ui.session import Opened

if TYPE_CHECKING:
    from core.checks import Checker

log = logging.getLogger(__name__)


def open_file(path: Path, password: str | None = None, *, progress: Progress | None = None) -> Opened:
    """Read a report and check it. Raises KnownError or Cancelled."""
    from core.pipeline import read_with_source

    report, data = read_with_source(path, password=password, progress=progress or Silent())
    opened = Opened(report, checker_of(report), data, path, password=password)
    source, tables = report.source, len(report.tables)
    log.info("opened a %s file: %s pages, %d tables, %s s", source.kind, source.pages, tables, source.seconds)
    return opened


def source_of(path: Path) -> bytes:
    """What the pages of a file, or of a folder of pictures, are drawn from. Raises KnownError."""
    from core.readers.packed import source_bytes

    return source_bytes(path)


def checker_of(report: Report) -> Checker:
    """The checker of a report, all its relations evaluated, the user's own included. It has a copy of its own."""
    from core.pipeline import checker_for

    return checker_for(report.copy())
