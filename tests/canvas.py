"""Pages of a PDF file as something to draw on: fonts, wrapped text, rules, paper that lies on its side.

Lengths are points, y grows downwards. Text is drawn with the Noto CJK fonts (on Windows with Microsoft's).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import pypdfium2

from tests.drawn import Rules

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtWidgets import QApplication

SANS = ("Noto Sans CJK SC", "Microsoft YaHei", "SimHei")
SERIF = ("Noto Serif CJK SC", "SimSun")
A4 = (595.0, 842.0)
_DOTS = 10  # device dots in a point
_RULE = 0.6
_NEVER_FIRST = "，。；：、）”》？！%"


class Turn(Enum):
    """How a page comes to lie on its side."""

    UPRIGHT = "portrait"
    LANDSCAPE = "wide paper"
    ROTATED = "tall paper with sideways text and a /Rotate that sets it upright"
    SIDEWAYS = "tall paper with sideways text, as it lies in the printed book"


@dataclass(frozen=True, slots=True)
class Look:
    """The manner of a report: fonts, rules, margins, what stands at the edges of its pages."""

    family: tuple[str, ...] = SERIF
    digits: tuple[str, ...] | None = None  # another font for digits and Latin letters
    digits_drop: float = 0.0  # how much lower their baseline lies
    size: float = 12.0
    table_size: float = 9.0
    rules: Rules = Rules.LINES
    repeat_header: bool = True
    centre_totals: bool = False  # 合计 in the middle of its cell
    margin: float = 56.0
    page_number: str | None = "- {} -"
    page_number_rise: float = 30.0  # of its baseline above the page's lower edge
    running_head: str | None = None


def application() -> QApplication:
    """The one Qt application of the process; fonts need it."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["typeset"])


@lru_cache(maxsize=64)
def _font(family: tuple[str, ...], size: float, bold: bool = False) -> QFont:
    font = QFont(list(family))
    font.setPixelSize(round(size * _DOTS))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=65536)
def _advance(char: str, family: tuple[str, ...], size: float, bold: bool) -> float:
    return QFontMetricsF(_font(family, size, bold)).horizontalAdvance(char) / _DOTS


@dataclass(frozen=True, slots=True)
class Face:
    """The fonts of one piece of text."""

    look: Look
    size: float
    bold: bool = False

    def family(self, char: str) -> tuple[str, ...]:
        return self.look.digits if self.look.digits and char.isascii() else self.look.family

    def width(self, text: str) -> float:
        return sum(_advance(c, self.family(c), self.size, self.bold) for c in text)

    def runs(self, text: str) -> Iterator[tuple[str, QFont, float]]:
        """Stretches of one font, each with its font and the drop of its baseline."""
        for family, chars in groupby(text, self.family):
            drop = self.look.digits_drop if family == self.look.digits else 0.0
            yield "".join(chars), _font(family, self.size, self.bold), drop

    def wrap(self, text: str, width: float, indent: float = 0.0) -> list[str]:
        """Lines no wider than `width`; a number or Latin word is broken only where it is wider than a whole line."""
        lines, room = [""], width - indent
        for word in re.findall(r"[!-~]+|.", text):
            pieces = list(word) if self.width(word) > width else [word]
            for piece in pieces:
                if lines[-1] and self.width(lines[-1] + piece) > room + 0.01 and piece[0] not in _NEVER_FIRST:
                    lines.append("")
                    room = width
                lines[-1] += piece
        return lines


class Rect(NamedTuple):
    """A rectangle of the page; flat where it is a rule."""

    x0: float
    top: float
    x1: float
    bottom: float

    def sides(self) -> tuple[Rect, Rect, Rect, Rect]:
        x0, top, x1, bottom = self
        return (
            Rect(x0, top, x1, top),
            Rect(x0, bottom, x1, bottom),
            Rect(x0, top, x0, bottom),
            Rect(x1, top, x1, bottom),
        )


def _dots(box: Rect) -> QRectF:
    return QRectF(box.x0 * _DOTS, box.top * _DOTS, (box.x1 - box.x0) * _DOTS, (box.bottom - box.top) * _DOTS)


class Canvas:
    """A PDF file being written: pages, text and rules in points of the page as a reader turns it."""

    def __init__(self) -> None:
        self._app = application()
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(72 * _DOTS)
        self._writer.setDocumentId(QUuid("{12345678-0000-4000-8000-000000000000}"))
        self._painter = QPainter()
        self.turns: list[Turn] = []

    def page(self, turn: Turn) -> tuple[float, float]:
        """Begin a page; its width and height as a reader sees it once it stands upright."""
        wide = turn is Turn.LANDSCAPE
        way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        paper = QPageSize(QSizeF(*A4), QPageSize.Unit.Point, matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch)
        self._writer.setPageLayout(QPageLayout(paper, way, QMarginsF()))
        if self.turns:
            self._writer.newPage()
        else:
            self._painter.begin(self._writer)
        self.turns.append(turn)
        self._painter.resetTransform()
        if turn in (Turn.ROTATED, Turn.SIDEWAYS):
            self._painter.translate(0, A4[1] * _DOTS)
            self._painter.rotate(-90)
        return A4 if turn is Turn.UPRIGHT else (A4[1], A4[0])

    def text(self, x: float, baseline: float, text: str, face: Face, spread: float = 0.0) -> None:
        """Draw one line; `spread` widens the gap after every character, as justified text has it."""
        for run, font, drop in face.runs(text):
            self._painter.setFont(font)
            for piece in run if spread else (run,):
                self._painter.drawText(QPointF(x * _DOTS, (baseline + drop) * _DOTS), piece)
                x += face.width(piece) + spread * len(piece)

    def line(self, box: Rect) -> None:
        """Stroke a straight rule from one corner of the box to the other."""
        self._painter.setPen(QPen(QColor("black"), _RULE * _DOTS))
        self._painter.drawLine(QLineF(*(v * _DOTS for v in box)))

    def outline(self, box: Rect) -> None:
        """Stroke the four sides as one rectangle."""
        self._painter.setPen(QPen(QColor("black"), _RULE * _DOTS))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(_dots(box))

    def fill(self, box: Rect, colour: str = "black") -> None:
        self._painter.fillRect(_dots(box), QColor(colour))

    def bar(self, box: Rect) -> None:
        """A rule as a filled rectangle."""
        half = _RULE / 2
        self.fill(Rect(box.x0 - half, box.top - half, box.x1 + half, box.bottom + half))

    def finish(self) -> bytes:
        """The file; the same drawing gives the same bytes."""
        self._painter.end()
        self._buffer.close()
        data = re.sub(rb"\(D:\d{14}[^)]*\)", _undated, bytes(self._bytes.data()))
        return _rotated(data, [n for n, turn in enumerate(self.turns) if turn is Turn.ROTATED])


def _undated(match: re.Match[bytes]) -> bytes:
    return b"(D:20250101000000".ljust(len(match.group()) - 1, b"Z")[: len(match.group()) - 1] + b")"


def _rotated(data: bytes, pages: list[int]) -> bytes:
    if not pages:
        return data
    with pypdfium2.PdfDocument(data) as document:
        for number in pages:
            document[number].set_rotation(90)
        out = BytesIO()
        document.save(out)
    return out.getvalue()
