"""How soon the window is there, against a window of PySide6 that does nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measure import Measure, elapsed

_SHOW = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow
{imports}

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("shown", flush=True)
            sys.stdin.read()
        return False

{make}
painted = Painted()
window.installEventFilter(painted)
window.show()
app.exec()
"""
_BARE = _SHOW.format(imports="", make="app = QApplication([])\nwindow = QMainWindow()\nwindow.resize(1440, 900)")
_OURS = _SHOW.format(
    imports="import main\nfrom ui import theme\nfrom ui.app import load_translations, make_application\n"
    "from ui.settings import Settings\nfrom ui.window import MainWindow",
    make="app = make_application()\nsettings = Settings()\ntheme.wear(app, theme.choose(settings.theme))\n"
    "translators = load_translations(app, settings.language)\nwindow = MainWindow(settings)",
)


def start() -> Iterator[Measure]:
    """From the start of the process to the first paint; the two kinds take turns."""
    times = [(_shown(_BARE), _shown(_OURS)) for _ in range(7)]
    bare, ours = (min(column) for column in zip(*times, strict=True))
    yield Measure("window shown, against a bare window", ours / bare, "x", 1.5, f"{ours:.3f} s, {bare:.3f} s")


def _shown(script: str) -> float:
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        spent, shown = elapsed(child.stdout.readline)
        child.kill()
    if shown != b"shown\n":
        raise RuntimeError("the window did not show")
    return spent
