"""勾稽: facts → relations → one engine → findings with their causes."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from core.checks.causes import Detective
from core.checks.declared import relation_book
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.findings import Finding, Level
from core.checks.ledger import LedgerEntry, entries
from core.checks.registry import Inspection, all_inspections, all_relation_kinds
from core.checks.relation import Relation, Status
from core.checks.reporting import Reporter
from core.checks.text.told import Told, told_amounts
from core.checks.wording import Wording
from core.model import AsideEdit, CellEdit, CellRef, Change, ParagraphEdit, Report

__all__ = ["Checker", "LedgerEntry", "Status", "Told"]

_LEVELS: tuple[Level, ...] = ("error", "warning", "info")
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Checker:
    """Checks one report and keeps up with its edits. `findings` is always the present list, the gravest first.

    own_relations: the user's folder of relations, which may add to or silence those of the program.
    own_forms: the user's folder of forms, as the report was recognised with.
    faults: names of checks that failed by an error of ours; their part of the report is unchecked.
    """

    def __init__(self, report: Report, own_relations: Path | None = None, own_forms: Path | None = None) -> None:
        self._report = report
        self._own = own_relations
        self._own_forms = own_forms
        self.findings: list[Finding] = []
        self.faults: list[str] = []
        self._check()

    def recheck(self, change: Change | None = None) -> list[Finding]:
        """Renew the findings after a change of the report; None checks everything anew."""
        if change is None or not self._follow(change):
            self._check()
        return self.findings

    def ledger(self) -> list[LedgerEntry]:
        """How every relation stands."""
        return list(entries(self._facts, self._engine, self._wording))

    def told(self) -> list[Told]:
        """Every amount of the narrative, and where the tables hold it."""
        return list(told_amounts(self._facts))

    def _check(self) -> None:
        self.faults = []
        self._facts = Facts(self._report, self._own, self._own_forms)
        self._engine = Engine(self._facts, self._relations())
        self._wording = Wording(self._facts, self._engine)
        self._detective = Detective(self._facts, self._engine)
        self._reporter = Reporter(self._facts, self._engine, self._wording)
        self._diagnosed: dict[tuple[int, ...], list[Finding]] = {}
        self._tails: dict[CellRef, Finding] = {}
        self._by_whole: dict[CellRef, list[int]] = defaultdict(list)
        for number, relation in enumerate(self._engine.relations):
            self._by_whole[relation.terms[0].cell].append(number)
        self._find_tails(self._by_whole)
        silenced = relation_book(self._own).silenced
        self._inspections = [each for each in all_inspections() if each.name not in silenced]
        self._inspected = {each.name: self._inspect(each) for each in self._inspections}
        self._collect()

    def _relations(self) -> list[Relation]:
        silenced = relation_book(self._own).silenced
        made: list[Relation] = []
        for name, make in all_relation_kinds().items():
            if name not in silenced:
                made += self._guarded(name, make(self._facts))
        return made

    def _inspect(self, inspection: Inspection) -> list[Finding]:
        return self._guarded(inspection.name, inspection.inspect(self._facts))

    def _guarded(self, name: str, made: Iterator[_T]) -> list[_T]:
        """What a check yields. One that fails by an error of ours must not take the others down, nor look passed."""
        try:
            return list(made)
        except Exception:
            _log.exception("check %s failed", name)
            self.faults.append(name)
            return []

    def _follow(self, change: Change) -> bool:
        """Renew only what the change touches; False where the tables have to be read again."""
        edits = [e for e in change.step.edits if not isinstance(e, AsideEdit)]
        if not all(isinstance(e, ParagraphEdit) or (isinstance(e, CellEdit) and self._is_amount(e.ref)) for e in edits):
            return False
        cells = [e.ref for e in edits if isinstance(e, CellEdit)]
        touched = self._engine.update(cells)
        self._detective.forget_decimals()
        self._forget(touched)
        self._find_tails({self._engine.relations[n].terms[0].cell for n in touched})
        self._reinspect(cells, told=any(isinstance(e, ParagraphEdit) for e in edits))
        self._collect()
        return True

    def _is_amount(self, ref: CellRef) -> bool:
        """Whether the reading of the tables stays as it is when the text of this cell changes."""
        return (ref.row, ref.column) in self._facts.table(ref.table).places

    def _forget(self, touched: set[int]) -> None:
        """Drop diagnoses of groups that have a relation near a changed figure."""
        for group in list(self._diagnosed):
            if not touched.isdisjoint(self._detective.region(group)):
                del self._diagnosed[group]

    def _find_tails(self, wholes: Iterable[CellRef]) -> None:
        for whole in wholes:
            self._tails.pop(whole, None)
            if tail := self._reporter.rounding(self._by_whole[whole]):
                self._tails[whole] = tail

    def _reinspect(self, cells: Iterable[CellRef], *, told: bool) -> None:
        forms = {self._facts.table(cell.table).form for cell in cells}
        for inspection in self._inspections:
            concerned = any(inspection.concerns_table(form) for form in forms)
            if concerned or (told and "narrative" in inspection.looks_at):
                self._inspected[inspection.name] = self._inspect(inspection)

    def _collect(self) -> None:
        self._diagnosed = {group: self._explained(group) for group in self._detective.groups()}
        found = [f for findings in self._diagnosed.values() for f in findings]
        found += self._tails.values()
        found += [f for findings in self._inspected.values() for f in findings]
        order = {table.id: i for i, table in enumerate(self._report.tables)}
        self.findings = sorted(dict.fromkeys(found), key=lambda f: _order(f, order))

    def _explained(self, group: tuple[int, ...]) -> list[Finding]:
        """What is wrong with a group of broken relations, looked for only once."""
        known = self._diagnosed.get(group)
        return list(self._reporter.findings(self._detective.diagnose(group))) if known is None else known


def _order(finding: Finding, tables: dict[str, int]) -> tuple[int, int, int, int, str]:
    """The gravest first, then as in the report; the narrative after the tables."""
    row, column = finding.cells[0][1:] if finding.cells else (0, 0)
    place = tables.get(finding.table or "", len(tables))
    return _LEVELS.index(finding.level), place, row, column, finding.message
