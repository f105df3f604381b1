"""Rates and shares that a table prints beside its amounts: 增减率, 完成率, 占比."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from core.amounts import ZERO, Figure
from core.checks.facts import Facts, TableFacts, line_label
from core.checks.findings import Finding, Suspect
from core.checks.kinds.changes import year_changes
from core.checks.registry import inspection
from core.checks.text.intervals import HUNDRED, Interval, last_digit_only, percentage, quotient
from core.forms.reading import Group, Line
from core.model import CellRef

_Sort = Literal["growth", "completion", "share"]
_SORTS: tuple[tuple[_Sort, re.Pattern[str]], ...] = (
    ("completion", re.compile(r"完成|执行率|执行进度|预算进度")),
    ("growth", re.compile(r"增减|增长|增幅|下降|降幅|变动|变化|上年|同比|升降")),
    ("share", re.compile(r"占|比重")),
)
_WORDS = {"growth": "（本年 − 上年）÷ 上年", "completion": "决算 ÷ 预算", "share": "本行 ÷ 合计"}


class _Rate(NamedTuple):
    """A printed rate with the two amounts that it is made of."""

    sort: _Sort
    line: Line
    cell: CellRef
    part: CellRef
    whole: CellRef


@inspection(looks_at=("tables",))
def table_rates(facts: Facts) -> Iterator[Finding]:
    """A printed rate against its own figures; a column of which most do not fit is understood as something else."""
    for table in facts.tables:
        for group in table.reading.groups:
            for column in group.rates:
                judged = [(rate, _fits(table, rate)) for rate in _rates(table, group, column)]
                wrong = [rate for rate, fits in judged if fits is False]
                if len(wrong) <= max(1, sum(fits is True for _, fits in judged)):
                    yield from (_finding(table, rate) for rate in wrong)


def _rates(table: TableFacts, group: Group, column: int) -> Iterator[_Rate]:
    header = "".join(table.table.columns[column].path)
    sort = next((sort for sort, words in _SORTS if words.search(header)), None)
    lines = [line for line in table.reading.lines if line.group == group.index]
    if sort == "share":
        yield from _shares(table, group, lines, column)
        return
    pairs = list(year_changes(group))
    if sort is None or len(pairs) != 1:
        return
    last, this, _ = pairs[0]
    for line in lines:
        cell = CellRef(table.id, line.row, column)
        yield _Rate(sort, line, cell, table.ref(line, this), table.ref(line, last))


def _shares(table: TableFacts, group: Group, lines: list[Line], column: int) -> Iterator[_Rate]:
    total = table.reading.line("total")
    if total is not None and total in lines and len(group.measures) == 1:
        whole = table.ref(total, group.measures[0])
        for line in lines:
            yield _Rate("share", line, CellRef(table.id, line.row, column), table.ref(line, group.measures[0]), whole)


def _fits(table: TableFacts, rate: _Rate) -> bool | None:
    """Whether the figures can give the printed rate; None where one of them is missing or the base is zero."""
    stated, part, whole = (table.figure(ref) for ref in (rate.cell, rate.part, rate.whole))
    if stated is None or part is None or whole is None or whole.value <= 0 or part.value < 0:
        return None
    span = _possible(rate.sort, part, whole)
    if rate.sort != "growth":
        return span.meets(stated)
    plain = Figure(abs(stated.value), stated.places)
    turned = Interval(-span.high, -span.low) if span.high is not None else span
    return span.meets(stated) or span.meets(plain) or turned.meets(plain)


def _possible(sort: _Sort, part: Figure, whole: Figure) -> Interval:
    """The rates that the printed figures allow, in per cent."""
    span = quotient(part, whole)
    if sort != "growth":
        return span
    return Interval(span.low - HUNDRED, None if span.high is None else span.high - HUNDRED)


def _fall(table: TableFacts, cell: CellRef) -> bool:
    """Whether the header says itself that the amounts fell."""
    return any("降" in step or "减少" in step for step in table.table.columns[cell.column].path)


def _finding(table: TableFacts, rate: _Rate) -> Finding:
    stated, part, whole = (table.figure(ref) or Figure(ZERO) for ref in (rate.cell, rate.part, rate.whole))
    counted = part.value - whole.value if rate.sort == "growth" else part.value
    right = percentage(counted, whole.value, stated.places)
    unsigned = right is not None and right.value < 0 < stated.value and _fall(table, rate.cell)
    expected = right and Figure(-right.value if unsigned else right.value, right.places, stated.percent)
    base = f"本年 {part}、上年 {whole}" if rate.sort == "growth" else f"{part} ÷ {whole}"
    return Finding(
        "table.rate",
        "row_sum",
        "warning" if last_digit_only(stated, expected) else "error",
        f"{table.name} {line_label(rate.line)}：按{_WORDS[rate.sort]}，{base}，比率应为 {expected}，表中是 {stated}。",
        table=table.id,
        cells=(rate.cell, rate.part, rate.whole),
        stated=str(stated),
        expected=str(expected),
        difference=str(stated.value - expected.value) if expected else None,
        suspects=(Suspect(rate.cell, str(expected), 0.5),),
    )
