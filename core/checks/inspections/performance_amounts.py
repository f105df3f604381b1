"""Amounts of the performance forms against the totals of the report and against the projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.amounts import ZERO, Figure
from core.checks.facts import Facts
from core.checks.findings import Finding, Suspect
from core.checks.inspections.performance import scored_rows
from core.checks.inspections.placeholders import table_name
from core.checks.registry import inspection
from core.checks.slips import slip
from core.checks.text.folding import fold
from core.checks.text.mentions import figures_about
from core.checks.text.places import Place
from core.checks.text.shared import book_of, narrative_of
from core.checks.text.shelf import project_amounts
from core.model import CellRef, Table

_LIKELY = 0.7  # from here on a slip explains the difference
_SEVERAL = re.compile(r"预算总额|资金总额|年度预算|部门预算|财政拨款|财政资金|本级安排|整体支出|资金来源")


@inspection
def performance_amounts(facts: Facts) -> Iterator[Finding]:
    """The amounts of the department's form where they miss a total of the report by a slip of one digit."""
    if not facts.of("performance_department"):
        return
    book = book_of(facts)
    totals = [
        p
        for item in ("both_total", "income_total", "expenditure_total")
        for s in ("", "fiscal")
        for p in book.item(item, s)
    ]
    known = totals + [p for item in ("basic", "project", "carryover") for p in book.item(item)]
    opening = [
        mention.amount.figure
        for passage, mention in figures_about(narrative_of(facts), "expenditure_total")
        if mention.role == "opening"
    ]
    for table in facts.report.tables:
        if table.form == "performance_department":
            amounts: dict[tuple[Figure, bool], list[CellRef]] = {}
            for ref, figure, planned in _department_amounts(table):
                amounts.setdefault((figure, planned), []).append(ref)
            for (figure, planned), refs in amounts.items():
                if not any(p.figure and p.figure.value == figure.value for p in known):
                    yield from _missed(table, figure, refs, [] if planned else totals, opening if planned else [])


def _slipped(printed: Figure, right: Figure) -> bool:
    """Whether one digit or a swap of two explains the difference, among enough digits not to be chance."""
    found = slip(printed.value, right.value, right.places)
    return found.likely >= _LIKELY and not found.words.startswith("相差") and len(str(right).replace(".", "")) >= 4


def _department_amounts(table: Table) -> Iterator[tuple[CellRef, Figure, bool]]:
    """Amounts in the block of money: place, figure, and whether it is the 年初预算 of a final account."""
    columns = {row.row: row.columns for row in scored_rows(table)}
    for r, row in enumerate(table.rows):
        if not any(_SEVERAL.search(fold(c.text).text) and len(c.text) < 24 for c in row):
            continue
        kinds = {column: name for name, column in columns.get(r, {}).items()}
        for c, cell in enumerate(row):
            figure = cell.figure
            if (
                figure is None
                or figure.percent
                or figure.value < 10
                or kinds.get(c) in ("weight", "score", "rate", "adjusted")
            ):
                continue
            yield CellRef(table.id, r, c), figure, kinds.get(c) == "opening"


def _missed(
    table: Table, figure: Figure, refs: list[CellRef], totals: list[Place], opening: list[Figure]
) -> Iterator[Finding]:
    places = [(p, p.figure) for p in totals if p.figure and _slipped(figure, p.figure)]
    figures = [f for f in opening if f.value != figure.value and _slipped(figure, f)]
    if any(f.value == figure.value for f in opening) or not (places or figures):
        return
    right = places[0][1] if places else figures[0]
    where = f"{table_name(places[0][0].table)}“{places[0][0].label}”" if places else "正文的年初预算"
    yield Finding(
        "table.performance_amount",
        "cross_table",
        "error",
        f"{table_name(table)}写的是 {figure}，{where}是 {right}"
        f"（{slip(figure.value, right.value, right.places).words}）。",
        table=table.id,
        cells=(*refs, *(p.ref for p, f in places if f == right)),
        stated=str(figure),
        expected=str(right),
        difference=str(figure.value - right.value),
        suspects=tuple(Suspect(ref, str(right), 0.6) for ref in refs),
    )


@inspection
def performance_projects(facts: Facts) -> Iterator[Finding]:
    """The projects that have a performance form cannot cost more than all 项目支出."""
    forms = [t for t in facts.report.tables if t.form == "performance_project"]
    amounts = [(ref, f) for t in forms for ref in project_amounts(t) if (f := t.cell(ref.row, ref.column).figure)]
    totals = [p for p in book_of(facts).item("project") if p.figure is not None]
    if len(amounts) < 2 or not totals:
        return
    together = sum((f.value for _, f in amounts), ZERO)
    most = max(p.value_in("万元") for p in totals)
    if together <= most + Decimal("0.005") * (len(amounts) + 1):
        return
    spare = [ref for ref, f in amounts if together - f.value == most]
    passages = narrative_of(facts)
    quote = next(
        (p.quote(m.start, m.end) for p in passages for m in p.mentions if m.thing and m.thing.item == "project"),
        None,
    )
    listed = " + ".join(str(f) for _, f in amounts)
    yield Finding(
        "table.performance_projects",
        "cross_table",
        "error" if len(spare) == 1 else "warning",
        f"各项目绩效目标表的金额 {listed} = {together}，超过项目支出 {most.normalize():f}。",
        table=(spare or [amounts[0][0]])[0].table,
        cells=tuple(spare or [ref for ref, _ in amounts]),
        text=quote,
        stated=str(together),
        expected=f"{most.normalize():f}",
        difference=str(together - most),
        suspects=tuple(Suspect(ref, "", 0.3) for ref in spare),
    )
