"""Performance forms: 执行率 × 分值 = 得分, the rate itself, totals of weights and scores, units of indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from core.amounts import ZERO, Figure, Verdict, balance, parse
from core.checks.facts import Facts
from core.checks.findings import Equation, Finding, Level, Part, Suspect, table_name
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.checks.text.intervals import HUNDRED, last_digit_only, percentage, quotient
from core.model import CellRef, Table

_FORMS = ("performance_department", "performance_project")
_HEADS = {
    "rate": re.compile(r"^(?:预算)?执行率(?:\(.*\))?$"),
    "weight": re.compile(r"^(?:指标)?(?:分值|权重|分值权重|满分)(?:\(.*\))?$"),
    "score": re.compile(r"^(?:自评)?得分(?:\(.*\))?$"),
    "adjusted": re.compile(r"全年预算|调整(?:后)?预算"),
    "opening": re.compile(r"年初预算"),
    "done": re.compile(r"执行数|决算数|支出数"),
}
_TOTAL = re.compile(r"^(?:总分|总计|合计|总得分|得分合计|自评总分)$")
_LABEL_UNIT = re.compile(r"\((?P<unit>万元|元|人次|人|次|个|家|户|场|项|期|件|名|批|台|套|平方米|%)\)$")
_VALUE_UNIT = re.compile(
    r"^[=≥≤><]{0,2}(?:大于|小于|不少于|不低于)?(?:等于)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|元|人次|人|次|个|家|户|场|项|期|件|名|批|台|套|平方米|%)$"
)
_MONEY = ("万元", "元")
_LEAST = 3  # fewer rows are no list of indicators


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row with its places of rate, weight, score and amounts, where the headings above it name them."""

    row: int
    columns: dict[str, int]

    def figure(self, table: Table, name: str) -> Figure | None:
        column = self.columns.get(name)
        return None if column is None else table.cell(self.row, column).figure

    def ref(self, table: Table, name: str) -> CellRef:
        return CellRef(table.id, self.row, self.columns[name])


def scored_rows(table: Table) -> Iterator[ScoredRow]:
    """Every body row under the headings that hold for it; a performance form has headings in the midst of its rows."""
    outer = _headed(enumerate(c.path[-1] if c.path else "" for c in table.columns))
    columns = outer
    for row, cells in enumerate(table.rows):
        inner = _headed(enumerate(c.text for c in cells))
        if len(inner) >= 2:
            columns = inner
            continue
        rate = parse(cells[columns["rate"]].text) if "rate" in columns else None
        if rate is not None and not rate.percent:
            columns = outer  # the block of amounts has ended, the indicators follow
        if columns:
            yield ScoredRow(row, columns)


def _headed(texts: Iterator[tuple[int, str]] | enumerate[str]) -> dict[str, int]:
    return {name: column for column, text in texts for name in _heads(text)}


@lru_cache(maxsize=8192)
def _heads(text: str) -> tuple[str, ...]:
    """What a text is the heading of; the same texts are asked about for every check of a form."""
    folded = fold(text).text if len(text) <= 40 else text
    return tuple(name for name, pattern in _HEADS.items() if len(folded) <= 14 and pattern.search(folded))


@inspection(looks_at=("tables",), forms=_FORMS)
def execution_scores(facts: Facts) -> Iterator[Finding]:
    """The score of the execution rate is weight × rate, at most the weight; a rule in steps gives whole points."""
    for table in facts.report.tables:
        if table.form in _FORMS:
            for row in scored_rows(table):
                yield from _score(table, row)
                yield from _rate(table, row)


def _score(table: Table, row: ScoredRow) -> Iterator[Finding]:
    right = right_score(table, row)
    if right is None:
        return
    rate, weight, score = (row.figure(table, name) for name in ("rate", "weight", "score"))
    yield Finding(
        "score.execution",
        "score",
        "error",
        f"{table_name(table)}：分值 {weight} × 执行率 {rate} = {right}，得分写的是 {score}。",
        table=table.id,
        cells=tuple(row.ref(table, n) for n in ("score", "rate", "weight")),
        stated=str(score),
        expected=str(right),
        difference=None if score is None else str(score.value - right.value),
        suspects=(Suspect(row.ref(table, "score"), str(right), 0.8),),
    )


def right_score(table: Table, row: ScoredRow) -> Figure | None:
    """The score that weight and rate give, where another is printed and the score, not the rate, is wrong."""
    rate, weight, score = (row.figure(table, name) for name in ("rate", "weight", "score"))
    if rate is None or weight is None or score is None or not score.places or not rate.percent:
        return None
    if _earned(weight, rate, score) or ((meant := _right_rate(table, row)) and _earned(weight, meant, score)):
        return None
    expected = weight.value * min(rate.value, HUNDRED) / HUNDRED
    return Figure(expected.quantize(Decimal(1).scaleb(-score.places)), score.places)


def _earned(weight: Figure, rate: Figure, score: Figure) -> bool:
    """Whether the score is weight × rate, at most the weight."""
    reach = weight.value * rate.half_unit / HUNDRED
    return abs(score.value - weight.value * min(rate.value, HUNDRED) / HUNDRED) <= reach + score.half_unit


def _right_rate(table: Table, row: ScoredRow) -> Figure | None:
    """The rate that the amounts of a row give, where another is printed."""
    rate, done = row.figure(table, "rate"), row.figure(table, "done")
    budgets = _budgets(table, row)
    if rate is None or not rate.percent or done is None or not budgets:
        return None
    if any(quotient(done, b).meets(rate) for b in budgets):
        return None
    return percentage(done.value, budgets[0].value, rate.places)


def _budgets(table: Table, row: ScoredRow) -> list[Figure]:
    return [b for name in ("adjusted", "opening") if (b := row.figure(table, name)) is not None and b.value]


def _rate(table: Table, row: ScoredRow) -> Iterator[Finding]:
    expected = _right_rate(table, row)
    rate, done = row.figure(table, "rate"), row.figure(table, "done")
    if expected is None or rate is None:
        return
    level: Level = "warning" if last_digit_only(rate, expected) else "error"
    yield Finding(
        "score.rate",
        "score",
        level,
        f"{table_name(table)}：执行数 {done} ÷ 预算数 {_budgets(table, row)[0]} 应为 {expected}，执行率写的是 {rate}。",
        table=table.id,
        cells=tuple(row.ref(table, n) for n in ("rate", "done")),
        stated=str(rate),
        expected=str(expected),
        suspects=(Suspect(row.ref(table, "rate"), str(expected), 0.5),),
    )


@inspection(looks_at=("tables",), forms=_FORMS)
def score_totals(facts: Facts) -> Iterator[Finding]:
    """Weights and scores add up to the total row; weights without one come to 100, or to 90 beside 执行率 10."""
    for table in facts.report.tables:
        if table.form in _FORMS:
            for name in ("weight", "score"):
                yield from _total(table, name)


def total_row(table: Table, name: str) -> ScoredRow | None:
    """The last row that is called 总分 or 合计 and has a figure in that column."""
    rows = [r for r in scored_rows(table) if r.figure(table, name) is not None]
    totals = [r for r in rows if any(_TOTAL.match(fold(c.text).text) for c in table.rows[r.row][:3])]
    return totals[-1] if totals else None


class Total(NamedTuple):
    """What the rows above 总分 come to, with the rows. wrong: the score of a row has a finding of its own."""

    value: Decimal
    row: ScoredRow
    parts: list[ScoredRow]
    wrong: bool


def broken_total(table: Table, name: str) -> Total | None:
    """What 总分 should be where the rows above it come to something else."""
    total = total_row(table, name)
    parts = _parts(table, name)
    figures = [f for r in parts if (f := r.figure(table, name)) is not None]
    stated = total.figure(table, name) if total else None
    if total is None or stated is None or len(parts) < _LEAST or any(f.percent for f in figures):
        return None
    terms = [(Decimal(1), stated), *((Decimal(-1), f) for f in figures)]
    stands = balance((sign, replace(f, places=max(f.places, 2))) for sign, f in terms)  # whole points are exact
    if stands.verdict is not Verdict.BROKEN:
        return None
    value = sum((f.value for f in figures), ZERO)
    right = [right_score(table, r) if name == "score" else None for r in parts]
    repaired = sum(((new or old).value for new, old in zip(right, figures, strict=True)), ZERO)
    return Total(value, total, parts, any(right) and repaired == stated.value)


def _parts(table: Table, name: str) -> list[ScoredRow]:
    total = total_row(table, name)
    return [r for r in scored_rows(table) if r.figure(table, name) is not None and r != total]


def _total(table: Table, name: str) -> Iterator[Finding]:
    if total_row(table, name) is None:
        yield from _weights(table, name)
        return
    broken = broken_total(table, name)
    if broken is None or broken.wrong:
        return
    ref = broken.row.ref(table, name)
    stated, title = table.cell(ref.row, ref.column).text, "分值" if name == "weight" else "得分"
    gap = broken.value - parse(stated).value  # type: ignore[union-attr]
    yield Finding(
        "score.total",
        "score",
        "warning",
        f"{table_name(table)}的总分：各项{title}合计 {broken.value}，总分写的是 {stated}，相差 {abs(gap)}。",
        table=table.id,
        cells=(ref, *(r.ref(table, name) for r in broken.parts)),
        stated=stated,
        expected=str(broken.value),
        difference=str(-gap),
        suspects=(Suspect(ref, str(broken.value), 0.4),),
        equations=(_drawn(table, name, broken, gap),),
    )


def _drawn(table: Table, name: str, broken: Total, gap: Decimal) -> Equation:
    def part(row: ScoredRow) -> Part:
        ref = row.ref(table, name)
        said = [c.text for c in table.rows[row.row][: ref.column] if c.text.strip() and c.figure is None]
        return Part(ref, said[-1].strip()[:20] if said else "", table.cell(ref.row, ref.column).text.strip())

    return Equation(tuple(map(part, broken.parts)), (part(broken.row),), str(broken.value), str(gap))


def _weights(table: Table, name: str) -> Iterator[Finding]:
    parts = _parts(table, name)
    figures = [f for r in parts if (f := r.figure(table, name)) is not None]
    if len(parts) < _LEAST or any(f.percent for f in figures):
        return
    total = sum((f.value for f in figures), ZERO)
    if name == "weight" and total not in (Decimal(100), ZERO):
        usual = "；通常另有预算执行率 10 分" if total == 90 else ""
        yield Finding(
            "score.weights",
            "score",
            "info",
            f"{table_name(table)}：分值（权重）合计 {total}，不是 100{usual}。",
            table=table.id,
            cells=tuple(r.ref(table, name) for r in parts),
            stated=str(total),
            expected="100",
        )


@inspection(looks_at=("tables",), forms=_FORMS)
def indicator_units(facts: Facts) -> Iterator[Finding]:
    """A value in 万元 for an indicator that counts persons, and the other way round."""
    for table in facts.report.tables:
        if table.form not in _FORMS:
            continue
        for row, cells in enumerate(table.rows):
            folded = [fold(c.text).text for c in cells]
            labels = [m for text in folded if len(text) <= 40 and (m := _LABEL_UNIT.search(text))]
            if len(labels) != 1:
                continue
            for column, text in enumerate(folded):
                value = _VALUE_UNIT.match(text)
                if value and (labels[0]["unit"] in _MONEY) != (value["unit"] in _MONEY):
                    yield _unit(table, CellRef(table.id, row, column), labels[0], value)


def _unit(table: Table, ref: CellRef, label: re.Match[str], value: re.Match[str]) -> Finding:
    right = f"{value['number']}{label['unit']}"
    return Finding(
        "unit.indicator",
        "unit",
        "error",
        f"{table_name(table)}：指标“{label.string}”以{label['unit']}计，这里写的是 {value.string}。",
        table=table.id,
        cells=(ref,),
        stated=value.string,
        expected=right,
        suspects=(Suspect(ref, table.cell(ref.row, ref.column).text.replace(value["unit"], label["unit"]), 0.6),),
    )


@inspection(looks_at=("tables",), forms=_FORMS)
def adjustment_rates(facts: Facts) -> Iterator[Finding]:
    """A stated 预算调整率 against 年初 and 全年预算 of the same form; rules differ, so this is a hint."""
    for table in facts.report.tables:
        if table.form not in _FORMS:
            continue
        amounts = [(r.figure(table, "opening"), r.figure(table, "adjusted")) for r in scored_rows(table)]
        both = [(o, a) for o, a in amounts if o is not None and a is not None and o.value]
        for row, cells in enumerate(table.rows):
            label = next((c for c, cell in enumerate(cells) if fold(cell.text).text == "预算调整率"), None)
            stated = [(c, f) for c, cell in enumerate(cells) if (f := parse(cell.text)) and f.percent]
            if label is not None and both and stated:
                yield from _adjustment(table, CellRef(table.id, row, stated[-1][0]), stated[-1][1], both[0])


def _adjustment(table: Table, ref: CellRef, stated: Figure, amounts: tuple[Figure, Figure]) -> Iterator[Finding]:
    opening, adjusted = amounts
    expected = percentage(abs(adjusted.value - opening.value), opening.value, 2)
    if expected is not None and abs(expected.value - stated.value) > Decimal(1):
        yield Finding(
            "score.adjustment",
            "score",
            "info",
            f"{table_name(table)}：年初预算 {opening}、全年预算 {adjusted}，预算调整率应为 {expected}，"
            f"写的是 {stated}。",
            table=table.id,
            cells=(ref,),
            stated=str(stated),
            expected=str(expected),
        )
