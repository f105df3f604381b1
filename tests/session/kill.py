"""Kill an editing session again and again, and see what the next start finds: `python -m tests.session.kill 200`."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep

from core import resources
from core.storage.library import Library
from tests.session.editing import fingerprint

PROMISE = 2.0  # seconds: what is older is never lost
ROOT = Path(__file__).resolve().parents[2]


def main(times: int, first: int = 0) -> int:
    with tempfile.TemporaryDirectory() as folder:
        report = report_for_editing(Path(folder))
        lost = 0.0
        for seed in range(first, first + times):
            lost = max(lost, kill_once(report, Path(folder) / f"{seed}.sqlite", seed))
            if (seed - first + 1) % 10 == 0:
                print(f"{seed - first + 1} sessions killed; the most that was lost: {lost:.2f} s of work", flush=True)
    return 0


def report_for_editing(folder: Path) -> Path:
    """The bundled sample as an extraction, which is read in no time."""
    from core.export.extraction import dumps, to_json
    from core.pipeline import read_report

    read = read_report(sorted(resources.path("samples").glob("*.pdf"))[0])
    path = folder / "report.json"
    path.write_text(dumps(to_json(read, [])), encoding="utf-8")
    return path


def kill_once(report: Path, library: Path, seed: int) -> float:
    """One session, killed at a random moment. Returns how many seconds of work the next start does not find.

    Raises AssertionError where that is more than was promised, or the file is damaged.
    """
    states, killed = _killed_session(report, library, seed)
    with sqlite3.connect(library) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    found = _found(library)
    known = [moment for moment, state in states if state == found] or ([0.0] if not found else [])
    assert known, f"seed {seed}: {found} was never on the screen, see {library}"
    after = [moment for moment, _state in states if moment > known[-1]]
    lost = killed - after[0] if after else 0.0
    assert lost <= PROMISE, f"seed {seed}: {lost:.2f} s of work are lost"
    return lost


def _killed_session(report: Path, library: Path, seed: int) -> tuple[list[tuple[float, str]], float]:
    """Every state with its moment, and when the session was killed."""
    command = [sys.executable, "-m", "tests.session.editing", str(report), str(library), str(seed)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "GOUJI_DATA": str(library.parent)}
    output = library.with_suffix(".txt")
    with output.open("w+", encoding="utf-8") as told:
        session = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=told)
        try:
            while not output.stat().st_size and session.poll() is None:
                sleep(0.05)
            sleep(PROMISE + random.Random(seed).uniform(0, 2.5))
        finally:
            killed = monotonic()
            session.kill()
            session.wait()
        told.seek(0)
        lines = [line.split() for line in told.read().splitlines()]
    return [(float(line[0]), line[1]) for line in lines if len(line) == 2], killed


def _found(library: Path) -> str:
    """What the next start offers."""
    next_start = Library(library)
    try:
        listed = next_start.drafts() or next_start.reports()
        return fingerprint(next_start.recover(listed[0].id).report) if listed else ""
    finally:
        next_start.close()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3] or [200])))
