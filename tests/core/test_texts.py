"""Small operations on printed Chinese text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.texts import distance, key, mend_radicals, tidy


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("项 目 支 出", "项目支出"),
        ("合  计", "合计"),
        ("201 一般公共服务支出", "201一般公共服务支出"),
        ("part  time", "part time"),
        (" 2.60   9.60 ", "2.60 9.60"),
        ("（ 三公 ）", "（三公）"),
        ("甲\n乙", "甲\n乙"),
        ("２０２４年", "２０２４年"),
        ("", ""),
    ],
)
def test_tidy(text: str, tidied: str) -> None:
    assert tidy(text) == tidied


def test_radicals_that_only_look_like_characters_are_mended() -> None:
    assert mend_radicals("⼀般公共服务⼈员") == "一般公共服务人员"
    assert tidy("⼯ 资") == "工资"
    assert mend_radicals("部⻔公⻓⻋⼾⻘⻅") == "部门公长车户青见"


@pytest.mark.parametrize(
    ("one", "other"),
    [("“三公”经费", '"三公"经费'), ("合 计", "合计"), ("（2024）", "(2024)"), ("１，２３４", "1,234")],
)
def test_keys_of_one_wording_are_equal(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text())
def test_any_text_can_be_tidied_once_for_all(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_a_key_has_no_white_space(text: str) -> None:
    assert not any(character.isspace() for character in key(text))


def test_distance() -> None:
    assert [distance(a, b) for a, b in (("行政运行", "行政运行"), ("行改运行", "行政运行"), ("运行", "行政运行"))] == [
        0,
        1,
        2,
    ]
