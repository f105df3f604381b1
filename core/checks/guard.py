"""Running a check that may fail by an error of ours: that must not take the others down, nor look passed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TypeVar

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


class Guard:
    """Knows which checks failed the last time that they ran, by name and by the table that they looked at alone."""

    def __init__(self) -> None:
        self._failed: dict[tuple[str, str], None] = {}

    @property
    def faults(self) -> list[str]:
        """The names of the checks that failed, each once."""
        return list(dict.fromkeys(name for name, _ in self._failed))

    def run(self, name: str, made: Iterator[_T], table: str = "") -> list[_T]:
        """What a check yields; nothing where it fails."""
        return self.attempt(name, lambda: list(made), [], table)

    def attempt(self, name: str, act: Callable[[], _T], otherwise: _T, table: str = "") -> _T:
        """What comes of it, or the other where it fails."""
        self._failed.pop((name, table), None)
        try:
            return act()
        except Exception:
            _log.exception("check %s failed", name)
            self._failed[name, table] = None
            return otherwise

    def forget(self, table: str) -> None:
        """A table is gone from the report."""
        self._failed = {key: None for key in self._failed if key[1] != table}
