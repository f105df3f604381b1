"""The open reports: reading files, opening from the library, saving, drafts. The window only shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import KnownError
from core.model import Report, Table
from ui import opening
from ui.drafts import DraftKeeper
from ui.neighbours import Neighbours
from ui.pictures import discard_unused
from ui.session import Opened, Session
from ui.settings import Settings
from ui.shelf import Shelf
from ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from core.storage.library import Library, Recent, Summary
    from core.storage.names import ConfirmedName


@dataclass(slots=True, eq=False)
class _Reading:
    """A file that is being read, as the task tells of it."""

    session: Session
    desk: Desk
    task: Task | None = None

    def step(self, done: int, total: int) -> None:
        self.desk.progressed.emit(self.session, done, total)

    def table(self, table: Table) -> None:
        self.session.add_table(table)


class Desk(QObject):
    """Every session that is open.

    opened(Session): a new one, perhaps still being read. progressed(Session, done, total): pages read so far.
    failed(Session, error): the reading failed; the session holds nothing. saved(Session): it is in the library;
    unsaved(Session, error): it is not.
    trouble(error): something else went wrong. draft_kept(datetime): autosaved.
    """

    opened = Signal(object)
    progressed = Signal(object, int, int)
    failed = Signal(object, object)
    saved = Signal(object)
    unsaved = Signal(object, object)
    trouble = Signal(object)
    draft_kept = Signal(object)

    def __init__(self, tasks: Tasks, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks, self.settings = tasks, settings
        self.shelf = Shelf(tasks, settings.library)
        self.sessions: list[Session] = []
        self._keepers: dict[Session, DraftKeeper] = {}
        self._readings: dict[Session, _Reading] = {}

    # --- opening ---

    def open_file(self, path: Path, password: str | None = None) -> Session:
        """Read a file in the background; the session is there at once, and empty at first."""
        known = next((s for s in self.sessions if s.path == path and password is None), None)
        if known is not None:
            self.opened.emit(known)
            return known
        session = self._add(
            Session(Opened(Report(), path=path, password=password), self.tasks, reading=True, parent=self)
        )
        reading = _Reading(session, self)
        self._readings[session] = reading
        reading.task = self.tasks.start(
            opening.open_file,
            path,
            password,
            done=lambda opened: self._complete(session, opened),
            failed=lambda error: self._fail(session, error),
            watcher=reading,
        )
        self.tasks.start(opening.source_of, path, done=session.take_source, failed=_silent, lane="files")
        return session

    def open_report(self, report_id: int) -> None:
        """Open a report of the library with its draft; one that is open already is only shown."""
        known = next((s for s in self.sessions if s.report_id == report_id), None)
        if known is not None:
            self.opened.emit(known)
            return
        loaded = partial(self._on_loaded, self.shelf.path)
        self.shelf.open_report(report_id, loaded, self.trouble.emit)

    def _on_loaded(self, library: Path, opened: Opened) -> None:
        if library != self.shelf.path:  # the user went on to another library meanwhile
            return
        self._add(Session(opened, self.tasks, parent=self))
        self.note_opened(opened.report.source.path, opened.report_id)

    def _add(self, session: Session) -> Session:
        self.sessions.append(session)
        keeper = DraftKeeper(session, self.shelf, session)
        keeper.kept.connect(self.draft_kept)
        keeper.failed.connect(self.trouble)
        self._keepers[session] = keeper
        neighbours = Neighbours(session, self.shelf, lambda: session in self.sessions)
        self.saved.connect(neighbours.ask_for)
        self.opened.emit(session)
        neighbours.ask()
        self.ask_names(partial(self._remember, session), _silent)
        return session

    def _remember(self, session: Session, names: list[ConfirmedName]) -> None:
        if session in self.sessions:
            session.remember({(name.official, name.used): name.reason for name in names})

    def _complete(self, session: Session, opened: Opened) -> None:
        self._readings.pop(session, None)
        session.complete(opened)
        if opened.path is not None:
            self.settings.remember_file(opened.path)
            self.note_opened(str(opened.path), None)

    def _fail(self, session: Session, error: BaseException) -> None:
        self._readings.pop(session, None)
        self.failed.emit(session, error)

    def close(self, session: Session) -> None:
        """Take a session away; what is being read for it stops."""
        reading = self._readings.pop(session, None)
        if reading is not None and reading.task is not None:
            reading.task.cancel()
        if session in self.sessions:
            self.sessions.remove(session)
            self._keepers.pop(session).stop()
            session.close()
            session.deleteLater()

    # --- keeping ---

    def save(self, session: Session) -> None:
        """Store it in the library; `saved` or `unsaved` tells how it went.

        What waits for the draft goes there first: where the saving fails, the draft holds everything.
        """
        keeper = self._keepers.get(session)
        if keeper is None or session.reading:
            return
        if session.report_id is not None:
            keeper.flush()
        if keeper.busy:  # a draft that is just being begun has its id soon
            keeper.idle.connect(lambda: self._store(session), Qt.ConnectionType.SingleShotConnection)
        else:
            self._store(session)

    def _store(self, session: Session) -> None:
        keeper = self._keepers.get(session)
        if keeper is None:
            return
        if session.checking:  # what is stored are the findings of what is stored
            session.when_checked(lambda: self._store(session))
            return
        if keeper.busy:  # another save came first
            keeper.idle.connect(lambda: self._store(session), Qt.ConnectionType.SingleShotConnection)
            return
        last = session.history.done[-1] if session.history.done else None
        library = self.shelf.path
        keeper.begin_save()

        def done(report_id: int) -> None:
            if session in self.sessions and library == self.shelf.path:
                session.saved(report_id, last)
                keeper.end_save(stored=True)
                self.note_opened(session.report.source.path, report_id)
            self.saved.emit(session)

        def failed(error: BaseException) -> None:
            if session in self.sessions and library == self.shelf.path:
                keeper.end_save(stored=False)
            self.unsaved.emit(session, error)

        self.shelf.save(session, done, failed)

    def save_as_new(self, session: Session) -> None:
        """Store it as another report: the one it was is not what it was any more."""
        session.report_id = None
        self._keepers[session].start_over()
        self.save(session)

    def discard_draft(self, session: Session) -> None:
        """The user does not want what was not saved, or nothing is left of it."""
        if session.report_id is not None and not self.shelf.read_only:
            self._keepers[session].forget()
            self.shelf.ask(_discard, session.report_id, failed=self.trouble.emit)

    def flush_drafts(self) -> None:
        for keeper in self._keepers.values():
            keeper.flush()

    def use_library(self, path: Path) -> None:
        """Keep everything in another library file from now on; what is open will be new to it."""
        self.flush_drafts()
        self.settings.library = path
        self.shelf.use(path)
        self._start_over()

    def restore(self, backup: Path, done: object, failed: object) -> None:
        """Put a backup in the place of the library; what is open will be new to it. done(where the old one is)."""
        self.flush_drafts()
        self.shelf.restore(backup, done, failed)  # type: ignore[arg-type]
        self._start_over()

    def _start_over(self) -> None:
        for session, keeper in self._keepers.items():
            session.report_id = None
            keeper.start_over()

    # --- asking the library ---

    def note_opened(self, path: str, report_id: int | None) -> None:
        self.shelf.ask(_note, path, report_id, failed=_silent)

    def ask_recent(self, receive: object) -> None:
        """Get what was open lately; where the library does not answer, the remembered files."""
        self.shelf.ask(_recent, done=receive, failed=lambda error: self._recent_files(receive, error))

    def ask_reports(self, receive: object, failed: object) -> None:
        self.shelf.ask(_reports, done=receive, failed=failed)

    def ask_names(self, receive: object, failed: object) -> None:
        """Get the names of 科目 that the user confirmed."""
        self.shelf.ask(_confirmed_names, done=receive, failed=failed)

    def forget_name(self, official: str, used: str, done: object) -> None:
        """Ask about a name again, in what is open too."""
        self.shelf.ask(_forget_name, official, used, done=done, failed=self.trouble.emit)
        for session in self.sessions:
            self.ask_names(partial(self._remember, session), _silent)

    def ask_drafts(self, receive: object) -> None:
        """Reports with changes that were never saved: what a crash left behind."""
        self.shelf.ask(_drafts, done=receive, failed=self.trouble.emit)

    def delete_report(self, report_id: int, done: object) -> None:
        """Take it out of the library; if it is open, it is a new report from now on."""
        for session in self.sessions:
            if session.report_id == report_id:
                session.report_id = None
        self.shelf.ask(_delete, report_id, done=done, failed=self.trouble.emit)

    def tidy(self) -> None:
        """Throw away pictures put together that no report comes from any more."""
        self.shelf.ask(discard_unused, failed=_silent)

    def drop_drafts(self, report_ids: list[int]) -> None:
        for report_id in report_ids:
            self.shelf.ask(_discard, report_id, failed=self.trouble.emit)

    def _recent_files(self, receive: object, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            self.trouble.emit(error)
        receive([RecentFile(path) for path in self.settings.recent])  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A file opened lately that the library knows nothing of."""

    path: str
    opened_at: datetime | None = None
    summary: Summary | None = None


def _note(library: Library, path: str, report_id: int | None) -> None:
    if not library.read_only:
        library.note_opened(path, report_id)


def _recent(library: Library) -> list[Recent]:
    return library.recent()


def _reports(library: Library) -> list[Summary]:
    return library.reports()


def _drafts(library: Library) -> list[Summary]:
    return [] if library.read_only else library.drafts()


def _delete(library: Library, report_id: int) -> None:
    library.delete(report_id)
    discard_unused(library)


def _discard(library: Library, report_id: int) -> None:
    library.discard_draft(report_id)


def _confirmed_names(library: Library) -> list[ConfirmedName]:
    return library.confirmed_names()


def _forget_name(library: Library, official: str, used: str) -> None:
    library.forget_name(official, used)


def _silent(_error: BaseException) -> None:
    """Not worth a message of its own: opening and saving will say what is wrong."""
