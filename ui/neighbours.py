"""Keeps a report compared with the others of its unit in the library: last year's, the budget of the year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.model import Change, InfoEdit, Report
from ui.session import Session
from ui.shelf import Shelf

if TYPE_CHECKING:
    from core.checks.years import Years
    from core.storage.library import Library


class Neighbours(QObject):
    """Asks the library off the window's thread, again where an edit takes more than new figures.

    is_open: whether the session is still on the desk; answers for a closed one are dropped.
    """

    def __init__(self, session: Session, shelf: Shelf, is_open: Callable[[], bool]) -> None:
        super().__init__(session)
        self._session, self._shelf, self._is_open = session, shelf, is_open
        self._asked = 0
        self._waiting = False
        session.changed.connect(self._follow)
        session.replaced.connect(self.ask)

    def ask(self) -> None:
        """Compare the report as it stands now."""
        if self._session.reading:
            return
        self._asked, self._waiting = self._asked + 1, True
        take = partial(self._take, self._asked)
        report, own = self._session.report.copy(), self._session.report_id
        self._shelf.ask(_compare, report, own, done=take, failed=lambda _error: take(None))

    def ask_for(self, saved: Session) -> None:
        """Another report is in the library now; it may be one of this unit."""
        if saved is not self._session:
            self.ask()

    def _follow(self, change: Change) -> None:
        years = self._session.years
        renamed = any(isinstance(edit, InfoEdit) for edit in change.step.edits)
        if self._waiting or renamed or (years is not None and not years.follow(change)):
            self._session.years = None  # its cells may be others by now
            self.ask()

    def _take(self, number: int, years: Years | None) -> None:
        if number == self._asked and self._is_open():
            self._waiting = False
            if years is not None or self._session.years is not None:
                self._session.compare(years)


def _compare(library: Library, report: Report, own: int | None) -> Years | None:
    """None where the library has nothing to compare with."""
    others = library.related(report.info, own)
    if not others:
        return None
    from core.pipeline import years_for

    return years_for(report, others)
