"""The picture of one page with the cells of its tables drawn on it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QPropertyAnimation, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from core.model import Box, CellRef
from ui import theme
from ui.page_view.images import PageStore
from ui.page_view.painting import SPREAD, PagePainter, PlacedCell
from ui.page_view.placement import Placement, Size, as_box, turned

MARGIN = 12
SMALLEST, LARGEST = 0.2, 6.0
_POINT = 96 / 72  # pixels of one point at 100 %
SMALLEST_FRAME = 6.0  # points
_CLICK_REACH = 5
_FOLLOW_MS = 160


class Fit(Enum):
    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


class PageCanvas(QAbstractScrollArea):
    """Shows one page of a PageStore.

    cell_clicked(CellRef): the user pointed at a cell. page_wanted(int): turn to that page. zoom_changed(): new scale.
    framed(Box): the user drew the frame that `ask_frame` asked for, in points of the page.
    """

    cell_clicked = Signal(object)
    page_wanted = Signal(int)
    zoom_changed = Signal()
    framed = Signal(object)

    def __init__(self, store: PageStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._page = 1
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._quarters: dict[int, int] = {}  # pages that the user has turned
        self._cells: dict[CellRef, PlacedCell] = {}
        self._current: Box | None = None
        self._framing = False
        self._frame: QRectF | None = None  # being drawn, in points of the page
        self._pressed: QPoint | None = None
        self._panned = False
        self._note = ""
        self._follow = [self._animation(self.horizontalScrollBar()), self._animation(self.verticalScrollBar())]
        self._sharpen = QTimer(self, singleShot=True, interval=120)
        self._sharpen.timeout.connect(self.viewport().update)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(160)
        self.setAccessibleName(self.tr("页面图像"))
        store.opened.connect(self._refit)
        store.drawn.connect(self._on_drawn)

    def _animation(self, bar: QScrollBar) -> QPropertyAnimation:
        animation = QPropertyAnimation(bar, b"value", self)
        animation.setDuration(_FOLLOW_MS)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        return animation

    @property
    def page(self) -> int:
        return self._page

    @property
    def zoom(self) -> float:
        """1.0 is the page in its printed size."""
        return self._zoom

    @property
    def fit(self) -> Fit:
        return self._fit

    def say(self, note: str) -> None:
        """What to read where there is no picture."""
        self._note = note
        self.viewport().update()

    def show_page(
        self, page: int, cells: Mapping[CellRef, PlacedCell], current: Box | None, *, follow: bool = True
    ) -> None:
        """Turn to a page and draw these cells on it; the current one is framed and brought into sight."""
        turned_over = page != self._page
        self._page, self._cells, self._current = page, dict(cells), current
        if turned_over:
            self._refit()
            self.verticalScrollBar().setValue(0)
        if current is not None and follow:
            self._bring_into_sight(self._placement().rect(current), jump=turned_over)
        self.viewport().update()

    def renew(self, cell: PlacedCell) -> None:
        """One of the cells has another state: only that is painted anew."""
        self._cells[cell.ref] = cell
        place = self._placement().rect(cell.box).toAlignedRect()
        self.viewport().update(place.adjusted(-SPREAD, -SPREAD, SPREAD, SPREAD))

    @property
    def quarters(self) -> int:
        """How often the page is turned clockwise."""
        return self.quarters_of(self._page)

    def quarters_of(self, page: int) -> int:
        return self._quarters.get(page, 0)

    def turn(self, by: int) -> None:
        """Turn the page by so many quarters clockwise; it stays so."""
        self._quarters[self._page] = (self.quarters + by) % 4
        self._refit()
        if self._current is not None:
            self._bring_into_sight(self._placement().rect(self._current), jump=True)

    def set_fit(self, fit: Fit) -> None:
        self._fit = fit
        self._refit()

    def ask_frame(self, wanted: bool = True) -> None:
        """The next drag draws a frame instead of moving the page; Esc thinks better of it."""
        self._framing, self._frame = wanted, None
        if wanted:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
            self.setFocus()
        else:
            self.viewport().unsetCursor()
        self.viewport().update()

    def zoom_by(self, factor: float, centre: QPointF | None = None) -> None:
        """Zoom about a point of the viewport."""
        centre = centre or QPointF(self.viewport().rect().center())
        before = self._on_page(centre)
        self._fit = Fit.FREE
        self._zoom = min(max(self._zoom * factor, SMALLEST), LARGEST)
        self._set_bars()
        where = self._placement().transform.map(before)
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + where.x() - centre.x()))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + where.y() - centre.y()))
        self._changed_zoom()

    # --- geometry ---

    def _scale(self) -> float:
        return self._zoom * _POINT

    def _size(self) -> Size:
        """The page as it is turned, in points; nothing where it is not known."""
        return turned(self._store.size(self._page) or (0.0, 0.0), self.quarters)

    def _pixels(self) -> tuple[int, int]:
        """The page in pixels of the window."""
        width, height = self._size()
        return round(width * self._scale()), round(height * self._scale())

    def _placement(self) -> Placement:
        """Where the page lies in the viewport."""
        (width, height), view = self._pixels(), self.viewport().size()
        left = max((view.width() - width) // 2, MARGIN) - self.horizontalScrollBar().value()
        top = max((view.height() - height) // 2, MARGIN) if self._fit == Fit.PAGE else MARGIN
        corner = QPointF(left, top - self.verticalScrollBar().value())
        return Placement(self._store.size(self._page) or (0.0, 0.0), self.quarters, self._scale(), corner)

    def _on_page(self, point: QPointF) -> QPointF:
        return self._placement().point(point)

    def _refit(self) -> None:
        if self._store.size(self._page) is None:
            return
        size, view = self._size(), self.viewport().size()
        wide = max((view.width() - 2 * MARGIN) / (size[0] * _POINT), SMALLEST)
        high = max((view.height() - 2 * MARGIN) / (size[1] * _POINT), SMALLEST)
        if self._fit != Fit.FREE:
            self._zoom = min(wide if self._fit == Fit.WIDTH else min(wide, high), LARGEST)
        self._set_bars()
        self._changed_zoom()

    def _set_bars(self) -> None:
        (width, height), view = self._pixels(), self.viewport().size()
        for bar, whole, seen in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setRange(0, max(whole + 2 * MARGIN - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(24)

    def _changed_zoom(self) -> None:
        self._sharpen.start()
        self.viewport().update()
        self.zoom_changed.emit()

    def _bring_into_sight(self, rect: QRectF, *, jump: bool) -> None:
        view = QRectF(self.viewport().rect()).adjusted(24, 40, -24, -40)
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        moves = (
            _shift(rect.left(), rect.right(), view.left(), view.right()),
            _shift(rect.top(), rect.bottom(), view.top(), view.bottom()),
        )
        for bar, move, animation in zip(bars, moves, self._follow, strict=True):
            target = min(max(round(bar.value() + move), bar.minimum()), bar.maximum())
            animation.stop()
            if target == bar.value():
                continue
            if jump or not self.isVisible():
                bar.setValue(target)
            else:
                animation.setEndValue(target)
                animation.start()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        look = theme.current()
        painter.fillRect(event.rect(), look.color("desk"))
        if self._store.size(self._page) is None:
            painter.setPen(look.color("pale_ink"))
            area = self.viewport().rect().adjusted(24, 24, -24, -24)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._note)
            return
        page = PagePainter(painter, self._placement())
        page.picture(self._picture())
        page.cells(self._cells.values(), QRectF(event.rect()))
        if self._current is not None:
            page.current(self._current)
        if self._frame is not None:
            page.frame(as_box(self._frame))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(look.color("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _picture(self) -> QImage | None:
        """The page as sharp as it is to be had now."""
        image = None
        if not self._sharpen.isActive():
            image = self._store.picture(self._page, self._scale() * self.devicePixelRatioF())
        return image or self._store.likeness(self._page)

    # --- what comes in ---

    def _on_drawn(self, page: int) -> None:
        if page == self._page:
            self.viewport().update()
            self._prefetch()

    def _prefetch(self) -> None:
        """Draw the neighbours while the user looks at this page."""
        scale = self._scale() * self.devicePixelRatioF()
        for page in (self._page + 1, self._page - 1):
            if self._store.size(page) is not None:
                self._store.picture(page, scale, only=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        bar = self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1.0015**turn, event.position())
        elif turn < 0 and bar.value() == bar.maximum():
            self.page_wanted.emit(self._page + 1)
        elif turn > 0 and bar.value() == bar.minimum():
            self.page_wanted.emit(self._page - 1)
        else:
            super().wheelEvent(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.page_wanted.emit(self._page + 1)
            case Qt.Key.Key_PageUp:
                self.page_wanted.emit(self._page - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1.2)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / 1.2)
            case Qt.Key.Key_Escape if self._framing:
                self.ask_frame(False)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed, self._panned = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if self._framing:
            start = self._on_page(QPointF(self._pressed))
            self._frame = QRectF(start, self._on_page(event.position())).normalized()
            self.viewport().update()
            return
        move = event.position().toPoint() - self._pressed
        if self._panned or move.manhattanLength() > _CLICK_REACH:
            self._panned = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - move.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - move.y())
            self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._framing:
            self._take_frame()
            return
        self.unsetCursor()
        if self._pressed is not None and not self._panned:
            ref = self.cell_at(event.position())
            if ref is not None:
                self.cell_clicked.emit(ref)
        self._pressed = None

    def _take_frame(self) -> None:
        size, frame = self._store.size(self._page), self._frame
        self._pressed = None
        if size is None or frame is None:
            return
        frame = frame.intersected(QRectF(0, 0, *size))
        if min(frame.width(), frame.height()) < SMALLEST_FRAME:
            return
        self.ask_frame(False)
        self.framed.emit(as_box(frame))

    def cell_at(self, point: QPointF) -> CellRef | None:
        """The cell under a point of the viewport; cells of the shown table come first."""
        where = self._on_page(point)
        hits = [c for c in self._cells.values() if c.box.contains(where.x(), where.y())]
        hits.sort(key=lambda c: (not c.shown, c.box.width * c.box.height))
        return hits[0].ref if hits else None

    def place_of(self, box: Box) -> QRect:
        """Where a box of the page lies in the viewport."""
        return self._placement().rect(box).toRect()


def _shift(low: float, high: float, view_low: float, view_high: float) -> float:
    """How far to move so that low..high lies inside the view; the low end wins where both cannot."""
    if low < view_low or high - low > view_high - view_low:
        return low - view_low
    return max(high - view_high, 0.0)
