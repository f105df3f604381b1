"""Whole narratives: silent where they are sound, and a slip of one digit is noticed in most places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checks.text.mentions import Mention, Passage, read_narrative
from core.model import Report
from tests.core.checks.inspections.builders import FINAL_TABLES, TABLES, alarms, report
from tests.core.checks.inspections.narratives import BUDGETS, FINALS

REPORTS = {f"{name} budget": report(text, TABLES) for name, text in BUDGETS.items()} | {
    f"{name} final": report(text, FINAL_TABLES, kind="final") for name, text in FINALS.items()
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_sound_narrative_is_silent(name: str) -> None:
    assert alarms(REPORTS[name]) == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_slip_of_one_digit_is_noticed(name: str) -> None:
    of = REPORTS[name].copy()
    places = [(p, m) for p in read_narrative(of) for m in p.mentions if m.amount.figure.value and not m.amount.about]
    money = [(p, m) for p, m in places if m.amount.measure in ("money", "percent")][::2]
    noticed = sum(bool(alarms(slipped(of, passage, mention))) for passage, mention in money)
    assert noticed >= 0.6 * len(money)  # some amounts no table and no other sentence holds


def slipped(of: Report, passage: Passage, mention: Mention) -> Report:
    """The report with the first digit of one amount changed."""
    start, _ = passage.printed_span(mention)
    text = passage.paragraph.text
    digit = str(int(text[start]) % 9 + 1)
    damaged = of.copy()
    damaged.narrative[passage.index] = replace(passage.paragraph, text=text[:start] + digit + text[start + 1 :])
    return damaged
