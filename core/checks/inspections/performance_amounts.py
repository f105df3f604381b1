"""Amounts of the performance forms against the totals of the report and against the projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from core import texts
from core.amounts import UNITS, ZERO, Figure
from core.checks.facts import Facts
from core.checks.findings import Equation, Finding, Part, Suspect, table_name
from core.checks.inspections.performance import scored_rows
from core.checks.registry import inspection
from core.checks.slips import slip
from core.checks.text.folding import fold
from core.checks.text.mentions import figures_about
from core.checks.text.places import Place
from core.checks.text.shared import book_of, narrative_of
from core.checks.text.shelf import project_amounts
from core.model import CellRef, Table

_LISTS = ("projects", "general_projects")
_SURELY_YUAN = 100  # times all 项目支出 in 万元: the forms give their amounts in 元
_LIKELY = 0.7  # from here on a slip explains the difference
_SEVERAL = re.compile(r"预算总额|资金总额|年度预算|部门预算|财政拨款|财政资金|本级安排|整体支出|资金来源")


@inspection(looks_at=("tables", "narrative", "places"), forms=("performance_department",))
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


@inspection(looks_at=("tables", "narrative", "places"), forms=("performance_project",))
def performance_projects(facts: Facts) -> Iterator[Finding]:
    """The projects that have a performance form cannot cost more than all 项目支出."""
    forms = [t for t in facts.report.tables if t.form == "performance_project"]
    amounts = [(ref, f) for t in forms for ref in project_amounts(t) if (f := t.cell(ref.row, ref.column).figure)]
    totals = [p for p in book_of(facts).item("project") if p.figure is not None]
    if len(amounts) < 2 or not totals:
        return
    if any(performance_project_amounts(facts)):
        return  # which one is wrong is told already
    together = sum((f.value for _, f in amounts), ZERO)
    whole = max(totals, key=lambda place: place.value_in("万元"))
    most = whole.value_in("万元")
    if most + Decimal("0.005") * (len(amounts) + 1) < together < _SURELY_YUAN * most:
        yield _too_much(facts, amounts, together, whole)


def _too_much(facts: Facts, amounts: list[tuple[CellRef, Figure]], together: Decimal, whole: Place) -> Finding:
    most = whole.value_in("万元")
    spare = [ref for ref, f in amounts if together - f.value == most]
    mentions = ((p, m) for p in narrative_of(facts) for m in p.mentions if m.thing and m.thing.item == "project")
    quote = next((passage.quote(mention.start, mention.end) for passage, mention in mentions), None)
    listed = " + ".join(str(f) for _, f in amounts)
    parts = tuple(Part(ref, _project(facts.report.table(ref.table)) or "项目", str(f)) for ref, f in amounts)
    wholes = (Part(whole.ref, whole.label, str(whole.figure)),)
    return Finding(
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
        equations=(Equation(parts, wholes, str(together), str(together - most), True),),
    )


@inspection(across=True, looks_at=("tables",), forms=("performance_project", *_LISTS))
def performance_project_amounts(facts: Facts) -> Iterator[Finding]:
    """The form of a project prints the amount that the list of projects has in the row of its name.

    Its first amount may be that of several years; the amount of the list stands beside it then.
    """
    listed = _listed(facts)
    for table in facts.report.tables if listed else ():
        rows = listed.get(texts.key(_project(table)), []) if table.form == "performance_project" else []
        ref = next(project_amounts(table), None)
        figure = table.cell(ref.row, ref.column).figure if ref else None
        if not rows or ref is None or figure is None or table.amount_unit not in (None, rows[0].unit):
            continue
        row, known = rows[0], set().union(*(row.amounts for row in rows))
        if table.amount_unit is None:  # then it may be in 元 beside a list in 万元
            known |= {amount * UNITS["万元"] for amount in known}
        slipped = slip(figure.value, row.total.value, row.total.places).likely >= _LIKELY
        printed = {f.value for row in table.rows for cell in row if (f := cell.figure) is not None}
        if figure.value not in known and (slipped or printed.isdisjoint(known)):
            right = str(row.total)
            yield Finding(
                "table.performance_project",
                "cross_table",
                "error" if slipped else "warning",
                f"{table_name(table)}：“{_project(table)}”的金额写的是 {figure}，{row.table}里这个项目是 {right}。",
                table=table.id,
                cells=(ref, row.cell),
                stated=str(figure),
                expected=right,
                difference=str(figure.value - row.total.value),
                suspects=(Suspect(ref, right, 0.55),),
            )


class _Listed(NamedTuple):
    """A row of a list of projects: its first amount, and all its amounts with those that its name has together."""

    cell: CellRef
    total: Figure
    amounts: set[Decimal]
    table: str
    unit: str | None


def _listed(facts: Facts) -> dict[str, list[_Listed]]:
    """The rows of the lists of projects by name; one that stands there several times also with the sum of its rows."""
    found: dict[str, list[_Listed]] = {}
    for table in facts.tables:
        for line in table.reading.lines if table.form in _LISTS else ():
            cells = [ref for m in table.group(line).measures for ref in table.cells(line, m)]
            figures = [(ref, f) for ref in cells if (f := table.figure(ref)) is not None and f.value]
            if figures and line.label and line.kind in ("", "subject"):
                (cell, total), amounts = figures[0], {f.value for _, f in figures}
                same = found.setdefault(texts.key(line.label), [])
                same.append(_Listed(cell, total, amounts, table_name(table.table), table.table.amount_unit))
    for same in found.values():
        same[0].amounts.add(sum((row.total.value for row in same), ZERO))
    return found


def _project(table: Table) -> str:
    """The name of the project of a performance form: what stands right of 项目名称, "" where it is not said."""
    for row in table.rows:
        for at, cell in enumerate(row):
            if texts.key(cell.text) == "项目名称":
                return next((c.text.strip() for c in row[at + 1 :] if c.text.strip()), "")
    return ""
