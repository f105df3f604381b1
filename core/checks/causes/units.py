"""What only a wrong 金额单位 breaks: the comparisons of such a table with the others hold in the right one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.amounts import UNITS, ZERO, Verdict, balance
from core.checks.causes.broken import Broken, Explained
from core.checks.engine import Engine
from core.checks.findings import Finding
from core.checks.relation import Relation


class Units:
    """Looks which contradictions of one engine a wrong unit is the cause of."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def explained(self, wrong: Iterable[Finding]) -> Explained:
        """The contradictions that hold in the right unit; a table that is the cause of none is left out.

        wrong: findings with the table, the unit that it names (stated) and the one that its figures are in (expected).
        """
        explained = {finding: Broken(tuple(self._of(finding))) for finding in wrong}
        return {finding: broken for finding, broken in explained.items() if broken.relations}

    def _of(self, finding: Finding) -> Iterator[Relation]:
        factor = UNITS[finding.expected or "元"] / UNITS[finding.stated or "元"]
        for relation in self._engine.contradicted():
            own = [cell.table == finding.table for cell in relation.cells]
            if any(own) and not all(own):
                terms = [
                    (term.coefficient * factor if mine else term.coefficient, self._engine.figure(term.cell))
                    for term, mine in zip(relation.terms, own, strict=True)
                ]
                right = balance(terms)
                if right.verdict is not Verdict.BROKEN or (relation.at_most and right.difference > ZERO):
                    yield relation
