"""Performance forms against the narrative and against themselves: scores, satisfaction, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.amounts import Figure, parse
from core.checks.facts import Facts
from core.checks.findings import Finding, Quote, table_name
from core.checks.inspections.performance import broken_total, total_row
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.checks.text.shared import narrative_of
from core.forms.reading import Line
from core.model import CellRef, Table

_SCORE = re.compile(
    r"自评(?:综合|总)?(?:得分|评分|分数|总分|分|结果)(?:为|是|:)*(?P<score>\d{1,3}(?:\.\d+)?)分(?![类别])"
)
_SATISFACTION = re.compile(r"满意度(?:指标)?(?:大于等于|大于|不低于|达到?|≥|>=|为|在|:)*(?P<rate>\d{1,3}(?:\.\d+)?)%")
_RATE = re.compile(r"(?P<rate>\d{1,3}(?:\.\d+)?)(?:%|百分比)")
_DATE = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2}日|底|末)?(?!份?至)")
_DONE = re.compile(r"完成|发放|完毕|支付|到位|结束")
_PROJECTS = re.compile(
    r"(?:绩效目标|绩效管理)[^，。；\d]{0,12}项目(?P<after>\d{1,3})个|(?P<before>\d{1,3})个(?:预算)?项目[^，。；\d]{0,10}绩效目标"
)
_FULL = 100
_LISTS = ("projects",)
_FORMS = ("performance_department", "performance_project")


@inspection(forms=_FORMS)
def self_scores(facts: Facts) -> Iterator[Finding]:
    """A score of self-assessment in the text against the total of the form, each stated score once."""
    totals = [(t, ref, f) for t in facts.report.tables if t.form in _FORMS for ref, f in _total_scores(t)]
    scores = [figure for _, _, figure in totals] + list(_meant(facts))
    said: dict[Figure, list[Quote]] = {}
    for passage in narrative_of(facts) if totals else ():
        for match in _SCORE.finditer(passage.text):
            stated = parse(match["score"])
            if stated is not None and not any(_is_score(stated, f) for f in scores):
                said.setdefault(stated, []).append(passage.quote(match.start(), match.end()))
    for stated, quotes in said.items():
        table, ref, figure = totals[0]
        places = f"有 {len(quotes)} 处" if len(quotes) > 1 else ""
        yield Finding(
            "text.self_score",
            "text_table",
            "error" if len(totals) == 1 else "warning",
            f"正文{places}写自评 {stated} 分，{table_name(table)}的总分是 {figure}。",
            table=table.id,
            cells=(ref,),
            text=quotes[0],
            stated=str(stated),
            expected=str(figure),
            relations=tuple(f"正文：{quote.text}" for quote in quotes[1:]),
        )


def _meant(facts: Facts) -> Iterator[Figure]:
    """What the totals of the forms should be where their rows come to something else."""
    broken = (broken_total(t, "score") for t in facts.report.tables if t.form in _FORMS)
    return (Figure(total.value, 2) for total in broken if total is not None)


def _is_score(stated: Figure, figure: Figure) -> bool:
    """A score is no rounded amount: 100 is not 99.96, but 99.96 may be told as 100.0 only with its decimals."""
    exact = stated.value == figure.value or stated.places > 0
    return exact and stated.low <= figure.high and figure.low <= stated.high


def _total_scores(table: Table) -> Iterator[tuple[CellRef, Figure]]:
    row = total_row(table, "score")
    figure = row.figure(table, "score") if row else None
    if row is not None and figure is not None and not figure.percent:
        yield row.ref(table, "score"), figure


@inspection(looks_at=("narrative",))
def full_marks(facts: Facts) -> Iterator[Finding]:
    """A score of self-assessment of more than 100."""
    for passage in narrative_of(facts):
        for match in _SCORE.finditer(passage.text) if "自评" in passage.text else ():
            if Decimal(match["score"]) > _FULL:
                yield Finding(
                    "text.full_marks", "score", "warning",
                    f"正文写自评 {match['score']} 分，超过满分 100 分。",
                    text=passage.quote(match.start(), match.end()), stated=match["score"],
                )  # fmt: skip


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


@inspection(forms=("performance_project", *_LISTS))
def project_counts(facts: Facts) -> Iterator[Finding]:
    """The number of projects with targets against the lists of projects and their forms, in a budget where these agree.

    One form may hold several projects, so that a single one says nothing.
    """
    report = facts.report
    forms = sum(table.form == "performance_project" for table in report.tables)
    counts = {sum(map(_is_project, t.reading.lines)) for t in facts.tables if t.form in _LISTS} | {forms}
    counts -= {0, 1} if forms == 1 else {0}
    if report.info.kind != "budget" or len(counts) != 1:
        return
    for index, paragraph in enumerate(report.narrative):
        for match in _PROJECTS.finditer(fold(paragraph.text).text):
            stated, expected = int(match["before"] or match["after"]), counts.copy().pop()
            if stated not in (0, expected):
                yield Finding(
                    "text.project_count", "text_table", "warning",
                    f"正文写编制绩效目标的项目 {stated} 个，报告里的项目表列有 {expected} 个。",
                    text=Quote(paragraph.text.strip(), paragraph.page, index),
                    stated=str(stated), expected=str(expected),
                )  # fmt: skip


def _is_project(line: Line) -> bool:
    return bool(line.label) and line.kind in ("", "subject") and not line.children


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
    """The one date of a cell in a row that speaks of an end (OCR may have torn the sentence over the row)."""
    dates = list(_DATE.finditer(fold(table.cell(ref.row, ref.column).text).text))
    row = "".join(cell.text for cell in table.rows[ref.row])
    return dates[0] if len(dates) == 1 and _DONE.search(row) else None


def _differ(a: re.Match[str], b: re.Match[str]) -> bool:
    if a["month"] != b["month"]:
        return True
    days = {d.rstrip("日") for m in (a, b) if (d := m["day"]) and d.endswith("日")}
    return len(days) == 2
