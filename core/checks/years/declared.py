"""What `resources/relations/years/*.toml` says of figures that another report of the unit has as well."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import cast, get_args

from core import resources
from core.checks.declared import REPORTS, Words, form_in
from core.checks.findings import Level
from core.forms.catalogue import catalogue
from core.forms.entries import Entry, Stamps, read_file, read_own, read_whole, seen


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
    """Everything declared, in order, and what is wrong with files of the user."""

    periods: tuple[Period, ...]
    pairs: tuple[Pair, ...]
    wrong: tuple[str, ...] = ()


def year_book(own: Path | None = None) -> YearBook:
    """What the program declares and, in `own`/years, the user; theirs come first.

    A file of the user that is wrong is left out. The folder is read as it was when it was last looked at.
    """
    return _book(own, seen(own), tuple(catalogue().forms))


@lru_cache(maxsize=4)
def _book(own: Path | None, _: Stamps, forms: tuple[str, ...]) -> YearBook:
    read = partial(_file, forms=forms)
    books, wrong = read_own(own / "years" if own is not None else None, read)
    books += [read_file(file, read) for file in sorted(resources.path("relations", "years").glob("*.toml"))]
    pairs: dict[str, Pair] = {}
    for pair in (pair for book in books for pair in book.pairs):
        pairs.setdefault(pair.id, pair)
    return YearBook(tuple(period for book in books for period in book.periods), tuple(pairs.values()), tuple(wrong))


def _file(file: Entry, forms: Collection[str]) -> YearBook:
    return YearBook(file.each("period", _period), file.each("pair", partial(_pair, forms=forms)))


def _period(entry: Entry) -> Period:
    report = entry.choice("report", (*REPORTS, "same"), "") or None
    this_year = entry.flag("this_year") if "this_year" in entry else None
    return Period(entry.pattern("words"), report, this_year, _level(entry))


def _pair(entry: Entry, forms: Collection[str]) -> Pair:
    here, there = entry.entry("here"), entry.entry("there")
    year = there.number("year", 0)
    side = partial(_side, forms=forms)
    sides = read_whole(here, side), read_whole(there, side)
    return Pair(entry.text("id"), entry.text("name"), *sides, year, _level(entry))


def _side(entry: Entry, forms: Collection[str]) -> Side:
    form = form_in(entry, forms)
    return Side(entry.choice("report", REPORTS), form, entry.words("row", None), entry.words("column", None))


def _level(entry: Entry) -> Level:
    return cast(Level, entry.choice("level", get_args(Level), "warning"))
