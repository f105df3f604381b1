"""Coloured seals and ink over a page, made to fade without losing the black print below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ocr import Picture

COLOURED = 48  # difference between the strongest and the weakest channel that no grey print has


def without_stamps(picture: Picture) -> Picture:
    """The picture (RGB) with coloured ink bleached: what a filter of the ink's own colour would show.

    Red ink is as bright as paper in the red channel, black print is dark in all three; so the strongest channel of a
    coloured pixel tells them apart.
    """
    import numpy as np

    strongest, weakest = picture.max(axis=2), picture.min(axis=2)
    coloured = (strongest - weakest) > COLOURED
    if not coloured.any():
        return picture
    bleached = np.clip((strongest[coloured].astype(np.int16) - 60) * 2, 0, 255).astype(np.uint8)
    cleaned = picture.copy()
    cleaned[coloured] = bleached[:, None]
    return cleaned
