"""The relations choose between readings of a figure, and only where just one makes them hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checks import Checker
from core.checks.readings import DOUBTED, choose_readings, far_readings, other_readings
from core.model import Cell, CellRef, Report
from tests.core.checks.sound import ITEMS, amounts, sound_budget

MISREAD = {"1": "7", "3": "8", "5": "6", "0": "6", "4": "9", "8": "3", "6": "5", "7": "1", "9": "4"}


def scanned(confidence: float = 0.999) -> Report:
    """A sound budget as if read by OCR."""
    report = sound_budget({code: (1347 + 11 * n, 4512 + 7 * n, 9130 + 3 * n) for n, code in enumerate(ITEMS)})
    for table in report.tables:
        table.rows = [[replace(cell, confidence=confidence) for cell in row] for row in table.rows]
    return report


def misread(report: Report, ref: CellRef, confidence: float) -> str:
    """Exchange the first digit that looks like another; the text that was printed."""
    printed = report.cell(ref).text
    at = next(i for i, digit in enumerate(printed) if digit in MISREAD)
    text = printed[:at] + MISREAD[printed[at]] + printed[at + 1 :]
    report.table(ref.table).rows[ref.row][ref.column] = Cell.of(text, confidence=confidence)
    return printed


@pytest.mark.parametrize("which", [0, 7, 20, -1])
def test_the_one_reading_that_fits_is_chosen_and_marked(which: int) -> None:
    report = scanned()
    ref = amounts(report)[which]
    printed = misread(report, ref, 0.8)
    read = report.cell(ref).text
    assert choose_readings(report) == [ref]
    cell = report.cell(ref)
    assert (cell.text, cell.printed, cell.inferred) == (printed, read, True)
    assert not [f for f in Checker(report).findings if f.level == "error"]


def test_a_sure_figure_is_the_reports_own_error() -> None:
    report = scanned()
    ref = amounts(report)[7]
    misread(report, ref, 0.995)
    read = report.cell(ref)
    assert choose_readings(report) == []
    assert report.cell(ref) == read
    assert [f for f in Checker(report).findings if f.level == "error"]


def test_a_figure_that_fits_stays_however_unsure() -> None:
    report = scanned(0.5)
    before = report.copy()
    assert choose_readings(report) == []
    assert report == before


def test_an_error_that_no_misreading_explains_stays() -> None:
    report = scanned()
    ref = amounts(report)[7]
    report.table(ref.table).rows[ref.row][ref.column] = Cell.of("55555.55", confidence=0.5)
    assert choose_readings(report) == []


def test_what_does_not_fit_its_column_is_doubted_unless_a_relation_confirms_it() -> None:
    report = scanned()
    ref = next(
        ref for ref in amounts(report) if sum(bool(r[ref.column].text) for r in report.table(ref.table).rows) > 5
    )
    cell = report.cell(ref)
    cells = report.table(ref.table).rows[ref.row]
    cells[ref.column] = Cell.of(f"{cell.text}000", confidence=0.999)
    choose_readings(report)
    assert report.cell(ref).confidence == cell.confidence
    cells[ref.column] = Cell.of(f"{cell.text}005", confidence=0.999)
    choose_readings(report)
    assert report.cell(ref).confidence == DOUBTED


def test_readings_of_one_text() -> None:
    assert {text for text, _ in other_readings("17")} == {"77", "11"}
    assert ("302.49") in {text for text, _ in other_readings("30249")}
    assert ("302.49") in {text for text, _ in other_readings("302,49")}
    assert ("663.472005") in {text for text, _ in other_readings("663472005")}


def test_readings_one_digit_away() -> None:
    far = [text for text, _ in far_readings("56.6")]
    assert {"36.6", "56.9", "556.6", "56.63", "6.6"} <= set(far)
    assert len(far) == len(set(far))
    assert "56.6" not in far


@pytest.mark.parametrize(("confidence", "chosen"), [(0.6, True), (0.9, False)])
def test_a_hardly_legible_digit_may_be_any_other(confidence: float, chosen: bool) -> None:
    report = scanned()
    ref = amounts(report)[7]
    printed = report.cell(ref).text
    at = next(i for i, digit in enumerate(printed) if digit not in "017")
    text = printed[:at] + "1" + printed[at + 1 :]
    report.table(ref.table).rows[ref.row][ref.column] = Cell.of(text, confidence=confidence)
    assert choose_readings(report) == ([ref] if chosen else [])
    assert report.cell(ref).text == (printed if chosen else text)
