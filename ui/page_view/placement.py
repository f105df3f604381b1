"""Where a page lies in the window: turned by quarters, scaled and moved."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from core.model import Box

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placement:
    """Between points of the upright page and pixels of the window.

    size: of the upright page, in points. quarters: how often it is turned clockwise, 0 to 3. scale: pixels a point.
    corner: where the turned page has its top left.
    """

    size: Size
    quarters: int = 0
    scale: float = 1.0
    corner: QPointF = field(default_factory=QPointF)

    @property
    def transform(self) -> QTransform:
        """From points of the upright page to pixels."""
        width, height = self.size
        shift = ((0.0, 0.0), (height, 0.0), (width, height), (0.0, width))[self.quarters]
        placed = QTransform.fromTranslate(self.corner.x(), self.corner.y()).scale(self.scale, self.scale)
        return placed.translate(*shift).rotate(90 * self.quarters)

    @property
    def area(self) -> QRectF:
        """What the turned page covers."""
        width, height = turned(self.size, self.quarters)
        return QRectF(self.corner.x(), self.corner.y(), width * self.scale, height * self.scale)

    def rect(self, box: Box) -> QRectF:
        return self.transform.mapRect(QRectF(box.x0, box.top, box.width, box.height))

    def point(self, place: QPointF) -> QPointF:
        """The point of the upright page under a pixel."""
        inverse, _possible = self.transform.inverted()
        return inverse.map(place)


def turned(size: Size, quarters: int) -> Size:
    """Width and height of a page that is turned so often."""
    return (size[1], size[0]) if quarters % 2 else size


def turned_box(box: Box, size: Size, quarters: int) -> Box:
    """The box on the turned page, in its points."""
    return as_box(Placement(size, quarters).rect(box))


def as_box(rect: QRectF) -> Box:
    return Box(rect.left(), rect.top(), rect.right(), rect.bottom())
