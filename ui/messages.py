"""The only place for message boxes: a known trouble as its sentence, a bug with a diagnosis to save.

The classes of the dialogs are made when one is asked for: the window is painted without them, see test_start.py.
"""

from __future__ import annotations

import logging
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.errors import KnownError
from core.storage import places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

log = logging.getLogger(__name__)
_INPUT_WIDTH = 420  # the number and title of most tables


class Answer(Enum):
    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


def _tr(text: str) -> str:
    return QCoreApplication.translate("messages", text)


def show_failure(parent: QWidget | None, error: BaseException) -> None:
    """Tell the user what went wrong: in a sentence where it is known, with a diagnosis to save where it is a bug."""
    if isinstance(error, KnownError):
        tell(parent, str(error))
    else:
        show_bug(parent, error)


def tell(parent: QWidget | None, sentence: str) -> None:
    box = _box(parent, sentence)
    box.addButton(_tr("知道了"), box.ButtonRole.AcceptRole)
    box.exec()


def show_bug(parent: QWidget | None, error: BaseException) -> None:
    """Something unforeseen: say that the work is safe, and offer what a maintainer needs as a file."""
    log.error("unexpected failure", exc_info=error)
    box = _box(parent, _tr("程序遇到了没有料到的情况，刚才的操作没有完成。"))
    box.setInformativeText(
        _tr(
            "已有的修改没有丢失，建议先保存。可以把诊断文件发给维护者：里面只有版本、系统和出错的位置，没有报告的内容。"
        )
    )
    keep = box.addButton(_tr("保存诊断文件…"), box.ButtonRole.ActionRole)
    box.setDefaultButton(box.addButton(_tr("知道了"), box.ButtonRole.AcceptRole))
    box.exec()
    if box.clickedButton() is keep:
        save_diagnosis(parent, error)


def save_diagnosis(parent: QWidget | None, error: BaseException | None) -> None:
    """Ask where, and write the diagnosis there; what cannot be written is told."""
    from datetime import datetime

    from PySide6.QtWidgets import QFileDialog

    from core import diagnosis

    name = _tr("勾稽诊断") + f"-{datetime.now():%Y%m%d-%H%M}.txt"
    wanted = places.documents_folder() / name
    chosen, _ = QFileDialog.getSaveFileName(parent, _tr("保存诊断文件"), str(wanted), _tr("文本文件 (*.txt)"))
    if not chosen:
        return
    try:
        diagnosis.save(Path(chosen), diagnosis.text(error, _screens()))
    except OSError:
        tell(parent, _tr("不能写入“{name}”，请换一个文件夹。").format(name=Path(chosen).name))


def _screens() -> dict[str, str]:
    """What only the window knows: how large the screens are and how much they enlarge."""
    from PySide6.QtGui import QFontInfo, QGuiApplication

    shown = [
        f"{screen.size().width()} × {screen.size().height()}，{screen.devicePixelRatio():.0%}"
        for screen in QGuiApplication.screens()
    ]
    return {_tr("屏幕"): "；".join(shown), _tr("字体"): QFontInfo(QGuiApplication.font()).family()}


def _box(parent: QWidget | None, sentence: str) -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    return QMessageBox(QMessageBox.Icon.NoIcon, _tr("勾稽"), sentence, parent=parent)


def ask_to_save(parent: QWidget | None, title: str) -> Answer:
    box = _box(parent, _tr("“{title}”有修改还没有存入资料库。").format(title=title))
    save = box.addButton(_tr("保存"), box.ButtonRole.AcceptRole)
    discard = box.addButton(_tr("不保存"), box.ButtonRole.DestructiveRole)
    box.addButton(_tr("取消"), box.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.exec()
    chosen = box.clickedButton()
    return Answer.SAVE if chosen is save else Answer.DISCARD if chosen is discard else Answer.CANCEL


def ask_drafts(parent: QWidget | None, question: str) -> Answer:
    """SAVE: take the drafts up again; DISCARD: throw them away; CANCEL: leave them for the next time."""
    box = _box(parent, question)
    take = box.addButton(_tr("接着核对"), box.ButtonRole.AcceptRole)
    later = box.addButton(_tr("以后再说"), box.ButtonRole.RejectRole)
    drop = box.addButton(_tr("丢弃修改"), box.ButtonRole.DestructiveRole)
    box.setDefaultButton(take)
    box.setEscapeButton(later)
    box.exec()
    chosen = box.clickedButton()
    return Answer.SAVE if chosen is take else Answer.DISCARD if chosen is drop else Answer.CANCEL


def choose(parent: QWidget | None, question: str, *verbs: str) -> int | None:
    """Which of these things to do, the first one proposed; None: nothing."""
    box = _box(parent, question)
    buttons = [box.addButton(verb, box.ButtonRole.AcceptRole) for verb in verbs]
    box.addButton(_tr("取消"), box.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0])
    box.exec()
    return next((at for at, button in enumerate(buttons) if box.clickedButton() is button), None)


def confirm(parent: QWidget | None, question: str, verb: str) -> bool:
    """Ask before something that cannot be undone; the button says what it does."""
    box = _box(parent, question)
    yes = box.addButton(verb, box.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(_tr("取消"), box.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is yes


def ask_password(parent: QWidget | None, why: str) -> str | None:
    """The password of a file, None where the user would rather not."""
    from PySide6.QtWidgets import QLineEdit

    dialog = _dialog(parent, why)
    dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
    return _answer(dialog)


def ask_text(parent: QWidget | None, prompt: str, text: str = "") -> str | None:
    """One line of text, None where the user cancels."""
    dialog = _dialog(parent, prompt)
    dialog.setTextValue(text)
    return _answer(dialog)


def ask_choice(parent: QWidget | None, prompt: str, choices: list[str], chosen: str) -> str | None:
    """One of several words, None where the user cancels."""
    dialog = _dialog(parent, prompt)
    dialog.setComboBoxItems(choices if chosen in choices else ["", *choices])
    dialog.setTextValue(chosen)
    return _answer(dialog)


def _dialog(parent: QWidget | None, prompt: str) -> QInputDialog:
    from PySide6.QtWidgets import QInputDialog

    dialog = QInputDialog(parent)
    dialog.setWindowTitle(_tr("勾稽"))
    dialog.setLabelText(prompt)
    dialog.setOkButtonText(_tr("确定"))
    dialog.setCancelButtonText(_tr("取消"))
    layout = dialog.layout()
    if layout is not None:  # by itself it keeps the dialog as small as it can be
        layout.setSizeConstraint(layout.SizeConstraint.SetDefaultConstraint)
    dialog.setMinimumWidth(_INPUT_WIDTH)
    return dialog


def _answer(dialog: QInputDialog) -> str | None:
    return dialog.textValue() if dialog.exec() else None
