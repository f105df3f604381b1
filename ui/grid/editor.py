"""The line editor inside a cell, with the keys that WPS has taught everybody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme

EDITOR_NAME = "cellEditor"
_LEAVING = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


def leaving_move(event: QKeyEvent) -> tuple[int, int] | None:
    """Rows and columns to move when this key leaves a cell: Enter down, Tab right, with Shift the other way."""
    move = _LEAVING.get(Qt.Key(event.key()))
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if move and enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return (-1, 0)
    return move


class CellEditing(QStyledItemDelegate):
    """Makes the editor and watches its keys. The grid paints its cells itself."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName(EDITOR_NAME)
        editor.setFont(theme.figure_font(parent.font()))
        editor.setFrame(False)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal) or ""))
        if index.data(Qt.ItemDataRole.TextAlignmentRole) == int(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        ):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = option.rect
        wanted = max(rect.width(), editor.fontMetrics().horizontalAdvance(str(index.data() or "")) + 28)
        room = editor.parentWidget().width() - rect.left()
        editor.setGeometry(rect.left(), rect.top(), max(rect.width(), min(wanted, room)), rect.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QLineEdit):
            move = leaving_move(event)
            view = self.parent()
            if move and hasattr(view, "move_current"):
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                view.move_current(*move)
                return True
        return super().eventFilter(watched, event)
