"""One problem for each cause: what an inspection found is told below the cause whose repair would silence it too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from core.amounts import parse
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.findings import Finding, gravest
from core.checks.inspecting import Inspector
from core.checks.inspections.between_tables import UNIT
from core.checks.inspections.misplaced_codes import MISPLACED
from core.checks.inspections.subject_names import LENGTH, NAMED
from core.checks.registry import Inspection
from core.checks.relation import Status
from core.checks.text.shared import narrative_of
from core.model import CellRef

_ABOUT_CELLS = "text.amount"
_OF_A_CODE, _OF_A_UNIT = (NAMED, LENGTH), "text.table_unit"
_By = defaultdict[CellRef, list[Finding]]
_Said = tuple[int | None, str, str | None]
_Found = dict[Finding, Inspection]  # what the inspections found and nothing has gathered yet


class Witnesses:
    """Gathers findings of one cause, first those about a wrong cell, then those about a wrong amount of the text."""

    def __init__(self, facts: Facts, engine: Engine, inspector: Inspector) -> None:
        self._facts = facts
        self._engine = engine
        self._inspector = inspector

    def gathered(self, causes: Sequence[Finding], told: Mapping[Finding, Finding]) -> Iterator[Finding]:
        """The causes and all that the inspections found, each finding once: by itself or below its cause.

        told: how findings of inspections are told that are causes themselves.
        """
        found = _told_once(dict(self._inspector.found()), told)
        by_cell = _by_cell([each for each in found if each not in told.values()] if causes else ())
        for cause in causes:
            yield self._joined(cause, self._of_cell(cause, by_cell, found), found)
        amounts = [finding for finding in found if finding.rule == _ABOUT_CELLS]
        witnesses = self._of_texts(amounts, found)
        for amount in amounts:
            del found[amount]
            joined = self._joined(amount, witnesses.get(amount, []), found)
            yield replace(joined, suspects=()) if joined is not amount or self._is_proved(amount) else amount
        yield from found

    def _joined(self, cause: Finding, witnesses: list[Finding], found: _Found) -> Finding:
        """The cause with these findings below it, which are told no more by themselves."""
        for witness in witnesses:
            del found[witness]
        if not witnesses:
            return cause
        quotes = [each.text for each in (cause, *witnesses) if each.text is not None]
        return replace(
            cause,
            level=gravest(each.level for each in (cause, *witnesses)),
            text=quotes[0] if quotes else None,
            relations=(*cause.relations, *(witness.message for witness in witnesses)),
        )

    def _of_cell(self, cause: Finding, by_cell: _By, found: _Found) -> list[Finding]:
        """What is said against the cell that a cause suspects, and would not be with the suggested figure in it."""
        suspect = cause.suspects[0] if cause.suspects and cause.expected is not None else None
        if suspect is None or suspect.cell != cause.cells[0]:
            return []
        against = [finding for finding in by_cell.get(suspect.cell, ()) if finding in found]
        return [finding for finding in against if self._is_silenced(finding, found[finding], cause)]

    def _is_silenced(self, finding: Finding, inspection: Inspection, cause: Finding) -> bool:
        if finding.rule == _ABOUT_CELLS:
            return _agrees(finding, cause)
        if not inspection.alone:
            return False
        repaired = self._facts.supposing(cause.cells[0], cause.suspects[0].suggestion)
        return not any(
            each.rule == finding.rule and each.cells == finding.cells for each in inspection.inspect(repaired)
        )

    def _of_texts(self, amounts: list[Finding], found: _Found) -> dict[Finding, list[Finding]]:
        """What else is said against the paragraph of each amount, and would not be with the figure of the tables.

        The first amounts of all paragraphs are repaired together, then the second ones: the narrative is read as often
        as one paragraph has wrong amounts, however many paragraphs there are.
        """
        beside = _by_paragraph(each for each, inspection in found.items() if inspection.looks_at == {"narrative"})
        silenced: dict[Finding, list[Finding]] = {}
        for turn in _in_turns({place: each for place, each in _by_paragraph(amounts).items() if place in beside}):
            repaired = {place: text for place, amount in turn.items() if (text := self._repaired(place, amount))}
            left = self._left(repaired, {found[each] for place in repaired for each in beside[place]})
            for place in repaired:
                silenced[turn[place]] = [each for each in beside[place] if _said(each) not in left]
                beside[place] = [each for each in beside[place] if _said(each) in left]
        return silenced

    def _left(self, repaired: dict[int, str], inspections: Collection[Inspection]) -> set[_Said]:
        """What these inspections still say of paragraphs in other words."""
        facts = self._facts.reworded(repaired) if inspections else self._facts
        found = (each for inspection in inspections for each in inspection.inspect(facts))
        return {_said(each) for each in found if _is_alarm(each)}

    def _is_proved(self, amount: Finding) -> bool:
        """Whether the tables agree on the cell that the text contradicts, so that the text is the wrong one."""
        relations = [r for suspect in amount.suspects for r in self._engine.of_cell(suspect.cell) if not r.at_most]
        stands = {self._engine.outcome(relation).status for relation in relations}
        return Status.BROKEN not in stands and not stands.isdisjoint((Status.PASSED, Status.ROUNDING))

    def _repaired(self, paragraph: int, amount: Finding) -> str:
        """A paragraph with the figure of the tables in the place of an amount, "" where the amount is not found."""
        passage = narrative_of(self._facts)[paragraph]
        for mention in passage.mentions:
            if str(mention.amount.figure) == amount.stated and passage.quote(mention.start, mention.end) == amount.text:
                (start, end), text = passage.printed_span(mention), passage.paragraph.text
                return f"{text[:start]}{amount.expected}{mention.amount.unit}{text[end:]}"
        return ""


def _told_once(found: _Found, causes: Mapping[Finding, Finding]) -> _Found:
    """What was found; what is wrong only because a code or a unit is stands below that."""
    rows = {(f.table, f.cells[0].row): f for f in found if f.rule == MISPLACED}
    tables = {f.table: f for f in found if f.rule == UNIT}
    below: dict[Finding, Finding] = {}
    for finding in found if rows or tables else ():
        places = [(cell.table, cell.row) for cell in finding.cells]
        if finding.rule in _OF_A_CODE and rows.keys() >= set(places):
            below[finding] = rows[places[0]]
        elif finding.rule == _OF_A_UNIT and finding.table in tables:
            below[finding] = tables[finding.table]
    told: _Found = {}
    for finding, inspection in found.items():
        said = tuple(each.message for each, cause in below.items() if cause is finding)
        cause = causes.get(finding, finding)
        if finding not in below:
            told[replace(cause, relations=cause.relations + said) if said else cause] = inspection
    return told


def _by_cell(findings: Iterable[Finding]) -> _By:
    by_cell: _By = defaultdict(list)
    for finding in filter(_is_alarm, findings):
        for cell in finding.cells:
            by_cell[cell].append(finding)
    return by_cell


def _by_paragraph(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    by_paragraph: dict[int, list[Finding]] = {}
    for finding in filter(_is_alarm, findings):
        if finding.text is not None and finding.text.paragraph is not None:
            by_paragraph.setdefault(finding.text.paragraph, []).append(finding)
    return by_paragraph


def _in_turns(by_paragraph: dict[int, list[Finding]]) -> Iterator[dict[int, Finding]]:
    """The first finding of every paragraph, then the second ones, and so on."""
    for turn in range(max(map(len, by_paragraph.values()), default=0)):
        yield {place: findings[turn] for place, findings in by_paragraph.items() if turn < len(findings)}


def _is_alarm(finding: Finding) -> bool:
    return finding.level != "info"


def _said(finding: Finding) -> _Said:
    """What a finding about the text is known again by."""
    return finding.text.paragraph if finding.text is not None else None, finding.rule, finding.stated


def _agrees(finding: Finding, cause: Finding) -> bool:
    """Whether the text states what a cause suggests, in whatever unit."""
    stated, shown = parse(finding.stated or ""), parse(finding.expected or "")
    printed, right = parse(cause.stated or ""), parse(cause.expected or "")
    if stated is None or right is None:
        return False
    factor = shown.value / printed.value if shown and printed and printed.value and shown.value else Decimal(1)
    return abs(stated.value - right.value * factor) <= stated.half_unit + right.half_unit * abs(factor)
