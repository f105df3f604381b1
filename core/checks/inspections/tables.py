"""The tables as a set: blank ones and their notes, missing and doubled ones, 行次 and 栏次 that break."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from core.amounts import Figure
from core.checks.facts import Facts
from core.checks.findings import Finding, table_name
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.forms.catalogue import catalogue
from core.model import CellRef, Report, Table

_SPECIAL = ("three_public", "gov_fund", "state_capital")
_STANDARD = (
    "income_expenditure_summary",
    "income",
    "expenditure",
    "fiscal_summary",
    "general_expenditure",
    "general_basic",
    *_SPECIAL,
)
_SAYS_EMPTY = re.compile(r"空表|无数据|(?<!有)无(?!关|论|偿|形|线|障)|没有|未安排|不涉及|未使用|未发生")
_SAYS_NOTHING = re.compile(rf"{_SAYS_EMPTY.pattern}|(?<![\d.])0(?:\.0+)?(?:万元|元)")
_NOTE_EMPTY = re.compile(
    r"(?:本表|此表|故|该表)[^，。；]{0,4}(?:为空表|无数据|为空|空表)|空表列示|(?:情况|预算|支出|决算)表为空表"
)
_MATTERS = {"three_public": "三公", "gov_fund": "基金", "state_capital": "国有资本"}
_LINE_NUMBERS = ("行次", "序号")
_COUNTING = re.compile(r"行次|序号|编码|代码")


@inspection
def empty_tables(facts: Facts) -> Iterator[Finding]:
    """A blank table says why it is blank; a table that says it is blank holds no figures."""
    report = facts.report
    filled = {t.id for t in report.tables if t.form in _STANDARD and any(_figures(t))}
    blank = [t for t in report.tables if t.form in _STANDARD and t.id not in filled]
    said = {t.id for t in blank if _explains(report, t)}
    unfilled = len(blank) > 3 and not filled
    for table in blank:
        if table.id not in said:
            level_up = table.form in _SPECIAL and not unfilled and not _narrated(report, table, bool(said))
            yield Finding(
                "table.blank_without_note",
                "empty_table_note",
                "warning" if level_up else "info",
                f"{table_name(table)}没有任何数字，也没有说明为什么没有（如“本表无数据”）。",
                table=table.id,
            )
    for table in report.tables:
        folded = fold(table.note or "").text
        if table.form in _STANDARD and _NOTE_EMPTY.search(folded) and any(f.value for _, f in _figures(table)):
            refs = tuple(ref for ref, f in _figures(table) if f.value)
            yield Finding(
                "table.note_over_figures",
                "empty_table_note",
                "warning",
                f"{table_name(table)}的注说是空表，表中却有 {len(refs)} 个不为 0 的数字。",
                table=table.id,
                cells=refs,
            )


def _figures(table: Table) -> Iterator[tuple[CellRef, Figure]]:
    """The figures of a table that are no codes or line numbers."""
    columns = [c for c, column in enumerate(table.columns) if not _COUNTING.search("/".join(column.path))]
    for r, row in enumerate(table.rows):
        for c in columns:
            figure = row[c].figure
            if figure is not None:
                yield CellRef(table.id, r, c), figure


def _explains(report: Report, table: Table) -> bool:
    """Whether the note, or a paragraph right below the table, says that there is nothing to report."""
    place = next(i for i, t in enumerate(report.tables) if t is table)
    below = [p.text for p in report.below(place)[:2]]
    return any(_SAYS_EMPTY.search(fold(text).text) for text in (table.note or "", *below))


def _narrated(report: Report, table: Table, others_explain: bool) -> bool:
    """Whether the narrative says it instead. Not enough where the other blank tables carry their note."""
    matter = _MATTERS.get(table.form or "", "")
    if others_explain or not matter:
        return not others_explain and not matter
    return any(matter in p.text and _SAYS_NOTHING.search(fold(p.text).text) for p in report.narrative)


@inspection(looks_at=("captions",), across=True)
def missing_tables(facts: Facts) -> Iterator[Finding]:
    """Standard tables that are not there, in a report that has most of them."""
    report = facts.report
    forms = Counter(t.form for t in report.tables)
    present = sum(f in forms for f in _STANDARD)
    for form in _STANDARD:
        if form not in forms and present >= 4:
            yield Finding(
                "table.missing",
                "missing_table",
                "info",
                f"没有找到“{catalogue()[form].name}”，请确认报告是否应有这张表。",
            )


@inspection(looks_at=("captions",), across=True)
def doubled_tables(facts: Facts) -> Iterator[Finding]:
    """A standard table that is there twice under one title."""
    seen: dict[tuple[str, str], Table] = {}
    for table in facts.report.tables:
        if table.form in _STANDARD and table.title:
            key = (table.form or "", fold(table.title).text)
            if key in seen:
                yield Finding(
                    "table.doubled", "missing_table", "info", f"{table_name(table)}出现了两次。", table=table.id
                )
            seen[key] = table


@inspection(looks_at=("labels",))
def line_numbers(facts: Facts) -> Iterator[Finding]:
    """行次 and 序号 count on from row to row, 行次 also from the left half of a table to the right."""
    scanned = facts.report.source.kind == "scan"
    for table in facts.report.tables:
        for name in _LINE_NUMBERS:
            columns = [c for c, column in enumerate(table.columns) if column.path and column.path[-1] == name]
            broken = [ref for c in columns for ref in _breaks(table, c)]
            if not broken:
                continue
            stated = table.cell(broken[0].row, broken[0].column).text
            expected = str(_number(table, broken[0].row - 1, broken[0].column) + 1)
            yield Finding(
                "table.line_numbers",
                "order",
                "info" if scanned or name == "序号" else "warning",
                f"{table_name(table)}的{name}在 {stated} 处断开，按顺序应为 {expected}。",
                table=table.id,
                cells=tuple(broken),
                stated=stated,
                expected=expected,
            )


def _number(table: Table, row: int, column: int) -> int:
    text = table.cell(row, column).text.strip()
    return int(text) if text.isdigit() else -1


def _breaks(table: Table, column: int) -> list[CellRef]:
    """The rows from the first break of an otherwise regular count to the end of the break."""
    numbers = [_number(table, row, column) for row in range(len(table.rows))]
    steps = [(row, b - a) for row, (a, b) in enumerate(pairwise(numbers), 1) if a >= 0 and b >= 0]
    wrong = [row for row, step in steps if step != 1]
    if not wrong or len(wrong) > max(1, len(steps) // 8):
        return []
    last = next((row for row in wrong[1:]), len(numbers))
    return [CellRef(table.id, row, column) for row in range(wrong[0], last) if numbers[row] >= 0]


@inspection(looks_at=("captions",))
def column_numbers(facts: Facts) -> Iterator[Finding]:
    """栏次 count on from column to column."""
    for table in facts.report.tables:
        numbers = [int(c.number) for c in table.columns if c.number.strip().isdigit()]
        wrong = [b for a, b in pairwise(numbers) if b != a + 1]
        if len(numbers) > 2 and len(wrong) == 1 and wrong[0] != 1:
            yield Finding(
                "table.column_numbers",
                "order",
                "info",
                f"{table_name(table)}的栏次在 {wrong[0]} 处断开。",
                table=table.id,
                stated=str(wrong[0]),
            )
