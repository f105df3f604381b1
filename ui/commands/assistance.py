"""The menu 帮助."""

from __future__ import annotations

from ui.commands.base import Commands
from ui.dialogs.about import AboutDialog
from ui.dialogs.legend import LegendDialog
from ui.dialogs.shortcuts import ShortcutsDialog


class HelpCommands(Commands):
    def show_shortcuts(self) -> None:
        ShortcutsDialog(self._window).open()

    def show_legend(self) -> None:
        LegendDialog(self._window).open()

    def show_about(self) -> None:
        AboutDialog(self._window.settings.library, self._window).open()
