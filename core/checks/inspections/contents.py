"""The page of contents against the tables: each that it names is there, once, and in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from core.checks.facts import Facts
from core.checks.findings import Finding, Kind, Quote
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.model import Report

_TITLE = r"(?P<title>.{4,40}?表)(?:\(?\d*\)?|[.…·]+\d*)$"
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"^(?:表|公开|附表)(?:[{_NUMERALS}]+|\d{{1,2}})(?:表)?[、.:：]?{_TITLE}")
_LISTED = re.compile(rf"^(?:[{_NUMERALS}]{{1,3}}[、.]|\([{_NUMERALS}]{{1,3}}\)|\(?\d{{1,2}}[.、)]){_TITLE}")
_OTHERS = re.compile(r"见|公开表$|报表$|附表$|[:：，。]")
_LEAST = 3  # so many lines before the first table that name tables are a page of contents


class _Entry(NamedTuple):
    """A line that names a table. tables: places of those that it may mean; closely: whether their titles say so."""

    place: Quote
    title: str
    tables: list[int]
    closely: bool


@inspection(looks_at=("captions", "narrative"))
def contents(facts: Facts) -> Iterator[Finding]:
    """Tables that the contents name and that are missing, or stand in another order; a line that stands there twice."""
    report = facts.report
    titles = [fold(table.title or "").text for table in report.tables]
    numbered = [_entry(quote, title, titles) for quote, title in _lines(report, _NUMBERED)]
    entries = numbered or _contents([_entry(quote, title, titles) for quote, title in _lines(report, _LISTED)])
    for entry in entries if not report.unread else ():
        if not entry.tables:
            yield _finding("table.missing", "missing_table", f"目录里的“{entry.place.text}”没有找到对应的表。", entry)
    first = [entry for entry in entries if (entry.place.paragraph or 0) < report.opening]
    yield from _doubled(first[:-1])  # the last may be the title of the first table itself
    yield from _out_of_order(first, titles)


def _lines(report: Report, pattern: re.Pattern[str]) -> Iterator[tuple[Quote, str]]:
    """The lines that name a table, with the title in them; those that are not numbered as tables before the first."""
    for index, paragraph in enumerate(report.narrative):
        if "表" in paragraph.text and len(paragraph.text) < 80 and (pattern is _NUMBERED or index < report.opening):
            match = pattern.match(fold(paragraph.text).text)
            if match and (pattern is _NUMBERED or not _OTHERS.search(match["title"])):
                yield Quote(paragraph.text.strip(), paragraph.page, index), match["title"]


def _contents(entries: list[_Entry]) -> list[_Entry]:
    """The entries, where they are enough to be a page of contents and most of them name tables of the report."""
    known = sum(entry.closely for entry in entries)
    return entries if len(entries) >= _LEAST and known * 2 > len(entries) else []


def _entry(place: Quote, title: str, titles: list[str]) -> _Entry:
    for alike in (_is, _holds):
        if tables := [at for at, other in enumerate(titles) if other and alike(title, other)]:
            return _Entry(place, title, tables, True)
    return _Entry(place, title, [at for at, other in enumerate(titles) if other and _resembles(title, other)], False)


def _is(title: str, other: str) -> bool:
    return title == other


def _holds(title: str, other: str) -> bool:
    return title in other or other in title


def _resembles(title: str, other: str) -> bool:
    return SequenceMatcher(None, title, other).ratio() > 0.7


def _doubled(entries: list[_Entry]) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry in entries:
        if entry.title in seen and len(entry.tables) < 2:
            yield _finding("table.listed_twice", "order", f"目录里“{entry.title}”列了两次。", entry)
        seen.add(entry.title)


def _out_of_order(entries: list[_Entry], titles: list[str]) -> Iterator[Finding]:
    """The first two lines whose tables stand the other way round; those that may mean several tables say nothing."""
    sure = [entry for entry in entries if entry.closely and len(entry.tables) == 1]
    if len({titles[entry.tables[0]] for entry in sure}) < len(sure):
        return
    for entry, after in pairwise(sure):
        if entry.tables[0] > after.tables[0]:
            said = f"目录里“{entry.title}”排在“{after.title}”之前，报告里这两张表的次序相反。"
            yield _finding("table.order", "order", said, after)
            return


def _finding(rule: str, kind: Kind, message: str, entry: _Entry) -> Finding:
    return Finding(rule, kind, "info", message, text=entry.place)
