"""What the menu 核对 does about readings that nobody is sure of."""

from __future__ import annotations

from ui.commands.base import Commands


class UnsureCommands(Commands):
    def review_unsure(self) -> None:
        if self.view is not None:
            self.view.start_review()

    def reread_cells(self) -> None:
        if self.view is not None:
            self.view.reread_cells()

    def reread_region(self) -> None:
        if self.view is not None:
            self.view.reread_region()
