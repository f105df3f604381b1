"""The menu 文件."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core import resources
from core.model import InfoEdit
from core.readers.kinds import OFFERED
from ui import messages
from ui.commands.base import Commands
from ui.dialogs.info import InfoDialog
from ui.dialogs.library import LibraryDialog
from ui.dialogs.names import NamesDialog


class FileCommands(Commands):
    def open_files(self) -> None:
        patterns = " ".join(f"*.{suffix}" for suffix in OFFERED)
        kinds = self.tr("报告文件 ({patterns});;所有文件 (*)").format(patterns=patterns)
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("打开报告"), "", kinds)
        self._window.open_paths([Path(name) for name in names])

    def open_folder(self) -> None:
        """A folder of photos is one report, its pages in the order of their names."""
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("打开图片文件夹"))
        if folder:
            self._window.open_paths([Path(folder)])

    def open_sample(self) -> None:
        samples = sorted(resources.path("samples").glob("*.pdf"))
        if samples:
            self._window.open_paths(samples[:1])
        else:
            messages.tell(self._window, self.tr("没有找到示例报告，程序可能没有装全。"))

    def show_library(self) -> None:
        desk = self._window.desk
        dialog = LibraryDialog(str(desk.shelf.path), self._window)

        def failed(error: BaseException) -> None:
            dialog.reject()
            messages.show_failure(self._window, error)

        def again(_none: object = None) -> None:
            desk.ask_reports(dialog.show_reports, failed)

        dialog.open_wanted.connect(desk.open_report)
        dialog.delete_wanted.connect(lambda report_id: desk.delete_report(report_id, again))
        dialog.backup_wanted.connect(lambda: self._back_up(dialog))
        dialog.restore_wanted.connect(lambda: self._restore(dialog, again))
        dialog.names_wanted.connect(lambda: self._show_names(dialog))
        again()
        dialog.open()

    def _back_up(self, dialog: LibraryDialog) -> None:
        proposed = Path.home() / f"{self.tr('勾稽资料库 备份')} {date.today()}.sqlite"
        patterns = self.tr("资料库 (*.sqlite *.db)")
        name, _ = QFileDialog.getSaveFileName(dialog, self.tr("备份资料库"), str(proposed), patterns)
        if name:
            told = self.tr("资料库已备份到 {path}。").format(path=name)
            failed = partial(messages.show_failure, dialog)
            self._window.desk.shelf.back_up(Path(name), lambda _none: messages.tell(dialog, told), failed)

    def _restore(self, dialog: LibraryDialog, again: Callable[[], None]) -> None:
        patterns = self.tr("资料库 (*.sqlite *.db)")
        name, _ = QFileDialog.getOpenFileName(dialog, self.tr("从备份恢复"), str(Path.home()), patterns)
        question = self.tr("用“{name}”恢复资料库？现在的资料库会改名保留，打开着的报告不受影响。")
        if not name or not messages.confirm(dialog, question.format(name=Path(name).name), self.tr("恢复")):
            return

        def done(kept: Path | None) -> None:
            more = self.tr("原来的资料库改名为 {path}。").format(path=kept) if kept else ""
            messages.tell(dialog, self.tr("资料库已恢复。") + more)
            again()

        self._window.desk.restore(Path(name), done, partial(messages.show_failure, dialog))

    def _show_names(self, parent: QWidget) -> None:
        desk, dialog = self._window.desk, NamesDialog(parent)

        def again(_none: object = None) -> None:
            desk.ask_names(dialog.show_names, partial(messages.show_failure, dialog))

        dialog.forget_wanted.connect(lambda official, used: desk.forget_name(official, used, again))
        again()
        dialog.open()

    def choose_library(self) -> None:
        """Another library file, new or old; what is in it is never overwritten."""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("选择或新建资料库"),
            str(self._window.desk.shelf.path),
            self.tr("资料库 (*.sqlite *.db)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self._window.desk.use_library(Path(name))
            self._window.show_recent()

    def save(self) -> None:
        if self.view is not None:
            self._window.desk.save(self.view.session)

    def edit_info(self) -> None:
        if self.view is None:
            return
        session = self.view.session
        dialog = InfoDialog(session.report.info, self._window)
        if dialog.exec() and dialog.info != session.report.info:
            with session.step(self.tr("修改报告信息")):
                session.history.apply(InfoEdit(session.report.info, dialog.info))

    def close_tab(self) -> None:
        self._window.close_tab(self._window.tabs.currentIndex())

    def close(self) -> None:
        self._window.close()
