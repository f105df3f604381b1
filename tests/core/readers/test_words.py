"""Characters become words by where they stand."""

from __future__ import annotations

import pytest

from core.model import Box
from core.readers.pdfium import Chars, Frame
from core.readers.words import words_of

SIZE = 10.0
Place = tuple[str, float, float]  # a character, its left edge and its top; Chinese is as wide as high, the rest half


def chars(*places: Place) -> Chars:
    x1s = [x + (SIZE if c > "\u2e80" else SIZE / 2) for c, x, _ in places]
    columns = ([x for _, x, _ in places], [y for *_, y in places], x1s, [y + SIZE for *_, y in places])
    return Chars("".join(c for c, *_ in places), *columns, [SIZE] * len(places))


def texts(*places: Place) -> list[str]:
    return [word.text for word in words_of(chars(*places))]


def test_a_page_without_characters_has_no_words() -> None:
    assert words_of(chars()) == []


def test_a_gap_ends_a_word_and_so_does_the_next_line() -> None:
    assert texts(("收", 0, 0), ("入", 10, 0), ("支", 26, 0), ("出", 36, 20)) == ["收入", "支", "出"]


def test_what_goes_back_to_the_left_is_another_word() -> None:
    assert texts(("支", 50, 0), ("收", 0, 0)) == ["支", "收"]


def test_digits_on_another_baseline_join_the_chinese_beside_them() -> None:
    (word,) = words_of(chars(("表", 0, 0), ("5", 10, 3)))
    assert word.text == "表5"
    assert word.box == Box(0, 0, 15, 13)
    assert word.edges == (0, 10, 15)


def test_a_narrow_space_stays_inside_a_word_a_wide_one_parts_two() -> None:
    assert texts(("a", 0, 0), (" ", 5, 0), ("b", 10, 0)) == ["a b"]
    assert texts(("收", 0, 0), ("\u3000", 10, 0), ("入", 20, 0)) == ["收", "入"]
    assert texts(("3", 0, 0), (" ", 5, 0), (" ", 10, 0), ("收", 15, 0)) == ["3", "收"]


def test_white_space_at_the_ends_is_no_part_of_a_word() -> None:
    lead, tail = (" ", 0, 0), (" ", 15, 0)
    (word,) = words_of(chars(lead, ("收", 5, 0), tail, (" ", 20, 0), ("\u3000", 25, 0), (" ", 35, 0)))
    assert (word.text, word.box.x0, word.box.x1) == ("收", 5, 15)
    assert words_of(chars(lead, (" ", 5, 0))) == []


def test_a_text_that_runs_upwards_is_one_word_also_where_its_end_comes_later() -> None:
    upwards = [("其", 50, 30), ("他", 50, 20), ("收", 50, 10)]
    assert texts(*upwards, ("入", 50, 0)) == ["其他收入"]
    assert texts(*upwards, ("项", 0, 0), ("目", 10, 0), ("入", 50, 0)) == ["其他收入", "项目"]
    assert texts(("收", 50, 0), ("入", 50, 10)) == ["收", "入"]


def test_radicals_are_given_back_as_the_characters_that_they_look_like() -> None:
    assert texts(("⼯", 0, 0), ("会", 10, 0)) == ["工会"]


@pytest.mark.parametrize("turns", range(4))
def test_columns_of_boxes_lie_where_single_boxes_do(turns: int) -> None:
    frame = Frame(5, 10, 205, 110, turns)
    columns = frame.columns([20, 50, 30, 40, 60, 90, 80, 70])
    boxes = [Box(*edges) for edges in zip(*columns, strict=True)]
    assert boxes == [frame.box(20, 40, 30, 50), frame.box(60, 70, 80, 90)]
    assert frame.columns([]) == ([], [], [], [])
