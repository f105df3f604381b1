"""科目 by name: forms that print names without codes are read through the official lists."""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from core import resources, texts

_TAIL = re.compile(r"(?:支出|费用|经费|费)$")
_BRACKETED = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=4096)
def codes_named(name: str, economic: bool = False) -> tuple[str, ...]:
    """Every code that has or had that name (brackets and the tail 支出 / 费 aside), shortest first."""
    return _codes(economic).get(_key(name), ())


@lru_cache(maxsize=2)
def _codes(economic: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    with resources.path("subjects", "economic.csv" if economic else "functional.csv").open(
        encoding="utf-8-sig", newline=""
    ) as lines:
        for row in csv.DictReader(lines):
            for name in (row["名称"], *filter(None, row["别名"].split("、"))):
                found.setdefault(_key(name), set()).add(row["编码"])
    return {name: tuple(sorted(codes, key=lambda c: (len(c), c))) for name, codes in found.items()}


def _key(name: str) -> str:
    bare = _BRACKETED.sub("", texts.key(name))
    return _TAIL.sub("", bare) or bare
