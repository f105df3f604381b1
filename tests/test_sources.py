"""What holds for every text file of the project: its encoding, its language, and whom it speaks of."""

from __future__ import annotations

import ast
import re
import subprocess

import pytest

from tests.sources import ROOT, modules

TEXT = {".py", ".md", ".toml", ".txt", ".csv", ".qss", ".ts", ".spec", ".sh", ".lock", ""}
MOJIBAKE = re.compile("[" + "".join(chr(c) for c in (0x9352, 0x9428, 0x951B, 0x9286, 0xFFFD)) + "]")
PATH = re.compile(r"(?<![\w/.:*<>\\)\]}?-])/([a-z][\w-]*)/[\w.]")
ANYWHERE = {"bin", "etc", "proc", "usr", "reports", "py"}  # of every Unix, made up for a test, where Wine keeps Python
ADDRESS = re.compile(r"https?://(?:localhost|\d+\.\d+\.)")
WORDS = re.compile(r"[A-Za-z]{3,}")
KEYS = {"Alt", "Ctrl", "Enter", "Esc", "PgDn", "PgUp", "Shift"}
MAY_BE_LATIN = KEYS | {"CSV", "Excel", "Gouji", "HTML", "JSON", "OCR", "PDF", "SQLite", "TXT", "Word"}


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    return [name for name in listed.stdout.decode().split("\0") if name]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    names = _tracked()
    if not names:
        pytest.skip("not a working copy of the repository")
    paths = {name: ROOT / name for name in names}
    return {n: p.read_bytes().decode("utf-8") for n, p in paths.items() if p.suffix in TEXT and p.is_file()}


def test_every_text_is_utf_8_without_debris(texts: dict[str, str]) -> None:
    assert texts
    assert {name for name, text in texts.items() if MOJIBAKE.search(text)} == set()


def test_no_text_names_a_place_of_one_machine(texts: dict[str, str]) -> None:
    paths = {(name, m.group()) for name, text in texts.items() for m in PATH.finditer(text) if m[1] not in ANYWHERE}
    assert paths == set()
    assert {(name, m.group()) for name, text in texts.items() if (m := ADDRESS.search(text))} == set()
    assert {(name, link) for name, text in texts.items() for link in _links_out(name, text)} == set()


def _links_out(name: str, text: str) -> list[str]:
    """Relative paths that lead out of the project."""
    folder = (ROOT / name).parent
    links = re.findall(r"(?<![\w.])(?:\.\./)+\w[\w./-]*", text)
    return [link for link in links if not (folder / link).resolve().is_relative_to(ROOT)]


def test_the_lock_names_no_address(texts: dict[str, str]) -> None:
    lock = texts["requirements.lock"]
    assert not re.search(r"https?:|file:|--index|--find-links|@ ", lock)
    pinned = re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE)
    assert dict(pinned)["pyside6-essentials"] == "6.9.3"
    assert tuple(map(int, dict(pinned)["numpy"].split(".")[:2])) < (2, 2)
    assert lock.count("--hash=sha256:") >= len(pinned) > 40
    assert len([name for name, _ in pinned if name.startswith("opencv")]) <= 1


def test_what_the_user_reads_is_chinese() -> None:
    """A text with Chinese in it has no other Latin words than names that the user knows."""
    found = set()
    for name, tree in modules("ui").items():
        for text in _spoken(tree):
            if re.search("[\u4e00-\u9fff]", text):
                bare = re.sub(r"\{[^}]*\}|<[^>]*>|&[a-z]+;|\*\.\w+", "", text)
                found |= {(name, word) for word in WORDS.findall(bare) if word not in MAY_BE_LATIN}
    assert found == set()


def _spoken(tree: ast.Module) -> set[str]:
    """The string constants that are no docstrings."""
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in silent)
    return {node.value for node in constants if isinstance(node.value, str)}
