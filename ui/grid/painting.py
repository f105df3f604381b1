"""How one cell of the grid is painted: its text, and for each state a colour and a mark."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from ui import theme
from ui.grid.model import fill_of, is_figure
from ui.states import State

_PADDING = 6


class Fonts:
    """The three fonts of the grid, and how wide texts are in them. Kept from one repaint to the next."""

    def __init__(self, base: QFont) -> None:
        self.plain = theme.figure_font(base)
        self.italic = QFont(self.plain)
        self.italic.setItalic(True)
        self.bold = QFont(self.plain)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.metrics = QFontMetrics(self.plain)
        self.widest = QFontMetrics(self.bold)
        self.drop = (theme.ROW_HEIGHT + self.metrics.ascent() - self.metrics.descent()) // 2  # to the base line
        self.width = lru_cache(maxsize=20_000)(self._width)

    def needs(self, text: str, bold: bool) -> int:
        """How wide a column has to be to show a text."""
        return int(self.width(text, bold)) + 2 * _PADDING

    def crosses(self, room: int) -> str:
        """As many # as there is room for: what stands for a figure that does not fit."""
        return "#" * max(1, room // max(1, self.width("#", False)))

    def _width(self, text: str, bold: bool) -> int:
        return (self.widest if bold else self.metrics).horizontalAdvance(text)


class CellPainter:
    """Paints cells in the current theme. One is made for each repaint."""

    def __init__(self, painter: QPainter, fonts: Fonts) -> None:
        self._painter, self._fonts = painter, fonts
        self._look = theme.current()
        self._rule = QPen(self._look.color("hairline"))
        self._ink = QPen(self._look.color("ink"))

    def paint(self, rect: QRect, text: str, state: State, *, selected: bool = False, total: bool = False) -> None:
        if state or selected:
            self._fill(rect, state, selected)
        if text:
            self._text(rect, text, state, total)
        if state:
            self.marks(rect, text, state)

    def rules(self, rect: QRect) -> None:
        """The hairlines at the right and at the bottom of a cell, a row or a column."""
        self._painter.setPen(self._rule)
        self._painter.drawLine(rect.topRight(), rect.bottomRight())
        self._painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _fill(self, rect: QRect, state: State, selected: bool) -> None:
        inside = rect.adjusted(0, 0, -1, -1)
        fill = fill_of(state)
        if isinstance(fill, QColor):
            self._painter.fillRect(inside, fill)
        if selected:
            wash = self._look.color("selection")
            wash.setAlpha(60 if fill else 255)
            self._painter.fillRect(inside, wash)

    def _text(self, rect: QRect, text: str, state: State, total: bool) -> None:
        painter, fonts = self._painter, self._fonts
        inferred = State.INFERRED in state if state else False
        painter.setFont(fonts.italic if inferred else fonts.bold if total else fonts.plain)
        painter.setPen(self._look.color("inferred_ink") if inferred else self._ink)
        room, width = rect.width() - 2 * _PADDING, fonts.width(text, total)
        right = is_figure(text)
        if width > room and right:
            text = fonts.crosses(room)  # a figure cut short would be another figure
            width = fonts.width(text, total)
        elif width > room:
            text = fonts.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = room
        left = rect.right() - _PADDING - width if right else rect.left() + _PADDING
        painter.drawText(left, rect.top() + fonts.drop, text)

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
        width = min(max(self._fonts.metrics.horizontalAdvance(text), 16), rect.width() - 2 * _PADDING)
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

    def current(self, rect: QRect, *, focused: bool) -> None:
        """The frame of the current cell, grey while the keyboard is in another pane."""
        self._painter.setPen(QPen(self._look.color("accent" if focused else "disabled_ink"), 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(rect.adjusted(0, 0, -1, -1))
