"""Pictures are set upright whatever way they lie, and levelled."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from core.scan.rulings import find_rulings
from core.scan.upright import upright
from tests.core.scan.sheet import XS, YS, KnowingEngine, Sheet, sheet


def straightened(drawn: Sheet) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return upright(drawn.picture, drawn.quads, KnowingEngine(drawn.quads))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_quarter_turns(quarters: int) -> None:
    drawn = sheet()
    picture, quads, _ = straightened(drawn.turned(quarters))
    assert picture.shape == drawn.picture.shape
    assert np.abs(quads.mean(axis=1) - drawn.quads.mean(axis=1)).max() < 3


@pytest.mark.parametrize("degrees", [-2.5, -0.7, 0.7, 2.5])
def test_skew_is_taken_out(degrees: float) -> None:
    drawn = sheet()
    turn = np.vstack([cv2.getRotationMatrix2D((600, 600), degrees, 1.0), [0, 0, 1]])
    picture, quads, _ = straightened(drawn.warped(turn))
    across, down = find_rulings(picture, quads)
    assert len(across) == len(YS)
    assert len(down) == len(XS)


def test_perspective_is_taken_out() -> None:
    drawn = sheet()
    corners = np.array([[0, 0], [1200, 0], [1200, 1200], [0, 1200]], np.float32)
    seen = np.array([[60, 20], [1150, 70], [1180, 1160], [10, 1190]], np.float32)
    picture, quads, _ = straightened(drawn.warped(cv2.getPerspectiveTransform(corners, seen)))
    across, down = find_rulings(picture, quads)
    assert len(across) == len(YS)
    assert len(down) == len(XS)
    widths = np.diff(sorted(s.x0 for s in down))
    assert np.allclose(widths / widths.sum(), np.diff(XS) / np.diff(XS).sum(), atol=0.01)


def test_the_homography_leads_from_the_source_to_the_upright_picture() -> None:
    drawn = sheet().turned(1)
    turn = np.vstack([cv2.getRotationMatrix2D((600, 600), 1.5, 1.0), [0, 0, 1]])
    skewed = drawn.warped(turn)
    _, quads, homography = straightened(skewed)
    mapped = cv2.perspectiveTransform(skewed.quads.reshape(-1, 1, 2), homography).reshape(-1, 4, 2)
    assert np.abs(mapped.mean(axis=1) - quads.mean(axis=1)).max() < 0.01


def test_a_blank_page_stays_as_it_is() -> None:
    blank = np.full((300, 200, 3), 255, np.uint8)
    nothing = np.zeros((0, 4, 2), np.float32)
    picture, quads, _ = upright(blank, nothing, KnowingEngine(nothing))
    assert picture.shape == blank.shape
    assert len(quads) == 0
