"""How the rows of a form hang together: codes by their prefixes, accounts by their ordinals, 其中 and kinds of row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from core.forms.reading.model import Line
from core.forms.reading.rows import is_subject_code, read_label

_TOTALS = frozenset({"total", "income_total", "expenditure_total"})
_CURRENT = frozenset({"income_current", "expenditure_current"})
_SOURCES = frozenset({"general", "fund", "state"})
_OPEN = frozenset({"fiscal", "carry_in", "carry_out", "carry_fiscal", "income_current"})
_DIVIDED = frozenset({"expenditure_current", "basic", "project"})  # accounts list the 类 below them without ordinals
_KIND_OF_PROJECT = re.compile(r"^(?:特定目标|其他运转|日常运转|运转|人员|公用经费|专项)类(?:项目)?(?:支出)?$")
_UNMARKED = _CURRENT | {"carry_in", "carry_out", "surplus", "distribution"}


def list_outline(lines: list[Line], *, projects: bool = False) -> None:
    """Parents of a list: the longest shorter code above. A unit, by name or by its own code, opens a section.

    projects: a row without a code below a 科目 is one of its projects.
    """
    mixed = any(is_subject_code(line.code) for line in lines)
    seen: dict[str, Line] = {}
    units: dict[str, Line] = {}
    section: Line | None = None
    for line in lines:
        if line.kind in _TOTALS or line.kind.endswith("_total"):
            continue
        if projects and seen and not line.code:
            _adopt(next(reversed(seen.values())), line)
        elif not line.code and line.label and (section is not None or not seen):
            section, seen = line, {}
        elif line.code and mixed and not is_subject_code(line.code):
            _adopt_if(_nearest(units, line.code), line)
            section, seen, units[line.code] = line, {}, line
        elif line.code:
            _adopt_if(_nearest(seen, line.code) or section, line)
            seen[line.code] = line


def _nearest(seen: dict[str, Line], code: str) -> Line | None:
    return next((seen[code[:n]] for n in range(len(code) - 1, 2, -1) if code[:n] in seen), None)


def project_outline(lines: list[Line]) -> None:
    """Parents of a list of projects: units, kinds of project, projects; a row without a name is of that above it."""
    coded = [bool(line.code) for line in lines if line.label and line.kind not in _TOTALS]
    by_unit = any(coded) and not all(coded)  # 129 某某总工会, and below it its projects without codes
    often = Counter(line.label for line in lines)
    above: dict[int, Line] = {}
    for line in lines:
        if line.kind in _TOTALS:
            above = {}
            continue
        rank = _rank(line, by_unit, heads=often[line.label] == 1)
        above = {r: other for r, other in above.items() if r < rank or (rank == 0 and _includes(other, line))}
        _adopt_if(next(reversed(above.values()), None), line)
        above[rank + (rank == 0 and line.parent is not None)] = line


def _includes(unit: Line, line: Line) -> bool:
    """129 is the department of the unit 129001."""
    return bool(unit.code) and line.code != unit.code and line.code.startswith(unit.code)


def _rank(line: Line, by_unit: bool, *, heads: bool) -> int:
    """How deep a row of a list of projects stands. heads: it may head others, since no other row is called the same."""
    label = read_label(line.label)
    if by_unit and line.code:
        return 0
    if heads and _KIND_OF_PROJECT.search(label.bare):
        return 2
    return 3 + (label.rank or 0) if line.label else 9


def parts_outline(lines: list[Line]) -> None:
    """Parents of a short list of known rows (三公): a row belongs to the narrowest that counts it as a part."""
    for line in lines:
        owners = [o for o in lines if line.kind and line.kind in o.parts and o is not line]
        if owners:
            _adopt(min(owners, key=lambda o: len(o.parts)), line)


def statement_outline(lines: Iterable[Line]) -> None:
    """Parents on one side of an account, by ordinals, 其中, and the rows that are known to open a list."""
    stack: list[tuple[float, Line]] = []  # (rank, line): the rows that may still take children
    below: Line | None = None  # the row whose 其中 list goes on
    for line in lines:
        label = read_label(line.label)
        line.partial = label.of_which
        if line.kind in _TOTALS:
            stack, below = [], None
        elif label.of_which:
            below = stack[-1][1] if stack else None
            _adopt_if(below, line)
        elif label.rank is not None:
            below = None
            _place(stack, label.rank + 1, line)
        elif line.kind in _UNMARKED:
            below = None
            stack[:] = [(0.5, line)]
        elif below is not None and line.kind != "subject":
            line.partial = True
            _adopt_if(below, line)
        else:
            _place_plain(stack, line)


def _place(stack: list[tuple[float, Line]], rank: float, line: Line) -> None:
    """Put a row with an ordinal under the nearest row of a higher rank that may take it."""
    while stack and stack[-1][0] >= rank:
        stack.pop()
    if stack and (stack[-1][0] != 0.5 or line.kind in _SOURCES):
        _adopt(stack[-1][1], line)
    elif stack:
        stack.clear()
    stack.append((rank, line))


def _place_plain(stack: list[tuple[float, Line]], line: Line) -> None:
    """Put a row without an ordinal under a row that is known to open such a list, else on top."""
    holder = next((held for _, held in reversed(stack) if _takes(held, line)), None)
    if holder is not None:
        _adopt(holder, line)
        if line.kind not in _SOURCES:
            return
    elif line.kind != "subject":
        stack[:] = [(0.75, line)]


def _takes(holder: Line, line: Line) -> bool:
    if holder.kind in _DIVIDED:
        return line.kind == "subject" or line.kind in holder.parts
    if line.kind and line.kind in holder.parts:
        return True
    return holder.kind in _OPEN and line.kind in _SOURCES and not holder.parts


def _adopt_if(parent: Line | None, line: Line) -> None:
    if parent is not None:
        _adopt(parent, line)


def _adopt(parent: Line, line: Line) -> None:
    line.parent = parent.index
    parent.children.append(line.index)
