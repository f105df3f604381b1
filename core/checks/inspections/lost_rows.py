"""Rows that a list of 科目 lost, or has twice: a code without the one above it, one without those below it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from core import subjects
from core.checks.causes.repairs import RowTaken
from core.checks.facts import Facts, TableFacts, answered_once, line_label
from core.checks.findings import Finding, table_name
from core.checks.inspections.misplaced_codes import misplaced
from core.checks.registry import inspection
from core.forms.reading import Line
from core.forms.reading.rows import is_subject_code
from core.model import CellRef

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
                yield _finding(table, families[parent], f"之上没有 {_called(parent)}")


@inspection(looks_at=("labels",), across=True)
def lost_children(facts: Facts) -> Iterator[Finding]:
    """A 类 or 款 without what another table prints below it, although the others have theirs."""
    for table in facts.tables:
        for length in (3, 5):
            lines = [line for line in _subjects(table) if len(line.code) == length]
            bare = [line for line in lines if line.code not in _children(table) and not line.children]
            for line in bare if len(bare) * _USUAL <= len(lines) and not misplaced(table) else ():
                other = next((t for t in facts.tables if line.code in _children(t)), None)
                if other is not None:
                    children = "、".join(map(line_label, _children(other)[line.code]))
                    yield _finding(table, [line], f"之下没有{other.name}所列的 {children}")


@inspection(looks_at=("tables",))
def doubled_rows(facts: Facts) -> Iterator[Finding]:
    """A 科目 that stands twice, one row under the other, with the same figures, where no other does."""
    for table in facts.tables:
        lines = _subjects(table)
        twice = [code for code, times in Counter(line.code for line in lines).items() if times > 1]
        for above, line in pairwise(lines):
            if [line.code] == twice and above.code == line.code and _texts(table, above) == _texts(table, line):
                said = f"{table_name(table.table)}：{line_label(line)} 一行连着出现了两次，各栏都相同，可能多了一行。"
                yield replace(
                    _told("table.doubled_row", table, [line], said), repair=RowTaken(line.row, line_label(line))
                )


@answered_once
def _subjects(table: TableFacts) -> list[Line]:
    """The lines of a list that print the code of a 科目."""
    if table.form is None or table.reading.statement or table.form.startswith(("performance", "organisation")):
        return []
    return [line for line in table.reading.lines if not line.inferred and is_subject_code(line.code)]


@answered_once
def _children(table: TableFacts) -> dict[str, list[Line]]:
    return _by_parent(_subjects(table))


def _by_parent(lines: list[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if len(line.code) > 3:
            found[line.code[:-2]].append(line)
    return found


def _called(code: str) -> str:
    names = subjects.named(code)
    return f"{code} {names[0].name}" if names else code


def _texts(table: TableFacts, line: Line) -> list[str]:
    return [cell.text.strip() for cell in table.table.rows[line.row]]


def _finding(table: TableFacts, lines: list[Line], what: str) -> Finding:
    labels = "、".join(map(line_label, lines))
    said = f"{table_name(table.table)}：{labels} {what}，其他科目都有，可能漏了一行。"
    return _told("subject.lost_row", table, lines, said)


def _told(rule: str, table: TableFacts, lines: list[Line], said: str) -> Finding:
    cells = tuple(
        CellRef(table.id, line.row, (*table.group(line).codes, *table.group(line).names)[0]) for line in lines
    )
    return Finding(rule, "code_name", "warning", said, table=table.id, cells=cells)
