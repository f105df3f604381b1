"""The library as the window uses it: opened when first needed, always in the one thread that owns it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.model import Change, History
from ui import opening
from ui.session import Opened, Session
from ui.tasks import Done, Failed, Task, Tasks

if TYPE_CHECKING:
    from core.checks.findings import Finding
    from core.storage.library import Library

LANE = "library"


class Shelf:
    """Runs everything that touches the library in its own lane, in order."""

    def __init__(self, tasks: Tasks, path: Path) -> None:
        self._tasks = tasks
        self.path = path
        self.read_only = False
        self._library: Library | None = None

    def use(self, path: Path, *, read_only: bool = False) -> None:
        """Work with another library file from now on."""
        self._tasks.start(self._close, lane=LANE)
        self.path, self.read_only = path, read_only

    def ask(
        self, function: Callable[..., Any], *args: Any, done: Done | None = None, failed: Failed | None = None
    ) -> Task:
        """Run `function(library, *args)` in the library's thread."""
        return self._tasks.start(self._with_library, function, args, done=done, failed=failed, lane=LANE)

    def save(self, session: Session, done: Done, failed: Failed) -> Task:
        """Store the session as it stands now; what is typed meanwhile waits for the next time."""
        history, findings = session.snapshot(), list(session.findings)
        return self.ask(_save, history, findings, session.source, session.report_id, done=done, failed=failed)

    def open_report(self, report_id: int, done: Done, failed: Failed) -> Task:
        """Take a report out of the library, with what was done since it was saved: its draft goes on from there."""
        return self.ask(_load, report_id, done=done, failed=failed)

    def back_up(self, to: Path, done: Done, failed: Failed) -> Task:
        """Copy the library to another file."""
        return self._tasks.start(_back_up, self.path, to, done=done, failed=failed, lane=LANE)

    def restore(self, backup: Path, done: Done, failed: Failed) -> Task:
        """Put a backup in the place of the library. done gets where the one before is now, or None."""
        self.close()
        return self._tasks.start(_restore, backup, self.path, done=done, failed=failed, lane=LANE)

    def close(self) -> None:
        """Let go of the file when everything given so far is done."""
        self._tasks.start(self._close, lane=LANE)

    def _with_library(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if self._library is None:
            from core.storage.library import Library

            self._library = Library(self.path, read_only=self.read_only)
        return function(self._library, *args)

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None


def _save(
    library: Library, history: History, findings: list[Finding], source: bytes | None, report_id: int | None
) -> int:
    return library.save(history.report, history, findings, source, report_id)


def _load(library: Library, report_id: int) -> Opened:
    """A stored report, checked afresh: its relations may have been amended since."""
    stored = library.recover(report_id)
    path = Path(stored.report.source.path) if stored.report.source.path else None
    return Opened(
        stored.report,
        opening.checker_of(stored.report),
        stored.source,
        path,
        report_id,
        stored.done,
        stored.undone,
        unsaved=stored.unsaved,
    )


def _back_up(library: Path, to: Path) -> None:
    from core.storage.backup import back_up

    back_up(library, to)


def _restore(backup: Path, library: Path) -> Path | None:
    from core.storage.backup import restore

    return restore(backup, library)


def keep_draft(library: Library, history: History, source: bytes | None) -> int:
    """Begin the draft of a report that was never saved."""
    return library.begin_draft(history, source)


def keep_steps(library: Library, report_id: int, changes: list[Change]) -> None:
    library.append_steps(report_id, changes)
