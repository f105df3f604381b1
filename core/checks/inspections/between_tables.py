"""Tables held against each other as wholes: their numbers, their units, and money that a blank table does not show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import islice

from core.amounts import UNITS, parse
from core.checks.facts import Facts, TableFacts, amount_cells, answered_once
from core.checks.findings import Finding, table_name
from core.checks.lookup import cells_of
from core.checks.registry import inspection
from core.checks.repairs import UnitNamed
from core.model import CellRef

_NUMBER = re.compile(r"^(?P<before>\D*?)0*(?P<number>\d{1,2})(?P<after>\D*)$")
UNIT = "table.unit"
_USED = ("元", "千元", "万元")
_ONE, _CENT = Decimal(1), Decimal("0.01")
_MOST_LINES = 60  # of a table; more would tell nothing more
_SHARED = 3  # so many equal figures are no chance
_LONG = 4  # digits of a figure that is not equal to another by chance
_BUDGETS = {"gov_fund": ("fund", "政府性基金"), "state_capital": ("state", "国有资本经营")}


@inspection(looks_at=("captions",), across=True)
def table_numbers(facts: Facts) -> Iterator[Finding]:
    """The numbers of tables of one style count on by one; a table that starts anew at 1 opens another series."""
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for table in facts.report.tables:
        match = _NUMBER.match(table.number or "")
        if match is None:
            continue
        style, number = (match["before"], match["after"]), int(match["number"])
        before, name = last.get(style, (number - 1, ""))
        if number not in (1, before + 1):
            yield Finding(
                "table.number", "order", "info",
                f"{name}之后是{table_name(table)}，编号不连续，请核对有没有缺表或次序颠倒。", table=table.id,
                stated=str(number), expected=str(before + 1),
            )  # fmt: skip
        last[style] = number, table_name(table)


@inspection(looks_at=("tables", "labels"), across=True)
def table_units(facts: Facts) -> Iterator[Finding]:
    """A table that prints the figures of the rest in 元 although both name 万元, or the very same under other units."""
    units = {t.id: t.table.amount_unit or facts.report.info.amount_unit for t in facts.tables if t.form is not None}
    usual, times = next(iter(Counter(filter(None, units.values())).most_common(1)), ("", 0))
    printed = {t.id: _long_figures(t) for t in facts.tables if units.get(t.id) in UNITS and usual in UNITS}
    rest = [id for id in printed if units[id] == usual] if times > 1 else []
    together = _Rest(set().union(*(printed[id] for id in rest)))
    for id in printed if rest else ():
        named, figures = units[id] or "", printed[id]
        for unit in [usual] if named != usual else [unit for unit in _USED if unit != usual]:
            factor = UNITS[unit] / UNITS[usual]
            if together.shares(figures, factor):
                others = [_Rest(printed[other]) for other in rest if other != id]
                same = sum(other.shares(figures, _ONE) for other in others) if named == usual else 0
                if max(1, sum(other.shares(figures, factor) for other in others)) > same:
                    yield _unit(facts.table(id), named, unit, usual)


class _Rest:
    """The figures that a table is held against, in other units too."""

    def __init__(self, figures: set[Decimal]) -> None:
        self._divided = {_ONE: figures}

    def shares(self, figures: set[Decimal], factor: Decimal) -> bool:
        """Whether most figures of a table are among these once they are multiplied, roundings to the cent aside."""
        if factor < _ONE:
            figures, factor = {(f * factor).quantize(_CENT, ROUND_HALF_UP) for f in figures}, _ONE
        if factor not in self._divided:
            self._divided[factor] = {(f / factor).quantize(_CENT, ROUND_HALF_UP) for f in self._divided[_ONE]}
        same = figures & self._divided[factor]
        return len(same) >= _SHARED and len(same) * 2 >= len(figures)


def _unit(table: TableFacts, named: str, unit: str, usual: str) -> Finding:
    called = f"{table_name(table.table)}的单位写“{named}”，数字却"
    why = (
        f"与单位为“{usual}”的表相同"
        if unit == usual
        else f"像是以“{unit}”为单位，与其他表相差 {_times(unit, usual)} 倍"
    )
    return Finding(
        UNIT,
        "unit",
        "warning",
        f"{called}{why}，金额单位可能写错，应为“{unit}”。",
        table=table.id,
        stated=named,
        expected=unit,
        repair=UnitNamed(unit),
    )


def _times(unit: str, usual: str) -> str:
    return f"{max(UNITS[unit], UNITS[usual]) / min(UNITS[unit], UNITS[usual]):f}"


def _long_figures(table: TableFacts) -> set[Decimal]:
    """The amounts of an account, or of the topmost lines of a list, that are too long to be equal by chance."""
    rows = table.table.rows
    return {value for row, column in _topmost(table) if (value := _long(rows[row][column].text)) is not None}


@answered_once
def _topmost(table: TableFacts) -> list[tuple[int, int]]:
    lines = islice(table.reading.lines if table.reading.statement else table.reading.top(), _MOST_LINES)
    return [(line.row, measure.column) for line in lines for measure in table.group(line).amounts()]


@lru_cache(maxsize=8192)
def _long(text: str) -> Decimal | None:
    figure = parse(text)
    return figure.value if figure is not None and len(str(figure).replace(".", "").strip("0")) >= _LONG else None


@inspection(looks_at=("tables",), forms=("fiscal_summary", *_BUDGETS), across=True)
def unshown_money(facts: Facts) -> Iterator[Finding]:
    """Money of 政府性基金 or 国有资本 in 财政拨款收支总表 whose own table is blank."""
    account = facts.only("fiscal_summary")
    outlay = (
        account.reading.line("expenditure_current") or account.reading.line("expenditure_total") if account else None
    )
    if account is None or outlay is None:
        return
    for form, (measure, name) in _BUDGETS.items():
        tables = facts.of(form)
        spent = [ref for ref in cells_of(account, outlay, measure) if (f := account.figure(ref)) and f.value]
        if spent and tables and not any(_filled(table) for table in tables):
            yield Finding(
                "table.unshown_money", "cross_table", "warning",
                f"{account.name}里{name}支出是 {account.text(spent[0]).strip()}，"
                f"{table_name(tables[0].table)}却没有数字。",
                table=tables[0].id, cells=tuple(spent),
            )  # fmt: skip


def _filled(table: TableFacts) -> bool:
    return any((figure := table.figure(ref)) is not None and figure.value for ref in amount_cells(table))


def _signed(text: str) -> bool:
    """Whether a text may be an amount below zero."""
    return bool(text) and not text[0].isdigit()


@inspection(looks_at=("tables",))
def negative_amounts(facts: Facts) -> Iterator[Finding]:
    """Amounts below zero in a budget, changes apart."""
    for table in facts.tables if facts.report.info.kind == "budget" else ():
        columns = {measure.column for group in table.reading.groups for measure in group.measures}
        refs = [
            CellRef(table.id, r, c) for r, row in enumerate(table.table.rows) for c in columns if _signed(row[c].text)
        ]
        below = tuple(ref for ref in refs if (figure := table.figure(ref)) is not None and figure.value < 0)
        if below:
            said = "、".join(table.text(ref).strip() for ref in below[:3])
            yield Finding(
                "table.negative", "other", "info", f"{table.name}有小于 0 的金额（{said}），请核对。",
                table=table.id, cells=below,
            )  # fmt: skip
