"""`make run`: the window with the bundled sample; where there is no screen, the same job without one.

That job reads the sample, checks it, saves it to a library and leaves a picture of the window, all under `out/`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from core import resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.session import Session
    from ui.window import MainWindow

OUT = Path(__file__).resolve().parent.parent / "out"
PATIENCE = 60.0  # seconds for the reading, and again for the saving


def main() -> int:
    sample = sorted(resources.path("samples").glob("*.pdf"))[0]
    if _has_screen():
        from main import main as start

        return start([str(sample)])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["GOUJI_DATA"] = str(OUT / "data")
    _say("这台机器没有屏幕：不打开窗口，在后台做同样的事。")
    return _work(sample)


def _has_screen() -> bool:
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _work(sample: Path) -> int:
    from ui import theme
    from ui.app import make_application
    from ui.settings import Settings
    from ui.window import MainWindow

    app = make_application()
    theme.wear(app, theme.LIGHT)
    settings = Settings()
    settings.library = OUT / "示例资料库.sqlite"
    window = MainWindow(settings)
    window.resize(1440, 900)
    window.show()
    session = window.desk.open_file(sample)
    ready = _wait(app, lambda: not session.reading)
    ready = ready and _tell(session) and _save(app, window, session)
    _picture(app, window, session)
    window.close()
    return 0 if ready else 1


def _wait(app: QApplication, done: Callable[[], bool]) -> bool:
    """Let the window work until it is done; False where it takes too long."""
    end = monotonic() + PATIENCE
    while not done() and monotonic() < end:
        app.processEvents()
    return done()


def _tell(session: Session) -> bool:
    report, seconds = session.report, session.report.source.seconds
    cells = sum(len(row) for table in report.tables for row in table.rows)
    _say(f"读取 {session.title}：{report.source.pages} 页，{len(report.tables)} 张表，{cells} 格，{seconds} 秒")
    _say(f"核对：{len(session.problems)} 处问题")
    for finding in session.problems:
        _say(f"  ● {finding.message}")
    return bool(report.tables)


def _save(app: QApplication, window: MainWindow, session: Session) -> bool:
    window.desk.save(session)
    saved = _wait(app, lambda: session.report_id is not None)
    _say(f"保存：{_shown(window.settings.library)}" if saved else "没有保存成功。")
    return saved


def _picture(app: QApplication, window: MainWindow, session: Session) -> None:
    """The window with the cells of the first problem selected, once the page beside them is drawn."""
    pointed = next((finding for finding in session.problems if finding.cells), None)
    if pointed is not None and window.view is not None:
        suspects = [suspect.cell for suspect in pointed.suspects[:1]]
        window.view.show_cells(suspects or list(pointed.cells))
    end = monotonic() + 1.5
    _wait(app, lambda: monotonic() > end)
    path = OUT / "窗口.png"
    window.grab().save(str(path))
    _say(f"窗口截图：{_shown(path)}")


def _shown(path: Path) -> str:
    return str(path.relative_to(OUT.parent))


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
