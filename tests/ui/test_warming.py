from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from ui import warming
from ui.tasks import Tasks
from ui.warming import Warming


def test_where_everything_is_imported_it_is_done_at_once(tasks: Tasks) -> None:
    done: list[int] = []
    Warming(tasks).then(lambda: done.append(1))
    assert done == [1]


def test_what_comes_before_the_parts_waits_for_them_in_order(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "ui.states")
    monkeypatch.setattr(warming, "_WINDOW_PARTS", ("ui.states",))
    monkeypatch.setattr(warming, "_READING_PARTS", ())
    made, done = Warming(tasks), []
    made.then(lambda: done.append(1))
    made.then(lambda: done.append(2))
    assert done == []
    qtbot.waitUntil(lambda: done == [1, 2])
    made.then(lambda: done.append(3))
    assert done == [1, 2, 3]
