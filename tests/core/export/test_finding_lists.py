"""问题清单 and 整改单."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from core.checks import findings as f
from core.checks.findings import Finding, Quote, Suspect
from core.export.findings import KINDS, LEVELS, letter_html, letter_text, list_rows, write_letter, write_list
from core.model import AS_PRINTED, Cell, CellRef, Column, Report, ReportInfo, Table

CELL = CellRef("t5", 0, 2)
DAY = date(2024, 5, 1)
WRONG = Finding(
    "row_sum",
    "row_sum",
    "error",
    "62.89 + 2.60 = 65.49，与合计 72.49 相差 7.00",
    "t5",
    (CellRef("t5", 0, 1), CELL),
    stated="2.60",
    expected="9.60",
    difference="-7.00",
    suspects=(Suspect(CELL, "9.60", 0.97),),
)
TEXT = Finding("rate", "text_arithmetic", "warning", "增长 <5%> 有误", text=Quote("增长5%", 17, 0))
MISSING = Finding("nine", "missing_table", "warning", "没有“三公”经费表")
TAIL = Finding("tail", "rounding", "info", "尾差 0.01", "t5")


@pytest.fixture
def report() -> Report:
    cells = [Cell.of("201 公共服务"), Cell.of("62.89", 4), Cell.of("2.60", 4)]
    table = Table("t5", [Column(("科目",)), Column(("基本",)), Column(("项目",))], [cells], number="表5", pages=(4, 5))
    return Report(ReportInfo("某县总工会", 2024, "budget"), tables=[table])


def test_the_list_has_a_row_for_each_finding(report: Report) -> None:
    header, *rows = list_rows(report, [WRONG, TEXT, MISSING, TAIL])
    by_name = [dict(zip(header, row, strict=True)) for row in rows]
    assert by_name[0] == {
        "序号": "1",
        "级别": "矛盾",
        "类别": "行合计",
        "位置": "表5 · 201 公共服务 · 项目",
        "页码": "4",
        "现值": "2.60",
        "应为": "9.60",
        "差额": "-7.00",
        "说明": WRONG.message,
        "建议改为": "9.60",
        "搁置原因": "",
    }
    assert [(row["位置"], row["页码"]) for row in by_name[1:]] == [
        ("“增长5%”", "17"),
        ("", ""),
        ("表5（无标题）", "4、5"),
    ]


def test_the_list_opens_in_excel(tmp_path: Path, report: Report) -> None:
    write_list(tmp_path / "问题清单.csv", report, [WRONG])
    assert (tmp_path / "问题清单.csv").read_text("utf-8-sig").startswith("序号,级别,")


def test_the_letter_tells_what_must_be_mended_and_what_was_explained(report: Report) -> None:
    report.set_aside[TEXT.key] = "原件如此"
    assert letter_text(report, [WRONG, TEXT, MISSING, TAIL], DAY) == (
        "某县总工会 2024 年预算公开报告整改单\n"
        "\n"
        "经核对，报告有 1 处须更正、1 处请复核，列示如下。更正后请重新公开并回复。\n"
        "\n"
        "须更正（1 项）\n"
        "1. 表5 · 201 公共服务 · 项目（第 4 页）\n"
        "   62.89 + 2.60 = 65.49，与合计 72.49 相差 7.00\n"
        "   建议：2.60 改为 9.60，请对照原始账表确认。\n"
        "\n"
        "请复核（1 项）\n"
        "1. 缺表\n"
        "   没有“三公”经费表\n"
        "\n"
        "已说明，不作更正（1 项）\n"
        "1. “增长5%”（第 17 页）\n"
        "   增长 <5%> 有误\n"
        "   说明：原件如此\n"
        "\n"
        "核对日期：2024 年 5 月 1 日\n"
        "核对人：\n"
        "报告单位经办人：\n"
        "更正日期：\n"
    )


def test_a_sound_report_gets_a_sound_letter(report: Report) -> None:
    assert "没有发现需要更正的问题" in letter_text(report, [TAIL], DAY)


def test_the_letter_as_a_page_escapes_what_the_report_says(report: Report) -> None:
    page = letter_html(report, [TEXT], DAY)
    assert "增长 &lt;5%&gt; 有误" in page
    assert '<meta charset="utf-8">' in page


def test_the_name_of_the_file_tells_the_form_of_the_letter(tmp_path: Path, report: Report) -> None:
    for name, start in (("整改单.html", "<!DOCTYPE html>"), ("整改单.txt", "某县总工会")):
        write_letter(tmp_path / name, report, [WRONG], DAY)
        assert (tmp_path / name).read_text("utf-8-sig").startswith(start)


def test_every_level_and_kind_has_a_chinese_name() -> None:
    assert set(LEVELS) == set(get_args(f.Level))
    assert set(KINDS) == set(get_args(f.Kind))


def test_a_misprint_that_the_page_confirms_is_still_to_be_mended(report: Report) -> None:
    report.set_aside[WRONG.key] = AS_PRINTED
    letter = letter_text(report, [WRONG], DAY)
    assert "须更正（1 项）" in letter
    assert "已对照原件，原件即如此。" in letter
    assert "已说明" not in letter
