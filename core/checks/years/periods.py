"""Columns that repeat another report: 上年预算数, 2023年决算数, 年初预算数 — line by line against that report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core import texts
from core.checks.facts import TableFacts, line_label
from core.checks.lookup import main_period
from core.checks.relation import Relation
from core.checks.years.declared import Period
from core.checks.years.meeting import Meeting, Other, comparable
from core.forms.reading import Group, Line, Measure
from core.forms.reading.rows import read_label
from core.model import CellRef

Key = frozenset[str]
_YEAR = re.compile(r"20\d\d")
_CHANGE = re.compile(r"增|减|比|变|差额|[率%]|结转|结余")
_WHOLE = {"", "total"}
_PLAIN = re.compile(r"\d{4}|[年度上本初数额]|预算|决算|执行|金额|合计")


def periods(meeting: Meeting, declared: Iterable[Period]) -> Iterator[Relation]:
    """An equation for every line that both reports have, in each column of another year or kind."""
    known = tuple(declared)
    for table in meeting.facts.tables:
        if table.form is None:
            continue
        for group in table.reading.groups:
            for measure in group.amounts():
                if found := _told_by(meeting, measure.period, known):
                    yield from _column(meeting, table, group, measure, *found)


def _told_by(meeting: Meeting, period: str, declared: tuple[Period, ...]) -> tuple[Other, Period] | None:
    """The report that a column repeats, by the words of its heading."""
    years = years_away(period, meeting.report.info.year)
    if not period or _CHANGE.search(period) or years not in (0, -1):
        return None
    for each in declared:
        if each.words.search(period) and each.this_year in (None, years == 0):
            kind = meeting.report.info.kind if each.report == "same" else each.report
            other = meeting.other(years, kind)
            return (other, each) if other else None
    return None


def years_away(words: str, year: int | None) -> int | None:
    """Of which year a heading speaks, counted from the report's own; None where that year is not known."""
    if match := _YEAR.search(words):
        return int(match[0]) - year if year is not None else None
    return -1 if "上年" in words else 0


def _column(
    meeting: Meeting, table: TableFacts, group: Group, measure: Measure, other: Other, period: Period
) -> Iterator[Relation]:
    its_table = other.facts.only(table.form or "")
    if its_table is None or not comparable(table, its_table):
        return
    its = figures(its_table)
    name = f"{table.name} {measure.period} = {other.name}{its_table.name}"
    family = f"{table.id} {measure.column}"
    mine: dict[Key, list[Line]] = {}
    for line in table.reading.lines:
        if line.group == group.index:
            mine.setdefault(key_of(line, measure), []).append(line)
    for key, lines in mine.items():
        if len(lines) == 1 and key in its:
            here = table, [table.ref(lines[0], measure)]
            said = f"{name} · {line_label(lines[0])}"
            yield meeting.relation("period", said, period.level, here, (other, its_table, [its[key]]), family)


def figures(table: TableFacts) -> dict[Key, CellRef]:
    """The figures of a report's own year by what they mean, where only one figure means it."""
    found: dict[Key, CellRef | None] = {}
    for line in table.reading.lines:
        group = table.group(line)
        own = main_period(table, group)
        for measure in group.measures:
            if measure.period == own:
                key = key_of(line, measure)
                found[key] = None if key in found else table.ref(line, measure)
    return {key: cell for key, cell in found.items() if cell is not None}


def key_of(line: Line, measure: Measure) -> Key:
    """What a figure means, whether 三公 are its rows or its columns."""
    row = line.code or line.kind or texts.key(read_label(line.label).bare)
    column = measure.id or _PLAIN.sub("", texts.key(measure.name))
    return frozenset({row, column}) - _WHOLE
