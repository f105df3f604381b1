"""The toolbar: words, no icons."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from ui import actions


class MainToolBar(QToolBar):
    """Made from the table in `ui/actions.py`. export: the button that offers every kind of export."""

    def __init__(self, by_id: dict[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("工具栏"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.export = self._export_button(by_id)
        for at, group in enumerate(actions.TOOLBAR):
            if not group:
                self._add_space()
            elif at and actions.TOOLBAR[at - 1]:
                self.addSeparator()
            for name in group:
                if name == "EXPORT":
                    self.addWidget(self.export)
                else:
                    self.addAction(by_id[name])

    def _add_space(self) -> None:
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)

    def _export_button(self, by_id: dict[str, QAction]) -> QToolButton:
        button = QToolButton(self)
        button.setText(self.tr("导出"))
        button.setToolTip(self.tr("问题清单、整改单、核对台账、各表"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.addActions([by_id[name] for name in actions.EXPORTS])
        button.setMenu(menu)
        return button
