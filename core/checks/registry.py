"""Two registers: kinds of relation and inspections. A new check is a decorated generator in a small module of its own.

A relation kind yields linear equations for the engine; an inspection yields findings, for everything that is no
equation over figures. Both look at facts. A module in one of the packages below is found without being named anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from core.checks.facts import Facts
    from core.checks.findings import Finding
    from core.checks.relation import Relation

LooksAt = Literal["tables", "labels", "narrative"]
RelationMaker = Callable[["Facts"], Iterator["Relation"]]
Inspector = Callable[["Facts"], Iterator["Finding"]]
_PACKAGES = ("core.checks.kinds", "core.checks.inspections")


@dataclass(frozen=True, slots=True)
class Inspection:
    """A registered inspection. looks_at: the parts of the report that it reads; an edit elsewhere does not repeat it.

    labels: all that stands in tables but the figures. forms: ids of the only forms whose tables it reads, None for all.
    """

    name: str
    inspect: Inspector
    looks_at: frozenset[LooksAt]
    forms: frozenset[str] | None = None

    def concerns_table(self, form: str | None, *, labels: bool) -> bool:
        """Whether an edit in a table of that form can change what it finds. labels: not only figures were edited."""
        looked_at = "tables" in self.looks_at or (labels and "labels" in self.looks_at)
        return looked_at and (self.forms is None or form in self.forms)


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
    *, looks_at: tuple[LooksAt, ...] = ..., forms: tuple[str, ...] | None = ...
) -> Callable[[Inspector], Inspector]: ...
def inspection(
    inspect: Inspector | None = None,
    /,
    *,
    looks_at: tuple[LooksAt, ...] = ("tables", "narrative"),
    forms: tuple[str, ...] | None = None,
) -> Inspector | Callable[[Inspector], Inspector]:
    """Register an inspection under its function's name, as `@inspection` or `@inspection(looks_at=("narrative",))`."""

    def register(inspect: Inspector) -> Inspector:
        only = None if forms is None else frozenset(forms)
        _inspections[inspect.__name__] = Inspection(inspect.__name__, inspect, frozenset(looks_at), only)
        return inspect

    return register if inspect is None else register(inspect)


def all_relation_kinds() -> dict[str, RelationMaker]:
    """Every kind of relation by its name."""
    _load()
    return _relation_kinds


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
