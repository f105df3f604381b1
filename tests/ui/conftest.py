"""What the tests of the window share: a session, settings and tasks of their own, and no Qt warnings."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.ui.builders import OneRelation, make_report
from ui import app as ui_app
from ui import theme
from ui.session import Opened, Session
from ui.settings import Settings
from ui.tasks import Tasks


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    application = ui_app.make_application()
    theme.wear(application, theme.LIGHT)
    return application


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
