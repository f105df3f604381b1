"""What `resources/relations/years/*.toml` says of figures that another report of the unit has as well."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from core import resources
from core.checks.findings import Level

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """Columns whose heading has such words. report: the kind that they repeat, "same", or None for nothing to compare.

    this_year: only in columns of the report's own year (True), only of last year (False), or either.
    """

    words: re.Pattern[str]
    report: str | None = None
    this_year: bool | None = None
    level: Level = "warning"


@dataclass(frozen=True, slots=True)
class Side:
    """One figure by name: kind of report, form, row and column in the words of the catalogue."""

    report: str
    form: str
    rows: Words
    columns: Words


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that should be the same. year: of the other report, counted from this one's (-1: last year)."""

    id: str
    name: str
    here: Side
    there: Side
    year: int
    level: Level = "warning"


@dataclass(frozen=True, slots=True)
class YearBook:
    """Everything declared, in order."""

    periods: tuple[Period, ...]
    pairs: tuple[Pair, ...]


@lru_cache(maxsize=4)
def year_book(own: Path | None = None) -> YearBook:
    """What the program declares and, in `own`/years, the user; theirs come first. ValueError: a bad file."""
    files = sorted((own / "years").glob("*.toml")) if own is not None else []
    files += sorted(resources.path("relations", "years").glob("*.toml"))
    books = [_load(file) for file in files]
    pairs: dict[str, Pair] = {}
    for book in books:
        for pair in book.pairs:
            pairs.setdefault(pair.id, pair)
    return YearBook(tuple(period for book in books for period in book.periods), tuple(pairs.values()))


def _load(file: Path) -> YearBook:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8-sig"))
        return YearBook(tuple(map(_period, data.get("period", ()))), tuple(map(_pair, data.get("pair", ()))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, re.error) as error:
        raise ValueError(f"{file.name}: {error}") from error


def _period(data: Mapping[str, Any]) -> Period:
    return Period(re.compile(data["words"]), data.get("report"), data.get("this_year"), _level(data))


def _pair(data: Mapping[str, Any]) -> Pair:
    there = data["there"]
    return Pair(data["id"], data["name"], _side(data["here"]), _side(there), int(there.get("year", 0)), _level(data))


def _side(data: Mapping[str, Any]) -> Side:
    return Side(data["report"], data["form"], _words(data["row"]), _words(data["column"]))


def _words(value: Any) -> Words:
    return (value,) if isinstance(value, str) else tuple(value)


def _level(data: Mapping[str, Any]) -> Level:
    return cast(Level, data.get("level", "warning"))
