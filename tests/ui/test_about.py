"""关于, the licences, and the card of the first start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core import resources, versions
from ui import folders
from ui.dialogs.about import AboutDialog
from ui.dialogs.licences import LicencesDialog
from ui.settings import Settings
from ui.start_page.places_card import PlacesCard
from ui.window import MainWindow


def _texts(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]


def _press(widget: object, text: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if b.text() == text).click()  # type: ignore[attr-defined]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that would be shown."""
    found: list[Path] = []
    monkeypatch.setattr(folders, "show", found.append)
    return found


def test_about_tells_versions_and_places(qtbot: QtBot, tmp_path: Path, shown: list[Path]) -> None:
    library = tmp_path / "资料库.sqlite"
    dialog = AboutDialog(library)
    qtbot.addWidget(dialog)
    for told in (versions.program(), "Python", "PySide6", str(library)):
        assert told in _texts(dialog)
    _press(dialog, "打开文件夹")
    assert shown == [library]


def test_licences_are_searched_round_and_round(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "third-party.txt").write_text("numpy BSD\nQt LGPL\nshapely BSD\n", encoding="utf-8")
    monkeypatch.setattr(resources, "path", lambda *parts: tmp_path.joinpath(*parts))
    dialog = LicencesDialog()
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.sought, "bsd")
    lines = []
    for _ in range(3):
        lines.append(dialog.text.textCursor().blockNumber())
        _press(dialog, "下一个")
    assert lines == [0, 2, 0]
    qtbot.keyClicks(dialog.sought, "xyz")
    assert dialog.missing.text() == "没有找到"


def test_without_notices_the_dialog_says_where_they_are(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "path", lambda *parts: Path("nowhere", *parts))
    dialog = LicencesDialog()
    qtbot.addWidget(dialog)
    assert "打包时生成" in dialog.text.toPlainText()


def test_the_places_are_told_until_they_are_read(qtbot: QtBot, settings: Settings, shown: list[Path]) -> None:
    for told in (True, True, False):
        window = MainWindow(settings)
        qtbot.addWidget(window)
        window.after_start([])
        cards = window.start_page.findChildren(PlacesCard)
        assert bool(cards) is told
        if len(shown) == 1:
            _press(cards[0], "知道了")
        if told:
            assert str(settings.library) in _texts(cards[0])
            _press(cards[0], "打开文件夹")
        window.close()


def test_a_folder_that_is_not_there_yet_is_shown_from_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("ui.folders.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile()))
    folders.show(tmp_path / "勾稽" / "资料库.sqlite")
    assert [Path(path) for path in opened] == [tmp_path]
