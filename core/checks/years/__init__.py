"""A report beside others of the same unit: last year's, or the budget beside the final account of the year.

What a report says of other years is held against the report of that year. The same engine decides, with the rounding
rule and in the larger unit; where most lines of a column differ, the two are taken to mean different things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from core import amounts
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.findings import Finding, Suspect
from core.checks.ledger import LedgerEntry
from core.checks.relation import Relation, Status
from core.checks.years.declared import year_book
from core.checks.years.meeting import Meeting
from core.checks.years.pairs import pairs
from core.checks.years.periods import periods
from core.checks.years.told import told
from core.model import CellEdit, CellRef, Change, Report
from core.model.address import cell_label

__all__ = ["Years"]


class Years:
    """What others say about the figures of a report. `findings` is always the present list.

    report: a copy that nobody else changes; `follow` keeps it up with the document. others: of the same unit, at most
    one of each year and kind; only read. Reports without year or kind are compared with nothing.
    """

    def __init__(self, report: Report, others: Iterable[Report], own_relations: Path | None = None) -> None:
        self._report = report
        self._meeting = Meeting(report, others)
        book = year_book(own_relations)
        relations = [*pairs(self._meeting, book.pairs), *periods(self._meeting, book.periods)]
        self._facts = Facts(self._meeting.joined)
        self._engine = Engine(self._facts, relations)
        self._told = list(told(self._meeting))
        self.findings: list[Finding] = self._find()

    def follow(self, change: Change) -> bool:
        """Renew the findings after a change of the document; False where it takes a new comparison."""
        if not all(isinstance(edit, CellEdit) and _is_figure(edit) for edit in change.step.edits):
            return False
        for edit in change.step.edits:
            edit.apply(self._report)
        if self._engine.update(change.cells):
            self.findings = self._find()
        return True

    def ledger(self) -> list[LedgerEntry]:
        """How every comparison stands."""
        return [self._entry(relation) for relation in self._engine.relations]

    def _find(self) -> list[Finding]:
        return [*self._contradictions(), *self._strangers(), *self._told]

    def _contradictions(self) -> Iterator[Finding]:
        for relation in self._engine.broken():
            here, there = self._sides(relation)
            yield Finding(
                relation.rule,
                "year",
                relation.level,
                f"{self._sentence(relation)}，请核对是哪一年的数字有误或口径变了。",
                here[0].table,
                tuple(here),
                stated=self._text(here[0]) if len(here) == 1 else None,
                expected=self._text(there[0]) if len(there) == 1 and self._same_unit(relation) else None,
                difference=self._gap(relation),
                suspects=self._suspects(relation),
                relations=(relation.name,),
            )

    def _strangers(self) -> Iterator[Finding]:
        """Columns that as a whole do not agree, told once."""
        families: dict[str, list[Relation]] = defaultdict(list)
        for relation in self._engine.relations:
            if self._engine.outcome(relation).status is Status.NOT_CHECKED:
                families[relation.family].append(relation)
        for relations in families.values():
            first = relations[0]
            here, _ = self._sides(first)
            yield Finding(
                "years.column",
                "year",
                "info",
                f"{first.name.partition(' · ')[0]}：多数行对不上（如{self._sentence(first)}），口径可能不同，请核对。",
                here[0].table,
                tuple(cell for relation in relations for cell in self._sides(relation)[0]),
                relations=tuple(relation.name for relation in relations),
            )

    def _sentence(self, relation: Relation) -> str:
        """表7 · 合计 · 上年预算数 3.00，与《某县总工会 2023 年预算》表7 · 合计 · 合计 2.60 不一致，相差 0.40万元"""
        here, there = ("＋".join(self._said(cell) for cell in side) for side in self._sides(relation))
        balance = self._engine.judge(relation, {}).balance
        gap = f"{abs(balance.difference):f}" if balance else ""
        return f"{here}，与{there}不一致，相差 {gap}{self._unit(relation)}"

    def _said(self, cell: CellRef) -> str:
        return f"{cell_label(self._meeting.joined, cell)} {self._text(cell) or '空白'}"

    def _text(self, cell: CellRef) -> str:
        return self._facts.table(cell.table).text(cell).strip()

    def _gap(self, relation: Relation) -> str | None:
        balance = self._engine.outcome(relation).balance
        return f"{-balance.difference:f}" if balance else None

    def _unit(self, relation: Relation) -> str:
        """The larger of the units, in which the two are compared."""
        tables = [self._facts.table(cell.table) for cell in relation.cells]
        return max(tables, key=lambda t: t.scale or 0).table.amount_unit or ""

    def _same_unit(self, relation: Relation) -> bool:
        return len({self._facts.table(cell.table).scale for cell in relation.cells}) == 1

    def _suspects(self, relation: Relation) -> tuple[Suspect, ...]:
        """The older report was published first: it is rather this one that repeats it wrongly."""
        here, there = self._sides(relation)
        if relation.level != "warning" or len(here) != 1 or len(there) != 1 or not self._same_unit(relation):
            return ()
        return (Suspect(here[0], self._text(there[0]), 0.5),) if self._text(there[0]) else ()

    def _sides(self, relation: Relation) -> tuple[list[CellRef], list[CellRef]]:
        """The cells of this report, and those of the other."""
        here = [cell for cell in relation.cells if not self._meeting.is_elsewhere(cell)]
        return here, [cell for cell in relation.cells if self._meeting.is_elsewhere(cell)]

    def _entry(self, relation: Relation) -> LedgerEntry:
        outcome = self._engine.outcome(relation)
        said = {Status.PASSED: "相符", Status.ROUNDING: "相差在四舍五入范围之内"}.get(outcome.status, outcome.why)
        detail = self._sentence(relation) if outcome.status is Status.BROKEN else said
        return LedgerEntry(relation.rule, relation.name, outcome.status, detail, tuple(self._sides(relation)[0]))


def _is_figure(edit: CellEdit) -> bool:
    return all(not cell.text.strip() or amounts.parse(cell.text) for cell in (edit.before, edit.after))
