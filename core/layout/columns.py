"""The columns of a table without upright rules: rivers of white in the body, header texts in the middle above."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from core.layout.headings import CENTRED, Heading, code_levels, is_lower, lower_beside
from core.layout.lines import APART, FIGURE
from core.model import Box
from core.readers.page import Word

RIVER = 0.25  # of the font size: the least white between two columns
BESIDE = 1.5  # of the usual distance of lower texts: with a column between them, two are about twice as far apart
FLUSH = 4.0  # points: how exactly the texts of a top row fill the frame


@dataclass(slots=True)
class Column:
    """A column in the making: where its print stands, and the header text over it."""

    x0: float
    x1: float
    figures: bool = False
    heading: Heading | None = None

    @property
    def middle(self) -> float:
        """Where its header text stands, else its print."""
        return (self.x0 + self.x1) / 2 if self.heading is None else self.heading.box.centre[0]

    def meets(self, x0: float, x1: float) -> bool:
        return self.x0 < x1 and x0 < self.x1 and self.x0 < self.x1 and x0 < x1


def columns_of(
    bands: list[Column], words: list[Word], headings: list[Heading], low: list[Heading], frame: Box, hanging: bool
) -> list[Column]:
    """The columns from left to right: bands of print in the body, joined with the lowest header texts.

    low: the leaves of the headings. hanging: whether header texts stand at the top of their cells.
    """
    if hanging:
        low = [h for h in low if not _parts_neighbours(h, low, bands)]
    else:
        frame = _below_top_row(headings, frame)
        low = [h for h in low if not (_heads_others(h, low, frame) or (_blank(h.box, bands) and _among_many(h, low)))]
    columns = _merged(bands, low) if low else bands
    return _without_strays(sorted(columns, key=lambda c: c.x0), words)


def _without_strays(columns: list[Column], words: list[Word]) -> list[Column]:
    """Print without a header text joined with the column beside it, if the two never stand on one line."""
    joined: list[Column] = []
    for column in columns:
        last = joined[-1] if joined else None
        stray = last is not None and (last.heading is None) != (column.heading is None)
        if stray and last is not None and (not _share(last, column, words) or _one_cell(last, column, words)):
            heading = last.heading or column.heading
            joined[-1] = Column(last.x0, column.x1, last.figures or column.figures, heading)
        else:
            joined.append(column)
    return joined


def _share(a: Column, b: Column, words: list[Word]) -> bool:
    """Whether two columns print on one line anywhere."""
    left = [w.box.centre[1] for w in words if a.meets(w.box.x0, w.box.x1)]
    right = [w.box for w in words if b.meets(w.box.x0, w.box.x1)]
    return any(box.top < y < box.bottom for box in right for y in left)


def _one_cell(a: Column, b: Column, words: list[Word]) -> bool:
    """Whether the white between two columns of text is no wider than a space between words."""
    size = max((w.size for w in words), default=0.0)
    return not (a.figures or b.figures) and b.x0 - a.x1 < APART * size


def _heads_others(heading: Heading, low: list[Heading], frame: Box) -> bool:
    """Whether a text with nothing right below it stands over two columns, between theirs (收入 over 项目, 预算数).

    It stands in the upper half of the header, lower texts on both sides. A text that heads a column of its own is
    never so high: its cell reaches down to the body, and it stands in the middle of it.
    """
    left, right = lower_beside(heading, low)
    if left is None or right is None:
        return False
    return code_levels(left, right) or heading.box.centre[1] < frame.centre[1] - CENTRED * heading.size


def _parts_neighbours(heading: Heading, low: list[Heading], bands: list[Column]) -> bool:
    """Whether a text at the top of its cell heads the two lower ones between which it stands.

    It has no print of its own below, and there is no other that could head one of them, or they stand close.
    """
    left, right = lower_beside(heading, low)
    if left is None or right is None:
        return False
    theirs = [h.box for h in (left, right)]
    if any(b.meets(heading.box.x0, heading.box.x1) and not any(b.meets(t.x0, t.x1) for t in theirs) for b in bands):
        return False
    beside = [h.box.centre[0] for h in low if h is not heading and not is_lower(h, heading)]
    lone = min(beside, default=left.box.x1) > left.box.x0 or max(beside, default=right.box.x0) < right.box.x1
    return code_levels(left, right) or lone or _between_neighbours(heading, low)


def _below_top_row(headings: list[Heading], frame: Box) -> Box:
    """What a top row that stands over every column leaves of the header's frame; else the frame itself.

    Each text of such a row stands in the middle of its columns, so that the first starts at the left edge of the
    frame, the next where it ends, and the last ends at the right edge.
    """
    top = [h for h in headings if h.box.top < min(h.box.bottom for h in headings)]
    reached = frame.x0
    for heading in sorted(top, key=lambda h: h.box.x0):
        reached = 2 * heading.box.centre[0] - reached
    rest = [h for h in headings if not any(h is other for other in top)]
    lowest = max((h.box.bottom + h.box.top - frame.top for h in top), default=frame.top)
    below = Box(frame.x0, min(lowest, frame.bottom), frame.x1, frame.bottom)
    high = [h for h in rest if h.box.centre[1] < below.centre[1] - CENTRED * h.size]
    tiled = bool(rest) and abs(reached - frame.x1) < FLUSH and all(_in_the_middle(h, rest) for h in high)
    return below if tiled else frame


def _in_the_middle(heading: Heading, others: list[Heading]) -> bool:
    """Whether a text stands in the middle between two lower ones, as one that heads them does."""
    x = heading.box.centre[0]
    lower = [h.box.centre[0] for h in others if is_lower(h, heading)]
    return any(abs((a + b) / 2 - x) < FLUSH / 2 for a in lower for b in lower if a < x < b)


def _among_many(heading: Heading, low: list[Heading]) -> bool:
    lower = [h for h in low if is_lower(h, heading)]
    return len(lower) > 3 and _between_neighbours(heading, low)


def _between_neighbours(heading: Heading, low: list[Heading]) -> bool:
    """Whether a text heads two lower ones that are hardly further apart than lower ones are elsewhere."""
    x = heading.box.centre[0]
    lower = sorted(h.box.centre[0] for h in low if is_lower(h, heading))
    steps = [b - a for a, b in pairwise(lower)]
    return any(a < x < b and b - a < BESIDE * median(steps) for a, b in pairwise(lower))


def bands_of(words: list[Word]) -> list[Column]:
    """Bands of print that rivers of white divide from top to bottom."""
    bands: list[Column] = []
    inside: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.x0):
        if bands and word.box.x0 < bands[-1].x1 + RIVER * word.size:
            bands[-1].x1 = max(bands[-1].x1, word.box.x1)
            inside[-1].append(word)
        else:
            bands.append(Column(word.box.x0, word.box.x1))
            inside.append([word])
    for band, its in zip(bands, inside, strict=True):
        band.figures = sum(FIGURE.fullmatch(w.text) is not None for w in its) > 0.5 * len(its)
    return bands


def _merged(bands: list[Column], low: list[Heading]) -> list[Column]:
    """Bands and header texts told which belong together; a text over no print heads a blank column."""
    over = {id(h): [b for b in bands if b.meets(h.box.x0, h.box.x1)] for h in low}
    columns: list[Column] = []
    used: set[int] = set()
    for band in bands:
        mine = [h for h in low if any(b is band for b in over[id(h)])]
        if len(mine) > 1:
            columns += _cut(band, mine)
            used |= {id(h) for h in mine}
        elif mine and len(over[id(mine[0])]) > 1 and id(mine[0]) in used and not band.figures:
            columns[-1].x1 = max(columns[-1].x1, band.x1)  # 项目 over a code and a name
        elif mine and id(mine[0]) not in used:
            used.add(id(mine[0]))
            columns.append(_headed(band, mine[0]))
        else:
            columns.append(band)
    blank = [Column(h.box.x0, h.box.x1, heading=h) for h in low if id(h) not in used]
    return _paired(sorted([*columns, *blank], key=lambda c: c.x0), bands)


def _headed(band: Column, heading: Heading) -> Column:
    return Column(min(band.x0, heading.box.x0), max(band.x1, heading.box.x1), band.figures, heading)


def _cut(band: Column, over: list[Heading]) -> list[Column]:
    """A band under several header texts: columns whose print runs together somewhere."""
    edges = [band.x0, *((a.box.x1 + b.box.x0) / 2 for a, b in pairwise(over)), band.x1]
    return [
        Column(min(x0, h.box.x0), max(x1, h.box.x1), band.figures, h)
        for (x0, x1), h in zip(pairwise(edges), over, strict=True)
    ]


def _paired(columns: list[Column], bands: list[Column]) -> list[Column]:
    """Header texts in the middle of a wide column put together with print at its side."""
    printed = {id(b) for b in bands}
    paired: list[Column] = []
    for column in columns:
        last = paired[-1] if paired else None
        blank_last = last is not None and last.heading is not None and _blank(last, bands)
        if last is not None and column.heading is None and column.figures and blank_last:
            paired[-1] = Column(last.x0, column.x1, True, last.heading)
        elif (
            last is not None
            and column.heading is not None
            and _blank(column, bands)
            and last.heading is None
            and id(last) in printed
        ):
            paired[-1] = Column(last.x0, column.x1, last.figures, column.heading)
        else:
            paired.append(column)
    return paired


def _blank(place: Column | Box, bands: list[Column]) -> bool:
    """Whether no print of the body stands below."""
    return not any(b.meets(place.x0, place.x1) for b in bands)


def widen(low: list[Heading], columns: int, bounds: list[float]) -> None:
    """A header text next to a column without one stands over both if it stands in their middle."""
    headed = {h.first for h in low}
    for heading in low:
        for other in (heading.first - 1, heading.last + 1):
            if 0 <= other < columns and other not in headed:
                first, last = min(other, heading.first), max(other, heading.last)
                alone = abs((bounds[heading.first] + bounds[heading.last + 1]) / 2 - heading.box.centre[0])
                both = abs((bounds[first] + bounds[last + 1]) / 2 - heading.box.centre[0])
                if both < alone:
                    heading.first, heading.last = first, last
                    headed.add(other)
