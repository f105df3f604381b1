"""A program killed in the middle of a session: the library is whole and has every step that was appended."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.model import Cell, Column, History, Report, Table
from core.storage.library import Library

SESSION = """
import sys
from pathlib import Path
from core.model import Cell, CellRef, Column, History, Report, Table
from core.storage.library import Library

history = History(Report(tables=[Table("t1", [Column()], [[Cell.of("0")]])]))
library = Library(Path(sys.argv[1]))
report_id = library.begin_draft(history)
history.subscribe(lambda change: library.append_steps(report_id, [change]))
for number in range(1, 100_000):
    with history.step("改"):
        history.set_text(CellRef("t1", 0, 0), str(number))
    if number % 20 == 0:
        library.save(history.report, history, [], None, report_id)
    print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("seed", range(3))
def test_every_appended_step_survives_kill_9(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "资料库.sqlite"
    session = subprocess.Popen(
        [sys.executable, "-c", SESSION, str(path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert session.stdout is not None
    session.stdout.readline()
    time.sleep(random.Random(seed).uniform(0, 0.3))
    session.kill()
    reached = int(session.stdout.read().split()[-1])
    session.wait()

    library = Library(path)
    assert library._sql.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    (draft,) = library.drafts() or library.reports()
    recovered = library.recover(draft.id)
    assert len(recovered.done) in (reached, reached + 1)
    assert recovered.report == Report(tables=[Table("t1", [Column()], [[Cell("0", str(len(recovered.done)))]])])
    while recovered.history.undo():
        pass
    assert recovered.report == History(Report(tables=[Table("t1", [Column()], [[Cell.of("0")]])])).report
    library.close()
