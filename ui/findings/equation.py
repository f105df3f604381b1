"""An equation drawn out as a sum: every figure under its name, and a way to the cell that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from core import amounts
from core.model import CellRef, address
from ui import theme
from ui.findings.flow import Flow
from ui.session import Session

if TYPE_CHECKING:
    from core.checks.findings import Equation, Finding, Part

_LONG, _SHOWN = 8, 3  # a sum of more parts than that is folded to so many
_PADDING, _LABEL_PIXELS, _WIDEST_LABEL = 5, 11, 150


class Piece(NamedTuple):
    """One figure as drawn. sign: what stands before it; place: its address in full, "" where it is only a result."""

    sign: str
    label: str
    text: str
    place: str = ""
    cell: CellRef | None = None
    suspect: bool = False


class PieceButton(QPushButton):
    """A figure with its sign before it and its name above; the most suspicious one has a frame."""

    def __init__(self, piece: Piece, parent: QWidget) -> None:
        super().__init__(parent)
        self.piece = piece
        self._small = QFont(self.font())
        self._small.setPixelSize(_LABEL_PIXELS)
        self._figures = theme.figure_font(self.font())
        if piece.suspect:
            self._figures.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(self._small)
        self._label = metrics.elidedText(piece.label, Qt.TextElideMode.ElideMiddle, _WIDEST_LABEL)
        self._sign_width = QFontMetrics(self._figures).horizontalAdvance(piece.sign) + 6 if piece.sign else 0
        self.setAccessibleName(f"{piece.sign} {piece.place or piece.label} {piece.text}".strip())
        if piece.place:
            self.setToolTip(piece.place)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        small, figures = QFontMetrics(self._small), QFontMetrics(self._figures)
        width = max(small.horizontalAdvance(self._label), figures.horizontalAdvance(self.piece.text))
        return QSize(self._sign_width + width + 2 * _PADDING, small.height() + figures.height() + 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme.current()
        frame = self.rect().adjusted(self._sign_width, 1, -1, -1)
        if self.piece.place and self.underMouse():
            painter.fillRect(frame, look.color("hover"))
        above = QRect(frame.left(), 2, frame.width(), QFontMetrics(self._small).height())
        below = QRect(frame.left(), above.bottom() + 1, frame.width(), frame.bottom() - above.bottom() - 2)
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setFont(self._small)
        painter.setPen(look.color("pale_ink"))
        painter.drawText(above, middle, self._label)
        painter.setFont(self._figures)
        painter.setPen(look.color("ink"))
        painter.drawText(QRect(0, below.top(), self._sign_width, below.height()), middle, self.piece.sign)
        painter.setPen(look.color("accent" if self.piece.place else "ink"))
        painter.drawText(below, middle, self.piece.text)
        self._frame(painter, frame)

    def _frame(self, painter: QPainter, frame: QRect) -> None:
        look = theme.current()
        if self.piece.suspect:
            painter.setPen(QPen(look.color("suspect_frame"), 2))
            painter.drawRect(frame.adjusted(1, 0, 0, 0))
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(frame.adjusted(2, 2, -2, -2) if self.piece.suspect else frame)


class EquationLine(QWidget):
    """One equation. cell_wanted(CellRef), text_wanted(): show what holds the figure that was clicked."""

    cell_wanted = Signal(object)
    text_wanted = Signal()

    def __init__(self, pieces: list[Piece], folded: int, parent: QWidget, column: Piece | None = None) -> None:
        """folded: how many of the parts, which come first, are folded into one where there are many; 0: none.

        column: stands before them all where one equation holds in several columns.
        """
        super().__init__(parent)
        theme.as_sheet(self)
        self._flow = Flow(self)
        self._flow.setContentsMargins(8, 2, 8, 2)
        if column is not None:
            self._flow.addWidget(self._button(column))
        self._first = self._flow.count()
        shown = _unfolded(pieces[:folded])
        self._fold: PieceButton | None = None
        self._hidden: list[tuple[int, Piece]] = []  # made when wanted: a long sum would take its time
        for at, piece in enumerate(pieces):
            if at >= folded or at in shown:
                self._flow.addWidget(self._button(piece))
            else:
                self._hidden.append((at, piece))
            if at == folded - 1:
                self._flow.addWidget(self._fold_button())

    def _button(self, piece: Piece) -> PieceButton:
        button = PieceButton(piece, self)
        button.clicked.connect(lambda: self._go(piece))
        return button

    def _fold_button(self) -> PieceButton:
        words = self.tr("还有 {count} 项").format(count=len(self._hidden))
        self._fold = PieceButton(Piece("+", "…", words, self.tr("展开其余各项")), self)
        self._fold.clicked.connect(self._unfold)
        return self._fold

    def _unfold(self) -> None:
        """Each part in its place; the keyboard goes on with the first that was hidden."""
        if self._fold is None:
            return
        made = [self._flow.insert(self._first + at, self._button(piece)) for at, piece in self._hidden]
        made[0].setFocus()
        self._fold.hide()
        self.updateGeometry()

    def _go(self, piece: Piece) -> None:
        if piece.cell is not None:
            self.cell_wanted.emit(piece.cell)
        elif piece.place:
            self.text_wanted.emit()

    @staticmethod
    def of(session: Session, finding: Finding, equation: Equation, parent: QWidget) -> EquationLine:
        """A relation of a finding."""
        drawing = _Drawing(session, finding)
        parts, column = list(drawing.parts(equation.parts)), drawing.column(equation)
        return EquationLine([*parts, *drawing.rest(equation)], len(parts) if len(parts) > _LONG else 0, parent, column)

    @staticmethod
    def of_text(session: Session, finding: Finding, parent: QWidget) -> EquationLine | None:
        """What the narrative states beside what it should be; None where the finding is not of that kind."""
        if finding.equations or finding.text is None or not (finding.stated and finding.expected):
            return None
        return EquationLine(list(_Drawing(session, finding).stated()), 0, parent)


class _Drawing(QObject):
    """Turns figures of one finding into pieces."""

    def __init__(self, session: Session, finding: Finding) -> None:
        super().__init__()
        self._session, self._finding = session, finding
        self._suspects = {suspect.cell for suspect in finding.suspects[:1]}

    def column(self, equation: Equation) -> Piece | None:
        """The column that an equation is about, where only that tells it from another one of the finding."""
        cell = next((part.cell for part in (*equation.wholes, *equation.parts) if self._session.has(part.cell)), None)
        if cell is None or [_labels(each) for each in self._finding.equations].count(_labels(equation)) < 2:
            return None
        table = self._session.report.table(cell.table)
        return Piece("", self.tr("栏"), address.column_label(table, cell.column))

    def parts(self, parts: tuple[Part, ...], first: str = "") -> Iterator[Piece]:
        for at, part in enumerate(parts):
            text = part.text or self.tr("空白")
            yield Piece(
                "+" if at else first,
                part.label,
                f"{part.times} × {text}" if part.times else text,
                self._place(part.cell) or part.label,
                part.cell,
                part.cell in self._suspects,
            )

    def rest(self, equation: Equation) -> Iterator[Piece]:
        """What follows the parts: their sum, what it should be, and the difference."""
        if len(equation.parts) > 1:
            yield Piece("=", self.tr("之和"), equation.total)
        gap = equation.difference.lstrip("-")
        yield from self.parts(equation.wholes, self._sign(equation))
        if self._finding.level != "info" or gap.strip("0."):
            yield Piece("", self.tr("差"), gap)

    def _sign(self, equation: Equation) -> str:
        if not equation.difference.strip("-0."):
            return "="
        if self._finding.kind == "rounding":
            return "≈"
        return ">" if equation.at_most else "≠"

    def stated(self) -> Iterator[Piece]:
        finding = self._finding
        assert finding.text is not None
        yield Piece("", self.tr("正文"), finding.stated or "", f"“{finding.text.text}”", None, not self._suspects)
        cell = next((cell for cell in finding.cells if self._place(cell)), None)
        if cell is None:
            yield Piece("≠", self.tr("应为"), finding.expected or "")
        else:
            place = self._place(cell)
            yield Piece("≠", place, finding.expected or "", place, cell, cell in self._suspects)
        if finding.difference:
            yield Piece("", self.tr("差"), finding.difference.lstrip("-"))

    def _place(self, cell: CellRef) -> str:
        return address.cell_label(self._session.report, cell) if self._session.has(cell) else ""


def _labels(equation: Equation) -> list[str]:
    return [part.label for part in (*equation.parts, *equation.wholes)]


def _unfolded(parts: list[Piece]) -> set[int]:
    """Which parts of a long sum are shown: the suspicious one, and the first that are not zero."""
    telling = [at for at, part in enumerate(parts) if not part.suspect and _counts(part.text)]
    suspicious = [at for at, part in enumerate(parts) if part.suspect]
    return set((suspicious + telling)[:_SHOWN])


def _counts(text: str) -> bool:
    figure = amounts.parse(text)
    return figure is not None and bool(figure.value)
