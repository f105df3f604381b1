"""Work beside the window. The only place that knows threads.

A task is a plain function of `core`. Its answer comes back in the window's thread through one signal, as exactly one
of: done(result), failed(error), or nothing where it was cancelled meanwhile (late answers are dropped).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import Cancelled

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from core.model import Table

IMPORTS = "imports"
_AT_A_TIME = 0.008  # seconds
Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]


class Watcher(Protocol):
    """Who wants to know how a long task goes on; told in the window's thread."""

    def step(self, done: int, total: int) -> None: ...

    def table(self, table: Table) -> None: ...


class Task:
    """A running piece of work, as the window holds it."""

    def __init__(self) -> None:
        self.cancelled = False
        self.muted = False
        self.finished = False

    def cancel(self) -> None:
        """Drop the answer, and let the work stop at its next page, or not begin at all."""
        self.cancelled = True

    def mute(self) -> None:
        """Let the work be done, but drop the answer."""
        self.muted = True


class _Relay:
    """The `core.progress.Progress` of a task: carries what the work tells over to the window's thread."""

    def __init__(self, task: Task, watcher: Watcher, send: Callable[[Task, Callable[[], None]], None]) -> None:
        self._task, self._watcher, self._send = task, watcher, send

    @property
    def cancelled(self) -> bool:
        return self._task.cancelled

    def step(self, done: int, total: int) -> None:
        self._send(self._task, lambda: self._watcher.step(done, total))

    def table(self, table: Table) -> None:
        snapshot = table.copy()  # the reader may still add rows to its own
        self._send(self._task, lambda: self._watcher.table(snapshot))


class Tasks(QObject):
    """Runs functions in threads. Tasks of the same lane run one after another, in the order of their start."""

    _arrived = Signal(object, object)  # the Task, what to do in the window's thread

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._open = Event()
        self._open.set()
        self._running: set[Task] = set()
        self._stopped = False
        self._arrived.connect(self._receive)  # sent by other threads, so it comes in this one's
        self._received: deque[tuple[Task, Callable[[], None]]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._deliver)

    def start(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Done | None = None,
        failed: Failed | None = None,
        watcher: Watcher | None = None,
        lane: str = "work",
    ) -> Task:
        """Run `function(*args)` in the lane's thread; with a watcher it also gets `progress=`."""
        task = Task()
        if self._stopped:  # the window is closing: nothing new begins
            task.cancel()
            return task
        self._running.add(task)
        extra = {"progress": _Relay(task, watcher, self._send)} if watcher else {}

        def work() -> None:
            if not task.cancelled:
                self._run(task, lambda: function(*args, **extra), done, failed)

        self._lane(lane).submit(work)
        return task

    def hold(self) -> None:
        """Let no lane begin that has not begun yet, but the one named IMPORTS.

        Threads that import at the same time what imports each other can end in Python's deadlock error.
        """
        self._open.clear()

    def release(self) -> None:
        self._open.set()

    def stop(self, keep: tuple[str, ...] = ()) -> None:
        """Cancel everything and wait for the threads to end; lanes in `keep` first finish what they were given."""
        self._stopped = True
        self.release()
        for name, lane in self._lanes.items():
            if name in keep:
                lane.shutdown(wait=True)
        for task in self._running:
            task.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._lanes.clear()
        self._running.clear()

    def _lane(self, name: str) -> ThreadPoolExecutor:
        if name not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor

            begin = None if name == IMPORTS else self._open.wait
            self._lanes[name] = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name, initializer=begin)
        return self._lanes[name]

    def _run(self, task: Task, work: Callable[[], Any], done: Done | None, failed: Failed | None) -> None:
        try:
            result = work()
        except Cancelled:
            task.cancelled = True
            self._send(task, lambda: None)
        except BaseException as error:  # whatever it was, the window must hear of it
            self._send(task, lambda error=error: self._end(task, failed or _raise, error))
        else:
            self._send(task, lambda: self._end(task, done, result))

    def _send(self, task: Task, call: Callable[[], None]) -> None:
        self._arrived.emit(task, call)

    def _receive(self, task: Task, call: Callable[[], None]) -> None:
        self._received.append((task, call))
        self._turn.start()

    def _deliver(self) -> None:
        """What came in, in its order; much at once is spread over several turns, so that the window can answer."""
        end = perf_counter() + _AT_A_TIME
        while self._received and perf_counter() < end:
            task, call = self._received.popleft()
            if task.cancelled or task.muted:
                self._running.discard(task)
            else:
                call()
        if not self._received:
            self._turn.stop()

    def _end(self, task: Task, receiver: Callable[[Any], None] | None, value: Any) -> None:
        self._running.discard(task)
        task.finished = True
        if receiver is not None:
            receiver(value)


def _raise(error: BaseException) -> None:
    """Nobody asked to hear of this failure: it is a bug, and goes the way of bugs."""
    raise error
