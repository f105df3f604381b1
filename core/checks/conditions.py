"""What must be so for two tables to be comparable, as figures that must be zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.checks.facts import Facts, TableFacts, answered_once
from core.checks.lookup import cells_of
from core.checks.relation import ONE, Condition, Term
from core.model import CellRef

_OTHER_MONEY = (
    "special",
    "undertaking",
    "operating",
    "upper",
    "affiliated",
    "other",
    "own",
    "carry_nonfiscal",
    "surplus",
)
_CARRIED = ("carry_in", "carry_out", "surplus", "distribution")
_CARRIED_OUT = ("carry_out", "distribution")


def conditions(names: Iterable[str], facts: Facts, tables: Iterable[TableFacts]) -> tuple[Condition, ...] | None:
    """The named conditions; None where one of them cannot be told from this report. KeyError for an unknown name."""
    found: list[Condition] = []
    here = list(tables)
    for name in names:
        condition = CONDITIONS[name](facts, here)
        if condition is None:
            return None
        if condition:
            found.append(condition)
    return tuple(found)


def _only_fiscal(facts: Facts, tables: list[TableFacts]) -> Condition | None:
    """只有财政拨款: neither the account nor the income table shows other money."""
    account, income = facts.only("income_expenditure_summary"), facts.only("income")
    sums: list[tuple[Term, ...]] = []
    if account is not None:
        sums.append(_in_lines(account, _OTHER_MONEY))
    if income is not None and income.reading.line("total") is not None:
        sums.append(_in_total(income, _OTHER_MONEY))
    return tuple(sums) or None


def _fiscal_carryover(facts: Facts, tables: list[TableFacts]) -> Condition | None:
    """结转均为财政拨款: what the whole account carries in, the account of 财政拨款 carries in too."""
    account, fiscal = facts.only("income_expenditure_summary"), facts.only("fiscal_summary")
    if account is None:
        return None
    whole = _in_lines(account, ("carry_in",))
    if fiscal is None or fiscal.reading.excludes_carryover or fiscal.scale != account.scale:
        return (whole,)
    part = _in_lines(fiscal, ("carry_in",))
    return ((*whole, *(Term(-ONE, term.cell) for term in part)),)


def _nothing_carried(facts: Facts, tables: list[TableFacts]) -> Condition | None:
    """无结转: nothing is carried into the year or out of it."""
    return _in_accounts(facts, _CARRIED)


def _nothing_carried_out(facts: Facts, tables: list[TableFacts]) -> Condition | None:
    """无年末结转: all income of the year is spent in it."""
    return _in_accounts(facts, _CARRIED_OUT)


def _same_scope(facts: Facts, tables: list[TableFacts]) -> Condition | None:
    """口径一致: final accounts, notes that leave the carried-over money out of both tables, or none carried over."""
    excluding = {table.reading.excludes_carryover for table in tables}
    if excluding == {True} or (excluding == {False} and facts.report.info.kind == "final"):
        return ()
    return _in_accounts(facts, _CARRIED)


def _this_year_only(facts: Facts, tables: list[TableFacts]) -> Condition | None:
    """当年口径: the tables of expenditure leave out what was carried over, or nothing was."""
    outlays = [table for table in tables if table.form != "income"]
    return () if all(table.reading.excludes_carryover for table in outlays) else _in_accounts(facts, _CARRIED)


def _in_accounts(facts: Facts, kinds: tuple[str, ...]) -> Condition | None:
    accounts = (facts.only("income_expenditure_summary"), facts.only("fiscal_summary"))
    table = next((t for t in accounts if t is not None), None)
    return None if table is None else (_in_lines(table, kinds),)


@answered_once
def _in_lines(table: TableFacts, kinds: tuple[str, ...]) -> tuple[Term, ...]:
    lines = (line for line in table.reading.lines if line.kind in kinds)
    return _plus(cell for line in lines for cell in cells_of(table, line, "total"))


@answered_once
def _in_total(table: TableFacts, measures: tuple[str, ...]) -> tuple[Term, ...]:
    total = table.reading.line("total")
    return _plus(cell for m in measures for cell in cells_of(table, total, m)) if total is not None else ()


def _plus(cells: Iterable[CellRef]) -> tuple[Term, ...]:
    return tuple(Term(ONE, cell) for cell in cells)


CONDITIONS: dict[str, Callable[[Facts, list[TableFacts]], Condition | None]] = {
    "只有财政拨款": _only_fiscal,
    "结转均为财政拨款": _fiscal_carryover,
    "无结转": _nothing_carried,
    "无年末结转": _nothing_carried_out,
    "口径一致": _same_scope,
    "当年口径": _this_year_only,
}
