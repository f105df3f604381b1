"""Texts that stand in columns tell how upright lines lean where no ruling does."""

from __future__ import annotations

import numpy as np
import pytest

from core.scan.leaning import Lean, leaning

WIDTH, HEIGHT, LINE = 2000, 1500, 30


def texts(left: float, right: float, rows: int = 20) -> np.ndarray:
    """Frames of names and right-aligned figures in six columns whose upright lines lean so at the picture's edges."""
    chance = np.random.default_rng(3)
    quads = []
    for y in np.linspace(200, 1300, rows):
        for column in range(6):
            start, length = 150 + 300 * column, chance.uniform(60, 200)
            x0 = start if column < 2 else start + 220 - length
            ends = [x + np.interp(x, (0, WIDTH), (left, right)) * (y - HEIGHT / 2) for x in (x0, x0 + length)]
            x0, x1 = (end + chance.normal(0, 1.5) for end in ends)
            quads.append([[x0, y], [x1, y], [x1, y + LINE], [x0, y + LINE]])
    return np.array(quads, np.float32)


@pytest.mark.parametrize("lean", [(-0.08, 0.06), (0.03, 0.12), (-0.05, -0.05)])
def test_columns_tell_how_a_photo_was_taken(lean: Lean) -> None:
    assert leaning(texts(*lean), [(0.0, 0.0)], WIDTH, HEIGHT, LINE) == pytest.approx(lean, abs=0.01)


def test_a_flat_page_stays_as_it_lies() -> None:
    assert leaning(texts(0.012, 0.012), [(0.012, 0.012)], WIDTH, HEIGHT, LINE) == (0.012, 0.012)


def test_the_edges_of_the_paper_are_taken_at_their_word_where_texts_bear_them_out() -> None:
    edges = (-0.03, 0.041)
    assert leaning(texts(*edges), [(0.0, 0.0), edges], WIDTH, HEIGHT, LINE) == edges
    assert leaning(texts(0.0, 0.0), [(0.0, 0.0), edges], WIDTH, HEIGHT, LINE) == (0.0, 0.0)


def test_few_texts_stand_in_line_by_chance() -> None:
    assert leaning(texts(-0.08, 0.06, rows=5), [(0.0, 0.0)], WIDTH, HEIGHT, LINE) == (0.0, 0.0)
