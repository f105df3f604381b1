"""The page panel: the canvas under a thin bar with page and zoom, tied to a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTransform
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.model import Box, CellEdit, CellRef, Change, Paragraph, Report, Straightened, Table, around
from ui import theme
from ui.buttons import flat_button
from ui.page_view.canvas import Fit, PageCanvas
from ui.page_view.images import PageStore
from ui.page_view.painting import PlacedCell
from ui.page_view.placement import turned_box
from ui.session import Session
from ui.states import State, state_of
from ui.tasks import Tasks

CUT_OUT_SCALE = 2.4
_NARROWEST, _BAR_MARGIN, _BAR_SPACING = 180, 8, 2
_PAGED = ("pdf", "scan")


class PagePanel(QWidget):
    """The page on which the current cell stands.

    cell_clicked(CellRef): the user pointed at a cell on the page. framed(int, Box): drew a frame on that page.
    cut_out_ready(): a picture for the cell bar may be had now, or another one.
    """

    cell_clicked = Signal(object)
    framed = Signal(int, object)
    cut_out_ready = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table_id = ""
        self._current: CellRef | None = None
        self._told: tuple[int, Box] | None = None  # where a paragraph is printed that is shown rather than a cell
        self._straightened: tuple[Straightened, ...] = ()
        self._placed: tuple[tuple[int, str], dict[CellRef, PlacedCell]] | None = None  # of which page and table
        self._turned: tuple[tuple[int, int], QImage] | None = None  # which picture and how often, and how it looks then
        self.store = PageStore(tasks, self)
        self.canvas = PageCanvas(self.store, self)
        self._lay_out()
        self.canvas.cell_clicked.connect(self.cell_clicked)
        self.canvas.framed.connect(lambda box: self.framed.emit(self.canvas.page, box))
        self.canvas.page_wanted.connect(self.turn_to)
        self.canvas.zoom_changed.connect(self._update_bar)
        self.store.opened.connect(self._on_opened)
        self.store.drawn.connect(lambda _page: self.cut_out_ready.emit())
        self.store.failed.connect(lambda _error: self.canvas.say(self.tr("这份文件的页面画不出来，请直接对照原文件。")))
        session.source_known.connect(self.open_source)
        session.replaced.connect(self._on_replaced)
        session.changed.connect(self._on_change)
        session.findings_changed.connect(lambda: self._renew(session.remarked))
        self.open_source()

    def _lay_out(self) -> None:
        self._bar = bar = QWidget(self)
        theme.as_sheet(bar)
        bar.setMinimumWidth(_NARROWEST)  # the grid needs the room of a small screen more than the bar
        row = QHBoxLayout(bar)
        row.setContentsMargins(_BAR_MARGIN, 2, _BAR_MARGIN, 2)
        row.setSpacing(_BAR_SPACING)
        self._back = self._button("‹", self.tr("上一页（PgUp）"), lambda: self.turn_to(self.canvas.page - 1))
        self._forward = self._button("›", self.tr("下一页（PgDn）"), lambda: self.turn_to(self.canvas.page + 1))
        self._place = QLabel(bar)
        self._place.setProperty("pale", True)
        self._zoom = QLabel(bar)
        self._zoom.setProperty("pale", True)
        self._wide = self._button(
            self.tr("适合宽度"), self.tr("页面与窗格同宽"), lambda: self.canvas.set_fit(Fit.WIDTH)
        )
        self._whole = self._button(self.tr("整页"), self.tr("看到整页"), lambda: self.canvas.set_fit(Fit.PAGE))
        smaller = self._button("−", self.tr("缩小（Ctrl+滚轮）"), lambda: self.canvas.zoom_by(1 / 1.2))
        larger = self._button("＋", self.tr("放大（Ctrl+滚轮）"), lambda: self.canvas.zoom_by(1.2))
        turning = self._button(self.tr("旋转"), self.tr("向右旋转页面（Ctrl+]）"), lambda: self.turn(1))
        for item in (self._back, self._place, self._forward):
            row.addWidget(item)
        row.addStretch()
        for item in (self._wide, self._whole, turning, smaller, self._zoom, larger):
            row.addWidget(item)
        for button in (self._wide, self._whole):
            button.setCheckable(True)
        self._spared = (turning, self._zoom, self._whole, self._wide, smaller, larger, self._place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.canvas, 1)

    def _button(self, text: str, tip: str, act: Callable[[], object]) -> QPushButton:
        button = flat_button(text, tip, act, self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has a key in the menu; Tab goes from pane to pane
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()

    def _fit_bar(self) -> None:
        """In a narrow bar what is needed least is not shown; all of it is in the menu 视图, and has its key."""
        parts = (self._back, self._forward, *self._spared)
        needed = 2 * _BAR_MARGIN + sum(part.sizeHint().width() + _BAR_SPACING for part in parts)
        for part in self._spared:
            part.setVisible(needed <= self.width())
            needed -= 0 if part.isVisibleTo(self) else part.sizeHint().width() + _BAR_SPACING

    def open_source(self) -> None:
        """Get the pages of the session's file, or say why there are none."""
        kind, source = self._session.source_kind, self._session.source
        if source is not None and kind in _PAGED:
            self.canvas.say(self.tr("正在准备页面…"))
            self._straightened = self._session.report.straightened
            self.store.open(source, kind, self._session.password, self._straightened)
        else:
            self.canvas.say("" if self._session.reading else self.tr("这份报告没有页面图像。"))
            self.store.close()

    def _on_replaced(self) -> None:
        """Scanned pages are known to be turned or skewed only when they have been read: show them upright then."""
        self._placed = None
        if self._session.report.straightened != self._straightened:
            self.open_source()
        else:
            self._show(follow=False)

    def _on_change(self, change: Change) -> None:
        if change.structural or any(_moves(edit) for edit in change.step.edits):
            self._placed = None
            self._show(follow=False)
        else:
            self._renew(change.cells)

    def _renew(self, refs: Iterable[CellRef]) -> None:
        """These cells may look different now."""
        report, marks = self._session.report, self._session.marks
        _key, placed = self._placed or (None, {})
        for ref in refs:
            if ref in placed and self._session.has(ref):
                placed[ref] = placed[ref]._replace(state=state_of(report.cell(ref), marks.get(ref, State.PLAIN)))
                self.canvas.renew(placed[ref])

    def show_cell(self, table_id: str, ref: CellRef | None) -> None:
        """Follow the grid: turn to the page of the cell and frame it."""
        self._table_id, self._current, self._told = table_id, ref, None
        table = self._session.table(table_id)
        if table is None:
            return
        cell = self._session.report.cell(ref) if ref else None
        page = cell.page if cell and cell.page else next(iter(table.pages), None)
        if cell is not None and cell.page is None and self.canvas.page in table.pages:
            page = self.canvas.page
        self._show(page, follow=True)

    def show_paragraph(self, paragraph: Paragraph) -> None:
        """Turn to the page of a paragraph and frame what is printed of it there."""
        page = next((page for page, _ in paragraph.boxes), None) or paragraph.page
        box = around(box for at, box in paragraph.boxes if at == page)
        self._current, self._told = None, (page, box) if page and box and not self._session.reading else None
        if page is not None and page <= len(self.store):
            self._show(page, follow=True)

    def turn_to(self, page: int) -> None:
        if 1 <= page <= len(self.store):
            self._show(page, follow=False)

    def turn(self, by: int) -> None:
        """Turn the page by so many quarters clockwise."""
        if len(self.store):
            self.canvas.turn(by)
            self.cut_out_ready.emit()

    def cut_out(self, ref: CellRef, scale: float = CUT_OUT_SCALE) -> tuple[QImage, Box, float] | None:
        """A picture of the page of a cell, the cell's box, and pixels a point; None where there is none yet.

        It is sharp as soon as it is drawn, until then any other of the page. Page and box are turned as the user has
        turned them.
        """
        cell = self._session.report.cell(ref)
        if cell.page is None or cell.box is None or self._may_be_slanted(ref.table):
            return None
        sharp = self.store.picture(cell.page, scale * self.devicePixelRatioF(), only=False)
        image = sharp or self.store.likeness(cell.page)
        size = self.store.size(cell.page)
        if image is None or size is None:
            return None
        return self._as_turned(image, cell.page), self._box_as_turned(cell.box, cell.page), image.width() / size[0]

    def row_of(self, ref: CellRef) -> Box | None:
        """The box of the cell's whole row on the cell's page, as that page is turned."""
        return around(box for box, _heading in self.headings_of(ref))

    def headings_of(self, ref: CellRef) -> list[tuple[Box, str]]:
        """Every cell of the row on that page, with the last text of its column's header."""
        table = self._session.report.table(ref.table)
        page = table.cell(ref.row, ref.column).page
        return [
            (self._box_as_turned(cell.box, page), column.path[-1] if column.path else "")
            for cell, column in zip(table.rows[ref.row], table.columns, strict=True)
            if cell.box is not None and page is not None and cell.page == page
        ]

    def _box_as_turned(self, box: Box, page: int) -> Box:
        size, quarters = self.store.size(page), self.canvas.quarters_of(page)
        return turned_box(box, size, quarters) if size is not None and quarters else box

    def _as_turned(self, image: QImage, page: int) -> QImage:
        key = image.cacheKey(), self.canvas.quarters_of(page)
        if not key[1]:
            return image
        if self._turned is None or self._turned[0] != key:
            self._turned = key, image.transformed(QTransform().rotate(90 * key[1]))
        return self._turned[1]

    def _may_be_slanted(self, table_id: str) -> bool:
        table = self._session.table(table_id)
        return table is not None and _may_be_slanted(table, self._session)

    def _cells_on(self, page: int) -> dict[CellRef, PlacedCell]:
        """Every cell on a page; looked for only once."""
        key = page, self._table_id
        if self._placed is None or self._placed[0] != key:
            placed = placed_cells(self._session.report, page, self._table_id, self._session)
            self._placed = key, {cell.ref: cell for cell in placed}
        return self._placed[1]

    def _show(self, page: int | None = None, *, follow: bool) -> None:
        page = page or self.canvas.page
        report, box = self._session.report, self._told[1] if self._told and self._told[0] == page else None
        if self._current is not None and self._session.has(self._current):
            cell = report.cell(self._current)
            box = cell.box if cell.page == page and not self._may_be_slanted(self._current.table) else None
        self.canvas.show_page(page, self._cells_on(page), box, follow=follow)
        self._update_bar()

    def _on_opened(self) -> None:
        self._show(follow=True)
        self.cut_out_ready.emit()

    def _update_bar(self) -> None:
        count = len(self.store)
        self._place.setText(
            self.tr("第 {page} / {count} 页").format(page=self.canvas.page, count=count) if count else ""
        )
        self._back.setEnabled(self.canvas.page > 1)
        self._forward.setEnabled(self.canvas.page < count)
        self._zoom.setText(f"{self.canvas.zoom:.0%}" if count else "")
        self._wide.setChecked(self.canvas.fit == Fit.WIDTH)
        self._whole.setChecked(self.canvas.fit == Fit.PAGE)
        self._fit_bar()


def _moves(edit: object) -> bool:
    """Whether a cell gets another place on the pages, as one that was read again may."""
    if not isinstance(edit, CellEdit) or edit.before.box is edit.after.box:
        return False
    return (edit.before.page, edit.before.box) != (edit.after.page, edit.after.box)


def placed_cells(report: Report, page: int, shown: str, session: Session) -> list[PlacedCell]:
    """Every cell that lies on a page, of the shown table and of its neighbours."""
    marks = session.marks
    return [
        PlacedCell(ref, cell.box, state_of(cell, marks.get(ref, State.PLAIN)), table.id == shown)
        for table in report.tables
        if (page in table.pages or table.id == shown) and not _may_be_slanted(table, session)
        for ref, cell in table.refs()
        if cell.page == page and cell.box is not None
    ]


def _may_be_slanted(table: Table, session: Session) -> bool:
    """While a scan is read its pages are not yet shown upright, and the places of cells would not lie on them."""
    return session.reading and any(cell.confidence is not None for _, cell in table.refs())
