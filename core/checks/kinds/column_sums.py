"""Down a column of a list: 合计 against the 类, a 科目 against its children, a part of the list against its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core import subjects
from core.checks.facts import Facts, TableFacts, line_label, measure_label, titled
from core.checks.registry import relation_kind
from core.checks.relation import Relation, sums_to
from core.forms.reading import Group, Line, Measure
from core.forms.reading.rows import is_subject_code, read_label
from core.model import CellRef

_PROJECT_LISTS = frozenset({"projects", "general_projects"})
_SELECTIONS = frozenset({"procurement", "assets", "organisation"})  # rows that need not be the whole


@relation_kind
def hierarchy(facts: Facts) -> Iterator[Relation]:
    """A 科目 equals the sum of its printed children, in tables of no known form too where the codes tell them."""
    for table in facts.tables:
        if table.reading.statement or not (table.form or _is_by_subject(table)):
            continue
        doubted = _doubted(table)
        for line in table.reading.lines:
            children = table.reading.children(line)
            if children:
                yield from _sums(table, line, children, "hierarchy", _family(table, line, children, doubted))


def _is_by_subject(table: TableFacts) -> bool:
    return any(line.children and is_subject_code(line.code) for line in table.reading.lines)


def _family(table: TableFacts, line: Line, children: list[Line], doubted: bool) -> str:
    if table.form is None:
        return f"hierarchy {table.id}"
    codes = [c.code for c in children if c.code]
    sure = not doubted and (line.code or line.kind) and all(c.code or c.kind for c in children)
    sure = sure and len(codes) == len(set(codes)) and {c.kind for c in children} >= set(line.parts)
    return "" if sure or _projects_alone(table, line, children) else f"hierarchy {table.id} {line.index}"


def _doubted(table: TableFacts) -> bool:
    """Whether some name of a list without codes is in no official list, so that its place in the tree is unknown."""
    lines = table.reading.lines
    return any(x.inferred for x in lines) and any(x.label and not x.code and not x.kind for x in lines)


@relation_kind
def list_total(facts: Facts) -> Iterator[Relation]:
    """合计 equals the sum of the rows that no other row includes."""
    for table in _lists(facts):
        total = table.reading.line("total")
        rows = [line for line in table.reading.top() if _counts(line)]
        if total is None or total.children or not rows or table.form in _SELECTIONS:
            continue
        sure = _sure_of_all(rows) or _projects_alone(table, total, rows)
        family = "" if sure else f"list_total {table.id}"
        yield from _sums(table, total, rows, "list_total", family, due=True)


def _sure_of_all(rows: list[Line]) -> bool:
    """Whether the rows are surely the parts of 合计, each once: 科目 of one classification, or a single row."""
    codes = [line.code for line in rows]
    if not all(codes):
        return len(rows) == 1
    return len({code[0] for code in codes}) == 1 and len(set(codes)) == len(codes)


def _projects_alone(table: TableFacts, whole: Line, rows: list[Line]) -> bool:
    """Whether the rows are all projects, or all units, of a list that has no second column to prove it."""
    if table.form not in _PROJECT_LISTS or len(table.group(whole).amounts()) > 1 or not all(x.label for x in rows):
        return False
    ranks, codes = {read_label(line.label).rank for line in rows}, {len(line.code) for line in rows}
    return len(ranks) == len(codes) == 1 and len({bool(line.children) for line in rows}) == 1


def _counts(line: Line) -> bool:
    return not line.kind.endswith("total")


@relation_kind
def staff_and_public(facts: Facts) -> Iterator[Relation]:
    """人员经费合计 = 301 + 303; 公用经费合计 = the other economic classes (基本支出 of the final accounts)."""
    for table in facts.of("general_basic"):
        classes = [line for line in table.reading.lines if len(line.code) == 3]
        for kind, staff in (("staff_total", True), ("public_total", False)):
            line = table.reading.line(kind)
            parts = [c for c in classes if (c.code in subjects.STAFF) == staff]
            if line is not None and parts:
                yield from _sums(table, line, parts, "staff_and_public", "")


def _lists(facts: Facts) -> Iterator[TableFacts]:
    return (t for t in facts.tables if t.form is not None and not t.reading.statement)


def _sums(
    table: TableFacts, whole: Line, parts: list[Line], rule: str, family: str, *, due: bool = False
) -> Iterable[Relation]:
    if whole.kind.endswith("_total"):
        return _made(table, whole, parts, rule, family, due)  # where it prints its figure depends on other lines
    places = tuple([(part.row, part.group) for part in parts])
    key = rule, whole.row, whole.group, line_label(whole), family, places
    return table.lasting(key, _made(table, whole, parts, rule, family, due))


def _made(table: TableFacts, whole: Line, parts: list[Line], rule: str, family: str, due: bool) -> Iterator[Relation]:
    row = titled(table, line_label(whole))
    for measure in table.group(whole).amounts():
        cells = [cell for part in parts if (cell := _same(table, part, measure, whole.group)) is not None]
        if len(cells) == len(parts):
            name = " ".join(filter(None, (row, measure_label(measure), "= 各行之和")))
            own = table.ref(whole, measure)
            spans = measure.id and whole.kind.endswith("_total")  # such a total may stand in one of several columns
            wholes = table.spot(whole, measure.id, measure.period) if spans else [own]
            wholes = wholes if own in wholes else [own]
            doubt = family or doubted_column(rule, table, whole, measure)
            yield sums_to(rule, "column_sum", name, wholes, cells, family=doubt, quorum=1, due=due)


def doubted_column(rule: str, table: TableFacts, line: Line, measure: Measure) -> str:
    """The family of sums down a column of last year or of changes: such columns are told by their headers alone."""
    return f"{rule} {table.id} column {measure.column}" if measure in table.group(line).compared else ""


def _same(table: TableFacts, line: Line, measure: Measure, group: int) -> CellRef | None:
    """The cell of a line in the column that corresponds, in its own group, to a column of that group."""
    found = measure if line.group == group else _counterpart(table.group(line), measure)
    return None if found is None else table.ref(line, found)


def _counterpart(group: Group, measure: Measure) -> Measure | None:
    return next(
        (m for m in group.amounts() if (m.id, m.period, m.path) == (measure.id, measure.period, measure.path)), None
    )
