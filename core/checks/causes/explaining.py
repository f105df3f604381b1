"""What one wrong code or unit breaks: told below it, and judged again once that is right.

Another cause of this kind is a rule whose findings say what is wrong, and a line in `Explanations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from core.checks.causes.broken import Broken, Explained
from core.checks.causes.miscodes import Miscodes
from core.checks.causes.units import Units
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.guard import Guard
from core.checks.inspecting import Inspector
from core.checks.inspections.between_tables import UNIT
from core.checks.inspections.misplaced_codes import MISPLACED
from core.checks.making import Maker
from core.checks.relation import Relation


class Explanations:
    """Which contradictions of one engine the findings of inspections explain."""

    def __init__(self, facts: Facts, engine: Engine, maker: Maker, inspector: Inspector, guard: Guard) -> None:
        self._engine = engine
        self._inspector = inspector
        self._guard = guard
        self._explain = {MISPLACED: Miscodes(facts, engine, maker).explained, UNIT: Units(engine).explained}
        self._known: Explained = {}

    def renew(self) -> set[Relation]:
        """Leave what only these break to them. Returns the relations that stand otherwise now."""
        self._known = {}
        for rule, explain in self._explain.items():
            wrong = [finding for finding, _ in self._inspector.found() if finding.rule == rule]
            self._known |= self._guard.attempt(rule, partial(explain, wrong), Explained())
        return self._engine.void(relation for broken in self._known.values() for relation in broken.relations)

    def items(self) -> Iterator[tuple[Finding, Broken]]:
        """Each finding that is a cause, with what it breaks."""
        yield from self._known.items()
