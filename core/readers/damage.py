"""Files that are not as they should be. Every library meets them in its own way; the user reads one sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import Cancelled, FileDamaged, KnownError

_log = logging.getLogger(__name__)


@contextmanager
def damage_known(name: str) -> Iterator[None]:
    """Whatever fails inside is a damaged file, and told as FileDamaged; the log has what it was."""
    try:
        yield
    except (KnownError, Cancelled, MemoryError):
        raise
    except Exception as trouble:  # IndexError, struct.error, SyntaxError, zlib.error, AssertionError, what not
        _log.warning("a file could not be read", exc_info=True)
        raise FileDamaged(name=name) from trouble
