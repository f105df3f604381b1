"""F1: every key."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from ui import actions, theme


class ShortcutsDialog(QDialog):
    """The keys in the order of the menus, then those of the grid."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("快捷键"))
        theme.resize_on_screen(self, 620, 640)
        text = QTextBrowser(self)
        text.document().setDocumentMargin(18)
        text.setHtml(self._html())
        text.setAccessibleName(self.tr("快捷键"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text)

    def _html(self) -> str:
        parts = [_section(title, commands) for title, commands in actions.all_commands()]
        grid = [(actions.translated(keys), actions.translated(what)) for keys, what in actions.GRID_KEYS]
        parts.append(_section(self.tr("表格里"), grid))
        return "".join(parts)


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    look = theme.current()
    lines = "".join(
        f"<tr><td width='190' style='color:{look.accent}'>{keys}</td><td>{what}</td></tr>" for keys, what in rows
    )
    return f"<p style='color:{look.pale_ink}'><b>{title}</b></p><table cellpadding='3'>{lines}</table>"
