"""Workbooks, new and old: the same report from the same cells, and what their number formats show."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.formula import ArrayFormula

from core.errors import FileDamaged, FileToConvert, KnownError
from core.layout.blocks import Grid, Line
from core.model import Report
from core.pipeline import read_report
from core.readers import read_blocks
from core.readers.number_formats import shown
from tests.old_workbook import old_workbook

RULED = Border(*[Side(style="thin")] * 4)
ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '
ROWS: list[list[object]] = [
    ["科目编码", None, "科目名称", "合计", "基本支出", "项目支出"],
    ["类", "款", None, None, None, None],
    [201, None, "一般公共服务支出", 1147.949, 1000.0, 147.949],
    [201, 29, "群众团体事务", 1147.949, 1000.0, 147.949],
    [None, None, "退回上年\n结余", -3.5, 0, -3.5],
    [None, None, "合计", 1144.449, 1000.0, 144.449],
]


def workbook() -> Workbook:
    """A report with a ruled table, merged headers, formats of every kind, and a sheet that nobody sees."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "部门支出总表"
    sheet["A1"] = "某某市总工会2024年部门支出总表"
    sheet["A2"], sheet["F2"] = datetime(2024, 3, 5), "单位：万元"
    sheet["A2"].number_format = 'yyyy"年"m"月"d"日"'
    for r, row in enumerate(ROWS, 3):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c, value)
            cell.border = RULED
            cell.number_format = "000" if c == 1 else "00" if c == 2 else ACCOUNTING if c > 3 else "@"
    for area in ("A1:F1", "A3:B3", "C3:C4", "D3:D4", "E3:E4", "F3:F4"):
        sheet.merge_cells(area)
    hidden = book.create_sheet("底稿")
    hidden.append(["不公开的底稿", 1])
    hidden.sheet_state = "hidden"
    return book


def saved(folder: Path, name: str, book: Workbook | None = None) -> Path:
    path = folder / name
    if path.suffix == ".xlsx":
        (book or workbook()).save(path)
    else:
        path.write_bytes(old_workbook(book or workbook()))
    return path


def content(report: Report) -> tuple[object, ...]:
    return report.tables, report.narrative, report.info


@pytest.mark.parametrize("name", ["报告.xls", "报告.et", "其实是旧版.xlsx"])
def test_an_old_workbook_is_read_as_a_new_one(tmp_path: Path, name: str) -> None:
    new = read_report(saved(tmp_path, "报告.xlsx"))
    path = tmp_path / name
    path.write_bytes(old_workbook(workbook()))
    old = read_report(path)
    assert old.source.kind == "excel"
    assert content(old) == content(new)
    (table,) = old.tables
    assert (table.form, table.amount_unit) == ("expenditure", "万元")
    assert [cell.text for cell in table.rows[1]] == ["201", "29", "群众团体事务", "1,147.95", "1,000.00", "147.95"]
    assert [cell.text for cell in table.rows[2]][2:] == ["退回上年结余", "-3.50", "-", "-3.50"]


def test_merges_and_lines_of_an_old_workbook(tmp_path: Path) -> None:
    blocks = list(read_blocks(saved(tmp_path, "报告.xls")).blocks)
    lines = [block.text for block in blocks if isinstance(block, Line)]
    assert lines == ["某某市总工会2024年部门支出总表", "2024年3月5日", "单位：万元"]
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in grid.cells if cell.row < 2}
    assert (spans["科目编码"], spans["科目名称"], spans["类"]) == ((1, 2), (2, 1), (1, 1))


def test_a_workbook_called_xls_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path, "报告.xlsx").rename(tmp_path / "报告.xls")
    assert [table.form for table in read_report(path).tables] == ["expenditure"]


def test_a_locked_workbook_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "密.xls"
    path.write_bytes(old_workbook(workbook(), locked=True))
    with pytest.raises(FileToConvert, match="设有打开密码"):
        read_report(path)


@pytest.mark.parametrize("kept", [512, 600, 1500, 3000])
def test_a_broken_workbook_says_so(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "断.xls"
    path.write_bytes(old_workbook(workbook())[:kept])
    with pytest.raises(FileDamaged):
        read_report(path)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    """Whatever xlrd meets in it: a sentence of ours, never one of its own."""
    chance = random.Random(seed)
    data = bytearray(old_workbook(workbook()))
    for _ in range(12):
        data[chance.randrange(512, len(data))] = chance.randrange(256)
    path = tmp_path / "坏.xls"
    path.write_bytes(data)
    with suppress(KnownError):
        list(read_blocks(path).blocks)


def test_dates_that_only_chinese_programs_know(tmp_path: Path) -> None:
    """Format 31 is no date to openpyxl."""
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"] = 45356
    sheet["A1"].number_format = "0.00"
    sheet["A1"]._style.numFmtId = 31
    sheet["A2"] = 5
    blocks = read_blocks(saved(tmp_path, "报告.xlsx", book)).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == ["2024年3月5日", "5"]


@pytest.mark.parametrize("stray", ["C200000", "XFD1048576", "XFD3"])
def test_a_stray_cell_far_away_costs_nothing_and_changes_nothing(tmp_path: Path, stray: str) -> None:
    plain = read_report(saved(tmp_path, "报告.xlsx"))
    book = workbook()
    sheet: Any = book.active
    sheet[stray] = " "
    assert content(read_report(saved(tmp_path, "报告.xlsx", book))) == content(plain)
    sheet[stray] = "备注"
    assert len(read_report(saved(tmp_path, "报告.xlsx", book)).tables[0].columns) <= len(plain.tables[0].columns) + 22


def test_a_formula_that_was_never_computed_shows_what_was_typed(tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet["A1"], sheet["A2"] = "=10 家", ArrayFormula("A2", "=SUM(B1:B2)")
    blocks = read_blocks(saved(tmp_path, "报告.xlsx", book)).blocks
    assert [block.text for block in blocks if isinstance(block, Line)] == ["=10家", "=SUM(B1:B2)"]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "0.00", ""),
        (True, "General", "TRUE"),
        ("001", "0.00", "001"),
        (2012906.0, "General", "2012906"),
        (0.1 + 0.2, "General", "0.3"),
        (16.0, "@", "16"),
        (16.0, "G/通用格式", "16"),
        (2.665, "0.00", "2.67"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.891, ACCOUNTING, "1,234,567.89"),
        (0, ACCOUNTING, "-"),
        (0, "0.00;-0.00;;@", ""),
        (-5.5, "#,##0.00_);(#,##0.00)", "(5.50)"),
        (-5, "#,##0_);(#,##0)", "-5"),  # (5) would be the fifth item of a list
        (-5.5, "0.00;[Red]0.00", "-5.50"),  # the red is lost
        (-3.2, "#,##0.00;△#,##0.00", "△3.20"),
        (0.1234, "0.00%", "12.34%"),
        (5, "000", "005"),
        (5, '0"家"', "5家"),
        (5.5, '0.00"万元"', "5.50"),
        (-5, '"¥"#,##0.00;"¥"\\-#,##0.00', "-5.00"),
        (5, "[$¥-804]#,##0.00", "5.00"),
        (12345, '0"."0,', "1.2"),
        (1234567, "#,##0.0,", "1,234.6"),
        (5, "0.##", "5"),
        (0.5, "#.##", ".5"),
        (0, "#,###", ""),
        (date(2024, 3, 5), "yyyy-mm-dd", "2024-03-05"),
        (date(2024, 3, 5), "mm-dd-yy", "2024/3/5"),
        (date(2024, 3, 5), "General", "2024-03-05"),
        (datetime(2024, 3, 5, 14, 7), '[$-804]yyyy"年"m"月"d"日"\\ h:mm;@', "2024年3月5日 14:07"),
    ],
)
def test_a_cell_shows_what_excel_prints(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
