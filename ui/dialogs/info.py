"""Unit, year, kind and 金额单位 of a report."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from core.amounts import UNITS
from core.model import ReportInfo

_KINDS = [None, "budget", "final"]
_NO_YEAR = 1999


class InfoDialog(QDialog):
    """Edits a ReportInfo; `info` is what was entered."""

    def __init__(self, info: ReportInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("报告信息"))
        self.setMinimumWidth(420)
        self._unit = QLineEdit(info.unit or "", self)
        self._year = QSpinBox(self)
        self._year.setRange(_NO_YEAR, 2100)
        self._year.setSpecialValueText(self.tr("未知"))
        self._year.setValue(info.year or _NO_YEAR)
        self._kind = QComboBox(self)
        self._kind.addItems([self.tr("未知"), self.tr("预算"), self.tr("决算")])
        self._kind.setCurrentIndex(_KINDS.index(info.kind) if info.kind in _KINDS else 0)
        self._amount = QComboBox(self)
        self._amount.setEditable(True)
        self._amount.addItems(["", *UNITS])
        self._amount.setCurrentText(info.amount_unit or "")
        form = QFormLayout(self)
        form.setContentsMargins(24, 20, 24, 18)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("单位(&U)"), self._unit)
        form.addRow(self.tr("年度(&Y)"), self._year)
        form.addRow(self.tr("种类(&K)"), self._kind)
        form.addRow(self.tr("金额单位(&M)"), self._amount)
        buttons = QDialogButtonBox(self)
        accept = buttons.addButton(self.tr("确定"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("primary", True)
        buttons.addButton(self.tr("取消"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    @property
    def info(self) -> ReportInfo:
        year = self._year.value()
        return ReportInfo(
            unit=self._unit.text().strip() or None,
            year=None if year == _NO_YEAR else year,
            kind=_KINDS[self._kind.currentIndex()],  # type: ignore[arg-type]
            amount_unit=self._amount.currentText().strip() or None,
        )
