"""The larger parts of the program are imported beside the window, before they are first needed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from PySide6.QtCore import QTimer

from core.collecting import keep_all
from ui.tasks import IMPORTS, Tasks

_WINDOW_PARTS = ("ui.desk", "ui.report_view", "ui.grid.summary", "ui.commands.every")
_READING_PARTS = ("core.storage.library", "core.pipeline", "core.readers.pdf", "core.readers.images", "core.checks")


def warm_up(parts: Iterable[str] = _WINDOW_PARTS) -> None:
    for name in parts:
        import_module(name)


class Warming:
    """Lets the window answer while Python imports: what needs the parts is done as soon as they are there."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._waiting: list[Callable[[], object]] = []
        self._begun = False
        self._ready = all(map(_is_imported, _WINDOW_PARTS))

    def then(self, act: Callable[[], object]) -> None:
        """Do it now if everything is there, else as soon as it is."""
        if self._ready:
            act()
            return
        self._waiting.append(act)
        if not self._begun:
            self._begun = True
            self._tasks.hold()
            self._tasks.start(warm_up, _WINDOW_PARTS, done=self._on_ready, failed=self._fail, lane=IMPORTS)

    def _on_ready(self, _none: object) -> None:
        self._ready = True
        self._tasks.start(self._warm_rest, done=lambda _none: keep_all(), lane=IMPORTS)
        self._do_next()

    def _warm_rest(self) -> None:
        try:
            warm_up(_READING_PARTS)
        finally:
            self._tasks.release()

    def _fail(self, error: BaseException) -> None:
        self._tasks.release()
        raise error

    def _do_next(self) -> None:
        """One at a time, so that the window can answer between them."""
        if self._waiting:
            QTimer.singleShot(0, self._do_next)
            self._waiting.pop(0)()


def _is_imported(name: str) -> bool:
    """Whole, not only begun by another thread."""
    spec = getattr(sys.modules.get(name), "__spec__", None)
    return spec is not None and not getattr(spec, "_initializing", False)
