"""What of the collected libraries goes into the program folder, and what stays behind."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

# Never imported by the program. sqlite-utils looks for pandas, but we hide it there (core/storage/opening.py).
EXCLUDED = [
    *("tkinter", "IPython", "matplotlib", "pandas", "PIL._avif", "PIL._imagingtk", "lxml.objectify", "pydoc_data"),
    *("tests", "pytest", "hypothesis", "mypy", "ruff", "pip", "setuptools", "PyInstaller", "PySide6.QtNetwork"),
    *("curses", "readline", "lib2to3"),
]

# PyInstaller runs this at every start, and it imports multiprocessing; only processes that read pictures need it.
FOR_WORKERS = "pyi_rth_multiprocessing"

# Qt: platforms for a desktop and for tests without a screen, the pictures that Windows and pages are made of.
_PLUGINS = re.compile(
    r"platforms/(q|libq)(windows|xcb|offscreen)\.|platforminputcontexts/lib(ibus|compose|fcitx)|xcbglintegrations/|"
    r"imageformats/(q|libq)(jpeg|ico)\."
)
_TRANSLATIONS = {"qtbase_zh_CN.qm"}
_UNUSED = re.compile(
    # Qt beyond a window of widgets
    r"Qt6(EglFS|Network|OpenGL|Pdf|Qml|Quick|Svg|VirtualKeyboard|Wayland|Wl)|opengl32sw|"
    r"PySide6/Qt(Network|OpenGL|Qml|Quick|Svg)|"
    # video; onnxruntime for C++ (the module for Python has its own inside)
    r"opencv_videoio|onnxruntime/capi/(lib)?onnxruntime\.(dll|so)|"
    # what GTK, which we do not use, would need
    r"/?lib(cairo|gdk|gio-2|gmodule|pango|pangocairo|pangoft2|pixman|blkid|mount|selinux|systemd|gcrypt|gpg-error|"
    r"harfbuzz\.|fribidi|thai|datrie|graphite2|rsvg|readline|tinfo|ncurses)"
)


def wanted(name: str) -> bool:
    """Whether the file of this name, relative to the program folder, belongs into it."""
    name = name.replace("\\", "/")
    plugin = re.search(r"PySide6/(?:Qt/)?plugins/(.*)", name)
    if plugin:
        return bool(_PLUGINS.match(plugin.group(1)))
    if "PySide6" in name and "/translations/" in name:
        return PurePosixPath(name).name in _TRANSLATIONS
    return not _UNUSED.search(name)
