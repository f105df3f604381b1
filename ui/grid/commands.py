"""What the 编辑 menu does to the selected cells. Each command is one step of the history."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from core.model import CellRef
from ui.grid import clipboard
from ui.grid.entry import entered
from ui.grid.view import GridView
from ui.session import Session


def _tr(text: str) -> str:
    return QCoreApplication.translate("grid", text)


def copy(view: GridView, *, with_header: bool = False) -> None:
    """The rectangle around the selection goes to the clipboard."""
    block = view.selected_block()
    if block is None:
        return
    top, left, bottom, right = block
    table = view.grid.table
    header = clipboard.columns_with_header(table, left, right) if with_header else None
    mime = clipboard.to_mime(clipboard.block_of(table, top, left, bottom, right), header, left)
    QGuiApplication.clipboard().setMimeData(mime)


def cut(view: GridView, session: Session) -> None:
    copy(view)
    _set_all(view, session, _tr("剪切 {count} 格"), "")


def clear(view: GridView, session: Session) -> None:
    """Delete empties the cells; the rows stay."""
    _set_all(view, session, _tr("清除 {count} 格"), "")


def paste(view: GridView, session: Session) -> None:
    """Put the clipboard in at the current cell; one copied text fills the whole selection."""
    block = clipboard.from_mime(QGuiApplication.clipboard().mimeData())
    area = view.selected_block()
    if not block or area is None:
        return
    if len(block) == 1 and len(block[0]) == 1:
        _set_all(view, session, _tr("粘贴 {count} 格"), block[0][0])
        return
    table = view.grid.table
    top, left = area[0], area[1]
    texts = [
        (CellRef(table.id, top + r, left + c), entered(table, left + c, text))
        for r, line in enumerate(block[: len(table.rows) - top])
        for c, text in enumerate(line[: len(table.columns) - left])
    ]
    session.set_texts(_tr("粘贴 {count} 格").format(count=len(texts)), texts)
    view.choose_many([ref for ref, _ in texts])


def fill_down(view: GridView, session: Session) -> None:
    """The top row of the selection goes into the rows below; a single cell takes the one above."""
    area = view.selected_block()
    if area is None:
        return
    top, left, bottom, right = area
    if top == bottom:
        top -= 1
    if top < 0:
        return
    table = view.grid.table
    texts = [
        (CellRef(table.id, row, column), table.rows[top][column].text)
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
    ]
    session.set_texts(_tr("向下填充 {count} 格").format(count=len(texts)), texts)


def restore(view: GridView, session: Session) -> None:
    """Back to what was printed."""
    texts = [(ref, session.report.cell(ref).printed) for ref in view.selected()]
    session.set_texts(_tr("恢复原文 {count} 格").format(count=len(texts)), texts)


def _set_all(view: GridView, session: Session, name: str, text: str) -> None:
    refs = view.selected()
    table = view.grid.table
    texts = [(ref, entered(table, ref.column, text)) for ref in refs]
    session.set_texts(name.format(count=len(refs)), texts)
