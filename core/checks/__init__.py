"""勾稽: facts → relations → one engine → findings with their causes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from core.checks.causes.cases import Cases
from core.checks.causes.detective import Detective
from core.checks.causes.explaining import Explanations
from core.checks.causes.reporting import Reporter
from core.checks.causes.witnesses import Witnesses
from core.checks.declared import relation_book
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.findings import LEVELS, Finding
from core.checks.guard import Guard
from core.checks.inspecting import Inspector
from core.checks.ledger import LedgerEntry, entries
from core.checks.making import Maker
from core.checks.relation import Relation, Status
from core.checks.text.told import Told, told_amounts
from core.checks.touch import Touch, touched
from core.checks.wording import Wording
from core.collecting import uncollected
from core.model import CellRef, Change, Report, TableEdit

__all__ = ["Checker", "LedgerEntry", "Status", "Told"]

_log = logging.getLogger(__name__)
_WEIGHING = 4  # what it takes to weigh a figure, against reading a cell again


class Checker:
    """Checks one report and keeps up with its edits. `findings` is always the present list, the gravest first.

    report: the document itself, of which `recheck` is told, or a copy that nobody else changes, for `follow`.
    own_relations: the user's folder of relations, which may add to or silence those of the program.
    """

    def __init__(self, report: Report, own_relations: Path | None = None) -> None:
        self._report = report
        self._own = own_relations
        self.findings: list[Finding] = []
        self._check_all()

    @property
    def faults(self) -> list[str]:
        """Names of checks that failed by an error of ours; their part of the report is unchecked."""
        return self._guard.faults

    @uncollected()
    def recheck(self, change: Change | None = None) -> list[Finding]:
        """Renew the findings after a change of the report; None checks everything anew."""
        touch = touched(change.step.edits, self._facts) if change is not None else None
        if touch is None:
            self._check_all()
        elif touch.parts or touch.narrative:
            try:
                self._follow(touch)
            except Exception:
                _log.exception("following a change failed, everything is checked anew")
                self._check_all()
        return self.findings

    def follow(self, change: Change) -> list[Finding]:
        """Make a change of the document in the checker's own copy of it, and renew the findings."""
        for edit in change.step.edits:
            edit.apply(self._report)
        return self.recheck(change)

    def effort(self, change: Change) -> int:
        """About how many cells will be looked at again to follow a change that was not made here yet.

        A figure that is weighed as the cause of something broken counts as several.
        """
        touch = touched(change.step.edits, self._facts)
        tables = [table.table for table in self._facts.tables if touch is None or table.id in touch.read_again]
        tables += [edit.after for edit in change.step.edits if isinstance(edit, TableEdit) and edit.after is not None]
        seen = sum(len(table.rows) * len(table.columns) for table in tables)
        return seen + (len(touch.figures) + _WEIGHING * self._cases.effort(touch) if touch else 0)

    def ledger(self) -> list[LedgerEntry]:
        """How every relation stands."""
        return list(entries(self._facts, self._engine, self._wording))

    def told(self) -> list[Told]:
        """Every amount of the narrative, and where the tables hold it."""
        return list(told_amounts(self._facts))

    @uncollected()
    def _check_all(self) -> None:
        self._guard = Guard()
        self._facts = Facts(self._report, self._own)
        self._maker = Maker(self._facts, self._guard)
        self._engine = Engine(self._facts, self._maker.relations())
        self._wording = Wording(self._facts, self._engine)
        self._reporter = Reporter(self._facts, self._engine, self._wording)
        self._cases = Cases(Detective(self._facts, self._engine), self._reporter, self._guard)
        self._inspector = Inspector(self._facts, self._guard, relation_book(self._own).silenced)
        self._explanations = Explanations(self._facts, self._engine, self._maker, self._inspector, self._guard)
        self._witnesses = Witnesses(self._facts, self._engine, self._inspector)
        self._explanations.renew()
        self._tails: dict[CellRef, Finding] = {}
        self._find_tails(self._engine.relations)
        self._collect()

    def _follow(self, touch: Touch) -> None:
        """Renew only what the change touches."""
        joined = self._facts.reconsider({cell.table for cell in touch.figures})
        self._facts.renew(touch.read_again)
        concerned = self._engine.update(touch.figures)
        if touch.read_again or joined:
            concerned |= self._engine.take(self._maker.relations(touch.read_again), touch.read_again)
        self._inspector.renew(touch)
        concerned |= self._explanations.renew()
        self._cases.reopen(touch, concerned)
        self._find_tails(concerned.union(self._renamed(touch.read_again)))
        self._collect()

    def _renamed(self, tables: Set[str]) -> Iterator[Relation]:
        """Relations with a tail whose lines may be called otherwise now."""
        if tables:
            yield from (r for r in self._engine.rounded() if any(cell.table in tables for cell in r.cells))

    def _find_tails(self, relations: Iterable[Relation]) -> None:
        """尾差, one for each total that is concerned."""
        wholes = {relation.terms[0].cell for relation in relations}
        for whole in wholes.intersection(self._tails):
            del self._tails[whole]
        for whole in wholes.intersection(relation.terms[0].cell for relation in self._engine.rounded()):
            if tail := self._reporter.rounding(whole):
                self._tails[whole] = tail

    def _collect(self) -> None:
        causes = list(self._cases.findings())
        told = {wrong: self._reporter.explaining(wrong, broken) for wrong, broken in self._explanations.items()}
        apart = [*causes, *(told.get(finding, finding) for finding, _ in self._inspector.found())]
        gathered = self._guard.attempt("witnesses", lambda: list(self._witnesses.gathered(causes, told)), apart)
        found = [*self._tails.values(), *gathered]
        order = {table.id: i for i, table in enumerate(self._report.tables)}
        self.findings = sorted(found, key=lambda finding: _order(finding, order))


def _order(finding: Finding, tables: dict[str, int]) -> tuple[int, int, int, int, str]:
    """The gravest first, then as in the report; the narrative after the tables."""
    row, column = finding.cells[0][1:] if finding.cells else (0, 0)
    place = tables.get(finding.table or "", len(tables))
    return LEVELS.index(finding.level), place, row, column, finding.message
