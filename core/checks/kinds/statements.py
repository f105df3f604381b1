"""Accounts with two sides: 本年合计, 总计, 其中, and 收入总计 = 支出总计."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from core.checks.facts import Facts, TableFacts, measure_label
from core.checks.kinds.column_sums import doubted_column
from core.checks.registry import relation_kind
from core.checks.relation import Relation, sums_to
from core.forms.reading import FormReading, Group, Line
from core.forms.reading.rows import read_label
from core.model import CellRef

_CURRENT = ("income_current", "expenditure_current")
_TOTALS = ("income_total", "expenditure_total")
_SOURCES = ("general", "fund", "state")


@relation_kind
def account_parts(facts: Facts) -> Iterator[Relation]:
    """A numbered row equals the rows numbered below it; rows under 其中 add up only where they are known to be all."""
    for table in _accounts(facts):
        for line in table.reading.lines:
            children = table.reading.children(line)
            if children:
                yield from _sums(table, line, children, "account_parts", at_most=not _whole(line, children))


def _whole(line: Line, children: list[Line]) -> bool:
    """Whether the rows below are all that there is."""
    if not any(child.partial for child in children):
        return True
    kinds = {child.kind for child in children}
    return len(kinds) > 1 and bool(line.parts or line.kind in _CURRENT) and kinds <= set(line.parts or _SOURCES)


@relation_kind
def account_totals(facts: Facts) -> Iterator[Relation]:
    """本年合计 = the rows above it; 总计 = 本年合计 + 结转 and whatever else stands between."""
    for table in _accounts(facts):
        for _, side in groupby(table.reading.lines, key=lambda line: line.group):
            yield from _side(table, [line for line in side if line.parent is None])


def _side(table: TableFacts, top: list[Line]) -> Iterator[Relation]:
    current = next((i for i, line in enumerate(top) if line.kind in _CURRENT), None)
    total = next((i for i, line in enumerate(top) if line.kind in _TOTALS), None)
    start = 0
    if current is not None and not top[current].children and top[:current]:
        yield from _sums(table, top[current], top[:current], "account_current", due=True)
        start = current
    if total is not None and top[start:total]:
        yield from _sums(
            table, top[total], [line for line in top[start:total] if line.label], "account_total", due=True
        )


def _understood(line: Line) -> bool:
    return bool(line.kind or line.code or read_label(line.label).rank is not None)


@relation_kind
def both_sides(facts: Facts) -> Iterator[Relation]:
    """收入总计 = 支出总计; in 财政拨款收支 also each budget for itself."""
    for table in _accounts(facts):
        reading = table.reading
        income, outlay = reading.line("income_total"), reading.line("expenditure_total")
        if income is None or outlay is None:
            continue
        for period in _periods(table.group(income), table.group(outlay)):
            left, right = table.spot(income, "total", period[0]), table.spot(outlay, "total", period[1])
            if left and right:
                yield sums_to("both_sides", "balance", f"{table.name} {income.label} = {outlay.label}", left, right)
            yield from _by_budget(table, outlay, period)


@relation_kind
def all_sides(facts: Facts) -> Iterator[Relation]:
    """Accounts that print the expenditure again by economic class come to the same 本年支出合计 and 支出总计."""
    for table in _accounts(facts):
        for kind in ("expenditure_current", "carry_out", "expenditure_total"):
            lines = [line for line in table.reading.lines if line.kind == kind]
            for line in lines[1:]:
                if line.group != lines[0].group:
                    yield from _same_total(table, lines[0], line)


def _same_total(table: TableFacts, first: Line, line: Line) -> Iterator[Relation]:
    for left, right in _periods(table.group(first), table.group(line)):
        one, other = table.spot(first, "total", left), table.spot(line, "total", right)
        if one and other:
            name = f"{table.name} {read_label(line.label).bare} 各方合计相等"
            yield sums_to("all_sides", "balance", name, one, other)


def _by_budget(table: TableFacts, outlay: Line, period: tuple[str, str]) -> Iterator[Relation]:
    """一般公共预算 of the year and carried over = the column 一般公共预算 of 总计."""
    for source in _SOURCES:
        lines = [line for line in table.reading.lines if line.kind == source and line.group == 0]
        right = table.spot(outlay, source, period[1])
        if not right or not _counts_all(table.reading, lines):
            continue
        left = [cell for line in lines for cell in table.spot(line, "total", period[0])]
        yield sums_to("both_sides", "balance", f"{table.name} {lines[0].label} = {outlay.label} 同一栏", left, right)


def _counts_all(reading: FormReading, lines: list[Line]) -> bool:
    """Whether these rows hold all the money of their kind: where something is carried over, it must be split up too."""
    carried = reading.line("carry_in")
    return bool(lines) and len(lines) == 1 + (carried is not None) and (carried is None or bool(carried.children))


def _periods(left: Group, right: Group) -> list[tuple[str, str]]:
    if left.periods() == right.periods():
        return [(p, p) for p in left.periods()]
    return [("", "")] if len(left.periods()) == len(right.periods()) == 1 else []


def _accounts(facts: Facts) -> Iterator[TableFacts]:
    return (t for t in facts.tables if t.reading.statement)


def _sums(
    table: TableFacts, whole: Line, parts: list[Line], rule: str, *, at_most: bool = False, due: bool = False
) -> Iterator[Relation]:
    sure = at_most or all(_understood(part) for part in parts)
    family = "" if sure else f"{rule} {table.id} {whole.index}"
    for measure in table.group(whole).amounts():
        cells: list[CellRef] = [table.ref(part, measure) for part in parts]
        label = read_label(whole.label).bare
        sign = "≥" if at_most else "="
        name = f"{table.name} {label} {measure_label(measure)} {sign} 各行之和"
        doubt = family or doubted_column(rule, table, whole, measure)
        yield sums_to(
            rule, "column_sum", name, [table.ref(whole, measure)], cells, at_most=at_most, family=doubt, due=due
        )
