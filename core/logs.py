"""The log file: what happened and where in the code, but never a figure or a sentence of a report."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from copy import copy
from pathlib import Path
from types import TracebackType

from core.storage.places import data_folder

_OURS = ("core", "ui", "main")
_PROGRAM = Path(__file__).resolve().parent.parent


class _Discreet(logging.Formatter):
    """Writes an exception as its kind and the places it went through: its message may quote a report.

    So may what other people's libraries say: of that, only who said it.
    """

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        own.exc_text = None  # another handler may have left its wording here
        if own.name.partition(".")[0] not in _OURS:
            own.msg, own.args = "said something", ()
        return super().format(own)

    def formatException(self, ei: object) -> str:
        kind, _, trace = ei if isinstance(ei, tuple) else (None, None, None)
        return f"{places(trace)}{getattr(kind, '__name__', kind)}"


def places(trace: TracebackType | None) -> str:
    """The places in the code that an exception went through, a line each; no path tells who the user is."""
    return "".join(f"  {_module(f.filename)}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(trace))


def _module(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_PROGRAM):
        return path.relative_to(_PROGRAM).as_posix()
    return "/".join(path.parts[-2:])


class _LogFile(logging.Handler):
    """A rotating file of at most 3 × 500 kB, opened at the first record so that the program starts without it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = RotatingFileHandler(self._path, maxBytes=500_000, backupCount=2, encoding="utf-8")
            except OSError:  # a disk that is read-only or was pulled out
                self._file = logging.NullHandler()
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def log_path() -> Path:
    return data_folder() / "logs" / "gouji.log"


def start_logging() -> None:
    """Log to `log_path()`; where no folder or file can be made for it, the program runs without."""
    handler = _LogFile(log_path())
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.ERROR)  # other people's libraries log the text that they read
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    sys.excepthook = _log_unexpected
    threading.excepthook = lambda args: _log_unexpected(args.exc_type, args.exc_value, args.exc_traceback)


def _log_unexpected(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("main").critical("unexpected %s", kind.__name__, exc_info=(kind, error or kind(), trace))
    if sys.__stderr__ is not None:
        sys.__excepthook__(kind, error or kind(), trace)
