"""The menu 帮助."""

from __future__ import annotations

from ui import messages
from ui.commands.base import Commands
from ui.dialogs.legend import LegendDialog
from ui.dialogs.shortcuts import ShortcutsDialog


class HelpCommands(Commands):
    def show_shortcuts(self) -> None:
        ShortcutsDialog(self._window).open()

    def show_legend(self) -> None:
        LegendDialog(self._window).open()

    def show_about(self) -> None:
        what = self.tr("勾稽：工会预算、决算公开报告核对工具。")
        messages.tell(self._window, what + "\n" + self.tr("报告和资料库都只在这台电脑上，程序不连接网络。"))
