"""The vocabulary of printed forms, read once from `resources/printed`, with the names of the 科目."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from core import resources, subjects, texts
from core.layout.text.vocabulary import Path, PrintedForm, Vocabulary, heading_key

_CHOICE = re.compile(r"\[([^\]]*)\]")
_SINGLE = {"类", "款", "项"}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Headings, printed columns, row labels and subject names. ValueError names a file that is wrong."""
    words, labels = _load("headings.toml"), _load("labels.toml")
    forms = tuple(PrintedForm(e["form"], tuple(columns_of(e["columns"]))) for e in _load("columns.toml")["layout"])
    printed = {heading_key(step): heading_key(step) for form in forms for path in form.columns for step in path}
    return Vocabulary(
        headings=printed | dict(_headings(words["headings"])),
        forms=forms,
        labels={side: frozenset(map(texts.key, labels[side])) for side in ("income", "expenditure", "total")},
        hints=labels["hints"],
        seldom=frozenset(words["seldom"]),
        indents={texts.key(name): blanks for name, blanks in labels["indents"].items()},
        indicators={name: frozenset(map(texts.key, names)) for name, names in labels["indicators"].items()},
        subjects=subjects.listed_names(),
        roles={name: role for role, names in words["roles"].items() for name in names},
    )


def expand(pattern: str) -> Iterator[str]:
    """Every wording of a pattern: "附属[单位|部门]上缴[收入|]" gives four."""
    parts = _CHOICE.split(pattern)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    return ("".join(words) for words in product(*choices))


def columns_of(text: str) -> Iterator[Path]:
    """The header paths that lines of "a/b : c | d" describe."""
    for line in filter(None, map(str.strip, text.splitlines())):
        above, colon, leaves = line.partition(" : ")
        parents = tuple(above.split("/")) if colon else tuple(line.split("/"))
        if not colon:
            yield parents
        else:
            yield from ((*parents, leaf.strip()) for leaf in leaves.split(" | "))


def _headings(classes: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    known: set[str] = set()
    for name, patterns in classes.items():
        for wording in (w for pattern in patterns for w in expand(pattern)):
            key = heading_key(wording)
            if key not in known and (len(key) > 1 or key in _SINGLE):
                known.add(key)
                yield key, name


def _load(name: str) -> dict[str, Any]:
    path = resources.path("printed", name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error
