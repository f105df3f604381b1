"""What holds for every consistent set of tables: silence; and for every single change: findings that touch it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.checks import Checker, Status
from core.checks.causes.weighing import Weigher
from core.checks.findings import Finding
from core.model import Report
from tests.core.checks.sound import TABLE_KINDS, Amounts, amounts, amounts_of_items, changed, sound_budget

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def contradictions(report: Report) -> list[Finding]:
    """What is said against the tables, above a hint."""
    return [f for f in Checker(report).findings if f.kind in TABLE_KINDS and f.level != "info"]


@few
@given(amounts_of_items, st.booleans())
def test_a_consistent_report_has_no_contradictions(items: Amounts, blank_zeros: bool) -> None:
    checker = Checker(sound_budget(items, blank_zeros=blank_zeros))
    assert not checker.faults
    assert not [f for f in checker.findings if f.kind in {*TABLE_KINDS, "rounding"}]
    assert not [e for e in checker.ledger() if e.status in (Status.BROKEN, Status.NOT_CHECKED, Status.ROUNDING)]


@few
@given(amounts_of_items, st.data())
def test_figures_rounded_to_fewer_decimals_are_no_error(items: Amounts, data: st.DataObject) -> None:
    report = sound_budget(items)
    for ref in amounts(report):
        if data.draw(st.integers(0, 5)) == 0:
            value = Decimal(report.cell(ref).text)
            places = data.draw(st.integers(0, 1))
            report = changed(report, ref, str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)))
    assert not contradictions(report)


@few
@given(amounts_of_items, st.data())
def test_one_wrong_figure_is_found_where_it_stands(items: Amounts, data: st.DataObject) -> None:
    report = sound_budget(items)
    cells = amounts(report)
    if not cells:
        return
    ref = data.draw(st.sampled_from(cells))
    value = Decimal(report.cell(ref).text)
    wrong = value + data.draw(st.sampled_from([Decimal("0.09"), Decimal(7), Decimal(900), value * 9]))
    found = contradictions(changed(report, ref, f"{wrong:.2f}"))
    assert found
    assert all(ref in f.cells for f in found)


@few
@given(amounts_of_items, st.data())
def test_figures_that_are_passed_over_would_not_have_been_causes(items: Amounts, data: st.DataObject) -> None:
    report = sound_budget(items)
    cells = amounts(report)
    for ref in data.draw(st.lists(st.sampled_from(cells), max_size=4)) if cells else ():
        report = changed(report, ref, data.draw(st.sampled_from(["", "9.60", "0.00", f"7{report.cell(ref).text}"])))
    found = Checker(report).findings
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Weigher, "harms", lambda *_: False)
        assert Checker(report).findings == found


def test_an_empty_report_has_nothing_to_check() -> None:
    assert Checker(Report()).findings == []
