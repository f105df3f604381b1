"""Worker processes that read pictures, one page at a time each. The loss of one costs no more than its page."""

from __future__ import annotations

import logging
import os
import signal
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING

from core.readers.page import Page

if TYPE_CHECKING:
    from core.ocr import Picture

FAILED = "识别这一页时出错"
WORKERS = 2  # each holds its own models (about half a gigabyte); more cores go to the threads of the models
MOST_THREADS = 4
START_SECONDS = 120.0  # to import what a worker needs, on a slow disk
PAGE_SECONDS = 300.0  # for one page; a worker that takes longer hangs
_log = logging.getLogger(__name__)


class WorkerLost(Exception):
    """A worker process ended or hangs."""


class Crew:
    """A few workers, each started when there is a page for it. `stop` ends them at once."""

    def __init__(self, workers: int = 0) -> None:
        cores = os.cpu_count() or 1
        self.size = workers or min(WORKERS, cores)
        self._threads = max(1, min(MOST_THREADS, cores // self.size))
        self._idle: LifoQueue[Worker] = LifoQueue()
        self._all: list[Worker] = []
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._startable = True
        self._stopped = False
        self._callers = ThreadPoolExecutor(self.size, thread_name_prefix="ocr")

    def submit(self, number: int, picture: Picture, scale: float) -> Future[Page]:
        """Read a picture when a worker is free. The page is unread where that fails; the future never raises."""
        return self._callers.submit(self._read, number, picture, scale)

    def stop(self) -> None:
        """End all workers; what they still had to do is not wanted any more."""
        with self._lock:
            self._stopped = True
            workers = list(self._all)
        for worker in workers:
            worker.stop()
        self._callers.shutdown(wait=False, cancel_futures=True)

    def _read(self, number: int, picture: Picture, scale: float) -> Page:
        failed = Page(number, picture.shape[1] * scale, picture.shape[0] * scale, unread=FAILED)
        worker = None
        try:
            worker = self._worker()
            if worker is None:
                with self._alone:
                    return failed if self._stopped else _read_here(number, picture, scale, self._threads)
            page = worker.read(number, picture, scale)
            self._idle.put(worker)
            return page
        except WorkerLost:
            _log.warning("the worker that read page %d was lost", number)
        except Exception:
            _log.exception("page %d could not be read", number)
        if worker is not None:
            worker.stop()
        return failed

    def _worker(self) -> Worker | None:
        """An idle worker or a new one; None where this system cannot start any."""
        try:
            return self._idle.get_nowait()
        except Empty:
            pass
        with self._lock:
            if self._stopped:
                raise WorkerLost
            worker = self._started() if self._startable else None
        if worker is not None and not worker.is_ready():
            worker.stop()
            worker = None
        if worker is None and not self._stopped:
            self._startable = False
        return worker

    def _started(self) -> Worker | None:
        try:
            worker = Worker(self._threads)
        except (OSError, AssertionError):  # no more processes allowed, or we are a daemon ourselves
            _log.exception("no worker process could be started")
            return None
        self._all.append(worker)
        return worker


class Worker:
    """One process and the pipe to it. One thread at a time uses it."""

    def __init__(self, threads: int) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, threads), daemon=True)
        self._process.start()
        theirs.close()

    def is_ready(self) -> bool:
        """Whether the process came up, after waiting for it."""
        try:
            return self._pipe.poll(START_SECONDS) and self._pipe.recv() == "ready"
        except (EOFError, OSError):
            return False

    def read(self, number: int, picture: Picture, scale: float) -> Page:
        """Raises WorkerLost."""
        try:
            self._pipe.send((number, picture, scale))
            if self._pipe.poll(PAGE_SECONDS):
                page: Page = self._pipe.recv()
                return page
        except (EOFError, OSError) as trouble:
            raise WorkerLost from trouble
        raise WorkerLost

    def stop(self) -> None:
        self._process.terminate()


def _serve(pipe: Connection, threads: int) -> None:
    """Runs in the worker process: reads pages until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, who ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipe.send("ready")
    while True:
        try:
            number, picture, scale = pipe.recv()
            pipe.send(_answer(number, picture, scale, threads))
        except (EOFError, OSError):
            return


def _end_with_parent() -> None:
    """A parent that was killed could not end us."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(number: int, picture: Picture, scale: float, threads: int) -> Page:
    try:
        return _read_here(number, picture, scale, threads)
    except Exception:
        _log.exception("page %d could not be read", number)
        return Page(number, picture.shape[1] * scale, picture.shape[0] * scale, unread=FAILED)


def _read_here(number: int, picture: Picture, scale: float, threads: int) -> Page:
    from core.ocr import shared_engine
    from core.scan.reader import read_picture

    return read_picture(number, picture, scale, shared_engine(threads))
