"""Lines of text on an upright picture, cut where a ruling crosses them, read one by one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from core.model import Box
from core.readers.page import Word
from core.scan.rulings import Segment, boxes, ink, text_height
from core.scan.upright import crop

if TYPE_CHECKING:
    from core.ocr import Picture, Quads, Reading, TextEngine
    from core.scan.rulings import Mask


class Area(NamedTuple):
    """A rectangle of the picture in pixels that holds one piece of one line of text."""

    x0: float
    top: float
    x1: float
    bottom: float


NOISE = 0.3  # readings below this confidence are specks, not text
FAINT = 0.5  # … and this much is asked of what only its ink gave away
UNSURE = 0.9  # readings below this confidence are looked at again
LARGER = 1.5  # … on a cut-out of their cell enlarged this much
MOST_GROWTH = 2.0  # heights of the line that ink may reach beyond what was detected of it
ADJOINS = 0.35  # … with gaps of so many heights
RIM = 3  # pixels of a cell's cut-out given to its rulings


def read_words(
    picture: Picture, quads: Quads, across: list[Segment], down: list[Segment], engine: TextEngine, scale: float
) -> list[Word]:
    """The words of an upright picture. scale: points per pixel."""
    height = text_height(quads)
    dark = without_specks(free_ink(picture, across, down))
    areas = [piece for quad in quads for piece in cut(_area(quad), across, down)]
    areas = grown(areas, dark, down)
    pairs = [p for p in _read(picture, areas, engine) if p[1].confidence >= NOISE]
    pairs += [p for p in _read(picture, missed(dark, areas, across, down, height), engine) if p[1].confidence >= FAINT]
    pairs = second_look(picture, pairs, across, down, engine, height)
    return [_word(area, reading, scale) for area, reading in pairs]


def _read(picture: Picture, areas: list[Area], engine: TextEngine) -> list[tuple[Area, Reading]]:
    readings = engine.recognise([_line(picture, area) for area in areas])
    return [(a, r) for a, r in zip(areas, readings, strict=True) if r.text.strip()]


def second_look(
    picture: Picture,
    pairs: list[tuple[Area, Reading]],
    across: list[Segment],
    down: list[Segment],
    engine: TextEngine,
    height: float,
) -> list[tuple[Area, Reading]]:
    """Cells with an unsure reading are read anew on their own cut-out, in two ways; the surest reading stays."""
    kept = list(pairs)
    doubtful = [a for a, r in pairs if r.sure < UNSURE or a.bottom - a.top > 1.7 * height]
    for cell in dict.fromkeys(cell_around(a, across, down) for a in doubtful):
        if cell is None:
            continue
        dark = _cell_ink(picture, cell)
        inside = [p for p in kept if _holds(cell, p[0])]
        again = [_by_detection(picture, cell, engine), _by_lines(picture, cell, dark, engine, height)]
        best = min([inside, *again], key=lambda reading: _doubt(reading, cell, dark))
        kept = [p for p in kept if p not in inside] + best
    return kept


def _cell_ink(picture: Picture, cell: Area) -> Mask:
    """The ink inside a cell, clear of its rulings."""
    part = crop(picture, _inner(cell))
    return ink(part) if part.size else part[:, :, 0]


def _inner(cell: Area) -> tuple[int, int, int, int]:
    return int(cell.x0) + RIM, int(cell.top) + RIM, int(cell.x1) - RIM + 1, int(cell.bottom) - RIM + 1


def _doubt(pairs: list[tuple[Area, Reading]], cell: Area, dark: Mask) -> float:
    """How unsure a reading of one cell is: what its readings doubt, and the ink that none of them accounts for."""
    letters = sum(len(r.text) for _, r in pairs)
    if not letters:
        return 1.0
    sure = sum(r.sure * len(r.text) for _, r in pairs) / letters
    left = dark.copy()
    for area, _ in pairs:
        x0, top = int(area.x0 - cell.x0) - RIM, int(area.top - cell.top) - RIM
        x1, bottom = int(area.x1 - cell.x0) - RIM + 1, int(area.bottom - cell.top) - RIM + 1
        left[max(0, top) : max(0, bottom), max(0, x0) : max(0, x1)] = 0
    return 1.0 - sure * (1.0 - float(left.sum()) / max(1.0, float(dark.sum())))


def _by_detection(picture: Picture, cell: Area, engine: TextEngine) -> list[tuple[Area, Reading]]:
    """The cell detected and read enlarged."""
    import cv2

    part = crop(picture, _inner(cell))
    if part.shape[0] < 8 or part.shape[1] < 8:
        return []
    margin = 24
    large = cv2.resize(part, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC)
    large = cv2.copyMakeBorder(large, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    x, y = int(cell.x0) + RIM - margin / LARGER, int(cell.top) + RIM - margin / LARGER
    pairs = _read(large, [_area(quad) for quad in engine.detect(large)], engine)
    return [
        (Area(a.x0 / LARGER + x, a.top / LARGER + y, a.x1 / LARGER + x, a.bottom / LARGER + y), r) for a, r in pairs
    ]


def _by_lines(
    picture: Picture, cell: Area, dark: Mask, engine: TextEngine, height: float
) -> list[tuple[Area, Reading]]:
    """The cell read line by line, parted where rows of pixels are clean: for print too tight for the detector."""
    import numpy as np

    areas = []
    for top, bottom in _bands(dark.sum(axis=1) > 255, 0.85 * height):
        xs = np.flatnonzero(dark[top:bottom].any(axis=0))
        if len(xs) and bottom - top > 0.25 * height:
            x0, x1 = cell.x0 + RIM + xs[0] - 3, cell.x0 + RIM + xs[-1] + 4
            areas.append(Area(float(x0), cell.top + RIM + top - 2, float(x1), cell.top + RIM + bottom + 2))
    return _read(picture, areas, engine)


def _bands(inked: Any, tallest: float) -> list[tuple[int, int]]:
    """Runs of inked rows (start, end); parts of one character (二, 三, 公) that fit into one line are put together."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate([[False], inked, [False]]).astype(int)))
    bands: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if bands and end - bands[-1][0] <= tallest:
            bands[-1] = (bands[-1][0], end)
        else:
            bands.append((start, end))
    return bands


def _holds(cell: Area, area: Area) -> bool:
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    return cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom


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


def _area(quad: Any) -> Area:
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


def free_ink(picture: Picture, across: list[Segment], down: list[Segment]) -> Mask:
    """The ink of a picture without its rulings."""
    import cv2

    dark = ink(picture)
    for s in [*across, *down]:
        cv2.line(dark, (round(s.x0), round(s.y0)), (round(s.x1), round(s.y1)), 0, 9)
    return dark


def without_specks(dark: Mask) -> Mask:
    import cv2
    import numpy as np

    cleaned = cv2.medianBlur(dark, 3)
    return np.asarray(cleaned, np.uint8)


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
    """Ink (of `free_ink`) inside ruled cells that the detector passed over: single digits, mostly."""
    import cv2
    import numpy as np

    if not across or not down:
        return []
    dark = dark.copy()
    for a in areas:
        dark[max(0, int(a.top) - 3) : int(a.bottom) + 4, max(0, int(a.x0) - 3) : int(a.x1) + 4] = 0
    x0, x1 = min(s.x0 for s in across), max(s.x1 for s in across)
    top, bottom = min(s.y0 for s in down), max(s.y1 for s in down)
    joined = cv2.dilate(dark, np.ones((3, max(3, round(0.5 * height))), np.uint8))
    found = []
    for x, y, w, h, _ in cv2.connectedComponentsWithStats(joined)[2][1:]:
        stroke = max((box[3] for box in boxes(dark[y : y + h, x : x + w])), default=0)
        inside = x0 < x and x + w < x1 and top < y and y + h < bottom
        if inside and 0.5 * height < h < 1.6 * height and w > 0.25 * height and stroke > 0.4 * height:
            found.append(Area(x - 0.2 * height, y - 0.2 * height, x + w + 0.2 * height, y + h + 0.2 * height))
    return found


def _line(picture: Picture, area: Area) -> Picture:
    """The picture of one line with a margin of its own background."""
    import cv2

    line = crop(picture, (int(area.x0), int(area.top), round(area.x1), round(area.bottom)))
    if not line.size:
        line = picture[:8, :8]
    side = max(2, line.shape[0] // 6)
    wider: Picture = cv2.copyMakeBorder(line, 0, 0, side, side, cv2.BORDER_REPLICATE)
    return wider


def _word(area: Area, reading: Reading, scale: float) -> Word:
    box = Box(*(float(side) * scale for side in area))
    return Word(reading.text, box, _edges(reading, box), 0.75 * box.height, reading.sure)


def _edges(reading: Reading, box: Box) -> tuple[float, ...]:
    """Character boundaries half way between the centres of neighbours; evenly spaced where the centres are unknown."""
    count = len(reading.text)
    centres = reading.centres if len(reading.centres) == count else tuple((i + 0.5) / count for i in range(count))
    inner = [(a + b) / 2 for a, b in pairwise(centres)]
    return (box.x0, *(box.x0 + box.width * x for x in inner), box.x1)
