"""The relations of a report, made again only where a table was read again."""

from __future__ import annotations

from collections.abc import Collection, Set

from core.checks.declared import relation_book
from core.checks.facts import Facts
from core.checks.guard import Guard
from core.checks.registry import all_relation_kinds, joins_tables
from core.checks.relation import Relation


class Maker:
    """Makes relations kind by kind, and table by table where a kind looks at each table alone."""

    def __init__(self, facts: Facts, guard: Guard) -> None:
        self._facts = facts
        self._guard = guard
        self._made: dict[tuple[str, str], list[Relation]] = {}

    def relations(self, again: Collection[str] = ()) -> list[Relation]:
        """All relations, by kind and then by table; those of the tables with these ids anew, the others as they are."""
        silenced = relation_book(self._facts.own_relations).silenced
        before = self._made
        self._made = {key: made for key, made in before.items() if key[1] and key[1] not in again}
        everything: list[Relation] = []
        alone: dict[str, Facts] = {}
        for name, make in all_relation_kinds().items():
            if name in silenced:
                continue
            for table in [""] if joins_tables(name) else [table.id for table in self._facts.tables]:
                if (name, table) not in self._made:
                    if table and table not in alone:
                        alone[table] = self._facts.alone(table)
                    facts = alone[table] if table else self._facts
                    made = self._guard.run(name, make(facts), table)
                    self._made[name, table] = _kept(before.get((name, table), []), made)
                everything += self._made[name, table]
        return everything

    def of_table(self, table: str, among: Set[Relation]) -> dict[str, list[Relation]]:
        """Those of these relations that were made of a table alone, by their kinds."""
        made = {name: made for (name, of), made in self._made.items() if of == table}
        found = {name: [relation for relation in each if relation in among] for name, each in made.items()}
        return {name: each for name, each in found.items() if each}

    def supposed(self, facts: Facts, table: str, kinds: Collection[str]) -> list[Relation]:
        """What of these kinds would be made of a table if it were as in these facts, which have it alone."""
        known, guard = all_relation_kinds(), Guard()
        made = ((self._made[name, table], guard.run(name, known[name](facts), table)) for name in kinds)
        return [relation for before, now in made for relation in _kept(before, now)]


def _kept(before: list[Relation], made: list[Relation]) -> list[Relation]:
    """Relations made again: one that says what one before said is that one, so that what is known of it holds."""
    present = set(made)
    known = {(relation.name, relation.cells): relation for relation in before if relation not in present}
    if not known:
        return made
    earlier = set(before)

    def kept(relation: Relation) -> Relation:
        if relation in earlier:
            return relation
        same = known.pop((relation.name, relation.cells), None)
        return same if same is not None and same.says_the_same(relation) else relation

    return [kept(relation) for relation in made]
