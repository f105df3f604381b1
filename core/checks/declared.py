"""Relations as data: `resources/relations/*.toml` and the user's own files, in the forms' own words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import cast, get_args

from core import resources
from core.checks.conditions import CONDITIONS
from core.checks.findings import Kind, Level
from core.checks.registry import names_of_checks
from core.forms.catalogue import catalogue
from core.forms.entries import Entry, Stamps, read_file, read_own, seen

Words = tuple[str, ...]
EACH = ("科目", "类", "项目")
REPORTS = ("budget", "final")


@dataclass(frozen=True, slots=True)
class DeclaredTerm:
    """One side of a declared relation: form, row and column by name, alternatives in order of preference."""

    form: str
    rows: Words
    columns: Words
    times: int
    optional: bool = False

    def filled(self, column: str, row: str) -> DeclaredTerm:
        """The same with `*` replaced."""
        rows = tuple(row if r == "*" else r for r in self.rows)
        columns = tuple(column if c == "*" else c for c in self.columns)
        return DeclaredTerm(self.form, rows, columns, self.times, self.optional)


@dataclass(frozen=True, slots=True)
class Declared:
    """One entry. each: 科目, 类 or 项目 (one equation for every line that the tables share) or pairs for `*`.

    given: conditions by name. needs, unless: (form, column) that must or must not be printed. rows: (form, row) that
    must be. report: only for 预算 or 决算, None for both. off: the rule of this id, also one of the program's own
    kinds, is silenced.
    """

    id: str
    name: str = ""
    kind: Kind = "cross_table"
    level: Level = "error"
    terms: tuple[DeclaredTerm, ...] = ()
    each: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    columns: Words = ()
    given: Words = ()
    needs: tuple[tuple[str, str], ...] = ()
    unless: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    report: str | None = None
    at_most: bool = False
    explanation: str = ""
    source: str = ""
    off: bool = False

    compared: tuple[str, ...] = field(init=False)
    forms: tuple[str, ...] = field(init=False)
    equations: tuple[tuple[str, tuple[DeclaredTerm, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        """compared: the ids of the forms in its terms. forms: these, then what else it names beside its conditions.

        equations: what is said about each value of `*`, as (value, terms); one with "" where there is no `*`.
        """
        compared = tuple(dict.fromkeys(term.form for term in self.terms))
        beside = (form for form, _ in (*self.needs, *self.unless, *self.rows))
        object.__setattr__(self, "compared", compared)
        object.__setattr__(self, "forms", tuple(dict.fromkeys([*compared, *beside])))
        pairs = self.pairs or tuple((c, c) for c in self.columns) or (("", ""),)
        equations = ((column, tuple([term.filled(column, row) for term in self.terms])) for column, row in pairs)
        object.__setattr__(self, "equations", tuple(equations))


@dataclass(frozen=True, slots=True)
class RelationBook:
    """All declared relations, the ids of those that are silenced, and what is wrong with files of the user."""

    entries: tuple[Declared, ...]
    silenced: frozenset[str] = frozenset()
    wrong: tuple[str, ...] = ()


def relation_book(own: Path | None = None) -> RelationBook:
    """The relations of the program and, from `own`, of the user, who may replace a known id.

    A file of the user that is wrong is left out. The folder is read as it was when it was last looked at.
    """
    return _book(own, seen(own), tuple(catalogue().forms))


@lru_cache(maxsize=4)
def _book(own: Path | None, _: Stamps, forms: tuple[str, ...]) -> RelationBook:
    files = sorted(resources.path("relations").glob("*.toml"))
    shipped = [read_file(file, partial(_file, forms=forms)) for file in files]
    known = {entry.id for entry in chain(*shipped)}.union(names_of_checks())
    added, wrong = read_own(own, partial(_file, forms=forms, known=known))
    entries: dict[str, Declared] = {}
    silenced: set[str] = set()
    for entry in chain(*shipped, *added):
        if entry.off:
            silenced.add(entry.id)
        else:
            silenced.discard(entry.id)
            entries[entry.id] = entry
    kept = tuple(entry for entry in entries.values() if entry.id not in silenced)
    return RelationBook(kept, frozenset(silenced), tuple(wrong))


def _file(file: Entry, forms: Collection[str], known: Collection[str] = ()) -> tuple[Declared, ...]:
    """known: what may be silenced, beside the rules of findings."""
    return file.each("relation", partial(_declared, forms=forms, known=known))


def _declared(entry: Entry, forms: Collection[str], known: Collection[str]) -> Declared:
    if entry.flag("off"):
        entry.skip()
        return Declared(_silenced(entry, known), off=True)
    term, beside = partial(_term, forms=forms), partial(_beside, forms=forms)
    needs = entry.each("needs", beside)
    each, pairs = _each(entry)
    return Declared(
        id=entry.text("id"),
        name=entry.text("name"),
        kind=cast(Kind, entry.choice("kind", get_args(Kind), "cross_table")),
        level=cast(Level, entry.choice("level", get_args(Level), "error")),
        terms=_terms(entry, term),
        each=each,
        pairs=pairs,
        columns=entry.words("columns"),
        given=_given(entry),
        needs=tuple((form, column) for form, column, _ in needs if column),
        rows=tuple((form, row) for form, _, row in needs if row),
        unless=tuple((form, column) for form, column, _ in entry.each("unless", beside)),
        report=entry.choice("report", REPORTS, "") or None,
        at_most=entry.flag("at_most"),
        explanation=entry.text("explanation", ""),
        source=entry.text("source", ""),
    )


def _silenced(entry: Entry, known: Collection[str]) -> str:
    silenced = entry.text("id")
    if silenced not in known and "." not in silenced:  # the rules of findings are made of two words
        raise entry.wrong("id", "不是哪一条勾稽关系或检查的编号，停用不了")
    return silenced


def _terms(entry: Entry, term: Callable[[Entry], DeclaredTerm]) -> tuple[DeclaredTerm, ...]:
    terms = entry.each("terms", term)
    if len(terms) < 2:
        raise entry.wrong("terms", "至少要有两项，才能比较")
    return terms


def _term(entry: Entry, forms: Collection[str]) -> DeclaredTerm:
    times = entry.number("times", 1)
    if not times:
        raise entry.wrong("times", "不能是 0")
    columns = entry.words("column", None)
    return DeclaredTerm(form_in(entry, forms), entry.words("row"), columns, times, entry.flag("optional"))


def _beside(entry: Entry, forms: Collection[str]) -> tuple[str, str, str]:
    """Form, column and row of what must or must not be there; one of the two is \"\"."""
    column, row = entry.text("column", ""), entry.text("row", "")
    if not column and not row:
        raise entry.wrong("column", "没有写，也没有写 row")
    return form_in(entry, forms), column, row


def _given(entry: Entry) -> Words:
    given = entry.words("given")
    if unknown := [name for name in given if name not in CONDITIONS]:
        raise entry.wrong("given", f"写了“{unknown[0]}”，只能是{'、'.join(CONDITIONS)}")
    return given


def _each(entry: Entry) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What a relation holds for: every line of a kind, or these (column, row) for `*`."""
    each = entry.value("each", "")
    if isinstance(each, str):
        return entry.choice("each", EACH, ""), ()
    pairs = [(item, item) if isinstance(item, str) else item for item in each]
    if not all(len(pair) == 2 and all(isinstance(part, str) for part in pair) for pair in pairs):
        raise entry.wrong("each", "应当是一列名称，或一列［栏名，行名］")
    return "", tuple((column, row) for column, row in pairs)


def form_in(entry: Entry, forms: Collection[str]) -> str:
    """The form that an entry speaks of. Raises EntryWrong where there is none of that id."""
    form = entry.text("form")
    if form not in forms:
        raise entry.wrong("form", f"写成了“{form}”，没有这种表样")
    return form
