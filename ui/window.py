"""The main window: menus, tabs and status bar. What a command does is done by the desk, the session or a panel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QTabWidget,
    QToolBar,
    QToolButton,
    QWidget,
)

from core import resources
from core.errors import KnownError, PasswordNeeded, PasswordWrong
from core.model import InfoEdit
from ui import actions, messages, theme
from ui.desk import Desk
from ui.dialogs.info import InfoDialog
from ui.dialogs.legend import LegendDialog
from ui.dialogs.library import LibraryDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.findings.panel import FindingsPanel
from ui.grid import commands
from ui.grid.summary import summarise
from ui.messages import Answer
from ui.page_view.canvas import Fit
from ui.report_view import ReportView
from ui.session import Session
from ui.settings import Settings
from ui.start_page.page import StartPage
from ui.tasks import Tasks

_PATTERNS = "*.pdf *.docx *.doc *.xlsx *.xls *.html *.htm *.txt *.csv *.json *.png *.jpg *.jpeg *.tif *.tiff *.bmp"
_SAYING_MS = 3000


class MainWindow(QMainWindow):
    """One window; a tab for each open report."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = Tasks(self)
        self.desk = Desk(self.tasks, settings, self)
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self._build()
        self._connect()
        self._restore()
        self._update()

    # --- building ---

    def _build(self) -> None:
        self.start_page = StartPage(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setMovable(True)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.tabs)
        self.setCentralWidget(self._pages)
        self.actions_by_id, self.menus = actions.build(self)
        self._build_toolbar()
        bar = self.statusBar()
        self.selection_label, self.kept_label, self.zoom_label = QLabel(self), QLabel(self), QLabel(self)
        bar.addWidget(self.selection_label)
        bar.addPermanentWidget(self.kept_label)
        bar.addPermanentWidget(self.zoom_label)

    def _build_toolbar(self) -> None:
        bar = QToolBar(self.tr("工具栏"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        for at, group in enumerate(actions.TOOLBAR):
            if not group:
                space = QWidget(bar)
                space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(space)
                continue
            if at and actions.TOOLBAR[at - 1]:
                bar.addSeparator()
            for name in group:
                bar.addAction(self.actions_by_id[name])
        self.addToolBar(bar)

    def _connect(self) -> None:
        desk, start = self.desk, self.start_page
        desk.opened.connect(self._on_opened)
        desk.progressed.connect(self._on_progress)
        desk.failed.connect(self._on_failed)
        desk.saved.connect(lambda _session: self.say(self.tr("已保存")))
        desk.trouble.connect(lambda error: messages.show_failure(self, error))
        desk.draft_kept.connect(self._on_kept)
        start.open_wanted.connect(self.open_files)
        start.sample_wanted.connect(self.open_sample)
        start.library_wanted.connect(self.show_library)
        start.file_wanted.connect(lambda path: self.open_paths([Path(path)]))
        start.report_wanted.connect(desk.open_report)
        start.files_dropped.connect(self.open_paths)
        self.tabs.currentChanged.connect(lambda _at: self._update())

    def _restore(self) -> None:
        geometry = self.settings.layout("window")
        if geometry.isEmpty():
            room = self.screen().availableSize()
            self.resize(min(1440, room.width() - 40), min(900, room.height() - 60))
        else:
            self.restoreGeometry(geometry)
        for name, value in {
            "dark": theme.current() is theme.DARK,
            "show_pages": self.settings.flag("pages", True),
            "pages_above": self.settings.flag("pages_above", False),
        }.items():
            self.actions_by_id[name].setChecked(value)

    # --- what is open ---

    @property
    def view(self) -> ReportView | None:
        """The report in the front tab, None on the start page."""
        widget = self.tabs.currentWidget()
        return widget if isinstance(widget, ReportView) else None

    def views(self) -> list[ReportView]:
        return [w for at in range(self.tabs.count()) if isinstance(w := self.tabs.widget(at), ReportView)]

    def after_start(self, files: list[Path]) -> None:
        """What can wait until the window is on the screen."""
        self.open_paths(files)
        self.desk.ask_recent(self.start_page.show_recent)
        self.desk.ask_drafts(self._offer_drafts)

    def open_paths(self, paths: list[Path]) -> None:
        for path in paths:
            self.desk.open_file(path.absolute())

    def _on_opened(self, session: Session) -> None:
        view = next((v for v in self.views() if v.session is session), None)
        if view is None:
            view = ReportView(session, self.tasks, self.settings, self)
            view.selection_changed.connect(self._update_selection)
            view.cancel_wanted.connect(lambda: self._drop(session))
            view.page.canvas.zoom_changed.connect(self._update_zoom)
            session.standing_changed.connect(self._update)
            self._add_tab(view)
        self.tabs.setCurrentWidget(view)
        view.grid.setFocus()
        self._update()

    def _add_tab(self, view: ReportView) -> None:
        at = self.tabs.addTab(view, "")
        close = QToolButton(self.tabs)
        close.setObjectName("closeTab")
        close.setText("✕")
        close.setToolTip(self.tr("关闭报告（Ctrl+W）"))
        close.setAccessibleName(self.tr("关闭报告"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda: self._close_at(self.tabs.indexOf(view)))
        self.tabs.tabBar().setTabButton(at, QTabBar.ButtonPosition.RightSide, close)

    def _on_progress(self, session: Session, done: int, total: int) -> None:
        for view in self.views():
            if view.session is session:
                view.show_progress(done, total)

    def _on_failed(self, session: Session, error: BaseException) -> None:
        path = session.path
        self._drop(session)
        if isinstance(error, PasswordNeeded | PasswordWrong) and path is not None:
            password = messages.ask_password(self, str(error))
            if password:
                self.desk.open_file(path, password)
            return
        if path is not None and isinstance(error, KnownError):
            self.settings.forget_file(str(path))
        messages.show_failure(self, error)

    def _drop(self, session: Session) -> None:
        """Take a tab away without asking."""
        for view in self.views():
            if view.session is session:
                view.keep_layout()
                view.close_pages()
                self.tabs.removeTab(self.tabs.indexOf(view))
                view.deleteLater()
        self.desk.close(session)
        self._update()
        if not self.tabs.count():
            self.desk.ask_recent(self.start_page.show_recent)

    def _offer_drafts(self, drafts: list) -> None:
        """After a crash: what was not saved can be had back."""
        drafts = [d for d in drafts if d.id not in {s.report_id for s in self.desk.sessions}]
        if not drafts:
            return
        names = "、".join(d.unit or Path(d.path).stem for d in drafts[:3])
        question = self.tr("上次有没保存的修改：{names}。要接着核对吗？").format(names=names)
        match messages.ask_drafts(self, question):
            case Answer.SAVE:
                for draft in drafts:
                    self.desk.open_report(draft.id, recover=True)
            case Answer.DISCARD:
                self.desk.drop_drafts([d.id for d in drafts])

    # --- following ---

    def _update(self) -> None:
        self._pages.setCurrentWidget(self.tabs if self.tabs.count() else self.start_page)
        for view in self.views():
            at = self.tabs.indexOf(view)
            self.tabs.setTabText(at, view.session.title + (" *" if view.session.unsaved else ""))
            self.tabs.setTabToolTip(at, str(view.session.path or ""))
        view = self.view
        title = view.session.title if view else ""
        self.setWindowTitle(f"{title} — {self.tr('勾稽')}" if title else self.tr("勾稽"))
        for action in self.actions_by_id.values():
            action.setEnabled(not action.property("needs") or view is not None)
        self._name_steps(view)
        self._update_selection()
        self._update_zoom()

    def _name_steps(self, view: ReportView | None) -> None:
        """撤销 and 重做 say what they would take back."""
        done = view.session.history.done if view else []
        undone = view.session.history.undone if view else []
        for name, steps, word in (("undo", done, self.tr("撤销")), ("redo", undone, self.tr("重做"))):
            action: QAction = self.actions_by_id[name]
            action.setEnabled(bool(steps))
            keys = action.shortcut().toString()
            action.setToolTip(f"{word}：{steps[-1].name}（{keys}）" if steps else f"{word}（{keys}）")

    def _update_selection(self) -> None:
        view = self.view
        refs = view.grid.selected() if view else []
        if view is None or len(refs) < 2:
            self.selection_label.setText("")
            return
        rows = view.grid.grid.table.rows
        total = summarise(rows[ref.row][ref.column].text for ref in refs)
        text = self.tr("选中 {cells} 格").format(cells=total.cells)
        if total.figures:
            text += self.tr("　计数 {figures}　求和 {total:,}　平均 {average:,}").format(
                figures=total.figures, total=total.total, average=total.average
            )
        self.selection_label.setText(text)

    def _update_zoom(self) -> None:
        view = self.view
        self.zoom_label.setText(f"{view.page.canvas.zoom:.0%}" if view and len(view.page.store) else "")

    def _on_kept(self, when: datetime) -> None:
        self.kept_label.setText(self.tr("已自动保存 {when:%H:%M}").format(when=when))

    def say(self, words: str) -> None:
        """A word in the status bar that goes by itself."""
        self.statusBar().showMessage(words, _SAYING_MS)

    # --- commands: 文件 ---

    def open_files(self) -> None:
        kinds = self.tr("报告文件 ({patterns});;所有文件 (*)").format(patterns=_PATTERNS)
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("打开报告"), "", kinds)
        self.open_paths([Path(name) for name in names])

    def open_sample(self) -> None:
        samples = sorted(resources.path("samples").glob("*.pdf"))
        if samples:
            self.open_paths(samples[:1])
        else:
            messages.tell(self, self.tr("没有找到示例报告，程序可能没有装全。"))

    def show_library(self) -> None:
        dialog = LibraryDialog(str(self.desk.shelf.path), self)
        dialog.open_wanted.connect(self.desk.open_report)
        again = lambda _none=None: self.desk.ask_reports(dialog.show_reports, failed)  # noqa: E731
        dialog.delete_wanted.connect(lambda report_id: self.desk.delete_report(report_id, again))

        def failed(error: BaseException) -> None:
            dialog.reject()
            messages.show_failure(self, error)

        again()
        dialog.open()

    def choose_library(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("选择或新建资料库"),
            str(self.desk.shelf.path),
            self.tr("资料库 (*.sqlite *.db)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.settings.library = Path(name)
            self.desk.shelf.use(Path(name))
            self.desk.ask_recent(self.start_page.show_recent)

    def save(self) -> None:
        if self.view is not None:
            self.view.narrative.commit()
            self.desk.save(self.view.session)

    def edit_info(self) -> None:
        if self.view is None:
            return
        session = self.view.session
        dialog = InfoDialog(session.report.info, self)
        if dialog.exec() and dialog.info != session.report.info:
            with session.step(self.tr("修改报告信息")):
                session.history.apply(InfoEdit(session.report.info, dialog.info))

    def close_tab(self) -> None:
        self._close_at(self.tabs.currentIndex())

    def _close_at(self, at: int) -> None:
        view = self.tabs.widget(at)
        if isinstance(view, ReportView) and self._may_close(view):
            self._drop(view.session)

    def _may_close(self, view: ReportView) -> bool:
        """Ask where something would be lost. True: go on."""
        view.narrative.commit()
        if not view.session.unsaved or view.session.reading:
            return True
        self.tabs.setCurrentWidget(view)
        answer = messages.ask_to_save(self, view.session.title)
        if answer is Answer.SAVE:
            self.desk.save(view.session)
        elif answer is Answer.DISCARD:
            self.desk.discard_draft(view.session)
        return answer is not Answer.CANCEL

    def closeEvent(self, event: QCloseEvent) -> None:
        if not all(self._may_close(view) for view in self.views()):
            event.ignore()
            return
        for view in self.views():
            view.keep_layout()
            view.close_pages()
        self.settings.keep_layout("window", self.saveGeometry())
        self.desk.shelf.close()
        self.tasks.stop(keep=("library",))
        event.accept()

    # --- commands: 编辑 ---

    def undo(self) -> None:
        if self.view is not None:
            self.view.narrative.commit()
            self.view.session.undo()

    def redo(self) -> None:
        if self.view is not None:
            self.view.session.redo()

    def copy(self) -> None:
        if self.view is not None:
            commands.copy(self.view.grid)

    def copy_with_header(self) -> None:
        if self.view is not None:
            commands.copy(self.view.grid, with_header=True)

    def cut(self) -> None:
        if self.view is not None:
            commands.cut(self.view.grid, self.view.session)

    def paste(self) -> None:
        if self.view is not None:
            commands.paste(self.view.grid, self.view.session)

    def fill_down(self) -> None:
        if self.view is not None:
            commands.fill_down(self.view.grid, self.view.session)

    def clear_cells(self) -> None:
        if self.view is not None:
            commands.clear(self.view.grid, self.view.session)

    def restore_printed(self) -> None:
        if self.view is not None:
            commands.restore(self.view.grid, self.view.session)

    def find(self) -> None:
        if self.view is not None:
            self.view.find_bar.start()

    def find_next(self) -> None:
        if self.view is not None:
            self.view.find_bar.step(1)

    def find_previous(self) -> None:
        if self.view is not None:
            self.view.find_bar.step(-1)

    def go_to_code(self) -> None:
        if self.view is None:
            return
        code = messages.ask_text(self, self.tr("转到哪个科目编码或名称？"))
        if code and not self.view.go_to(code):
            self.say(self.tr("这张表里没有“{code}”").format(code=code))

    # --- commands: 核对 ---

    def _problems(self) -> FindingsPanel | None:
        return self.view.findings if self.view is not None else None

    def next_problem(self) -> None:
        if (panel := self._problems()) is not None:
            panel.step(1)

    def previous_problem(self) -> None:
        if (panel := self._problems()) is not None:
            panel.step(-1)

    def accept_suggestion(self) -> None:
        if self.view is not None:
            self.view.accept_here()

    def set_aside(self) -> None:
        if (panel := self._problems()) is not None:
            panel.toggle_aside()

    def toggle_checked(self) -> None:
        if self.view is not None:
            self.view.toggle_checked()

    def next_table(self) -> None:
        if self.view is not None:
            self.view.tables.step(1)

    def previous_table(self) -> None:
        if self.view is not None:
            self.view.tables.step(-1)

    # --- commands: 视图 ---

    def next_pane(self) -> None:
        """F6 goes round the panes, as in other office programs."""
        if self.view is None:
            return
        panes = [p for p in self.view.panes() if p.isVisible()]
        here = next(
            (at for at, p in enumerate(panes) if p.isAncestorOf(QApplication.focusWidget() or self) or p.hasFocus()), -1
        )
        panes[(here + 1) % len(panes)].setFocus()

    def fit_width(self) -> None:
        if self.view is not None:
            self.view.page.canvas.set_fit(Fit.WIDTH)

    def fit_page(self) -> None:
        if self.view is not None:
            self.view.page.canvas.set_fit(Fit.PAGE)

    def zoom_in(self) -> None:
        if self.view is not None:
            self.view.page.canvas.zoom_by(1.2)

    def zoom_out(self) -> None:
        if self.view is not None:
            self.view.page.canvas.zoom_by(1 / 1.2)

    def next_page(self) -> None:
        if self.view is not None:
            self.view.page.turn_to(self.view.page.canvas.page + 1)

    def previous_page(self) -> None:
        if self.view is not None:
            self.view.page.turn_to(self.view.page.canvas.page - 1)

    def show_pages(self, shown: bool) -> None:
        self.settings.keep_flag("pages", shown)
        for view in self.views():
            view.page.setVisible(shown)

    def pages_above(self, above: bool) -> None:
        self.settings.keep_flag("pages_above", above)
        for view in self.views():
            view.stack_pages(above)

    def dark(self, dark: bool) -> None:
        self.settings.theme = "dark" if dark else "light"
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.wear(app, theme.choose(self.settings.theme))
        for view in self.views():
            view.restyle()

    # --- commands: 帮助 ---

    def show_shortcuts(self) -> None:
        ShortcutsDialog(self).open()

    def show_legend(self) -> None:
        LegendDialog(self).open()

    def show_about(self) -> None:
        messages.tell(
            self, self.tr("勾稽：工会预算、决算公开报告核对工具。\n报告和资料库都只在这台电脑上，程序不连接网络。")
        )

    # --- dropping files ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        QTimer.singleShot(0, lambda: self.open_paths(files))
