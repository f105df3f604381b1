"""Autosave: what is done to a report goes into the library's draft within two seconds."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import KnownError
from core.model import Change
from ui.session import Session
from ui.shelf import Shelf, keep_draft, keep_steps
from ui.tasks import Task

DELAY_MS = 800


class DraftKeeper(QObject):
    """Follows one session. The first change of a report that the library does not know begins its draft.

    kept(datetime): everything up to then is on the disk. failed(error): it cannot be kept now; tried again at the next
    edit. idle(): nothing is being written.
    """

    kept = Signal(object)
    failed = Signal(object)
    idle = Signal()

    def __init__(self, session: Session, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._shelf = session, shelf
        self._waiting: list[Change] = []
        self._writing: Task | None = None
        self._troubled = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.flush)
        session.changed.connect(self._on_change)

    @property
    def busy(self) -> bool:
        return self._writing is not None

    def take(self) -> list[Change]:
        """What waits to be kept, as the whole report is going to be saved; it waits no longer."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, []
        return waiting

    def give_back(self, changes: list[Change]) -> None:
        """The saving failed: these still wait."""
        self._waiting = changes + self._waiting
        self._timer.start()

    def stop(self) -> None:
        """The session goes: hear of nothing any more."""
        self._session.changed.disconnect(self._on_change)
        self._timer.stop()
        if self._writing is not None:
            self._writing.mute()

    def flush(self) -> None:
        """Write down what waits."""
        if not self._waiting or self.busy or self._session.reading or self._shelf.read_only:
            return
        changes, report_id = self.take(), self._session.report_id
        failed = partial(self._on_failed, changes)
        if report_id is None:
            history, source = self._session.snapshot(), self._session.source
            self._writing = self._shelf.ask(keep_draft, history, source, done=self._on_begun, failed=failed)
        else:
            self._writing = self._shelf.ask(keep_steps, report_id, changes, done=self._on_kept, failed=failed)

    def _on_change(self, change: Change) -> None:
        self._waiting.append(change)
        if not self._timer.isActive():
            self._timer.start()

    def _on_begun(self, report_id: int) -> None:
        self._session.report_id = report_id
        self._on_kept()

    def _on_kept(self, _none: object = None) -> None:
        self._writing, self._troubled = None, False
        self.kept.emit(datetime.now())
        if self._waiting:
            self._timer.start()
        self.idle.emit()

    def _on_failed(self, changes: list[Change], error: BaseException) -> None:
        """Say a trouble once, not every second; the changes stay in the window and wait for the next edit."""
        self._writing = None
        self._waiting = changes + self._waiting
        if not self._troubled or not isinstance(error, KnownError):
            self._troubled = True
            self.failed.emit(error)
        self.idle.emit()
