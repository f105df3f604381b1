"""The menu 编辑. Each command is one step of the history."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication

from core.model import CellRef
from ui import messages
from ui.commands.base import Commands
from ui.grid import clipboard
from ui.grid.entry import all_entered


class EditCommands(Commands):
    def undo(self) -> None:
        if self.view is not None:
            self.view.session.undo()

    def redo(self) -> None:
        if self.view is not None:
            self.view.session.redo()

    # --- cells and the clipboard ---

    def copy(self, *, with_header: bool = False) -> None:
        """The rectangle around the selection goes to the clipboard."""
        view = self.view
        area = view.grid.selected_block() if view else None
        if view is None or area is None:
            return
        top, left, bottom, right = area
        table = view.grid.grid.table
        header = clipboard.columns_with_header(table, left, right) if with_header else None
        mime = clipboard.to_mime(clipboard.block_of(table, top, left, bottom, right), header, left)
        QGuiApplication.clipboard().setMimeData(mime)

    def copy_with_header(self) -> None:
        self.copy(with_header=True)

    def cut(self) -> None:
        self.copy()
        self._fill_selection(self.tr("剪切 {count} 格"), "")

    def clear_cells(self) -> None:
        """Delete empties the cells; the rows stay."""
        self._fill_selection(self.tr("清除 {count} 格"), "")

    def paste(self) -> None:
        """Put the clipboard in at the current cell; one copied text fills the whole selection."""
        block = clipboard.from_mime(QGuiApplication.clipboard().mimeData())
        area = self.view.grid.selected_block() if self.view else None
        if self.view is None or not block or area is None:
            return
        if len(block) == 1 and len(block[0]) == 1:
            self._fill_selection(self.tr("粘贴 {count} 格"), block[0][0])
            return
        table = self.view.grid.grid.table
        top, left = area[0], area[1]
        texts = [
            (CellRef(table.id, top + r, left + c), text)
            for r, line in enumerate(block[: len(table.rows) - top])
            for c, text in enumerate(line[: len(table.columns) - left])
        ]
        self._set(self.tr("粘贴 {count} 格"), all_entered(table, texts))
        bottom, right = texts[-1][0].row, texts[-1][0].column
        self.view.grid.choose_block(top, left, bottom, right)

    def fill_down(self) -> None:
        """The top row of the selection goes into the rows below; a single row takes the one above."""
        area = self.view.grid.selected_block() if self.view else None
        if self.view is None or area is None:
            return
        top, left, bottom, right = area
        source = top if bottom > top else top - 1
        if source < 0:
            return
        table = self.view.grid.grid.table
        texts = [
            (CellRef(table.id, row, column), table.rows[source][column].text)
            for row in range(source + 1, bottom + 1)
            for column in range(left, right + 1)
        ]
        self._set(self.tr("向下填充 {count} 格"), texts)

    def restore_printed(self) -> None:
        """Back to what was printed."""
        if self.view is not None:
            report = self.view.session.report
            texts = [(ref, report.cell(ref).printed) for ref in self.view.grid.selected()]
            self._set(self.tr("恢复原文 {count} 格"), texts)

    def _fill_selection(self, name: str, text: str) -> None:
        if self.view is not None:
            table = self.view.grid.grid.table
            self._set(name, all_entered(table, ((ref, text) for ref in self.view.grid.selected())))

    def _set(self, name: str, texts: Iterable[tuple[CellRef, str]]) -> None:
        changed = list(texts)
        if self.view is not None and changed:
            self.view.session.set_texts(name.format(count=len(changed)), changed)

    # --- finding ---

    def find(self) -> None:
        if self.view is not None:
            self.view.find_bar.start()

    def replace(self) -> None:
        if self.view is not None:
            self.view.find_bar.start(replacing=True)

    def find_next(self) -> None:
        if self.view is not None:
            self.view.find_bar.step(1)

    def find_previous(self) -> None:
        if self.view is not None:
            self.view.find_bar.step(-1)

    def go_to_code(self) -> None:
        if self.view is None:
            return
        code = messages.ask_text(self._window, self.tr("转到哪个科目编码或名称？"))
        if code and not self.view.go_to(code):
            self._window.say(self.tr("这张表里没有“{code}”").format(code=code))
