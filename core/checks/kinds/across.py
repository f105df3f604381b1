"""Across tables: the declared relations, resolved in the tables of a report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from weakref import WeakKeyDictionary

from core import texts
from core.checks.conditions import conditions
from core.checks.declared import Declared, DeclaredTerm, relation_book
from core.checks.facts import Facts, TableFacts, line_label
from core.checks.lookup import cells_at, cells_of, column_id, line_named, prints_column
from core.checks.registry import relation_kind
from core.checks.relation import Condition, Relation, Term
from core.forms.reading import Line
from core.model import CellRef

_ONE = Decimal(1)
_Made = tuple[tuple[TableFacts | None, ...], list[Relation]]
_made: WeakKeyDictionary[Facts, dict[str, _Made]] = WeakKeyDictionary()  # by entry; made anew where a table was


@relation_kind(across=True)
def declared(facts: Facts) -> Iterator[Relation]:
    """Every relation of `resources/relations` that the tables of this report can be asked about."""
    known = _made.setdefault(facts, {})
    for entry in relation_book(facts.own_relations).entries:
        tables = tuple(facts.only(form) for form in entry.forms)
        if entry.id not in known or known[entry.id][0] != tables:
            known[entry.id] = tables, list(relations_of(entry, facts))
        yield from known[entry.id][1]


def relations_of(entry: Declared, facts: Facts) -> Iterator[Relation]:
    """The equations that one entry means for this report; none where a table, row or column is not in it."""
    tables = {term.form: facts.only(term.form) for term in entry.terms}
    given = _given(entry, facts)
    if absence(entry, facts) or given is None:
        return
    for value, terms in entry.equations():
        if entry.each:
            yield from _each(entry, value, terms, tables, given)
        elif built := _terms(terms, tables):
            yield _relation(entry, _name(entry, value), built, given, _scale_family(tables))


def absence(entry: Declared, facts: Facts) -> str:
    """Why an entry cannot be asked of this report, as a Chinese phrase; "" where it can."""
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
    return "没有收支总表，看不出两表的口径是否一致" if _given(entry, facts) is None else ""


def _given(entry: Declared, facts: Facts) -> tuple[Condition, ...] | None:
    tables = (facts.only(term.form) for term in entry.terms)
    return conditions(entry.given, facts, (t for t in tables if t is not None))


def _name(entry: Declared, value: str) -> str:
    return f"{entry.name} {value}".strip()


def _terms(terms: tuple[DeclaredTerm, ...], tables: dict[str, TableFacts | None]) -> tuple[Term, ...]:
    built: list[Term] = []
    for term in terms:
        table = tables[term.form]
        cells = cells_at(table, term.rows, term.columns) if table is not None else []
        if not cells and not term.optional:
            return ()
        if table is not None:
            built += [Term(term.times * _scale(table, tables), cell) for cell in cells]
    return tuple(built)


def _scale(table: TableFacts, tables: dict[str, TableFacts | None]) -> Decimal:
    """元 beside 万元: figures are compared in the larger unit."""
    scales = [t.scale for t in tables.values() if t is not None]
    if table.scale is None or None in scales:
        return _ONE
    return table.scale / max(s for s in scales if s is not None)


def _scale_family(tables: dict[str, TableFacts | None]) -> str:
    """Tables in different units have to prove that the units were read right."""
    here = [t for t in tables.values() if t is not None]
    return f"scale {' '.join(t.id for t in here)}" if len({t.scale for t in here}) > 1 else ""


def _each(
    entry: Declared,
    value: str,
    terms: tuple[DeclaredTerm, ...],
    tables: dict[str, TableFacts | None],
    given: tuple[Condition, ...],
) -> Iterator[Relation]:
    """One equation for every line that all tables share; what an optional table does not print counts as nothing."""
    lines = {form: _keyed(table, entry.each) for form, table in tables.items() if table is not None}
    asked = [lines[term.form] for term in terms if not term.optional]
    for key in asked[0]:
        if all(key in keyed for keyed in asked):
            built = _line_terms(key, terms, tables, lines)
            if built:
                name = f"{_name(entry, value)} {line_label(asked[0][key])}"
                yield _relation(entry, name, built, given, entry.id)


def _keyed(table: TableFacts, each: str) -> dict[str, Line]:
    reading = table.reading
    if each == "项目":
        lines = [line for line in reading.lines if line.label and not line.kind]
        labels = [texts.key(line.label) for line in lines]
        return {k: line for k, line in zip(labels, lines, strict=True) if labels.count(k) == 1}
    length = 3 if each == "类" else 7
    found = {code: line for code in reading.codes() if len(code) <= length and (line := reading.subject(code))}
    return {code: line for code, line in found.items() if len(code) in (3, 5, 7)}


def _line_terms(
    key: str, terms: tuple[DeclaredTerm, ...], tables: dict[str, TableFacts | None], lines: dict[str, dict[str, Line]]
) -> tuple[Term, ...]:
    built: list[Term] = []
    for term in terms:
        table, line = tables[term.form], lines.get(term.form, {}).get(key)
        cells = _cells(table, line, term) if table is not None and line is not None else []
        if not cells and not term.optional:
            return ()
        if table is not None:
            built += [Term(term.times * _scale(table, tables), cell) for cell in cells]
    return tuple(built)


def _cells(table: TableFacts, line: Line, term: DeclaredTerm) -> list[CellRef]:
    found = (cells_of(table, line, column_id(table.reading.form, column, table.own_forms)) for column in term.columns)
    return next((cells for cells in found if cells), [])


def _relation(
    entry: Declared, name: str, terms: tuple[Term, ...], given: tuple[Condition, ...], family: str
) -> Relation:
    return Relation(entry.id, entry.kind, name, terms, entry.level, entry.at_most, family, 1, given, due=True)
