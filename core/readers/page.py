"""A page as every reader of pages gives it: words and rulings, whether it was digital or scanned."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from core.model import Box


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters on one line without a gap of white space.

    edges: the x of every character boundary (len(text) + 1 of them), so that a word that crosses a ruling can be cut.
    size: font size in points. confidence: 0..1 from OCR, None for digital text.
    text: "" with the confidence 0 for ink in a cell that OCR could not read.
    """

    text: str
    box: Box
    edges: tuple[float, ...] = ()
    size: float = 0.0
    confidence: float | None = None


class Ruling(NamedTuple):
    """A horizontal (top == bottom) or vertical (x0 == x1) line of a table, whatever drew it."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.top == self.bottom


@dataclass(slots=True)
class Page:
    """One page as a reader sees it: its rotation applied, origin at the top left, points.

    upright: for a picture that was turned or straightened, the homography (3 × 3, row by row) from the points of the
    picture as the file holds it to the points of this page.
    pictures: where large pictures without digital text over them lie; each may be a scanned table.
    unread: why there is no usable text (a short Chinese phrase), None where there is.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    unread: str | None = None
    upright: tuple[float, ...] | None = None
    pictures: list[Box] = field(default_factory=list)
