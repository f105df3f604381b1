"""What a long piece of work tells while it runs, and how it learns that it should stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.errors import Cancelled

if TYPE_CHECKING:
    from core.model import Table


class Progress(Protocol):
    """Told from the working thread. Implementations must be quick and must not raise."""

    @property
    def cancelled(self) -> bool:
        """Whether the user wants the work to stop."""

    def step(self, done: int, total: int) -> None:
        """`done` of `total` pages are read."""

    def table(self, table: Table) -> None:
        """A table is read and may be shown; later pages may still add rows to it."""


class Silent:
    """A progress for work that nobody watches."""

    cancelled = False

    def step(self, done: int, total: int) -> None:
        pass

    def table(self, table: Table) -> None:
        pass


def checkpoint(progress: Progress) -> None:
    """Raise `Cancelled` if the user asked to stop."""
    if progress.cancelled:
        raise Cancelled
