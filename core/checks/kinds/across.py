"""Across tables: the declared relations, resolved in the tables of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple
from weakref import WeakKeyDictionary

from core import texts
from core.checks.conditions import conditions
from core.checks.declared import Declared, DeclaredTerm, Words, relation_book
from core.checks.facts import Facts, TableFacts, answered_once, line_label
from core.checks.lookup import cells_at, cells_of, column_id, line_named, prints_column
from core.checks.registry import relation_kind
from core.checks.relation import Condition, Relation, Term
from core.forms.reading import Line
from core.model import CellRef

_ONE = Decimal(1)
_ACCOUNTS = ("income_expenditure_summary", "fiscal_summary", "income")  # what conditions look at, beside the tables
_Given = tuple[Condition, ...] | None
_Tables = dict[str, TableFacts]  # by form
_Only = tuple[TableFacts | None, ...]


class _Side(NamedTuple):
    """A term of an entry in the report: its coefficient, and its cells by the line that they stand in."""

    coefficient: Decimal
    optional: bool
    cells: dict[str, list[CellRef]]


class _Made(NamedTuple):
    """What was made of an entry last, and the tables and the conditions that it was made of."""

    tables: _Only
    given: _Given
    relations: list[Relation]


class _Known:
    """What was made of the entries for one report: an entry is gone over again only where what it looks at changed."""

    def __init__(self) -> None:
        self._made: dict[str, _Made] = {}
        self._given: dict[tuple[object, ...], _Given] = {}

    def relations(self, facts: Facts) -> Iterator[Relation]:
        accounts, before, self._given = tuple(map(facts.only, _ACCOUNTS)), self._given, {}
        for entry in relation_book(facts.own_relations).entries:
            tables = tuple([facts.only(form) for form in entry.forms])
            asked = entry.given, tables[: len(entry.compared)], accounts if entry.given else ()
            if asked not in self._given:
                self._given[asked] = before[asked] if asked in before else _given(entry, facts)
            given, known = self._given[asked], self._made.get(entry.id)
            if known is None or known.tables != tables or known.given != given:
                same = {relation.name: relation for relation in known.relations} if known is not None else {}
                known = self._made[entry.id] = _Made(tables, given, list(relations_of(entry, facts, given, same)))
            yield from known.relations


_known: WeakKeyDictionary[Facts, _Known] = WeakKeyDictionary()


@relation_kind(across=True)
def declared(facts: Facts) -> Iterator[Relation]:
    """Every relation of `resources/relations` that the tables of this report can be asked about."""
    if facts not in _known:
        _known[facts] = _Known()
    yield from _known[facts].relations(facts)


def relations_of(entry: Declared, facts: Facts, given: _Given, before: Mapping[str, Relation]) -> Iterator[Relation]:
    """The equations that one entry means for this report; none where a table, row or column is not in it.

    before: what was made of it last, by name; what still is the same equation is the same relation.
    """
    if given is None or _unlike(entry, facts):
        return
    tables = {term.form: table for term in entry.terms if (table := facts.only(term.form)) is not None}
    family = entry.id if entry.each else _scale_family(tables)
    for value, terms in entry.equations:
        name = f"{entry.name} {value}".strip()
        built = _each(entry.each, name, terms, tables) if entry.each else [(name, _terms(terms, tables))]
        for called, equation in built:
            same = before.get(called)
            if same is not None and (same.terms, same.given, same.family) == (equation, given, family):
                yield same
            elif equation:
                yield _relation(entry, called, equation, given, family)


def absence(entry: Declared, facts: Facts) -> str:
    """Why an entry cannot be asked of this report, as a Chinese phrase; "" where it can."""
    unlike = _unlike(entry, facts)
    return unlike or ("没有收支总表，看不出两表的口径是否一致" if _given(entry, facts) is None else "")


def _unlike(entry: Declared, facts: Facts) -> str:
    """Which table, column or row an entry needs and this report does not have, as a Chinese phrase."""
    kind = facts.report.info.kind
    if entry.report is not None and kind is not None and entry.report != kind:
        return "只用于预算" if entry.report == "budget" else "只用于决算"
    for term in entry.terms:
        if not term.optional and facts.only(term.form) is None:
            several = len(facts.of(term.form)) > 1
            return f"报告里{'不止一张' if several else '没有'}{facts.form_name(term.form)}"
    if any(not prints_column(facts, form, column) for form, column in entry.needs):
        return "表中没有需要的栏"
    if any((table := facts.only(form)) is None or line_named(table, row) is None for form, row in entry.rows):
        return "表中没有需要的行"
    if any(prints_column(facts, form, column) for form, column in entry.unless):
        return "表中另有更细的栏"
    return ""


def _given(entry: Declared, facts: Facts) -> _Given:
    """The conditions under which an entry holds; None where the report does not tell."""
    tables = (facts.only(form) for form in entry.compared)
    return conditions(entry.given, facts, (t for t in tables if t is not None))


def _terms(terms: tuple[DeclaredTerm, ...], tables: _Tables) -> tuple[Term, ...]:
    found = [(tables[t.form], t) for t in terms if t.form in tables]
    sides = [_Side(t.times * _scale(x, tables), t.optional, {"": cells_at(x, t.rows, t.columns)}) for x, t in found]
    return _built("", sides)


def _built(key: str, sides: list[_Side]) -> tuple[Term, ...]:
    """The terms of one equation; none where a cell is missing that may not be."""
    if not all(key in side.cells and side.cells[key] for side in sides if not side.optional):
        return ()
    return tuple([Term(side.coefficient, cell) for side in sides for cell in side.cells.get(key, ())])


def _scale(table: TableFacts, tables: _Tables) -> Decimal:
    """元 beside 万元: figures are compared in the larger unit."""
    scales = {t.scale for t in tables.values()}
    if table.scale is None or None in scales or len(scales) == 1:
        return _ONE
    return table.scale / max(s for s in scales if s is not None)


def _scale_family(tables: _Tables) -> str:
    """Tables in different units have to prove that the units were read right."""
    here = tables.values()
    return f"scale {' '.join(t.id for t in here)}" if len({t.scale for t in here}) > 1 else ""


def _each(
    each: str, name: str, terms: tuple[DeclaredTerm, ...], tables: _Tables
) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """One equation for every line that all tables share; what an optional table does not print counts as nothing."""
    found = [(tables[t.form], t) for t in terms if t.form in tables]
    sides = [_Side(t.times * _scale(x, tables), t.optional, _by_line(x, each, t.columns)) for x, t in found]
    first = next(table for table, term in found if not term.optional)
    for key, line in _keyed(first, each).items():
        if built := _built(key, sides):
            yield f"{name} {line_label(line)}", built


@answered_once
def _keyed(table: TableFacts, each: str) -> dict[str, Line]:
    reading = table.reading
    if each == "项目":
        lines = [line for line in reading.lines if line.label and not line.kind]
        labels = [texts.key(line.label) for line in lines]
        return {k: line for k, line in zip(labels, lines, strict=True) if labels.count(k) == 1}
    length = 3 if each == "类" else 7
    found = {code: line for code in reading.codes() if len(code) <= length and (line := reading.subject(code))}
    return {code: line for code, line in found.items() if len(code) in (3, 5, 7)}


@answered_once
def _by_line(table: TableFacts, each: str, columns: Words) -> dict[str, list[CellRef]]:
    """The cells of the first of these columns that a line prints, line by line."""
    ids = [column_id(table.reading.form, column) for column in columns]
    printed: dict[int, str | None] = {}  # by group
    found: dict[str, list[CellRef]] = {}
    for key, line in _keyed(table, each).items():
        if line.group not in printed:
            printed[line.group] = next((id for id in ids if cells_of(table, line, id)), None)
        id = printed[line.group]
        found[key] = [] if id is None else cells_of(table, line, id)
    return found


def _relation(
    entry: Declared, name: str, terms: tuple[Term, ...], given: tuple[Condition, ...], family: str
) -> Relation:
    return Relation(entry.id, entry.kind, name, terms, entry.level, entry.at_most, family, 1, given, due=True)
