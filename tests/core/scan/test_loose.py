"""Words outside ruled cells come close around their ink and parted at the gaps of columns."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from core.ocr import Reading
from core.scan.areas import Area
from core.scan.loose import around_ink, even, parted, square_of

SQUARE = 20


def printed(text: str, gap: float = 0.0) -> tuple[np.ndarray, Area, Reading]:
    """A line of blots, a space in the text as wide as `gap` squares; as a detector frames it and an engine reads it."""
    dark = np.zeros((60, 600), np.uint8)
    x, centres, chars = 20.0, [], ""
    for char in text:
        if char == " ":
            x += gap * SQUARE
            continue
        width = SQUARE / 2 if char in "0123456789.," else SQUARE
        dark[20:38, int(x) + 1 : int(x + width) - 1] = 255
        centres.append(x + width / 2)
        chars += char
        x += width
    area = Area(10.0, 12.0, x + 8, 48.0)
    return dark, area, Reading(chars, 0.99, tuple((c - area.x0) / (area.x1 - area.x0) for c in centres))


@pytest.mark.parametrize(
    ("text", "gap", "parts"),
    [
        ("724.00 一、一般公共", 0.7, ["724.00", "一、一般公共"]),
        ("12.50 13.60", 1.0, ["12.50", "13.60"]),
        ("合 计", 0.5, ["合计"]),
        ("项目 金额", 1.5, ["项目", "金额"]),
        ("部门： 某某", 0.7, ["部门：某某"]),
        ("588.42 教育支出", 0.2, ["588.42", "教育支出"]),
        ("588.42 万元", 0.2, ["588.42万元"]),
        ("2024 年预算", 0.5, ["2024年预算"]),
        ("70.50% ，比上年", 0.9, ["70.50%，比上年"]),
        ("万元， 占70.50%", 0.9, ["万元，占70.50%"]),
    ],
)
def test_one_line_of_two_columns_is_parted(text: str, gap: float, parts: list[str]) -> None:
    dark, area, reading = printed(text, gap)
    tight = around_ink(area, dark)
    found = list(parted(area, tight, reading, square_of(tight, reading), dark))
    assert [r.text for _, r in found] == parts
    assert all(a.x1 <= b.x0 for (a, _), (b, _) in pairwise(found))


def test_ink_beyond_the_last_digit_is_a_neighbours() -> None:
    dark, area, reading = printed("588.42")
    tight = around_ink(area, dark)
    dark[28:30, int(tight.x1) + 8 : int(tight.x1) + 14] = 255  # the beginning of 一
    wider = tight._replace(x1=tight.x1 + 14)
    (found,) = parted(area, wider, reading, SQUARE, dark)
    assert found[0].x1 == tight.x1


def test_an_area_closes_around_its_own_line() -> None:
    dark, area, _ = printed("12.50")
    dark[46:60, 20:70] = 255  # the line below
    assert around_ink(area, dark) == Area(21.0, 20.0, 69.0, 38.0)


def test_specks_and_the_line_that_the_frame_cuts_make_no_text_higher() -> None:
    dark, area, _ = printed("12.50")
    dark[14:20, 30:33] = dark[38:43, 44:46] = 255  # specks that touch the print
    dark[46:60, 20:70] = 255
    assert around_ink(area, dark) == Area(21.0, 20.0, 69.0, 38.0)


def test_blank_paper_stays_as_it_was_framed() -> None:
    _, area, _ = printed("12.50")
    assert around_ink(area, np.zeros((60, 600), np.uint8)) == area


def test_one_font_has_one_size_and_titles_their_own() -> None:
    rows = [Area(0, 30 * i, 100, 30 * i + 20) for i in range(5)]
    assert even([10.0, 11.0, 10.0, 7.0, 18.0], rows) == [10.0, 10.0, 10.0, 10.0, 18.0]


def test_specks_make_no_text_of_a_row_larger() -> None:
    row = [Area(100 * i, 0, 100 * i + 50, 20) for i in range(4)]
    assert even([10.0, 10.0, 18.0, 10.0], row) == [10.0] * 4
    title_with_its_number = row[:2], [10.0, 18.0]
    assert even(title_with_its_number[1], title_with_its_number[0]) == [14.0, 14.0]
