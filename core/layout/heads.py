"""How many lines of a table without rules are its header: down to its first figures, or to labels above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from core.layout.headings import PITCH, headings_of
from core.layout.lines import FIGURE, TextLine

CELLS = 3  # of one line: fewer texts side by side may be anything
SHOWN = 6  # lines of a body that show whether texts stand in columns
BODY_SAMPLE = 8  # lines of the body that show where labels begin
AGAIN = 3  # rows whose labels begin at one place have a column there


def head_of(lines: Sequence[TextLine]) -> int:
    """How many lines are header, where no rule tells."""
    head = next((i for i, line in enumerate(lines) if begins_body(line)), len(lines))
    if head == len(lines):
        return head_of_texts(lines) or head - (head > 1 and lines[-1].totals)
    while head > 1 and not lines[head].numbered and _blank_row(lines[head - 1], lines[head - 2], lines[head:]):
        head -= 1
    return _above_labels(lines, head)


def begins_body(line: TextLine) -> bool:
    """Whether a line can only be a row, or one of column numbers (栏次)."""
    return line.counted or line.numbered or line.opens


def _blank_row(line: TextLine, above: TextLine, below: Sequence[TextLine]) -> bool:
    """Whether a line above the first figures is a label whose figures are blank, not the end of a header text."""
    if line.parts > 1 or not any(abs(line.box.x0 - other.box.x0) < 2.0 for other in below[:BODY_SAMPLE]):
        return line.totals and line.parts == 1
    return below[0].box.centre[1] - line.box.centre[1] < 1.2 * (line.box.centre[1] - above.box.centre[1]) + 1


def _above_labels(lines: Sequence[TextLine], head: int) -> int:
    """How many lines of a header are left above rows of labels: those begin where labels of other rows do."""
    top = strip_of(lines[:head])
    if top == head or _columns(lines[:top]) < CELLS:
        return head
    rows = [_starts(strip) for strip in strips_of(lines[top:])]
    if 2 * sum(_again(x, rows) for x in _starts(lines[:top])) > _columns(lines[:top]):
        return head  # so do most texts of the header
    return next((i for i in range(top, head) if any(_again(x, rows) for x in _starts(lines[i : i + 1]))), head)


def _starts(lines: Iterable[TextLine]) -> set[int]:
    """Where labels of one row begin, in points."""
    return {round(word.box.x0) for line in lines for word in line.words if not FIGURE.fullmatch(word.text)}


def _again(x: int, rows: Sequence[set[int]]) -> bool:
    """Whether labels of several rows begin at one place."""
    return sum(not starts.isdisjoint((x - 1, x, x + 1)) for starts in rows) >= max(2, min(AGAIN, len(rows)))


def strips_of(lines: Sequence[TextLine]) -> Iterator[Sequence[TextLine]]:
    """Lines taken together that stand as closely as those of one cell."""
    while lines:
        end = strip_of(lines)
        yield lines[:end]
        lines = lines[end:]


def strip_of(lines: Sequence[TextLine]) -> int:
    """How many lines at the start of some stand as closely as those of one cell."""
    return next((i for i, (a, b) in enumerate(pairwise(lines), 1) if _parted(a, b)), len(lines))


def _parted(above: TextLine, below: TextLine) -> bool:
    return below.box.centre[1] - above.box.centre[1] > PITCH * below.size


def another_head(rows: Sequence[TextLine], names: frozenset[str]) -> int:
    """How many lines stand above the header of a further table like theirs; all of them where there is none."""
    above = 0
    for strip in strips_of(rows):
        if any(len(line.words) >= CELLS and names.issuperset(w.text for w in line.words) for line in strip):
            break
        above += len(strip)
    return above


def _columns(lines: Iterable[TextLine]) -> int:
    """How many texts stand side by side in lines of one row."""
    return len(headings_of([line.words for line in lines]))


def head_of_texts(rows: Sequence[TextLine]) -> int:
    """How many lines of a table without figures are its header: those above lines of one cell in each column.

    0 where that cannot be told: the lower texts of a header stand several below one upper text.
    """
    head = strip_of(rows)
    if head == len(rows):
        return 0
    places = [column.box.centre[0] for column in headings_of([line.words for line in rows[:head]])]
    below = [_columns_under(line, places) for line in rows[head : head + SHOWN]]
    distinct = all(len(set(columns)) == len(columns) for columns in below)
    if distinct and any(2 * len(c) >= len(places) and len(c) >= CELLS for c in below):
        return head
    return head if len(places) >= CELLS and _in_columns(rows[head:]) else 0


def _columns_under(line: TextLine, places: Sequence[float]) -> list[int]:
    """Which of the places each text of a line is nearest to."""
    middles = [part.box.centre[0] for part in headings_of([line.words])]
    return [min(range(len(places)), key=lambda i: abs(places[i] - middle)) for middle in middles]


def _in_columns(rows: Sequence[TextLine]) -> bool:
    """Whether most lines have several texts, each of which begins where texts of other lines do."""
    starts = [{round(w.box.x0) for line in strip for w in line.words} for strip in islice(strips_of(rows), SHOWN)]
    flush = sum(sum(_again(x, starts) for x in its) > 1 for its in starts)
    return flush > max(1, len(starts) // 2)
