"""The buttons beside the dialogs. Enter presses the one that has the keyboard, as in a dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


def flat_button(text: str, tip: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    """A sign or a word without a frame that does `act`; the tip is also what a screen reader says."""
    button = _button(text, act, parent)
    button.setProperty("flat", True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def link_button(text: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    """A word that does `act`, as a link looks."""
    button = _button(text, act, parent)
    button.setProperty("link", True)
    return button


def push_button(text: str, act: Callable[[], object], parent: QWidget, *, primary: bool = False) -> QPushButton:
    """A button with a frame; the primary one is what comes next."""
    button = _button(text, act, parent)
    button.setProperty("primary", primary)
    return button


def _button(text: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(True)
    button.clicked.connect(lambda: act())
    return button
