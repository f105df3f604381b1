"""Every command of the window in one table: its menu, its words, its keys. Menus, toolbar and F1 are made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget


class Command(NamedTuple):
    """One command. id: the name of the method in `ui/commands/` that does it. text: in Chinese, with its mnemonic.

    short: the word on the toolbar. needs: "" (always), "report", "table" or "cells": when it can be used.
    checkable: it is a state, not a deed.
    """

    id: str
    text: str
    keys: str = ""
    tip: str = ""
    short: str = ""
    needs: str = "report"
    checkable: bool = False


class Submenu(NamedTuple):
    """Commands behind one entry of a menu. id: how the menu of the right button names it."""

    id: str
    text: str
    commands: list[Command]


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("actions", text))


SEPARATOR = Command("", "")
MENUS: list[tuple[str, list[Command | Submenu]]] = [
    (
        _t("文件(&F)"),
        [
            Command("open_files", _t("打开(&O)…"), "Ctrl+O", _t("打开一份或几份报告"), _t("打开"), ""),
            Command("open_folder", _t("打开图片文件夹(&D)…"), tip=_t("一个文件夹里的照片作为一份报告"), needs=""),
            Command("open_sample", _t("打开示例(&E)"), needs=""),
            Command("show_library", _t("资料库(&L)…"), "Ctrl+L", _t("已保存的报告"), _t("资料库"), ""),
            SEPARATOR,
            Command("save", _t("保存(&S)"), "Ctrl+S", _t("存入资料库"), _t("保存")),
            Command("choose_library", _t("更换资料库(&B)…"), tip=_t("换用另一个资料库文件"), needs=""),
            SEPARATOR,
            Command("export_workbook", _t("导出 Excel 工作簿(&W)…"), "Ctrl+Shift+E", _t("各表、问题、台账、改动清单")),
            Command("export_problems", _t("导出问题清单(&P)…"), "Ctrl+E", _t("列出全部问题的表格")),
            Command("export_letter", _t("导出整改单(&N)…"), tip=_t("发给报送单位的说明")),
            Command("export_corrections", _t("导出改动清单(&H)…"), tip=_t("改过的每一格：原印、改为、时间、原因")),
            Command("export_ledger", _t("导出核对台账(&G)…"), tip=_t("每条勾稽关系核对的结果")),
            Command("export_tables", _t("导出各表(&T)…"), tip=_t("每张表一个 CSV 文件")),
            Command("export_json", _t("导出数据(&J)…"), tip=_t("表格和问题的 JSON 文件")),
            SEPARATOR,
            Command("edit_info", _t("报告信息(&I)…"), tip=_t("单位、年度、预算或决算、金额单位")),
            Command("close_tab", _t("关闭报告(&C)"), "Ctrl+W"),
            Command("close", _t("退出(&X)"), "Ctrl+Q", needs=""),
        ],
    ),
    (
        _t("编辑(&E)"),
        [
            Command("undo", _t("撤销(&U)"), "Ctrl+Z", _t("撤销上一步"), _t("撤销")),
            Command("redo", _t("重做(&Y)"), "Ctrl+Y", _t("重做撤销的一步"), _t("重做")),
            SEPARATOR,
            Command("cut", _t("剪切(&T)"), "Ctrl+X", needs="cells"),
            Command("copy", _t("复制(&C)"), "Ctrl+C", needs="cells"),
            Command("copy_with_header", _t("连同表头复制(&H)"), "Ctrl+Shift+C", needs="cells"),
            Command("paste", _t("粘贴(&P)"), "Ctrl+V", needs="cells"),
            Command("fill_down", _t("向下填充(&D)"), "Ctrl+D", _t("用选区第一行填满下面各行"), needs="cells"),
            Command("clear_cells", _t("清除内容(&L)"), "Delete", needs="cells"),
            Command("restore_printed", _t("恢复原文(&O)"), tip=_t("选中的格回到原件上的内容"), needs="cells"),
            SEPARATOR,
            Command("find", _t("查找(&F)…"), "Ctrl+F", _t("在这张表或整份报告里查找、替换"), _t("查找")),
            Command("replace", _t("替换(&R)…"), "Ctrl+H"),
            Command("find_next", _t("查找下一个(&N)"), "F3"),
            Command("find_previous", _t("查找上一个(&V)"), "Shift+F3"),
            Command("go_to_code", _t("转到科目编码(&G)…"), "Ctrl+G"),
        ],
    ),
    (
        _t("表格(&T)"),
        [
            Submenu(
                "row_menu",
                _t("行(&R)"),
                [
                    Command("insert_row", _t("插入行(&I)"), "Ctrl+Ins", _t("在选中的行上方插入"), needs="cells"),
                    Command("delete_rows", _t("删除行(&D)"), "Ctrl+Del", needs="cells"),
                    Command("move_row_up", _t("行上移(&U)"), "Alt+Up", needs="cells"),
                    Command("move_row_down", _t("行下移(&N)"), "Alt+Down", needs="cells"),
                    Command("merge_rows", _t("合并行(&M)"), tip=_t("几行合成一行，折行的名称接起来"), needs="cells"),
                    Command("split_row", _t("拆分行(&P)"), tip=_t("一行里挤着两行时拆开"), needs="cells"),
                ],
            ),
            Submenu(
                "column_menu",
                _t("列(&L)"),
                [
                    Command("insert_column", _t("插入列(&I)"), tip=_t("在选中的列左边插入"), needs="cells"),
                    Command("delete_columns", _t("删除列(&D)"), needs="cells"),
                    Command("move_column_left", _t("列左移(&L)"), "Alt+Shift+Left", needs="cells"),
                    Command("move_column_right", _t("列右移(&R)"), "Alt+Shift+Right", needs="cells"),
                    Command("merge_columns", _t("合并列(&M)"), needs="cells"),
                    Command("split_column", _t("拆分列(&P)"), tip=_t("编码和名称挤在一列时拆开"), needs="cells"),
                ],
            ),
            Submenu(
                "cell_menu",
                _t("单元格(&S)"),
                [
                    Command("split_cell", _t("拆分单元格(&S)…"), "Ctrl+T", _t("两个数字粘在一格时拆开"), needs="cells"),
                    Command("join_cells", _t("合并单元格(&J)"), "Ctrl+J", _t("断在两格的数字接起来"), needs="cells"),
                    Command("shift_right", _t("右移一格(&R)"), "Alt+Right", _t("错列的数字向右移"), needs="cells"),
                    Command("shift_left", _t("左移一格(&L)"), "Alt+Left", _t("错列的数字向左移"), needs="cells"),
                ],
            ),
            Submenu(
                "header_menu",
                _t("表头(&H)"),
                [
                    Command("edit_header", _t("修改表头(&H)…"), needs="cells"),
                    Command("rows_to_header", _t("到这一行都是表头(&Z)"), needs="cells"),
                    Command("header_to_rows", _t("表头末行改为表体(&W)"), needs="cells"),
                ],
            ),
            SEPARATOR,
            Command("edit_title", _t("表号和标题(&T)…"), needs="cells"),
            Command("edit_form", _t("表样(&F)…"), tip=_t("这是哪一种标准表，决定核对哪些关系"), needs="cells"),
            Command("edit_unit", _t("金额单位(&Y)…"), needs="cells"),
            Command("join_previous", _t("与上一张表合并(&B)"), needs="cells"),
            Command("cut_table", _t("从这一行起另成一张表(&C)"), needs="cells"),
            Command("remove_table", _t("删除这张表(&X)"), needs="cells"),
        ],
    ),
    (
        _t("核对(&C)"),
        [
            Command("next_problem", _t("下一处问题(&N)"), "F8", _t("跳到下一处问题"), _t("下一处")),
            Command("previous_problem", _t("上一处问题(&P)"), "Shift+F8", _t("跳到上一处问题"), _t("上一处")),
            Command("accept_suggestion", _t("采纳建议(&A)"), "Alt+Return", _t("把建议的数字填入疑点格")),
            Command("file_as_printed", _t("归为原件如此(&I)"), "Alt+Y", _t("原件上就是这样，是报告本身的错，表格不改")),
            Command("set_aside", _t("搁置或恢复(&S)…"), "Alt+S", _t("写下理由，先放在一边")),
            SEPARATOR,
            Command("review_unsure", _t("逐格核对(&R)"), "F4", _t("逐个对照读得没有把握的格")),
            Command("reread_cells", _t("重新识别选中的格(&L)"), tip=_t("再读一遍，改过的格不动"), needs="cells"),
            Command("reread_region", _t("框选重新识别(&K)…"), "Ctrl+R", _t("在页面上拖出一块，放大后重新读")),
            SEPARATOR,
            Command("toggle_checked", _t("标为已核对(&C)"), "Ctrl+Return", _t("这张表核对完，转到下一张")),
            Command("next_table", _t("下一张表(&T)"), "Ctrl+PgDown"),
            Command("previous_table", _t("上一张表(&B)"), "Ctrl+PgUp"),
        ],
    ),
    (
        _t("视图(&V)"),
        [
            Command("next_pane", _t("下一个窗格(&N)"), "F6", _t("表格列表、页面、表格、问题之间切换")),
            SEPARATOR,
            Command("fit_width", _t("页面适合宽度(&W)"), "Ctrl+1"),
            Command("fit_page", _t("整页(&P)"), "Ctrl+2"),
            Command("zoom_in", _t("放大(&I)"), "Ctrl+="),
            Command("zoom_out", _t("缩小(&O)"), "Ctrl+-"),
            Command("turn_right", _t("向右旋转页面(&T)"), "Ctrl+]", _t("这一页顺时针转四分之一圈")),
            Command("turn_left", _t("向左旋转页面(&L)"), "Ctrl+[", _t("这一页逆时针转四分之一圈")),
            Command("next_page", _t("下一页(&X)"), "Alt+PgDown"),
            Command("previous_page", _t("上一页(&R)"), "Alt+PgUp"),
            SEPARATOR,
            Command("show_pages", _t("显示页面图像(&M)"), "F9", needs="", checkable=True),
            Command("pages_above", _t("页面放在表格上方(&A)"), "Shift+F9", needs="", checkable=True),
            Command("row_strip", _t("原文行条(&S)"), "F7", _t("在表格当前行下面显示放大的原文"), "", "", True),
            Command("dark", _t("深色(&D)"), "Ctrl+Shift+D", needs="", checkable=True),
            Command("choose_language", _t("界面语言(&U)…"), tip=_t("下次启动时生效"), needs=""),
        ],
    ),
    (
        _t("帮助(&H)"),
        [
            Command("show_shortcuts", _t("快捷键(&K)"), "F1", needs=""),
            Command("show_legend", _t("图例(&L)"), "Shift+F1", _t("各种颜色和记号的意思"), _t("图例"), ""),
            Command("show_about", _t("关于(&A)"), needs=""),
        ],
    ),
]
EXPORTS = ["export_workbook", "export_problems", "export_letter", "export_corrections", "export_ledger"]
EXPORTS += ["export_tables", "export_json"]
GRID_MENU = [
    ["cut", "copy", "copy_with_header", "paste"],
    ["fill_down", "clear_cells", "restore_printed"],
    ["insert_row", "delete_rows", "split_cell"],
    ["row_menu", "column_menu", "cell_menu", "header_menu"],
    ["cut_table", "reread_cells"],
]
TABLE_MENU = [["toggle_checked"], ["edit_title", "edit_form", "edit_unit"], ["join_previous", "remove_table"]]
TOOLBAR = [
    ["open_files", "save"],
    ["undo", "redo"],
    ["previous_problem", "next_problem"],
    ["find", "EXPORT"],
    [],
    ["show_legend", "show_library"],
]
GRID_KEYS = [
    (_t("直接打字"), _t("替换这一格")),
    ("F2", _t("修改这一格")),
    ("Enter / Shift+Enter", _t("写入，向下 / 向上")),
    ("Tab / Shift+Tab", _t("写入，向右 / 向左")),
    ("Esc", _t("放弃修改，回到表格")),
    (_t("Ctrl+方向键"), _t("到这段数字的尽头")),
    ("Ctrl+Home / Ctrl+End", _t("到第一格 / 最后一格")),
    (_t("Ctrl+滚轮"), _t("页面放大、缩小")),
]


def translated(text: str) -> str:
    return QCoreApplication.translate("actions", text)


_KEY_NAMES = {
    "Return": "Enter",
    "Del": "Delete",
    "Ins": "Insert",
    "PgDown": "PgDn",
    "Up": "↑",
    "Down": "↓",
    "Left": "←",
    "Right": "→",
}


def key_name(keys: str) -> str:
    """A shortcut as it is printed on the keyboard: Alt+Return is Alt+Enter."""
    *held, key = keys.split("+")
    return "+".join((*held, _KEY_NAMES.get(key, key)))


# A key held down would do it to the next ones too, which nobody has looked at yet.
_ONE_BY_ONE = {"accept_suggestion", "file_as_printed", "set_aside", "toggle_checked"}


def build(window: QMainWindow, do: Callable[..., None]) -> tuple[dict[str, QAction], dict[str, QMenu]]:
    """Make the actions and the menu bar. Each action calls `do` with its id, and its state if it is checkable.

    A submenu has an action as well, which opens it.
    """
    actions: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    for title, entries in MENUS:
        menus[title] = menu = window.menuBar().addMenu(translated(title))
        for entry in entries:
            if isinstance(entry, Submenu):
                submenu = menu.addMenu(translated(entry.text))
                actions[entry.id] = submenu.menuAction()
                actions[entry.id].setProperty("needs", "report")
                _fill(submenu, entry.commands, window, do, actions)
            else:
                _fill(menu, [entry], window, do, actions)
    return actions, menus


def _fill(
    menu: QMenu, commands: list[Command], window: QMainWindow, do: Callable[..., None], actions: dict[str, QAction]
) -> None:
    menu.setToolTipsVisible(True)
    for command in commands:
        if command is SEPARATOR:
            menu.addSeparator()
        else:
            actions[command.id] = _action(window, command, do)
            menu.addAction(actions[command.id])


def _action(window: QMainWindow, command: Command, do: Callable[..., None]) -> QAction:
    keys, text = key_name(command.keys), translated(command.text)
    action = QAction(f"{text}\t{keys}" if keys else text, window)
    action.setObjectName(command.id)
    action.setCheckable(command.checkable)
    action.setAutoRepeat(command.id not in _ONE_BY_ONE)
    if keys:
        action.setShortcuts([QKeySequence(command.keys)])  # setShortcut would make `Qt`, see test_start.py
    if command.tip:  # the menus show these; what says no more than its name needs none
        action.setToolTip(f"{translated(command.tip)}（{keys}）" if keys else translated(command.tip))
    action.setStatusTip("")
    action.setIconText(translated(command.short) if command.short else _plain(text))
    action.setProperty("needs", command.needs)
    if command.checkable:
        action.triggered.connect(lambda state: do(command.id, state))
    else:
        action.triggered.connect(lambda _checked=False: do(command.id))
    return action


def give_to_grid(grid: QWidget, by_id: dict[str, QAction]) -> None:
    """Let the keys of what is done to cells act in the grid alone: Delete in the list of problems must empty none."""
    from PySide6.QtCore import Qt  # see test_start.py

    for action in by_id.values():
        if action.property("needs") == "cells":
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            grid.addAction(action)


def all_commands() -> list[tuple[str, list[tuple[str, str]]]]:
    """Menu by menu, the keys and the words of each command: for the list of keys."""
    return [
        (_plain(translated(title)), [(_keys(way, c), _plain(translated(c.text))) for way, c in _ways(title, entries)])
        for title, entries in MENUS
    ]


def _ways(title: str, entries: list[Command | Submenu]) -> Iterator[tuple[str, Command]]:
    """Each command of a menu with the keys that open the menu in which it stands."""
    way = f"Alt+{_mnemonic(title)}"
    for entry in entries:
        if isinstance(entry, Submenu):
            yield from ((f"{way} {_mnemonic(entry.text)}", command) for command in entry.commands)
        elif entry is not SEPARATOR:
            yield way, entry


def _keys(way: str, command: Command) -> str:
    """The shortcut; where there is none, the way through the menu."""
    return key_name(command.keys) or f"{way} {_mnemonic(command.text)}"


def _mnemonic(text: str) -> str:
    words = translated(text)
    return words[words.index("&") + 1].upper()


def _plain(text: str) -> str:
    """A menu text without its mnemonic and dots."""
    return text.split("(&")[0].replace("&", "").rstrip("…")
