"""勾稽: facts → relations → one engine → findings with their causes."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from core.checks.causes import Detective
from core.checks.collecting import uncollected
from core.checks.declared import relation_book
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.findings import Finding, Level
from core.checks.ledger import LedgerEntry, entries
from core.checks.making import Maker
from core.checks.registry import Inspection, all_inspections
from core.checks.relation import Relation, Status
from core.checks.reporting import Reporter
from core.checks.text.index import is_amount_alone, may_hold_amount
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
        self._check_all()

    @uncollected()
    def recheck(self, change: Change | None = None) -> list[Finding]:
        """Renew the findings after a change of the report; None checks everything anew."""
        if change is None or not self._follow(change):
            self._check_all()
        return self.findings

    def ledger(self) -> list[LedgerEntry]:
        """How every relation stands."""
        return list(entries(self._facts, self._engine, self._wording))

    def told(self) -> list[Told]:
        """Every amount of the narrative, and where the tables hold it."""
        return list(told_amounts(self._facts))

    @uncollected()
    def _check_all(self) -> None:
        self.faults = []
        self._facts = Facts(self._report, self._own, self._own_forms)
        self._maker = Maker(self._facts, self._guarded)
        self._diagnosed: dict[tuple[int, ...], list[Finding]] = {}
        self._rest_on(Engine(self._facts, self._maker.relations()))
        silenced = relation_book(self._own).silenced
        self._inspections = [each for each in all_inspections() if each.name not in silenced]
        self._inspected = {each.name: self._inspect(each) for each in self._inspections}
        self._collect()

    def _rest_on(self, engine: Engine) -> None:
        self._engine = engine
        self._wording = Wording(self._facts, engine)
        self._detective = Detective(self._facts, engine)
        self._reporter = Reporter(self._facts, engine, self._wording)
        self._tails: dict[CellRef, Finding] = {}
        self._by_whole: dict[CellRef, list[int]] = defaultdict(list)
        for number, relation in enumerate(engine.relations):
            self._by_whole[relation.terms[0].cell].append(number)
        self._find_tails(self._by_whole)

    def _inspect(self, inspection: Inspection) -> list[Finding]:
        return self._guarded(inspection.name, inspection.inspect(self._facts))

    def _guarded(self, name: str, made: Iterator[_T]) -> list[_T]:
        """What a check yields. One that fails by an error of ours must not take the others down, nor look passed."""
        try:
            return list(made)
        except Exception:
            _log.exception("check %s failed", name)
            if name not in self.faults:
                self.faults.append(name)
            return []

    def _follow(self, change: Change) -> bool:
        """Renew only what the change touches; False where the structure of the report changed."""
        edits = [e for e in change.step.edits if not isinstance(e, AsideEdit)]
        if not all(isinstance(e, ParagraphEdit | CellEdit) for e in edits):
            return False
        cells = [e for e in edits if isinstance(e, CellEdit)]
        if all(self._is_figure(e) for e in cells):
            self._evaluate_again([e.ref for e in cells])
        else:
            self._read_again({e.ref.table for e in cells})
        told = any(isinstance(e, ParagraphEdit) for e in edits)
        if told:
            self._detective.forget()
            self._diagnosed.clear()
        labels = not all(is_amount_alone(e.before.text) and is_amount_alone(e.after.text) for e in cells)
        forms = {self._facts.table(e.ref.table).form for e in cells}
        self._reinspect(forms, labels=labels, told=told)
        self._collect()
        return True

    def _is_figure(self, edit: CellEdit) -> bool:
        """Whether an amount, or a blank in its place, became another, so that the reading of the table stays."""
        places = self._facts.table(edit.ref.table).places
        amounts = may_hold_amount(edit.before.text) and may_hold_amount(edit.after.text)
        return amounts and (edit.ref.row, edit.ref.column) in places

    def _evaluate_again(self, cells: list[CellRef]) -> None:
        touched = self._engine.update(cells)
        self._detective.forget()
        self._forget(touched)
        self._find_tails({self._engine.relations[n].terms[0].cell for n in touched})

    def _read_again(self, tables: set[str]) -> None:
        """Codes or labels of these tables changed: their relations are others, those between other tables are not."""
        known = {self._named(group): found for group, found in self._diagnosed.items() if self._is_apart(group, tables)}
        self._facts.read_again(tables)
        self._rest_on(Engine(self._facts, self._maker.relations(tables), self._engine, tables))
        groups = {group: self._named(group) for group in self._detective.groups() if self._is_apart(group, tables)}
        self._diagnosed = {group: known[named] for group, named in groups.items() if named in known}

    def _named(self, group: tuple[int, ...]) -> tuple[Relation, ...]:
        return tuple(self._engine.relations[number] for number in group)

    def _is_apart(self, group: tuple[int, ...], tables: set[str]) -> bool:
        """Whether the diagnosis of a group has nothing to do with these tables."""
        near = self._named(tuple(self._detective.region(group)))
        return not any(cell.table in tables for relation in near for cell in relation.cells)

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

    def _reinspect(self, forms: set[str | None], *, labels: bool, told: bool) -> None:
        for inspection in self._inspections:
            concerned = any(inspection.concerns_table(form, labels=labels) for form in forms)
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
