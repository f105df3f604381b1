"""Do the job on the bundled sample, or on the reports given, on the screen that is there; tell what blocked."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

LIMIT_MS = 50.0


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.session", description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOUJI_DATA"] = folder
        from core import resources

        reports = options.reports or sorted(resources.path("samples").glob("*.pdf"))
        return sum(_session(path.absolute(), Path(folder)) for path in reports)


def _session(path: Path, folder: Path) -> int:
    """One report; returns how many blocks were too long."""
    from tests.session.job import Job
    from tests.session.player import Player
    from tests.session.watchdog import Watchdog
    from ui import theme
    from ui.app import make_application
    from ui.settings import Settings
    from ui.window import MainWindow

    app = make_application()
    theme.wear(app, theme.LIGHT)
    settings = Settings(folder / "window.ini")
    settings.library = folder / f"{path.stem}.sqlite"
    window = MainWindow(settings)
    window.resize(1440, 900)
    watchdog = Watchdog()
    watchdog.doing = "start"
    window.show()
    window.activateWindow()
    job = Job(window, path, watchdog)
    Player(window, watchdog).play(job.script())
    window.close()
    window.deleteLater()
    blocks = watchdog.over(LIMIT_MS)
    longest = max((block.worked for block in watchdog.blocks), default=0.0)
    print(f"{path.name}: {job.visited} problems visited, the longest block {longest:.0f} ms", flush=True)
    for block in blocks:
        print(f"  {block}", flush=True)
    return len(blocks)


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
