"""Which program this is, and of what it is made: for 关于 and for a diagnosis."""

from __future__ import annotations

import platform
import tomllib
from importlib.metadata import PackageNotFoundError, version

from core import resources

PARTS = ("PySide6-Essentials", "pypdfium2", "pdfplumber", "onnxruntime", "rapidocr", "sqlite-utils")


def program() -> str:
    """The version of 勾稽, such as 0.1.0: what pyproject.toml says, which the built program brings along."""
    with (resources.path().parent / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def parts() -> dict[str, str]:
    """Python and the larger libraries by name; what cannot be told is left out."""
    found = {"Python": platform.python_version()}
    for name in PARTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
