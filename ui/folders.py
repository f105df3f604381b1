"""Shows a folder in the file manager of the desktop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show(place: Path) -> None:
    """Open the folder, or that of the file; before the first saving there may be none, then the nearest above it."""
    folder = next((path for path in (place, *place.parents) if path.is_dir()), place.parent)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
