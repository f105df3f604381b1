"""Across a row: 合计 and 小计 against the columns that they sum up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from core.checks.facts import Facts, TableFacts, line_label, measure_label, titled
from core.checks.kinds.equations import Equation, equations
from core.checks.registry import relation_kind
from core.checks.relation import ONE, Relation, Term, sums_to
from core.forms.reading import Line

_FLOW = ("opening", "income", "total", "closing")


@relation_kind
def row_sum(facts: Facts) -> Iterator[Relation]:
    """Every row: 合计 = 基本支出 + 项目支出 + …, 小计 = its columns, for all groups of columns."""
    for table in facts.tables:
        if table.form is None:
            continue
        by_group = {group.index: list(equations(group)) for group in table.reading.groups}
        for line in table.reading.lines:
            for equation in by_group[line.group]:
                yield _relation(table, line, equation)


def _relation(table: TableFacts, line: Line, equation: Equation) -> Relation:
    name = titled(table, line_label(line), measure_label(equation.whole), "= 各栏之和")
    family = "" if equation.sure else f"row_sum {table.id} {equation.whole.name} {'/'.join(equation.whole.path)}"
    parts = [table.ref(line, part) for part in equation.parts]
    return sums_to("row_sum", "row_sum", name, [table.ref(line, equation.whole)], parts, family=family)


@relation_kind
def fund_flow(facts: Facts) -> Iterator[Relation]:
    """政府性基金, 国有资本 in final accounts: 年初结转 + 本年收入 = 本年支出 + 年末结转."""
    for table in facts.tables:
        for line in table.reading.lines:
            spots = list(takewhile(bool, (table.spot(line, measure) for measure in _FLOW)))
            if len(spots) == len(_FLOW):
                signs = (ONE, ONE, -ONE, -ONE)
                terms = tuple(Term(sign, spot[0]) for sign, spot in zip(signs, spots, strict=True))
                name = titled(table, line_label(line), "年初结转 + 本年收入 = 本年支出 + 年末结转")
                yield Relation("fund_flow", "row_sum", name, terms)
