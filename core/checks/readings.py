"""The relations choose between readings of a figure that OCR was not sure of.

A reading stays as it is unless it breaks a relation, and exactly one other reading of exactly one unsure figure makes
all relations of that figure hold. The choice is marked as inferred (推定); `Cell.printed` keeps what was read. A figure
that does not fit its column is sure only where a relation confirms it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from core.amounts import Figure, parse
from core.checks.causes import Detective, Group
from core.checks.declared import relation_book
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.registry import all_relation_kinds
from core.checks.relation import Relation, Status
from core.forms.fitting import misfits
from core.model import Cell, CellRef, Report

UNSURE = 0.97  # of the least sure digit; a figure that was read more surely is the report's own
DOUBTED = 0.9  # of a reading that does not fit its column
_ALIKE = ("17", "38", "56", "06", "49", "08", "68")
_LIKE = {
    digit: {other for pair in _ALIKE if digit in pair for other in pair if other != digit} for digit in "0123456789"
}
_log = logging.getLogger(__name__)


def choose_readings(report: Report) -> list[CellRef]:
    """Replace misread figures of a report that came from pictures; the cells that were replaced."""
    unfit = misfits(report)
    if not unfit and not any(_is_unsure(cell) for table in report.tables for _, cell in table.refs()):
        return []
    facts = Facts(report)
    engine = Engine(facts, _relations(facts))
    for ref in unfit:
        if not _is_confirmed(engine, ref):
            _doubt(report, ref)
    chosen = []
    for group in Detective(facts, engine).groups():
        fitting = list(_fitting(engine, report, group))
        if len(fitting) == 1:
            ref, text = fitting[0]
            cell = report.cell(ref)
            report.table(ref.table).rows[ref.row][ref.column] = replace(cell, text=text, inferred=True)
            chosen.append(ref)
    return chosen


def _is_confirmed(engine: Engine, ref: CellRef) -> bool:
    """Whether an equation holds that would not hold with another figure."""
    return any(
        not relation.at_most and engine.outcome(relation).status is Status.PASSED
        for relation in engine.of_cell(ref)
        if engine.figure(ref)
    )


def _doubt(report: Report, ref: CellRef) -> None:
    """Let a cell ask for a look at the page, however sure its reading was."""
    rows = report.table(ref.table).rows
    cell = rows[ref.row][ref.column]
    sure = cell.confidence if cell.confidence is not None else 0.0
    rows[ref.row][ref.column] = replace(cell, confidence=min(sure, DOUBTED))


def _relations(facts: Facts) -> list[Relation]:
    silenced = relation_book(None).silenced
    made: list[Relation] = []
    for name, make in all_relation_kinds().items():
        if name not in silenced:
            try:
                made += make(facts)
            except Exception:  # an error of ours in one check; the checker says so to the user
                _log.exception("relations %s could not be made", name)
    return made


def _is_unsure(cell: Cell) -> bool:
    return cell.confidence is not None and cell.confidence < UNSURE and not cell.corrected


def _fitting(engine: Engine, report: Report, group: Group) -> Iterator[tuple[CellRef, str]]:
    """Every other reading of one unsure figure of the group with which all relations of that figure hold."""
    for ref in dict.fromkeys(ref for relation in group for ref in relation.cells):
        cell = report.cell(ref)
        if not _is_unsure(cell):
            continue
        active = [relation for relation in engine.of_cell(ref) if engine.is_active(relation)]
        for text, figure in other_readings(cell.text):
            outcomes = (engine.judge(relation, {ref: figure}).status for relation in active)
            if Status.BROKEN not in outcomes:
                yield ref, text


def other_readings(text: str) -> Iterator[tuple[str, Figure]]:
    """What may have been printed where this figure was read: one digit that looks like another, or a lost point."""
    for at, digit in enumerate(text):
        for other in sorted(_LIKE.get(digit, ())):
            yield from _readable(text[:at] + other + text[at + 1 :])
    if text.isdecimal() and len(text) > 2:
        yield from _readable(f"{text[:-2]}.{text[-2:]}")
    if text.count(",") == 1 and "." not in text:
        yield from _readable(text.replace(",", "."))


def _readable(text: str) -> Iterator[tuple[str, Figure]]:
    figure = parse(text)
    if figure is not None:
        yield text, figure
