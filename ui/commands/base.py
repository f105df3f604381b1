"""What the commands of every menu have at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ui.report_view import ReportView
    from ui.window import MainWindow


class Commands:
    """The methods of a subclass are named as the commands in `ui/actions.py`.

    entering: those that enter what is still being typed themselves; before the others it is done for them.
    """

    entering: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def view(self) -> ReportView | None:
        """The report in the front tab, None on the start page."""
        return self._window.view

    def tr(self, text: str) -> str:
        return QCoreApplication.translate(type(self).__name__, text)
