"""What of the collected libraries goes into the program folder, and what stays behind.

python packaging/contents.py FOLDER        what a built program weighs, part by part, and what each is for
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path, PurePosixPath

# Never imported by the program. sqlite-utils looks for pandas, but we hide it there (core/storage/opening.py).
EXCLUDED = [
    *("tkinter", "IPython", "matplotlib", "pandas", "PIL._avif", "PIL._imagingtk", "lxml.objectify", "pydoc_data"),
    *("tests", "pytest", "hypothesis", "mypy", "ruff", "pip", "setuptools", "PyInstaller", "PySide6.QtNetwork"),
    *("curses", "readline", "lib2to3", "tzdata"),
]

# What PyInstaller would run at every start: the one imports multiprocessing, which only processes that read pictures
# need (main.py asks for it); the other serves tracebacks with source lines, which are not shipped.
FOR_WORKERS = "pyi_rth_multiprocessing"
NOT_AT_START = {FOR_WORKERS, "pyi_rth_inspect"}

# Qt: platforms for a desktop and for tests without a screen, the pictures that Windows and pages are made of.
_PLUGINS = re.compile(
    r"platforms/(q|libq)(windows|xcb|offscreen)\.|platforminputcontexts/lib(ibus|compose|fcitx)|xcbglintegrations/|"
    r"imageformats/(q|libq)(jpeg|ico)\."
)
_LANGUAGES = Path(__file__).resolve().parent.parent / "resources" / "translations"
# Qt's own words in every language of the window; it may know a language by its first letters alone
_TRANSLATIONS = {"qtbase_zh_CN.qm"}.union(
    f"qtbase_{code}.qm"
    for file in _LANGUAGES.glob("gouji_*.qm")
    for code in (file.stem.removeprefix("gouji_"), file.stem.removeprefix("gouji_").partition("_")[0])
)
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

# What each part of the folder is for, by the beginning of its name. On Linux cv2 is linked with FFmpeg and OpenBLAS
# and Qt with ICU: they cannot be left out there. On Windows neither is.
_PURPOSES = {
    "cv2": "OCR: turning, thresholding and warping pictures",
    "opencv": "OCR: what cv2 is linked with (Linux)",
    "PySide6": "the window: Qt Core, Gui, Widgets and one platform",
    "shiboken6": "the window: the bridge from Python to Qt",
    "rapidocr": "OCR: the models",
    "onnxruntime": "OCR: running the models",
    "numpy": "OCR: arrays, and what onnxruntime and cv2 stand on",
    "shapely": "OCR: merging the boxes of words",
    "pyclipper": "OCR: widening the boxes of words",
    "cryptography": "PDF: files with a password",
    "pypdfium2": "PDF: pages as pictures",
    "pdfminer": "PDF: words and the CMaps of Chinese fonts",
    "PIL": "pictures",
    "pillow": "pictures: what PIL is linked with (Linux)",
    "lxml": "Word and web pages",
    "docx": "Word",
    "libpython": "Python",
    "python3": "Python",
    "base_library": "Python",
    "libcrypto": "Python: hashes",
    "sqlite3": "the library",
    "libsqlite3": "the library",
    "resources": "forms, relations, subjects, samples, icons, licences",
    "gouji": "the two programs with our own code and the Python libraries",
}


def breakdown(folder: Path) -> list[tuple[str, float, str]]:
    """The parts of a program folder, the heaviest first: name, MB, purpose. Links count nothing."""
    weights: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            weights[_part(file.relative_to(folder).parts)] += file.stat().st_size
    return [(name, weight / 1e6, _purpose(name)) for name, weight in weights.most_common()]


def _part(parts: tuple[str, ...]) -> str:
    return parts[1] if parts[0] == "_internal" and len(parts) > 1 else parts[0]


def _purpose(name: str) -> str:
    return next((why for begin, why in _PURPOSES.items() if name.lower().startswith(begin.lower())), "")


def wanted(name: str) -> bool:
    """Whether the file of this name, relative to the program folder, belongs into it."""
    name = name.replace("\\", "/")
    plugin = re.search(r"PySide6/(?:Qt/)?plugins/(.*)", name)
    if plugin:
        return bool(_PLUGINS.match(plugin.group(1)))
    if "PySide6" in name and "/translations/" in name:
        return PurePosixPath(name).name in _TRANSLATIONS
    return not _UNUSED.search(name)


if __name__ == "__main__":
    for part, megabytes, purpose in breakdown(Path(sys.argv[1])):
        print(f"{megabytes:8.1f} MB  {part:<32}{purpose}")
