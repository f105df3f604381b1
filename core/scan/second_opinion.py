"""Misread or misprinted? One figure of a picture read again in several ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any

from core.model import Box
from core.scan.upright import crop

if TYPE_CHECKING:
    from core.ocr import Picture, Reading, TextEngine

AGREED = 0.6  # share of the votes that settles it
SURE = 0.85  # a look that is less sure does not vote
HEIGHTS = (32, 48, 72)  # pixels of the line at which it is read
RIM = 0.04  # of the cell's height: its rulings
_LOST = re.compile(r"[\s,，]")


class Opinion(Enum):
    """What a picture shows in a cell where one figure was read and another is suggested."""

    SUGGESTION = "suggestion"
    PRINTED = "printed"
    UNCLEAR = "unclear"


def second_opinion(
    picture: Picture,
    scale: float,
    matrix: Sequence[float] | None,
    box: Box,
    printed: str,
    suggested: str,
    engine: TextEngine,
) -> Opinion:
    """Read a cell again at other scales, inverted, and without coloured ink, and see which of two figures it shows.

    picture: the page as the file holds it (RGB), scale: its points per pixel. matrix: `Straightened.matrix`, None for
    a page that was not straightened. box: the cell in points of the upright page. Pure, and slow enough (a tenth of a
    second) to be called off the window's thread; `engine` serves one thread at a time.
    """
    cell = straight_cut(picture, scale, matrix, box)
    lines = list(_lines(cell, engine))
    if not lines:
        return Opinion.UNCLEAR
    looks = [look for line in lines for look in _looks(line)]
    votes = [_plain(reading.text) for reading in engine.recognise(looks) if _is_sure(reading)]
    for_suggestion, for_printed = votes.count(_plain(suggested)), votes.count(_plain(printed))
    needed = AGREED * len(looks)
    if for_suggestion >= needed:
        return Opinion.SUGGESTION
    return Opinion.PRINTED if for_printed >= needed else Opinion.UNCLEAR


def _is_sure(reading: Reading) -> bool:
    return reading.sure >= SURE


def _plain(text: str) -> str:
    return _LOST.sub("", unicodedata.normalize("NFKC", text))


def straight_cut(
    picture: Picture, scale: float, matrix: Sequence[float] | None, box: Box, finer: float = 1.0
) -> Picture:
    """The part of the upright page inside `box` (points), with `finer` times the picture's own pixels."""
    import cv2
    import numpy as np

    to_points = np.diag([scale, scale, 1.0])
    upright = np.eye(3) if matrix is None else np.array(matrix, np.float64).reshape(3, 3)
    pixels = finer / scale
    to_cut = np.array([[pixels, 0, -box.x0 * pixels], [0, pixels, -box.top * pixels], [0, 0, 1]])
    size = max(8, round(box.width * pixels)), max(8, round(box.height * pixels))
    cut: Picture = cv2.warpPerspective(
        picture, to_cut @ upright @ to_points, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return cut


def _lines(cell: Picture, engine: TextEngine) -> Iterator[Picture]:
    """The one line of text of a cell, tightly cut; nothing where there is none or more than one."""
    import cv2
    import numpy as np

    rim = max(2, round(RIM * cell.shape[0]))
    inner = crop(cell, (rim, rim, cell.shape[1] - rim, cell.shape[0] - rim))
    if min(inner.shape[:2]) < 6:
        return
    paper = tuple(int(v) for v in np.median(inner.reshape(-1, 3), axis=0))
    roomy = cv2.copyMakeBorder(inner, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=paper)
    quads = engine.detect(roomy)
    if len(quads) == 1:
        low, high = quads[0].min(axis=0), quads[0].max(axis=0)
        wide = 0.3 * (high[1] - low[1])
        yield crop(roomy, (int(low[0] - wide), int(low[1]) - 2, int(high[0] + wide) + 1, int(high[1]) + 3))
    elif len(quads) == 0:
        yield roomy


def _looks(line: Picture) -> Iterator[Picture]:
    """The same line as it is, at other scales, in black and white, without stamps, and inverted."""
    import cv2

    from core.scan.stamps import without_stamps

    clean = without_stamps(line)
    for height in HEIGHTS:
        yield _scaled(clean, height)
    grey = cv2.cvtColor(clean, cv2.COLOR_RGB2GRAY)
    _, hard = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    yield _scaled(cv2.cvtColor(hard, cv2.COLOR_GRAY2RGB), HEIGHTS[1])
    yield _scaled(cv2.bitwise_not(clean), HEIGHTS[1])
    yield _scaled(line, HEIGHTS[1])


def _scaled(line: Any, height: int) -> Picture:
    import cv2

    width = max(8, round(line.shape[1] * height / line.shape[0]))
    scaled: Picture = cv2.resize(line, (width, height), interpolation=cv2.INTER_CUBIC)
    return scaled
