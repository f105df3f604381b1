"""A report beside last year's, and beside the budget of its year: what agrees is silent, what does not is said once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checks.relation import Status
from core.checks.years import Years
from core.checks.years.declared import year_book
from core.forms.catalogue import catalogue
from core.model import CellRef, Change, History, Report, Table
from core.model.report import ReportKind
from tests.core.checks.inspections.builders import report, table

ITEMS = ("因公出国（境）费", "公务用车运行维护费", "公务接待费")
_Amounts = tuple[str, ...]


def three_public(heads: str, *columns: _Amounts, unit: str = "万元") -> Table:
    """三公 with a row for each item; heads: the headings of the amount columns."""
    rows = "\n".join(" ".join(row) for row in zip(("合计", *ITEMS), *columns, strict=True))
    made = table("three_public", f"项目 {heads}", rows, title="三公经费支出表", number="表7")
    made.amount_unit = unit
    return made


def of(year: int, kind: ReportKind, *tables: Table, text: str = "") -> Report:
    return report(text, tables, year=year, kind=kind)


LAST = ("3.60", "1.00", "2.00", "0.60")
NOW = ("3.10", "1.00", "1.50", "0.60")


def budgets(last_as_printed: _Amounts = LAST, *, unit: str = "万元", last: _Amounts = LAST) -> tuple[Report, Report]:
    """The budgets of 2024, which shows 上年预算数, and of 2023."""
    now = of(2024, "budget", three_public("上年预算数 本年预算数", last_as_printed, NOW))
    return now, of(2023, "budget", three_public("预算数", last, unit=unit))


def said(years: Years) -> list[tuple[str, str]]:
    return [(finding.level, finding.message) for finding in years.findings]


def test_what_agrees_is_silent_and_proved() -> None:
    now, before = budgets()
    years = Years(now, [before])
    assert said(years) == []
    assert [entry.status for entry in years.ledger()] == [Status.PASSED] * 4


def test_another_figure_than_last_year_names_both_reports() -> None:
    now, before = budgets(("3.60", "1.00", "2.00", "0.80"))
    (finding,) = Years(now, [before]).findings
    assert finding.level == "warning"
    assert finding.message == (
        "表7 · 公务接待费 · 上年预算数 0.80，与《临川县总工会 2023 年预算》表7 · 公务接待费 · 预算数 0.60不一致，"
        "相差 0.20万元，请核对是哪一年的数字有误或口径变了。"
    )
    assert finding.cells == (CellRef("three_public", 3, 1),)
    assert [(s.cell, s.suggestion) for s in finding.suspects] == [(CellRef("three_public", 3, 1), "0.60")]


@pytest.mark.parametrize(
    ("unit", "last"),
    [
        ("元", ("36000", "10000", "20000", "6000")),
        ("元", ("36040", "10020", "20010", "6010")),
        ("万元", ("3.6", "1.0", "2.0", "0.6")),
    ],
)
def test_another_unit_or_rounding_is_no_difference(unit: str, last: _Amounts) -> None:
    now, before = budgets(unit=unit, last=last)
    assert said(Years(now, [before])) == []


def test_a_whole_column_that_differs_is_told_once_as_a_hint() -> None:
    now, before = budgets(("9.60", "4.00", "5.00", "0.50"))
    (only,) = said(Years(now, [before]))
    assert only[0] == "info"
    assert "多数行对不上" in only[1]


def test_a_column_of_an_explicit_year_is_held_against_that_report() -> None:
    now = of(2024, "budget", three_public("2023年决算数 2024年预算数", ("3.50", "1.00", "2.00", "0.60"), NOW))
    before = of(2023, "final", three_public("预算数 决算数", ("9.99", "9.99", "9.99", "9.99"), LAST))
    assert [finding.stated for finding in Years(now, [before]).findings] == ["3.50"]
    assert said(Years(now, [of(2022, "final", three_public("决算数", LAST))])) == []


def test_a_final_account_is_held_against_the_budget_of_its_year() -> None:
    budget = of(2024, "budget", three_public("预算数", LAST))
    for head, levels in (("年初预算数", ["warning"]), ("预算数", ["info"]), ("全年预算数", []), ("2023年决算数", [])):
        final = of(2024, "final", three_public(f"{head} 决算数", ("3.60", "1.00", "2.00", "0.70"), NOW))
        assert [level for level, _ in said(Years(final, [budget]))] == levels


@pytest.mark.parametrize(
    ("head", "level"), [("2023年预算执行数", "info"), ("上年决算数", "warning"), ("2023年度", None), ("上年", None)]
)
def test_the_words_of_a_heading_tell_which_report_it_repeats(head: str, level: str | None) -> None:
    now = of(2024, "budget", three_public(f"{head} 本年预算数", ("3.60", "1.00", "2.00", "0.70"), NOW))
    before = of(2023, "final", three_public("决算数", LAST))
    assert [found for found, _ in said(Years(now, [before]))] == ([level] if level else [])


def account(year: int, opening: str, closing: str) -> Report:
    rows = f"""
    本年收入合计 100.00 本年支出合计 100.00
    年初结转和结余 {opening} 年末结转和结余 {closing}
    """
    columns = "收入/项目 收入/决算数 支出/项目 支出/决算数"
    return of(year, "final", table("income_expenditure_summary", columns, rows, title="收入支出决算总表"))


def test_what_was_left_last_year_is_there_at_the_beginning() -> None:
    assert said(Years(account(2024, "9.20", "6.35"), [account(2023, "1.00", "9.20")])) == []
    (finding,) = Years(account(2024, "9.20", "6.35"), [account(2023, "1.00", "9.02")]).findings
    assert (finding.rule, finding.stated, finding.expected, finding.difference) == (
        "years.opening-summary",
        "9.20",
        "9.02",
        "0.18",
    )


NARRATIVE = """
    三、“三公”经费情况
    2024年“三公”经费预算3.10万元，比上年{}万元。其中：公务接待费0.60万元，比上年减少{}万元。
    """


@pytest.mark.parametrize(
    ("total", "reception", "levels"),
    [("减少0.50", "0.00", []), ("减少0.40", "0.00", ["warning"]), ("增加0.50", "0.10", ["info"])],
)
def test_what_the_narrative_says_of_last_year(total: str, reception: str, levels: list[str]) -> None:
    text = NARRATIVE.format(total, reception)
    now = of(2024, "budget", three_public("预算数", NOW), text=text)
    assert [level for level, _ in said(Years(now, [of(2023, "budget", three_public("预算数", LAST))]))] == levels


def test_findings_follow_an_edit() -> None:
    now, before = budgets(("3.60", "1.00", "2.00", "0.80"))
    history, years, heard = History(now), Years(now.copy(), [before]), []

    def hear(change: Change) -> None:
        heard.append((years.follow(change), len(years.findings)))

    history.subscribe(hear)
    with history.step("改"):
        history.set_text(CellRef("three_public", 3, 1), "0.60")
    history.undo()
    with history.step("改名"):
        history.set_text(CellRef("three_public", 3, 0), "接待费")
    assert heard == [(True, 0), (True, 1), (False, 1)]


def test_reports_without_year_or_kind_are_compared_with_nothing() -> None:
    now, before = budgets(("9.60", "1.00", "2.00", "0.80"))
    for gap in ({"year": None}, {"kind": None}):
        assert Years(replace(now, info=replace(now.info, **gap)), [before]).findings == []  # type: ignore[arg-type]
    assert Years(now, []).findings == []


def test_what_is_declared_is_in_the_catalogue() -> None:
    forms = catalogue()
    for pair in year_book().pairs:
        for side in (pair.here, pair.there):
            form = forms.get(side.form)
            assert form is not None, pair.id
            assert side.report in ("budget", "final")
