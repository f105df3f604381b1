"""The line over the grid: where the current cell is, what was printed, what stands there now, and how it looks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.model import Box, Cell, CellRef, address
from ui import theme
from ui.buttons import link_button
from ui.elided import ElidedLabel
from ui.session import Session

_CUT_OUT_HEIGHT = 46
_MOST_PRINTED = 24  # characters


class CutOut(QWidget):
    """The piece of the page around a cell, enlarged, the cell framed."""

    def __init__(
        self, parent: QWidget | None = None, height: int = _CUT_OUT_HEIGHT, *, most: float = 2.2, context: float = 1.0
    ) -> None:
        """height: of the picture; most: pixels a point at the largest; context: heights of the cell that show."""
        super().__init__(parent)
        self._piece: tuple[QImage, Box, float] | None = None
        self._most, self._context = most, context
        self.setFixedHeight(height)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("这一格的原图"))
        self.setToolTip(self.tr("这一格的原图"))

    def sizeHint(self) -> QSize:
        return QSize(280, self.height())

    def show_piece(self, piece: tuple[QImage, Box, float] | None) -> None:
        """A picture of the whole page, the cell's box in points, and the picture's pixels a point."""
        self._piece = piece
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._piece is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image, box, scale = self._piece
        zoom = min(max((self.height() - 8) / (max(box.height, 1) * self._context), 1.0), self._most)
        width, height = self.width() / zoom, self.height() / zoom
        centre_x, centre_y = box.centre
        left = centre_x - width / 2 if box.width < width else box.x0 - 4
        part = QRectF(left, centre_y - height / 2, width, height)  # of the page, in points
        page = QRectF(0, 0, image.width() / scale, image.height() / scale)
        seen = part.intersected(page)
        painter.drawImage(_scaled(seen.translated(-part.topLeft()), zoom), image, _scaled(seen, scale))
        painter.setPen(QPen(QColor(theme.LIGHT.accent), 2))
        cell = QRectF(box.x0, box.top, box.width, box.height)
        frame = _scaled(cell.translated(-part.topLeft()), zoom)
        painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))


def _scaled(rect: QRectF, by: float) -> QRectF:
    return QRectF(rect.x() * by, rect.y() * by, rect.width() * by, rect.height() * by)


class CellBar(QWidget):
    """Shows the current cell, and lets it be edited with room to spare.

    entered(str): the user typed another text. accept_wanted(): the suggestion shall be taken.
    """

    entered = Signal(str)
    accept_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ref: CellRef | None = None
        theme.as_sheet(self)
        self._address = ElidedLabel(self)
        self._printed = QLabel(self)
        self._printed.setProperty("pale", True)
        self.editor = QLineEdit(self)
        self.editor.setAccessibleName(self.tr("现值"))
        self.editor.setToolTip(self.tr("这一格现在的内容，回车写入"))
        self.editor.returnPressed.connect(self._enter)
        self.editor.editingFinished.connect(self._on_left)
        self._suggestion = link_button("", self.accept_wanted.emit, self)
        self._suggestion.setToolTip(self.tr("采纳建议（Alt+Enter）"))
        self._suggestion.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # see the buttons of a problem
        self.cut_out = CutOut(self)
        self._lay_out()
        session.changed.connect(lambda _change: self.refresh())
        session.findings_changed.connect(self.refresh)
        session.replaced.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        values = QHBoxLayout()
        values.setSpacing(8)
        self._now = QLabel(self.tr("现值"), self)
        self._now.setProperty("pale", True)
        keeping = self.editor.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)  # the line stays as high as it is
        self.editor.setSizePolicy(keeping)
        values.addWidget(self._printed)
        values.addWidget(self._now)
        values.addWidget(self.editor, 1)
        values.addWidget(self._suggestion)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._address)
        left.addLayout(values)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(12)
        row.addLayout(left, 3)
        row.addWidget(self.cut_out, 2)

    @property
    def ref(self) -> CellRef | None:
        return self._ref

    def show_cell(self, ref: CellRef | None) -> None:
        self._ref = ref
        self.editor.setModified(False)
        self.refresh()

    def refresh(self) -> None:
        cell = self._cell()
        for widget in (self._now, self.editor):
            widget.setVisible(cell is not None)
        if cell is None or self._ref is None:
            self._address.setText("")
            self._printed.setText("")
            self.editor.clear()
            self._suggestion.hide()
            self.cut_out.show_piece(None)
            return
        self._address.setText(address.cell_label(self._session.report, self._ref))
        self._printed.setText(self.tr("原文 {text}").format(text=_shortened(cell.printed) or self.tr("空白")))
        self._printed.setToolTip(cell.printed)
        if not self.editor.isModified():
            self.editor.setText(cell.text)
            self.editor.setCursorPosition(0)  # a long text shows its beginning
        suggestion = self._suggested()
        self._suggestion.setVisible(bool(suggestion))
        self._suggestion.setText(self.tr("建议 {text}　Alt+Enter").format(text=suggestion))

    def _cell(self) -> Cell | None:
        ref = self._ref
        return self._session.report.cell(ref) if ref is not None and self._session.has(ref) else None

    def _suggested(self) -> str:
        """What the problems say should stand here, where this cell is the prime suspect."""
        for finding in self._session.problems:
            for suspect in finding.suspects[:1]:
                if suspect.cell == self._ref:
                    return suspect.suggestion
        return ""

    def _enter(self) -> None:
        self.editor.setModified(False)
        self.entered.emit(self.editor.text())

    def _on_left(self) -> None:
        """A click elsewhere enters what was typed, as in WPS and Excel; Esc has thrown it away before."""
        if self.editor.isModified():
            self._enter()


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_PRINTED else text[: _MOST_PRINTED - 1] + "…"
