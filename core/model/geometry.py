"""Places on a page, in points from the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page, in points; y grows downwards, as a reader sees the page (its rotation applied)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def contains(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def around(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all of them, None if there are none."""
    each = list(boxes)
    if len(each) < 2:
        return each[0] if each else None
    x0s, tops, x1s, bottoms = zip(*each, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))
