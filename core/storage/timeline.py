"""The history of a report in the library: its steps as last saved, and the journal of what happened since."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from core.model import Change, History, Report, Step
from core.storage.steps import edits_to_text, step_from

Row = Sequence[Any]
_log = logging.getLogger(__name__)


def timeline(history: History) -> list[Step]:
    """Steps done in their order, then steps undone, the next one to redo first: an undo moves only the border."""
    return [*history.done, *reversed(history.undone)]


def write_steps(db: sqlite3.Connection, report_id: int, stored: Sequence[Step], wanted: Sequence[Step]) -> None:
    """Make the stored timeline the wanted one. Steps are never changed, so what both begin with stays as it is."""
    same = next((n for n, (a, b) in enumerate(zip(stored, wanted, strict=False)) if a is not b), None)
    if same is None:
        same = min(len(stored), len(wanted))
    db.execute("DELETE FROM steps WHERE report = ? AND position >= ?", (report_id, same))
    db.executemany(
        "INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?)",
        [(report_id, n, *_step_row(step)) for n, step in enumerate(wanted[same:], same)],
    )


def read_history(db: sqlite3.Connection, report_id: int, report: Report) -> History:
    """A history for `report` that stands where it stood when it was saved."""
    rows = db.execute("SELECT name, why, made_at, edits FROM steps WHERE report = ? ORDER BY position", (report_id,))
    steps = [step_from(*row) for row in rows]
    (done,) = db.execute("SELECT steps_done FROM reports WHERE id = ?", (report_id,)).fetchone()
    return History(report, done=steps[:done], undone=reversed(steps[done:]))


def append_journal(db: sqlite3.Connection, report_id: int, position: int, changes: Iterable[Change]) -> int:
    """Write down what was done, undone or redone from `position` on. Returns the next position."""
    rows = [(report_id, n, *_journal_row(change)) for n, change in enumerate(changes, position)]
    db.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return position + len(rows)


def replay_journal(db: sqlite3.Connection, report_id: int, history: History) -> int:
    """Do again what happened since the report was saved. Returns the next position of the journal.

    Where an entry does not fit, what came before it is still worth having: the rest is dropped.
    """
    rows = db.execute(
        "SELECT done, name, why, made_at, edits FROM journal WHERE report = ? ORDER BY position", (report_id,)
    ).fetchall()
    for position, row in enumerate(rows):
        try:
            _replay(history, *row)
        except (LookupError, ValueError):
            _log.exception("a draft is recovered up to entry %d of %d", position, len(rows))
            db.execute("DELETE FROM journal WHERE report = ? AND position >= ?", (report_id, position))
            return position
    return len(rows)


def _replay(history: History, done: str, name: str, why: str, made_at: str, edits: str) -> None:
    if done == "undo":
        history.undo()
    elif done == "redo":
        history.redo()
    else:
        history.repeat(step_from(name, why, made_at, edits))


def _step_row(step: Step) -> Row:
    return step.name, step.why, step.when.isoformat(), edits_to_text(step)


def _journal_row(change: Change) -> Row:
    """An undo or redo needs no step: the replay has it."""
    return (change.done, *(_step_row(change.step) if change.done == "do" else (None,) * 4))
