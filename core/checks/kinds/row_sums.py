"""Across a row: 合计 and 小计 against the columns that they sum up."""

from __future__ import annotations

from collections.abc import Iterator

from core.checks.facts import Facts, TableFacts, line_label, measure_label, titled
from core.checks.kinds.equations import Equation, equations
from core.checks.registry import relation_kind
from core.checks.relation import ONE, Relation, Term, sums_to
from core.forms.reading import Group, Line

_Named = tuple[Equation, str, str]
_FLOW = ("opening", "income", "total", "closing")


@relation_kind
def row_sum(facts: Facts) -> Iterator[Relation]:
    """Every row: 合计 = 基本支出 + 项目支出 + …, 小计 = its columns, for all groups of columns."""
    for table in facts.tables:
        if table.form is None:
            continue
        by_group = {group.index: _of_group(table, group) for group in table.reading.groups}
        for line in table.reading.lines:
            if of_group := by_group[line.group]:
                key = "row_sum", line.row, line.group, line_label(line)
                yield from table.lasting(key, _across(table, line, of_group))


def _of_group(table: TableFacts, group: Group) -> list[_Named]:
    return table.lasting(("row_sum", group.index), (_named(table, equation) for equation in equations(group)))


def _named(table: TableFacts, equation: Equation) -> _Named:
    """An equation with what its relations are called after the row, and the family that they are of."""
    whole = equation.whole
    family = "" if equation.sure else f"row_sum {table.id} {whole.name} {'/'.join(whole.path)}"
    return equation, " ".join(filter(None, (measure_label(whole), "= 各栏之和"))), family


def _across(table: TableFacts, line: Line, named: list[_Named]) -> Iterator[Relation]:
    row = titled(table, line_label(line))
    for each in named:
        yield _relation(table, line, row, *each)


def _relation(table: TableFacts, line: Line, row: str, equation: Equation, column: str, family: str) -> Relation:
    parts = [table.ref(line, part) for part in equation.parts]
    wholes = [table.ref(line, equation.whole)]
    return sums_to("row_sum", "row_sum", f"{row} {column}", wholes, parts, family=family)


@relation_kind
def fund_flow(facts: Facts) -> Iterator[Relation]:
    """政府性基金, 国有资本 in final accounts: 年初结转 + 本年收入 = 本年支出 + 年末结转."""
    for table in facts.tables:
        first = {line.group: line for line in reversed(table.reading.lines)}
        flowing = {group for group, line in first.items() if all(table.spot(line, measure) for measure in _FLOW)}
        for line in table.reading.lines if flowing else ():
            if line.group in flowing:
                signs, spots = (ONE, ONE, -ONE, -ONE), [table.spot(line, measure) for measure in _FLOW]
                terms = tuple(Term(sign, spot[0]) for sign, spot in zip(signs, spots, strict=True))
                name = titled(table, line_label(line), "年初结转 + 本年收入 = 本年支出 + 年末结转")
                yield Relation("fund_flow", "row_sum", name, terms)
