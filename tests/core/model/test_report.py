"""The document and its parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.model import BLANK, Box, Cell, CellRef, Column, Paragraph, Report, Table, around


def test_a_cell_keeps_what_was_printed() -> None:
    read = Cell.of("2.60", 4, Box(1, 2, 3, 4), 0.5)
    assert not read.corrected
    corrected = read.with_text("9.60")
    assert (corrected.printed, corrected.text, corrected.corrected) == ("2.60", "9.60", True)
    assert (corrected.page, corrected.box, corrected.confidence) == (4, Box(1, 2, 3, 4), 0.5)
    assert not corrected.with_text("2.60").corrected


def test_the_figure_of_a_cell_follows_its_text() -> None:
    figure = Cell.of("x").with_text("1,234.50").figure
    assert figure is not None
    assert figure.value == Decimal("1234.50")
    assert BLANK.figure is None


def test_cells_are_found_by_reference() -> None:
    table = Table("t2", [Column(("a",)), Column(("b",), "1")], [[Cell.of("1"), Cell.of("2")], [BLANK, Cell.of("4")]])
    report = Report(tables=[Table("t1", [], []), table])
    assert report.cell(CellRef("t2", 1, 1)).text == "4"
    assert [ref for ref, cell in table.refs() if cell.text] == [("t2", 0, 0), ("t2", 0, 1), ("t2", 1, 1)]
    with pytest.raises(KeyError):
        report.table("t9")


def test_column_numbers_are_there_or_not() -> None:
    assert Table("t1", [Column(("a",)), Column(("b",), "1")], []).column_numbers == ["", "1"]
    assert Table("t1", [Column(("a",)), Column(("b",))], []).column_numbers is None


def test_a_copy_shares_nothing_that_changes() -> None:
    report = Report(tables=[Table("t1", [Column()], [[BLANK]])], narrative=[Paragraph.of("话")], set_aside={"a": "b"})
    copy = report.copy()
    assert copy == report
    copy.tables[0].rows[0][0] = Cell.of("1")
    copy.tables[0].columns.append(Column())
    copy.narrative.clear()
    copy.set_aside.clear()
    assert report == Report(
        tables=[Table("t1", [Column()], [[BLANK]])], narrative=[Paragraph.of("话")], set_aside={"a": "b"}
    )


def test_boxes() -> None:
    box = Box(10, 20, 40, 30)
    assert (box.width, box.height, box.centre) == (30, 10, (25, 25))
    assert box.contains(10, 30)
    assert not box.contains(9, 25)
    assert around([box, Box(0, 25, 15, 90)]) == Box(0, 20, 40, 90)
    assert around([]) is None
