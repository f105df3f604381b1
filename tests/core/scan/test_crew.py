"""Worker processes: pages in order, a lost worker costs its page, nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core.errors import Cancelled, FileDamaged
from core.progress import Silent
from core.readers.page import Page
from core.scan import crew as crews
from core.scan.crew import FAILED, Crew
from core.scan.reader import DAMAGED, NOTHING_READ, with_scans

BLANK = np.full((64, 64, 3), 255, np.uint8)
ROOT = Path(__file__).parents[3]


def blank_pages(count: int) -> Iterator[Page]:
    yield from (Page(n, 0.0, 0.0, unread="图像") for n in range(1, count + 1))


class Idle:
    """Stands for a worker process: answers at once, or is lost."""

    def __init__(self, threads: int) -> None:
        self.stopped = False

    def is_ready(self) -> bool:
        return True

    def read(self, number: int, picture: np.ndarray, scale: float) -> Page:
        if number == 2:
            raise crews.WorkerLost
        return Page(number, 1.0, 1.0)

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews, "Worker", Idle)


@pytest.mark.usefixtures("idle")
def test_a_lost_worker_costs_its_page_only() -> None:
    pages = list(with_scans(blank_pages(5), lambda n: (BLANK, 1.0), Silent()))
    assert [(p.number, p.unread) for p in pages] == [(1, None), (2, FAILED), (3, None), (4, None), (5, None)]


@pytest.mark.usefixtures("idle")
def test_one_damaged_picture_among_others_is_an_unread_page() -> None:
    def picture_of(number: int) -> tuple[np.ndarray, float]:
        if number == 3:
            raise FileDamaged(name="c.tif")
        return BLANK, 1.0

    pages = list(with_scans(blank_pages(4), picture_of, Silent()))
    assert [p.unread for p in pages] == [None, FAILED, DAMAGED, None]


def test_the_only_picture_damaged_is_an_error() -> None:
    def picture_of(number: int) -> tuple[np.ndarray, float]:
        raise FileDamaged(name="c.tif")

    with pytest.raises(FileDamaged):
        list(with_scans(blank_pages(1), picture_of, Silent()))


def test_without_worker_processes_the_pages_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(threads: int) -> None:
        raise OSError("no processes")

    monkeypatch.setattr(crews, "Worker", refused)
    monkeypatch.setattr(crews, "_read_here", lambda number, *_: Page(number, 2.0, 2.0))
    assert [p.width for p in with_scans(blank_pages(3), lambda n: (BLANK, 1.0), Silent())] == [2.0] * 3


def test_digital_pages_start_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crews.Worker, "__init__", lambda *_: pytest.fail("a worker was started"))
    digital = [Page(n, 1.0, 1.0) for n in (1, 2, 3)]
    assert list(with_scans(digital, lambda n: (BLANK, 1.0), Silent())) == digital


@pytest.mark.usefixtures("idle")
def test_a_cancel_is_heard_while_pages_are_read() -> None:
    class Stopped(Silent):
        cancelled = True

    with pytest.raises(Cancelled):
        list(with_scans(blank_pages(2), lambda n: (BLANK, 1.0), Stopped()))


@pytest.mark.scans
def test_workers_end_with_a_parent_that_is_killed() -> None:
    script = (
        "import numpy as np, time\nfrom core.scan.crew import Crew\n"
        "if __name__ == '__main__':\n"
        "    crew = Crew(1)\n"
        "    crew.submit(1, np.full((64, 64, 3), 255, np.uint8), 1.0).result()\n"
        "    print(crew._all[0]._process.pid, flush=True)\n    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    for _ in range(50):
        if not _runs(worker):
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.scans
def test_a_worker_that_dies_while_it_reads() -> None:
    crew = Crew(1)
    assert crew.submit(1, BLANK, 1.0).result().unread == NOTHING_READ
    crew._all[0]._process.kill()
    assert crew.submit(2, BLANK, 1.0).result().unread == FAILED
    assert crew.submit(3, BLANK, 1.0).result().unread == NOTHING_READ
    crew.stop()
