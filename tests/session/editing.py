"""A session that edits without end: `python -m tests.session.editing report.json library.sqlite seed`.

After each change it prints the moment, by the clock of the machine, and the fingerprint of the report.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
from dataclasses import replace
from pathlib import Path
from time import monotonic

from core.model import Report, TableEdit, structure

PACE_MS = 25


def fingerprint(report: Report) -> str:
    """The same for reports of the same tables, texts and reasons."""
    tables = [(t.id, t.checked, [[cell.text for cell in row] for row in t.rows]) for t in report.tables]
    return hashlib.sha256(repr((tables, sorted(report.set_aside.items()))).encode()).hexdigest()[:16]


def main(source: Path, library: Path, seed: int) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer

    from ui.app import make_application
    from ui.desk import Desk
    from ui.session import Session
    from ui.settings import Settings
    from ui.tasks import Tasks

    app = make_application()
    settings = Settings(library.with_suffix(".ini"))
    settings.library = library
    desk, chance = Desk(Tasks(), settings), random.Random(seed)
    timer = QTimer(interval=PACE_MS)
    session = desk.open_file(source)

    def tell() -> None:
        print(monotonic(), fingerprint(session.report), flush=True)

    def begin() -> None:
        if not session.reading and not timer.isActive():
            tell()
            timer.start()

    def edit() -> None:
        _edit(session, chance)
        tell()
        if chance.random() < 0.02:
            desk.save(session)

    assert isinstance(session, Session)
    timer.timeout.connect(edit)
    session.standing_changed.connect(begin)
    desk.failed.connect(lambda *_: app.exit(1))
    return app.exec()


def _edit(session: object, chance: random.Random) -> None:
    """One change of any kind: a cell, a block, a row, a mark, undo or redo."""
    history, report = session.history, session.report  # type: ignore[attr-defined]
    at = chance.randrange(len(report.tables))
    table = report.tables[at]
    kind = chance.random()
    if kind < 0.12:
        history.undo()
    elif kind < 0.2:
        history.redo()
    elif kind < 0.26 and table.rows:
        after = structure.insert_rows(table.copy(), chance.randrange(len(table.rows)))
        with history.step("插入 1 行"):
            history.apply(TableEdit(at, table.copy(), after))
    elif kind < 0.3:
        with history.step("标为已核对"):
            history.apply(TableEdit(at, table.copy(), replace(table.copy(), checked=not table.checked)))
    else:
        refs = [ref for ref, _cell in table.refs()]
        with history.step("修改"):
            for ref in chance.sample(refs, min(len(refs), chance.choice((1, 1, 1, 20)))):
                history.set_text(ref, f"{chance.randrange(100_000)}.{chance.randrange(100):02}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
