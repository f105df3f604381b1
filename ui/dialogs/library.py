"""The library (资料库): the stored reports, to open or to take out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.naming import KINDS
from ui import messages, theme

if TYPE_CHECKING:
    from core.storage.library import Summary

Index = QModelIndex | QPersistentModelIndex
_FILE, _WIDEST = 7, 260  # the column of files takes what the others leave
ID_ROLE, REPORT_ROLE, SORT_ROLE = (Qt.ItemDataRole.UserRole + n for n in (1, 2, 3))


class LibraryModel(QAbstractTableModel):
    """One line for each stored report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports: list[Summary] = []
        self._titles = [
            self.tr("单位"),
            self.tr("年度"),
            self.tr("种类"),
            self.tr("表"),
            self.tr("已核对"),
            self.tr("问题"),
            self.tr("保存时间"),
            self.tr("文件"),
        ]

    def show(self, reports: list[Summary]) -> None:
        self.beginResetModel()
        self._reports = reports
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._reports)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        report = self._reports[index.row()]
        if role == ID_ROLE:
            return report.id
        if role == REPORT_ROLE:
            return report
        if role == SORT_ROLE:
            return self._keys(report)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return report.path if index.column() == _FILE else self._texts(report)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(report)[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section] if section < len(self._titles) else None
        return None

    def _keys(self, report: Summary) -> list[object]:
        """What the columns are sorted by: numbers as numbers, dates as dates."""
        texts: list[object] = [*self._texts(report)]
        texts[1], texts[3:6] = report.year or 0, [report.tables, report.checked, report.problems]
        texts[6] = report.saved_at.isoformat() if report.saved_at else ""
        return texts

    def _texts(self, report: Summary) -> list[str]:
        saved = report.saved_at.strftime("%Y-%m-%d %H:%M") if report.saved_at else ""
        if report.has_draft or report.saved_at is None:
            saved = self.tr("{when}（有未保存的修改）").format(when=saved).strip()
        name = report.path.replace("\\", "/").rsplit("/", 1)[-1]
        return [
            report.unit or self.tr("（未知）"),
            str(report.year or ""),
            KINDS.get(report.kind or "", ""),
            str(report.tables),
            str(report.checked),
            str(report.problems or ""),
            saved,
            name,
        ]


class LibraryFilter(QSortFilterProxyModel):
    """The reports that have a word in them, are of a year (None: any), and have open problems where that is asked."""

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year: int | None = None
        self._open_only = False
        self.setSourceModel(model)
        self.setFilterKeyColumn(-1)
        self.setSortRole(SORT_ROLE)

    def only_year(self, year: int | None) -> None:
        self._year = year
        self.invalidateFilter()

    def only_open(self, wanted: bool) -> None:
        self._open_only = wanted
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        report: Summary = self.sourceModel().index(row, 0, parent).data(REPORT_ROLE)
        if self._year not in (None, report.year) or (self._open_only and not report.problems):
            return False
        return super().filterAcceptsRow(row, parent)


class LibraryDialog(QDialog):
    """open_wanted(int), delete_wanted(int): a report by its id. backup_wanted(), restore_wanted(), names_wanted()."""

    open_wanted = Signal(int)
    delete_wanted = Signal(int)
    backup_wanted = Signal()
    restore_wanted = Signal()
    names_wanted = Signal()

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("资料库"))
        theme.resize_on_screen(self, 900, 480)
        self._model = LibraryModel(self)
        self._filtered = LibraryFilter(self._model, self)
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText(self.tr("按单位、年度或文件名查找"))
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._filtered.setFilterFixedString)
        self.list = self._make_list()
        self._empty = QLabel(self.tr("正在打开资料库…"), self)
        self._empty.setProperty("pale", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        place = QLabel(path, self)
        place.setProperty("pale", True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addLayout(self._make_filters())
        for widget in (self.list, self._empty, place):
            column.addWidget(widget, 1 if widget in (self.list, self._empty) else 0)
        column.addLayout(self._make_buttons())
        self.show_reports(None)

    def _make_filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.years = QComboBox(self)
        self.years.setAccessibleName(self.tr("年度"))
        self.years.currentIndexChanged.connect(lambda _at: self._filtered.only_year(self.years.currentData()))
        self.open_only = QCheckBox(self.tr("只看有问题的(&P)"), self)
        self.open_only.toggled.connect(self._filtered.only_open)
        row.addWidget(self._filter, 1)
        row.addWidget(self.years)
        row.addWidget(self.open_only)
        return row

    def _list_years(self, reports: list[Summary]) -> None:
        """The years that there are; the chosen one stays chosen."""
        chosen, years = self.years.currentData(), sorted({r.year for r in reports if r.year}, reverse=True)
        self.years.clear()
        self.years.addItem(self.tr("全部年度"), None)
        for year in years:
            self.years.addItem(self.tr("{year} 年").format(year=year), year)
        self.years.setCurrentIndex(max(self.years.findData(chosen), 0))

    def _make_list(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self._filtered)
        view.setSortingEnabled(True)
        view.setShowGrid(False)
        view.verticalHeader().hide()
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setAccessibleName(self.tr("已保存的报告"))
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FILE, QHeaderView.ResizeMode.Stretch)
        header.setMaximumSectionSize(_WIDEST)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)  # as given: the latest first
        view.doubleClicked.connect(lambda _index: self._open())
        return view

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._open_button = QPushButton(self.tr("打开(&O)"), self)
        self._open_button.setProperty("primary", True)
        self._open_button.setDefault(True)
        self._open_button.clicked.connect(self._open)
        self._delete_button = QPushButton(self.tr("从资料库删除(&D)…"), self)
        self._delete_button.clicked.connect(self._delete)
        close = QPushButton(self.tr("关闭(&C)"), self)
        close.clicked.connect(self.reject)
        row.addWidget(self._delete_button)
        for text, wanted in (
            (self.tr("备份(&B)…"), self.backup_wanted),
            (self.tr("从备份恢复(&R)…"), self.restore_wanted),
            (self.tr("确认过的名称(&N)…"), self.names_wanted),
        ):
            button = QPushButton(text, self)
            button.clicked.connect(wanted)
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._open_button)
        row.addWidget(close)
        return row

    def show_reports(self, reports: list[Summary] | None) -> None:
        """List the reports; None: the library is still being opened."""
        self._model.show(reports or [])
        self._list_years(reports or [])
        if reports is not None:
            self._empty.setText(self.tr("资料库里还没有报告。打开一份报告，核对后按 Ctrl+S 保存到这里。"))
        self._empty.setVisible(not reports)
        self.list.setVisible(bool(reports))
        for button in (self._open_button, self._delete_button):
            button.setEnabled(bool(reports))
        if reports:
            self.list.selectRow(0)
            self.list.setFocus()

    def _current_id(self) -> int | None:
        index = self.list.currentIndex()
        return int(index.data(ID_ROLE)) if index.isValid() else None

    def _open(self) -> None:
        report_id = self._current_id()
        if report_id is not None:
            self.accept()
            self.open_wanted.emit(report_id)

    def _delete(self) -> None:
        report_id = self._current_id()
        name = self.list.currentIndex().siblingAtColumn(0).data()
        question = self.tr("从资料库删除“{name}”？原来的报告文件不受影响。").format(name=name)
        if report_id is not None and messages.confirm(self, question, self.tr("删除")):
            self.delete_wanted.emit(report_id)
