"""What cannot stand in its column asks for a look, however sure OCR was of it."""

from __future__ import annotations

from core.forms.fitting import misfits
from core.model import Cell, Column, Report, Table


def found(*columns: list[str], confidence: float | None = 0.999) -> list[tuple[int, int]]:
    rows = [
        [Cell.of(text, confidence=confidence if text else None) for text in row] for row in zip(*columns, strict=True)
    ]
    table = Table("t1", columns=[Column((str(at),)) for at in range(len(columns))], rows=rows)
    return [(ref.row, ref.column) for ref in misfits(Report(tables=[table]))]


AMOUNTS = ["1.20", "3.45", "0.00", "16.82", "7.31", "5.00", "8.00"]


def test_a_decimal_more_or_less_than_the_column_prints() -> None:
    assert found([*AMOUNTS, "16.8286"]) == [(7, 0)]
    assert found([*AMOUNTS, "1682"]) == [(7, 0)]
    assert found([*AMOUNTS, "16.82"]) == []


def test_a_zero_needs_no_decimals_and_a_dash_is_no_figure() -> None:
    assert found([*AMOUNTS, "0", "—"]) == []


def test_a_column_of_few_amounts_follows_the_table() -> None:
    assert found(AMOUNTS, ["1.234", "", "", "", "", "", "5.00"]) == [(0, 1)]


def test_two_amounts_or_words_in_a_column_of_amounts() -> None:
    assert found([*AMOUNTS, "4.254.25", "02行政运行"]) == [(7, 0), (8, 0)]


def test_amounts_printed_with_various_decimals_are_left_alone() -> None:
    assert found(["1.2", "3.45", "12", "16.823", "7.3", "5", "8.01"]) == []


def test_a_blank_in_a_full_column() -> None:
    assert found([*AMOUNTS, "", *AMOUNTS]) == [(7, 0)]
    assert found([*AMOUNTS, "", "", "", ""]) == []


def test_a_line_number_out_of_its_order() -> None:
    assert found(["1", "2", "3", "89", "5", "6.", "", "8"]) == [(3, 0), (5, 0), (6, 0)]


def test_a_code_that_lost_a_digit() -> None:
    assert found(["201", "208", "20", "210", "221", "229"]) == [(2, 0)]


def test_an_amount_joined_with_a_name_and_the_blank_beside_it() -> None:
    names = ["一、外交", "二、国防", "588.42三、教育", "四、科学", "五、文化"]
    assert found(["1.20", "3.45", "", "", ""], names) == [(2, 0), (2, 1)]
    names[2] = "588.42"
    assert found(["1.20", "3.45", "", "", ""], names) == [(2, 0), (2, 1)]


def test_what_a_file_says_is_never_doubted() -> None:
    assert found([*AMOUNTS, "16.8286"], confidence=None) == []
