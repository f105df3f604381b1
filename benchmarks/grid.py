"""The grid at its largest: scrolling, pasting, one edit until it is painted; and turning pages."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from benchmarks.measure import Measure, elapsed, seconds
from benchmarks.reports import samples
from core.model import Cell, CellRef, Column, Report, ReportInfo, Source, Table

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.page_view.images import PageStore
    from ui.report_view import ReportView

_FRAMES = 60


def working() -> Iterator[Measure]:
    """Milliseconds of the window's own thread."""
    from ui.app import make_application

    app = make_application()
    yield _scrolling(app)
    yield from _typing(app)
    yield from _turning(app)


def _scrolling(app: QApplication) -> Measure:
    line = [Cell.of(f"{number}.{number % 10}0") for number in range(30)]
    view = _view(
        Table("t1", [Column((f"第{n}列",)) for n in range(30)], [list(line) for _ in range(100_000)]), checked=False
    )
    bar, frames = view.grid.verticalScrollBar(), []
    for frame in range(_FRAMES):
        bar.setValue(frame * bar.maximum() // _FRAMES)
        frames.append(seconds(view.grid.viewport().repaint)[0] * 1000)
    _close(app, view)
    return Measure("a frame of 100,000 x 30 cells", statistics.median(frames), "ms", 16, f"worst {max(frames):.1f}")


def _typing(app: QApplication) -> Iterator[Measure]:
    view = _view(_spending(1000))
    session, table = view.session, view.session.report.tables[0]
    pastes = []
    for turn in range(3):
        texts = [
            (CellRef("t1", r, c), f"{(r * 5 + c + turn) % 800 + 1}.{c}1") for r in range(1000) for c in range(2, 12)
        ]

        def paste(texts: list[tuple[CellRef, str]] = texts) -> None:
            from ui.grid.entry import all_entered

            session.set_texts("粘贴", all_entered(table, texts))
            app.processEvents()

        pastes.append(seconds(paste)[0] * 1000)
    yield Measure("a paste of 10,000 cells, checked, painted", statistics.median(pastes), "ms", 200)
    _close(app, view)
    view = _view(_spending(40))
    edits = []
    for turn in range(20):

        def edit(turn: int = turn) -> None:
            view.session.set_text(CellRef("t1", 3, 4), f"{turn}.50")
            app.processEvents()

        edits.append(seconds(edit)[0] * 1000)
    yield Measure("an edit, checked, painted", statistics.median(edits), "ms", 16, f"worst {max(edits):.1f}")
    _close(app, view)


def _turning(app: QApplication) -> Iterator[Measure]:
    """By the clock: pages are drawn in another thread."""
    from ui.page_view.images import PageStore
    from ui.tasks import Tasks

    path, tasks = samples()[0], Tasks()
    store = PageStore(tasks)
    store.open(path.read_bytes(), "pdf", None)
    _wait(app, lambda: len(store) > 0)
    pages = range(1, len(store) + 1)
    for name, limit in (("a page not drawn before", 250.0), ("a page drawn before", 50.0)):
        turns = [elapsed(lambda page=page: _turn(app, store, page))[0] * 1000 for page in pages]
        yield Measure(name, statistics.median(turns), "ms", limit, f"worst {max(turns):.0f}")
    tasks.stop()


def _turn(app: QApplication, store: PageStore, page: int) -> None:
    _wait(app, lambda: store.picture(page, 1.5) is not None)


def _wait(app: QApplication, done: object) -> None:
    end = monotonic() + 30
    while not done() and monotonic() < end:  # type: ignore[operator]
        app.processEvents()


def _spending(rows: int) -> Table:
    """A table of 科目 with ten columns of figures."""
    heads = ["科目编码", "科目名称", "合计", "基本支出", "项目支出", *(f"其他{n}" for n in range(7))]
    body = []
    for row in range(rows):
        code = f"{201 + row // 100}{row % 100 // 10 + 1:02}{row % 10 + 1:02}"
        figures = [Cell.of(f"{(row * 7 + column) % 900 + 1}.{column}0") for column in range(10)]
        body.append([Cell.of(code), Cell.of(f"科目{row}"), *figures])
    return Table("t1", [Column((head,)) for head in heads], body, number="表3", title="部门支出总表")


def _view(table: Table, *, checked: bool = True) -> ReportView:
    from PySide6.QtWidgets import QApplication

    from core.forms.recognise import recognise
    from ui.opening import checker_of
    from ui.report_view import ReportView
    from ui.session import Opened, Session
    from ui.settings import Settings
    from ui.tasks import Tasks

    report = Report(ReportInfo("某工会", 2024, "budget", "万元"), Source(), [table])
    if checked:
        recognise(report)
    session = Session(Opened(report, checker_of(report) if checked else None))
    view = ReportView.whole(session, Tasks(), Settings(Path(tempfile.mkdtemp()) / "window.ini"))
    session.setParent(view)
    view.resize(1400, 800)
    view.show()
    for _ in range(5):  # laid out and painted once
        QApplication.processEvents()
    return view


def _close(app: QApplication, view: ReportView) -> None:
    view.close()
    view.deleteLater()
    app.processEvents()
