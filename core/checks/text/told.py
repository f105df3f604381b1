"""Where each amount of the narrative stands in the tables: what a reader of the narrative wants to click."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.checks.facts import Facts
from core.checks.text.shared import book_of, narrative_of
from core.model import CellRef


@dataclass(frozen=True, slots=True)
class Told:
    """An amount at start..end of the text of a paragraph (by its index in the narrative).

    cells: where the tables say the same, or, where they contradict it, all that ought to. agrees None: the tables hold
    nothing to compare it with.
    """

    paragraph: int
    start: int
    end: int
    cells: tuple[CellRef, ...] = ()
    agrees: bool | None = None


def told_amounts(facts: Facts) -> Iterator[Told]:
    """Every amount that was understood, in the order of the text."""
    book = book_of(facts)
    for passage in narrative_of(facts):
        for mention in passage.mentions:
            start, end = passage.printed_span(mention)
            places = book.places(passage, mention)
            agreeing = tuple(place.ref for place in places if place.agrees(mention))
            cells = agreeing or tuple(place.ref for place in places)
            yield Told(passage.index, start, end, cells, bool(agreeing) if places else None)
