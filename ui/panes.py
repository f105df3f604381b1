"""How the panes of a report lie: tables at the left, page and grid in the middle, problems below."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.settings import Settings


class Panes(QWidget):
    """The splitters; their places are remembered from one report to the next."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._lines = QVBoxLayout()
        self._page_grid = _splitter(Qt.Orientation.Horizontal, self)
        self._left_right = _splitter(Qt.Orientation.Horizontal, self)
        self._top_bottom = _splitter(Qt.Orientation.Vertical, self)
        self._remembered = {
            "page_grid": self._page_grid,
            "left_right": self._left_right,
            "top_bottom": self._top_bottom,
        }
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._top_bottom)

    def fill(self, tables: QWidget, lines: Iterable[QWidget], page: QWidget, grid: QWidget, low: QWidget) -> None:
        """lines: what stands over page and grid."""
        self._page_grid.addWidget(page)
        self._page_grid.addWidget(grid)
        self._page_grid.setStretchFactor(0, 2)
        self._page_grid.setStretchFactor(1, 3)
        middle = QWidget(self)
        middle.setLayout(self._lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        for line in lines:
            self._lines.addWidget(line)
        self._lines.addWidget(self._page_grid, 1)
        self._left_right.addWidget(tables)
        self._left_right.addWidget(middle)
        self._left_right.setStretchFactor(1, 1)
        self._left_right.setSizes([280, 1000])
        self._top_bottom.addWidget(self._left_right)
        self._top_bottom.addWidget(low)
        self._top_bottom.setStretchFactor(0, 5)  # on a small or much enlarged screen both give way
        self._top_bottom.setStretchFactor(1, 2)
        self._top_bottom.setSizes([540, 210])

    def add_line(self, line: QWidget) -> None:
        """Another line, right over page and grid."""
        self._lines.insertWidget(self._lines.count() - 1, line)

    def remember(self, name: str, splitter: QSplitter) -> None:
        """Keep the place of a splitter inside one of the panes as well."""
        self._remembered[name] = splitter

    def restore(self) -> None:
        for name, splitter in self._remembered.items():
            state = self._settings.layout(name)
            if not state.isEmpty():
                splitter.restoreState(state)
        self.stack(self._settings.flag("pages_above", False))

    def keep(self) -> None:
        for name, splitter in self._remembered.items():
            self._settings.keep_layout(name, splitter.saveState())

    def stack(self, above: bool) -> None:
        """The page above the grid, or beside it."""
        self._page_grid.setOrientation(Qt.Orientation.Vertical if above else Qt.Orientation.Horizontal)


def _splitter(orientation: Qt.Orientation, parent: QWidget) -> QSplitter:
    splitter = QSplitter(orientation, parent)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    return splitter
