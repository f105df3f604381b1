"""What an accountant does with a report, from opening it to opening it again, by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from core.amounts import parse
from core.model import CellRef, Report, Table
from tests.session.player import Script, Until, click, press, write
from tests.session.watchdog import Watchdog

if TYPE_CHECKING:
    from ui.report_view import ReportView
    from ui.window import MainWindow

Picture = Callable[[str], None]


class Job:
    """One session with one report. picture(name): called at the moments that are worth one."""

    def __init__(
        self, window: MainWindow, path: Path, watchdog: Watchdog, picture: Picture = lambda _name: None
    ) -> None:
        self._window, self._path, self._watchdog = window, path, watchdog
        self._picture = picture
        self._read: Report | None = None
        self._saved: Report | None = None
        self.visited = 0

    def script(self) -> Script:
        """Everything in order. Assertions fail where the window does not do what it should."""
        for name, part in {
            "open the report": self._open,
            "visit each problem": self._visit,
            "accept a suggestion": self._accept,
            "correct a cell": self._correct,
            "split a fused cell": self._split,
            "join two tables": self._join,
            "undo and redo all": self._undo_and_redo,
            "set a problem aside": self._set_aside,
            "look around": self._look_around,
            "save": self._save,
            "reopen": self._reopen,
        }.items():
            for number, deed in enumerate(part(), 1):
                self._watchdog.doing = f"{name}, deed {number}"
                yield deed

    @property
    def view(self) -> ReportView:
        assert self._window.view is not None
        return self._window.view

    @property
    def _report(self) -> Report:
        return self.view.session.report

    @property
    def _steps(self) -> int:
        return len(self.view.session.history.done)

    def _open(self) -> Script:
        self._picture("start")
        yield lambda: self._window.open_paths([self._path])
        yield Until("the report is read", lambda: self._window.view is not None and not self.view.session.reading, 600)
        yield Until("the page is drawn", lambda: not self._has_pages() or self._is_drawn())
        self._read = self._report.copy()
        assert self._report.tables

    def _has_pages(self) -> bool:
        return self.view.session.source_kind in ("pdf", "scan")

    def _is_drawn(self) -> bool:
        """Whether the page that shows has its picture."""
        return self.view.page.store.likeness(self.view.page.canvas.page) is not None

    def _visit(self) -> Script:
        """F8 comes to every problem; the cells it speaks of are selected."""
        for _ in range(len(self.view.session.problems)):
            yield press("F8")
            finding = self.view.findings.current
            assert finding is not None
            self.visited += 1
            if finding.cells:
                assert self.view.grid.current_ref() in finding.cells
            self._picture(f"problem {self.visited}")

    def _accept(self) -> Script:
        while not self._has_suggestion():
            if self._at_end():
                return
            yield press("F8")
        finding = self.view.findings.current
        assert finding is not None
        suspect = finding.suspects[0]
        yield press("Alt+Return")
        assert self._steps == 1
        assert self._report.cell(suspect.cell).figure == parse(suspect.suggestion)
        assert finding.key not in {problem.key for problem in self.view.session.problems}
        self._picture("accepted")

    def _has_suggestion(self) -> bool:
        finding = self.view.findings.current
        return finding is not None and bool(finding.suspects) and bool(finding.suspects[0].suggestion)

    def _at_end(self) -> bool:
        return not any(f.suspects and f.suspects[0].suggestion for f in self.view.session.problems)

    def _correct(self) -> Script:
        """Type over a figure, go on with Enter, come back and type it as it was."""
        ref = self._figure()
        text, steps = self._report.cell(ref).text, self._steps
        yield lambda: self.view.show_cells([ref])
        yield write("8.8")
        self._picture("typing")
        yield press("Return")
        assert self._steps == steps + 1
        assert self._report.cell(ref).figure != self._read_figure(ref)
        self._picture("broken")
        yield lambda: self.view.show_cells([ref])
        yield write(text.replace(",", ""))
        yield press("Return")
        assert self._report.cell(ref).figure == self._read_figure(ref)

    def _read_figure(self, ref: CellRef) -> object:
        assert self._read is not None
        return self._read.cell(ref).figure

    def _figure(self) -> CellRef:
        """A figure of the largest table that nobody has touched."""
        table = max(self._report.tables, key=lambda t: len(t.rows))
        return next(r for r, c in table.refs() if c.figure and c.figure.places and not c.corrected)

    def _split(self) -> Script:
        """Two figures stand in one cell beside a blank one, as a reader may leave them; Ctrl+T parts them."""
        table, ref = self._place_for_two()
        one, two = table.rows[ref.row][ref.column], table.rows[ref.row][ref.column + 1]
        yield lambda: self.view.show_cells([ref])
        yield press("Ctrl+J")
        assert self.view.grid.current_ref() == ref
        yield press("Ctrl+T")
        yield Until("the question where to split", lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        self._picture("split")
        yield press("Ctrl+A")
        yield write(f"{one.text}|{two.text}")
        yield press("Return")
        texts = [cell.text for cell in self._table(ref.table).rows[ref.row]]
        assert texts[ref.column : ref.column + 2] == [one.text, two.text]

    def _table(self, table_id: str) -> Table:
        return self._report.table(table_id)

    def _place_for_two(self) -> tuple[Table, CellRef]:
        """The first of two plain figures side by side."""
        for table in self._report.tables:
            for ref, cell in table.refs():
                row = table.rows[ref.row]
                beside = row[ref.column + 1] if ref.column + 1 < len(row) else None
                if cell.figure and cell.figure.places and beside is not None and beside.figure and beside.figure.places:
                    return table, ref
        raise AssertionError("no two figures stand side by side")

    def _join(self) -> Script:
        """The second table goes on from the first, by the menu."""
        tables, steps = len(self._report.tables), self._steps
        if tables < 2:
            return
        yield lambda: self.view.show_entry(self._report.tables[1].id)
        yield lambda: self.view.grid.setFocus()
        yield press("Alt+T")
        yield Until("the menu", lambda: QApplication.activePopupWidget() is not None)
        self._picture("menu")
        yield press("B")
        assert len(self._report.tables) == tables - 1
        assert self._steps == steps + 1

    def _undo_and_redo(self) -> Script:
        steps, after = self._steps, self._report.copy()
        for _ in range(steps):
            yield press("Ctrl+Z")
        assert self._report == self._read
        for _ in range(steps):
            yield press("Ctrl+Y")
        assert self._report == after
        if len(self._report.tables) < len(self._read.tables):  # the two tables are two again
            yield press("Ctrl+Z")

    def _set_aside(self) -> Script:
        yield Until("the checks have caught up", lambda: not self.view.session.checking)
        if not self.view.session.problems:
            return
        before = len(self.view.session.problems)
        yield press("F8")
        yield press("Alt+S")
        yield Until("the question why", lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        yield write("单位已说明，下年更正")
        yield press("Return")
        assert len(self.view.session.problems) < before
        assert "单位已说明，下年更正" in self._report.set_aside.values()
        self._picture("aside")

    def _look_around(self) -> Script:
        """Every table, the narrative, a click into the page, the dark theme and back."""
        tables = self._window.actions_by_id
        for _ in range(self.view.tables.model.rowCount()):
            yield press("Ctrl+PgDown")
        self._picture("narrative")
        for _ in range(3):
            yield press("Ctrl+PgUp")
        if self._has_pages():
            yield click(lambda: self.view.page.canvas.viewport())
        for _ in range(2):
            yield press("Ctrl+Shift+D")
            self._picture("dark" if tables["dark"].isChecked() else "light")

    def _save(self) -> Script:
        self._saved = self._report.copy()
        yield press("Ctrl+S")
        yield Until("it is saved", lambda: not self.view.session.unsaved)

    def _reopen(self) -> Script:
        report_id = self.view.session.report_id
        yield press("Ctrl+W")
        yield Until("the tab is closed", lambda: self._window.view is None)
        yield press("Ctrl+L")
        yield Until("the library shows", lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        yield Until("it lists the report", self._is_listed)
        self._picture("library")
        yield press("Return")
        yield Until("it is open again", lambda: self._window.view is not None)
        assert self.view.session.report_id == report_id
        assert self._report == self._saved
        assert not self.view.session.unsaved

    def _is_listed(self) -> bool:
        from PySide6.QtWidgets import QTableView

        dialog = QApplication.activeModalWidget()
        views = dialog.findChildren(QTableView) if dialog else []
        return any(v.model() is not None and v.model().rowCount() for v in views)
