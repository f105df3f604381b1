"""Rows that a list of 科目 lost, or has twice: a code without the one above it, one without those below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core import subjects
from core.amounts import Figure, Verdict, balance
from core.checks.facts import Facts, TableFacts, answered_once, line_label
from core.checks.findings import Finding, table_name
from core.checks.inspections.misplaced_codes import misplaced
from core.checks.lookup import lists_subjects, stands_alone
from core.checks.registry import inspection
from core.checks.repairs import RowTaken
from core.forms.reading import Line
from core.forms.reading.rows import is_subject_code
from core.model import CellRef

_ONE = Decimal(1)
_USUAL = 3  # so many have what one has not


@inspection(looks_at=("labels",))
def lost_parents(facts: Facts) -> Iterator[Finding]:
    """A 款 or 项 whose 类 or 款 is not printed, although the others' are."""
    for table in facts.tables:
        codes = {line.code for line in _subjects(table)}
        rights = {each.right for each in misplaced(table)} | {each.around.code for each in misplaced(table)}
        for length in (5, 7):
            lines = [line for line in _subjects(table) if len(line.code) == length and line.code not in rights]
            families = _by_parent(lines)
            lost = families.keys() - codes - rights
            for parent in sorted(lost) if len(lost) * _USUAL <= len(families) else ():
                yield _finding(table, families[parent], f"之上没有 {_called(parent, facts.report.info.year)}")


@inspection(looks_at=("tables",), across=True)
def lost_children(facts: Facts) -> Iterator[Finding]:
    """A 类 or 款 without what another table prints below it, although the others have theirs."""
    for table in facts.tables:
        for line in _bare(table):
            other = next((t for t in facts.tables if line.code in _children(t)), None)
            if other is not None and any(f is not None and f.value for f in _figures(table, line)):
                children = "、".join(map(line_label, _children(other)[line.code]))
                yield _finding(table, [line], f"之下没有{other.name}所列的 {children}")


@answered_once
def _bare(table: TableFacts) -> list[Line]:
    """The 类 and 款 without anything below them, in a table where most have something."""
    found: list[Line] = []
    for length in (3, 5):
        lines = [line for line in _subjects(table) if len(line.code) == length]
        bare = [line for line in lines if line.code not in _children(table) and not line.children]
        found += bare if len(bare) * _USUAL <= len(lines) and not misplaced(table) else []
    return found


@inspection(looks_at=("tables",))
def doubled_rows(facts: Facts) -> Iterator[Finding]:
    """The one 科目 of a list that stands twice below the same line, unless what is above counts both."""
    for table in facts.tables:
        times = Counter((line.parent, line.code, line.label) for line in _subjects(table))
        twice = [key for key, n in times.items() if n > 1]
        if len(twice) == 1 and times[twice[0]] == 2:
            one, other = (line for line in _subjects(table) if (line.parent, line.code, line.label) == twice[0])
            if _left(table, one) == _left(table, other) and any(f and f.value for f in _figures(table, other)):
                yield from _doubled(table, one, other)


def _doubled(table: TableFacts, one: Line, other: Line) -> Iterator[Finding]:
    whole = table.reading.lines[one.parent] if one.parent is not None else table.reading.line("total")
    parts = table.reading.children(whole) if one.parent is not None and whole else _topmost(table)
    if whole is None or _adds_up(table, whole, parts):
        return
    mended = [line for line in (other, one) if _adds_up(table, whole, [part for part in parts if part is not line])]
    same = _figures(table, one) == _figures(table, other)
    rows = f"第 {one.row + 1} 行和第 {other.row + 1} 行"
    said = f"{line_label(one)} 列了两次（{rows}），{'各栏都相同' if same else '数字不同'}，可能多了一行。"
    repair = RowTaken(mended[0].row, line_label(one)) if mended and stands_alone(table, mended[0]) else None
    yield replace(_told("table.doubled_row", table, [one, other], f"{table_name(table.table)}：{said}"), repair=repair)


def _adds_up(table: TableFacts, whole: Line, parts: list[Line]) -> bool:
    """Whether a line is the sum of others in every column, or cannot be told to be."""
    if any(part.group != whole.group for part in parts):
        return True
    columns = zip(_figures(table, whole), *(_figures(table, part) for part in parts), strict=True)
    sums = (balance([(_ONE, first), *((-_ONE, part) for part in rest)]) for first, *rest in columns)
    return all(each.verdict is not Verdict.BROKEN for each in sums)


def _topmost(table: TableFacts) -> list[Line]:
    return [line for line in table.reading.top() if not line.kind.endswith("total")]


def _figures(table: TableFacts, line: Line) -> list[Figure | None]:
    return [table.figure(table.ref(line, measure)) for measure in table.group(line).amounts()]


def _left(table: TableFacts, line: Line) -> list[str]:
    """What a row prints beside its amounts."""
    amounts = {measure.column for group in table.reading.groups for measure in group.amounts()}
    return [cell.text.strip() for c, cell in enumerate(table.table.rows[line.row]) if c not in amounts]


@answered_once
def _subjects(table: TableFacts) -> list[Line]:
    """The lines of a list that print the code of a 科目."""
    lines = table.reading.lines if lists_subjects(table) else ()
    return [line for line in lines if not line.inferred and is_subject_code(line.code)]


@answered_once
def _children(table: TableFacts) -> dict[str, list[Line]]:
    return _by_parent(_subjects(table))


def _by_parent(lines: list[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if len(line.code) > 3:
            found[line.code[:-2]].append(line)
    return found


def _called(code: str, year: int | None) -> str:
    names = subjects.named(code)
    name = next((each.name for each in names if each.in_force(year)), names[0].name if names else "")
    return f"{code} {name}".strip()


def _finding(table: TableFacts, lines: list[Line], what: str) -> Finding:
    labels = "、".join(map(line_label, lines))
    said = f"{table_name(table.table)}：{labels} {what}，其他科目都有，可能漏了一行。"
    return _told("subject.lost_row", table, lines, said)


def _told(rule: str, table: TableFacts, lines: list[Line], said: str) -> Finding:
    cells = tuple(
        CellRef(table.id, line.row, (*table.group(line).codes, *table.group(line).names)[0]) for line in lines
    )
    return Finding(rule, "code_name", "warning", said, table=table.id, cells=cells)
