"""Tables as CSV."""

from __future__ import annotations

import csv
from pathlib import Path

from core.export.tables import csv_text, header_rows, table_rows, write_tables
from core.model import Cell, Column, Report, Table

TABLE = Table(
    "t1",
    [Column(("科目名称",), "栏次"), Column(("支出", "合计"), "1"), Column(("支出", "项目"), "2")],
    [[Cell.of("办公费"), Cell.of("1,234.50"), Cell.of("-3.00")]],
    number="表6",
    title="基本支出表/经济分类",
)


def test_headers_keep_their_levels() -> None:
    assert header_rows(TABLE) == [["科目名称", "支出", ""], ["", "合计", "项目"]]
    assert table_rows(TABLE)[2:] == [["栏次", "1", "2"], ["办公费", "1,234.50", "-3.00"]]


def test_columns_of_one_name_under_different_headings_are_both_named() -> None:
    columns = [Column(("收入", "项目")), Column(("支出", "项目")), Column(("支出", "金额"))]
    assert header_rows(Table("t1", columns, [])) == [["收入", "支出", ""], ["项目", "项目", "金额"]]


def test_each_table_becomes_a_file_that_excel_reads(tmp_path: Path) -> None:
    second = Table("t2", [Column(("a",))], [])
    paths = write_tables(Report(tables=[TABLE, second]), tmp_path / "表格")
    assert [path.name for path in paths] == ["01 表6 基本支出表经济分类.csv", "02 第2张表（无标题）.csv"]
    assert paths[0].read_bytes().startswith(b"\xef\xbb\xbf")
    with paths[0].open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == table_rows(TABLE)


def test_nothing_in_a_report_runs_as_a_formula() -> None:
    assert (
        csv_text([["=1+1", "@SUM(A1)", "-3.00", "+5", "-", "— —", "-cmd"]])
        == "'=1+1,'@SUM(A1),-3.00,+5,-,— —,'-cmd\r\n"
    )
