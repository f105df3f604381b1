"""The log tells where, never what."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import logs


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A log of its own; whatever start_logging changed is put back."""
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root, before = logging.getLogger(), (list(logging.getLogger().handlers), logging.getLogger().level)
    yield logs.log_path()
    for handler in set(root.handlers) - set(before[0]):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[1])
    for name in ("core", "ui", "main"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def fail() -> None:
    raise ValueError("the figure 1,234.50 of 某县总工会")


def test_an_exception_is_logged_by_kind_and_place_alone(log: Path) -> None:
    logs.start_logging()
    try:
        fail()
    except ValueError:
        logging.getLogger("core.x").exception("unexpected")
    written = log.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert f"{Path(__file__).name}:" in written
    assert "1,234.50" not in written


@pytest.mark.parametrize("what", ["file", "folder"])
def test_without_a_place_for_the_log_the_program_goes_on(
    log: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if what == "file":
        log.mkdir(parents=True)  # where the file should be
    else:
        log.parent.parent.mkdir()
        log.parent.touch()  # where the folder should be
    logs.start_logging()
    logging.getLogger("core.x").warning("started")
    assert not log.is_file() and capsys.readouterr().err == ""


def test_what_nobody_caught_is_logged(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.start_logging()
    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert "CRITICAL main: unexpected ValueError" in log.read_text(encoding="utf-8")


def test_other_libraries_do_not_write_what_they_read(log: Path) -> None:
    logs.start_logging()
    logging.getLogger("pdfminer").warning("text 1,234.50")
    logging.getLogger("core.y").info("ours")
    assert "1,234.50" not in log.read_text(encoding="utf-8")


def test_without_a_place_for_the_log_the_program_runs(log: Path, tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    logs.start_logging()
    assert not log.exists()


def test_no_message_of_another_library_is_kept(log: Path) -> None:
    logs.start_logging()
    logging.getLogger("rapidocr").error("cannot read %s", "决算公开.pdf 1,234.50")
    written = log.read_text(encoding="utf-8")
    assert "ERROR rapidocr" in written
    assert "1,234.50" not in written
    assert "决算公开" not in written


def test_the_log_rotates(log: Path) -> None:
    logs.start_logging()
    for number in range(1500):
        logging.getLogger("core.x").info("%d %s", number, "x" * 1000)
    files = sorted(log.parent.iterdir())
    assert [file.name for file in files] == ["gouji.log", "gouji.log.1", "gouji.log.2"]
    assert all(file.stat().st_size <= 500_000 for file in files)


def test_no_path_of_the_program_tells_who_the_user_is(log: Path) -> None:
    logs.start_logging()
    try:
        fail()
    except ValueError:
        logging.getLogger("core.x").exception("unexpected")
    assert str(Path(__file__).parent) not in log.read_text(encoding="utf-8")
