"""What a region that was read again changes, and what it must not."""

from __future__ import annotations

from dataclasses import replace

from core.forms.assemble import Assembler
from core.forms.patching import patches
from core.layout.blocks import Grid
from core.model import Box, CellEdit, CellRef, History, Paragraph, Report, Source, TableEdit
from tests.core.forms.building import grid, line

ROWS = ("科目编码 | 科目名称 | 合计", "201 | 一般公共服务支出 | 72.49", "208 | 社会保障和就业支出 | 16.41")
WHOLE = Box(50, 140, 310, 220)


def read(*rows: str) -> Grid:
    made = grid(*rows)
    for cell in made.cells:
        cell.confidence = 0.6
    return made


def report_of(*rows: str) -> Report:
    assembler = Assembler()
    assembler.feed(read(*rows))
    report = assembler.finish(Source())
    assert [len(report.tables), len(report.tables[0].rows)] == [1, 2]
    return report


def test_cells_take_the_new_reading_one_by_one() -> None:
    report = report_of(*ROWS)
    again = read(*ROWS[:2], "208 | 社会保障和就业支出 | 18.41")
    (edit,) = patches(report, [again], 1, WHOLE)
    assert isinstance(edit, CellEdit)
    assert edit.ref == CellRef("t1", 1, 2)
    assert (edit.after.text, edit.after.printed, edit.after.confidence) == ("18.41", "18.41", 0.6)


def test_only_cells_inside_the_region_change() -> None:
    report = report_of(*ROWS)
    again = read(ROWS[0], "201 | 一般公共服务支出 | 12.49", "208 | 社会保障和就业支出 | 18.41")
    edits = patches(report, [again], 1, Box(215, 165, 305, 195))
    assert [edit.ref for edit in edits if isinstance(edit, CellEdit)] == [CellRef("t1", 0, 2)]


def test_a_loose_line_reads_a_single_cell() -> None:
    report = report_of(*ROWS)
    (edit,) = patches(report, [line("12.49", x0=230, top=172)], 1, Box(215, 165, 305, 195))
    assert isinstance(edit, CellEdit)
    assert (edit.after.text, edit.after.confidence) == ("12.49", 0.6)


def test_a_correction_is_never_overwritten() -> None:
    report = report_of(*ROWS)
    History(report).report.table("t1").rows[1][2] = report.table("t1").cell(1, 2).with_text("16.40")
    assert patches(report, [read(*ROWS[:2], "208 | 社会保障和就业支出 | 18.41")], 1, WHOLE) == []


def test_what_arithmetic_chose_may_be_read_anew() -> None:
    report = report_of(*ROWS)
    cells = report.table("t1").rows[1]
    cells[2] = replace(cells[2], text="16.40", inferred=True)
    (edit,) = patches(report, [read(*ROWS[:2], "208 | 社会保障和就业支出 | 18.41")], 1, WHOLE)
    assert isinstance(edit, CellEdit)
    assert (edit.after.text, edit.after.inferred) == ("18.41", False)


def test_two_readings_that_agree_are_as_sure_as_the_surer() -> None:
    report = report_of(*ROWS)
    again = read(*ROWS)
    again.cells[-1].confidence = 0.95
    (edit,) = patches(report, [again], 1, WHOLE)
    assert isinstance(edit, CellEdit)
    assert (edit.after.text, edit.after.confidence) == ("16.41", 0.95)


def test_another_shape_takes_the_place_of_the_whole_table() -> None:
    report = report_of(*ROWS)
    report.tables[0].title = "一般公共预算支出表"
    cells = report.table("t1").rows[0]
    cells[2] = cells[2].with_text("72.50")
    (edit,) = patches(report, [read(*ROWS, "210 | 卫生健康支出 | 3.00")], 1, WHOLE)
    assert isinstance(edit, TableEdit)
    assert edit.after is not None
    assert (edit.after.id, edit.after.title, len(edit.after.rows)) == ("t1", "一般公共预算支出表", 3)
    assert [row[2].text for row in edit.after.rows] == ["72.50", "16.41", "3.00"]


def test_a_frame_around_nothing_known_gives_a_new_table() -> None:
    report = report_of(*ROWS)
    below = grid(*ROWS, top=400)
    (edit,) = patches(report, [below], 1, Box(50, 390, 310, 480))
    assert isinstance(edit, TableEdit)
    assert edit.after is not None
    assert (edit.position, edit.before, edit.after.id) == (1, None, "t2")


def test_a_new_table_stands_behind_what_is_printed_above_it() -> None:
    report = report_of(*ROWS)
    report.narrative = [
        Paragraph.of(text, 1, ((1, Box(50, top, 310, top + 12)),)) for text, top in (("一、", 300), ("二、", 600))
    ]
    (edit,) = patches(report, [grid(*ROWS, top=400)], 1, Box(50, 390, 310, 480))
    edit.apply(report)
    assert [p.text for p in report.below(0)] == ["一、"]
    assert [p.text for p in report.below(1)] == ["二、"]


def test_where_nothing_was_recognised_nothing_changes() -> None:
    assert patches(report_of(*ROWS), [], 1, WHOLE) == []
