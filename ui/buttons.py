"""The small buttons of the bars: a sign or a word, without a frame."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


def flat_button(text: str, tip: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    """A button that does `act`; the tip is also what a screen reader says."""
    button = QPushButton(text, parent)
    button.setProperty("flat", True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.clicked.connect(lambda: act())
    return button
