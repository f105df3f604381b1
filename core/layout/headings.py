"""The texts of a header without upright rules: words and lines put together, and which of them stand lower."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.layout.celltext import cell_text, confidence_of
from core.model import Box, around
from core.readers.page import Word

PITCH = 1.5  # of the font size: lines no further apart are one text that wraps
CENTRED = 0.35  # of the font size: how exactly a text stands in the middle
CLOSE, SPACED = 0.6, 3.0  # of the font size: the widest gap inside a text, and inside a letter-spaced one
CODE_LEVELS = frozenset("类款项")  # three columns of one character each, never a letter-spaced word
LEVEL = 1.0  # points: how exactly texts of one row begin, end or have their middle at one height
UNDER = 0.4  # of the font size: how much lower a text stands that another one heads


@dataclass(slots=True)
class Heading:
    """A header text, wrapped lines taken together. first, last: the columns that it stands over."""

    words: list[Word]
    box: Box
    size: float
    first: int = 0
    last: int = 0
    below: list[Heading] = field(default_factory=list)

    @property
    def text(self) -> str:
        return cell_text(self.words)

    @property
    def confidence(self) -> float | None:
        return confidence_of(self.words)

    @property
    def depth(self) -> int:
        """How many header rows it and what stands below it need."""
        return 1 + max((h.depth for h in self.below), default=0)


def headings_of(lines: Sequence[Sequence[Word]], bands: Sequence[tuple[float, float]] = ()) -> list[Heading]:
    """The texts of header lines. A word belongs to the text above it that it continues.

    bands: left and right edges of the print of each column of the body.
    """
    found: list[Heading] = []
    for line in lines:
        for run in _runs(line, bands):
            box = around(w.box for w in run) or run[0].box
            size = max(w.size or w.box.height for w in run)
            over = (h for h in reversed(found) if h.box.x0 < box.x1 and box.x0 < h.box.x1)
            above = next((h for h in over if _continues(h, box, size)), None)
            if above is None:
                found.append(Heading(run, box, size))
            else:
                above.words += run
                above.box = around((above.box, box)) or box
    return _letters_joined(found)


def _runs(line: Sequence[Word], bands: Sequence[tuple[float, float]]) -> list[list[Word]]:
    """Words of one line that follow each other closely, unless they stand over two columns of print."""
    runs: list[list[Word]] = []
    for word in line:
        last = runs[-1][-1] if runs else None
        close = last is not None and word.box.x0 - last.box.x1 <= CLOSE * word.size
        if last is not None and close and not _over_two(last, word, bands) and not _code_levels(last, word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _over_two(left: Word, right: Word, bands: Sequence[tuple[float, float]]) -> bool:
    """Whether one band of print begins under the left word only and another under the right one only."""
    mine = [x0 < left.box.x1 and x1 > left.box.x0 for x0, x1 in bands]
    its = [x0 < right.box.x1 and x1 > right.box.x0 for x0, x1 in bands]
    only_left = any(a and not b for a, b in zip(mine, its, strict=True))
    return only_left and any(b and not a for a, b in zip(mine, its, strict=True)) and not any(map(min, mine, its))


def _code_levels(left: Word, right: Word) -> bool:
    return {left.text, right.text} <= CODE_LEVELS


def _letters_joined(headings: list[Heading]) -> list[Heading]:
    """Letter-spaced texts (项　目) as one; characters of texts that run downwards in narrow columns stay apart."""
    joined: list[Heading] = []
    for heading in headings:
        last = next((h for h in joined if _spaced(h, heading)), None)
        if last is None:
            joined.append(heading)
        else:
            last.words += heading.words
            last.box = around((last.box, heading.box)) or last.box
    return joined


def _spaced(last: Heading, heading: Heading) -> bool:
    before, char = last.words[-1], heading.words[0]
    if len(heading.words) > 1 or len(before.text) > 1 or len(char.text) > 1 or last.box.height > 1.5 * last.size:
        return False
    if _code_levels(before, char):
        return False
    level = abs(before.box.centre[1] - char.box.centre[1]) < UNDER * heading.size
    return level and 0 < char.box.x0 - before.box.x1 < SPACED * heading.size


def _continues(above: Heading, box: Box, size: float) -> bool:
    """Whether a line goes on below the last line of a text: closely, no longer, in its middle or flush with it."""
    lowest = above.box.bottom
    if not 0 < box.bottom - lowest <= PITCH * size:
        return False
    last = around(w.box for w in above.words if w.box.bottom > lowest - UNDER * size) or above.box
    same_middle = abs(last.centre[0] - box.centre[0]) <= 0.5 * size
    flush = min(abs(last.x0 - box.x0), abs(last.x1 - box.x1)) <= 0.2 * size
    return (same_middle or flush) and box.width <= last.width + size


def leaves(headings: Sequence[Heading]) -> list[Heading]:
    """The lowest texts, one over each column, from left to right."""
    lowest = [h for h in headings if not any(_stands_over(h, other) for other in headings if other is not h)]
    return sorted(lowest, key=lambda h: h.box.x0)


def _stands_over(upper: Heading, lower: Heading) -> bool:
    return upper.box.x0 < lower.box.x1 and lower.box.x0 < upper.box.x1 and is_lower(lower, upper)


def is_lower(heading: Heading, other: Heading) -> bool:
    """Whether a text stands in a lower row than another: not only because it has more lines or fewer."""
    top, bottom = heading.box.top - other.box.top, heading.box.bottom - other.box.bottom
    return top > LEVEL and bottom > LEVEL and top + bottom > 2 * UNDER * other.size


def lower_beside(heading: Heading, low: Iterable[Heading]) -> tuple[Heading | None, Heading | None]:
    """The nearest of some texts to the left and to the right of one that stand lower."""
    lower = [h for h in low if is_lower(h, heading)]
    return (
        max((h for h in lower if h.box.x0 < heading.box.x0), key=lambda h: h.box.x0, default=None),
        min((h for h in lower if h.box.x0 > heading.box.x0), key=lambda h: h.box.x0, default=None),
    )


def hanging(headings: Sequence[Heading], low: Sequence[Heading], frame: Box) -> bool:
    """Whether texts stand at the top of their cells: one that can head no others is higher than the middle.

    low: the leaves among the texts of a header. frame: its top and bottom. A text heads others only between lower ones.
    Where that tells nothing, a leaf does that begins with one that heads others, below a third text, or texts of
    several lines beside others, which begin at the same height.
    """
    alone = [h for h in low if None in lower_beside(h, low)]
    if any(h.box.centre[1] < frame.centre[1] - 2 * CENTRED * h.size for h in alone):
        return True
    single = {id(h) for h in low}
    several = [h for h in headings if id(h) not in single]
    under = [h for h in alone if any(_stands_over(other, h) for other in several)]
    if any(_begin_together(h, other) for h in under for other in several):
        return True
    unlike = [(a, b) for a, b in pairwise(low) if abs(a.box.height - b.box.height) > UNDER * a.size]
    begun = sum(_begin_together(a, b) for a, b in unlike)
    return begun > sum(abs(a.box.centre[1] - b.box.centre[1]) < LEVEL for a, b in unlike)


def _begin_together(a: Heading, b: Heading) -> bool:
    return abs(a.box.top - b.box.top) < LEVEL


def code_levels(left: Heading, right: Heading) -> bool:
    """Whether two texts head neighbouring levels of a code (类, 款, 项)."""
    return all(len(h.words) == 1 and h.words[0].text in CODE_LEVELS for h in (left, right))


def line_pitch(headings: Iterable[Heading]) -> float | None:
    """The least distance of two lines of one header text, in points; None where no text wraps."""
    pitches = []
    for heading in headings:
        middles = sorted(w.box.centre[1] for w in heading.words)
        pitches += [b - a for a, b in pairwise(middles) if b - a > UNDER * heading.size]
    return min(pitches, default=None)
