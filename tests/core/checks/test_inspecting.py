"""What an inspection reads is what it says that it looks at: by that it is known when to repeat it."""

from __future__ import annotations

import pytest

from core import resources
from core.checks.facts import Facts
from core.checks.registry import Inspection, all_inspections
from core.checks.text.shared import book_of
from core.model import Report
from core.pipeline import read_report

TOGETHER = [inspection for inspection in all_inspections() if not inspection.alone]


@pytest.fixture(scope="module")
def samples() -> list[Report]:
    return [read_report(file, ocr=False) for file in sorted(resources.path("samples").glob("*.pdf"))]


@pytest.mark.parametrize("inspection", TOGETHER, ids=[inspection.name for inspection in TOGETHER])
def test_an_inspection_that_asks_the_book_says_so_or_reads_all_these_tables_itself(
    inspection: Inspection, samples: list[Report]
) -> None:
    for report in samples:
        facts = Facts(report)
        book = book_of(facts)
        list(inspection.inspect(facts))
        asked = set().union(*(found.forms for _, found in book.asked))
        reads_them = "tables" in inspection.looks_at and (inspection.forms is None or asked <= inspection.forms)
        assert not asked or reads_them or "places" in inspection.looks_at
