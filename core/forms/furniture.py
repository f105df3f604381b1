"""Page numbers and running heads: what is printed on every page and belongs to none."""

from __future__ import annotations

import re

from core import texts
from core.forms import wording
from core.layout.blocks import Line

_EDGE = 66.0  # points: page margins in which a running head or foot stands
_NUMBER_EDGE = 0.13  # part of the page's height in which a bare number is a page number
_DRIFT = 12.0  # points: so much higher or lower a scanner takes in the next page
_DIGITS = re.compile(r"\d+")


class Furniture:
    """Learns page by page. The first copy of a running head is only known for one later: see `known`."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, bool], set[tuple[int, float]]] = {}

    def holds(self, line: Line) -> bool:
        """Whether the line is a page number or repeats a running head of an earlier page."""
        if wording.is_page_number(line.text) or _edge_number(line):
            return True
        place = _place(line)
        if place is None or line.page is None:
            return False
        text, distance = place
        self._seen.setdefault(text, set()).add((line.page, distance))
        return self.known(line)

    def known(self, line: Line) -> bool:
        """Whether the line has turned out to be a running head."""
        place = _place(line)
        if place is None:
            return False
        return len({page for page, at in self._seen.get(place[0], ()) if abs(at - place[1]) <= _DRIFT}) > 1


def _edge_number(line: Line) -> bool:
    if not wording.is_bare_number(line.text):
        return False
    if line.box is None or not line.page_height:
        return line.text.strip()[:1] in "-—–"
    edge = _NUMBER_EDGE * line.page_height
    return line.box.top < edge or line.box.bottom > line.page_height - edge


def _place(line: Line) -> tuple[tuple[str, bool], float] | None:
    """A line in the margin: its wording and whether it is the lower margin; the distance from the page's edge, points.

    None for lines elsewhere and for what each table needs itself.
    """
    if line.box is None or not line.page_height:
        return None
    below = line.box.top > line.page_height - _EDGE
    if not below and line.box.bottom > _EDGE:
        return None
    if wording.is_unit_line(line.text) or wording.is_title(line.text) or wording.number_of(line.text):
        return None
    distance = line.page_height - line.box.top if below else line.box.top
    return (_DIGITS.sub("#", texts.key(line.text)), below), distance
