"""Starts the window. Until it is on the screen nothing heavy is imported: no PDF, no data frames, no checks."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from core import resources
from ui import messages, theme
from ui.settings import Settings
from ui.window import MainWindow

SWITCH_SECONDS = 0.0005  # how long the window waits for a thread that reads; Python's own 5 ms add up to stutter
NO_SCREEN = "这台机器没有屏幕，打不开窗口。可以改用不开窗口的命令读取和核对报告。"
log = logging.getLogger(__name__)


def run(files: Sequence[Path] = ()) -> int:
    """Show the window with these files; returns the exit status when it is closed."""
    if not has_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 1
    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_application()
    settings = Settings()
    theme.wear(app, theme.choose(settings.theme))
    translators = load_translations(app, settings.language)
    window = MainWindow(settings)
    _show_the_unexpected(window)
    watch = _FirstPaint(window, lambda: window.after_start([Path(f) for f in files]))
    window.show()
    status = app.exec()
    del watch, translators
    return status


def has_screen() -> bool:
    """Whether a window can be shown: Qt would end the program without a word that a user could understand."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in wanted)


def make_application() -> QApplication:
    """The QApplication with its fonts and scaling; the one that exists where there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])  # said this way, Python need not build its QStyle class
    app.setApplicationName("勾稽")
    theme.use_fonts(app)
    app.setWindowIcon(QIcon(str(resources.path("icons", "gouji.png"))))
    return app


def load_translations(app: QApplication, language: str) -> list[QTranslator]:
    """Qt's own words in the user's language, and ours where that is not Chinese. The caller keeps them."""
    QLocale.setDefault(QLocale(language))
    found = []
    for folder, name in (
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}"),
        (str(resources.path("translations")), f"gouji_{language}"),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            found.append(translator)
    return found


class _FirstPaint(QObject):
    """Waits until the window has painted itself once."""

    def __init__(self, window: MainWindow, then: object) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._then is not None:
            then, self._then = self._then, None
            watched.removeEventFilter(self)
            QTimer.singleShot(0, then)
        return False


def _show_the_unexpected(window: MainWindow) -> None:
    """A bug becomes a dialog and a line in the log; the window goes on, the work is safe."""
    logged, telling = sys.excepthook, False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        nonlocal telling
        logged(kind, error, trace)
        if telling:  # one that comes again with each painting would put dialog upon dialog
            return
        telling = True
        try:
            messages.show_failure(window, error)
        finally:
            telling = False

    sys.excepthook = hook
    threading.excepthook = lambda args: logged(args.exc_type, args.exc_value, args.exc_traceback)
