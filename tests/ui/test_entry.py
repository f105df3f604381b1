from __future__ import annotations

import pytest

from core.model import Cell, Column, Table
from tests.ui.builders import make_report
from ui.grid.clipboard import block_of, from_mime, from_tsv, to_mime
from ui.grid.entry import companion, entered
from ui.grid.header import headings_with_numbers
from ui.grid.summary import summarise


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("1234.5", "1,234.50"),
        ("１２．５", "12.50"),
        ("1，234.5", "1,234.50"),
        ("=12+3.5", "15.50"),
        ("=12-3", "9.00"),
        ("=12 - 3", "9.00"),
        ("= -5 + 2,000", "1,995.00"),
        ("=3-", "=3-"),
        ("12.345", "12.345"),
        ("-3", "-3.00"),
        ("", ""),
        ("12%", "12%"),
        ("办公费", "办公费"),
        ("=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_what_is_typed_becomes_what_the_column_prints(typed: str, stands: str) -> None:
    table = Table("t", [Column()], [[Cell.of("1,000.00")], [Cell.of("23.10")], [Cell.of("")]])
    assert entered(table, 0, typed) == stands


def test_codes_stay_as_typed() -> None:
    table = Table("t", [Column(("科目编码",))], [[Cell.of("201")], [Cell.of("20129")]])
    assert entered(table, 0, "2012901") == "2012901"


def test_a_code_brings_its_name_and_a_name_its_code() -> None:
    columns = [Column(("科目编码",)), Column(("科目名称",)), Column(("合计",))]
    table = Table("t", columns, [[Cell.of(""), Cell.of(""), Cell.of("")]])
    assert companion(table, 0, 0, "20129", 2024) == (1, "群众团体事务")
    assert companion(table, 0, 1, "群众团体事务", 2024) == (0, "20129")
    assert companion(table, 0, 1, "行政运行", 2024) is None  # many codes have that name
    assert companion(table, 0, 2, "20129", 2024) is None


def test_a_header_text_spans_its_columns_and_a_leaf_reaches_down() -> None:
    found = headings_with_numbers(make_report().table("t2"))
    spans = {h.text: (h.level, h.level_end, h.column, h.column_end) for h in found}
    assert spans["基本支出"] == (0, 1, 3, 5)
    assert spans["人员经费"] == (1, 2, 4, 5)
    assert spans["项目支出"] == (0, 2, 5, 6)


def test_blocks_go_to_the_clipboard_and_back_whatever_is_in_them() -> None:
    table = Table("t", [Column()] * 2, [[Cell.of('a"b'), Cell.of("1\t2")], [Cell.of("001"), Cell.of("")]])
    block = block_of(table, 0, 0, 1, 1)
    mime = to_mime(block)
    assert from_tsv(mime.text()) == [['a"b', "1\t2"], ["001", ""]]
    mime.setText("")
    assert from_mime(mime) == [['a"b', "1 2"], ["001", ""]]


def test_ragged_lines_are_filled_up() -> None:
    assert from_tsv("1\t2\n3\n") == [["1", "2"], ["3", ""]]
    assert from_tsv("") == []


def test_sums_of_the_selection_are_exact() -> None:
    total = summarise(["0.10", "0.20", "abc", "", "50%"])
    assert (total.cells, total.figures, str(total.total), str(total.average)) == (5, 2, "0.30", "0.15")
