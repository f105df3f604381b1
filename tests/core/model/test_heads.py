"""The header of a table as the cells that are printed."""

from __future__ import annotations

from core.model import Column, Table
from core.model.heads import depth_of, headings


def test_headings_span_what_they_are_shared_by() -> None:
    paths = [("项目",), ("项目",), ("支出", "合计", "小计"), ("支出", "合计", "其他"), ("支出", "结转"), ()]
    table = Table("t", [Column(path) for path in paths], [])
    assert depth_of(table) == 3
    assert list(headings(table)) == [
        ("项目", 0, 3, 0, 1),
        ("项目", 0, 3, 1, 2),
        ("支出", 0, 1, 2, 5),
        ("合计", 1, 2, 2, 4),
        ("小计", 2, 3, 2, 3),
        ("其他", 2, 3, 3, 4),
        ("结转", 1, 3, 4, 5),
        ("", 0, 3, 5, 6),
    ]


def test_a_table_without_headings_has_no_header() -> None:
    assert list(headings(Table("t", [Column(), Column()], []))) == []
