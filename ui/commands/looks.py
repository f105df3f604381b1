"""The menu 视图."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui import messages, theme
from ui.commands.base import Commands
from ui.languages import languages
from ui.page_view.canvas import Fit

_ZOOM_STEP = 1.2


class LooksCommands(Commands):
    def next_pane(self) -> None:
        """F6 goes round the panes, as in other office programs."""
        if self.view is None:
            return
        panes = [pane for pane in self.view.panes() if pane.isVisible()]
        focus = QApplication.focusWidget() or self._window
        here = next((at for at, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)), -1)
        panes[(here + 1) % len(panes)].setFocus()

    def fit_width(self) -> None:
        if self.view is not None:
            self.view.page.canvas.set_fit(Fit.WIDTH)

    def fit_page(self) -> None:
        if self.view is not None:
            self.view.page.canvas.set_fit(Fit.PAGE)

    def zoom_in(self) -> None:
        if self.view is not None:
            self.view.page.canvas.zoom_by(_ZOOM_STEP)

    def zoom_out(self) -> None:
        if self.view is not None:
            self.view.page.canvas.zoom_by(1 / _ZOOM_STEP)

    def turn_right(self) -> None:
        if self.view is not None:
            self.view.page.turn(1)

    def turn_left(self) -> None:
        if self.view is not None:
            self.view.page.turn(-1)

    def next_page(self) -> None:
        if self.view is not None:
            self.view.page.turn_to(self.view.page.canvas.page + 1)

    def previous_page(self) -> None:
        if self.view is not None:
            self.view.page.turn_to(self.view.page.canvas.page - 1)

    def show_pages(self, shown: bool) -> None:
        self._window.settings.keep_flag("pages", shown)
        for view in self._window.views():
            view.update_pages()

    def pages_above(self, above: bool) -> None:
        self._window.settings.keep_flag("pages_above", above)
        for view in self._window.views():
            view.stack_pages(above)

    def row_strip(self, shown: bool) -> None:
        self._window.settings.keep_flag("strip", shown)
        for view in self._window.views():
            view.show_strip(shown)

    def choose_language(self) -> None:
        """The words of the window change at the next start."""
        known, settings = languages(), self._window.settings
        names = list(known.values())
        answer = messages.ask_choice(self._window, self.tr("界面语言："), names, known.get(settings.language, names[0]))
        chosen = next((code for code, name in known.items() if name == answer), None)
        if chosen is not None and chosen != settings.language:
            settings.language = chosen
            self._window.say(self.tr("下次启动时生效"))

    def dark(self, dark: bool) -> None:
        settings = self._window.settings
        settings.theme = "dark" if dark else "light"
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.wear(app, theme.choose(settings.theme))
        for view in self._window.views():
            view.restyle()
