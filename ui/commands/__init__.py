"""What the menus do, a file for each menu. The table of the commands, with their words and keys, is `ui/actions.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.window import MainWindow


def doers(window: MainWindow) -> list[object]:
    """An object for each menu, with a method for each of its commands. Imported when the first command is given."""
    from ui.commands.assistance import HelpCommands
    from ui.commands.editing import EditCommands
    from ui.commands.export import ExportCommands
    from ui.commands.files import FileCommands
    from ui.commands.looks import LooksCommands
    from ui.commands.review import ReviewCommands
    from ui.commands.structure import StructureCommands
    from ui.commands.unsure import UnsureCommands

    kinds = (
        FileCommands,
        ExportCommands,
        EditCommands,
        StructureCommands,
        ReviewCommands,
        UnsureCommands,
        LooksCommands,
        HelpCommands,
    )
    return [kind(window) for kind in kinds]
