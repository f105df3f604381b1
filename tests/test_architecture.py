"""What docs/architecture.md says of the rooms holds in the sources."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from core.checks.registry import all_inspections, all_relation_kinds
from tests.sources import ROOT, at_import_time, imported, imports_of, modules

HEAVY = {
    "cv2",
    "docx",
    "lxml",
    "numpy",
    "onnxruntime",
    "openpyxl",
    "pandas",
    "pdfminer",
    "pdfplumber",
    "PIL",
    "pypdfium2",
}
HEAVY |= {"rapidocr", "sqlite_utils", "xlrd"}
HOUSE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def _rooms() -> Iterator[tuple[list[str], list[str]]]:
    """The table of the house, row by row: the modules that it speaks of, and those that they may use."""
    for line in HOUSE.splitlines():
        cells = [re.findall(r"`([a-z_./]+)`", cell) for cell in re.findall(r"(?<=\|)[^|]*(?=\|)", line)]
        if len(cells) == 3 and cells[0] and cells[0][0].startswith(("core", "ui")):
            names = [name.removesuffix("/").removesuffix(".py").replace("/", ".") for name in cells[0]]
            yield [n if n.startswith(("core", "ui")) else f"core.{n}" for n in names], [f"core.{n}" for n in cells[2]]


FOUNDATION = {"core.model"} | next({*rooms} for rooms, _ in _rooms() if "core.amounts" in rooms)
MAY_USE = {room: set(used) for rooms, used in _rooms() for room in rooms if used and room not in FOUNDATION}


def _within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(room + ".") for room in rooms)


def _own(tree: ast.Module) -> set[str]:
    """The project's own modules that a module imports."""
    known = modules("core", "ui").keys()
    return {name for name in imported(tree) if name in known and name not in ("core", "ui")}


def test_the_core_knows_no_window() -> None:
    banned = {"PySide6", "shiboken6", "ui"}
    found = {
        (name, other) for name, tree in modules("core").items() for other in imported(tree) if _within(other, banned)
    }
    assert not found


@pytest.mark.parametrize("room", MAY_USE)
def test_a_room_uses_only_the_rooms_it_may(room: str) -> None:
    allowed = FOUNDATION | MAY_USE[room] | {room}
    trees = {name: tree for name, tree in modules("core", "ui").items() if _within(name, {room})}
    found = {(name, other) for name, tree in trees.items() for other in _own(tree) if not _within(other, allowed)}
    assert trees and not found


def _contracts() -> Iterator[tuple[str, list[str]]]:
    """What the house promises: each name that is defined in its block of code, with the modules named above it."""
    block = HOUSE.partition("```python\n")[2].partition("```")[0]
    files: list[str] = []
    for line in block.splitlines():
        if line.startswith("# core/"):
            files = re.findall(r"core/[a-z_./]+\.py", line)
        yield from ((name, files) for name in re.findall(r"\b(?:def|class) (\w+)", line))


def test_what_the_house_promises_is_there() -> None:
    promised = list(_contracts())
    missing = []
    for name, files in promised:
        trees = [ast.parse((ROOT / file).read_text("utf-8")) for file in files]
        defined = {
            node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        if name not in defined:
            missing.append((name, files))
    assert len(promised) > 30 and not missing


def test_the_document_rests_on_figures_alone() -> None:
    found = {
        (name, other)
        for name, tree in modules("core").items()
        if _within(name, {"core.model"})
        for other in _own(tree)
        if not _within(other, {"core.model", "core.amounts"})
    }
    assert not found


def test_nothing_heavy_is_imported_with_a_module() -> None:
    found = {
        (name, other)
        for name, tree in modules("core", "ui").items()
        for other in imports_of(at_import_time(tree))
        if _within(other, HEAVY)
    }
    assert not found


def test_the_window_is_there_before_anything_heavy() -> None:
    script = f"import sys, main, ui.app; print(*({HEAVY!r} & {{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_every_check_that_is_written_is_registered() -> None:
    registered = {*all_relation_kinds(), *(inspection.name for inspection in all_inspections())}
    written = {
        node.name
        for tree in modules("core").values()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and any(_registers(decorator) for decorator in node.decorator_list)
    }
    assert written and written == registered


def _registers(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Name) and called.id in ("relation_kind", "inspection")
