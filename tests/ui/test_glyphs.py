"""No text of the window needs a character that the fonts of Windows may lack: it would show as a box."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_EVERYWHERE = {"−"}  # in no Chinese code page, but in every font of Windows


def _in_the_fonts(character: str) -> bool:
    """Microsoft YaHei has all of GBK and of Windows' Latin code page."""
    for code_page in ("gbk", "cp1252"):
        try:
            character.encode(code_page)
        except UnicodeEncodeError:
            continue
        return True
    return character in _EVERYWHERE


def test_every_character_of_the_window_is_in_the_fonts() -> None:
    rare = {
        (file.name, node.lineno, character)
        for file in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for character in node.value
        if character.isprintable() and not _in_the_fonts(character)
    }
    assert rare == set()
