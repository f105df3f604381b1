"""How soon the window is there, against a window of PySide6 that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
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
    make="main.usage.parse([])\nmain.start_logging()\n"
    "app = make_application()\nsettings = Settings()\ntheme.wear(app, theme.choose(settings.theme))\n"
    "translators = load_translations(app, settings.language)\nwindow = MainWindow(settings)",
)


def start() -> Iterator[Measure]:
    """From the start of the process to the first paint, modules compiled as in the installed program."""
    with tempfile.TemporaryDirectory() as cache:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = cache
        times = [(_shown(_BARE, environment), _shown(_OURS, environment)) for _ in range(8)]
    bare, ours = (min(column[1:]) for column in zip(*times, strict=True))  # the first start compiles
    yield Measure("window shown, against a bare window", ours / bare, "x", 1.5, f"{ours:.3f} s, {bare:.3f} s")


def _shown(script: str, environment: dict[str, str]) -> float:
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        spent, shown = elapsed(child.stdout.readline)
        child.kill()
    if shown != b"shown\n":
        raise RuntimeError("the window did not show")
    return spent
