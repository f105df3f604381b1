"""The Excel workbook: what a spreadsheet shows, where its links lead, and that it reads back as the same report."""

from __future__ import annotations

import errno
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from core import resources
from core.checks.findings import Finding, Suspect
from core.checks.ledger import LedgerEntry
from core.checks.relation import Status
from core.errors import Cancelled, DiskFull, FileUnwritable
from core.export.corrections import corrections
from core.export.workbook import Checked, style, write_workbook
from core.model import Cell, CellRef, Column, History, Paragraph, Report, ReportInfo, Table
from core.pipeline import check_report, read_report
from core.progress import Silent

PLACE = CellRef("t1", 1, 3)
FINDING = Finding(
    "row_sum",
    "row_sum",
    "error",
    "相差 7.00",
    "t1",
    (CellRef("t1", 1, 2), PLACE),
    suspects=(Suspect(PLACE, "9.60", 0.9),),
)


def make_report() -> Report:
    basic = ("基本支出",)
    columns = [
        Column(("科目编码",), "栏次"),
        Column(("科目名称",)),
        Column(("合计",), "1"),
        Column((*basic, "人员经费"), "2"),
        Column((*basic, "公用经费"), "3"),
    ]
    rows = [
        ["", "合计", "1,234.50", "1,200.00", "34.50"],
        ["0201", "=一般公共服务", "72.49", "2.60", ""],
        ["208", "社会保障", "-3.00", "△3.00", "—"],
    ]
    cells = [[Cell.of(text) for text in row] for row in rows]
    table = Table(
        "t1",
        columns,
        cells,
        number="表5",
        title="一般公共预算支出表",
        unit_line="部门：某县总工会 单位：万元",
        amount_unit="万元",
        note="注：本表不含结转。",
        form="general_expenditure",
    )
    return Report(ReportInfo("某县总工会", 2024, "budget", "万元"), tables=[table], narrative=[Paragraph.of("话")])


@pytest.fixture
def book(tmp_path: Path) -> Any:
    history = History(make_report())
    with history.step("修改一格", "原件印错"):
        history.set_text(CellRef("t1", 0, 4), "34.60")
    ledger = [LedgerEntry("row_sum", "行合计", Status.BROKEN, "相差 7.00", FINDING.cells)]
    path = tmp_path / "报告.xlsx"
    write_workbook(path, Checked(history.report, [FINDING], ledger, corrections(history)))
    return load_workbook(path)


def texts(sheet: Any) -> list[list[object]]:
    return [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]


def test_each_part_of_the_report_has_its_sheet(book: Any) -> None:
    assert book.sheetnames == ["目录", "表5 一般公共预算支出表", "情况说明", "问题", "勾稽台账", "改动清单"]


def test_the_contents_lead_to_every_sheet(book: Any) -> None:
    sheet = book["目录"]
    assert texts(sheet)[:3] == [["单位", "某县总工会"], ["年度", "2024 年"], ["种类", "预算"]]
    goals = [row[2].hyperlink.location for row in sheet.iter_rows(min_row=8)]
    assert goals == ["'表5 一般公共预算支出表'!A1", "'情况说明'!A1", "'问题'!A1", "'勾稽台账'!A1", "'改动清单'!A1"]
    assert sheet["F8"].value == "矛盾 1、改动 1 格"


def test_a_table_is_printed_as_the_form_is(book: Any) -> None:
    sheet = book.worksheets[1]
    assert texts(sheet)[:6] == [
        ["表5"],
        ["一般公共预算支出表"],
        ["部门：某县总工会", "单位：万元"],
        ["科目编码", "科目名称", "合计", "基本支出"],
        ["人员经费", "公用经费"],
        ["栏次", "1", "2", "3"],
    ]
    assert {"A4:A5", "B4:B5", "C4:C5", "D4:E4"} < {str(area) for area in sheet.merged_cells.ranges}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C7", "$4:$6")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert texts(sheet)[-1] == ["注：本表不含结转。"]


def test_figures_are_numbers_and_codes_are_texts(book: Any) -> None:
    sheet = book.worksheets[1]
    first, second, third = ([(c.value, c.number_format) for c in row] for row in sheet["A7:E9"])
    assert first[2] == (1234.5, "#,##0.00")
    assert second[:4] == [("0201", "@"), ("=一般公共服务", "@"), (72.49, "0.00"), (2.6, "0.00")]
    assert sheet["B8"].data_type == "s"
    assert second[4][0] is None
    assert third[2:] == [(-3, "0.00"), (-3, '0.00;"△"0.00'), ("—", "@")]


def test_what_is_wrong_or_corrected_shows(book: Any) -> None:
    sheet = book.worksheets[1]
    assert sheet["C8"].fill.start_color.rgb.endswith(style.BROKEN)
    assert sheet["D8"].fill.start_color.rgb.endswith(style.SUSPECT)
    assert sheet["E7"].font.color.rgb.endswith(style.CORRECTED)
    assert sheet["E7"].comment.text == "原印 34.50\n原件印错"


def test_lists_lead_to_their_cells(book: Any) -> None:
    for name, column, goal in (("问题", "D2", "D8"), ("勾稽台账", "E2", "C8"), ("改动清单", "B2", "E7")):
        assert book[name][column].hyperlink.location == f"'表5 一般公共预算支出表'!{goal}"
    assert texts(book["改动清单"])[1][1:5] == [
        "表5 · 合计 · 基本支出·公用经费",
        34.5,
        34.6,
        texts(book["改动清单"])[1][4],
    ]


def test_what_was_set_aside_comes_last_and_marks_nothing(tmp_path: Path) -> None:
    report = make_report()
    settled = Finding("year", "year", "warning", "写错年度", "t1", (CellRef("t1", 0, 2),))
    report.set_aside[settled.key] = "已核实"
    write_workbook(tmp_path / "a.xlsx", Checked(report, [settled, FINDING]))
    book = load_workbook(tmp_path / "a.xlsx")
    assert [row[-1] for row in book["问题"].iter_rows(min_row=2, values_only=True)] == [None, "已核实"]
    assert book.worksheets[1]["C7"].fill.fill_type is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9.60", (Decimal("9.60"), "0.00")),
        ("1,234", (Decimal(1234), "#,##0")),
        ("12.5%", (Decimal("0.125"), "0.0%")),
        ("(3.00)", (Decimal("-3.00"), "0.00;(0.00)")),
        ("0", (Decimal(0), "0")),
        ("0.5", (Decimal("0.5"), "0.0")),
        ("007", None),
        ("1234567890123456", None),
        ("十万", None),
        ("", None),
    ],
)
def test_a_figure_keeps_its_printed_format(text: str, number: object) -> None:
    assert style.as_number(text) == number


def test_sheets_have_names_that_a_spreadsheet_takes(tmp_path: Path) -> None:
    long = "一般公共预算财政拨款基本支出决算明细表（按经济分类）" * 2
    titles = [long, long, "收入/支出[总]表:?*", "问题", None]
    tables = [Table(f"t{n}", [], [], title=title) for n, title in enumerate(titles)]
    write_workbook(tmp_path / "a.xlsx", Checked(Report(tables=tables)))
    names = load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_strange_texts_do_no_harm(tmp_path: Path) -> None:
    rows = [[Cell.of("\x00坏\x1f字"), Cell.of("长" * 40_000)]]
    table = Table("t1", [Column(("甲",)), Column(("乙",))], rows, note="注" * 9000)
    write_workbook(tmp_path / "a.xlsx", Checked(Report(tables=[table])))
    assert load_workbook(tmp_path / "a.xlsx").worksheets[1]["A2"].value == "坏字"


@pytest.mark.parametrize("sample", sorted(resources.path("samples").glob("*.pdf")), ids=["预算", "决算"])
def test_a_workbook_reads_back_as_the_same_report(tmp_path: Path, sample: Path) -> None:
    report = read_report(sample)
    write_workbook(tmp_path / "a.xlsx", Checked(report, check_report(report)))
    again = read_report(tmp_path / "a.xlsx")
    assert again.info == report.info
    assert [p.text for p in again.narrative] == [p.text for p in report.narrative]
    for table, other in zip(report.tables, again.tables, strict=True):
        for part in ("form", "number", "title", "unit_line", "amount_unit", "note", "columns"):
            assert getattr(other, part) == getattr(table, part), (table.id, part)
        assert [[c.text for c in row] for row in other.rows] == [[c.text for c in row] for row in table.rows]


class _Impatient(Silent):
    cancelled = True


def test_a_cancelled_export_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_workbook(tmp_path / "a.xlsx", Checked(make_report()), _Impatient())
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(FileUnwritable):
        write_workbook(tmp_path / "a.xlsx", Checked(make_report()))


def test_where_temporary_files_find_no_room_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Workbook, "save", full)
    with pytest.raises(DiskFull):
        write_workbook(tmp_path / "a.xlsx", Checked(make_report()))
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"
