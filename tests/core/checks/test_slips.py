"""Slips of reading and typing are told by what they do to the digits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.checks.slips import slip


@pytest.mark.parametrize(
    ("printed", "right", "words"),
    [
        ("2.60", "9.60", "有一位数字不同"),
        ("36.17", "36.11", "1 可能误作 7"),
        ("601.12", "610.12", "差额能被 9 整除，可能两位数字颠倒"),
        ("1.959", "19.59", "相差 10 倍，可能小数点错位"),
        ("3024900", "302.49", "相差 10000 倍，可能把元当作万元"),
        ("-12.30", "12.30", "正负号相反"),
        ("2.49", "72.49", "可能漏了一位数字"),
        ("722.49", "72.49", "可能多了一位数字"),
        ("2012901", "582.43", "可能把科目编码 2012901 当作金额"),
        ("208", "178.66", "可能把科目编码 208 当作金额"),
        ("2024", "178.66", "可能把年份 2024 当作金额"),
        ("208.00", "178.66", ""),
        ("55.00", "12.34", ""),
    ],
)
def test_a_slip_is_called_by_its_name(printed: str, right: str, words: str) -> None:
    assert slip(Decimal(printed), Decimal(right), 2).words == words


def test_confused_digits_are_likelier_than_any_other_digit() -> None:
    right = Decimal("38.00")
    assert slip(Decimal("33.00"), right, 2).likely > slip(Decimal("35.00"), right, 2).likely - 0.01
    assert slip(Decimal("88.00"), right, 2).likely > slip(Decimal("48.00"), right, 2).likely


def test_a_blank_is_no_slip_of_digits() -> None:
    assert slip(None, Decimal(1), 2).words == "此格空白"
