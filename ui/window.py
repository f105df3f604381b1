"""The main window: menus, tabs and status bar. What a command does is done by the desk, the session or a panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QTabBar, QTabWidget, QToolButton

from core.errors import KnownError, LibraryLocked, PasswordNeeded, PasswordWrong, ReportChanged
from ui import actions, commands, messages, theme
from ui.messages import Answer
from ui.settings import Settings
from ui.start_page.page import StartPage
from ui.status import StatusLine
from ui.tasks import Tasks
from ui.toolbar import MainToolBar
from ui.turns import in_turns
from ui.warming import Warming

if TYPE_CHECKING:
    from ui.commands.base import Commands
    from ui.desk import Desk
    from ui.report_view import ReportView
    from ui.session import Session


class MainWindow(QMainWindow):
    """One window; a tab for each open report."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.tasks = Tasks(self)
        self._warming = Warming(self.tasks)
        self._desk: Desk | None = None
        self._doers: list[Commands] | None = None
        self._after_saving: dict[Session, Callable[[], object]] = {}
        self._given_up: set[Session] = set()  # 不保存 was said; their drafts go with them
        self._coming: set[Session] = set()  # their views are being made
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 460)  # a small screen at 150 %
        self._enabled_for: object = self  # for which report the commands are enabled; at first for none yet
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
        self.tabs.tabBar().setDrawBase(False)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.tabs)
        self.setCentralWidget(self._pages)
        self.actions_by_id, self.menus = actions.build(self, self.do)
        self._toolbar = MainToolBar(self.actions_by_id, self)
        self.addToolBar(self._toolbar)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)

    def _show_menu(self, groups: list[list[str]], place: QPoint) -> None:
        """The menu of the right button, at a place of the screen."""
        menu = QMenu(self)
        for group in groups:
            menu.addActions([self.actions_by_id[name] for name in group])
            menu.addSeparator()
        menu.exec(place)
        menu.deleteLater()

    def _connect(self) -> None:
        start = self.start_page
        start.open_wanted.connect(self.actions_by_id["open_files"].trigger)
        start.sample_wanted.connect(self.actions_by_id["open_sample"].trigger)
        start.library_wanted.connect(self.actions_by_id["show_library"].trigger)
        start.file_wanted.connect(lambda path: self.open_paths([Path(path)]))
        start.report_wanted.connect(lambda report_id: self._warming.then(lambda: self.desk.open_report(report_id)))
        start.files_dropped.connect(self.open_paths)
        self.tabs.currentChanged.connect(lambda _at: self._update())

    def _restore(self) -> None:
        geometry = self.settings.layout("window")
        if geometry.isEmpty():
            theme.resize_on_screen(self, 1440, 900)
        else:
            self.restoreGeometry(geometry)
        for name, value in {
            "dark": theme.current() is theme.DARK,
            "show_pages": self.settings.flag("pages", True),
            "row_strip": self.settings.flag("strip", False),
            "pages_above": self.settings.flag("pages_above", False),
        }.items():
            self.actions_by_id[name].setChecked(value)

    def do(self, command: str, *state: bool) -> None:
        """Give a command of `ui/actions.py` by its id."""
        self._warming.then(lambda: self._do(command, *state))

    def _do(self, command: str, *state: bool) -> None:
        if self._doers is None:
            self._doers = commands.doers(self)
        doer = next(doer for doer in self._doers if hasattr(doer, command))
        if self.view is not None and command not in doer.entering:
            self.view.commit()  # what is still being typed belongs to what is there when the command is given
        getattr(doer, command)(*state)

    # --- what is open ---

    @property
    def desk(self) -> Desk:
        """The open reports; made when first needed, so that the window is on the screen before the document model."""
        if self._desk is None:
            from ui.desk import Desk

            self._desk = desk = Desk(self.tasks, self.settings, self)
            desk.opened.connect(self._on_opened)
            desk.progressed.connect(self._on_progress)
            desk.failed.connect(self._on_failed)
            desk.saved.connect(self._on_saved)
            desk.unsaved.connect(self._on_unsaved)
            desk.trouble.connect(self._on_trouble)
            desk.draft_kept.connect(self.status.show_kept)
        return self._desk

    @property
    def view(self) -> ReportView | None:
        """The report in the front tab, None on the start page."""
        return cast("ReportView | None", self.tabs.currentWidget())

    def views(self) -> list[ReportView]:
        return [cast("ReportView", self.tabs.widget(at)) for at in range(self.tabs.count())]

    def after_start(self, files: list[Path]) -> None:
        """What can wait until the window is on the screen."""
        if not self.settings.flag("places_read", False):
            self.start_page.tell_places(self.settings.library).read.connect(
                lambda: self.settings.keep_flag("places_read", True)
            )
        self.open_paths(files)
        self._warming.then(self.show_recent)
        self._warming.then(lambda: self.desk.ask_drafts(self._offer_drafts))
        self._warming.then(self.desk.tidy)

    def show_recent(self) -> None:
        self.desk.ask_recent(self.start_page.show_recent)

    def open_paths(self, paths: list[Path]) -> None:
        self._warming.then(lambda: self._open(paths))

    def _open(self, paths: list[Path]) -> None:
        """Open each; several pictures of one folder are, or may be, the pages of one report."""
        from ui.pictures import common_folder, count_in, put_together

        folder = common_folder(paths)
        if folder is not None and count_in(folder) == len(paths):
            paths = [folder]
        elif folder is not None:
            question = self.tr("这 {count} 张图片是同一份报告的几页吗？作为一份报告打开时，按文件名的顺序排列各页。")
            verbs = (self.tr("作为一份报告打开"), self.tr("分别打开"))
            chosen = messages.choose(self, question.format(count=len(paths)), *verbs)
            if chosen is None:
                return
            if chosen == 0:
                failed = partial(messages.show_failure, self)
                self.tasks.start(put_together, paths, done=self.desk.open_file, failed=failed, lane="files")
                return
        for path in paths:
            self.desk.open_file(path.absolute())

    def _on_opened(self, session: Session) -> None:
        view = next((v for v in self.views() if v.session is session), None)
        if view is not None:
            self._bring_forward(view)
        elif session not in self._coming:
            self._coming.add(session)
            in_turns(self._show_new(session), self)

    def _show_new(self, session: Session) -> Iterator[None]:
        """Make the view of a report and bring it to the front; the report may be closed meanwhile."""
        from ui.report_view import ReportView  # the largest part of the window, and not needed for the start page

        view = ReportView(session, self.tasks, self.settings, self)
        for _ in view.build():
            yield
            if session not in self.desk.sessions:
                break
        self._coming.discard(session)
        if session in self.desk.sessions:
            self._connect_view(view)
            self._add_tab(view)
            self._bring_forward(view)
        else:
            view.close_pages()
            view.deleteLater()

    def _connect_view(self, view: ReportView) -> None:
        session = view.session
        view.selection_changed.connect(self._update_selection)
        actions.give_to_grid(view.grid, self.actions_by_id)
        view.grid.menu_wanted.connect(partial(self._show_menu, actions.GRID_MENU))
        view.tables.menu_wanted.connect(partial(self._show_menu, actions.TABLE_MENU))
        view.cancel_wanted.connect(lambda: self._drop(session))
        view.said.connect(self.say)
        view.page.canvas.zoom_changed.connect(self._update_zoom)
        session.standing_changed.connect(self._update)

    def _bring_forward(self, view: ReportView) -> None:
        self.tabs.setCurrentWidget(view)
        view.grid.setFocus()
        self._update()

    def _add_tab(self, view: ReportView) -> None:
        from PySide6.QtCore import Qt  # see test_start.py

        at = self.tabs.addTab(view, "")
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        close = QToolButton(self.tabs)
        close.setObjectName("closeTab")
        close.setText("×")
        close.setToolTip(self.tr("关闭报告（Ctrl+W）"))
        close.setAccessibleName(self.tr("关闭报告"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda: self.close_tab(self.tabs.indexOf(view)))
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

    def _on_trouble(self, error: BaseException) -> None:
        """What can be done about it is offered; the rest is told."""
        if isinstance(error, LibraryLocked) and not self.desk.shelf.read_only:
            question = str(error) + "\n" + self.tr("也可以先只读打开：能看已保存的报告，不能保存。")
            if messages.confirm(self, question, self.tr("只读打开")):
                self.desk.shelf.use(self.desk.shelf.path, read_only=True)
                self.show_recent()
            return
        messages.show_failure(self, error)

    def _drop(self, session: Session) -> None:
        """Take a tab away without asking."""
        for view in self.views():
            if view.session is session:
                view.keep_layout()
                view.close_pages()
                self.tabs.removeTab(self.tabs.indexOf(view))
                view.deleteLater()
        self._give_up({session})
        self.desk.close(session)
        self._update()
        if not self.tabs.count():
            self.show_recent()

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
                    self.desk.open_report(draft.id)
            case Answer.DISCARD:
                self.desk.drop_drafts([d.id for d in drafts])

    # --- following ---

    def _update(self) -> None:
        self._pages.setCurrentWidget(self.tabs if self.tabs.count() else self.start_page)
        self._name_tabs()
        view = self.view
        title = view.session.title if view else ""
        self.setWindowTitle(f"{title} — {self.tr('勾稽')}" if title else self.tr("勾稽"))
        if self._enabled_for is not view:
            self._enabled_for = view
            for action in self.actions_by_id.values():
                action.setEnabled(not action.property("needs") or view is not None)
        self._toolbar.export.setEnabled(view is not None and not view.session.reading)
        self._name_steps(view)
        self.status.follow(view)

    def _name_tabs(self) -> None:
        """By unit, year and kind; by the file as well where these are the same for two reports."""
        titles = [view.session.title for view in self.views()]
        for at, session in enumerate(view.session for view in self.views()):
            twin = session.path if titles.count(session.title) > 1 else None
            name = f"{session.title} · {twin.stem}" if twin else session.title
            text = name + (" *" if session.unsaved else "")
            if text != self.tabs.tabText(at):  # Qt would paint the whole window anew for the same text
                self.tabs.setTabText(at, text)
            self.tabs.setTabToolTip(at, f"{name}\n{session.path or ''}".strip())

    def _name_steps(self, view: ReportView | None) -> None:
        """撤销 and 重做 say what they would take back."""
        done = view.session.history.done if view else []
        undone = view.session.history.undone if view else []
        for name, steps, word in (("undo", done, self.tr("撤销")), ("redo", undone, self.tr("重做"))):
            action: QAction = self.actions_by_id[name]
            action.setEnabled(bool(steps))
            keys = action.shortcut().toString()
            said = f"{word}：{view.session.describe(steps[-1])}" if view and steps else word
            action.setToolTip(f"{said}（{keys}）")

    def _update_selection(self) -> None:
        self.status.show_selection(self.view)

    def _update_zoom(self) -> None:
        self.status.show_zoom(self.view)

    def say(self, words: str) -> None:
        """A word in the status bar."""
        self.status.say(words)

    # --- closing ---

    def close_tab(self, at: int) -> None:
        view = cast("ReportView | None", self.tabs.widget(at))
        if view is not None and self._may_close(view, partial(self._drop, view.session)):
            self._drop(view.session)

    def _may_close(self, view: ReportView, again: Callable[[], object]) -> bool:
        """Ask where something would be lost. True: go on; where it is to be saved first, `again` is called then."""
        view.commit()
        session = view.session
        if not session.unsaved or session.reading or session in self._given_up:
            return True
        self.tabs.setCurrentWidget(view)
        match messages.ask_to_save(self, session.title):
            case Answer.SAVE:
                self._after_saving[session] = again
                self.desk.save(session)
            case Answer.DISCARD:
                self._given_up.add(session)
            case Answer.CANCEL:
                self._given_up.clear()
        return session in self._given_up

    def _on_saved(self, session: Session) -> None:
        self.say(self.tr("已保存"))
        again = self._after_saving.pop(session, None)
        if again is not None:
            again()

    def _on_unsaved(self, session: Session, error: BaseException) -> None:
        """What could not be saved stays open."""
        self._after_saving.clear()
        self._given_up.clear()
        if isinstance(error, ReportChanged):
            if messages.confirm(self, str(error), self.tr("存为新的一份")):
                self.desk.save_as_new(session)
            return
        self._on_trouble(error)

    def closeEvent(self, event: QCloseEvent) -> None:
        for view in self.views():
            if not self._may_close(view, self.close):
                event.ignore()
                return
        for view in self.views():
            view.keep_layout()
            view.close_pages()
        self._give_up({view.session for view in self.views()})
        self.settings.keep_layout("window", self.saveGeometry())
        if self._desk is not None:
            self._desk.shelf.close()
        self.tasks.stop(keep=("library",))
        event.accept()

    def _give_up(self, closing: set[Session]) -> None:
        """What nobody wants, and what was done and undone again, shall not be offered at the next start."""
        for session in closing:
            if session in self._given_up or not session.unsaved:
                self.desk.discard_draft(session)
        self._given_up -= closing

    # --- dropping files ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        QTimer.singleShot(0, lambda: self.open_paths(files))
