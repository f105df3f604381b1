"""Figures that are named one by one: what was left at the end of one year is there at the beginning of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.checks.facts import Facts, TableFacts
from core.checks.lookup import cells_at
from core.checks.relation import Relation
from core.checks.years.declared import Pair, Side
from core.checks.years.meeting import Meeting, comparable
from core.model import CellRef


def pairs(meeting: Meeting, declared: Iterable[Pair]) -> Iterator[Relation]:
    """Every declared pair of which both figures are printed."""
    for pair in declared:
        other = meeting.other(pair.year, pair.there.report)
        if other is None or pair.here.report != meeting.report.info.kind:
            continue
        here, there = _cells(meeting.facts, pair.here), _cells(other.facts, pair.there)
        if here is not None and there is not None and comparable(here[0], there[0]):
            yield meeting.relation(pair.id, pair.name, pair.level, here, (other, *there))


def _cells(facts: Facts, side: Side) -> tuple[TableFacts, list[CellRef]] | None:
    table = facts.only(side.form)
    cells = cells_at(table, side.rows, side.columns) if table is not None else []
    return (table, cells) if table is not None and cells else None
