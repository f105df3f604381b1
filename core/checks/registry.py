"""Two registers: kinds of relation and inspections. A new check is a decorated generator in a small module of its own.

A relation kind yields linear equations for the engine; an inspection yields findings, for everything that is no
equation over figures. Both look at facts. A module in one of the packages below is found without being named anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from core.checks.facts import Facts
    from core.checks.findings import Finding
    from core.checks.relation import Relation

LooksAt = Literal["tables", "labels", "captions", "narrative", "places"]
RelationMaker = Callable[["Facts"], Iterator["Relation"]]
Inspector = Callable[["Facts"], Iterator["Finding"]]
_PACKAGES = ("core.checks.kinds", "core.checks.inspections")


@dataclass(frozen=True, slots=True)
class Inspection:
    """A registered inspection. looks_at: the parts of the report that it reads; an edit elsewhere does not repeat it.

    tables: every cell; labels: all cells but figures; captions: only what stands around the cells of a table, as its
    title, headers, form and note. Each of them has the next within it. places: what it asks the book of the tables
    for; it is repeated only where the book answers differently. forms: ids of the only forms whose tables it reads
    itself, None for all. across: it compares tables with each other.
    """

    name: str
    inspect: Inspector
    looks_at: frozenset[LooksAt]
    forms: frozenset[str] | None = None
    across: bool = False

    @property
    def alone(self) -> bool:
        """Whether it looks at each table by itself; it is shown facts of a report with that one table then."""
        return not self.across and "narrative" not in self.looks_at

    def sees(self, parts: frozenset[LooksAt], forms: Collection[str | None]) -> bool:
        """Whether it reads one of these parts of a table that is or was of these forms."""
        return not self.looks_at.isdisjoint(parts) and (self.forms is None or not self.forms.isdisjoint(forms))


_relation_kinds: dict[str, RelationMaker] = {}
_across: set[str] = set()
_inspections: dict[str, Inspection] = {}


@overload
def relation_kind(make: RelationMaker, /) -> RelationMaker: ...
@overload
def relation_kind(*, across: bool) -> Callable[[RelationMaker], RelationMaker]: ...
def relation_kind(
    make: RelationMaker | None = None, /, *, across: bool = False
) -> RelationMaker | Callable[[RelationMaker], RelationMaker]:
    """Register a generator of relations under its function's name. across: one relation may join several tables."""

    def register(make: RelationMaker) -> RelationMaker:
        _relation_kinds[make.__name__] = make
        if across:
            _across.add(make.__name__)
        return make

    return register if make is None else register(make)


@overload
def inspection(inspect: Inspector, /) -> Inspector: ...
@overload
def inspection(
    *, looks_at: tuple[LooksAt, ...] = ..., forms: tuple[str, ...] | None = ..., across: bool = ...
) -> Callable[[Inspector], Inspector]: ...
def inspection(
    inspect: Inspector | None = None,
    /,
    *,
    looks_at: tuple[LooksAt, ...] = ("tables", "narrative"),
    forms: tuple[str, ...] | None = None,
    across: bool = False,
) -> Inspector | Callable[[Inspector], Inspector]:
    """Register an inspection under its function's name, as `@inspection` or `@inspection(looks_at=("narrative",))`.

    One that does not look at the narrative is shown each table alone, unless it says that it looks across them.
    """

    def register(inspect: Inspector) -> Inspector:
        only = None if forms is None else frozenset(forms)
        _inspections[inspect.__name__] = Inspection(inspect.__name__, inspect, frozenset(looks_at), only, across)
        return inspect

    return register if inspect is None else register(inspect)


def all_relation_kinds() -> dict[str, RelationMaker]:
    """Every kind of relation by its name."""
    _load()
    return _relation_kinds


def names_of_checks() -> set[str]:
    """Of kinds of relation and of inspections."""
    _load()
    return _relation_kinds.keys() | _inspections.keys()


def joins_tables(kind: str) -> bool:
    """Whether relations of that kind may join several tables, so that no table can be looked at alone."""
    return kind in _across


def all_inspections() -> tuple[Inspection, ...]:
    """Every inspection, ordered by name."""
    _load()
    return tuple(_inspections[name] for name in sorted(_inspections))


@lru_cache(maxsize=1)
def _load() -> None:
    """Import the modules that register something."""
    for package in _PACKAGES:
        for module in iter_modules(import_module(package).__path__, package + "."):
            import_module(module.name)
