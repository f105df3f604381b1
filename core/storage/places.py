"""Where the program keeps things on the user's machine. Nothing here makes a folder; whoever writes does."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LIBRARY_NAME = "勾稽资料库.sqlite"
PORTABLE = "portable.txt"  # beside the built program it keeps everything there, in a folder `data`
_FOLDER_NAME = "勾稽"
_DOCUMENTS = "FDD39AD0-238F-46AF-ADB4-6C85480369C7"  # FOLDERID_Documents
_LOCAL_DATA = "F1B32785-6FBA-4FCF-9D55-7B8E7F157091"  # FOLDERID_LocalAppData


def library_path() -> Path:
    """The library that is opened unless the user chose another: 文档/勾稽/勾稽资料库.sqlite, or on the stick."""
    return (portable_folder() or documents_folder() / _FOLDER_NAME) / LIBRARY_NAME


def portable_folder() -> Path | None:
    """Where a program that is carried about (on a stick) keeps all it keeps; None for one that is installed."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).parent
    return program / "data" if (program / PORTABLE).is_file() else None


def documents_folder() -> Path:
    """The user's documents (文档), wherever Windows, OneDrive or the desktop has put them."""
    if sys.platform == "win32":
        return _known_folder(_DOCUMENTS) or Path.home() / "Documents"
    return _xdg_documents() or Path.home()


def data_folder() -> Path:
    """Settings, log and the user's own forms and relations: the local application data, never roaming.

    GOUJI_DATA moves it elsewhere (tests); a program that is carried about has it beside it.
    """
    if chosen := os.environ.get("GOUJI_DATA"):
        return Path(chosen)
    if portable := portable_folder():
        return portable
    if sys.platform == "win32":
        return (_known_folder(_LOCAL_DATA) or Path.home() / "AppData" / "Local") / _FOLDER_NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "gouji"


def _known_folder(folder: str) -> Path | None:
    """Ask Windows for one of its known folders; None where it does not say."""
    if sys.platform != "win32":
        return None
    import ctypes

    place = ctypes.c_wchar_p()
    shell = ctypes.windll.shell32.SHGetKnownFolderPath
    failed = shell(_as_windows_writes(folder), 0, None, ctypes.byref(place))
    try:
        return None if failed or not place.value else Path(place.value)
    finally:
        ctypes.windll.ole32.CoTaskMemFree(place)


def _as_windows_writes(guid: str) -> bytes:
    """A GUID in the byte order of Windows, as `uuid` gives it, which takes long to import."""
    plain = bytes.fromhex(guid.replace("-", ""))
    return plain[3::-1] + plain[5:3:-1] + plain[7:5:-1] + plain[8:]


def _xdg_documents() -> Path | None:
    """The documents folder that a Linux desktop names in user-dirs.dirs; None where there is none."""
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
    try:
        lines = config.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    for line in lines:
        name, _, value = line.partition("=")
        if name.strip() == "XDG_DOCUMENTS_DIR":
            return Path(value.strip().strip('"').replace("$HOME", str(home)))
    return next((home / name for name in ("文档", "Documents") if (home / name).is_dir()), None)
