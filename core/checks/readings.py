"""The relations choose between readings of a figure that OCR was not sure of.

A reading stays as it is unless it breaks a relation, and exactly one other reading of exactly one unsure figure makes
all relations of that figure hold. The choice is marked as inferred (推定); `Cell.printed` keeps what was read. A figure
that does not fit its column is sure only where a relation confirms it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace

from core.amounts import Figure, parse
from core.checks.causes.detective import Detective
from core.checks.declared import relation_book
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.registry import all_relation_kinds
from core.checks.relation import Group, Relation, Status
from core.forms.fitting import misfits
from core.model import Cell, CellRef, Report

UNSURE = 0.97  # of the least sure digit; a figure that was read more surely is the report's own
GUESSED = 0.8  # a digit that was read less surely may be any other
DOUBTED = 0.9  # of a reading that does not fit its column
Readings = Iterator[tuple[str, Figure]]
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
        fitting = list(_fitting(engine, report, group, other_readings, UNSURE))
        fitting = fitting or list(_fitting(engine, report, group, far_readings, GUESSED))
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


def _is_unsure(cell: Cell, sure: float = UNSURE) -> bool:
    return cell.confidence is not None and cell.confidence < sure and not cell.corrected


def _fitting(
    engine: Engine, report: Report, group: Group, readings: Callable[[str], Readings], sure: float
) -> Iterator[tuple[CellRef, str]]:
    """Every other reading of one figure of the group, read less surely than that, with which all its relations hold."""
    for ref in dict.fromkeys(ref for relation in group for ref in relation.cells):
        cell = report.cell(ref)
        if not _is_unsure(cell, sure):
            continue
        active = [relation for relation in engine.of_cell(ref) if engine.is_active(relation)]
        for text, figure in readings(cell.text):
            outcomes = (engine.judge(relation, {ref: figure}).status for relation in active)
            if Status.BROKEN not in outcomes:
                yield ref, text


def other_readings(text: str) -> Readings:
    """What may have been printed where this figure was read: one digit that looks like another, or a lost point."""
    for at, digit in enumerate(text):
        for other in sorted(_LIKE.get(digit, ())):
            yield from _readable(text[:at] + other + text[at + 1 :])
    if text.isdecimal():
        for at in range(1, len(text) - 1):
            yield from _readable(f"{text[:at]}.{text[at:]}")
    if text.count(",") == 1 and "." not in text:
        yield from _readable(text.replace(",", "."))


def far_readings(text: str) -> Readings:
    """Every figure that differs from a hardly legible one by a digit: another one, one too few or too many."""
    cuts = [(text[:at], text[at : at + 1], text[at + 1 :]) for at in range(len(text) + 1)]
    exchanged = [before + new + after for before, old, after in cuts if old.isdecimal() for new in _LIKE]
    put_in = [before + new + old + after for before, old, after in cuts for new in _LIKE]
    taken_out = [before + after for before, old, after in cuts if old.isdecimal()]
    for other in dict.fromkeys([*exchanged, *put_in, *taken_out]):
        if other != text:
            yield from _readable(other)


def _readable(text: str) -> Readings:
    figure = parse(text)
    if figure is not None:
        yield text, figure
