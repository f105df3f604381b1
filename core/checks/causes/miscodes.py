"""What only a 科目编码 out of its place breaks: one problem, whose sums are judged again once the code is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from core.checks.causes.broken import Broken, Explained
from core.checks.engine import Engine
from core.checks.facts import Facts, TableFacts
from core.checks.findings import Finding
from core.checks.making import Maker
from core.checks.relation import Relation, Status
from core.model import CellRef

_Texts = dict[CellRef, str]


class Miscodes:
    """Reads a table with misplaced codes as if they were right, to see which contradictions go away."""

    def __init__(self, facts: Facts, engine: Engine, maker: Maker) -> None:
        self._facts = facts
        self._engine = engine
        self._maker = maker
        self._known: dict[str, tuple[TableFacts, _Texts, tuple[str, ...], list[Relation]]] = {}

    def explained(self, misplaced: Iterable[Finding]) -> Explained:
        """The contradictions that each of these codes is the cause of; a code that is of none is left out.

        misplaced: findings of which the first suspect is the cell of the code, or of a part of it.
        """
        by_table: dict[str, list[Finding]] = defaultdict(list)
        for finding in misplaced:
            by_table[finding.suspects[0].cell.table].append(finding)
        self._known = {table: known for table, known in self._known.items() if table in by_table}
        explained: Explained = {}
        for table, found in by_table.items():
            explained |= self._of_table(table, found)
        return explained

    def _of_table(self, table: str, found: list[Finding]) -> Explained:
        texts = {finding.suspects[0].cell: finding.suspects[0].suggestion for finding in found}
        gone, wrong = self._gone(table, texts)
        if all(relation.terms[0].cell in wrong for relation in gone):
            return {}
        by_row = {cell.row: finding for cell, finding in zip(texts, found, strict=True)}
        explained: dict[Finding, list[Relation]] = defaultdict(list)
        for relation in gone:
            rows = (cell.row for cell in relation.cells if cell.table == table)
            explained[next((by_row[row] for row in rows if row in by_row), found[0])].append(relation)
        return {
            finding: Broken(tuple(relations), len({r.terms[0].cell for r in relations} & wrong))
            for finding, relations in explained.items()
        }

    def _gone(self, table: str, texts: _Texts) -> tuple[list[Relation], set[CellRef]]:
        """The contradictions that are not asked with these codes; the wholes that do not come right with them either.

        What compares a line of such a code with other tables compares it with the wrong ones.
        """
        contradicted = self._engine.contradicted()
        here = self._maker.of_table(table, set(contradicted))
        repaired = self._repaired(table, texts, tuple(here))
        lasting, own = {relation.terms for relation in repaired}, {r for each in here.values() for r in each}
        compared = {(table, cell.row) for cell in texts}

        def is_gone(relation: Relation) -> bool:
            if relation in own:
                return relation.terms not in lasting
            return any((cell.table, cell.row) in compared for cell in relation.cells)

        wrong = {r.terms[0].cell for r in repaired if self._engine.supposed(r).status is Status.BROKEN}
        return list(filter(is_gone, contradicted)), wrong

    def _repaired(self, table: str, texts: _Texts, kinds: tuple[str, ...]) -> list[Relation]:
        """The relations of these kinds within a table that is read with these texts in it."""
        state = self._facts.table(table), texts, kinds
        known = self._known.get(table)
        if known is None or known[0] is not state[0] or known[1:3] != state[1:]:
            read = self._facts.read_with(table, texts)
            known = self._known[table] = *state, self._maker.supposed(read, table, kinds)
        return known[3]
