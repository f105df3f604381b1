"""What is read once for a report goes with it."""

from __future__ import annotations

from weakref import ref

from core.checks.facts import Facts
from core.checks.text.shared import book_of, narrative_of
from core.collecting import uncollected
from core.model import Paragraph
from tests.core.checks.test_suspects import SOUND


def test_the_book_of_a_report_does_not_outlive_it() -> None:
    report = SOUND.copy()
    report.narrative = [Paragraph.of("2024年收入总预算500.00万元。")]
    with uncollected():
        facts = Facts(report, None)
        assert list(book_of(facts).compared(narrative_of(facts)))
        gone = ref(facts)
        del facts
        assert gone() is None
