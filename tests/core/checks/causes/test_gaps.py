"""A row that a list lost, or has too much, is one problem whatever columns it breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import Checker
from core.checks.findings import Finding
from core.model import Cell, CellRef, Report
from tests.core.checks.sound import ITEMS, NAMES, Amounts, changed, in_parts, sound_budget

SOUND = sound_budget({code: (1000 + 7 * n, 200 + n, 30 + 11 * n) for n, code in enumerate(ITEMS)})
LOST = "2012902"

amounts: st.SearchStrategy[Amounts] = st.fixed_dictionaries(
    {code: st.tuples(*[st.integers(100, 10**6)] * 3) for code in ITEMS}
)


def _alarms(report: Report) -> list[Finding]:
    return [finding for finding in Checker(report).findings if finding.level != "info"]


def _without(report: Report, code: str, table: str) -> Report:
    copy = report.copy()
    rows = copy.table(table).rows
    rows[:] = [row for row in rows if row[0].text != code]
    return copy


def _mended(report: Report, found: Finding) -> Report:
    assert found.repair is not None
    place = next(n for n, table in enumerate(report.tables) if table.id == found.table)
    return replace(
        report, tables=[*report.tables[:place], found.repair.mend(report.tables[place]), *report.tables[place + 1 :]]
    )


def _texts(report: Report, table: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in report.table(table).rows]


@pytest.mark.parametrize("code", ["2012901", "2012902", "2012999"])
def test_a_row_is_put_in_with_its_code_in_parts_as_those_beside_it(code: str) -> None:
    report = in_parts(SOUND)
    rows = report.table("t3").rows
    lost = next(n for n, row in enumerate(rows) if row[2].text == code[5:] and row[0].text == "201")
    del rows[lost]
    (found,) = _alarms(report)
    assert _texts(_mended(report, found), "t3") == _texts(in_parts(SOUND), "t3")
    assert found.repair is not None
    assert found.repair.label == f"补上 {code} {NAMES[code]} 一行"


@settings(max_examples=20, deadline=None)
@given(
    amounts,
    st.sampled_from(["2012901", "2012902", "2012999", "2080501", "2080505"]),
    st.sampled_from(["t2", "t3", "t5"]),
)
def test_a_lost_row_is_one_problem_and_named_after_the_tables_that_have_it(
    items: Amounts, code: str, table: str
) -> None:
    (found,) = _alarms(_without(sound_budget(items), code, table))
    assert (found.rule, found.level, found.table) == ("lost_row", "error", table)
    assert f"列有 {code} {NAMES[code]}，数字相符。" in found.message
    assert found.suspects == ()
    assert _texts(_mended(_without(sound_budget(items), code, table), found), table) == _texts(
        sound_budget(items), table
    )


def test_the_sentence_names_the_columns_and_what_they_lack() -> None:
    (found,) = _alarms(_without(SOUND, LOST, "t3"))
    assert found.message == (
        "表3 20129 群众团体事务：各行之和在 3 栏都少了：合计 12.49、基本支出 12.08、项目支出 0.41，可能漏了一行；"
        "表2、表5列有 2012902 一般行政管理事务，数字相符。"
    )
    assert len(found.relations) == len(found.equations) == 3


def test_a_row_too_much_is_named() -> None:
    report = SOUND.copy()
    rows = report.table("t3").rows
    twice = list(rows[3])
    twice[0] = Cell.of("2012950")
    rows.insert(5, twice)
    found = next(finding for finding in _alarms(report) if finding.rule == "surplus_row")
    assert "各行之和在 3 栏都多了" in found.message
    assert "2012901 行政运行" in found.message
    assert found.repair is None  # two rows print those figures


@pytest.mark.parametrize("columns", [(2,), (2, 4)])
def test_figures_that_make_no_row_are_wrong_figures(columns: tuple[int, ...]) -> None:
    """合计 and 项目支出 that miss by different amounts are two slips."""
    report = SOUND
    for column in columns:
        ref = CellRef("t3", 3, column)
        report = changed(report, ref, report.cell(ref).text.replace(".", f"{column}."))
    found = _alarms(report)
    assert {(f.suspects[0].cell, f.suspects[0].suggestion) for f in found} == {
        (CellRef("t3", 3, column), SOUND.cell(CellRef("t3", 3, column)).text) for column in columns
    }
