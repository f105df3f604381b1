"""What the tests of the window share: a session, settings and tasks of their own, and no Qt warnings."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.builders import OneRelation, make_report, read_at_once
from ui import app as ui_app
from ui import messages, opening, theme
from ui.messages import Answer
from ui.session import Opened, Session
from ui.settings import Settings
from ui.tasks import Tasks
from ui.warming import warm_up
from ui.window import MainWindow

warm_up()  # so that commands are done at once


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))  # the offscreen one, by nature


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    application = ui_app.make_application()
    theme.wear(application, theme.LIGHT)
    yield application
    # What was copied belongs to Python; the offscreen clipboard would delete it after Python has gone.
    application.clipboard().clear()


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    assert not left


@pytest.fixture
def session(qapp: QApplication) -> Session:
    report = make_report()
    return Session(Opened(report, OneRelation(report)))  # type: ignore[arg-type]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "data" / "window.ini")
    made.library = tmp_path / "library.sqlite"
    return made


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.stop()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[object]]:
    """No dialog may open by itself in a test; what would be said is kept."""
    said: dict[str, list[object]] = {"failures": [], "told": []}
    monkeypatch.setattr(messages, "show_failure", lambda _parent, error: said["failures"].append(error))
    monkeypatch.setattr(messages, "tell", lambda _parent, text: said["told"].append(text))
    monkeypatch.setattr(messages, "ask_to_save", lambda *_: Answer.DISCARD)
    monkeypatch.setattr(messages, "ask_drafts", lambda *_: Answer.SAVE)
    monkeypatch.setattr(opening, "open_file", read_at_once)
    monkeypatch.setattr(opening, "checker_of", OneRelation)
    return said


@pytest.fixture
def make_window(qtbot: QtBot, settings: Settings, quiet: dict[str, list[object]]) -> Iterator[Callable[[], MainWindow]]:
    made: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(settings)
        made.append(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(make_window: Callable[[], MainWindow]) -> MainWindow:
    return make_window()


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.open_paths([Path("/reports/某区.pdf")])
    qtbot.waitUntil(lambda: window.view is not None and not window.view.session.reading)
    return window
