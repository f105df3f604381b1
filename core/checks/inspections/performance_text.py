"""Performance forms against the narrative and the main tables: scores, satisfaction, dates, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.amounts import ZERO, Figure, parse
from core.checks.facts import Facts
from core.checks.findings import Finding, Suspect
from core.checks.inspections.performance import scored_rows, total_row
from core.checks.inspections.placeholders import table_name
from core.checks.registry import inspection
from core.checks.slips import slip
from core.checks.text.folding import fold
from core.checks.text.places import Place, project_amounts
from core.checks.text.shared import book_of, narrative_of
from core.model import CellRef, Table

_SCORE = re.compile(
    r"自评(?:综合|总)?(?:得分|评分|分数|总分|分|结果)(?:为|是|:)*(?P<score>\d{1,3}(?:\.\d+)?)分(?![类别])"
)
_SATISFACTION = re.compile(r"满意度(?:指标)?(?:大于等于|大于|不低于|达到?|≥|>=|为|在|:)*(?P<rate>\d{1,3}(?:\.\d+)?)%")
_RATE = re.compile(r"(?P<rate>\d{1,3}(?:\.\d+)?)(?:%|百分比)")
_DATE = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2}日|底|末)?(?!份?至)")
_DONE = re.compile(r"完成|发放|完毕|支付|到位|结束")
_LIKELY = 0.7  # from here on a slip explains the difference
_FORMS = ("performance_department", "performance_project")
_SEVERAL = re.compile(r"预算总额|资金总额|年度预算|部门预算|财政拨款|财政资金|本级安排|整体支出|资金来源")


@inspection(forms=_FORMS)
def self_scores(facts: Facts) -> Iterator[Finding]:
    """A score of self-assessment in the text against the total of the form."""
    totals = [(t, ref, f) for t in facts.report.tables if t.form in _FORMS for ref, f in _total_scores(t)]
    if not totals:
        return
    for passage in narrative_of(facts):
        for match in _SCORE.finditer(passage.text):
            stated = parse(match["score"])
            if stated and not any(
                stated.low <= f.high and f.low <= stated.high and _exact(stated, f) for _, _, f in totals
            ):
                table, ref, figure = totals[0]
                yield Finding(
                    "text.self_score",
                    "text_table",
                    "error" if len(totals) == 1 else "warning",
                    f"正文写自评 {stated} 分，{table_name(table)}的总分是 {figure}。",
                    table=table.id,
                    cells=(ref,),
                    text=passage.quote(match.start(), match.end()),
                    stated=str(stated),
                    expected=str(figure),
                )


def _exact(stated: Figure, figure: Figure) -> bool:
    """A score is no rounded amount: 100 is not 99.96, but 99.96 may be told as 100.0 only with its decimals."""
    return stated.value == figure.value or stated.places > 0


def _total_scores(table: Table) -> Iterator[tuple[CellRef, Figure]]:
    row = total_row(table, "score")
    figure = row.figure(table, "score") if row else None
    if row is not None and figure is not None and not figure.percent:
        yield row.ref(table, "score"), figure


@inspection(forms=_FORMS)
def satisfaction(facts: Facts) -> Iterator[Finding]:
    """A rate of satisfaction in the text that no indicator of the forms has."""
    rates = [
        (table, CellRef(table.id, r, c), Decimal(m["rate"]))
        for table in facts.report.tables if table.form in _FORMS
        for r, row in enumerate(table.rows) if any("满意度" in cell.text for cell in row)
        for c, cell in enumerate(row) if (m := _RATE.search(fold(cell.text).text)) and len(cell.text) < 12
    ]  # fmt: skip
    for passage in narrative_of(facts) if rates else ():
        for match in _SATISFACTION.finditer(passage.text):
            if Decimal(match["rate"]) not in {rate for _, _, rate in rates}:
                table, ref, rate = rates[0]
                yield Finding(
                    "text.satisfaction",
                    "text_table",
                    "warning",
                    f"正文写满意度 {match['rate']}%，{table_name(table)}的指标值是 {rate}%。",
                    table=table.id,
                    cells=(ref,),
                    text=passage.quote(match.start(), match.end()),
                    stated=f"{rate}%",
                    expected=f"{match['rate']}%",
                )


@inspection(looks_at=("tables",), forms=("performance_project",))
def deadlines(facts: Facts) -> Iterator[Finding]:
    """The date in the target of a project against the date of its 时效指标."""
    for table in facts.report.tables:
        if table.form != "performance_project":
            continue
        targets = [(ref, d) for ref in _cells(table, "目标") if (d := _only_date(table, ref))]
        times = [(ref, d) for ref in _cells(table, "时效指标") if (d := _only_date(table, ref))]
        if len(targets) == 1 and len(times) == 1 and _differ(targets[0][1], times[0][1]):
            (ref, target), (other, time) = targets[0], times[0]
            yield Finding(
                "table.deadline",
                "text_table",
                "warning",
                f"{table_name(table)}：总体目标写{target.group()}完成，时效指标写{time.group()}，两处不一致。",
                table=table.id,
                cells=(ref, other),
                stated=target.group(),
                expected=time.group(),
            )


def _cells(table: Table, label: str) -> Iterator[CellRef]:
    """The cells to the right of a label; a row without first labels belongs to the indicator above it."""
    current = ""
    for r, row in enumerate(table.rows):
        texts = [fold(cell.text).text for cell in row]
        heads = [(c, t) for c, t in enumerate(texts[:2]) if t and len(t) <= 12]
        current = next((t for _, t in heads[::-1] if t.endswith("指标") or "目标" in t), current)
        if label in current:
            yield from (CellRef(table.id, r, c) for c, t in enumerate(texts) if t and t != current)


def _only_date(table: Table, ref: CellRef) -> re.Match[str] | None:
    text = fold(table.cell(ref.row, ref.column).text).text
    dates = list(_DATE.finditer(text))
    return dates[0] if len(dates) == 1 and _DONE.search(text) else None


def _differ(a: re.Match[str], b: re.Match[str]) -> bool:
    if a["month"] != b["month"]:
        return True
    days = {d.rstrip("日") for m in (a, b) if (d := m["day"]) and d.endswith("日")}
    return len(days) == 2


@inspection
def performance_amounts(facts: Facts) -> Iterator[Finding]:
    """The amounts of the department's form where they miss a total of the report by a slip of one digit."""
    book = book_of(facts)
    totals = [
        p
        for item in ("both_total", "income_total", "expenditure_total")
        for s in ("", "fiscal")
        for p in book.item(item, s)
    ]
    known = totals + [p for item in ("basic", "project", "carryover") for p in book.item(item)]
    opening = [m.amount.figure for p in narrative_of(facts) for m in p.mentions
               if m.role == "opening" and m.thing and m.thing.item == "expenditure_total"]  # fmt: skip
    for table in facts.report.tables:
        if table.form == "performance_department":
            for ref, figure, planned in _department_amounts(table):
                if not any(p.figure and p.figure.value == figure.value for p in known):
                    yield from _missed(table, ref, figure, [] if planned else totals, opening if planned else [])


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
    table: Table, ref: CellRef, figure: Figure, totals: list[Place], opening: list[Figure]
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
        cells=(ref, *(p.ref for p, f in places if f == right)),
        stated=str(figure),
        expected=str(right),
        difference=str(figure.value - right.value),
        suspects=(Suspect(ref, str(right), 0.6),),
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
