"""How upright lines lean on a picture that shows none: as they do, the texts of a column begin and end in line.

A photo of a table without upright rules has only this to tell that its left and right edges draw together.
"""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.ocr import Quads

FEWEST = 40  # texts: fewer stand in line by chance
STEEPEST, COARSE, FINE = 0.2, 0.01, 0.002  # slopes that are tried, to both sides of the best guess
IN_LINE = 0.25  # of a text's height: ends so near are in line; twice that in the rough search, half in the fine one
CLEARLY, LIKELY = 1.2, 1.05  # times as much in line as by the first guess: asked of what is found, and of other guesses

Lean = tuple[float, float]  # pixels to the right for each down, at the left and at the right edge of the picture


def leaning(quads: Quads, guesses: list[Lean], width: int, height: int, line: float) -> Lean:
    """How upright lines lean. line: the height of a line of text, in pixels.

    The first guess holds unless texts stand clearly better in line by another one, or by what is found around the best.
    """
    import numpy as np

    if len(quads) < FEWEST:
        return guesses[0]
    ends = [quads[:, corners].mean(axis=1) - (0.0, height / 2) for corners in ([0, 3], [1, 2])]

    def score(lean: Lean, near: float = IN_LINE) -> float:
        return _in_line(ends, lean, width, near * line)

    plain = score(guesses[0])
    guess = max(guesses, key=score)
    if score(guess) < LIKELY * plain:
        guess = guesses[0]
    best = guess
    for reach, step, near in ((STEEPEST, COARSE, 2 * IN_LINE), (2 * COARSE, FINE, IN_LINE / 2)):
        tried = np.arange(-reach, reach + step / 2, step).tolist()
        leans = [(best[0] + left, best[1] + right) for left, right in product(tried, tried)]
        best = max(leans, key=partial(score, near=near))
    return best if score(best) > CLEARLY * score(guess) else guess


def _in_line(ends: list[NDArray[Any]], lean: Lean, width: int, near: float) -> float:
    """How well the beginnings, and the ends, of texts stand above each other: many in few places count most."""
    import numpy as np

    total = 0.0
    for x, y in (points.T for points in ends):
        places = np.floor((x - np.interp(x, (0, width), lean) * y) / near).astype(int)
        counts = np.bincount(places - places.min())
        total += float((counts[1:] + counts[:-1]).astype(float) @ (counts[1:] + counts[:-1]))
    return total
