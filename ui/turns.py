"""Long work of the window's own thread, cut into turns between which the window answers the user."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

_END = object()


def in_turns(steps: Iterator[object], owner: QObject) -> None:
    """Do a step, let the window do everything that waits, do the next; what is left goes with the owner."""
    timer = QTimer(owner, interval=0)

    def turn() -> None:
        if next(steps, _END) is _END:
            timer.stop()
            timer.deleteLater()

    timer.timeout.connect(turn)
    timer.start()
