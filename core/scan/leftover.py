"""What the ink says beside the detector: the clipped ends of lines, digits and dashes that it passed over."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from core.scan.areas import Area, cell_around, holds
from core.scan.rulings import Segment, boxes, ink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ocr import Picture
    from core.scan.rulings import Mask

SPECK = 4  # pixels at 200 dpi: dust is no larger
MOST_GROWTH = 2.0  # heights of the line that ink may reach beyond what was detected of it
ADJOINS = 0.35  # … with gaps of so many heights
IN_LINE = 0.2  # heights of the ink of a line: what stands in one column begins, ends or has its middle so near
CLEAN = 0.2  # of the strokes of a page; where fewer may be dashes, they are dust as well
STACKED = 2  # others right above and below make a stroke with dust around it a dash
ALIKE = 0.6  # of the usual width of the dashes of a page: what is shorter is dust
HYPHEN = 0.6  # heights of the ink of a line: a longer dash is no hyphen


def free_ink(picture: Picture, across: list[Segment], down: list[Segment]) -> Mask:
    """The ink of a picture without its rulings."""
    import cv2

    dark = ink(picture)
    for s in [*across, *down]:
        cv2.line(dark, (round(s.x0), round(s.y0)), (round(s.x1), round(s.y1)), 0, 9)
    return dark


def without_specks(dark: Mask) -> Mask:
    """The ink without what is no larger than the dust of a scan; decimal points go with it, which no line ends with."""
    import cv2
    import numpy as np

    cleaned = cv2.medianBlur(dark, 3)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cleaned)
    large = stats[:, 2:4].max(axis=1) > SPECK
    return np.where(large[labels], cleaned, 0).astype(np.uint8)


def apart(areas: list[Area], dark: Mask) -> list[Area]:
    """The areas, those that overlap on one line cut in the white between: detection may frame a neighbour's character.

    They stay as they are where no white shows.
    """
    parted = list(areas)
    for i in range(len(parted)):
        for k in range(len(parted)):
            left, right = parted[i], parted[k]
            if left.x0 < right.x0 < left.x1 < right.x1 and beside((left.top + left.bottom) / 2, [right]):
                at = _white(right.x0, left.x1, max(left.top, right.top), min(left.bottom, right.bottom), dark)
                if at is not None:
                    parted[i], parted[k] = left._replace(x1=at), right._replace(x0=at)
    return parted


def _white(x0: float, x1: float, top: float, bottom: float, dark: Mask) -> float | None:
    """The middle of the widest white in a strip, None where ink stands all along it."""
    import numpy as np

    inked = np.flatnonzero((dark[max(0, int(top)) : int(bottom), max(0, int(x0)) : int(x1) + 1] > 0).any(axis=0))
    ends = [-1, *inked.tolist(), int(x1) + 1 - max(0, int(x0))]
    start, end = max(pairwise(ends), key=lambda gap: gap[1] - gap[0])
    return x0 + (start + end) / 2 if end - start > 1 else None


def grown(areas: list[Area], dark: Mask, down: list[Segment]) -> list[Area]:
    """The areas widened over ink that adjoins them: on a coarse or noisy picture detection clips first and last digits.

    An area grows to no ruling and into no other area.
    """
    return [_grown(area, areas, dark, down) for area in areas]


def _grown(area: Area, areas: list[Area], dark: Mask, down: list[Segment]) -> Area:
    height, middle = area.bottom - area.top, (area.top + area.bottom) / 2
    beside = [a for a in areas if a is not area and a.top < middle < a.bottom]
    rules = [s.x0 for s in down if s.y0 <= middle <= s.y1]
    reach = min(MOST_GROWTH * height, area.x1 - area.x0 + height)
    left_of = [min(a.x1, area.x0) for a in beside if a.x0 < area.x0]
    right_of = [max(a.x0, area.x1) for a in beside if a.x1 > area.x1]
    low = max([area.x0 - reach, 0.0, *(x + 3 for x in rules if x <= area.x0 + 3), *left_of])
    high = min([area.x1 + reach, float(dark.shape[1]), *(x - 3 for x in rules if x >= area.x1 - 3), *right_of])
    rows = dark[max(0, round(area.top)) : round(area.bottom)]
    inked = (rows > 0).sum(axis=0) > 0.06 * height
    left = _edge(inked[max(0, int(low)) : int(area.x0)][::-1], ADJOINS * height)
    right = _edge(inked[int(area.x1) : max(0, int(high))], ADJOINS * height)
    return Area(area.x0 - left, area.top, area.x1 + right, area.bottom)


def _edge(inked: Any, gap: float) -> float:
    """How far ink goes on from the start of a row of columns, gaps no wider than `gap` crossed; with a small margin."""
    import numpy as np

    last = -1
    for at in np.flatnonzero(inked).tolist():
        if at - last > gap:
            break
        last = at
    return min(last + 3, len(inked)) if last >= 0 else 0


def missed(dark: Mask, areas: list[Area], across: list[Segment], down: list[Segment], height: float) -> list[Area]:
    """Ink (of `free_ink`) inside a table that the detector passed over: single digits, mostly.

    Without a ruled table, what stands on one line with detected text. height: of the ink of a line of text.
    """
    import cv2
    import numpy as np

    dark = _without(areas, dark)
    table, ruled = _table(areas, across, down), bool(across and down)
    joined = cv2.dilate(dark, np.ones((3, max(3, round(0.7 * height))), np.uint8))
    found = []
    for x, y, w, h, _ in cv2.connectedComponentsWithStats(joined)[2][1:]:
        stroke = max((box[3] for box in boxes(dark[y : y + h, x : x + w])), default=0)
        like_text = 0.6 * height < h < 2.2 * height and w > 0.35 * height and stroke > 0.55 * height
        if like_text and _inside(table, x, y, x + w, y + h) and (ruled or beside(y + h / 2, areas)):
            found.append(Area(x - 0.3 * height, y - 0.3 * height, x + w + 0.3 * height, y + h + 0.3 * height))
    return found


def dashes(
    dark: Mask, areas: list[Area], across: list[Segment], down: list[Segment], height: float
) -> list[tuple[Area, str]]:
    """The dashes that stand for nothing in cells of a table: short strokes alone, which no detector takes for text.

    dark: `free_ink` as it is, since a hyphen is as small as a speck. height: of the ink of a line of text.
    """
    table, rest = _table(areas, across, down), _without(areas, dark)
    strokes = [area for area in _strokes(rest, height) if holds(table, area)]
    places = [(area, cell_around(area, across, down)) for area in strokes]
    cells = {cell_around(area, across, down) for area in areas}
    found = [
        area
        for area, cell in places
        if cell is not None and cell not in cells and _at_half_height(area, cell) and _is_alone(area, rest, height)
    ]
    found += _loose_dashes([area for area, cell in places if cell is None], areas, rest, height)
    return [(area, dash(area.x1 - area.x0, height)) for area in found]


def _strokes(dark: Mask, height: float) -> Iterator[Area]:
    """The flat strokes of some ink, each as high as a line of text."""
    for x, y, w, h in boxes(dark):
        if 0.2 * height < w < 1.5 * height and 2 <= h <= 0.6 * w and h < 0.3 * height:
            middle = y + h / 2
            yield Area(float(x), middle - 0.5 * height, float(x + w), middle + 0.5 * height)


def _loose_dashes(strokes: list[Area], areas: list[Area], dark: Mask, height: float) -> list[Area]:
    """The strokes outside all cells that keep to the rows and columns of a table, as dust does not.

    A short one has to stand alone; a long one may have dust around it where others stand above and below.
    """
    near = IN_LINE * height
    rows = [area for area in strokes if beside((area.top + area.bottom) / 2, areas) > 1]
    alone = [area for area in rows if _is_alone(area, dark, height)]
    alone = [area for area in alone if any(_off(area, a) < near for a in [*areas, *alone] if _in_other_row(a, area))]
    if len(alone) < CLEAN * len(strokes):
        alone = []
    least = ALIKE * median([area.x1 - area.x0 for area in alone] or [0.0])
    texts = without_specks(dark)
    long = [a for a in rows if a.x1 - a.x0 > HYPHEN * height and _is_alone(a, texts, height)]
    columns = [[a for a in long if max(abs(a.x0 - area.x0), abs(a.x1 - area.x1)) < near] for area in long]
    stacked = [area for area, column in zip(long, columns, strict=True) if len(column) > STACKED]
    return list(dict.fromkeys([*(area for area in alone if area.x1 - area.x0 >= least), *stacked]))


def _in_other_row(area: Area, other: Area) -> bool:
    return area is not other and abs(area.top - other.top) > 0.5 * (other.bottom - other.top)


def _off(area: Area, other: Area) -> float:
    """How far two texts are from beginning, ending or having their middle at one place."""
    starts, ends = area.x0 - other.x0, area.x1 - other.x1
    return min(abs(starts), abs(ends), abs(starts + ends) / 2)


def dash(width: float, height: float) -> str:
    """The dash that a stroke of that width is among lines whose ink has that height."""
    return "-" if width < HYPHEN * height else "—"


def _is_alone(area: Area, dark: Mask, height: float) -> bool:
    """Whether a stroke has hardly any other ink around it; a speck seldom comes alone."""
    x0, x1, top, bottom = int(area.x0), int(area.x1), int(area.top), int(area.bottom)
    room = int(0.7 * height)
    stroke = max(255.0, float(dark[top:bottom, x0:x1].sum()))
    around = float(dark[max(0, top - room // 2) : bottom + room // 2, max(0, x0 - room) : x1 + room].sum())
    return around < 1.3 * stroke


def _at_half_height(area: Area, cell: Area) -> bool:
    middle, height = (area.top + area.bottom) / 2, cell.bottom - cell.top
    return abs(middle - (cell.top + cell.bottom) / 2) < 0.2 * height


def beside(y: float, areas: list[Area]) -> int:
    """How many areas have that height at the middle of their text, more or less."""
    return sum(abs(y - (a.top + a.bottom) / 2) < 0.25 * (a.bottom - a.top) for a in areas)


def _without(areas: list[Area], dark: Mask) -> Mask:
    rest = dark.copy()
    for a in areas:
        rest[max(0, int(a.top) - 3) : int(a.bottom) + 4, max(0, int(a.x0) - 3) : int(a.x1) + 4] = 0
    return rest


def _table(areas: list[Area], across: list[Segment], down: list[Segment]) -> Area:
    """The rectangle around the rulings; around all text where there is no ruled table."""
    if across and down:
        return Area(
            min(s.x0 for s in across), min(s.y0 for s in down), max(s.x1 for s in across), max(s.y1 for s in down)
        )
    if not areas:
        return Area(0, 0, 0, 0)
    return Area(*(min(a[i] for a in areas) for i in (0, 1)), *(max(a[i] for a in areas) for i in (2, 3)))


def _inside(table: Area, x0: float, top: float, x1: float, bottom: float) -> bool:
    return table.x0 < x0 and x1 < table.x1 and table.top < top and bottom < table.bottom
