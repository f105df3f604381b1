"""Coloured seals and ink over a page, made to fade without losing the black print below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.ocr import Picture

COLOURED = 34  # how much brighter than grey the ink's own channel is, which no grey print reaches
DARKER = 0.7  # of the brightness of the coloured ink: what is so dark is print below it, whose colour is not its own
DARK, CONTRAST = 80, 2.5  # what is this dark in the channel of the ink is black print; how steep it is set off


def without_stamps(picture: Picture) -> Picture:
    """The picture (RGB) with coloured ink bleached: what a filter of the ink's own colour would show.

    Red ink is as bright as paper in the red channel, black print is dark in all three; so the channel of the ink
    itself tells them apart. JPEG keeps colours coarser than brightness: each pixel has the strongest colour beside it.
    """
    import cv2
    import numpy as np

    brightness, red, blue = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb))
    strength = np.maximum(1.402 * (red.astype(np.float32) - 128), 1.772 * (blue.astype(np.float32) - 128))
    spread = cv2.dilate(strength, np.ones((5, 5), np.uint8))
    coloured = spread > COLOURED
    if not coloured.any():
        return picture
    darker = brightness < DARKER * float(np.median(brightness[strength > COLOURED]))
    own_channel = brightness[coloured] + np.where(darker, strength, spread)[coloured]
    cleaned = picture.copy()
    paper = float(np.median(brightness))  # nothing brighter, whose rim would look like ink
    cleaned[coloured] = np.clip((own_channel - DARK) * CONTRAST, 0, paper).astype(np.uint8)[:, None]
    return cleaned
