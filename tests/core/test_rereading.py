"""The picture of a page that a second look is taken at."""

from __future__ import annotations

import pytest

from core import rereading
from tests.core.readers.test_pdf import raw_pdf

PAGE = rereading.Original(raw_pdf(b"0 0 100 100 re f"), "pdf")  # 200 × 100 points, its left half black


def test_a_page_is_drawn_sharply_enough_to_tell_figures_apart() -> None:
    picture, scale = rereading._drawn(PAGE, 1)
    assert picture.shape == (417, 834, 3) and scale == pytest.approx(72 / 300)
    assert picture[200, 200].max() == 0 and picture[200, 600].min() == 255


def test_a_huge_page_is_drawn_as_sharply_as_memory_bears(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "MOST_PIXELS", 20_000)
    picture, scale = rereading._drawn(PAGE, 1)
    assert picture.shape == (100, 200, 3) and scale == pytest.approx(1)
