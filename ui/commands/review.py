"""The menu 核对."""

from __future__ import annotations

from ui.commands.base import Commands


class ReviewCommands(Commands):
    entering = frozenset(("accept_suggestion", "file_as_printed", "set_aside"))  # see `ui/findings/deeds.py`

    def next_problem(self) -> None:
        if self.view is not None:
            self.view.findings.step(1)

    def previous_problem(self) -> None:
        if self.view is not None:
            self.view.findings.step(-1)

    def accept_suggestion(self) -> None:
        if self.view is not None:
            self.view.accept_here()

    def file_as_printed(self) -> None:
        if self.view is not None:
            self.view.findings.file_as_printed()

    def set_aside(self) -> None:
        if self.view is not None:
            self.view.findings.toggle_aside()

    def toggle_checked(self) -> None:
        if self.view is not None:
            self.view.toggle_checked()

    def next_table(self) -> None:
        if self.view is not None:
            self.view.tables.step(1)

    def previous_table(self) -> None:
        if self.view is not None:
            self.view.tables.step(-1)
