"""Where tables without upright rules stand on a page: between level rules, or where figures align line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median

from core.layout.heads import CELLS, another_head, begins_body, head_of, head_of_texts, strip_of, strips_of
from core.layout.lines import BRACKETED, NUMBER, TextLine
from core.layout.rules import TOUCH, Level
from core.model import around

FAR = 3.0  # of the font size: lines further apart do not belong to one table
LARGER = 1.2  # a line set so much larger than its neighbours is a title
EXTENT = 4.0  # points: level rules whose ends differ by less belong to one table
MANY = 4  # gaps between rules that hold cells: a rule stands below each row
ROW = 2.5  # of the usual height of such rows: no row whose text goes across the table is higher
PROSE = 0.6  # of the width of a table: a wider text is prose
HEADER = 8  # lines: no header has more
WIDE = 100.0  # points: shorter rules underline a word


@dataclass(slots=True)
class Region:
    """The lines of one table. head: how many of them are header, None where no rule tells.

    x0, x1: its left and right edge. top, neck: the rules above and below the header, where there are such.
    rules: the height of every level rule, where one stands below each row.
    """

    lines: list[TextLine]
    x0: float
    x1: float
    head: int | None = None
    top: float | None = None
    neck: float | None = None
    rules: tuple[float, ...] = ()


def regions(lines: Sequence[TextLine], levels: Iterable[Level]) -> list[Region]:
    """The tables among lines that stand in no ruled grid. levels: rules that touch no upright one."""
    free, found = list(lines), list[Region]()
    frames = _frames([level for level in levels if level.x1 - level.x0 >= WIDE])
    for frame in sorted(frames, key=lambda f: f[0].x0 - f[0].x1):
        own = [level for level in frame if not any(_within(level, region) for region in found)]
        found += _between_rules(free, own) if own else ()
        taken = {id(line) for region in found for line in region.lines}
        free = [line for line in free if id(line) not in taken]  # a line belongs to one table
    return sorted([*found, *_aligned(free)], key=lambda r: r.lines[0].box.top)


def _within(level: Level, region: Region) -> bool:
    """Whether a rule parts the header of a table: a wider one above and below."""
    across = region.x0 - TOUCH <= level.x0 and level.x1 <= region.x1 + TOUCH
    return across and region.lines[0].box.top < level.y < region.lines[-1].box.bottom


def _frames(levels: list[Level]) -> list[list[Level]]:
    """Level rules with the same ends, each group from top to bottom."""
    groups: list[list[Level]] = []
    for level in sorted(levels, key=lambda v: v.y):
        for group in groups:
            if abs(group[0].x0 - level.x0) <= EXTENT and abs(group[0].x1 - level.x1) <= EXTENT:
                group.append(level)
                break
        else:
            groups.append([level])
    return groups


def _between_rules(lines: list[TextLine], levels: list[Level]) -> Iterator[Region]:
    """The tables that a group of level rules frames: each a run of gaps that hold cells rather than titles."""
    x0, x1 = levels[0].x0, levels[0].x1
    over = [line for line in lines if line.box.x0 < x1 and line.box.x1 > x0]
    inside = [line for line in over if x0 - TOUCH <= line.box.x0 and line.box.x1 <= x1 + TOUCH]
    gaps = [_gap(over, a.y, b.y) for a, b in pairwise(levels)]
    tabular: list[bool] = []
    for gap in gaps:
        above = gaps[len(tabular) - 1] if tabular and tabular[-1] else []
        below_head = bool(above) and not any(line.counted for line in above)
        tabular.append(_holds_cells(gap, below_head))
    _join_rows(tabular, gaps, levels)
    if not (tabular and tabular[0]):
        rest = _tail([line for line in inside if line.box.bottom <= levels[0].y + TOUCH])
        if rest and levels[0].y - rest[-1].box.bottom < FAR * rest[-1].size:
            yield Region(rest, x0, x1, 0)
    start = None
    for i, holds in enumerate([*tabular, False]):
        if holds and start is None:
            start = i
        elif not holds and start is not None:
            yield _framed(inside, gaps[start:i], levels[start : i + 1], last=i == len(gaps))
            start = None


def _join_rows(tabular: list[bool], gaps: list[list[TextLine]], levels: list[Level]) -> None:
    """Mark the gaps that are rows of one label or none, among rows that each have a rule below."""
    heights = [b.y - a.y for a, b in pairwise(levels)]
    rows = [height for height, holds in zip(heights, tabular, strict=True) if holds]
    if len(rows) < MANY:
        return
    across = PROSE * (levels[0].x1 - levels[0].x0)
    for i, gap in enumerate(gaps):
        low = heights[i] < ROW * median(rows) or max((line.box.width for line in gap), default=0.0) < across
        titled = any(line.caption or line.size > LARGER * _size(gaps) for line in gap)
        tabular[i] = tabular[i] or (bool(gap) and i > 0 and tabular[i - 1] and low and not titled)


def _size(gaps: list[list[TextLine]]) -> float:
    return median(line.size for gap in gaps for line in gap)


def _framed(inside: list[TextLine], gaps: list[list[TextLine]], levels: list[Level], last: bool) -> Region:
    """The table of a run of gaps; where its frame is still open at the last rule, with what follows below."""
    lines = [line for gap in gaps for line in gap]
    if len(gaps) >= MANY:
        return _levelled(inside, lines, levels, last)
    head = _head_above(gaps) if not any(line.counted for line in gaps[0]) else None
    below: list[TextLine] = []
    rest = [line for line in inside if last and line.box.top >= levels[-1].y - TOUCH]
    near = bool(rest) and rest[0].box.top - levels[-1].y < FAR * rest[0].size
    if near and (head == len(lines) or _share_ends(rest[0], lines)):
        below = following(rest, levels[0].x0, levels[0].x1, max(line.size for line in lines))
    region = Region(lines + below, levels[0].x0, levels[0].x1, head, levels[0].y)
    if head is not None:
        region.head = max(head, _above_numbers(lines))
        lowest = lines[region.head - 1].box.centre[1]
        region.neck = next(level.y for level in levels if level.y > lowest)
    return region


def _head_above(gaps: Sequence[list[TextLine]]) -> int:
    """How many lines stand above the first gap with figures or a total in it; those of the first gap where none has."""
    body = next((i for i, gap in enumerate(gaps) if any(begins_body(line) or line.totals for line in gap)), 1)
    return sum(map(len, gaps[: max(1, body)]))


def _above_numbers(lines: Sequence[TextLine]) -> int:
    """How many lines stand above a row of column numbers (栏次), whatever rules part them; 0 without such a row."""
    first = next((i for i, line in enumerate(lines) if line.numbered or line.counted), 0)
    return first if first and lines[first].numbered else 0


def _levelled(inside: list[TextLine], lines: list[TextLine], levels: list[Level], last: bool) -> Region:
    """The table whose rows each have a rule below, the last of a page perhaps none."""
    x0, x1, end = levels[0].x0, levels[0].x1, levels[-1].y
    pitch = median(b.y - a.y for a, b in pairwise(levels))
    rest = [line for line in inside if last and line.box.centre[1] > end and not NUMBER.fullmatch(line.text)]
    below = following(rest, x0, x1, max(line.size for line in lines))
    below = below[: strip_of(below)] if below and below[0].box.centre[1] < end + pitch else []
    if not any(line.counted for line in below) and len(below) < len(rest):
        below = []
    return Region(lines + below, x0, x1, None, levels[0].y, rules=tuple(level.y for level in levels))


def _gap(lines: list[TextLine], top: float, bottom: float) -> list[TextLine]:
    return [line for line in lines if top < (line.box.top + line.box.bottom) / 2 < bottom]


def _holds_cells(gap: list[TextLine], below_head: bool) -> bool:
    """Whether the lines between two rules are cells, not the title and caption of the next table.

    below_head: the gap above holds cells without figures, so that a lone 合计 may be all that this one holds.
    """
    if not gap or any(line.caption and not line.counted for line in gap):
        return False
    least = min(line.size for line in gap)
    if any(line.parts == 1 and line.size > LARGER * least for line in gap):
        return False
    return below_head or any(line.counted or line.parts > 1 for line in gap)


def _tail(lines: list[TextLine]) -> list[TextLine]:
    """The rows at the end of some lines; none without a figure."""
    return list(reversed(_head_of(reversed(lines))))


def _head_of(lines: Iterable[TextLine]) -> list[TextLine]:
    """The rows at the start of some lines, in their order; none without a figure."""
    rows: list[TextLine] = []
    counted = 0
    for line in lines:
        if (rows and _distance(rows[-1], line) > FAR * line.size) or not _like_row(line, rows):
            break
        rows.append(line)
        counted = len(rows) if line.counted else counted
    return rows[: max(counted, _labels_after(rows, counted))] if counted else []


def _labels_after(rows: list[TextLine], counted: int) -> int:
    """How far rows without figures go on behind the last figure: to the end where they keep the pace."""
    paces = [_distance(a, b) for a, b in pairwise(rows[:counted])]
    pace = max(paces, default=0.0)
    end = counted
    while end < len(rows) and _distance(rows[end - 1], rows[end]) <= pace * 1.2 + 1:
        end += 1
    return end


def _distance(a: TextLine, b: TextLine) -> float:
    return max(a.box.top, b.box.top) - min(a.box.bottom, b.box.bottom)


def _like_row(line: TextLine, rows: list[TextLine]) -> bool:
    """Whether a line can be a row (or a piece of one) of the table that the rows before it belong to."""
    if line.counted:
        return True
    if line.caption or line.text.endswith(("。", "；")) or not rows:
        return False
    reference = median(r.size for r in rows)
    if not reference / LARGER < line.size < reference * LARGER:
        return False
    across = max(r.box.x1 for r in rows) - min(r.box.x0 for r in rows)
    starts = {round(r.words[0].box.x0) for r in rows}
    near = any(abs(line.box.x0 - s) <= 3 * line.size for s in starts) or line.parts > 1
    return near and max(w.box.width for w in line.words) < 0.6 * across


def following(lines: Sequence[TextLine], x0: float, x1: float, size: float) -> list[TextLine]:
    """The lines of a table from its first one on, as long as cells follow each other. size: of its font."""
    rows: list[TextLine] = []
    x0 = min([x0, *(line.box.x0 for line in lines[:HEADER])])
    for i, line in enumerate(lines):
        apart = bool(rows) and _distance(rows[-1], line) > FAR * line.size
        if apart or line.size > LARGER * size or _ends_table(line, x0, x1) or _announces(lines[i : i + 2]):
            break
        if line is lines[-1] and line.text.isdecimal() and len(rows) > 1 and _lower(rows, line):
            break  # a page number
        rows.append(line)
    return rows


def _lower(rows: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line stands further down than the rows before it are apart."""
    return _distance(rows[-1], line) > 1.2 * max(_distance(a, b) for a, b in pairwise(rows[-4:])) + 1


def _ends_table(line: TextLine, x0: float, x1: float) -> bool:
    """Whether a line is the caption or number of the next table, a note, the foot of the page, or prose."""
    if line.caption and not line.counted:
        return True
    if NUMBER.fullmatch(line.text) and not line.text.isdecimal():
        return True
    at_left = line.box.x0 < x0 + FAR * line.size
    if line.parts > 1 or not at_left:
        return False
    prose = line.box.width > PROSE * (x1 - x0) or line.text.endswith("。")
    return prose or BRACKETED.fullmatch(line.text) is not None


def _announces(lines: Sequence[TextLine]) -> bool:
    """Whether the first of two lines is the title of a table: one text above a line that names a unit."""
    return len(lines) > 1 and lines[0].parts == 1 and not lines[0].totals and lines[1].unit


def _aligned(lines: list[TextLine]) -> Iterator[Region]:
    """Tables without any rule: below a line that names their unit, or runs of lines whose figures align."""
    i = 0
    while i < len(lines):
        if lines[i].unit and (rows := _below_caption(lines[i], lines[i + 1 :])):
            box = around(line.box for line in rows) or rows[0].box
            yield Region(rows, box.x0, box.x1, None)
            i += 1 + len(rows)
            continue
        if not lines[i].counted:
            rows = _texts(lines[i:])
            if rows:
                box = around(line.box for line in rows) or rows[0].box
                yield Region(rows, box.x0, box.x1, None)
            i += max(1, len(rows))
            continue
        rows = _head_of(lines[i:])
        if _figures_align(rows):
            whole = _heading(lines[:i], rows) + rows
            box = around(line.box for line in whole) or whole[0].box
            yield Region(whole, box.x0, box.x1, None)
        i += max(1, len(rows))


def _below_caption(caption: TextLine, below: Sequence[TextLine]) -> list[TextLine]:
    """The lines of the table under a line that names its unit; none under prose."""
    if not below or _distance(caption, below[0]) > FAR * caption.size:
        return []
    rows = following(below, min(caption.box.x0, below[0].box.x0), caption.box.x1, caption.size)
    strips = [_is_parted(strip) for strip in strips_of(rows)]
    if sum(line.counted or line.opens for line in rows) > 1:
        return rows if 8 * sum(strips) >= len(strips) else []
    # without figures the cells of a header have to stand apart
    return rows if 2 * sum(strips) >= len(strips) and any(line.parts >= CELLS for line in rows[:4]) else []


def _is_parted(strip: Sequence[TextLine]) -> bool:
    """Whether lines as close as those of one cell are cells side by side."""
    boxes = [line.box for line in strip]
    return any(line.parts > 1 for line in strip) or max(b.x0 for b in boxes) > min(b.x1 for b in boxes)


def _texts(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines at the start of some that are a table of texts; none where the first ones are not its header."""
    head = strip_of(lines[:HEADER])
    if sum(line.parts for line in lines[:head]) < CELLS or any(line.caption for line in lines[:head]):
        return []
    box = around(line.box for line in lines[:head]) or lines[0].box
    names = frozenset(word.text for line in lines[:head] for word in line.words)
    rows = following(lines, box.x0, box.x1, lines[0].size)
    rows = rows[: head + another_head(rows[head:], names)]
    return rows if head_of_texts(rows) == head == head_of(rows) and not begins_body(rows[head]) else []


def _figures_align(rows: list[TextLine]) -> bool:
    """At least three lines print amounts, most of them one that ends where another line's does."""
    counted = [line for line in rows if line.counted]
    if len(counted) < 3:
        return False
    ends = [_ends(line) for line in counted]
    lines_at = Counter(chain.from_iterable(map(_around, ends)))
    shared = sum(any(lines_at[end] > 1 for end in its) for its in ends)
    return shared >= 0.7 * len(counted) and any(line.parts > 1 for line in counted)


def _share_ends(line: TextLine, others: Iterable[TextLine]) -> bool:
    """Whether an amount of a line ends where one of another line does."""
    return any(_around(_ends(line)) & _ends(other) for other in others)


def _ends(line: TextLine) -> set[int]:
    """Where the amounts of a line end, in steps of 3 points."""
    return {round(w.box.x1 / 3) for w in line.amounts}


def _around(ends: Iterable[int]) -> set[int]:
    return {near for end in ends for near in (end - 1, end, end + 1)}


def _heading(above: list[TextLine], rows: list[TextLine]) -> list[TextLine]:
    """The header lines above the first row with a figure: down to the caption or the title."""
    heading: list[TextLine] = []
    last = rows[0]
    for line in reversed(above[-HEADER:]):
        larger = line.size > LARGER * rows[0].size
        if line.caption or larger or _distance(line, last) > FAR * line.size or line.text.endswith("。"):
            break
        heading.insert(0, line)
        last = line
    while heading and heading[0].parts == 1 and len(heading[0].words) == 1 and heading[0].box.x0 <= rows[0].box.x0 + 3:
        heading.pop(0)  # a table number (表5) or a line of text
    return heading
