"""Undo, redo, audit trail and recovery are one list of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from core.model.edits import CellEdit, Edit
from core.model.report import CellRef, Report


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the 撤销 menu: its name for the user, its edits in order, when, and why if a reason was given."""

    name: str
    edits: tuple[Edit, ...]
    when: datetime
    why: str = ""

    def inverse(self, when: datetime) -> Step:
        """The step that takes this one back."""
        return Step(self.name, tuple(e.inverse() for e in reversed(self.edits)), when, self.why)


@dataclass(frozen=True, slots=True)
class Change:
    """What listeners are told after a step was done, undone or redone.

    cells: the cells whose text changed; structural: something else than cell texts changed as well.
    step: the step as it was applied (for an undo: the inverse). done: "do", "undo" or "redo".
    """

    step: Step
    done: str
    cells: tuple[CellRef, ...]
    structural: bool


class History:
    """Owns every change of one report. Nobody else changes it.

    done, undone: the steps of a report that comes with its history; the last undone is the next to redo.
    """

    def __init__(
        self,
        report: Report,
        now: Callable[[], datetime] = datetime.now,
        *,
        done: Iterable[Step] = (),
        undone: Iterable[Step] = (),
    ) -> None:
        self.report = report
        self.done: list[Step] = list(done)
        self.undone: list[Step] = list(undone)
        self._now = now
        self._staged: list[Edit] | None = None
        self._listeners: list[Callable[[Change], None]] = []

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Call `listener` after every change, in the thread that made it."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Callable[[Change], None]) -> None:
        self._listeners.remove(listener)

    @contextmanager
    def step(self, name: str, why: str = "") -> Iterator[None]:
        """Collect the edits made inside into one step; an exception takes all of them back. Steps do not nest."""
        if self._staged is not None:
            raise RuntimeError("a step is already open")
        self._staged = []
        try:
            yield
        except BaseException:
            for edit in reversed(self._staged):
                edit.inverse().apply(self.report)
            self._staged = None
            raise
        edits, self._staged = tuple(self._staged), None
        if edits:
            self.done.append(Step(name, edits, self._now(), why))
            self.undone.clear()
            self._tell(self.done[-1], "do")

    @property
    def staged(self) -> tuple[Edit, ...]:
        """The edits of the step that is open, none where none is."""
        return tuple(self._staged or ())

    def apply(self, edit: Edit) -> None:
        """Apply one edit inside an open step."""
        if self._staged is None:
            raise RuntimeError("edits are made inside a step")
        edit.apply(self.report)
        self._staged.append(edit)

    def set_text(self, ref: CellRef, text: str) -> None:
        """Correct one cell inside an open step; nothing happens where the text is the same already."""
        cell = self.report.cell(ref)
        if cell.text != text:
            self.apply(CellEdit(ref, cell, cell.with_text(text)))

    def repeat(self, step: Step) -> None:
        """Do a step that was made before, as when a draft is recovered. It keeps its time; redo is cleared."""
        self._perform(step)
        self.done.append(step)
        self.undone.clear()
        self._tell(step, "do")

    def undo(self) -> Step | None:
        """Take the last step back; None where there is nothing to undo."""
        if not self.done:
            return None
        back = self.done[-1].inverse(self._now())
        self._perform(back)
        self.undone.append(self.done.pop())
        self._tell(back, "undo")
        return self.undone[-1]

    def redo(self) -> Step | None:
        """Do the last undone step again; None where there is none."""
        if not self.undone:
            return None
        step = self.undone[-1]
        self._perform(step)
        self.done.append(self.undone.pop())
        self._tell(step, "redo")
        return step

    def _perform(self, step: Step) -> None:
        """Apply all edits of a step, or none where one of them does not fit."""
        for number, edit in enumerate(step.edits):
            try:
                edit.apply(self.report)
            except BaseException:
                for earlier in reversed(step.edits[:number]):
                    earlier.inverse().apply(self.report)
                raise

    def _tell(self, step: Step, done: str) -> None:
        cells = tuple(dict.fromkeys(e.ref for e in step.edits if isinstance(e, CellEdit)))
        structural = any(not isinstance(e, CellEdit) for e in step.edits)
        for listener in list(self._listeners):
            listener(Change(step, done, cells, structural))
