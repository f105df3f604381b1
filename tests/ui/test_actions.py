"""The table of the commands: every one can be reached by keyboard, and the list of keys tells how."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication, QTextBrowser

from ui import actions
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.window import MainWindow

COMMANDS = [command for title, entries in actions.MENUS for _way, command in actions._ways(title, entries)]
SUBMENUS = [entry for _title, entries in actions.MENUS for entry in entries if isinstance(entry, actions.Submenu)]
LISTS = [*actions.MENUS, *((menu.text, menu.commands) for menu in SUBMENUS)]


@pytest.mark.parametrize(("title", "entries"), LISTS, ids=[title for title, _ in LISTS])
def test_each_entry_of_a_menu_has_a_letter_of_its_own(title: str, entries: list[actions.Command]) -> None:
    letters = Counter(entry.text[entry.text.index("&") + 1] for entry in entries if entry is not actions.SEPARATOR)
    assert not [letter for letter, count in letters.items() if count > 1]


@pytest.mark.parametrize(("title", "entries"), LISTS, ids=[title for title, _ in LISTS])
def test_a_menu_fits_on_a_small_screen(title: str, entries: list[actions.Command]) -> None:
    assert len(entries) <= 20  # at 125 % of 1366 × 768 there are 614 points, and an entry takes 29


def test_the_menu_of_the_right_button_names_what_there_is() -> None:
    known = {command.id for command in COMMANDS} | {menu.id for menu in SUBMENUS}
    assert {name for group in actions.GRID_MENU + actions.TABLE_MENU for name in group} <= known


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("Alt+Return", "Alt+Enter"),
        ("Alt+Shift+Left", "Alt+Shift+←"),
        ("Ctrl+=", "Ctrl+="),
        ("Ctrl+-", "Ctrl+-"),
        ("", ""),
    ],
)
def test_keys_are_named_as_they_are_printed_on_the_keyboard(keys: str, name: str) -> None:
    assert actions.key_name(keys) == name


def test_no_key_means_two_commands() -> None:
    keys = Counter(command.keys for command in COMMANDS if command.keys)
    assert not [key for key, count in keys.items() if count > 1]


def test_a_tip_says_more_than_the_name_of_the_command(window: MainWindow) -> None:
    tips = {name: action.toolTip() for name, action in window.actions_by_id.items()}
    assert tips["accept_suggestion"] == "把建议的数字填入疑点格（Alt+Enter）"
    assert tips["split_row"] == "一行里挤着两行时拆开"
    assert "（" not in tips["cut"]


def test_the_list_of_keys_has_every_command(qapp: QApplication) -> None:
    dialog = ShortcutsDialog()
    listed = dialog.findChild(QTextBrowser).toPlainText().splitlines()
    words = [actions._plain(command.text) for command in COMMANDS]
    assert not [word for word in words if word not in listed]
    assert "Alt+T R M" in listed  # the way to a command without a key of its own
    dialog.deleteLater()


def test_a_key_held_down_settles_one_problem(window: MainWindow) -> None:
    assert set(window.actions_by_id) >= actions._ONE_BY_ONE
    assert not window.actions_by_id["accept_suggestion"].autoRepeat()
    assert window.actions_by_id["undo"].autoRepeat()
