"""The list of corrections: each place that reads otherwise than printed, with the step that made it so."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.export.corrections import corrections, write_corrections
from core.model import Cell, CellRef, Column, History, Paragraph, ParagraphEdit, Report, Table, TableEdit
from core.model.structure import insert_rows


def make_history() -> History:
    rows = [[Cell.of("办公费", 5), Cell.of("1.60", 5)], [Cell.of("印刷费", 5), Cell.of("2.00", 5)]]
    table = Table("t1", [Column(("科目名称",)), Column(("合计",))], rows, number="表6")
    report = Report(tables=[table], narrative=[Paragraph.of("合计3.60万元。", 9)])
    return History(report, now=lambda: datetime(2026, 3, 1, 9, 30))


def listed(history: History) -> list[tuple[str, str, str, str]]:
    return [(c.place, c.printed, c.text, c.step.name if c.step else "") for c in corrections(history)]


def test_a_corrected_cell_is_listed_with_its_last_step() -> None:
    history = make_history()
    for name, text in (("修改一格", "1.50"), ("采纳建议", "1.70")):
        with history.step(name):
            history.set_text(CellRef("t1", 0, 1), text)
    assert listed(history) == [("表6 · 办公费 · 合计", "1.60", "1.70", "采纳建议")]


def test_what_was_undone_or_restored_is_not() -> None:
    history = make_history()
    with history.step("修改一格"):
        history.set_text(CellRef("t1", 0, 1), "1.50")
    with history.step("恢复原文"):
        history.set_text(CellRef("t1", 0, 1), "1.60")
    with history.step("修改一格"):
        history.set_text(CellRef("t1", 1, 1), "2.10")
    history.undo()
    assert listed(history) == []


def test_a_correction_is_found_where_its_row_has_moved() -> None:
    history = make_history()
    with history.step("修改一格", "对照原始账表"):
        history.set_text(CellRef("t1", 1, 1), "2.10")
    table = history.report.tables[0]
    with history.step("插入行"):
        history.apply(TableEdit(0, table.copy(), insert_rows(table, 0)))
    made, put_in = corrections(history)
    assert made.step is not None and put_in.cell is None
    assert (made.cell, made.step.why) == (CellRef("t1", 2, 1), "对照原始账表")


def test_what_the_program_inferred_is_no_fault_of_the_original() -> None:
    history = make_history()
    cell = history.report.tables[0].rows[0][1]
    history.report.tables[0].rows[0][1] = replace(cell, text="1.80", inferred=True)
    assert listed(history) == []


def test_sentences_and_a_file_for_excel(tmp_path: Path) -> None:
    history = make_history()
    before = history.report.narrative[0]
    with history.step("修改文字"):
        history.apply(ParagraphEdit(0, before, replace(before, text="合计3.70万元。")))
    with history.step("清除内容"):
        history.set_text(CellRef("t1", 0, 1), "")
    write_corrections(tmp_path / "改动.csv", corrections(history))
    with (tmp_path / "改动.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["序号", "位置", "页码", "原印", "改为", "时间", "操作", "原因"]
    assert rows == [
        ["1", "表6 · 办公费 · 合计", "5", "1.60", "（空白）", "2026-03-01 09:30", "清除内容", ""],
        ["2", "情况说明 第 1 段", "9", "合计3.60万元。", "合计3.70万元。", "2026-03-01 09:30", "修改文字", ""],
    ]
