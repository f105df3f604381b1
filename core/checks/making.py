"""The relations of a report, made again only for tables that were read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from core.checks.declared import relation_book
from core.checks.facts import Facts
from core.checks.registry import RelationMaker, all_relation_kinds, joins_tables
from core.checks.relation import Relation

Guard = Callable[[str, Iterator[Relation]], list[Relation]]


class Maker:
    """Makes relations kind by kind and table by table. guard: runs what may fail, by the name of its kind."""

    def __init__(self, facts: Facts, guard: Guard) -> None:
        self._facts = facts
        self._guard = guard
        self._made: dict[tuple[str, str], list[Relation]] = {}

    def relations(self, again: Collection[str] = ()) -> list[Relation]:
        """All relations, by kind and then by table; those of the tables with these ids anew."""
        silenced = relation_book(self._facts.own_relations).silenced
        alone = {table.id: self._facts.alone(table.id) for table in self._facts.tables}
        everything: list[Relation] = []
        for name, make in all_relation_kinds().items():
            if name not in silenced:
                views = {"": self._facts} if joins_tables(name) else alone
                for table_id, facts in views.items():
                    everything += self._of(name, table_id, make, facts, not table_id or table_id in again)
        return everything

    def _of(self, name: str, table_id: str, make: RelationMaker, facts: Facts, anew: bool) -> list[Relation]:
        if anew or (name, table_id) not in self._made:
            self._made[name, table_id] = self._guard(name, make(facts))
        return self._made[name, table_id]
