"""Lines of text on an upright picture, cut where a ruling crosses them, read one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress, pairwise
from operator import not_
from statistics import median
from typing import TYPE_CHECKING, Any

from core.model import Box
from core.readers.page import Word
from core.scan.areas import Area, area_of, cell_around, cut, holds
from core.scan.leftover import apart, dash, dashes, free_ink, grown, missed, without_specks
from core.scan.loose import around_ink, even, parted, square_of, with_room
from core.scan.rulings import Segment, ink, text_height
from core.scan.upright import crop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.ocr import Picture, Quads, Reading, TextEngine
    from core.scan.rulings import Mask

NOISE = 0.3  # readings below this confidence are specks, not text
FAINT = 0.5  # … and this much is asked of what only its ink gave away
UNSURE = 0.9  # readings below this confidence are looked at again
LARGER = 1.5  # … on a cut-out of their cell enlarged this much
DASH = 0.97  # how sure it is that a lone short stroke is a dash
STROKES = "-−–—－_~～="  # what a lone stroke is read as; how long it is tells which dash it is
RIM = 3  # pixels of a cell's cut-out given to its rulings


def read_words(
    picture: Picture, quads: Quads, across: list[Segment], down: list[Segment], engine: TextEngine, scale: float
) -> list[Word]:
    """The words of an upright picture. scale: points per pixel."""
    from core.ocr import Reading

    every_ink = free_ink(picture, across, down)
    dark = without_specks(every_ink)
    height = _ink_height(quads, dark)
    pairs = _read_lines(picture, quads, dark, across, down, engine)
    areas = [area for area, _ in pairs]
    pairs += unread(pairs, missed(dark, areas, across, down, height), across, down)
    pairs += [(area, Reading(text, DASH)) for area, text in dashes(every_ink, areas, across, down, height)]
    inside = [cell_around(area, across, down) is not None for area, _ in pairs]
    words = [_word(area, reading, 0.75 * (area.bottom - area.top), scale) for area, reading in compress(pairs, inside)]
    loose = list(compress(pairs, map(not_, inside)))
    squares = [square_of(around_ink(area, dark), reading) for area, reading in loose]
    sizes = even(squares, [area for area, _ in loose])
    for (area, reading), size in zip(loose, sizes, strict=True):
        words += _loose(picture, area, reading, size, dark, engine, scale)
    return words


def _read_lines(
    picture: Picture, quads: Quads, dark: Mask, across: list[Segment], down: list[Segment], engine: TextEngine
) -> list[tuple[Area, Reading]]:
    """Every piece of a line that was detected or gave itself away by its ink, doubtful cells looked at twice."""
    height = _ink_height(quads, dark)
    areas = [piece for quad in quads for piece in cut(area_of(quad), across, down)]
    areas = apart(grown(areas, dark, down), dark)
    pairs = [p for p in _read(picture, areas, engine) if p[1].confidence >= NOISE]
    pairs += [p for p in _read(picture, missed(dark, areas, across, down, height), engine) if p[1].confidence >= FAINT]
    left = missed(dark, [area for area, _ in pairs], across, down, height)
    return second_look(picture, pairs, left, across, down, engine, text_height(quads))


def _ink_height(quads: Quads, dark: Mask) -> float:
    """The usual height of the ink of a line: the detector's frames are larger by as much as it likes."""
    tight = [around_ink(area_of(quad), dark) for quad in quads]
    return median([area.bottom - area.top for area in tight]) if tight else 1.0


def _loose(
    picture: Picture, area: Area, reading: Reading, size: float, dark: Mask, engine: TextEngine, scale: float
) -> Iterator[Word]:
    """The words of a reading outside all cells, as a digital page would have them. size: of its font, in pixels."""
    for part, text in parted(area, around_ink(area, dark), reading, size, dark):
        if text.sure < UNSURE:
            roomy = Area(part.x0 - 3, area.top, part.x1 + 3, area.bottom)
            again = _read(picture, [roomy], engine)
            text = max([text, *(r for _, r in again)], key=lambda r: r.sure)
        if text.text in STROKES:
            text = replace(text, text=dash(part.x1 - part.x0, size))
        yield _word(with_room(part, size), text, size, scale)


def _read(picture: Picture, areas: list[Area], engine: TextEngine) -> list[tuple[Area, Reading]]:
    readings = engine.recognise([_line(picture, area) for area in areas])
    return [(a, _within(a, r)) for a, r in zip(areas, readings, strict=True) if r.text.strip()]


def _within(area: Area, reading: Reading) -> Reading:
    """A reading of a `_line` with its centres measured along the area, without the margins."""
    margin = _margin(area) / max(1.0, area.x1 - area.x0)
    centres = (centre * (1 + 2 * margin) - margin for centre in reading.centres)
    return replace(reading, centres=tuple(min(1.0, max(0.0, centre)) for centre in centres))


def second_look(
    picture: Picture,
    pairs: list[tuple[Area, Reading]],
    left: list[Area],
    across: list[Segment],
    down: list[Segment],
    engine: TextEngine,
    height: float,
) -> list[tuple[Area, Reading]]:
    """Cells with an unsure reading, or with ink `left` over, are read anew on their own cut-out, in two ways.

    The surest reading stays.
    """
    kept = list(pairs)
    doubtful = [a for a, r in pairs if r.sure < UNSURE or a.bottom - a.top > 1.7 * height]
    for cell in dict.fromkeys(cell_around(a, across, down) for a in (*doubtful, *left)):
        if cell is None:
            continue
        dark = _cell_ink(picture, cell)
        inside = [p for p in kept if holds(cell, p[0])]
        again = [_by_detection(picture, cell, engine), _by_lines(picture, cell, dark, engine, height)]
        best = min([inside, *again], key=lambda reading: _doubt(reading, cell, dark))
        kept = [p for p in kept if p not in inside] + best
    return kept


def unread(
    pairs: list[tuple[Area, Reading]], left: list[Area], across: list[Segment], down: list[Segment]
) -> list[tuple[Area, Reading]]:
    """An empty reading, sure of nothing, for each cell that holds ink but no word: no such cell is surely blank."""
    from core.ocr import Reading

    cells = {cell_around(area, across, down): area for area in left}
    return [
        (area, Reading("", 0.0))
        for cell, area in cells.items()
        if cell is not None and not any(holds(cell, other) for other, _ in pairs)
    ]


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
    pairs = _read(large, [area_of(quad) for quad in engine.detect(large)], engine)
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


def _margin(area: Area) -> int:
    """Pixels of background on both sides of the picture of a line."""
    return max(2, round(area.bottom - area.top) // 6)


def _line(picture: Picture, area: Area) -> Picture:
    """The picture of one line with a margin of its own background."""
    import cv2

    line = crop(picture, (int(area.x0), int(area.top), round(area.x1), round(area.bottom)))
    if not line.size:
        line = picture[:8, :8]
    side = _margin(area)
    wider: Picture = cv2.copyMakeBorder(line, 0, 0, side, side, cv2.BORDER_REPLICATE)
    return wider


def _word(area: Area, reading: Reading, size: float, scale: float) -> Word:
    box = Box(*(float(side) * scale for side in area))
    return Word(reading.text, box, _edges(reading, box), size * scale, reading.sure)


def _edges(reading: Reading, box: Box) -> tuple[float, ...]:
    """Character boundaries half way between the centres of neighbours; evenly spaced where the centres are unknown."""
    count = len(reading.text)
    if not count:
        return ()
    centres = reading.centres if len(reading.centres) == count else tuple((i + 0.5) / count for i in range(count))
    inner = [(a + b) / 2 for a, b in pairwise(centres)]
    return (box.x0, *(box.x0 + box.width * x for x in inner), box.x1)
