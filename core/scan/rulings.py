"""The ruling lines of a picture, by morphology: what is straight, thin and longer than any stroke of a character."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.ocr import Picture, Quads

    Mask = NDArray[np.uint8]

REACH = 2.0  # pixels between the end of an upright that runs through text and the level line that it stands on
SOLID = 0.8  # of the length of a ruling that stands alone must be ink: specks in a line and leaders of dots are none
BEYOND = 0.35  # of the text's height: specks lengthen the strokes of its characters by no more


FLUSH = 0.5  # of the text's height: rulings whose ends differ by less end alike


class Segment(NamedTuple):
    """A horizontal or vertical ruling in pixels, along its middle."""

    x0: float
    y0: float
    x1: float
    y1: float

    def transposed(self) -> Segment:
        """The segment with x and y exchanged."""
        return Segment(self.y0, self.x0, self.y1, self.x1)


def text_height(quads: Quads) -> float:
    """The usual height of a line of text, in pixels."""
    import numpy as np

    if len(quads) == 0:
        return 24.0
    return float(np.median(np.minimum(np.ptp(quads[:, :, 0], axis=1), np.ptp(quads[:, :, 1], axis=1))))


def ink(picture: Picture) -> Mask:
    """255 where the picture is darker than its surroundings."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    dark: Mask = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    return dark


def ruling_masks(picture: Picture, quads: Quads) -> tuple[Mask, Mask]:
    """Masks of the horizontal and of the vertical rulings."""
    import cv2

    dark = ink(picture)
    reach = text_height(quads)
    across, down = round(2.0 * reach), round(0.75 * reach)
    return _lines(dark, across, 1, cv2), _lines(dark, 1, down, cv2)


def _lines(dark: Mask, width: int, height: int, cv2: Any) -> Mask:
    """What stays of the ink when only runs of the given length survive; hair gaps are bridged first."""
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (5 if width > 1 else 1, 5 if height > 1 else 1))
    thick = cv2.getStructuringElement(cv2.MORPH_RECT, (1 if width > 1 else 3, 1 if height > 1 else 3))
    run = cv2.getStructuringElement(cv2.MORPH_RECT, (width, height))
    closed = cv2.morphologyEx(cv2.dilate(dark, thick), cv2.MORPH_CLOSE, bridge)
    lines: Mask = cv2.morphologyEx(closed, cv2.MORPH_OPEN, run)
    return lines


def slanted_rulings(picture: Picture, quads: Quads) -> tuple[list[Segment], list[Segment]]:
    """Long horizontal and vertical rulings of a picture that may be skewed, as fitted lines (left to right, down)."""
    horizontal, vertical = ruling_masks(picture, quads)
    shortest = 5 * text_height(quads)
    across = [_fitted(part) for part in _parts(horizontal) if _span(part[:, 0]) > shortest]
    down = [_fitted(part[:, ::-1]).transposed() for part in _parts(vertical) if _span(part[:, 1]) > shortest]
    return across, down


def shows_table(picture: Picture) -> bool:
    """Whether a picture has the long rulings of a table in both directions, at a glance: no text is looked for."""
    import cv2

    dark = ink(picture)
    width, height = max(40, picture.shape[1] // 4), 60
    across, down = boxes(_lines(dark, width, 1, cv2)), boxes(_lines(dark, 1, height, cv2))
    return sum(h < 12 for _, _, _, h in across) >= 3 and sum(w < 12 for _, _, w, _ in down) >= 2


def _span(values: Any) -> float:
    return float(values.max() - values.min())


def _parts(mask: Mask) -> list[Any]:
    """The points (n × 2: x, y) of each connected part of a mask, sparse parts aside."""
    import cv2
    import numpy as np

    count, labels = cv2.connectedComponents(mask)
    ys, xs = np.nonzero(mask)
    order = np.argsort(labels[ys, xs], kind="stable")
    points, owners = np.stack([xs, ys], axis=1)[order], labels[ys, xs][order]
    return np.split(points, np.flatnonzero(np.diff(owners)) + 1) if count > 1 else []


def _fitted(points: Any) -> Segment:
    """The least-squares line through the points of one horizontal ruling."""
    import numpy as np

    xs, ys = points[:, 0].astype(float), points[:, 1].astype(float)
    slope, start = np.polyfit(xs, ys, 1)
    return Segment(float(xs.min()), float(start + slope * xs.min()), float(xs.max()), float(start + slope * xs.max()))


def find_rulings(picture: Picture, quads: Quads) -> tuple[list[Segment], list[Segment]]:
    """Horizontal and vertical rulings of an upright picture: pieces joined, strokes of characters left out."""
    horizontal, vertical = ruling_masks(picture, quads)
    gap = text_height(quads)
    pieces = [Segment(x, y + h / 2, x + w, y + h / 2) for x, y, w, h in boxes(horizontal) if h <= 0.6 * gap]
    across = _joined([s for s in pieces if not _is_stroke(s, quads, gap)], gap)
    bars = [Segment(x + w / 2, y, x + w / 2, y + h) for x, y, w, h in boxes(vertical) if w <= 0.6 * gap]
    sideways = quads[:, :, ::-1]
    bars = [
        s for s in bars if _between_levels(s, across, REACH) or not _is_stroke(s.transposed(), sideways, BEYOND * gap)
    ]
    down = [s.transposed() for s in _joined([s.transposed() for s in bars], gap)]
    plumb = [s for s in (_between_levels(s, across, gap / 2) for s in down) if s is not None]
    drawn = ink(picture)
    plumb = [s for s in plumb if _goes_on(s, plumb, across) or _coverage(s, drawn) >= SOLID]
    across = [s for s in across if any(_touch(s, bar, gap) for bar in plumb) or _coverage(s, drawn) >= SOLID]
    return _near_text(_flush(across, FLUSH * gap), plumb, quads, gap)


def _flush(across: list[Segment], reach: float) -> list[Segment]:
    """Level rulings that end almost alike made to end alike: specks lengthen them, and faint ends are lost."""
    starts, ends = _alike([s.x0 for s in across], reach), _alike([s.x1 for s in across], reach)
    return [s._replace(x0=starts[s.x0], x1=ends[s.x1]) for s in across]


def _alike(places: list[float], reach: float) -> dict[float, float]:
    """For each place the median of those around it that are no further apart than `reach`."""
    groups: list[list[float]] = []
    for place in sorted(places):
        if groups and place - groups[-1][-1] <= reach:
            groups[-1].append(place)
        else:
            groups.append([place])
    return {place: median(group) for group in groups for place in group}


def _goes_on(bar: Segment, down: list[Segment], across: list[Segment]) -> bool:
    """Whether an upright crosses a level line, or another one goes on where it ends: specks seldom line up so far."""
    if any(s.x0 <= bar.x0 <= s.x1 and bar.y0 + 3 < s.y0 < bar.y1 - 3 for s in across):
        return True
    beside = (s for s in down if s is not bar and abs(s.x0 - bar.x0) < 5)
    return any(abs(s.y0 - bar.y1) < 5 or abs(s.y1 - bar.y0) < 5 for s in beside)


def _coverage(s: Segment, drawn: Mask) -> float:
    """The share of a segment's length that has ink."""
    along = 1 if s.x1 - s.x0 < s.y1 - s.y0 else 0
    x0, y0 = max(0, round(s.x0) - 2 * along), max(0, round(s.y0) - 2 * (1 - along))
    strip = drawn[y0 : round(s.y1) + 3, x0 : round(s.x1) + 3]
    return float(strip.any(axis=along).mean()) if strip.size else 0.0


def _is_stroke(s: Segment, quads: Quads, beyond: float) -> bool:
    """Whether a horizontal segment lies inside one line of text: strokes of its characters that run together.

    A ruling that touches text runs on beyond it, by more than the `beyond` that detection may have clipped of the text.
    """
    import numpy as np

    x0, top = quads[:, :, 0].min(axis=1), quads[:, :, 1].min(axis=1)
    x1, bottom = quads[:, :, 0].max(axis=1), quads[:, :, 1].max(axis=1)
    rim = 0.1 * np.minimum(bottom - top, x1 - x0)
    side = np.maximum(rim, beyond)
    inside = (x0 - side <= s.x0) & (s.x1 <= x1 + side) & (top + rim < s.y0) & (s.y0 < bottom - rim)
    return bool(inside.any())


def _near_text(
    across: list[Segment], down: list[Segment], quads: Quads, gap: float
) -> tuple[list[Segment], list[Segment]]:
    """Without the networks of lines that pass by all text: the paper's own edge, the grain of a desk."""
    if len(quads) == 0:
        return [], []
    x0, y0 = quads[:, :, 0].min() - gap, quads[:, :, 1].min() - gap
    x1, y1 = quads[:, :, 0].max() + gap, quads[:, :, 1].max() + gap
    reached = {i for i, s in enumerate(across) if y0 < s.y0 < y1 and s.x0 < x1 and s.x1 > x0}
    bars = {i for i, s in enumerate(down) if x0 < s.x0 < x1 and s.y0 < y1 and s.y1 > y0}
    reached |= {i for i, s in enumerate(across) if any(_touch(s, down[k], gap) for k in bars)}
    bars |= {i for i, s in enumerate(down) if any(_touch(across[k], s, gap) for k in reached)}
    return [across[i] for i in sorted(reached)], [down[i] for i in sorted(bars)]


def _touch(across: Segment, down: Segment, gap: float) -> bool:
    level = across.x0 - gap / 2 <= down.x0 <= across.x1 + gap / 2
    return level and down.y0 - gap / 2 <= across.y0 <= down.y1 + gap / 2


def _between_levels(bar: Segment, across: list[Segment], reach: float) -> Segment | None:
    """A vertical segment from the first to the last horizontal ruling within its reach, None where it meets no two.

    The uprights of a table end at its level lines; strokes of characters meet none, a seal's edge may hang on to one.
    """
    met = [s.y0 for s in across if s.x0 - reach <= bar.x0 <= s.x1 + reach and bar.y0 - reach <= s.y0 <= bar.y1 + reach]
    if len(met) < 2 or max(met) - min(met) < 0.5 * (bar.y1 - bar.y0):
        return None
    return Segment(bar.x0, min(met), bar.x0, max(met))


def boxes(mask: Mask) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of each connected part of a mask."""
    import cv2

    stats = cv2.connectedComponentsWithStats(mask)[2]
    return [(int(s[0]), int(s[1]), int(s[2]), int(s[3])) for s in stats[1:]]


def _joined(segments: list[Segment], gap: float, apart: float = 4.0) -> list[Segment]:
    """Horizontal segments with collinear neighbours (at most `apart` pixels off, `gap` pixels between) made one."""
    joined: list[Segment] = []
    for s in sorted(segments, key=lambda s: (s.x0, s.y0)):
        for i, other in enumerate(joined):
            if abs(other.y0 - s.y0) <= apart and s.x0 <= other.x1 + gap:
                weight = (other.x1 - other.x0) / max(1.0, (other.x1 - other.x0) + (s.x1 - s.x0))
                y = weight * other.y0 + (1 - weight) * s.y0
                joined[i] = Segment(min(other.x0, s.x0), y, max(other.x1, s.x1), y)
                break
        else:
            joined.append(s)
    return joined
