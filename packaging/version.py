"""The version of the program, and what Windows shows of it under 属性 → 详细信息."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_CHINESE, _UNICODE = 0x0804, 1200  # the language and code page of the texts


def number() -> str:
    """The version as in pyproject.toml, such as 0.1.0."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def resource(program: str, about: str) -> Any:
    """The version resource of one exe, as PyInstaller wants it. Windows only: elsewhere None."""
    try:
        from PyInstaller.utils.win32 import versioninfo as made
    except ImportError:
        return None
    four = (*map(int, number().split(".")), 0)
    texts = {
        "CompanyName": "勾稽",
        "FileDescription": about,
        "FileVersion": number(),
        "InternalName": program,
        "LegalCopyright": "MIT 许可证",
        "OriginalFilename": f"{program}.exe",
        "ProductName": "勾稽",
        "ProductVersion": number(),
    }
    strings = [made.StringStruct(name, text) for name, text in texts.items()]
    return made.VSVersionInfo(
        ffi=made.FixedFileInfo(filevers=four, prodvers=four),
        kids=[
            made.StringFileInfo([made.StringTable(f"{_CHINESE:04x}{_UNICODE:04x}", strings)]),
            made.VarFileInfo([made.VarStruct("Translation", [_CHINESE, _UNICODE])]),
        ],
    )


if __name__ == "__main__":
    print(number())
