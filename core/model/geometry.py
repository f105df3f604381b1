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
    if not each:
        return None
    return Box(min(b.x0 for b in each), min(b.top for b in each), max(b.x1 for b in each), max(b.bottom for b in each))
