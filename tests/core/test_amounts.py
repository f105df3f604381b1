"""Printed figures, their intervals and the rounding rule."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.amounts import Balance, Figure, Verdict, balance, parse


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("72.49", "72.49", 2),
        ("1,234.50", "1234.50", 2),
        ("１，２３４．５０", "1234.50", 2),
        (" 36.17 ", "36.17", 2),
        ("0", "0", 0),
        ("-3.00", "-3.00", 2),
        ("—3.00", "-3.00", 2),
        ("−3.00", "-3.00", 2),
        ("△3.00", "-3.00", 2),
        ("▲1,234", "-1234", 0),
        ("（3.00）", "-3.00", 2),
        ("(1,234.50)", "-1234.50", 2),
        (".5", "0.5", 1),
        ("2010301", "2010301", 0),
    ],
)
def test_a_printed_number_is_read_with_its_decimals(text: str, value: str, places: int) -> None:
    assert parse(text) == Figure(Decimal(value), places)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "—", "办公费", "3.5万元", "1.2.3", "1,23", "2024年", "%", "一", "(3)", "△", "-(3.00)", "(3.00"],
)
def test_what_prints_no_number_is_none(text: str) -> None:
    assert parse(text) is None


def test_a_percentage_keeps_its_printed_value() -> None:
    assert parse("9.60%") == Figure(Decimal("9.60"), 2, percent=True)
    assert str(parse("9.60%")) == "9.60%"


def test_a_figure_stands_for_its_interval() -> None:
    figure = parse("9.60")
    assert figure is not None
    assert (figure.low, figure.high) == (Decimal("9.595"), Decimal("9.605"))
    whole = parse("10")
    assert whole is not None
    assert (whole.low, whole.high) == (Decimal("9.5"), Decimal("10.5"))


def sums_to(total: str, *parts: str) -> Balance:
    terms = [(Decimal(1), parse(total)), *((Decimal(-1), parse(part)) for part in parts)]
    return balance(terms)


@pytest.mark.parametrize(
    ("total", "parts", "verdict"),
    [
        ("105.59", ["95.36", "10.23"], Verdict.EXACT),
        ("105.58", ["95.36", "10.23"], Verdict.ROUNDING),
        ("105.57", ["95.36", "10.23"], Verdict.BROKEN),
        ("72.49", ["62.89", "2.60"], Verdict.BROKEN),
        ("100.01", ["100.00"], Verdict.ROUNDING),  # the ends touch at 100.005
        ("302.50", ["302.49"], Verdict.ROUNDING),
        ("100.02", ["100.00"], Verdict.BROKEN),
        ("0.02", ["0.00", "0.00", "0.00"], Verdict.ROUNDING),
        ("0.03", ["0.00", "0.00", "0.00"], Verdict.BROKEN),
        ("106", ["95.36", "10.23"], Verdict.ROUNDING),
        ("1.00", ["1.00", ""], Verdict.EXACT),
    ],
)
def test_a_sum_is_broken_only_where_intervals_do_not_meet(total: str, parts: list[str], verdict: Verdict) -> None:
    assert sums_to(total, *parts).verdict is verdict


def test_a_blank_is_an_exact_zero() -> None:
    assert sums_to("1.00", "").tolerance == Decimal("0.005")


decimals = st.decimals(-(10**9), 10**9, places=4)


@given(st.lists(decimals, min_size=1, max_size=8), st.integers(0, 4))
def test_rounding_a_true_sum_never_breaks_it(parts: list[Decimal], places: int) -> None:
    def printed(value: Decimal) -> str:
        return f"{value:.{places}f}"

    assert sums_to(printed(sum(parts, Decimal(0))), *map(printed, parts)).verdict is not Verdict.BROKEN


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    figure = parse(text)
    assert figure is None or isinstance(figure.value, Decimal)


@given(decimals, st.integers(0, 4))
def test_printing_a_figure_and_reading_it_again(value: Decimal, places: int) -> None:
    figure = parse(f"{value:,.{places}f}")
    assert figure is not None
    assert parse(str(figure)) == figure
