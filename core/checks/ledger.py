"""The ledger of a check: how every relation stands, with its proof, and what could not be checked and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.checks.declared import relation_book
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.kinds.across import absence
from core.checks.relation import Relation, Status
from core.checks.wording import Wording
from core.model import CellRef


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One relation. detail: its proof where it holds, the contradiction where not, else why it was not checked."""

    rule: str
    name: str
    status: Status
    detail: str
    cells: tuple[CellRef, ...] = ()


def entries(facts: Facts, engine: Engine, wording: Wording) -> Iterator[LedgerEntry]:
    """Every relation of a report, and every declared one that it cannot be asked about."""
    for relation in engine.relations:
        yield _entry(relation, engine, wording)
    asked = {relation.rule for relation in engine.relations}
    for entry in relation_book(facts.own_relations).entries:
        if entry.id not in asked:
            why = absence(entry, facts) or "表中没有可以比较的栏目或行"
            yield LedgerEntry(entry.id, entry.name, Status.NOT_APPLICABLE, why)


def _entry(relation: Relation, engine: Engine, wording: Wording) -> LedgerEntry:
    outcome = engine.outcome(relation)
    if outcome.balance is None:
        detail = outcome.why
    elif outcome.status is Status.BROKEN:
        detail = wording.broken(relation)
    else:
        detail = wording.proof(relation)
    return LedgerEntry(relation.rule, relation.name, outcome.status, detail, relation.cells)
