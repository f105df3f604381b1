"""One problem for each cause: what an inspection found is told below the cause whose repair would silence it too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from core.amounts import parse
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.findings import Finding, Level
from core.checks.inspecting import Inspector
from core.checks.relation import Status
from core.checks.text.shared import narrative_of
from core.model import CellRef

_LEVELS: tuple[Level, ...] = ("error", "warning", "info")
_ABOUT_CELLS = "text.amount"
_By = defaultdict[CellRef, list[Finding]]


class Witnesses:
    """Gathers findings of one cause, first those about a wrong cell, then those about a wrong amount of the text."""

    def __init__(self, facts: Facts, engine: Engine, inspector: Inspector) -> None:
        self._facts = facts
        self._engine = engine
        self._inspector = inspector

    def gathered(self, causes: Iterable[Finding]) -> Iterator[Finding]:
        """The causes and all that the inspections found, each finding once: by itself or below its cause."""
        found, causes = dict.fromkeys(self._inspector.findings()), list(causes)
        by_cell = _by_cell(found if causes else ())
        for cause in causes:
            yield self._joined(cause, self._of_cell(cause, by_cell, found), found)
        for amount in [finding for finding in found if finding.rule == _ABOUT_CELLS]:
            del found[amount]
            joined = self._joined(amount, self._of_text(amount, found), found)
            yield replace(joined, suspects=()) if joined is not amount or self._is_proved(amount) else amount
        yield from found

    def _joined(self, cause: Finding, witnesses: list[Finding], found: dict[Finding, None]) -> Finding:
        """The cause with these findings below it, which are told no more by themselves."""
        for witness in witnesses:
            del found[witness]
        if not witnesses:
            return cause
        quotes = [each.text for each in (cause, *witnesses) if each.text is not None]
        return replace(
            cause,
            level=min((each.level for each in (cause, *witnesses)), key=_LEVELS.index),
            text=quotes[0] if quotes else None,
            relations=(*cause.relations, *(witness.message for witness in witnesses)),
        )

    def _of_cell(self, cause: Finding, by_cell: _By, found: dict[Finding, None]) -> list[Finding]:
        """What is said against the cell that a cause suspects, and would not be with the suggested figure in it."""
        suspect = cause.suspects[0] if cause.suspects and cause.expected is not None else None
        if suspect is None or suspect.cell != cause.cells[0]:
            return []
        against = [finding for finding in by_cell.get(suspect.cell, ()) if finding in found]
        return [finding for finding in against if self._is_silenced(finding, cause)]

    def _is_silenced(self, finding: Finding, cause: Finding) -> bool:
        if finding.rule == _ABOUT_CELLS:
            return _agrees(finding, cause)
        inspection = self._inspector.source(finding)
        if not inspection.alone:
            return False
        repaired = self._facts.supposing(cause.cells[0], cause.suspects[0].suggestion)
        return not any(
            each.rule == finding.rule and each.cells == finding.cells for each in inspection.inspect(repaired)
        )

    def _of_text(self, amount: Finding, found: dict[Finding, None]) -> list[Finding]:
        """What else is said against the paragraph of an amount, and would not be with the figure of the tables."""
        place = amount.text.paragraph if amount.text is not None else None
        beside = [each for each in found if each.rule != _ABOUT_CELLS and _is_about(each, place)]
        arithmetic = [each for each in beside if self._inspector.source(each).looks_at == {"narrative"}]
        repaired = self._repaired(amount) if arithmetic else None
        if repaired is None:
            return []
        sources = dict.fromkeys(self._inspector.source(each) for each in arithmetic)
        left = {
            (each.rule, each.stated)
            for source in sources
            for each in source.inspect(repaired)
            if _is_about(each, place)
        }
        return [each for each in arithmetic if (each.rule, each.stated) not in left]

    def _is_proved(self, amount: Finding) -> bool:
        """Whether the tables agree on the cell that the text contradicts, so that the text is the wrong one."""
        relations = [r for suspect in amount.suspects for r in self._engine.of_cell(suspect.cell) if not r.at_most]
        stands = {self._engine.outcome(relation).status for relation in relations}
        return Status.BROKEN not in stands and not stands.isdisjoint((Status.PASSED, Status.ROUNDING))

    def _repaired(self, amount: Finding) -> Facts | None:
        """The report with the figure of the tables in the place of an amount of the text."""
        quote = amount.text
        if quote is None or quote.paragraph is None:
            return None
        passage = narrative_of(self._facts)[quote.paragraph]
        for mention in passage.mentions:
            if str(mention.amount.figure) == amount.stated and passage.quote(mention.start, mention.end) == quote:
                (start, end), text = passage.printed_span(mention), passage.paragraph.text
                repaired = f"{text[:start]}{amount.expected}{mention.amount.unit}{text[end:]}"
                return self._facts.reworded(quote.paragraph, repaired)
        return None


def _by_cell(findings: Iterable[Finding]) -> _By:
    by_cell: _By = defaultdict(list)
    for finding in findings:
        for cell in finding.cells if finding.level != "info" else ():
            by_cell[cell].append(finding)
    return by_cell


def _is_about(finding: Finding, paragraph: int | None) -> bool:
    return finding.level != "info" and finding.text is not None and finding.text.paragraph == paragraph is not None


def _agrees(finding: Finding, cause: Finding) -> bool:
    """Whether the text states what a cause suggests, in whatever unit."""
    stated, shown = parse(finding.stated or ""), parse(finding.expected or "")
    printed, right = parse(cause.stated or ""), parse(cause.expected or "")
    if stated is None or right is None:
        return False
    factor = shown.value / printed.value if shown and printed and printed.value and shown.value else Decimal(1)
    return abs(stated.value - right.value * factor) <= stated.half_unit + right.half_unit * abs(factor)
