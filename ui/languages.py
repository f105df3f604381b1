"""The languages that the window speaks: Chinese, and every translation that lies in `resources/translations`."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QLocale

from core import resources

SOURCE = "zh_CN"


def languages() -> dict[str, str]:
    """What each language calls itself, by its code; with its country only where two would have the same name."""
    found = resources.path("translations").glob("gouji_*.qm")
    locales = {code: QLocale(code) for code in (SOURCE, *sorted(file.stem.removeprefix("gouji_") for file in found))}
    names = {code: _without_country(locale) for code, locale in locales.items()}
    shared = Counter(names.values())
    return {code: name if shared[name] == 1 else locales[code].nativeLanguageName() for code, name in names.items()}


def _without_country(locale: QLocale) -> str:
    return QLocale(locale.language(), locale.script(), QLocale.Country.World).nativeLanguageName()
