"""The pictures of docs/images, taken anew from the bundled samples: `DISPLAY=:1 python -m tools.pictures [folder]`.

Needs a screen of 1440 × 900 points at least at every scale, as Xvfb has one: `Xvfb :1 -screen 0 2880x1800x24`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from core import resources

if TYPE_CHECKING:
    from ui.report_view import ReportView
    from ui.window import MainWindow

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
SCENES = {  # name: scale, theme, width and height in points, which sample
    "start": (1.0, "light", 1440, 900, 0),
    "problem": (1.0, "light", 1440, 900, 0),
    "problem-dark": (1.0, "dark", 1440, 900, 0),
    "accepted": (1.0, "light", 1440, 900, 1),
    "narrative": (1.0, "light", 1440, 900, 1),
    "strip": (1.0, "light", 1366, 768, 1),
    "all-good": (1.0, "light", 1440, 900, 0),
    "split": (1.5, "light", 1280, 800, 0),
    "library-dark": (1.5, "dark", 1280, 800, 1),
    "legend": (1.0, "dark", 1366, 768, 1),
}


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]).absolute() if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = arguments[1:] or list(SCENES)
    for name in wanted:
        environment = {**os.environ, "QT_SCALE_FACTOR": os.environ.get("QT_SCALE_FACTOR", str(SCENES[name][0]))}
        with tempfile.TemporaryDirectory() as data:
            environment |= {"GOUJI_DATA": data, "PYTHONPATH": str(FOLDER.parent.parent)}
            command = [sys.executable, "-c", f"from tools.pictures import take; take({name!r}, {str(folder)!r})"]
            subprocess.run(command, env=environment, cwd=data, check=True)
    return 0


def take(name: str, folder: str) -> None:
    """Take one picture in this process."""
    from PySide6.QtCore import QTimer

    from ui import theme
    from ui.app import load_translations, make_application
    from ui.settings import Settings
    from ui.window import MainWindow

    _scale, look, width, height, sample = SCENES[name]
    app = make_application()
    theme.wear(app, theme.choose(look))
    settings = Settings()
    settings.library = Path("文档", "勾稽", "资料库.sqlite")  # shown in a picture
    translators = load_translations(app, settings.language)
    window = MainWindow(settings)
    window.setGeometry(0, 0, width, height)
    window.show()
    if name == "start":
        _note_recent(window)
    else:
        session = window.desk.open_file(sorted(resources.path("samples").glob("*.pdf"))[sample])
        _wait(lambda: not session.reading)
        window.activateWindow()
        view = window.view
        assert view is not None
        scene = getattr(_Scenes, name.replace("-", "_"))
        QTimer.singleShot(0, lambda: scene(window, view))
    QTimer.singleShot(3000, lambda: _shoot(window, Path(folder) / f"{name}.png", width, height))
    app.exec()
    del translators


def _shoot(window: MainWindow, path: Path, width: int, height: int) -> None:
    """With a palette of its own a picture of a window takes a third of the room."""
    from PIL import Image

    window.screen().grabWindow(0, 0, 0, width, height).save(str(path), "PNG")
    with Image.open(path) as shot:
        small = shot.convert("RGB").quantize(160, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    print(path.name, flush=True)
    os._exit(0)  # a dialog may be open, and nothing is to be kept


class _Scenes:
    """What is done before the picture."""

    @staticmethod
    def problem(window: MainWindow, view: ReportView) -> None:
        view.findings.step(1)

    problem_dark = problem

    @staticmethod
    def accepted(window: MainWindow, view: ReportView) -> None:
        view.findings.step(1)
        view.findings.accept()
        view.findings.step(1)

    @staticmethod
    def narrative(window: MainWindow, view: ReportView) -> None:
        view.show_entry("narrative")
        found = next(f for f in view.session.problems if f.text is not None and f.text.paragraph is not None)
        view.findings.choose_quietly(found.key)
        view._show_paragraph(found.text.paragraph)

    @staticmethod
    def strip(window: MainWindow, view: ReportView) -> None:
        window.actions_by_id["row_strip"].trigger()
        view.findings.step(1)

    @staticmethod
    def all_good(window: MainWindow, view: ReportView) -> None:
        for _ in range(20):
            found = next((f for f in view.session.problems if f.suspects and f.suspects[0].suggestion), None)
            if found is None:
                break
            view.findings.choose_quietly(found.key)
            view.findings.accept()
        for finding in list(view.session.problems):
            view.session.set_aside(finding, "单位已说明，下年更正")

    @staticmethod
    def split(window: MainWindow, view: ReportView) -> None:
        view.findings.step(1)
        ref = view.grid.current_ref()
        assert ref is not None
        row = view.session.table(ref.table).rows[ref.row]
        at = next(c for c in range(len(row) - 1) if row[c].figure and row[c + 1].figure and row[c].figure.places)
        view.show_cells([ref._replace(column=at)])
        window.actions_by_id["join_cells"].trigger()
        window.actions_by_id["split_cell"].trigger()

    @staticmethod
    def library_dark(window: MainWindow, view: ReportView) -> None:
        window.desk.save(view.session)
        _wait(lambda: view.session.report_id is not None)
        window.actions_by_id["show_library"].trigger()

    @staticmethod
    def legend(window: MainWindow, view: ReportView) -> None:
        view.findings.step(1)
        window.actions_by_id["show_legend"].trigger()


def _note_recent(window: MainWindow) -> None:
    for path in sorted(resources.path("samples").glob("*.pdf")):
        session = window.desk.open_file(path)
        _wait(lambda session=session: not session.reading)
        window.desk.save(session)
        _wait(lambda session=session: session.report_id is not None)
        window.close_tab(0)
    window.show_recent()


def _wait(done: Callable[[], bool], seconds: float = 60.0) -> None:
    from PySide6.QtWidgets import QApplication

    end = monotonic() + seconds
    while not done() and monotonic() < end:
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
