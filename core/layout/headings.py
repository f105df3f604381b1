"""The header of a table without rules: which text stands over which columns, told by how texts are centred."""

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
            above = next((h for h in reversed(found) if _continues(h, box, size)), None)
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
    shared = min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0)
    return shared > 0 and lower.box.centre[1] > upper.box.centre[1] + UNDER * upper.size


def tree(headings: Sequence[Heading], low: Sequence[Heading], bounds: Sequence[float], frame: Box) -> list[Heading]:
    """The header as a forest over the columns: every text that is no leaf gets the columns in whose middle it stands.

    low: the leaves, `first` and `last` set. bounds: the edges of the columns, one more than columns. frame: top and
    bottom of the header.
    """
    nodes = sorted(low, key=lambda h: h.first)
    single = {id(h) for h in low}
    several = [h for h in headings if id(h) not in single]
    for parent in sorted(several, key=lambda h: (-h.box.centre[1], h.box.x0)):
        beside = [h for h in headings if h is not parent and _level_with(h, parent)]
        run = _span(parent, nodes, bounds, frame, single, beside)
        if run is None:
            _append_to_nearest(parent, nodes)
            continue
        i, k = run
        parent.below = nodes[i:k]
        parent.first, parent.last = nodes[i].first, nodes[k - 1].last
        nodes[i:k] = [parent]
    return nodes


def _level_with(a: Heading, b: Heading) -> bool:
    return min(a.box.bottom, b.box.bottom) > max(a.box.top, b.box.top)


def _span(
    parent: Heading,
    nodes: list[Heading],
    bounds: Sequence[float],
    frame: Box,
    single: set[int],
    beside: Sequence[Heading],
) -> tuple[int, int] | None:
    """The run of nodes under a text: the one in whose middle it stands, the widest that reaches under none beside."""
    others = [h.box.centre[0] for h in beside]
    for strict in (True, False):
        fits = [_is_under(node, parent, frame, strict and id(node) in single) for node in nodes]
        errors: dict[tuple[int, int], float] = {}
        for i in range(len(nodes)):
            k = i
            while k < len(nodes) and fits[k]:
                k += 1
                left, right = bounds[nodes[i].first], bounds[nodes[k - 1].last + 1]
                if any(left < x < right for x in others) or (strict and not _on_one_level(nodes[i:k])):
                    continue
                if not (left - 2 <= parent.box.centre[0] <= right + 2 and right - left > 0.8 * parent.box.width):
                    continue
                if not _parts_code(nodes, i, k):
                    errors[i, k] = abs((left + right) / 2 - parent.box.centre[0])
        if errors:
            least = min(errors.values()) + CENTRED * parent.size
            return max(
                (run for run, error in errors.items() if error <= least), key=lambda r: (r[1] - r[0], -errors[r])
            )
    return None


def _parts_code(nodes: Sequence[Heading], i: int, k: int) -> bool:
    """Whether a run of nodes parts the levels of a code, which stand below one text."""
    edges = ((nodes[i - 1], nodes[i]) if i else None, (nodes[k - 1], nodes[k]) if k < len(nodes) else None)
    return any(code_levels(*edge) for edge in edges if edge is not None)


def code_levels(left: Heading, right: Heading) -> bool:
    """Whether two texts head neighbouring levels of a code (类, 款, 项)."""
    return all(len(h.words) == 1 and h.words[0].text in CODE_LEVELS for h in (left, right))


def _on_one_level(nodes: Sequence[Heading]) -> bool:
    """Whether texts with as many rows below them stand at one height, as those under one text do."""
    heights: dict[int, float] = {}
    return all(
        abs(heights.setdefault(node.depth, node.box.centre[1]) - node.box.centre[1]) <= UNDER * node.size
        for node in nodes
    )


def line_pitch(headings: Iterable[Heading]) -> float | None:
    """The least distance of two lines of one header text, in points; None where no text wraps."""
    pitches = []
    for heading in headings:
        middles = sorted(w.box.centre[1] for w in heading.words)
        pitches += [b - a for a, b in pairwise(middles) if b - a > UNDER * heading.size]
    return min(pitches, default=None)


def _is_under(node: Heading, parent: Heading, frame: Box, centred: bool) -> bool:
    """Whether a text can stand below another. centred: it must be in the middle of what the upper one leaves it."""
    y = node.box.centre[1]
    if y <= parent.box.centre[1] + UNDER * parent.size:
        return False
    if not centred:
        return True
    middle = (parent.box.bottom + CENTRED * parent.size + frame.bottom) / 2
    return y >= middle - CENTRED * parent.size


def _append_to_nearest(stray: Heading, nodes: list[Heading]) -> None:
    """A text that heads nothing is a piece of the column in whose middle it stands."""
    if not nodes:
        return
    nearest = min(nodes, key=lambda n: abs(n.box.centre[0] - stray.box.centre[0]))
    nearest.words = sorted([*nearest.words, *stray.words], key=lambda w: (w.box.top, w.box.x0))
    nearest.box = around((nearest.box, stray.box)) or nearest.box
