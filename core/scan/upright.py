"""Setting a picture upright: which way is up, and the homography that takes out skew and perspective."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from core.scan.leaning import leaning
from core.scan.rulings import Segment, slanted_rulings, text_height

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from core.ocr import Picture, Quads, TextEngine

    Homography = NDArray[np.float64]

LINES_ASKED = 16  # lines of text that vote on which way is up
UPRIGHTS = 4  # rulings: fewer may be the edges of the paper, and do not tell how lines between them lean
FAR_APART = 0.3  # of their length: so far are the edges of a page from each other
STRAIGHT_ENOUGH = 1.5  # pixels: no warping for less


def upright(picture: Picture, quads: Quads, engine: TextEngine) -> tuple[Picture, Quads, Homography]:
    """The picture and its lines of text set upright, and the homography (3 × 3, source → upright pixels)."""
    import numpy as np

    turns = _quarter_turns(picture, quads, engine)
    turned, turn = _turn(picture, turns)
    quads = _map(quads, turn)
    level = _level(turned, quads)
    if level is None:
        return turned, quads, turn
    straight, homography = _warp(turned, level)
    return straight, _map(quads, homography), np.asarray(homography @ turn)


def _quarter_turns(picture: Picture, quads: Quads, engine: TextEngine) -> int:
    """How many quarter turns counter-clockwise bring the text upright."""
    import numpy as np

    if len(quads) == 0:
        return 0
    spans = quads.max(axis=1) - quads.min(axis=1)
    long = spans.max(axis=1) > 2 * spans.min(axis=1)
    lying = float(spans[long, 1][spans[long, 1] > spans[long, 0]].sum())
    standing = float(spans[long, 0][spans[long, 0] >= spans[long, 1]].sum())
    quarter = int(lying > standing)
    turned, turn = _turn(picture, quarter)
    boxes = _map(quads, turn)
    widths = np.ptp(boxes[:, :, 0], axis=1)
    lines = [crop(turned, _bounds(boxes[i])) for i in np.argsort(-widths)[:LINES_ASKED]]
    votes = engine.upside_down([line for line in lines if line.size])
    return quarter + 2 * (2 * sum(votes) > len(votes))


def _turn(picture: Picture, turns: int) -> tuple[Picture, Homography]:
    """The picture after quarter turns counter-clockwise, and the matrix of its pixels."""
    import numpy as np

    height, width = picture.shape[:2]
    matrices = {
        0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        1: [[0, 1, 0], [-1, 0, width - 1], [0, 0, 1]],
        2: [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
        3: [[0, -1, height - 1], [1, 0, 0], [0, 0, 1]],
    }
    return np.ascontiguousarray(np.rot90(picture, turns)), np.array(matrices[turns % 4], np.float64)


def _level(picture: Picture, quads: Quads) -> Homography | None:
    """The homography that makes rulings and lines of text level and plumb, None where the picture is so already."""
    import cv2
    import numpy as np

    height, width = picture.shape[:2]
    across, down = slanted_rulings(picture, quads)
    level = _Slope.fit([*across, *_text_lines(quads)], width)
    if level is None:
        return None
    plumb = _Slope.fit([s.transposed() for s in down], height) if len(down) > 1 else None
    plumb = plumb or _Slope(-level.at(height / 2), 0.0)
    if len(down) < UPRIGHTS:
        plumb = _as_columns_stand(quads, [plumb, *_edges(down)], width, height)
    left, right, top, bottom = 0.1 * width, 0.9 * width, 0.1 * height, 0.9 * height
    corners = [
        _crossing(level, plumb, x, y, width, height)
        for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
    ]
    source, target = np.array(corners, np.float32), _rectangle(np.array(corners))
    if float(np.abs(source - target).max()) < STRAIGHT_ENOUGH:
        return None
    return np.asarray(cv2.getPerspectiveTransform(source, target), np.float64)


class _Slope(NamedTuple):
    """How steep level lines are, by their height on the picture: perspective makes that change evenly."""

    start: float
    per_pixel: float

    def at(self, y: float) -> float:
        return self.start + self.per_pixel * y

    @classmethod
    def fit(cls, lines: list[Segment], width: float) -> _Slope | None:
        """The slope that the lines agree on, outliers left out; None where they are too few or too short."""
        import numpy as np

        spans = np.array([s.x1 - s.x0 for s in lines])
        if spans.sum() < 0.5 * width:
            return None
        slopes = np.array([(s.y1 - s.y0) / max(1.0, s.x1 - s.x0) for s in lines])
        heights = np.array([(s.y0 + s.y1) / 2 for s in lines])
        keep, slope = np.ones(len(lines), bool), cls(float(_median(slopes, spans)), 0.0)
        for _ in range(4):
            errors = np.abs(slopes - (slope.start + slope.per_pixel * heights)) * spans
            keep = errors <= max(3.0, 2.5 * float(np.median(errors)))
            if keep.sum() < 4 or np.ptp(heights[keep]) < 0.15 * width:
                return cls(float(_median(slopes[keep], spans[keep])), 0.0)
            per_pixel, start = np.polyfit(heights[keep], slopes[keep], 1, w=spans[keep])
            slope = cls(float(start), float(per_pixel))
        return slope


def _edges(down: list[Segment]) -> Iterator[_Slope]:
    """How upright lines lean if the outermost of a few are the edges of the paper."""
    left, right = (min(down, key=lambda s: s.x0), max(down, key=lambda s: s.x0)) if down else (None, None)
    if left and right and right.x0 - left.x0 > FAR_APART * (right.y1 - right.y0):
        leans = [(s.x1 - s.x0) / max(1.0, s.y1 - s.y0) for s in (left, right)]
        middles = [(s.x0 + s.x1) / 2 for s in (left, right)]
        per_pixel = (leans[1] - leans[0]) / (middles[1] - middles[0])
        yield _Slope(leans[0] - per_pixel * middles[0], per_pixel)


def _as_columns_stand(quads: Quads, guesses: list[_Slope], width: int, height: int) -> _Slope:
    """How upright lines lean as the texts of columns line up; the first guess where that tells nothing else."""
    ends = [(guess.at(0), guess.at(width)) for guess in guesses]
    left, right = leaning(quads, ends, width, height, text_height(quads))
    return _Slope(left, (right - left) / width)


def _median(values: Any, weights: Any) -> Any:
    """The weighted median."""
    import numpy as np

    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return values[order][np.searchsorted(reached, reached[-1] / 2)]


def _text_lines(quads: Quads) -> list[Segment]:
    """The lower edges of long lines of text."""
    edges = [Segment(*map(float, (*q[3], *q[2]))) for q in quads]
    return [s for s in edges if s.x1 - s.x0 > 6 * text_height(quads)]


def _crossing(level: _Slope, plumb: _Slope, x: float, y: float, width: float, height: float) -> tuple[float, float]:
    """Where the level line through (mid-width, y) meets the plumb line through (x, mid-height)."""
    found_x, found_y = x, y
    for _ in range(8):
        found_y = y + level.at(y) * (found_x - width / 2)
        found_x = x + plumb.at(x) * (found_y - height / 2)
    return found_x, found_y


def _rectangle(corners: Any) -> Any:
    """The rectangle in place of a quadrilateral (clockwise from the top left), with the means of its sides."""
    import numpy as np

    left, right = corners[[0, 3], 0].mean(), corners[[1, 2], 0].mean()
    top, bottom = corners[[0, 1], 1].mean(), corners[[2, 3], 1].mean()
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def _warp(picture: Picture, homography: Homography) -> tuple[Picture, Homography]:
    """The warped picture on a canvas that holds what the source showed, at most half as large again."""
    import cv2
    import numpy as np

    height, width = picture.shape[:2]
    outline = np.array([[[0, 0]], [[width, 0]], [[width, height]], [[0, height]]], np.float32)
    mapped = cv2.perspectiveTransform(outline, homography).reshape(4, 2)
    low, high = mapped.min(axis=0), mapped.max(axis=0)
    size = np.minimum(high - low, 1.5 * max(width, height)).astype(int)
    shift = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]], np.float64)
    placed = shift @ homography
    straight = cv2.warpPerspective(
        picture, placed, (int(size[0]), int(size[1])), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return straight, placed


def _map(quads: Quads, homography: Homography) -> Quads:
    import cv2
    import numpy as np

    if len(quads) == 0:
        return quads
    return np.asarray(cv2.perspectiveTransform(quads.reshape(-1, 1, 2), homography).reshape(-1, 4, 2), np.float32)


def _bounds(quad: Any) -> tuple[int, int, int, int]:
    low, high = quad.min(axis=0), quad.max(axis=0)
    return int(low[0]), int(low[1]), int(high[0]) + 1, int(high[1]) + 1


def crop(picture: Picture, bounds: tuple[int, int, int, int]) -> Picture:
    """The part of a picture inside (x0, top, x1, bottom), clipped to it."""
    x0, top, x1, bottom = bounds
    return picture[max(0, top) : max(0, bottom), max(0, x0) : max(0, x1)]
