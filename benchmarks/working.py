"""How fast the program follows its user: checking, editing, saving."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import sleep
from typing import TYPE_CHECKING

from benchmarks.measure import Measure, best, elapsed, percentile, seconds
from benchmarks.reports import large_report, long_pdf
from core.checks import Checker
from core.collecting import keep_all
from core.export.extraction import to_json
from core.files import read_bytes
from core.model import Cell, CellRef, History, Report, TableEdit
from core.pipeline import read_report
from core.storage.library import Library

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.session import Session

EDITS = 300


def _size(report: Report) -> int:
    return sum(len(row) for table in report.tables for row in table.rows)


def _largest(files: list[Path]) -> tuple[Path, Report]:
    reports = [(path, read_report(path, ocr=False)) for path in files]
    return max(reports, key=lambda pair: _size(pair[1]))


def checking(files: list[Path]) -> Iterator[Measure]:
    """The whole check of a report, and that its cost grows with the cells."""
    _, report = _largest(files)
    yield Measure(
        "full check of the largest report", best(lambda: Checker(report)) * 1000, "ms", 50, f"{_size(report)} cells"
    )
    small, large = large_report(5_000), large_report(20_000)
    spent = {_size(r): best(lambda r=r: Checker(r)) for r in (small, large)}
    yield Measure("full check of 20,000 cells", spent[_size(large)] * 1000, "ms", 500, f"{_size(large)} cells")
    per_cell = [time / cells for cells, time in spent.items()]
    yield Measure("check per cell, 20,000 against 5,000 cells", per_cell[1] / per_cell[0], "x", 1.25)
    with tempfile.TemporaryDirectory() as folder:
        books = [read_report(long_pdf(pages, Path(folder) / "long.pdf"), ocr=False) for pages in (125, 500)]
    short, long = (best(lambda r=r: Checker(r)) / _size(r) for r in books)
    yield Measure("check per cell with narrative, 500 against 125 pages", long / short, "x", 1.25)


def editing(files: list[Path]) -> Iterator[Measure]:
    """From a correction to renewed findings: the checker alone, then the whole window."""
    path, report = _largest(files)
    checker, history = Checker(report), History(report)
    history.subscribe(checker.recheck)
    keep_all()  # as the window does with a report that it opens
    figures = [ref for table in report.tables for ref, cell in table.refs() if _is_amount(cell)]
    words = [ref for table in report.tables for ref, cell in table.refs() if cell.text.strip() and not _is_amount(cell)]
    cells = f"{_size(report)} cells"
    yield Measure("one amount re-checked, 99th percentile", _edited(report, figures, _by(history)), "ms", 8, cells)
    yield Measure("one code or name re-checked, 99th percentile", _edited(report, words, _by(history)), "ms", 8, cells)
    yield Measure("a row put into a table, re-checked, worst", _lengthened(history), "ms", 50, "every table in turn")
    renewed, painted = _in_window(path)
    yield Measure("one edit to renewed findings in the window, 99th", renewed, "ms", 16, f"{_size(report)} cells")
    yield Measure("the same, grid, page and list painted, 99th", painted, "ms", 33, "two frames of a screen")
    yield _longest_block()


def _by(history: History) -> Callable[[CellRef, str], None]:
    def correct(ref: CellRef, text: str) -> None:
        with history.step("修改一格"):
            history.set_text(ref, text)

    return correct


def _is_amount(cell: Cell) -> bool:
    return cell.figure is not None and cell.figure.places > 0


def _edited(report: Report, cells: list[CellRef], correct: Callable[[CellRef, str], None]) -> float:
    """Change random cells one after the other, every other time back; the 99th percentile in milliseconds."""
    random = Random(7)
    spent = []
    for ref in (random.choice(cells) for _ in range(EDITS // 2)):
        before = report.cell(ref).text
        spent += [seconds(partial(correct, ref, text))[0] for text in (before + "1", before)]
    return percentile(spent, 99) * 1000


def _lengthened(history: History) -> float:
    """Put a row into every table and take it out again; the longest in milliseconds."""
    spent = []
    for place, table in enumerate(history.report.tables):
        if table.rows:
            longer = replace(table.copy(), rows=[*table.rows, list(table.rows[-1])])
            spent.append(seconds(partial(_replace_table, history, TableEdit(place, table.copy(), longer)))[0])
            history.undo()
    return max(spent) * 1000


def _replace_table(history: History, edit: TableEdit) -> None:
    with history.step("插入一行"):
        history.apply(edit)


def _in_window(path: Path) -> tuple[float, float]:
    """The same in an open window: until grid, page, marks and list hold what is new, and until they have painted it."""
    with _opened(path) as (app, session):

        def corrected_and_painted(ref: CellRef, text: str) -> None:
            session.set_text(ref, text)
            app.processEvents()

        figures = [ref for table in session.report.tables for ref, cell in table.refs() if _is_amount(cell)]
        renewed = _edited(session.report, figures, session.set_text)
        painted = _edited(session.report, figures, corrected_and_painted)
    return renewed, painted


def _longest_block() -> Measure:
    """What is checked beside the window must not hold the window up: its longest turn after codes are corrected."""
    report, turns = large_report(20_000), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.json"
        path.write_text(json.dumps(to_json(report, [])), encoding="utf-8")
        with _opened(path) as (app, session):
            for row in range(5, 205, 20):
                ref = CellRef(session.report.tables[0].id, row, 0)
                turns.append(seconds(partial(session.set_text, ref, session.report.cell(ref).text + "1"))[0])
                while session.checking:
                    turns.append(seconds(app.processEvents)[0])
    return Measure(
        "a code edited in a large report, longest turn", max(turns) * 1000, "ms", 50, f"{_size(report)} cells"
    )


@contextmanager
def _opened(path: Path) -> Iterator[tuple[QApplication, Session]]:
    """A file opened in a window, as its user would."""
    from ui.app import make_application
    from ui.settings import Settings
    from ui.window import MainWindow

    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "window.ini")
        settings.library = Path(folder) / "library.sqlite"
        window = MainWindow(settings)
        window.resize(1440, 900)
        window.show()
        session = window.desk.open_file(path)
        while session.reading or window.view is None:
            app.processEvents()
            sleep(0.01)
        yield app, session
        window.tasks.stop()
        window.hide()


def saving(files: list[Path]) -> Iterator[Measure]:
    """Storing the largest report with its source file, and storing it again after each of some corrections."""
    path, report = _largest(files)
    source, checker, history = read_bytes(path), Checker(report), History(report)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "library.sqlite")
        first, report_id = elapsed(lambda: library.save(report, history, checker.findings, source))
        again = []
        for n, row in enumerate(report.tables[1].rows[:10]):
            with history.step("修改一格"):
                history.set_text(CellRef(report.tables[1].id, n, len(row) - 1), f"{n}.00")
            again.append(elapsed(lambda: library.save(report, history, checker.findings, source, report_id))[0])
        library.close()
    yield Measure("saving a report", first * 1000, "ms", 100, f"{_size(report)} cells, {len(source) // 1024} kB file")
    yield Measure("saving it again after a correction, median", median(again) * 1000, "ms", 100)
