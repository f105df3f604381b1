"""A bug is told in a sentence, with a diagnosis to save; never with its traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from ui import messages


def _answer(button: str, seen: list[str]) -> None:
    """Read the box that is about to open, and press a button of it."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append("\n".join((box.text(), box.informativeText(), box.detailedText())))
        next(b for b in box.buttons() if b.text() == button).click()

    QTimer.singleShot(0, press)


def test_a_bug_is_told_without_its_traceback(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path))
    file = tmp_path / "诊断.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    seen: list[str] = []
    _answer("保存诊断文件…", seen)
    messages.show_bug(None, ValueError("1,234.50"))
    assert not {"Traceback", "ValueError", "1,234.50"} & set(seen[0].split())
    saved = file.read_text(encoding="utf-8-sig")
    assert "ValueError" in saved
    assert "屏幕" in saved
    assert "1,234.50" not in saved


def test_where_it_cannot_be_written_it_says_so(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quiet: dict[str, list[object]]
) -> None:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "无" / "诊断.txt"), ""))
    messages.save_diagnosis(None, None)
    assert "诊断.txt" in str(quiet["told"])
