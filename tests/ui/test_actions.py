"""The table of the commands: every one can be reached by keyboard, and the list of keys tells how."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication, QTextBrowser

from ui import actions
from ui.dialogs.shortcuts import ShortcutsDialog

COMMANDS = [command for _, commands in actions.MENUS for command in commands if command is not actions.SEPARATOR]


@pytest.mark.parametrize(("title", "commands"), actions.MENUS)
def test_each_entry_of_a_menu_has_a_letter_of_its_own(title: str, commands: list[actions.Command]) -> None:
    letters = Counter(c.text[c.text.index("&") + 1] for c in commands if c is not actions.SEPARATOR)
    assert not [letter for letter, count in letters.items() if count > 1]


def test_no_key_means_two_commands() -> None:
    keys = Counter(command.keys for command in COMMANDS if command.keys)
    assert not [key for key, count in keys.items() if count > 1]


def test_the_list_of_keys_has_every_command(qapp: QApplication) -> None:
    dialog = ShortcutsDialog()
    listed = dialog.findChild(QTextBrowser).toPlainText().splitlines()
    words = [actions._plain(command.text) for command in COMMANDS]
    assert not [word for word in words if word not in listed]
    assert any(line.startswith("Alt+T") for line in listed)  # the way to a command without a key of its own
    dialog.deleteLater()
