"""What the menus do, a file for each menu. The table of the commands, with their words and keys, is `ui/actions.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.commands.base import Commands
    from ui.window import MainWindow


def doers(window: MainWindow) -> list[Commands]:
    """An object for each menu, with a method for each of its commands. Imported when the first command is given."""
    from ui.commands.every import KINDS

    return [kind(window) for kind in KINDS]
