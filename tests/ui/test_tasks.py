from __future__ import annotations

import threading
from time import sleep

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from core.errors import Cancelled
from core.model import Table
from core.progress import Progress
from ui.tasks import IMPORTS, Tasks


class Watcher:
    def __init__(self) -> None:
        self.heard: list[object] = []

    def step(self, done: int, total: int) -> None:
        self.heard.append((done, total))

    def table(self, table: Table) -> None:
        self.heard.append(table)


def test_the_answer_arrives_in_the_windows_thread(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[tuple[int, threading.Thread]] = []
    tasks.start(lambda a, b: a + b, 2, 3, done=lambda sum_: got.append((sum_, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(5, threading.main_thread())]


def test_a_failure_arrives_as_a_failure(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[BaseException] = []
    tasks.start(lambda: 1 / 0, done=pytest.fail, failed=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], ZeroDivisionError)


def test_late_answers_of_a_cancelled_task_are_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    go = threading.Event()
    task = tasks.start(lambda: go.wait(5), done=pytest.fail, failed=pytest.fail)
    after: list[object] = []
    task.cancel()
    go.set()
    tasks.start(lambda: "next", done=after.append)
    qtbot.waitUntil(lambda: bool(after))
    assert after == ["next"]


def test_work_that_notices_the_cancelling_says_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    def work(progress: Progress) -> None:
        while not progress.cancelled:
            pass
        raise Cancelled

    task = tasks.start(work, done=pytest.fail, failed=pytest.fail, watcher=Watcher())
    task.cancel()
    after: list[object] = []
    tasks.start(lambda: "next", done=after.append)
    qtbot.waitUntil(lambda: bool(after))


def test_tables_come_as_snapshots_before_the_end(qtbot: QtBot, tasks: Tasks) -> None:
    watcher, got = Watcher(), []
    table = Table("t1", [], [])

    def work(progress: Progress) -> str:
        progress.step(1, 2)
        progress.table(table)
        return "whole"

    tasks.start(work, watcher=watcher, done=lambda result: got.extend([*watcher.heard, result]))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(1, 2), table, "whole"]
    assert got[1] is not table


def test_tasks_of_a_lane_keep_their_order(qtbot: QtBot, tasks: Tasks) -> None:
    got: list[int] = []
    for n in range(20):
        tasks.start(lambda n=n: n, done=got.append, lane="library")
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == list(range(20))


def test_stopping_lets_a_kept_lane_finish(qtbot: QtBot, tasks: Tasks) -> None:
    written: list[int] = []
    for n in range(5):
        tasks.start(written.append, n, lane="library")
    tasks.stop(keep=("library",))
    assert written == list(range(5))


def test_after_the_stop_nothing_begins(tasks: Tasks) -> None:
    tasks.stop()
    assert tasks.start(pytest.fail).cancelled


def test_the_window_may_answer_between_what_comes_in_together(qtbot: QtBot, tasks: Tasks) -> None:
    heard: list[str] = []

    class Slow(Watcher):
        def step(self, done: int, total: int) -> None:
            heard.append(f"step {done}")
            sleep(0.01)

    def work(progress: Progress) -> None:
        for number in range(3):
            progress.step(number, 3)

    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: heard.append("answered"))
    beat.start()
    tasks.start(work, done=lambda _none: heard.append("done"), watcher=Slow())
    qtbot.waitUntil(lambda: "done" in heard)
    told = [what for what, before in zip(heard, ["answered", *heard], strict=False) if before == "answered"]
    assert [what for what in told if what != "answered"][:3] == ["step 0", "step 1", "step 2"]


def test_nothing_begins_beside_the_imports_at_the_start(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[str] = []
    tasks.hold()
    tasks.start(lambda: "read", done=done.append)
    tasks.start(lambda: "imported", done=done.append, lane=IMPORTS)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["imported"]
    tasks.release()
    qtbot.waitUntil(lambda: done == ["imported", "read"])


def test_who_closes_the_window_at_once_need_not_wait_for_the_imports(tasks: Tasks) -> None:
    tasks.hold()
    done: list[int] = []
    tasks.start(lambda: done.append(1), lane="library")
    tasks.stop(keep=("library",))
    assert done == [1]
