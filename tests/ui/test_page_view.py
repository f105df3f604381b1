from __future__ import annotations

import sys
from types import ModuleType

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.model import Box, CellRef, Source
from tests.ui.builders import OneRelation, make_report
from ui import theme
from ui.page_view import images
from ui.page_view.canvas import Fit
from ui.page_view.panel import PagePanel
from ui.page_view.placement import Placement, turned_box
from ui.session import Opened, Session
from ui.states import State
from ui.tasks import Tasks

WIDTH, HEIGHT = 600.0, 800.0


class GreyPages:
    """Three grey pages; remembers what it was asked to draw, and who was closed."""

    drawn: list[tuple[int, float]] = []
    closed: list[GreyPages] = []

    def __init__(self, data: bytes, kind: str, password: str | None = None, straightened: object = ()) -> None:
        if data == b"bad":
            raise ValueError(data)

    def __len__(self) -> int:
        return 3

    def close(self) -> None:
        self.closed.append(self)

    def size(self, page: int) -> tuple[float, float]:
        return WIDTH, HEIGHT

    def render(self, page: int, scale: float) -> tuple[int, int, bytes]:
        self.drawn.append((page, scale))
        width, height = round(WIDTH * scale), round(HEIGHT * scale)
        return width, height, b"\xcc\xcc\xcc\xff" * (width * height)


@pytest.fixture(autouse=True)
def grey_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("core.readers.images")
    module.PageImages = GreyPages  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "core.readers.images", module)
    monkeypatch.setattr(GreyPages, "drawn", [])
    monkeypatch.setattr(GreyPages, "closed", [])


def open_panel(qtbot: QtBot, tasks: Tasks, data: bytes = b"good") -> PagePanel:
    report = make_report()
    report.source = Source("x.pdf", "", "pdf", 3)
    session = Session(Opened(report, OneRelation(report), data))  # type: ignore[arg-type]
    panel = PagePanel(session, tasks)
    session.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(420, 500)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def panel(qtbot: QtBot, tasks: Tasks) -> PagePanel:
    made = open_panel(qtbot, tasks)
    qtbot.waitUntil(lambda: len(made.store) == 3)
    return made


def test_the_page_follows_the_cell_and_frames_it(qtbot: QtBot, panel: PagePanel) -> None:
    panel.show_cell("t2", CellRef("t2", 1, 5))
    assert panel.canvas.page == 2
    qtbot.waitUntil(lambda: panel.canvas.grab().toImage().pixelColor(200, 400) == QColor(0xCC, 0xCC, 0xCC))
    cell = panel._session.report.cell(CellRef("t2", 1, 5))
    assert cell.box is not None
    frame = panel.canvas.place_of(cell.box)
    colour = panel.canvas.viewport().grab().toImage().pixelColor(QPoint(frame.left() - 1, frame.center().y()))
    assert colour.blue() > colour.red() + 60


def test_a_click_on_the_page_chooses_the_cell_under_it(qtbot: QtBot, panel: PagePanel) -> None:
    panel.show_cell("t2", CellRef("t2", 0, 0))
    box = panel._session.report.cell(CellRef("t2", 2, 1)).box
    assert box is not None
    with qtbot.waitSignal(panel.cell_clicked) as clicked:
        qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=panel.canvas.place_of(box).center())
    assert clicked.args == [CellRef("t2", 2, 1)]


def test_pages_turn_within_the_report_and_no_further(panel: PagePanel) -> None:
    panel.turn_to(3)
    panel.turn_to(4)
    assert panel.canvas.page == 3
    panel.turn_to(0)
    assert panel.canvas.page == 3


def test_zooming_keeps_the_point_under_the_pointer(panel: PagePanel) -> None:
    canvas = panel.canvas
    canvas.zoom_by(3.0)
    centre = QPointF(200, 200)
    before = canvas._on_page(centre)
    canvas.zoom_by(1.3, centre)
    after = canvas._on_page(centre)
    assert abs(before.x() - after.x()) < 2
    assert abs(before.y() - after.y()) < 2
    canvas.set_fit(Fit.PAGE)
    assert canvas.verticalScrollBar().maximum() == 0


def test_the_cache_stays_within_its_bound(qtbot: QtBot, panel: PagePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "CACHE_BYTES", 600 * 800 * 4 * 2)
    for page in (1, 2, 3):
        panel.store.picture(page, 1.0, only=False)
    qtbot.waitUntil(lambda: panel.store.likeness(3) is not None)
    assert sum(i.sizeInBytes() for i in panel.store._cache.values()) <= images.CACHE_BYTES


def test_only_the_last_page_asked_for_is_drawn(qtbot: QtBot, panel: PagePanel) -> None:
    qtbot.waitUntil(lambda: bool(GreyPages.drawn))
    GreyPages.drawn.clear()
    for page in (1, 2, 3):
        panel.store.picture(page, 0.5)
    qtbot.waitUntil(lambda: any(p == 3 and s == 0.5 for p, s in GreyPages.drawn))
    assert (2, 0.5) not in GreyPages.drawn


def test_a_file_that_is_left_is_closed_where_its_pages_are_drawn(qtbot: QtBot, panel: PagePanel) -> None:
    panel.store.close()
    qtbot.waitUntil(lambda: len(GreyPages.closed) == 1)
    panel.store.close()
    assert panel.store.picture(1, 0.5) is None


def test_a_file_that_cannot_be_drawn_says_so(qtbot: QtBot, tasks: Tasks) -> None:
    made = open_panel(qtbot, tasks, b"bad")
    qtbot.waitUntil(lambda: "画不出来" in made.canvas._note)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_turned_page_keeps_every_point(quarters: int) -> None:
    placement = Placement((WIDTH, HEIGHT), quarters, 1.5, QPointF(12, 30))
    place = placement.transform.map(QPointF(100, 50))
    back = placement.point(place)
    assert (round(back.x(), 6), round(back.y(), 6)) == (100, 50)
    assert placement.area.contains(place)
    assert placement.rect(Box(0, 0, WIDTH, HEIGHT)) == placement.area


def test_turning_clockwise_brings_the_top_to_the_right() -> None:
    assert turned_box(Box(10, 20, 110, 40), (WIDTH, HEIGHT), 1) == Box(HEIGHT - 40, 10, HEIGHT - 20, 110)


def test_on_a_turned_page_clicks_and_frames_mean_what_is_seen_there(qtbot: QtBot, panel: PagePanel) -> None:
    panel.show_cell("t2", CellRef("t2", 0, 0))
    upright = panel.canvas.place_of(Box(0, 0, WIDTH, HEIGHT)).size()
    panel.turn(1)
    assert panel.canvas.place_of(Box(0, 0, WIDTH, HEIGHT)).width() == pytest.approx(upright.width(), abs=12)
    box = panel._session.report.cell(CellRef("t2", 2, 1)).box
    assert box is not None
    place = panel.canvas.place_of(box)
    assert place.height() > place.width()
    with qtbot.waitSignal(panel.cell_clicked) as clicked:
        qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert clicked.args == [CellRef("t2", 2, 1)]


def test_each_page_stays_as_it_was_turned(panel: PagePanel) -> None:
    panel.show_cell("t2", CellRef("t2", 0, 0))
    panel.turn(-1)
    panel.turn_to(3)
    assert panel.canvas.quarters == 0
    panel.turn_to(2)
    assert panel.canvas.quarters == 3


def test_the_enlarged_cell_is_turned_with_its_page(qtbot: QtBot, panel: PagePanel) -> None:
    ref = CellRef("t2", 1, 5)
    panel.show_cell("t2", ref)
    qtbot.waitUntil(lambda: panel.cut_out(ref) is not None)
    upright = panel.cut_out(ref)
    panel.turn(1)
    lying = panel.cut_out(ref)
    assert upright is not None
    assert lying is not None
    assert (lying[0].width(), lying[0].height()) == (upright[0].height(), upright[0].width())
    assert (lying[1].width, lying[1].height) == (upright[1].height, upright[1].width)


def test_a_finding_paints_its_cells_and_no_others(panel: PagePanel) -> None:
    panel.show_cell("t2", CellRef("t2", 0, 0))
    before = dict(panel.canvas._cells)
    panel._session.set_text(CellRef("t2", 2, 5), "7.00")
    changed = {ref for ref, cell in panel.canvas._cells.items() if cell is not before[ref]}
    assert CellRef("t2", 2, 5) in changed
    assert changed <= {CellRef("t2", 2, column) for column in (2, 3, 5)}
    assert State.CORRECTED in panel.canvas._cells[CellRef("t2", 2, 5)].state
    panel._session.undo()
    assert panel.canvas._cells == before


def test_the_pane_that_has_the_keyboard_can_be_seen(qtbot: QtBot, panel: PagePanel) -> None:
    edge = QPoint(0, 200)
    panel.canvas.clearFocus()
    assert panel.canvas.viewport().grab().toImage().pixelColor(edge) != QColor(theme.LIGHT.accent)
    panel.canvas.setFocus()
    qtbot.waitUntil(panel.canvas.hasFocus)
    assert panel.canvas.viewport().grab().toImage().pixelColor(edge) == QColor(theme.LIGHT.accent)


def test_a_narrow_bar_spares_what_is_needed_least(qtbot: QtBot, tasks: Tasks) -> None:
    panel = open_panel(qtbot, tasks)
    panel.show()
    for width, seen in ((900, panel._spared), (300, panel._spared[-4:]), (panel.minimumSizeHint().width(), ())):
        panel.resize(width, 400)
        assert set(seen) <= {part for part in panel._spared if part.isVisible()}
        shown = [part for part in panel._bar.findChildren(QWidget) if part.isVisible()]
        qtbot.waitUntil(lambda: all(part.geometry().right() < panel._bar.width() for part in shown))  # noqa: B023
    assert panel._back.isVisible() and not panel._spared[0].isVisible()
