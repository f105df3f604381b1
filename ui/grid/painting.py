"""How one cell of the grid is painted: its text, and for each state a colour and a mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from ui import theme
from ui.grid.model import fill_of, is_figure
from ui.states import State

_PADDING = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellPainter:
    """Paints cells in the current theme. One is made for each repaint, so that fonts and pens are made once."""

    def __init__(self, painter: QPainter, font: QFont) -> None:
        self._painter = painter
        self._look = theme.current()
        self._plain = theme.figure_font(font)
        self._italic = QFont(self._plain)
        self._italic.setItalic(True)
        self._bold = QFont(self._plain)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetrics(self._plain)
        self._rule = QPen(self._look.color("hairline"))
        self._ink = QPen(self._look.color("ink"))

    def paint(self, rect: QRect, text: str, state: State, *, selected: bool = False, total: bool = False) -> None:
        painter = self._painter
        fill = fill_of(state)
        if isinstance(fill, QColor):
            painter.fillRect(rect, fill)
        if selected:
            wash = self._look.color("selection")
            wash.setAlpha(60 if fill else 255)
            painter.fillRect(rect, wash)
        painter.setPen(self._rule)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if text:
            self._text(rect, text, state, total)
        if state:
            self.marks(rect, text, state)

    def _text(self, rect: QRect, text: str, state: State, total: bool) -> None:
        painter = self._painter
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if State.INFERRED in state:
            painter.setFont(self._italic)
            painter.setPen(self._look.color("inferred_ink"))
        else:
            painter.setFont(self._bold if total else self._plain)
            painter.setPen(self._ink)
        if is_figure(text):
            painter.drawText(inner, _RIGHT, text)
        else:
            painter.drawText(inner, _LEFT, self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width()))

    def marks(self, rect: QRect, text: str, state: State) -> None:
        """The signs that are not colour: they survive grey print and colour blindness."""
        painter, look = self._painter, self._look
        if State.ASIDE in state:
            shade = look.color("pale_ink")
            shade.setAlphaF(0.28)
            painter.fillRect(rect, QBrush(shade, Qt.BrushStyle.BDiagPattern))
        if State.CORRECTED in state:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, look.color("corrected"))
        if State.UNSURE in state:
            self._underline(rect, text)
        if State.SUSPECT in state:
            painter.setPen(QPen(look.color("suspect_frame"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        elif State.BROKEN in state:
            self._corner(rect)

    def _underline(self, rect: QRect, text: str) -> None:
        painter = self._painter
        width = min(max(self._metrics.horizontalAdvance(text), 16), rect.width() - 2 * _PADDING)
        left = rect.right() - _PADDING - width if is_figure(text) else rect.left() + _PADDING
        painter.setPen(QPen(self._look.color("warning"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(left, rect.bottom() - 4, left + width, rect.bottom() - 4)

    def _corner(self, rect: QRect) -> None:
        painter = self._painter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("suspect_frame"))
        corner = QPointF(rect.right(), rect.top())
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(7, 0), corner + QPointF(0, 7)]))
        painter.restore()

    def current(self, rect: QRect) -> None:
        """The frame of the cell that the keyboard is at."""
        self._painter.setPen(QPen(self._look.color("accent"), 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(rect.adjusted(0, 0, -1, -1))
