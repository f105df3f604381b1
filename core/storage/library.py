"""The library (资料库): one SQLite file with reports, their history, their findings and their source files.

Its journal is SQLite's rollback journal, not WAL: what was committed is then always in the one file that people copy to
a stick, it works in folders on a server, and a program killed half way is undone by the next one to open the file.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import ReportChanged
from core.model import Change, History, Report, ReportInfo, Step
from core.storage import names, records, timeline
from core.storage.lock import WriterLock
from core.storage.names import ConfirmedName
from core.storage.opening import connect, make_folder
from core.storage.schema import prepare
from core.storage.troubles import known, readable

if TYPE_CHECKING:
    from core.checks.findings import Finding


@dataclass(frozen=True, slots=True)
class Stored:
    """A report as the library gives it. `history` owns the report and has all its steps, done and undone.

    source: the bytes of the original file, None where they were not stored. unsaved: it has more than was saved.
    """

    id: int
    history: History
    findings: list[Finding]
    source: bytes | None
    unsaved: bool = False

    @property
    def report(self) -> Report:
        return self.history.report

    @property
    def done(self) -> list[Step]:
        return self.history.done

    @property
    def undone(self) -> list[Step]:
        return self.history.undone


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the library's list.

    problems: errors and warnings that were not set aside. checked: tables 已核对. saved_at None: only a draft so far.
    """

    id: int
    unit: str | None
    year: int | None
    kind: str | None
    path: str
    sha256: str
    tables: int
    checked: int
    problems: int
    steps: int
    has_draft: bool
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recent:
    """A report that was open lately; `summary` where it is in the library."""

    path: str
    opened_at: datetime
    summary: Summary | None


@dataclass(slots=True)
class _Known:
    """What this object knows of a report that it stored or gave out, so that it writes only what is new."""

    revision: int
    steps: list[Step] = field(default_factory=list)
    journal: int = 0


class Library:
    """One SQLite file. One thread owns it. Any method may raise a KnownError; the file is then as it was before."""

    def __init__(self, path: Path, read_only: bool = False) -> None:
        """Open the library, made where it is not there. One that is read-only shows everything and stores nothing.

        Raises LibraryLocked, LibraryReadOnly, LibraryUnreachable, LibraryDamaged, LibraryTooNew, DiskFull, or
        FileMissing (read-only).
        """
        self.path, self.read_only = path, read_only
        self._known: dict[int, _Known] = {}
        if not read_only:
            make_folder(path)
        self._lock = None if read_only else WriterLock(path)
        try:
            with known(path), readable(path):
                self._db = connect(path, read_only=read_only)
                self._sql: sqlite3.Connection = self._db.conn
                prepare(self._db, path.name, read_only=read_only)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        if hasattr(self, "_db"):
            self._db.close()
        if self._lock is not None:
            self._lock.release()

    def save(
        self,
        report: Report,
        history: History,
        findings: Iterable[Finding],
        source: bytes | None = None,
        report_id: int | None = None,
    ) -> int:
        """Store the report as it stands, in one transaction; its draft is then done with. Returns its id.

        report_id None: store it as a new one. source: the bytes of the original file; once stored it is left alone.
        Raises ReportChanged where that report was stored or deleted by somebody else meanwhile.
        """
        return self._store(report, history, findings, source, report_id, _now())

    def load(self, report_id: int) -> Stored:
        """The report as it was last saved, whatever its draft says. KeyError where there is none of that id."""
        with self._transaction():
            return self._load(report_id)

    def reports(self) -> list[Summary]:
        """Every saved report, the latest first."""
        return self._summaries("r.saved_at IS NOT NULL ORDER BY r.saved_at DESC, r.id DESC")

    def delete(self, report_id: int) -> None:
        """Take the report out, with its draft, and its source file unless another report came from the same."""
        with self._transaction():
            self._delete(report_id)
        with known(self.path):
            self._sql.executescript("PRAGMA incremental_vacuum")  # execute() would free one page and stop

    # Drafts: what was done since the last save, kept as it happens.

    def begin_draft(self, history: History, source: bytes | None = None) -> int:
        """Keep a report that was never saved, as it stands now. Returns its id for `append_steps` and `save`.

        A report that was loaded from the library needs no beginning.
        """
        return self._store(history.report, history, (), source, None, None)

    def append_steps(self, report_id: int, changes: Iterable[Change]) -> None:
        """Keep what was done, undone or redone since, in that order. It is on the disk when this returns."""
        with self._transaction():
            state = self._claim(report_id)
            position = timeline.append_journal(self._sql, report_id, state.journal, changes)
        self._known[report_id] = replace(state, journal=position)

    def drafts(self) -> list[Summary]:
        """Reports with changes that were never saved, the latest first: after a crash, what can be recovered."""
        return self._summaries("r.saved_at IS NULL OR has_draft ORDER BY r.id DESC")

    def recover(self, report_id: int) -> Stored:
        """The report with everything that was done since it was saved. Its draft goes on from there.

        The findings are those of the last save. KeyError where there is no such report.
        """
        with self._transaction():
            stored = self._load(report_id)
            saved = stored.history.done[-1:]
            self._known[report_id].journal = timeline.replay_journal(self._sql, report_id, stored.history)
            never = "SELECT 1 FROM reports WHERE id = ? AND saved_at IS NULL"
            unsaved = stored.history.done[-1:] != saved or self._sql.execute(never, (report_id,)).fetchone() is not None
            return replace(stored, unsaved=unsaved)

    def discard_draft(self, report_id: int) -> None:
        """Forget what was not saved; a report that was never saved goes altogether."""
        with self._transaction():
            self._sql.execute("DELETE FROM journal WHERE report = ?", (report_id,))
            if self._sql.execute("SELECT 1 FROM reports WHERE id = ? AND saved_at IS NULL", (report_id,)).fetchone():
                self._delete(report_id)
        if report_id in self._known:
            self._known[report_id].journal = 0

    # Names of 科目 that hold for every report.

    def confirmed_names(self) -> list[ConfirmedName]:
        """What the user confirmed by setting a finding about a name aside, the latest first."""
        with self._transaction(), readable(self.path):
            return names.all_names(self._sql)

    def forget_name(self, official: str, used: str) -> None:
        """Ask about this name again."""
        with self._transaction():
            names.forget(self._sql, (official, used))

    # Other reports of a unit.

    def related(self, info: ReportInfo, but: int | None = None) -> list[Report]:
        """Saved reports of the unit: of the year before, and of the same year the other kind.

        One of each year and kind, the one saved last; `but` is left out. Empty where unit, year or kind is not known.
        """
        if info.unit is None or info.year is None or info.kind is None:
            return []
        with self._transaction(), readable(self.path):
            ids = records.related_ids(self._sql, info.unit, info.year, info.kind, but)
            return [report for each in ids if (report := records.read_report(self._sql, each)) is not None]

    # What was open lately.

    def note_opened(self, path: str, report_id: int | None = None) -> None:
        """Remember that this file, or this report of the library, was opened now."""
        with self._transaction():
            self._sql.execute("INSERT OR REPLACE INTO recent VALUES (?, ?, ?)", (path, report_id, _now()))

    def recent(self, limit: int = 10) -> list[Recent]:
        """What was open lately, the latest first."""
        with self._transaction():
            rows = self._sql.execute(
                "SELECT path, opened_at, report FROM recent ORDER BY opened_at DESC, rowid DESC LIMIT ?", (limit,)
            ).fetchall()
            stored = {s.id: s for s in self._summaries("r.id IN (SELECT report FROM recent)")}
        with readable(self.path):
            return [Recent(path, datetime.fromisoformat(opened), stored.get(report)) for path, opened, report in rows]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing; and nobody else's changes in between."""
        with known(self.path), self._db.atomic():
            yield

    def _store(
        self,
        report: Report,
        history: History,
        findings: Iterable[Finding],
        source: bytes | None,
        report_id: int | None,
        saved_at: str | None,
    ) -> int:
        steps = timeline.timeline(history)
        with self._transaction():
            if report_id is None:
                report_id = self._sql.execute(records.NEW_REPORT).lastrowid or 0
            state = self._claim(report_id)
            found = list(findings)
            names.learn(self._sql, report_id, report, found, _now())
            records.write_head(self._sql, report_id, report)
            records.write_body(self._sql, report_id, report, found)
            timeline.write_steps(self._sql, report_id, state.steps, steps)
            self._keep_source(report_id, source)
            self._sql.execute("DELETE FROM journal WHERE report = ?", (report_id,))
            self._sql.execute(
                "UPDATE reports SET steps_done = ?, revision = ?, saved_at = ? WHERE id = ?",
                (len(history.done), state.revision + 1, saved_at, report_id),
            )
        self._known[report_id] = _Known(state.revision + 1, steps)
        return report_id

    def _claim(self, report_id: int) -> _Known:
        """What is known of the report, provided that nobody else touched it since."""
        row = self._sql.execute(
            "SELECT revision, (SELECT count(*) FROM journal WHERE report = id) FROM reports WHERE id = ?", (report_id,)
        ).fetchone()
        state = self._known.get(report_id)
        if row is None or (state and state.revision != row[0]):
            raise ReportChanged(name=self.path.name)
        return state or _Known(row[0], journal=row[1])

    def _load(self, report_id: int) -> Stored:
        with readable(self.path):
            stored = self._read(report_id)
        if stored is None:
            raise KeyError(report_id)
        return stored

    def _read(self, report_id: int) -> Stored | None:
        report = records.read_report(self._sql, report_id)
        if report is None:
            return None
        history = timeline.read_history(self._sql, report_id, report)
        row = self._sql.execute(
            "SELECT r.revision, s.bytes FROM reports r LEFT JOIN sources s ON s.id = r.source WHERE r.id = ?",
            (report_id,),
        ).fetchone()
        self._known[report_id] = _Known(row[0], timeline.timeline(history))
        return Stored(report_id, history, records.read_findings(self._sql, report_id), row[1])

    def _keep_source(self, report_id: int, source: bytes | None) -> None:
        """Store the file unless the report has one: a source never changes, and it is the largest thing to write."""
        if (
            source is None
            or self._sql.execute("SELECT 1 FROM reports WHERE id = ? AND source IS NOT NULL", (report_id,)).fetchone()
        ):
            return
        digest = hashlib.sha256(source).hexdigest()
        self._sql.execute("INSERT OR IGNORE INTO sources (sha256, bytes) VALUES (?, ?)", (digest, source))
        self._sql.execute(
            "UPDATE reports SET source = (SELECT id FROM sources WHERE sha256 = ?) WHERE id = ?", (digest, report_id)
        )

    def _delete(self, report_id: int) -> None:
        self._sql.execute("DELETE FROM reports WHERE id = ?", (report_id,))
        self._sql.execute("DELETE FROM sources WHERE id NOT IN (SELECT source FROM reports WHERE source IS NOT NULL)")
        self._known.pop(report_id, None)

    def _summaries(self, condition: str) -> list[Summary]:
        with known(self.path), readable(self.path):
            rows = self._sql.execute(f"{records.SUMMARIES} WHERE {condition}").fetchall()
            return [_summary(*row) for row in rows]


def _summary(*columns: Any) -> Summary:
    summary = Summary(*columns)
    saved_at = datetime.fromisoformat(columns[-1]) if columns[-1] else None
    return replace(summary, has_draft=bool(summary.has_draft), saved_at=saved_at)


def _now() -> str:
    return datetime.now().isoformat(" ", "seconds")
