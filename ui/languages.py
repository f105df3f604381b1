"""The languages that the window speaks: Chinese, and every translation that lies in `resources/translations`."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from core import resources

SOURCE = "zh_CN"


def languages() -> dict[str, str]:
    """What each language calls itself, by its code."""
    found = resources.path("translations").glob("gouji_*.qm")
    codes = (SOURCE, *sorted(file.stem.removeprefix("gouji_") for file in found))
    return {code: QLocale(code).nativeLanguageName() for code in codes}
