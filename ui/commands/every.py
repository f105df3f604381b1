"""All the menus' doers together."""

from __future__ import annotations

from ui.commands.assistance import HelpCommands
from ui.commands.editing import EditCommands
from ui.commands.export import ExportCommands
from ui.commands.files import FileCommands
from ui.commands.looks import LooksCommands
from ui.commands.review import ReviewCommands
from ui.commands.structure import StructureCommands
from ui.commands.unsure import UnsureCommands

KINDS = (
    FileCommands,
    ExportCommands,
    EditCommands,
    StructureCommands,
    ReviewCommands,
    UnsureCommands,
    LooksCommands,
    HelpCommands,
)
