"""The JSON of `extract` and `check`, both ways."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from core.checks.findings import Finding, Quote, Suspect
from core.errors import ExtractionInvalid, FileEmpty, FileMissing
from core.export.extraction import dumps, from_json, read_extraction, to_json
from core.model import BLANK, Box, Cell, CellRef, Column, Paragraph, Report, ReportInfo, Source, Table, UnreadPage
from tests.core.model.strategies import reports

TABLE = Table(
    "t5",
    [Column(("科目", "编码"), "栏次"), Column(("合计",), "1")],
    [[Cell.of("201", 4, Box(1.234, 2, 3, 4)), Cell("2.60", "9.60")], [BLANK, Cell.of("1,234.50")]],
    form="general_expenditure",
    number="表5",
    title="支出表",
    pages=(4, 5),
    unit_line="单位：万元",
    amount_unit="万元",
    note="注：无",
    follows=1,
)
REPORT = Report(
    ReportInfo("某县总工会", 2024, "budget", "万元"),
    Source("报告.pdf", "00ff", "pdf", 26, 0.21),
    [TABLE],
    [Paragraph("现在的话", "印的话", 17)],
)


def test_every_field_is_where_the_format_says() -> None:
    assert to_json(REPORT, boxes=True) == {
        "schema": 1,
        "source": {"path": "报告.pdf", "sha256": "00ff", "kind": "pdf", "pages": 26, "seconds": 0.21},
        "report": {"unit": "某县总工会", "year": 2024, "kind": "budget", "amount_unit": "万元"},
        "tables": [
            {
                "id": "t5",
                "form": "general_expenditure",
                "number": "表5",
                "title": "支出表",
                "pages": [4, 5],
                "unit_line": "单位：万元",
                "amount_unit": "万元",
                "columns": [["科目", "编码"], ["合计"]],
                "column_numbers": ["栏次", "1"],
                "rows": [["201", "9.60"], ["", "1,234.50"]],
                "note": "注：无",
                "boxes": [[[4, 1.23, 2, 3, 4], None], [None, None]],
            }
        ],
        "narrative": [{"page": 17, "text": "现在的话"}],
        "findings": [],
    }


def test_what_is_not_there_is_null() -> None:
    (table,) = to_json(Report(tables=[Table("t1", [Column(("a",))], [])]))["tables"]
    assert {name for name, value in table.items() if value is None} == {
        "form",
        "number",
        "title",
        "pages",
        "unit_line",
        "amount_unit",
        "column_numbers",
        "note",
    }
    assert "boxes" not in table


def test_pages_that_were_not_read_are_named() -> None:
    unread = Report(unread=(UnreadPage(3, "没有文字"),))
    assert to_json(unread)["source"]["unread"] == [{"page": 3, "reason": "没有文字"}]
    assert from_json(to_json(unread)) == unread


def test_a_finding_names_its_cells_and_suspects() -> None:
    cell = CellRef("t5", 0, 1)
    finding = Finding(
        "行合计",
        "row_sum",
        "error",
        "相差 7.00",
        "t5",
        (cell,),
        Quote("支出2.60万元", 17, 0),
        "2.60",
        "9.60",
        "-7.00",
        "0.015",
        (Suspect(cell, "9.60", 0.97123),),
        ("款级合计",),
    )
    (data,) = to_json(REPORT, [finding])["findings"]
    assert data == {
        "rule": "行合计",
        "kind": "row_sum",
        "level": "error",
        "message": "相差 7.00",
        "table": "t5",
        "cells": [{"table": "t5", "row": 0, "column": 1}],
        "text": {"quote": "支出2.60万元", "page": 17},
        "stated": "2.60",
        "expected": "9.60",
        "difference": "-7.00",
        "tolerance": "0.015",
        "suspects": [{"table": "t5", "row": 0, "column": 1, "suggestion": "9.60", "score": 0.9712}],
        "relations": ["款级合计"],
    }


@settings(deadline=None)
@given(reports())
def test_reading_what_was_written_writes_the_same(report: Report) -> None:
    data = to_json(report, boxes=True)
    assert json.loads(dumps(data)) == data
    assert to_json(from_json(data), boxes=True) == data


def test_texts_come_back_as_printed() -> None:
    (table,) = from_json(to_json(REPORT)).tables
    assert table.cell(0, 1) == Cell.of("9.60")
    assert replace(table, rows=[]) == replace(TABLE, rows=[])


def test_rows_that_are_too_short_or_too_long_are_made_even() -> None:
    data = {"tables": [{"columns": [["a"], ["b"]], "rows": [["1"], ["1", "2", "3"], []]}]}
    (table,) = from_json(data).tables
    assert table.id == "t1"
    assert [len(row) for row in table.rows] == [3, 3, 3]
    assert [column.path for column in table.columns] == [("a",), ("b",), ()]


def test_texts_of_hand_made_files_can_be_stored() -> None:
    data = json.loads('{"tables": [{"columns": [["a"], ["b"], ["c"]], "rows": [[7, null, "\\ud800x"]]}]}')
    assert [cell.text for cell in from_json(data).tables[0].rows[0]] == ["7", "", "?x"]


def test_the_text_is_one_table_row_a_line() -> None:
    lines = dumps(to_json(REPORT)).splitlines()
    assert '    ["201", "9.60"],' in lines
    assert '  "unit": "某县总工会",' in lines


def test_where_a_paragraph_stands_is_kept() -> None:
    said = [Paragraph.of("表前的话"), Paragraph.of("表后的话", 3)]
    data = to_json(replace(REPORT, narrative=said))
    assert [paragraph.get("after") for paragraph in data["narrative"]] == [None, 1]
    assert from_json(data).tables_before() == [0, 1]


def test_a_kind_of_report_that_is_made_up_is_none() -> None:
    assert from_json({"tables": [], "report": {"kind": "plan"}}).info.kind is None
    assert from_json({"tables": [], "report": {"kind": "final"}}).info.kind == "final"


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "报告.json"
    path.write_text(dumps(to_json(REPORT)), encoding="utf-8-sig")
    assert to_json(read_extraction(path)) == to_json(REPORT)


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"tables": 3}', '{"tables": [{"columns": []}]}', '{"tables": [], "narrative": ["x"]}', "\x00\xff"],
)
def test_a_file_that_is_no_extraction_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "坏.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ExtractionInvalid, match=r"坏\.json"):
        read_extraction(path)


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = replace(REPORT, tables=[TABLE, TABLE])
    path = tmp_path / "a.json"
    path.write_text(dumps(to_json(twice)), encoding="utf-8")
    with pytest.raises(ExtractionInvalid):
        read_extraction(path)


def test_missing_and_empty_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_extraction(tmp_path / "无.json")
    (tmp_path / "空.json").touch()
    with pytest.raises(FileEmpty):
        read_extraction(tmp_path / "空.json")
