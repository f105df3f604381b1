"""Readings that nobody is sure of: walking through them, reading again, second opinions. No OCR runs here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.errors import FileDamaged
from core.layout.blocks import Grid, GridCell
from core.model import Box, Cell, CellRef, Report, Straightened
from core.rereading import Opinion
from tests.core.model.strategies import edits, reports
from tests.ui.builders import make_report, press
from ui import messages
from ui.findings.model import Filter
from ui.page_view.panel import placed_cells
from ui.report_view import ReportView
from ui.session import Opened, Session
from ui.states import State, state_of
from ui.unsure import looking
from ui.unsure.doubts import Doubts, confirmed, doubts
from ui.window import MainWindow

WRONG = CellRef("t2", 1, 5)
LEVEL = (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0)


def doubt(report: Report, **confidences: float) -> None:
    """Give cells of t2 a confidence: r1c5=0.4."""
    for place, confidence in confidences.items():
        row, column = (int(part) for part in place[1:].split("c"))
        cells = report.table("t2").rows[row]
        cells[column] = replace(cells[column], confidence=confidence)


def scanned() -> Report:
    report = make_report()
    doubt(report, r0c2=0.95, r1c5=0.4, r2c3=0.7, r2c2=0.6)
    report.straightened = (Straightened(2, 595, 842, LEVEL),)
    report.source = replace(report.source, kind="scan", pages=3)
    return report


@pytest.fixture
def view(opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> ReportView:
    """A report from a scan, in the front tab."""
    made = opened.view
    assert made is not None
    report = made.session.report
    other = scanned()
    report.tables[:] = other.tables
    report.straightened, report.source = other.straightened, other.source
    made.session.replaced.emit()
    return made


def type_keys(view: ReportView, text: str) -> None:
    QTest.keyClicks(view.review.entry, text)
    QTest.keyClick(view.review.entry, Qt.Key.Key_Return)


# --- marks ---


def test_what_was_read_without_certainty_is_marked_until_it_is_settled() -> None:
    cell = Cell.of("2.60", 1, None, 0.4)
    assert state_of(cell) == State.UNSURE
    assert state_of(confirmed(cell)) == State.PLAIN
    assert state_of(cell.with_text("9.60")) == State.CORRECTED


def test_what_arithmetic_chose_is_inferred_and_not_the_users() -> None:
    chosen = replace(Cell.of("2.60", 1, None, 0.97), text="9.60", inferred=True)
    assert state_of(chosen) == State.INFERRED
    assert state_of(replace(chosen, confidence=0.4)) == State.INFERRED | State.UNSURE


# --- the review ---


def test_doubts_come_in_their_order() -> None:
    assert doubts(scanned()) == [WRONG, CellRef("t2", 2, 2), CellRef("t2", 2, 3)]


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_after_any_edits_the_unsure_cells_are_known(qapp: object, data: st.DataObject) -> None:
    session = Session(Opened(data.draw(reports())))
    known = Doubts(session)
    for _ in range(data.draw(st.integers(1, 5))):
        assert sorted(known.in_order()) == sorted(doubts(session.report)) and len(known) == len(doubts(session.report))
        if data.draw(st.booleans()):
            session.undo()
        else:
            with session.history.step("改"):
                for _ in range(data.draw(st.integers(1, 2))):
                    session.history.apply(data.draw(edits(session.report)))
    assert len(known) == len(doubts(session.report))


def test_the_notice_counts_the_unsure_cells_and_offers_the_review(view: ReportView) -> None:
    assert "有 3 格" in view.notice.text()
    view.notice.linkActivated.emit("review")
    assert view.review.isVisible()
    assert not view.notice.isVisible()
    assert view.review.ref == view.bar.ref == WRONG


def test_enter_accepts_and_typing_corrects(opened: MainWindow, view: ReportView) -> None:
    report = view.session.report
    press(opened, "review_unsure")
    assert view.review._left.text() == "还有 3 格"
    type_keys(view, "9.60")
    assert report.cell(WRONG).text == "9.60"
    assert view.review.ref == CellRef("t2", 2, 2)
    type_keys(view, "")
    assert report.cell(CellRef("t2", 2, 2)).confidence == 1.0
    type_keys(view, "")
    assert not doubts(report)
    assert not view.review.isVisible()
    assert [step.name for step in view.session.history.done] == [
        "逐格核对：改一格",
        "逐格核对：确认一格",
        "逐格核对：确认一格",
    ]


def test_each_step_of_a_review_can_be_undone_and_comes_back_to_its_cell(opened: MainWindow, view: ReportView) -> None:
    before = view.session.report.copy()
    press(opened, "review_unsure")
    type_keys(view, "")
    QTest.keyClick(view.review.entry, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.session.report == before
    assert view.review.ref == WRONG


def test_a_cell_can_wait_and_esc_leaves(opened: MainWindow, view: ReportView) -> None:
    press(opened, "review_unsure")
    QTest.keyClick(view.review.entry, Qt.Key.Key_Down)
    assert view.review.ref == CellRef("t2", 2, 2)
    QTest.keyClick(view.review.entry, Qt.Key.Key_Up)
    assert view.review.ref == WRONG
    QTest.keyClick(view.review.entry, Qt.Key.Key_Escape)
    assert not view.review.isVisible()
    assert view.bar.isVisible()
    assert len(doubts(view.session.report)) == 3


def test_where_nothing_is_unsure_the_review_says_so(opened: MainWindow) -> None:
    press(opened, "review_unsure")
    assert opened.statusBar().currentMessage() == "没有存疑的格。"


# --- reading again ---


def one_cell(text: str, box: Box) -> list[Grid]:
    return [Grid(1, 1, [GridCell(0, 0, text, box=box, confidence=0.97)], 2, box)]


def test_reading_again_is_one_step_and_spares_corrections(
    qtbot: QtBot, opened: MainWindow, view: ReportView, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, Box]] = []
    box = view.session.report.cell(WRONG).box
    assert box is not None

    def read_again(_pages: object, page: int, region: Box) -> list[Grid]:
        asked.append((page, region))
        return one_cell("9.60", box)

    monkeypatch.setattr(looking, "read_again", read_again)
    view.show_cells([WRONG])
    with qtbot.waitSignal(view.session.changed):
        press(opened, "reread_cells")
    cell = view.session.report.cell(WRONG)
    assert (cell.printed, cell.text, cell.confidence) == ("9.60", "9.60", 0.97)
    assert asked[0][0] == 2
    assert asked[0][1].contains(*box.centre)
    assert view.session.history.done[-1].name == "重新识别一块"
    press(opened, "undo")
    view.session.set_text(WRONG, "8.80")
    said: list[str] = []
    view.said.connect(said.append)
    press(opened, "reread_cells")
    qtbot.waitUntil(lambda: "重新识别的结果和现在一样。" in said)
    assert view.session.report.cell(WRONG).text == "8.80"


def test_a_failed_reading_is_told(
    qtbot: QtBot,
    opened: MainWindow,
    view: ReportView,
    monkeypatch: pytest.MonkeyPatch,
    quiet: dict[str, list[object]],
) -> None:
    def read_again(*_: object) -> list[Grid]:
        raise FileDamaged(name="图片")

    monkeypatch.setattr(looking, "read_again", read_again)
    view.show_cells([WRONG])
    press(opened, "reread_cells")
    assert opened.statusBar().currentMessage() == "正在重新识别…"
    qtbot.waitUntil(lambda: len(quiet["failures"]) == 1)
    assert opened.statusBar().currentMessage() == ""


def test_a_frame_can_be_drawn_on_the_page(qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    view = opened.view
    assert view is not None
    canvas = view.page.canvas
    monkeypatch.setattr(view.page.store, "_sizes", [(595.0, 842.0)])
    canvas.set_fit(canvas.fit)
    framed: list[tuple[int, Box]] = []
    view.page.framed.disconnect()
    view.page.framed.connect(lambda page, box: framed.append((page, box)))
    press(opened, "reread_region")
    start, end = canvas.place_of(Box(50, 60, 51, 61)).topLeft(), canvas.place_of(Box(150, 90, 151, 91)).topLeft()
    mouse(canvas, QEvent.Type.MouseButtonPress, QPointF(start))
    mouse(canvas, QEvent.Type.MouseMove, QPointF(end))
    mouse(canvas, QEvent.Type.MouseButtonRelease, QPointF(end))
    ((page, box),) = framed
    assert page == 1
    assert box == pytest.approx((50, 60, 150, 90), abs=2.5)


def mouse(canvas: object, kind: QEvent.Type, place: QPointF) -> None:
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, place, place, button, button, none)
    deed = {
        QEvent.Type.MouseButtonPress: "mousePressEvent",
        QEvent.Type.MouseMove: "mouseMoveEvent",
        QEvent.Type.MouseButtonRelease: "mouseReleaseEvent",
    }[kind]
    getattr(canvas, deed)(event)


def test_cells_of_a_scan_are_not_drawn_before_its_pages_are_upright(view: ReportView) -> None:
    assert placed_cells(view.session.report, 2, "t2", view.session)
    view.session.reading = True
    assert not placed_cells(view.session.report, 2, "t2", view.session)
    assert view.page.cut_out(WRONG) is None
    view.session.reading = False


# --- misread or misprinted ---


@pytest.mark.parametrize(
    ("opinion", "sentence"),
    [
        (Opinion.SUGGESTION, "原图看起来是 9.60，可以采纳。"),
        (Opinion.PRINTED, "原图确为 2.60，是报告本身的错，可归为原件如此。"),
        (Opinion.UNCLEAR, "原图看不清，请对照原件。"),
    ],
)
def test_a_problem_tells_what_the_picture_shows(
    qtbot: QtBot,
    opened: MainWindow,
    view: ReportView,
    monkeypatch: pytest.MonkeyPatch,
    opinion: Opinion,
    sentence: str,
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(looking, "look", lambda _pages, *question: asked.append(question) or opinion)
    press(opened, "next_problem")
    qtbot.waitUntil(lambda: sentence in view.findings.detail.text.toPlainText())
    press(opened, "next_problem")
    box = view.session.report.cell(WRONG).box
    assert asked == [(2, box, "2.60", "9.60")]  # asked once
    press(opened, "accept_suggestion")
    assert view.session.report.cell(WRONG).text == "9.60"


def test_a_misprint_is_filed_with_one_key_kept_apart_and_comes_back_with_another_figure(
    opened: MainWindow, view: ReportView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "look", lambda *_: Opinion.PRINTED)
    session, model = view.session, view.findings.model
    press(opened, "next_problem")
    press(opened, "file_as_printed")
    assert (model.count(Filter.ALL), model.count(Filter.PRINTED), model.count(Filter.ASIDE)) == (0, 1, 0)
    assert session.report.cell(WRONG).text == "2.60"
    assert session.history.done[-1].name == "归为原件如此"
    session.set_text(WRONG, "3.60")
    assert (model.count(Filter.ALL), model.count(Filter.PRINTED)) == (1, 0)


def test_without_a_second_look_the_problem_stands_as_it_is(
    qtbot: QtBot, opened: MainWindow, view: ReportView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: object) -> Opinion:
        raise RuntimeError("no models")

    monkeypatch.setattr(looking, "look", look)
    press(opened, "next_problem")
    qtbot.waitUntil(lambda: "原图" not in view.findings.detail.text.toPlainText())


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("pdf", "文件里印的就是 2.60，是报告本身的错，可归为原件如此。"),
        ("excel", "文件里就是 2.60，是报告本身的错，可归为原件如此。"),
        ("text", ""),
    ],
)
def test_a_text_of_the_file_itself_cannot_be_misread(session: Session, kind: str, sentence: str, tasks: object) -> None:
    from ui.unsure.opinions import Opinions

    session.report.source = replace(session.report.source, kind=kind)  # type: ignore[arg-type]
    opinions = Opinions(session, tasks)  # type: ignore[arg-type]
    assert opinions.sentence(session.findings[0]) == sentence


# --- opening pictures ---


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "照片"
    folder.mkdir()
    files = [folder / f"{n}.jpg" for n in (1, 2, 3)]
    for file in files:
        file.write_bytes(b"a photo")
    return files


def test_all_photos_of_a_folder_are_one_report(window: MainWindow, photos: list[Path]) -> None:
    window.open_paths(photos)
    assert [session.path for session in window.desk.sessions] == [photos[0].parent]


@pytest.mark.parametrize("chosen", [0, 1, None])
def test_some_photos_of_a_folder_are_asked_about(
    qtbot: QtBot, window: MainWindow, photos: list[Path], monkeypatch: pytest.MonkeyPatch, chosen: int | None
) -> None:
    asked: list[str] = []
    answer: Callable[..., int | None] = lambda _parent, question, *_verbs: asked.append(question) or chosen  # noqa: E731
    monkeypatch.setattr(messages, "choose", answer)
    window.open_paths([photos[2], photos[0]])
    assert "2 张图片" in asked[0]
    qtbot.waitUntil(lambda: chosen != 0 or bool(window.desk.sessions))
    opened = [session.path for session in window.desk.sessions]
    if chosen == 0:
        (path,) = opened
        assert path is not None
        assert path.name == "1 等2张.zip"
    else:
        assert opened == ([photos[2], photos[0]] if chosen else [])
