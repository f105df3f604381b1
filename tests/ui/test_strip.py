from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from core.model import Box
from ui.grid.strip import PrintedRow, RowStrip

SCALE = 2.0
ROW = Box(40, 300, 560, 316)
CELLS = [Box(40 + 130 * n, 300, 170 + 130 * n, 316) for n in range(4)]


@pytest.fixture
def grid(qapp: QApplication) -> Iterator[QWidget]:
    view = QWidget()
    view.resize(500, 300)
    view.show()
    yield view
    view.deleteLater()


def printed(cell: int, row: Box = ROW) -> PrintedRow:
    """A page with a row whose last cell is red."""
    image = QImage(1190, 1684, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(880, 1110):
        for y in range(604, 628):
            image.setPixelColor(x, y, QColor("red"))
    return PrintedRow(image, SCALE, row, CELLS[cell], [(box, f"栏{n}") for n, box in enumerate(CELLS)])


def test_the_current_cell_is_in_sight_and_larger_than_printed(grid: QWidget) -> None:
    strip = RowStrip(grid)
    for cell in (0, 3):
        strip.show_row(printed(cell), QRect(0, 50, 80, 26))
        place = strip._placed(CELLS[cell])
        assert 0 <= place.left() < place.right() <= strip.width()
        assert place.width() / CELLS[cell].width >= 1.7
    spot = strip._placed(CELLS[3]).center().toPoint()
    assert strip.grab().toImage().pixelColor(spot) == QColor("red")


def test_it_lies_under_the_row_and_over_it_at_the_end_of_the_view(grid: QWidget) -> None:
    strip = RowStrip(grid)
    strip.show_row(printed(1), QRect(0, 50, 80, 26))
    assert strip.geometry().top() == 76
    strip.show_row(printed(1), QRect(0, 270, 80, 26))
    assert strip.geometry().bottom() < 270


def test_a_short_row_begins_at_its_start(grid: QWidget) -> None:
    strip = RowStrip(grid)
    strip.show_row(printed(1, Box(40, 300, 200, 316)), QRect(0, 50, 80, 26))
    assert strip._placed(CELLS[0]).left() < 10
