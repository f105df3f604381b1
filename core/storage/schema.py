"""The tables of the library, and how an older file becomes one of today."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from zlib import crc32

from core.errors import LibraryDamaged, LibraryTooNew, LibraryTooOld
from core.storage.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x474F554A  # "GOUJ": tells our files from other programs' databases

_TABLES = """
-- Reports as they were last saved. saved_at NULL: only a draft so far. steps_done: how many of the steps are done.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY,
    unit TEXT,
    year INTEGER,
    kind TEXT,
    amount_unit TEXT,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    pages INTEGER,
    seconds REAL,
    unread TEXT NOT NULL,
    straightened TEXT NOT NULL,
    set_aside TEXT NOT NULL,
    steps_done INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    source INTEGER REFERENCES sources (id),
    saved_at TEXT
);
CREATE INDEX reports_by_file ON reports (sha256);

-- The original files, each once however many reports were made from it.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    bytes BLOB NOT NULL
);

CREATE TABLE tables (
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    form TEXT,
    number TEXT,
    title TEXT,
    pages TEXT NOT NULL,
    unit_line TEXT,
    amount_unit TEXT,
    note TEXT,
    checked INTEGER NOT NULL,
    PRIMARY KEY (report, position)
) WITHOUT ROWID;

-- Leaf columns: path is a JSON list of header texts. grp, measure: for amounts, the group of columns that they stand in
-- and their meaning by the catalogue of forms.
CREATE TABLE columns (
    report INTEGER NOT NULL,
    table_position INTEGER NOT NULL,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    number TEXT NOT NULL,
    grp INTEGER,
    measure TEXT,
    PRIMARY KEY (report, table_position, position),
    FOREIGN KEY (report, table_position) REFERENCES tables (report, position) ON DELETE CASCADE
) WITHOUT ROWID;

-- What each row of a group of columns is about, as the form is understood: for the views only.
CREATE TABLE subjects (
    report INTEGER NOT NULL,
    table_position INTEGER NOT NULL,
    row INTEGER NOT NULL,
    grp INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (report, table_position, row, grp),
    FOREIGN KEY (report, table_position) REFERENCES tables (report, position) ON DELETE CASCADE
) WITHOUT ROWID;

-- Body cells. amount is the exact figure as text, because a REAL would lose decimals; box: x0 … bottom in points.
CREATE TABLE cells (
    report INTEGER NOT NULL,
    table_position INTEGER NOT NULL,
    row INTEGER NOT NULL,
    position INTEGER NOT NULL,
    printed TEXT NOT NULL,
    text TEXT NOT NULL,
    amount TEXT,
    page INTEGER,
    x0 REAL,
    top REAL,
    x1 REAL,
    bottom REAL,
    confidence REAL,
    inferred INTEGER NOT NULL,
    PRIMARY KEY (report, table_position, row, position),
    FOREIGN KEY (report, table_position) REFERENCES tables (report, position) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE paragraphs (
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    printed TEXT NOT NULL,
    page INTEGER,
    boxes TEXT NOT NULL,
    after INTEGER NOT NULL,
    PRIMARY KEY (report, position)
) WITHOUT ROWID;

-- The history: steps done, and behind them steps undone that may be done again. edits is a JSON list.
CREATE TABLE steps (
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    why TEXT NOT NULL,
    made_at TEXT NOT NULL,
    edits TEXT NOT NULL,
    PRIMARY KEY (report, position)
);

CREATE TABLE findings (
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    table_id TEXT,
    stated TEXT,
    expected TEXT,
    difference TEXT,
    tolerance TEXT,
    places TEXT NOT NULL,
    aside TEXT,
    PRIMARY KEY (report, position)
) WITHOUT ROWID;

-- What was done since the report was last saved, in the order it happened: step NULL for an undo or a redo.
CREATE TABLE journal (
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    done TEXT NOT NULL,
    name TEXT,
    why TEXT,
    made_at TEXT,
    edits TEXT,
    PRIMARY KEY (report, position)
);

CREATE TABLE recent (
    path TEXT PRIMARY KEY,
    report INTEGER REFERENCES reports (id) ON DELETE SET NULL,
    opened_at TEXT NOT NULL
);
"""

_NAMES = """
-- Names of 科目 that the user confirmed, as the official list has them and as they were used. They outlive the reports.
CREATE TABLE confirmed_names (
    official TEXT NOT NULL,
    used TEXT NOT NULL,
    reason TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    PRIMARY KEY (official, used)
) WITHOUT ROWID;
"""


def _library(db: Database) -> None:
    db.executescript(_TABLES)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _straightened(db: Database) -> None:
    """Libraries of the first days know nothing of pages that were set upright."""
    if "straightened" not in db["reports"].columns_dict:
        db.execute("ALTER TABLE reports ADD COLUMN straightened TEXT NOT NULL DEFAULT '[]'")


def _confirmed_names(db: Database) -> None:
    """Names were remembered by the findings of the reports, and went with them."""
    db.executescript(_NAMES)
    db.execute(
        "INSERT OR REPLACE INTO confirmed_names SELECT f.expected, f.stated, f.aside, coalesce(r.saved_at, ?)"
        " FROM findings f JOIN reports r ON r.id = f.report WHERE f.rule = 'subject.name' AND f.aside IS NOT NULL"
        " AND f.expected IS NOT NULL AND f.stated IS NOT NULL ORDER BY r.saved_at",
        ("1970-01-01 00:00:00",),
    )


# Every step of the schema from the first day, in order. A step that was published is never changed, nor is the SQL that
# it runs. The views are no step: they say today's words, whenever the tables were made.
_STEPS: dict[str, Callable[[Database], None]] = {
    "0001 library": _library,
    "0002 straightened": _straightened,
    "0003 confirmed names": _confirmed_names,
}


def prepare(db: Database, name: str, *, read_only: bool = False) -> None:
    """Make an empty file a library and bring an older one up to date.

    Raises LibraryDamaged for the database of another program, LibraryTooNew for one that a newer version wrote, and
    LibraryTooOld for an older one that is read-only; the file is then untouched.
    """
    from sqlite_utils import Migrations

    steps = Migrations("gouji")
    for step_name, step in _STEPS.items():
        steps(name=step_name)(step)
    if db.table_names() or read_only:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise LibraryDamaged(name=name)
        found = [step.name for step in steps.applied(db)]
        if set(found) - set(_STEPS):
            raise LibraryTooNew(name=name, found=len(found), supported=len(_STEPS))
    else:
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")  # deleted reports give their space back
    if read_only and set(_STEPS) - set(found):
        raise LibraryTooOld(name=name)
    if read_only:
        return
    views = crc32(VIEWS.encode()) & 0x7FFFFFFF  # the file remembers its own by their checksum
    if pending := steps.pending(db):
        steps.apply(db)
    if pending or db.execute("PRAGMA user_version").fetchone()[0] != views:
        drops = "".join(f"DROP VIEW IF EXISTS {name};" for name in re.findall(r"CREATE VIEW (\S+)", VIEWS))
        db.executescript(f"BEGIN; {drops} {VIEWS} PRAGMA user_version = {views}; COMMIT")
