"""The narrative and the tables read once for all inspections of a report, and again only where they changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from core.checks.facts import Facts
from core.checks.findings import Quote
from core.checks.text.mentions import Passage, read_narrative
from core.checks.text.places import Book
from core.model import Paragraph, ReportInfo


class Hit(NamedTuple):
    """Where a pattern matches folded narrative text, with the printed clause around it."""

    match: re.Match[str]
    quote: Quote


_narratives: WeakKeyDictionary[Facts, tuple[list[Paragraph], ReportInfo, list[Passage]]] = WeakKeyDictionary()
_books: WeakKeyDictionary[Facts, tuple[int, Book]] = WeakKeyDictionary()


def narrative_of(facts: Facts) -> list[Passage]:
    """Every paragraph of the report as read; not to be changed."""
    report = facts.report
    known = _narratives.get(facts)
    if known is None or known[0] != report.narrative or known[1] != report.info:
        known = list(report.narrative), report.info, read_narrative(report)
        _narratives[facts] = known
    return known[2]


def places_in_text(facts: Facts, pattern: re.Pattern[str], words: tuple[str, ...] = ()) -> Iterator[Hit]:
    """Every place of a pattern in the folded narrative. words: one of them stands in each paragraph that has it."""
    for passage in narrative_of(facts):
        if not words or any(word in passage.text for word in words):
            for match in pattern.finditer(passage.text):
                yield Hit(match, passage.quote(match.start(), match.end()))


def book_of(facts: Facts) -> Book:
    """The tables of the report as they stand now, indexed by words."""
    revision, book = _books.get(facts) or (None, Book(facts))
    if revision != facts.revision:
        if revision is not None:
            book.refresh()
        _books[facts] = facts.revision, book
    return book
