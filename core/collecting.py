"""Python's collector of cycles, kept out of the user's way: looking through everything stops the window for 50 ms."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector inside. What a check makes lives as long as the report, in no cycles worth looking for,
    and looking all the same takes a third of the time for large reports, the more the larger.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_all() -> None:
    """Look no more at what is there now: imported modules live as long as the program, a report as long as its tab.

    What is kept and given up later goes by its reference count alone, so its owner has to undo its cycles.
    """
    gc.freeze()
