"""One open report on the screen: tables at the left, page and grid in the middle, problems below."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.model import CellRef, Change, ParagraphEdit, TableEdit, structure
from ui import messages
from ui.cell_bar import CellBar
from ui.findings.panel import FindingsPanel
from ui.grid.entry import entered
from ui.grid.find_bar import FindBar
from ui.grid.model import GridModel
from ui.grid.strip import PrintedRow, RowStrip
from ui.grid.view import GridView
from ui.narrative.view import NarrativeView
from ui.notice import Notice
from ui.page_view.panel import PagePanel
from ui.panes import Panes
from ui.session import Session
from ui.settings import Settings
from ui.tables.model import NARRATIVE
from ui.tables.panel import TablesPanel
from ui.tasks import Tasks
from ui.title_line import TitleLine
from ui.unsure.doubts import Doubts
from ui.unsure.looking import can_look
from ui.unsure.opinions import Opinions
from ui.unsure.rereading import Rereader, region_of
from ui.unsure.review import REVIEW_SCALE, ReviewPane
from ui.work_line import WorkLine

_TALLEST_ROW = 60.0  # points


class ReportView(QWidget):
    """Ties the panels of one session together: whatever is chosen in one of them shows in the others.

    Bare at first: `build` makes the parts.
    selection_changed(): for the status bar. cancel_wanted(): stop the reading. said(str): a word for the status bar.
    """

    selection_changed = Signal()
    cancel_wanted = Signal()
    said = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._tasks, self._settings = tasks, settings
        self._shown = ""
        self._last_cell: dict[str, CellRef] = {}
        self._find_bar: FindBar | None = None

    # --- building ---

    @classmethod
    def whole(cls, session: Session, tasks: Tasks, settings: Settings) -> ReportView:
        """One with all its parts, made in one go."""
        view = cls(session, tasks, settings)
        deque(view.build(), maxlen=0)
        return view

    def build(self) -> Iterator[None]:
        """Make the parts; wherever this yields, the window may answer the user."""
        session, tasks = self.session, self._tasks
        self.page = PagePanel(session, tasks, self)
        yield
        self.tables = TablesPanel(session, self)
        self.grid = GridView(GridModel(session, self), self)
        self._strip = RowStrip(self.grid.viewport())
        self._strip_wanted = self._settings.flag("strip", False)
        yield
        self.narrative = NarrativeView(session, self)
        self.bar = CellBar(session, self)
        self.doubts = Doubts(session, self)
        self.notice = Notice(session, self.doubts, self)
        self.review = ReviewPane(session, self.doubts, self)
        self.rereader = Rereader(session, tasks, self)
        self._title = TitleLine(session, self)
        self._reading = WorkLine(
            self.tr("正在读取…"), self.tr("正在读取 第 {done} / {total} 页"), self.tr("取消读取"), self
        )
        self.exporting = WorkLine(
            self.tr("正在导出…"), self.tr("正在导出，{done} / {total} 张表"), self.tr("取消导出"), self
        )
        self.exporting.hide()
        yield
        self.opinions = Opinions(session, tasks, self)
        self.findings = FindingsPanel(session, self.opinions, self)
        yield
        self._lay_out()
        self._connect()
        yield
        self._on_replaced()
        self._update_reading()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.narrative)
        self._panes = Panes(self._settings, self)
        for line in (self._title, self.bar, self.review):
            line.setProperty("ruled", True)
        lines = (self._reading, self.exporting, self.notice, self._title, self.bar, self.review)
        self._panes.fill(self.tables, lines, self.page, self._stack, self.findings)
        self._panes.remember("problem_detail", self.findings.split)
        self._panes.restore()
        self.update_pages()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._panes)

    def update_pages(self) -> None:
        """Show the pages where the user wants them, and the file has any."""
        has_pages = self.session.reading or can_look(self.session)
        self.page.setVisible(has_pages and self._settings.flag("pages", True))

    @property
    def find_bar(self) -> FindBar:
        """Made when something is looked for."""
        if self._find_bar is None:
            self._find_bar = bar = FindBar(self.session, self)
            bar.found.connect(lambda ref: self.show_cells([ref]))
            bar.closed.connect(self.grid.setFocus)
            self._panes.add_line(bar)
            if self.bar.ref is not None:
                bar.show_cell(self.bar.ref)
        return self._find_bar

    @property
    def _is_elsewhere(self) -> bool:
        """Whether the keyboard belongs to finding or reviewing, not to the grid."""
        return self.review.isVisible() or (self._find_bar is not None and self._find_bar.isVisible())

    def _connect(self) -> None:
        self.tables.chosen.connect(self.show_entry)
        self.tables.list.activated.connect(lambda _index: self._stack.currentWidget().setFocus())
        self.grid.cell_chosen.connect(self._on_cell)
        self.grid.selection_changed.connect(self.selection_changed)
        self.grid.verticalScrollBar().valueChanged.connect(lambda _value: self._update_strip())
        self.page.cell_clicked.connect(lambda ref: self.show_cells([ref]))
        self.page.cut_out_ready.connect(self._update_cut_out)
        self.page.framed.connect(self.rereader.start)
        self.rereader.said.connect(self.said)
        self.rereader.failed.connect(lambda error: messages.show_failure(self, error))
        self.notice.review_wanted.connect(self.start_review)
        self.review.cell_wanted.connect(lambda ref: self.show_cells([ref]))
        self.review.finished.connect(self._on_review_finished)
        self.bar.entered.connect(self._on_entered)
        self.bar.accept_wanted.connect(lambda: self.findings.by_button(self.accept_here))
        self.findings.deeds.acting.connect(self.commit)
        self.findings.cells_wanted.connect(self.show_cells)
        self.findings.cells_passed.connect(lambda refs: self.show_cells(refs, focus=False))
        self.findings.paragraph_wanted.connect(self._show_paragraph)
        self.findings.table_wanted.connect(self.show_entry)
        self.findings.said.connect(self.said)
        self.narrative.cells_wanted.connect(self.show_cells)
        self._title.checked_wanted.connect(self.set_checked)
        self._reading.cancel_wanted.connect(self.cancel_wanted)
        self.session.replaced.connect(self._on_replaced)
        self.session.replaced.connect(self._update_reading)
        self.session.changed.connect(self._on_change)
        self.session.standing_changed.connect(self._update_reading)

    def keep_layout(self) -> None:
        self._panes.keep()

    def stack_pages(self, above: bool) -> None:
        """The page above the grid, or beside it."""
        self._panes.stack(above)

    # --- showing ---

    @property
    def shown(self) -> str:
        """The id of the table in the grid, or NARRATIVE."""
        return self._shown

    def show_entry(self, key: str) -> None:
        """Show a table, or the narrative, as it was left."""
        if key == self._shown:
            return
        self.commit()
        self._shown = key
        self.tables.show_chosen(key)
        narrative = key == NARRATIVE
        self._stack.setCurrentWidget(self.narrative if narrative else self.grid)
        self.bar.setVisible(not narrative and not self.review.isVisible())
        self._title.show_entry(self._shown)
        if narrative:
            if self.session.report.narrative:
                self.page.turn_to(self.session.report.narrative[0].page or 1)
            self.selection_changed.emit()
            return
        self.grid.grid.show_table(key)
        self.findings.show_table(key)
        table = self.session.table(key)
        if table is not None and table.rows and table.columns:
            self.grid.choose(self._last_cell.get(key) or CellRef(key, 0, 0))
        else:
            self.page.show_cell(key, None)
            self.bar.show_cell(None)

    def show_cells(self, refs: list[CellRef], *, focus: bool = True) -> None:
        """Select cells, of another table if need be; the first one is the current one. focus: for the keyboard too."""
        here = [ref for ref in refs if ref.table == refs[0].table and self.session.has(ref)]
        if not here:
            return
        self.show_entry(here[0].table)
        self.grid.choose_many(here)
        if focus and not self._is_elsewhere:
            self.grid.setFocus()

    def _show_paragraph(self, index: int) -> None:
        self.show_entry(NARRATIVE)
        self.narrative.show_paragraph(index)
        if index < len(self.session.report.narrative):
            self.page.show_paragraph(self.session.report.narrative[index])

    def _on_cell(self, ref: CellRef) -> None:
        self._last_cell[ref.table] = ref
        self.page.show_cell(ref.table, ref)
        self.bar.show_cell(ref)
        if self._find_bar is not None:
            self._find_bar.show_cell(ref)
        self.findings.show_for(ref)
        self._update_cut_out()

    def _update_cut_out(self) -> None:
        ref = self.bar.ref
        piece = self.page.cut_out(ref) if ref is not None and self.session.has(ref) else None
        self.bar.cut_out.show_piece(piece)
        if self.review.ref is not None:
            self.review.show_piece(self.page.cut_out(self.review.ref, REVIEW_SCALE))
        self._update_strip()

    def show_strip(self, shown: bool) -> None:
        """The row of the page under the row of the grid."""
        self._strip_wanted = shown
        self._update_strip()

    def _update_strip(self) -> None:
        ref = self.bar.ref
        piece = self.page.cut_out(ref) if self._strip_wanted and ref is not None and self.session.has(ref) else None
        if piece is None or ref is None or ref.table != self._shown:
            self._strip.hide()
            return
        image, cell, scale = piece
        beside, headings = self.grid.visualRect(self.grid.currentIndex()), self.page.headings_of(ref)
        row = self.page.row_of(ref) or cell
        if row.height > _TALLEST_ROW:  # a cell over many rows would hide the grid
            row = row._replace(top=cell.top, bottom=cell.bottom)
        self._strip.show_row(PrintedRow(image, scale, row, cell, headings), beside)

    def _on_replaced(self) -> None:
        """Tables came, or the whole report: stay where the user is."""
        if self.session.table(self._shown) is None and self._shown != NARRATIVE:
            self._shown = ""
            tables = self.session.report.tables
            if tables:
                self.show_entry(tables[0].id)
        elif self._shown != NARRATIVE:
            ref = self._last_cell.get(self._shown)
            if ref is not None and self.session.has(ref):
                self.grid.choose(ref)
        self.tables.show_chosen(self._shown)
        self._title.show_entry(self._shown)
        self.update_pages()

    def _on_change(self, change: Change) -> None:
        """Undo, redo and changes of structure bring what they changed into sight."""
        if change.structural:
            self._leave_what_is_gone(change)
            self._on_replaced()
        if change.done != "do":
            self._show_changed(change)
        self._title.show_entry(self._shown)

    def _leave_what_is_gone(self, change: Change) -> None:
        """Where the shown table is taken out: to the one that took it in, or the one that is in its place now."""
        edits = [edit for edit in change.step.edits if isinstance(edit, TableEdit)]
        gone = next((edit for edit in edits if edit.before is not None and edit.before.id == self._shown), None)
        tables = self.session.report.tables
        if gone is None or not tables or self.session.table(self._shown) is not None:
            return
        into = next((edit.after.id for edit in reversed(edits) if edit.after is not None), "")
        self.show_entry(into or tables[min(gone.position, len(tables) - 1)].id)

    def _show_changed(self, change: Change) -> None:
        word = self.tr("已撤销：{step}") if change.done == "undo" else self.tr("已重做：{step}")
        self.said.emit(word.format(step=self.session.describe(change.step)))
        tables = [edit for edit in change.step.edits if isinstance(edit, TableEdit) and edit.after is not None]
        if change.cells:
            self.show_cells(list(change.cells))
        elif tables:
            self._show_table(tables[-1])
        for edit in change.step.edits:
            if isinstance(edit, ParagraphEdit):
                self._show_paragraph(edit.index)

    def _show_table(self, edit: TableEdit) -> None:
        """A changed table, at the row that changed."""
        assert edit.after is not None
        self.show_entry(edit.after.id)
        row, current = structure.first_change(edit.before, edit.after), self.grid.current_ref()
        if row is not None and current is not None:
            self.show_cells([current._replace(row=row)])

    # --- reading ---

    def show_progress(self, done: int, total: int) -> None:
        self._reading.show_progress(done, total)

    def _update_reading(self) -> None:
        self._reading.setVisible(self.session.reading)
        self.notice.refresh(reviewing=self.review.isVisible())

    # --- unsure readings ---

    def start_review(self) -> None:
        """逐格核对: through the unsure cells, one by one."""
        self.commit()
        if not self.review.start():
            self.said.emit(self.tr("没有存疑的格。"))
            return
        self.bar.hide()
        self._update_reading()

    def _on_review_finished(self) -> None:
        self.bar.setVisible(self._shown != NARRATIVE)
        self._update_reading()
        self.grid.setFocus()
        if not len(self.doubts):
            self.said.emit(self.tr("存疑的格都核对过了"))

    def reread_cells(self) -> None:
        """Read the selected cells again."""
        region = region_of(self.session.report.cell(ref) for ref in self.grid.selected())
        if region is None:
            self.said.emit(self.tr("选中的格在页面上没有位置。"))
        else:
            self.rereader.start(*region)

    def reread_region(self) -> None:
        """Let the user draw on the page what shall be read again."""
        if not len(self.page.store):
            self.said.emit(self.tr("这份报告没有页面图像，不能重新识别。"))
            return
        self.page.show()
        self.page.canvas.ask_frame()
        self.said.emit(self.tr("在页面上拖出要重新识别的一块（Esc 取消）"))

    # --- doing ---

    def set_checked(self, checked: bool) -> None:
        """已核对, as a step that can be undone."""
        for position, table in enumerate(self.session.report.tables):
            if table.id == self._shown and table.checked != checked:
                before, after = table.copy(), replace(table.copy(), checked=checked)
                with self.session.step(self.tr("标为已核对") if checked else self.tr("取消已核对")):
                    self.session.history.apply(TableEdit(position, before, after))
                return

    def toggle_checked(self) -> None:
        """Mark the table as checked and go on with the next one."""
        table = self.session.table(self._shown)
        if table is not None:
            self.set_checked(not table.checked)
            if not table.checked:
                self.tables.step(1)

    def accept_here(self) -> None:
        """Take the suggestion for the current cell, or for the current problem."""
        ref = self.bar.ref
        for finding in self.session.problems:
            if finding.suspects and finding.suspects[0].cell == ref and finding.suspects[0].suggestion:
                self.findings.choose_quietly(finding.key)
                self.findings.deeds.accept(finding)
                return
        self.findings.accept()

    def _on_entered(self, text: str) -> None:
        ref = self.bar.ref
        if ref is not None and self.session.has(ref):
            table = self.session.table(ref.table)
            assert table is not None
            self.session.set_text(ref, entered(table, ref.column, text))
            if self.bar.editor.hasFocus():
                self.grid.setFocus()
            QTimer.singleShot(0, self.bar.refresh)

    def go_to(self, wanted: str) -> bool:
        """To the row of that code or name in the shown table, after the current row; False where there is none."""
        table, start = self.grid.grid.table, self.grid.currentIndex().row()
        for at in (*range(start + 1, len(table.rows)), *range(start + 1)):
            for column, cell in enumerate(table.rows[at]):
                text = cell.text.strip()
                if text == wanted.strip() or (not wanted.isdigit() and wanted in text):
                    self.show_cells([CellRef(table.id, at, column)])
                    return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in any other pane: back to the grid, or to the narrative where that shows."""
        if event.key() == Qt.Key.Key_Escape:
            self.bar.show_cell(self.bar.ref)
            self._stack.currentWidget().setFocus()
        else:
            super().keyPressEvent(event)

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes round."""
        return [self.tables.list, self.page.canvas, self.grid, self.narrative, self.findings.tree]

    def restyle(self) -> None:
        """Another theme: what was painted with the colours of the old one is made anew."""
        self.narrative.restyle()
        self.findings.restyle()
        self._update_reading()
        self.update()

    def commit(self) -> None:
        """Take over what is typed but not yet entered, before something is saved or closed."""
        self.grid.commit()
        self.narrative.commit()
        if self.bar.editor.isModified():
            self.bar.editor.returnPressed.emit()

    def close_pages(self) -> None:
        """The tab goes: no picture is needed any more."""
        self.page.store.close()
