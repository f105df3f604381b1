"""Autosave: what is done to a report goes into the library's draft within two seconds."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import KnownError
from core.model import Change
from ui.session import Session
from ui.shelf import Shelf, keep_draft, keep_steps
from ui.tasks import Task

DELAY_MS = 400


class DraftKeeper(QObject):
    """Follows one session. The first change of a report that the library does not know begins its draft.

    kept(datetime): everything up to then is on the disk. failed(error): it cannot be kept now; tried again at the next
    edit. idle(): nothing is being written, by it or by a save.
    """

    kept = Signal(object)
    failed = Signal(object)
    idle = Signal()

    def __init__(self, session: Session, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._shelf = session, shelf
        self._waiting: list[Change] = []
        self._writing: Task | None = None
        self._in_hand: list[Change] = []
        self._saving = False
        self._troubled = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.flush)
        session.changed.connect(self._on_change)

    @property
    def busy(self) -> bool:
        return self._saving or self._writing is not None

    def begin_save(self) -> None:
        """The whole report is being saved: what waits is part of it, and nothing else is written until it ends."""
        self._timer.stop()
        self._in_hand, self._waiting = self._waiting, []
        self._saving = True

    def end_save(self, *, stored: bool) -> None:
        """Whether the report was stored; if not, everything still waits, in the order it was done."""
        self._saving = False
        if not stored:
            self._waiting = self._in_hand + self._waiting
        self._come_to_rest()

    def forget(self) -> None:
        """The user does not want what waits."""
        self._timer.stop()
        self._waiting = []

    def start_over(self) -> None:
        """The library is another one: answers of the old one do not count, and a new draft begins there."""
        if self._writing is not None:
            self._writing.mute()
            self._writing = None
        self._waiting = self._in_hand + self._waiting
        self._saving = False
        self._come_to_rest()

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
        self._timer.stop()
        changes, self._waiting = self._waiting, []
        self._in_hand, report_id = changes, self._session.report_id
        if report_id is None:
            history, source = self._session.snapshot(), self._session.source
            self._writing = self._shelf.ask(keep_draft, history, source, done=self._on_begun, failed=self._on_failed)
        else:
            self._writing = self._shelf.ask(keep_steps, report_id, changes, done=self._on_kept, failed=self._on_failed)

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
        self._come_to_rest()

    def _on_failed(self, error: BaseException) -> None:
        """Say a trouble once, not every second; the changes stay in the window and wait for the next edit."""
        self._writing = None
        self._waiting, self._in_hand = self._in_hand + self._waiting, []
        if not self._troubled or not isinstance(error, KnownError):
            self._troubled = True
            self.failed.emit(error)
        self.idle.emit()

    def _come_to_rest(self) -> None:
        self._in_hand = []
        if self._waiting:
            self._timer.start()
        self.idle.emit()
