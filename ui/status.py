"""The status bar: what is selected, when the draft was kept, how large the page is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

if TYPE_CHECKING:
    from datetime import datetime

    from ui.report_view import ReportView

_SAYING_MS = 3000
_PATIENCE_MS = 300


class StatusLine(QStatusBar):
    """Shows what belongs to the report in the front tab; None: there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selection, self._kept, self._zoom = QLabel(self), QLabel(self), QLabel(self)
        self.checking = QLabel(self.tr("正在核对…"), self)
        self.checking.hide()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.checking.show)
        self.setSizeGripEnabled(False)
        self.addWidget(self.selection)
        self.addPermanentWidget(self.checking)
        self.addPermanentWidget(self._kept)
        self.addPermanentWidget(self._zoom)

    def say(self, words: str) -> None:
        """A word that goes by itself; one that ends in … stays until the next."""
        self.showMessage(words, 0 if words.endswith("…") else _SAYING_MS)

    def follow(self, view: ReportView | None) -> None:
        """Another report came to the front, or this one changed."""
        self._kept.setVisible(view is not None)
        self.show_selection(view)
        self.show_zoom(view)
        self.show_checking(view)

    def show_checking(self, view: ReportView | None) -> None:
        """正在核对 while the findings are from before the last changes, unless that is over in a moment."""
        if view is None or not view.session.checking:
            self._patience.stop()
            self.checking.hide()
        elif not self.checking.isVisible() and not self._patience.isActive():
            self._patience.start()

    def show_kept(self, when: datetime) -> None:
        self._kept.setText(self.tr("已自动保存 {when:%H:%M}").format(when=when))

    def show_zoom(self, view: ReportView | None) -> None:
        self._zoom.setText(f"{view.page.canvas.zoom:.0%}" if view and len(view.page.store) else "")

    def show_selection(self, view: ReportView | None) -> None:
        """How many cells, and the count, sum and average of their figures."""
        refs = view.grid.selected() if view and view.grid.isVisibleTo(view) else []
        if view is None or len(refs) < 2:
            self.selection.setText("")
            return
        from ui.grid.summary import summarise

        rows = view.grid.grid.table.rows
        total = summarise(rows[ref.row][ref.column].text for ref in refs)
        text = self.tr("选中 {cells} 格").format(cells=total.cells)
        if total.figures:
            text += self.tr("　计数 {figures}　求和 {total:,}　平均 {average:,}").format(
                figures=total.figures, total=total.total, average=total.average
            )
        self.selection.setText(text)
