"""Relations as data: `resources/relations/*.toml` and the user's own files, in the forms' own words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from core import resources
from core.checks.findings import Kind, Level

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredTerm:
    """One side of a declared relation: form, row and column by name, alternatives in order of preference."""

    form: str
    rows: Words
    columns: Words
    times: int
    optional: bool = False

    def filled(self, column: str, row: str) -> DeclaredTerm:
        """The same with `*` replaced."""
        rows = tuple(row if r == "*" else r for r in self.rows)
        columns = tuple(column if c == "*" else c for c in self.columns)
        return DeclaredTerm(self.form, rows, columns, self.times, self.optional)


@dataclass(frozen=True, slots=True)
class Declared:
    """One entry. each: 科目, 类 or 项目 (one equation for every line that the tables share) or pairs for `*`.

    given: conditions by name. needs, unless: (form, column) that must or must not be printed. rows: (form, row) that
    must be. report: only for 预算 or 决算, None for both. off: the rule of this id, also one of the program's own
    kinds, is silenced.
    """

    id: str
    name: str = ""
    kind: Kind = "cross_table"
    level: Level = "error"
    terms: tuple[DeclaredTerm, ...] = ()
    each: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    columns: Words = ()
    given: Words = ()
    needs: tuple[tuple[str, str], ...] = ()
    unless: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    report: str | None = None
    at_most: bool = False
    explanation: str = ""
    source: str = ""
    off: bool = False

    compared: tuple[str, ...] = field(init=False)
    forms: tuple[str, ...] = field(init=False)
    equations: tuple[tuple[str, tuple[DeclaredTerm, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        """compared: the ids of the forms in its terms. forms: these, then what else it names beside its conditions.

        equations: what is said about each value of `*`, as (value, terms); one with "" where there is no `*`.
        """
        compared = tuple(dict.fromkeys(term.form for term in self.terms))
        beside = (form for form, _ in (*self.needs, *self.unless, *self.rows))
        object.__setattr__(self, "compared", compared)
        object.__setattr__(self, "forms", tuple(dict.fromkeys([*compared, *beside])))
        pairs = self.pairs or tuple((c, c) for c in self.columns) or (("", ""),)
        equations = ((column, tuple([term.filled(column, row) for term in self.terms])) for column, row in pairs)
        object.__setattr__(self, "equations", tuple(equations))


@dataclass(frozen=True, slots=True)
class RelationBook:
    """All declared relations, and the ids of those that are silenced."""

    entries: tuple[Declared, ...]
    silenced: frozenset[str] = field(default_factory=frozenset)


@lru_cache(maxsize=4)
def relation_book(own: Path | None = None) -> RelationBook:
    """The relations of the program and, from `own`, of the user, who may replace a known id. ValueError: a bad file."""
    files = sorted(resources.path("relations").glob("*.toml"))
    if own is not None:
        files += sorted(own.glob("*.toml"))
    entries: dict[str, Declared] = {}
    silenced: set[str] = set()
    for file in files:
        for entry in _load(file):
            if entry.off:
                silenced.add(entry.id)
            else:
                silenced.discard(entry.id)
                entries[entry.id] = entry
    return RelationBook(tuple(e for e in entries.values() if e.id not in silenced), frozenset(silenced))


def _load(file: Path) -> list[Declared]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        return [_entry(entry) for entry in data.get("relation", ())]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{file.name}: {error}") from error


def _entry(data: Mapping[str, Any]) -> Declared:
    if data.get("off"):
        return Declared(data["id"], off=True)
    each = data.get("each", "")
    return Declared(
        id=data["id"],
        name=data["name"],
        kind=cast(Kind, data.get("kind", "cross_table")),
        level=cast(Level, data.get("level", "error")),
        terms=tuple(_term(term) for term in data["terms"]),
        each=each if isinstance(each, str) else "",
        pairs=() if isinstance(each, str) else tuple(_pair(item) for item in each),
        columns=_words(data.get("columns", ())),
        given=_words(data.get("given", ())),
        needs=tuple((item["form"], item["column"]) for item in data.get("needs", ()) if "column" in item),
        rows=tuple((item["form"], item["row"]) for item in data.get("needs", ()) if "row" in item),
        unless=tuple((item["form"], item["column"]) for item in data.get("unless", ())),
        report=data.get("report"),
        at_most=bool(data.get("at_most", False)),
        explanation=data.get("explanation", ""),
        source=data.get("source", ""),
    )


def _term(data: Mapping[str, Any]) -> DeclaredTerm:
    return DeclaredTerm(
        data["form"],
        _words(data.get("row", ())),
        _words(data["column"]),
        int(data.get("times", 1)),
        bool(data.get("optional", False)),
    )


def _words(value: Any) -> Words:
    return (value,) if isinstance(value, str) else tuple(value)


def _pair(item: Any) -> tuple[str, str]:
    return (item, item) if isinstance(item, str) else (item[0], item[1])
