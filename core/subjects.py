"""The official 科目 with their years of validity, read from `resources/subjects/*.csv`; its README explains them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core import resources, texts

_FILES = {"functional": "functional.csv", "economic": "economic.csv", "government": "government_economic.csv"}
STAFF = ("301", "303")  # 人员经费: 工资福利支出, 对个人和家庭的补助
OFFICE = ("302", "307", "309", "310", "311", "312", "399")  # 公用经费: what else a 基本支出 may be of
_TAIL = re.compile(r"(?:支出|费用|经费|费)$")
_BRACKETED = re.compile(r"\([^()]*\)")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[.、])")


@dataclass(frozen=True, slots=True)
class Subject:
    """One name of one code. mark: ✓, ✓p, m or m? as the README explains; years None where the name knows no limit."""

    code: str
    name: str
    valid_from: int | None = None
    valid_to: int | None = None
    mark: str = "m"
    also: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the name was seen in an official text, so that another name is worth a warning."""
        return self.mark.startswith("✓")

    def in_force(self, year: int | None) -> bool:
        """Whether the name holds in that year; an unknown year allows all that have not ended."""
        if year is None:
            return self.valid_to is None
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)

    def is_called(self, name: str) -> bool:
        """Whether `name` is this name or one of its accepted spellings, brackets and word tails aside."""
        wanted = name_key(name)
        return any(name_key(n) == wanted for n in (self.name, *self.also))


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A 科目 name for comparing: without white space, ordinal, bracketed additions and the tail 支出 / 费用 / 费."""
    return _bare(_ORDINAL.sub("", texts.key(name)))


def _bare(key: str) -> str:
    bare = _BRACKETED.sub("", key)
    return _TAIL.sub("", bare) or bare


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Subject, ...]]:
    found: dict[str, list[Subject]] = {}
    for classification in _FILES:
        for subject in _listed(classification):
            found.setdefault(subject.code, []).append(subject)
    return {code: tuple(each) for code, each in found.items()}


@lru_cache(maxsize=len(_FILES))
def _listed(classification: str) -> tuple[Subject, ...]:
    return tuple(_read(_FILES[classification]))


def listed_names() -> dict[str, str]:
    """The name of every code, of several that it had the one listed last."""
    return {subject.code: subject.name for each in _FILES for subject in _listed(each)}


def _read(file: str) -> Iterator[Subject]:
    with resources.path("subjects", file).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            also = tuple(filter(None, row["别名"].split("、")))
            yield Subject(row["编码"], row["名称"], _year(row["起用年"]), _year(row["停用年"]), row["依据"], also)


def _year(text: str) -> int | None:
    return int(text) if text else None


def named(code: str) -> tuple[Subject, ...]:
    """Every name that the code has or had; empty where the lists do not know the code."""
    return _all().get(code, ())


@lru_cache(maxsize=4096)
def codes_named(name: str, economic: bool = False) -> tuple[str, ...]:
    """Every code that has or had that name, shortest first; an ordinal counts as a part of the name here.

    economic: by the 部门预算支出经济分类, else by the 功能分类.
    """
    return _codes(economic).get(_bare(texts.key(name)), ())


@lru_cache(maxsize=2)
def _codes(economic: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for subject in _listed("economic" if economic else "functional"):
        for name in (subject.name, *subject.also):
            found.setdefault(_bare(texts.key(name)), set()).add(subject.code)
    return {name: tuple(sorted(codes, key=lambda c: (len(c), c))) for name, codes in found.items()}


def called(name: str) -> tuple[Subject, ...]:
    """Every subject of exactly that official name, whatever its code."""
    return _by_name().get(texts.key(name), ())


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Subject, ...]]:
    found: dict[str, list[Subject]] = {}
    for each in _all().values():
        for subject in each:
            found.setdefault(texts.key(subject.name), []).append(subject)
    return {name: tuple(each) for name, each in found.items()}


@lru_cache(maxsize=1)
def class_names() -> dict[str, str]:
    """The keys of the names of all functional 类, past ones too, with their codes."""
    classes = (s for code, each in _all().items() if len(code) == 3 and code[0] == "2" for s in each)
    return {name_key(s.name): s.code for s in classes}


@lru_cache(maxsize=1)
def economic_names() -> dict[str, str]:
    """The keys of the names of all economic 类 and 款 of departments with their codes; the first of two alike."""
    names: dict[str, str] = {}
    for code, each in sorted(_all().items()):
        if len(code) in (3, 5) and code[0] == "3":
            for subject in each:
                for name in (subject.name, *subject.also):
                    names.setdefault(name_key(name), code)
    return names
