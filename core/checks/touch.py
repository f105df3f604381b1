"""What a change of the report touches, in the terms in which checks say what they look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.checks.facts import Facts, TableFacts
from core.checks.registry import LooksAt
from core.checks.text.index import may_be_code, may_hold_amount
from core.model import AsideEdit, CellEdit, CellRef, Edit, InfoEdit, ParagraphEdit, TableEdit

_FIGURES: frozenset[LooksAt] = frozenset({"tables"})
_LABELS: frozenset[LooksAt] = frozenset({"tables", "labels"})
_WHOLE: frozenset[LooksAt] = frozenset({"tables", "labels", "captions"})


@dataclass(slots=True)
class Touch:
    """What is no longer as the checks saw it.

    figures: cells in which one amount, or a blank in its place, became another. read_again: ids of the tables whose
    reading may be another; one that is gone is among them. parts: what can be noticed of each table that was touched.
    forms: what these tables are and were. narrative: whether a paragraph changed.
    """

    figures: list[CellRef] = field(default_factory=list)
    read_again: set[str] = field(default_factory=set)
    parts: dict[str, frozenset[LooksAt]] = field(default_factory=dict)
    forms: dict[str, set[str | None]] = field(default_factory=dict)
    narrative: bool = False

    def note(self, table: str, form: str | None, parts: frozenset[LooksAt]) -> None:
        """These parts of a table changed, which is or was of that form."""
        if self.parts.get(table) is not parts:
            self.parts[table] = self.parts.get(table, parts) | parts
        self.forms.setdefault(table, set()).add(form)


def touched(edits: Iterable[Edit], facts: Facts) -> Touch | None:
    """What edits that were just made touch, by the facts from before them; None: everything."""
    touch = Touch()
    for edit in edits:
        if isinstance(edit, InfoEdit):
            return None
        if isinstance(edit, TableEdit):
            _note_table(touch, edit)
        elif isinstance(edit, CellEdit):
            _note_cell(touch, edit, facts)
        elif isinstance(edit, ParagraphEdit):
            touch.narrative = True
        else:
            assert isinstance(edit, AsideEdit)  # says nothing about the report itself
    touch.figures = [cell for cell in touch.figures if cell.table not in touch.read_again]
    return touch


def _note_table(touch: Touch, edit: TableEdit) -> None:
    for table in (edit.before, edit.after):
        if table is not None:
            touch.read_again.add(table.id)
            touch.note(table.id, table.form, _WHOLE)


def _note_cell(touch: Touch, edit: CellEdit, facts: Facts) -> None:
    """A figure that became another leaves the reading of its table as it was."""
    table, before, after = facts.get(edit.ref.table), edit.before.text, edit.after.text
    is_figure = table is not None and _leaves_reading(table, edit.ref, before, after)
    if is_figure:
        touch.figures.append(edit.ref)
    else:
        touch.read_again.add(edit.ref.table)
    parts = _FIGURES if is_figure and not (may_be_code(before) or may_be_code(after)) else _LABELS
    touch.note(edit.ref.table, table.form if table is not None else None, parts)


def _leaves_reading(table: TableFacts, ref: CellRef, before: str, after: str) -> bool:
    """Whether a figure became another. In a line without a label, a figure is what makes it a line at all."""
    place = table.places.get((ref.row, ref.column))
    if place is None or not (may_hold_amount(before) and may_hold_amount(after)):
        return False
    return bool(place[0].label or place[0].code or (before.strip() and after.strip()))
