"""How long the window's thread is busy between two chances to answer the user."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter, thread_time

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 2


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch without an answer, in milliseconds: by the clock, and the thread's own work in it."""

    doing: str
    elapsed: float
    worked: float

    def __str__(self) -> str:
        return f"{self.worked:7.1f} ms of work, {self.elapsed:7.1f} ms by the clock: {self.doing}"


class Watchdog(QObject):
    """A heart that beats whenever the event loop is free. `doing` names what the user does at the moment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.doing = ""
        self.blocks: list[Block] = []
        self._last = perf_counter(), thread_time()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def over(self, limit: float) -> list[Block]:
        """The blocks with more milliseconds of work than that: what other programs on the machine took is no block."""
        return [block for block in self.blocks if block.worked > limit]

    def _beat(self) -> None:
        (clock, work), self._last = self._last, (perf_counter(), thread_time())
        self.blocks.append(Block(self.doing, (self._last[0] - clock) * 1000, (self._last[1] - work) * 1000))
