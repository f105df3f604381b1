"""The bundled samples say what their data say, and nothing is wrong in them but what was planted."""

from __future__ import annotations

from decimal import Decimal
from types import ModuleType

import pypdfium2
import pytest

from core import resources
from tests.samples import budget, final
from tests.samples.ledger import by_economy, total

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
