"""The lower pane: the problems with their filters at the left, the one at hand in detail at the right."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QPainter, QPen, QPolygon
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from core.model import CellRef, address
from ui import messages, theme
from ui.findings.model import FINDING_ROLE, Filter, FindingsModel
from ui.session import Session
from ui.unsure.opinions import Opinions

if TYPE_CHECKING:
    from core.checks.findings import Finding


class _LevelMark(QStyledItemDelegate):
    """The first column: the level as a shape, then the place."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 18, theme.ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.parent().isValid():
            super().paint(painter, option, index)
            return
        area = QRect(option.rect)
        moved = QStyleOptionViewItem(option)
        moved.rect = area.adjusted(18, 0, 0, 0)
        super().paint(painter, moved, index)
        if option.state & moved.state.State_Selected:
            painter.fillRect(QRect(area.left(), area.top(), 18, area.height()), theme.current().color("selection"))
        self._mark(painter, QRect(area.left() + 5, area.center().y() - 4, 9, 9), index.data(FINDING_ROLE))

    def _mark(self, painter: QPainter, spot: QRect, finding: Finding) -> None:
        look = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if finding.level == "error":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("suspect_frame"))
            painter.drawEllipse(spot)
        elif finding.level == "warning":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("warning"))
            top = spot.topLeft() + (spot.topRight() - spot.topLeft()) / 2
            painter.drawPolygon(QPolygon([top, spot.bottomRight(), spot.bottomLeft()]))
        else:
            painter.setPen(QPen(look.color("pale_ink"), 1.4))
            painter.drawEllipse(spot.adjusted(1, 1, -1, -1))
        painter.restore()


class FindingsPanel(QWidget):
    """cells_wanted(list[CellRef]): show these, the first is the current one.

    paragraph_wanted(int): show that paragraph of the narrative. accepted(): a suggestion was taken.
    """

    cells_wanted = Signal(list)
    paragraph_wanted = Signal(int)
    accepted = Signal()

    def __init__(self, session: Session, opinions: Opinions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._opinions = opinions
        self.model = FindingsModel(session, self)
        self._shown_table: str | None = None
        self._chosen_key = ""
        self._chosen_row = 0
        self._visited = ""
        theme.as_sheet(self)
        self.tree = self._make_tree()
        self.detail = self._make_detail()
        self._lay_out()
        self.model.modelReset.connect(self._on_reset)
        session.findings_changed.connect(self._update_words)
        opinions.changed.connect(self._update_detail)
        self._update_words()

    # --- building ---

    def _make_tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setModel(self.model)
        tree.setHeaderHidden(True)
        tree.setItemDelegateForColumn(0, _LevelMark(tree))
        tree.setUniformRowHeights(True)
        tree.setAccessibleName(self.tr("问题列表"))
        tree.setMinimumHeight(60)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.resizeSection(0, 330)
        tree.selectionModel().currentChanged.connect(self._on_current)
        tree.clicked.connect(self._on_clicked)
        return tree

    def _make_detail(self) -> QTextBrowser:
        detail = QTextBrowser(self)
        detail.setOpenLinks(False)
        detail.setAccessibleName(self.tr("问题详情"))
        detail.document().setDocumentMargin(10)
        detail.anchorClicked.connect(self._on_link)
        return detail

    def _lay_out(self) -> None:
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.tree)
        self.split.addWidget(self._make_side())
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([900, 380])
        self._silence = QLabel(self)
        self._silence.setContentsMargins(14, 10, 14, 10)
        self._silence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self._silence)
        column.addWidget(self.split, 1)
        column.addStretch(0)

    def _make_bar(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(4)
        self._count = QLabel(bar)
        self._count.setProperty("title", True)
        row.addWidget(self._count)
        row.addSpacing(8)
        self._filters = QButtonGroup(self)
        self._filter_names = {
            Filter.ALL: self.tr("全部"),
            Filter.BROKEN: self.tr("矛盾"),
            Filter.DOUBT: self.tr("疑点"),
            Filter.HINT: self.tr("提示"),
            Filter.ASIDE: self.tr("已搁置"),
        }
        for which, name in self._filter_names.items():
            button = QPushButton(name, bar, checkable=True, checked=which is Filter.ALL)
            button.setProperty("flat", True)
            button.setProperty("which", which)
            self._filters.addButton(button)
            row.addWidget(button)
        self._filters.buttonClicked.connect(lambda _button: self._apply_filter())
        row.addStretch()
        self._scope = QComboBox(bar)
        self._scope.addItems([self.tr("整份报告"), self.tr("只看当前表")])
        self._scope.setAccessibleName(self.tr("范围"))
        self._scope.currentIndexChanged.connect(lambda _row: self._apply_filter())
        row.addWidget(self._scope)
        return bar

    def _make_side(self) -> QWidget:
        side = QWidget(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.detail, 1)
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 10, 8)
        row.setSpacing(8)
        self.accept_button = QPushButton(self.tr("采纳"), side)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setToolTip(self.tr("把建议的数字填入疑点格（Alt+Enter）"))
        self.accept_button.clicked.connect(self.accept)
        self.aside_button = QPushButton(self.tr("搁置…"), side)
        self.aside_button.setToolTip(self.tr("写下理由，先放在一边（Alt+S）"))
        self.aside_button.clicked.connect(self.toggle_aside)
        row.addWidget(self.accept_button)
        row.addWidget(self.aside_button)
        row.addStretch()
        column.addLayout(row)
        side.setMinimumWidth(240)
        return side

    # --- what can be done ---

    @property
    def current(self) -> Finding | None:
        return self.model.finding(self.tree.currentIndex())

    def show_table(self, table_id: str) -> None:
        """The grid shows another table; matters only where just its problems are listed."""
        self._shown_table = table_id
        if self._scope.currentIndex() == 1:
            self._apply_filter()

    def step(self, by: int) -> None:
        """To the next or the previous problem, round at the ends.

        One that moved up because the one before it was settled has not been looked at yet: it is the next.
        """
        rows = self.model.rowCount()
        if not rows:
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
        """Put the suggestion into the most suspicious cell."""
        finding = self.current
        if finding is None or not finding.suspects or not finding.suspects[0].suggestion:
            return
        suspect = finding.suspects[0]
        self._session.set_text(suspect.cell, suspect.suggestion, self.tr("采纳建议"), finding.message)
        self.cells_wanted.emit([suspect.cell])
        self.accepted.emit()

    def toggle_aside(self) -> None:
        """Set the problem aside with a reason, or take it up again."""
        finding = self.current
        if finding is None:
            return
        if finding.key in self._session.report.set_aside:
            self._session.set_aside(finding, None)
            return
        if self._session.is_aside(finding):
            self._session.doubt_again(finding)
            return
        reason = messages.ask_text(self, self.tr("为什么先放在一边？（会随报告保存）"))
        if reason is not None:
            self._session.set_aside(finding, reason.strip() or self.tr("未写理由"))

    # --- following ---

    def restyle(self) -> None:
        """Another theme."""
        self._update_detail()
        self._update_words()

    def _apply_filter(self) -> None:
        which = self._filters.checkedButton().property("which")
        self.model.filter_by(which, self._shown_table if self._scope.currentIndex() == 1 else None)
        self._update_words()

    def _on_current(self, current: QModelIndex) -> None:
        finding = self.model.finding(current)
        if finding is not None:
            self._chosen_key = finding.key
            self._chosen_row = current.parent().row() if current.parent().isValid() else current.row()
        self._update_detail()

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._show_cells()

    def _show_cells(self) -> None:
        finding = self.current
        if finding is None:
            return
        self._visited = finding.key
        refs = [s.cell for s in finding.suspects[:1]]
        refs += [c for c in finding.cells if c not in refs]
        if refs:
            self.cells_wanted.emit(refs)
        elif finding.text is not None and finding.text.paragraph is not None:
            self.paragraph_wanted.emit(finding.text.paragraph)

    def _on_link(self, link: QUrl) -> None:
        table, row, column = link.path().split("/")[-3:]
        self.cells_wanted.emit([CellRef(table, int(row), int(column))])

    def _on_reset(self) -> None:
        """The list is new: stay with the same problem, or with the one that took its place."""
        index = self.model.index_of(self._chosen_key)
        if not index.isValid() and self._chosen_key and self.model.rowCount():
            index = self.model.index(min(self._chosen_row, self.model.rowCount() - 1), 0)
        if index.isValid():
            self.tree.setCurrentIndex(index)
        self._update_detail()

    def _update_words(self) -> None:
        problems = len(self._session.problems)
        self._count.setText(self.tr("问题 {count}").format(count=problems))
        for button in self._filters.buttons():
            which = button.property("which")
            count = self.model.count(which)
            button.setText(f"{self._filter_names[which]} {count}" if count else self._filter_names[which])
        silent = not self.model.rowCount()
        if silent:
            self._silence.setText(self._words_of_silence())
            self._silence.setProperty("good", self._is_good())
            self._silence.style().polish(self._silence)
        self._silence.setVisible(silent)
        self.split.setVisible(bool(self.model.rowCount()))

    def _is_good(self) -> bool:
        return self._session.checker is not None and not self._session.problems

    def _words_of_silence(self) -> str:
        """What to say where no problem is listed; silence is told apart from success."""
        if self._session.reading:
            return self.tr("正在读取，读完后核对勾稽关系…")
        if self._session.checker is None:
            return self.tr("勾稽关系还没有核对。")
        if self._session.problems:
            return self.tr("这里没有要列出的问题。")
        tally = self._session.tally()
        held, tails = tally["passed"] + tally["rounding"], tally["rounding"]
        if not held:
            return self.tr("这份报告里没有能核对的勾稽关系。")
        words = self.tr("{held} 条关系成立") if tally["broken"] else self.tr("{held} 条关系全部成立")
        words = words.format(held=held)
        if tails:
            words += self.tr("，{tails} 处尾差").format(tails=tails)
        aside = self.model.count(Filter.ASIDE)
        if aside:
            words += self.tr("，已搁置 {aside} 处问题").format(aside=aside)
        return words + "。"

    def _update_detail(self) -> None:
        finding = self.current
        hint = f"<p style='color:{theme.current().pale_ink}'>{escape(self.tr('选一个问题，这里列出它的算式。'))}</p>"
        self.detail.setHtml(self._html(finding) if finding else hint)
        suggestion = self.model.suggestion(finding) if finding else ""
        self.accept_button.setEnabled(bool(suggestion))
        self.accept_button.setText(self.tr("采纳 {text}").format(text=suggestion) if suggestion else self.tr("采纳"))
        aside = finding is not None and self._session.is_aside(finding)
        self.aside_button.setEnabled(finding is not None)
        self.aside_button.setText(self.tr("恢复") if aside else self.tr("搁置…"))

    def _html(self, finding: Finding) -> str:
        """The problem in full: its sentence, then every part of the equation as a link to its cell."""
        look = theme.current()
        opinion = self._opinions.sentence(finding)
        lines = [f"<p><b>{escape(opinion)}</b></p>"] if opinion else []
        lines.append(f"<p>{escape(finding.message)}</p>")
        reason = self._session.why_aside(finding)
        if reason:
            lines.append(f"<p style='color:{look.pale_ink}'>{escape(self.tr('搁置理由：'))}{escape(reason)}</p>")
        suspects = {s.cell for s in finding.suspects[:1]}
        rows = "".join(map(partial(self._html_row, suspects=suspects), finding.cells))
        lines.append(f"<table cellspacing='0' cellpadding='2'>{rows}</table>")
        return "".join(lines)

    def _html_row(self, ref: CellRef, suspects: set[CellRef]) -> str:
        look, report = theme.current(), self._session.report
        table = self._session.table(ref.table)
        if table is None or ref.row >= len(table.rows) or ref.column >= len(table.columns):
            return ""
        label = address.cell_label(report, ref)
        text = report.cell(ref).text or "—"
        colour = look.suspect_frame if ref in suspects else look.ink
        link = f"cell:/{ref.table}/{ref.row}/{ref.column}"
        return (
            f"<tr><td><a href='{link}' style='color:{look.accent};text-decoration:none'>{escape(label)}</a></td>"
            f"<td align='right' style='color:{colour}'>&nbsp;&nbsp;<b>{escape(text)}</b></td></tr>"
        )
