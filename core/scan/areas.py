"""Rectangles of a picture: lines of text, cut at the rulings that cross them, and the ruled cells around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from core.scan.rulings import Segment


class Area(NamedTuple):
    """A rectangle of the picture in pixels that holds one piece of one line of text."""

    x0: float
    top: float
    x1: float
    bottom: float


def cell_around(area: Area, across: list[Segment], down: list[Segment]) -> Area | None:
    """The ruled cell that an area lies in, None outside every table."""
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    xs = [s.x0 for s in down if s.y0 - 2 <= y <= s.y1 + 2]
    ys = [s.y0 for s in across if s.x0 - 2 <= x <= s.x1 + 2]
    left, right = [v for v in xs if v <= x], [v for v in xs if v > x]
    above, below = [v for v in ys if v <= y], [v for v in ys if v > y]
    if not (left and right and above and below):
        return None
    return Area(max(left), max(above), min(right), min(below))


def area_of(quad: Any) -> Area:
    """The upright rectangle around the corners of a line of text."""
    low, high = quad.min(axis=0), quad.max(axis=0)
    return Area(float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def cut(area: Area, across: list[Segment], down: list[Segment]) -> list[Area]:
    """The pieces of an area between the rulings that run through it."""
    middle, height = (area.top + area.bottom) / 2, area.bottom - area.top
    xs = sorted(s.x0 for s in down if area.x0 < s.x0 < area.x1 and s.y0 <= middle <= s.y1)
    pieces = [
        Area(max(area.x0, left + 2), area.top, min(area.x1, right - 2), area.bottom)
        for left, right in zip([area.x0 - 2, *xs], [*xs, area.x1 + 2], strict=True)
    ]
    return [_between(piece, across) for piece in pieces if piece.x1 - piece.x0 > 0.25 * height]


def _between(area: Area, across: list[Segment]) -> Area:
    """The area without the rulings that graze its upper or lower edge."""
    top, bottom, height = area.top, area.bottom, area.bottom - area.top
    for s in across:
        if s.x0 < area.x1 and s.x1 > area.x0:
            if top < s.y0 <= area.top + 0.3 * height:
                top = s.y0 + 2
            elif area.bottom - 0.3 * height <= s.y0 < bottom:
                bottom = s.y0 - 2
    return Area(area.x0, top, area.x1, bottom)


def holds(cell: Area, area: Area) -> bool:
    """Whether the middle of an area lies in a cell."""
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom
