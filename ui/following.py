"""Keeping a checker up with its document: at once where that is quick, beside the window where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from core.model import Change

if TYPE_CHECKING:
    from core.checks import Checker
    from ui.tasks import Task, Tasks

AT_ONCE = 200  # cells: looking at as many again takes a hundredth of a second on a slow machine


class Follower:
    """Hands the changes of a document to a checker with a copy of its own, in their order.

    tasks: who works beside the window, None: nobody. heard(): told whenever the checker has caught up.
    As long as it is `behind`, the checker belongs to the other thread and must not be asked anything.
    """

    def __init__(self, checker: Checker, tasks: Tasks | None, heard: Callable[[], None]) -> None:
        self._checker, self._tasks, self._heard = checker, tasks, heard
        self._waiting: list[Change] = []
        self._task: Task | None = None

    @property
    def behind(self) -> bool:
        """Whether changes were made that the checker has not seen yet."""
        return self._task is not None

    def follow(self, change: Change) -> None:
        self._waiting.append(change)
        if self._task is None:
            self._catch_up()

    def _catch_up(self) -> None:
        changes, self._waiting = self._waiting, []
        if self._tasks is not None and self._is_much(changes):
            self._task = self._tasks.start(
                _follow, self._checker, changes, done=self._go_on, failed=self._give_up, lane="checks"
            )
        else:
            _follow(self._checker, changes)
            self._heard()

    def _is_much(self, changes: list[Change]) -> bool:
        edits = sum(len(change.step.edits) for change in changes)
        return edits > AT_ONCE or sum(self._checker.effort(change) for change in changes) > AT_ONCE

    def _go_on(self, _none: None) -> None:
        self._task = None
        if self._waiting:
            self._catch_up()
        else:
            self._heard()

    def _give_up(self, error: BaseException) -> None:
        """An error of ours: the findings stay as they were, and what comes next is tried all the same."""
        self._task = None
        self._go_on(None)
        raise error

    def stop(self) -> None:
        """Nobody wants to hear of it any more."""
        self._waiting.clear()
        if self._task is not None:
            self._task.mute()


def _follow(checker: Checker, changes: Iterable[Change]) -> None:
    for change in changes:
        checker.follow(change)
