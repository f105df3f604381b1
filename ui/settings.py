"""What the window remembers: an ini file in the user's data folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core.storage import places

RECENT = 12


class Settings:
    """Typed access to the ini file. Nothing in it is needed for the program to start."""

    def __init__(self, path: Path | None = None) -> None:
        file = path or places.data_folder() / "window.ini"
        with suppress(OSError):  # on a stick that cannot be written nothing is remembered
            file.parent.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        return str(self._store.value("look/theme", "light"))

    @theme.setter
    def theme(self, mode: str) -> None:
        self._store.setValue("look/theme", mode)

    @property
    def language(self) -> str:
        return str(self._store.value("look/language", "zh_CN"))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("look/language", code)

    @property
    def library(self) -> Path:
        return Path(str(self._store.value("library/path", str(places.library_path()))))

    @library.setter
    def library(self, path: Path) -> None:
        self._store.setValue("library/path", str(path))

    @property
    def recent(self) -> list[str]:
        """Paths of the files opened last, newest first."""
        kept = self._store.value("files/recent", [])
        return [kept] if isinstance(kept, str) else [str(p) for p in kept or []]

    def remember_file(self, path: Path) -> None:
        text = str(path)
        self._store.setValue("files/recent", [text, *(p for p in self.recent if p != text)][:RECENT])

    def forget_file(self, path: str) -> None:
        self._store.setValue("files/recent", [p for p in self.recent if p != path])

    def layout(self, name: str) -> QByteArray:
        """The saved state of a splitter or window, empty where there is none."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        self._store.setValue(f"layout/{name}", state)

    def flag(self, name: str, default: bool) -> bool:
        return str(self._store.value(f"view/{name}", default)).lower() == "true"

    def keep_flag(self, name: str, value: bool) -> None:
        self._store.setValue(f"view/{name}", value)
