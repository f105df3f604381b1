"""Autosave: what is done to a report goes into the library's draft within two seconds."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import KnownError
from core.model import Change
from ui.session import Session
from ui.shelf import Shelf, keep_draft, keep_steps

DELAY_MS = 800


class DraftKeeper(QObject):
    """Follows one session. The first change of a report that the library does not know begins its draft.

    kept(datetime): everything up to then is on the disk. failed(error): it cannot be kept now.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._shelf = session, shelf
        self._waiting: list[Change] = []
        self._busy = False
        self._troubled = False
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self.flush)
        session.changed.connect(self._on_change)

    def forget(self) -> None:
        """The report was just saved whole: nothing waits any more."""
        self._waiting.clear()
        self._timer.stop()

    def flush(self) -> None:
        """Write down what waits."""
        if not self._waiting or self._busy or self._session.reading or self._shelf.read_only:
            return
        self._busy = True
        if self._session.report_id is None:
            history = self._session.snapshot()
            self._waiting.clear()
            self._shelf.ask(keep_draft, history, self._session.source, done=self._begun, failed=self._on_failed)
            return
        changes, self._waiting = self._waiting, []
        report_id = self._session.report_id
        self._shelf.ask(
            keep_steps,
            report_id,
            changes,
            done=lambda _none: self._done(),
            failed=lambda error: self._back(changes, error),
        )

    def _on_change(self, change: Change) -> None:
        self._waiting.append(change)
        if not self._timer.isActive():
            self._timer.start()

    def _begun(self, report_id: int) -> None:
        if self._session.report_id is None:
            self._session.report_id = report_id
        self._done()

    def _done(self) -> None:
        self._busy = self._troubled = False
        self.kept.emit(datetime.now())
        if self._waiting:
            self._timer.start()

    def _back(self, changes: list[Change], error: BaseException) -> None:
        self._waiting = changes + self._waiting
        self._on_failed(error)

    def _on_failed(self, error: BaseException) -> None:
        """Say a trouble once, not every second; the changes stay in the window and wait."""
        self._busy = False
        if not self._troubled or not isinstance(error, KnownError):
            self._troubled = True
            self.failed.emit(error)
