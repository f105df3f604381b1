"""The start page: open a report, one of the last ones, or the sample; or drop a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.naming import report_name
from ui.buttons import link_button, push_button

if TYPE_CHECKING:
    from ui.start_page.places_card import PlacesCard

_WIDTH = 640


class StartPage(QScrollArea):
    """open_wanted(): choose a file. file_wanted(str), report_wanted(int): open that one. sample_wanted(): the sample.

    files_dropped(list[Path]): open these. library_wanted(): show the library.
    """

    open_wanted = Signal()
    sample_wanted = Signal()
    library_wanted = Signal()
    file_wanted = Signal(str)
    report_wanted = Signal(int)
    files_dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAcceptDrops(True)
        body = QWidget()
        outer = QHBoxLayout(body)
        middle = QWidget(body)
        middle.setFixedWidth(_WIDTH)
        outer.addStretch()
        outer.addWidget(middle)
        outer.addStretch()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 56, 0, 32)
        column.setSpacing(10)
        column.addWidget(self._heading())
        column.addWidget(self._drop_area())
        self._column = column
        column.addSpacing(14)
        self._recent_title = QLabel(self.tr("最近"), middle)
        self._recent_title.setProperty("title", True)
        column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        column.addStretch()
        self.setWidget(body)
        self.show_recent([])

    def _heading(self) -> QLabel:
        heading = QLabel(self.tr("打开一份预算或决算报告"), self)
        font = heading.font()
        font.setPixelSize(22)
        heading.setFont(font)
        return heading

    def _drop_area(self) -> QFrame:
        self._area = QFrame(self)
        self._area.setObjectName("dropArea")
        column = QVBoxLayout(self._area)
        column.setContentsMargins(28, 26, 28, 26)
        column.setSpacing(14)
        hint = QLabel(self.tr("把 PDF、Word、Excel、扫描图片、网页或文本文件拖到这里，或者"), self._area)
        hint.setProperty("pale", True)
        column.addWidget(hint)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open_button = push_button(self.tr("打开报告(&O)…"), self.open_wanted.emit, self._area, primary=True)
        self.setFocusProxy(self.open_button)
        row.addWidget(self.open_button)
        row.addWidget(push_button(self.tr("打开示例(&M)"), self.sample_wanted.emit, self._area))
        row.addWidget(push_button(self.tr("资料库(&L)…"), self.library_wanted.emit, self._area))
        row.addStretch()
        column.addLayout(row)
        return self._area

    def tell_places(self, library: Path) -> PlacesCard:
        """Say below the recent files where the data lies, until the user has read it."""
        from ui.start_page.places_card import PlacesCard

        card = PlacesCard(library, self)
        card.read.connect(card.deleteLater)
        self._column.insertWidget(self._column.count() - 1, card)
        return card

    def show_recent(self, entries: list) -> None:
        """List what was open lately (core.storage.library.Recent), with unit, year and open problems."""
        while self._recent.count():
            item = self._recent.takeAt(0)
            if item.widget():
                item.widget().deleteLater()
        self._recent_title.setVisible(bool(entries))
        for entry in entries:
            self._recent.addWidget(self._recent_row(entry))

    def _recent_row(self, entry: object) -> QWidget:
        summary, path = entry.summary, Path(entry.path)  # type: ignore[attr-defined]
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        name = path.name
        if summary is not None and summary.unit:
            name = report_name(summary.unit, summary.year, summary.kind)
        from PySide6.QtCore import Qt  # see test_start.py

        if summary is not None:
            deed = partial(self.report_wanted.emit, summary.id)
        else:
            deed = partial(self.file_wanted.emit, str(path))
        button = link_button(name, deed, row)
        button.setText(QFontMetrics(button.font()).elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDTH - 260))
        button.setToolTip(str(path))
        button.setAccessibleName(name)
        line.addWidget(button)
        line.addStretch()
        details = QLabel(self._details(entry), row)
        details.setProperty("pale", True)
        line.addWidget(details)
        return row

    def _details(self, entry: object) -> str:
        summary = entry.summary  # type: ignore[attr-defined]
        opened_at = entry.opened_at  # type: ignore[attr-defined]
        if opened_at is None:
            return ""
        opened = opened_at.strftime("%m-%d %H:%M")
        if summary is None:
            return self.tr("未存入资料库　{when}").format(when=opened)
        if summary.problems:
            return self.tr("问题 {count}　{when}").format(count=summary.problems, when=opened)
        return self.tr("没有问题　{when}").format(when=opened)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            self._show_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)

    def _show_over(self, over: bool) -> None:
        self._area.setProperty("over", over)
        self._area.style().polish(self._area)
