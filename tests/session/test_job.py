"""The whole job on a bundled sample, as `python -m tests.session` does it on any report."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import resources
from tests.session.job import Job
from tests.session.player import Player
from tests.session.watchdog import Watchdog
from ui import app as ui_app
from ui.settings import Settings
from ui.window import MainWindow


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, by nature
def test_the_whole_job(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path / "data"))
    ui_app.make_application()
    settings = Settings(tmp_path / "window.ini")
    settings.library = tmp_path / "library.sqlite"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    watchdog = Watchdog(window)
    job = Job(window, sorted(resources.path("samples").glob("*.pdf"))[0], watchdog)
    Player(window, watchdog).play(job.script())
    assert job.visited
    window.close()
