"""The bundled samples say what their data say, and nothing is wrong in them but what was planted."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from core import resources
from core.pipeline import check_report, read_report
from core.texts import tidy
from tests.samples import budget, final
from tests.samples.ledger import by_economy, total
from tests.samples.story import Misprint

SAMPLES = pytest.mark.parametrize("sample", [budget, final], ids=["budget", "final"])


def _text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


@SAMPLES
def test_the_bundled_file_is_set_from_the_data(sample: ModuleType) -> None:
    bundled = resources.path("samples", sample.FILE).read_bytes()
    assert _text(bundled) == _text(sample.story().typeset().data), "run: make samples"


@SAMPLES
def test_both_classifications_have_the_same_totals(sample: ModuleType) -> None:
    spent = total(sample.SPENDING.values())
    economies = {code: amount for code, amount in by_economy(sample.BASIC).items() if len(code) == 3}
    staff = sum(amount for code, amount in economies.items() if code in ("301", "303"))
    assert (staff, sum(economies.values()) - staff) == (spent.staff, spent.office)


def test_the_projects_add_up_to_the_project_expenditure() -> None:
    spent = total(budget.SPENDING.values())
    general, own = (sum(Decimal(project[n]) for project in budget.PROJECTS.values()) for n in (0, 1))
    assert (general, own) == (spent.project, spent.own)
    assert sum(Decimal(text) for text in budget.PROJECT_ECONOMIES.values()) == spent.project


@SAMPLES
def test_three_mistakes_are_planted(sample: ModuleType) -> None:
    story = sample.story()
    changed = [(a, b) for a, b in zip(story.blocks, story.planted(), strict=True) if a != b]
    assert len(changed) == len(story.plants) == len(story.typeset().truth["findings"]) == 3


@SAMPLES
def test_a_sample_is_read_as_it_was_set(sample: ModuleType) -> None:
    report = read_report(resources.path("samples", sample.FILE))
    truth = sample.story().typeset().truth
    info = report.info
    assert {"unit": info.unit, "year": info.year, "kind": info.kind, "amount_unit": info.amount_unit} == truth["report"]
    for table, true in zip(report.tables, truth["tables"], strict=True):
        assert (table.form, table.number, table.title) == (true["form"], true["number"], true["title"])
        assert [list(column.path) for column in table.columns] == true["columns"]
        assert table.column_numbers == true["column_numbers"]
        assert [[cell.text for cell in row] for row in table.rows] == true["rows"]
        assert (list(table.pages), table.note) == (true["pages"], true["note"])
    assert [p.text for p in report.narrative] == [tidy(block["p"]) for block in truth["blocks"] if "p" in block]


@SAMPLES
def test_the_planted_mistakes_are_found(sample: ModuleType) -> None:
    report = read_report(resources.path("samples", sample.FILE))
    errors = [f for f in check_report(report) if f.level == "error"]
    for plant in sample.PLANTS:
        found = [f for f in errors if f.kind == plant.kind and plant.wrong in f.message]
        assert found, plant
        if isinstance(plant, Misprint):
            suspect = found[0].suspects[0]
            assert (report.cell(suspect.cell).text, suspect.suggestion) == (plant.wrong, plant.right)


@SAMPLES
def test_a_sound_report_has_no_findings(sample: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / sample.FILE
    path.write_bytes(sample.story().typeset(planted=False).data)
    assert [f.message for f in check_report(read_report(path)) if f.level != "info"] == []
