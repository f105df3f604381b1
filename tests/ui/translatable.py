"""Every text of the window that can be translated. `python -m tests.ui.translatable` brings all .ts files up to date.

`python -m tests.ui.translatable ug_CN` begins another language. Then: pyside6-lrelease resources/translations/*.ts
"""

from __future__ import annotations

import ast
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
_CONTEXTS = {"_t": "actions", "_tr": "messages"}
Text = tuple[str, str]  # context, Chinese source


def source_texts() -> set[Text]:
    """All texts in `ui/`, with the context under which Qt looks them up."""
    return {text for file in (ROOT / "ui").rglob("*.py") for text in _texts_in(file)}


def files() -> list[Path]:
    """The .ts file of every language."""
    return sorted(FOLDER.glob("gouji_*.ts"))


def translations(file: Path) -> dict[Text, str]:
    """The texts of a language."""
    root = ElementTree.parse(file).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message.findtext("translation", "")
        for context in root.findall("context")
        for message in context.findall("message")
    }


def write(file: Path, known: dict[Text, str]) -> None:
    """The .ts file with every source text, translated where `known` has it."""
    language = file.stem.removeprefix("gouji_")
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="zh_CN")
    contexts: dict[str, ElementTree.Element] = {}
    for name, source in sorted(source_texts()):
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = source
        ElementTree.SubElement(message, "translation").text = known.get((name, source), "")
    ElementTree.indent(root)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file.write_text(head + ElementTree.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def _texts_in(file: Path) -> Iterator[Text]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        owner = node.name if isinstance(node, ast.ClassDef) else ""
        inner = ast.walk(node) if owner else iter([node])
        for call in inner:
            if isinstance(call, ast.Call) and (text := _text_of(call, owner)):
                yield text


def _text_of(call: ast.Call, owner: str) -> Text | None:
    argument = call.args[0] if call.args else None
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        return None
    if isinstance(call.func, ast.Attribute) and call.func.attr == "tr" and owner:
        return owner, argument.value
    if isinstance(call.func, ast.Name) and call.func.id in _CONTEXTS:
        return _CONTEXTS[call.func.id], argument.value
    return None


if __name__ == "__main__":
    for language in sys.argv[1:]:
        (FOLDER / f"gouji_{language}.ts").touch()
    for each in files():
        write(each, translations(each) if each.stat().st_size else {})
