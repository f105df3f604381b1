"""The lower pane: the problems with their filters at the left, the one at hand in detail at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHeaderView, QSplitter, QVBoxLayout, QWidget

from core.model import CellRef, Change
from ui import theme
from ui.findings.deeds import Deeds
from ui.findings.detail import Detail
from ui.findings.filters import FilterBar
from ui.findings.marks import LevelMark
from ui.findings.model import FindingsModel
from ui.findings.silence import Silence, Unchecked
from ui.findings.tree import ProblemTree
from ui.session import Session
from ui.unsure.opinions import Opinions

if TYPE_CHECKING:
    from core.checks.findings import Finding


_Sign = tuple[str, tuple[CellRef, ...]]  # by which a problem is known again: its rule and its cells
_LEAST_HEIGHT = 150  # the filters, and a problem with its equation


class FindingsPanel(QWidget):
    """cells_wanted(list[CellRef]): show these, the first is the current one.

    cells_passed(list[CellRef]): the same, but the keyboard stays with the list.
    paragraph_wanted(int): show that paragraph of the narrative. table_wanted(str): show that table.
    said(str): why there is nothing to do, for the status bar.
    """

    cells_wanted = Signal(list)
    cells_passed = Signal(list)
    paragraph_wanted = Signal(int)
    table_wanted = Signal(str)
    said = Signal(str)

    def __init__(self, session: Session, opinions: Opinions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = FindingsModel(session, self)
        self._shown_table: str | None = None
        self._chosen_key = ""
        self._chosen_row = 0
        self._visited = ""
        self._known = {_sign(finding) for finding in session.problems}  # before the last change
        self._edited = False
        theme.as_sheet(self)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._filters = FilterBar(self)  # first, as Tab goes
        self.tree = self._make_tree()
        self.detail = Detail(session, opinions, self)
        self.deeds = Deeds(session, self)
        self._pressed = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._silence = Silence(session, self)
        self._unchecked = Unchecked(session, self)
        self._lay_out()
        self._connect()
        self._update_words()

    # --- building ---

    def _make_tree(self) -> ProblemTree:
        tree = ProblemTree(self)
        tree.setModel(self.model)
        tree.setHeaderHidden(True)
        tree.setItemDelegateForColumn(0, LevelMark(tree))
        tree.setUniformRowHeights(True)
        tree.setAccessibleName(self.tr("问题列表"))
        tree.setMinimumHeight(60)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        return tree

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.tree)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([600, 600])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._filters)
        column.addWidget(self._quiet())
        column.addWidget(self.split, 1)
        column.addStretch(0)

    def _quiet(self) -> QWidget:
        """What stands in the place of an empty list; a full one leaves the tables' reasons to the list of tables."""
        self._nothing = QWidget(self)
        column = QVBoxLayout(self._nothing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._silence)
        column.addWidget(self._unchecked)
        return self._nothing

    def _connect(self) -> None:
        self.tree.selectionModel().currentChanged.connect(self._on_current)
        for chosen in (self.tree.clicked, self.tree.activated):  # by mouse, and by Enter
            chosen.connect(lambda _index: self._show_cells())
        self.tree.walked.connect(lambda: self._show_cells(walking=True))
        self.detail.cell_wanted.connect(lambda ref: self.cells_wanted.emit([ref]))
        self.detail.paragraph_wanted.connect(self.paragraph_wanted)
        self.detail.accept_wanted.connect(lambda: self.by_button(self.accept))
        self.detail.printed_wanted.connect(lambda: self.by_button(self.file_as_printed))
        self.detail.aside_wanted.connect(lambda: self.by_button(self.toggle_aside))
        self.deeds.cells_wanted.connect(self.cells_wanted)
        self.deeds.said.connect(self.said)
        self._filters.changed.connect(self._apply_filter)
        self._unchecked.table_wanted.connect(self.table_wanted)
        self.model.modelReset.connect(self._on_reset)
        self._session.changed.connect(self._on_change)
        self._session.findings_changed.connect(self._on_findings)

    # --- what can be done ---

    @property
    def current(self) -> Finding | None:
        return self.model.finding(self.tree.currentIndex())

    def show_table(self, table_id: str) -> None:
        """The grid shows another table; matters only where just its problems are listed."""
        self._shown_table = table_id
        if self._filters.only_this_table:
            self._apply_filter()

    def step(self, by: int) -> None:
        """To the next or the previous problem, round at the ends.

        One that moved up because the one before it was settled has not been looked at yet: it is the next.
        """
        rows = self.model.rowCount()
        if not rows:
            self.said.emit(self.tr("没有列出的问题。"))
            return
        index = self.tree.currentIndex()
        if index.parent().isValid():
            index = index.parent()
        if not index.isValid():
            row = 0 if by > 0 else rows - 1
        elif by > 0 and self._chosen_key != self._visited:
            row = index.row()
        else:
            row = (index.row() + by) % rows
        self.choose(self.model.index(row, 0))

    def choose(self, index: QModelIndex) -> None:
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        self._show_cells()

    def choose_quietly(self, key: str) -> None:
        """Make a problem the current one without moving the grid."""
        index = self.model.index_of(key)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self._visited = key

    def show_for(self, ref: CellRef) -> None:
        """The grid is at a cell: make the problem that speaks of it the current one."""
        current = self.current
        if current is not None and ref in current.cells:
            return
        for finding in self.model.shown:
            if ref in finding.cells:
                self.choose_quietly(finding.key)
                return

    def accept(self) -> None:
        """As the problem at hand suggests."""
        self._do(self.deeds.accept)

    def file_as_printed(self) -> None:
        """The problem at hand is the report's own error."""
        self._do(self.deeds.file_as_printed)

    def toggle_aside(self) -> None:
        """Set the problem at hand aside, or take it up again."""
        self._do(self.deeds.toggle_aside)

    def _do(self, deed: Callable[[Finding], None]) -> None:
        """Without a problem at hand it is said how to come to one."""
        finding = self.current
        if finding is not None:
            deed(finding)
        else:
            self.said.emit(self.tr("先按 F8 选中一处问题。") if self.model.rowCount() else self.tr("没有列出的问题。"))

    def by_button(self, act: Callable[[], None]) -> None:
        """The second press of a double click would be about the next problem, which nobody has seen yet."""
        if not self._pressed.isActive():
            self._pressed.start()
            act()

    # --- following ---

    def restyle(self) -> None:
        """Another theme."""
        self.detail.restyle()
        self._unchecked.refresh()

    def _apply_filter(self) -> None:
        only = self._shown_table if self._filters.only_this_table else None
        self.model.filter_by(self._filters.which, only)
        self._update_words()

    def _on_current(self, current: QModelIndex) -> None:
        finding = self.model.finding(current)
        if finding is not None:
            self._chosen_key = finding.key
            self._chosen_row = current.parent().row() if current.parent().isValid() else current.row()
        self.detail.show_finding(finding)

    def _show_cells(self, *, walking: bool = False) -> None:
        finding = self.current
        if finding is None:
            return
        self._visited = finding.key
        refs = self._telling(finding)
        if refs:
            (self.cells_passed if walking else self.cells_wanted).emit(refs)
        elif finding.text is not None and finding.text.paragraph is not None:
            self.paragraph_wanted.emit(finding.text.paragraph)
        elif finding.table is not None and self._session.table(finding.table) is not None:
            self.table_wanted.emit(finding.table)

    def _telling(self, finding: Finding) -> list[CellRef]:
        """The cells that tell a problem, the first of them the current one; blank ones tell nothing where others do."""
        refs = list(dict.fromkeys([*(s.cell for s in finding.suspects[:1]), *finding.cells]))
        table = self._session.table(finding.table or "")
        rows = finding.repair.rows if finding.repair is not None else ()
        if table is not None and rows:  # whole rows, as they are what goes or changes places
            refs.sort(key=lambda ref: (ref.table, ref.row) != (table.id, rows[0]))
            refs[1:] = [CellRef(table.id, row, column) for row in rows for column in range(len(table.columns))]
        first = refs[:1] if finding.suspects else []
        filled = [ref for ref in refs if self._session.has(ref) and self._session.report.cell(ref).text]
        return list(dict.fromkeys([*first, *filled])) or refs

    def _on_reset(self) -> None:
        """The list is new: stay with the same problem, or with the one that took its place."""
        index = self.model.index_of(self._chosen_key)
        if not index.isValid() and self._chosen_key and self.model.rowCount():
            index = self.model.index(min(self._chosen_row, self.model.rowCount() - 1), 0)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        self.detail.show_finding(self.current)

    def _on_change(self, _change: Change) -> None:
        """What is known goes with its cells, lest it be taken for new."""
        moves = self._session.moves
        self._known = {(rule, tuple(moves.get(ref, ref) for ref in cells)) for rule, cells in self._known}
        self._edited = True

    def _on_findings(self) -> None:
        """A problem that an edit made in the shown table is the current one: its equation says at once what broke."""
        before, self._known = self._known, {_sign(finding) for finding in self._session.problems}
        edited, self._edited = self._edited, False
        if edited:
            here = (f for f in self.model.shown if any(ref.table == self._shown_table for ref in f.cells))
            new = next((finding for finding in here if _sign(finding) not in before), None)
            if new is not None:
                self.tree.setCurrentIndex(self.model.index_of(new.key))
        self._update_words()

    def _update_words(self) -> None:
        self._filters.show_counts(len(self._session.problems), self.model.count)
        silent = not self.model.rowCount()
        if silent:
            self._silence.refresh()
        self._nothing.setVisible(silent)
        self.split.setVisible(not silent)


def _sign(finding: Finding) -> _Sign:
    return finding.rule, finding.cells
