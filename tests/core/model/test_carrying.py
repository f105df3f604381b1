"""What is done to a report while it is being read is done again when it is whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.model import (
    AsideEdit,
    Cell,
    CellEdit,
    CellRef,
    Column,
    Edit,
    History,
    InfoEdit,
    Report,
    ReportInfo,
    TableEdit,
)
from core.model import ParagraphEdit as TextEdit
from core.model.carrying import carry
from core.model.report import Paragraph, Table


def _report(form: str | None = None) -> Report:
    rows = [[Cell.of("201", 1), Cell.of("72.49", 1)], [Cell.of("208", 1), Cell.of("16.41", 1)]]
    table = Table("t2", [Column(("编码",)), Column(("合计",))], rows, form=form)
    return Report(ReportInfo(year=2024), tables=[table], narrative=[Paragraph.of("一、收支情况")])


def _done(report: Report, *edits: Edit) -> History:
    history = History(report)
    with history.step("做了", "看原件"):
        for edit in edits:
            history.apply(edit)
    return history


def _carried(early: History, whole: Report) -> tuple[bool, History]:
    history = History(whole)
    return carry(early.done[0], history), history


def test_a_confirmed_cell_stays_confirmed_at_its_place_in_the_whole_report() -> None:
    unsure = Cell("72.49", "72.49", 1, None, 0.5)
    early, whole = _report(), _report("income")
    early.tables[0].rows[0][1] = unsure
    whole.tables[0].rows[0][1] = replace(unsure, page=2)
    sure = replace(unsure, confidence=None)
    fits, history = _carried(_done(early, CellEdit(CellRef("t2", 0, 1), unsure, sure)), whole)
    assert fits
    assert whole.tables[0].rows[0][1] == replace(sure, page=2)
    assert history.done[0].why == "看原件"


def test_of_a_paste_the_cells_that_are_printed_otherwise_are_left_out() -> None:
    early, whole = _report(), _report()
    whole.tables[0].rows[1][1] = Cell.of("16.47", 1)
    edits = [CellEdit(CellRef("t2", r, 1), c := early.tables[0].rows[r][1], c.with_text("1.00")) for r in (0, 1)]
    fits, history = _carried(_done(early, *edits), whole)
    assert not fits
    assert [row[1].text for row in whole.tables[0].rows] == ["1.00", "16.47"]
    history.undo()
    assert whole.tables[0].rows[0][1].text == "72.49"


def _without_first_row(table: Table) -> TableEdit:
    return TableEdit(0, table.copy(), replace(table.copy(), rows=table.copy().rows[1:]))


def test_a_change_of_structure_fits_a_table_that_was_recognised_meanwhile() -> None:
    early, whole = _report(), _report("income")
    whole.tables.insert(0, Table("t1", [Column()], [[Cell.of("封面")]]))
    fits, history = _carried(_done(early, _without_first_row(early.tables[0])), whole)
    assert fits
    assert [table.id for table in whole.tables] == ["t1", "t2"]
    assert [row[0].text for row in whole.tables[1].rows] == ["208"]
    assert whole.tables[1].form == "income"
    history.undo()
    assert len(whole.tables[1].rows) == 2


def test_a_change_of_structure_is_done_whole_or_not_at_all() -> None:
    early, whole = _report(), _report()
    whole.tables[0].rows[1][1] = Cell.of("16.47", 1)
    cell = early.tables[0].rows[0][1]
    edits = CellEdit(CellRef("t2", 0, 1), cell, cell.with_text("1.00")), _without_first_row(early.tables[0])
    fits, history = _carried(_done(early, *edits), whole)
    assert not fits
    assert whole.tables[0].rows[0][1].text == "72.49"
    assert not history.done


@pytest.mark.parametrize(
    "edit",
    [
        InfoEdit(ReportInfo(year=2024), ReportInfo(year=2025)),
        TextEdit(0, Paragraph.of("一、收支情况"), replace(Paragraph.of("一、收支情况"), text="一、收入情况")),
        AsideEdit("sum:t2", None, "财政局如此"),
    ],
)
def test_what_concerns_the_whole_report_goes_with_it(edit: Edit) -> None:
    whole = replace(_report(), info=ReportInfo(unit="某区总工会", year=2024))
    fits, history = _carried(_done(_report(), edit), whole)
    assert fits
    assert whole.info.unit == "某区总工会"
    assert whole.info.year == (2025 if isinstance(edit, InfoEdit) else 2024)
    assert whole.narrative[0].text == ("一、收入情况" if isinstance(edit, TextEdit) else "一、收支情况")
    assert bool(whole.set_aside) is isinstance(edit, AsideEdit)
    history.undo()
    assert whole == replace(_report(), info=ReportInfo(unit="某区总工会", year=2024))


def test_a_year_corrected_early_gives_way_to_none_that_was_read_otherwise() -> None:
    whole = replace(_report(), info=ReportInfo(year=2023))
    fits, _history = _carried(_done(_report(), InfoEdit(ReportInfo(year=2024), ReportInfo(year=2025))), whole)
    assert not fits
    assert whole.info.year == 2023
