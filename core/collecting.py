"""Python's collector of cycles, kept out of work that makes many objects and throws none away."""

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
