"""Real OCR over a page that was printed and then damaged: the table comes out as it was printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pytest

from core.layout.blocks import Grid
from core.layout.pages import blocks_of
from core.model import Box
from core.ocr import RapidEngine
from core.readers.page import Page
from core.readers.regions import reread_region
from core.scan.reader import NOTHING_READ, read_picture
from core.scan.second_opinion import Opinion, second_opinion
from tests.core.scan import damage
from tests.core.scan.damage import HEADER, ROWS, Picture, clean

Damage = Callable[[Picture], Picture]


@lru_cache(maxsize=1)
def engine() -> RapidEngine:
    return RapidEngine(2)


def table(page: Page) -> list[list[str]]:
    grid = next(block for block in blocks_of([page]) if isinstance(block, Grid))
    texts = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        texts[cell.row][cell.column] = cell.text
    return texts


@lru_cache(maxsize=4)
def read(harm: Damage | None = None) -> Page:
    picture, scale = clean()
    harmed = harm(picture) if harm else picture
    return read_picture(1, harmed, scale * max(picture.shape) / max(harmed.shape), engine())


def test_a_clean_scan() -> None:
    page = read()
    assert table(page) == [*HEADER, *ROWS]
    assert all(word.confidence is not None and word.confidence > 0.9 for word in page.words)


def test_a_stamped_and_noisy_scan_upside_down() -> None:
    assert table(read(_stamped_and_upside_down)) == [*HEADER, *ROWS]


def _stamped_and_upside_down(picture: Picture) -> Picture:
    return damage.coarse(damage.upside_down(damage.stamped(picture)), 0.75)


@pytest.mark.scans
@pytest.mark.parametrize(
    "harm", [damage.skewed, damage.coarse, damage.stamped, damage.shaded, damage.photographed, damage.upside_down,
             damage.faxed, lambda picture: np.ascontiguousarray(np.rot90(damage.skewed(picture)))]
)  # fmt: skip
def test_every_damage(harm: Damage) -> None:
    assert table(read(harm)) == [*HEADER, *ROWS]


def test_a_blank_page_says_so() -> None:
    page = read_picture(1, np.full((800, 600, 3), 250, np.uint8), 1.0, engine())
    assert (page.unread, page.words, page.rulings) == (NOTHING_READ, [], [])


def box_of(text: str) -> Box:
    grid = next(block for block in blocks_of([read()]) if isinstance(block, Grid))
    box = next(cell.box for cell in grid.cells if cell.text == text)
    assert box is not None
    return box


@pytest.mark.parametrize(
    ("read_as", "suggested", "opinion"),
    [
        ("181.62", "181.52", Opinion.SUGGESTION),
        ("181.52", "187.52", Opinion.PRINTED),
        ("1.00", "2.00", Opinion.UNCLEAR),
    ],
)
def test_misread_or_misprinted(read_as: str, suggested: str, opinion: Opinion) -> None:
    picture, scale = clean()
    place = box_of("181.52")
    assert second_opinion(picture, scale, read().upright, place, read_as, suggested, engine()) is opinion


def test_a_figure_under_a_seal_is_seen() -> None:
    picture, scale = clean()
    box = box_of("100.41")
    sealed = picture.copy()
    at = round(box.centre[0] / scale), round(box.centre[1] / scale)
    damage.cv2.circle(sealed, at, 30, (214, 42, 44), 6)
    seen = second_opinion(np.minimum(picture, sealed), scale, read().upright, box, "100.47", "100.41", engine())
    assert seen is Opinion.SUGGESTION


@pytest.mark.scans
def test_a_region_read_again_lies_where_it_lay() -> None:
    picture, scale = clean()
    first, last = box_of("2012901"), box_of("1,099.97")
    region = Box(first.x0 - 4, first.top - 4, last.x1 + 4, first.bottom + 4)
    texts = {c.text: c.box for b in reread_region(picture, scale, read().upright, region, 1, engine())
             if isinstance(b, Grid) for c in b.cells}  # fmt: skip
    assert {"2012901", "行政运行", "100.41"} <= set(texts)
    assert texts["2012901"] is not None
    assert np.allclose(texts["2012901"], first, atol=4)
