"""A diagnosis tells versions, places and the log, and nothing of a report or of its user."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import diagnosis, versions


def _fail() -> None:
    try:
        raise KeyError("某县总工会 1,234.50")
    except KeyError as cause:
        raise ValueError("决算公开.pdf: 9.60") from cause


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path))
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "gouji.log").write_text("\n".join(f"line {n}" for n in range(1000)), encoding="utf-8")
    try:
        _fail()
    except ValueError as error:
        return diagnosis.text(error, {"屏幕": "1920 × 1080，125%"})
    raise AssertionError


def test_it_tells_what_a_maintainer_needs(page: str) -> None:
    for told in (versions.program(), "Python", "1920 × 1080，125%", "ValueError", "KeyError", "_fail", "line 999"):
        assert told in page
    assert "line 0\n" not in page


def test_it_tells_nothing_of_the_report_or_the_user(page: str) -> None:
    for secret in ("1,234.50", "9.60", "某县", "决算公开", str(Path.home()) + "/"):
        assert secret not in page


def test_without_a_log_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path))
    assert "没有日志" in diagnosis.text()


def test_it_is_saved_for_the_editor_of_windows(tmp_path: Path) -> None:
    diagnosis.save(tmp_path / "诊断.txt", "勾稽：1")
    assert (tmp_path / "诊断.txt").read_bytes().startswith(b"\xef\xbb\xbf")
