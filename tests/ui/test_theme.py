from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from ui import theme


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.wear(qapp, theme.LIGHT)


def corner(widget: QWidget) -> str:
    """The colour inside the top left corner."""
    return widget.grab().toImage().pixelColor(4, 4).name().upper()


def test_a_window_that_is_open_and_one_opened_later_look_alike(dressed: QApplication) -> None:
    old = QPushButton("采纳")
    old.resize(90, 30)
    assert corner(old) == theme.LIGHT.sheet
    theme.wear(dressed, theme.DARK)
    new = QPushButton("采纳")
    new.resize(90, 30)
    assert corner(old) == corner(new) == theme.DARK.sheet
    theme.wear(dressed, theme.LIGHT)
    assert corner(old) == theme.LIGHT.sheet


def test_marked_widgets_keep_their_meaning_in_the_other_theme(dressed: QApplication) -> None:
    notice, plain = QLabel("有 2 格读得没有把握"), QLineEdit("9.60")
    notice.setProperty("notice", True)
    for widget in (notice, plain):
        widget.resize(200, 30)
    for look in (theme.DARK, theme.LIGHT, theme.DARK):
        theme.wear(dressed, look)
        assert corner(notice) == look.unsure
        assert corner(plain) == look.sheet


def test_every_colour_of_the_sheet_has_a_role_of_its_own() -> None:
    roles = list(theme._ROLES.values()) + list(theme._FUSION_ROLES)
    assert len(roles) == len(set(roles))
