from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ui import app

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "pandas",
    "numpy",
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "sqlite_utils",
    "PIL",
    "cv2",
    "core.checks",
    "core.forms",
}
ONLY_QT = {"QtCore", "QtGui", "QtWidgets"}


def loaded_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after running this."""
    script = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_window_starts_without_anything_heavy() -> None:
    loaded = loaded_after("import ui.app")
    assert not HEAVY & loaded
    assert {name.split(".")[1] for name in loaded if name.startswith("PySide6.")} <= ONLY_QT | {"support"}


@pytest.mark.parametrize(
    "module, name", [("QtCore", "Qt"), ("QtWidgets", "QMessageBox"), ("QtWidgets", "QInputDialog")]
)
def test_the_window_is_painted_without_what_is_slow_to_make(module: str, name: str) -> None:
    """PySide6 makes a class when it is first asked for, and `Qt` with its hundred enums takes as long as our window."""
    made = (
        f"from PySide6 import {module}\nfrom ui import app, theme\nfrom ui.settings import Settings\n"
        "application = app.make_application()\ntheme.wear(application, theme.LIGHT)\n"
        "window = app.MainWindow(Settings())\nwindow.show()\napplication.processEvents()\n"
        f"sys.modules.update({{'made': sys}} if '{name}' in vars({module}) else {{}})"
    )
    assert "made" not in loaded_after(made)


def test_without_a_screen_the_program_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert app.run() == 1
    assert "没有屏幕" in capsys.readouterr().err
