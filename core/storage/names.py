"""Names of 科目 that the user confirmed: they hold for every later report, also when the report itself is deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.checks.findings import Finding
    from core.model import Report

NAME_RULE = "subject.name"  # the inspection that holds 科目编码 against 科目名称
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ConfirmedName:
    """official: as the list of 科目 has it; used: as a report printed it and the user found it right."""

    official: str
    used: str
    reason: str
    confirmed_at: datetime


def all_names(db: sqlite3.Connection) -> list[ConfirmedName]:
    """The latest first."""
    rows = db.execute(
        "SELECT official, used, reason, confirmed_at FROM confirmed_names ORDER BY confirmed_at DESC, official, used"
    )
    return [ConfirmedName(official, used, why, datetime.fromisoformat(when)) for official, used, why, when in rows]


def forget(db: sqlite3.Connection, pair: Pair) -> None:
    """The next report that uses the name is asked about it again."""
    db.execute("DELETE FROM confirmed_names WHERE official = ? AND used = ?", pair)


def learn(
    db: sqlite3.Connection, report_id: int, report: Report, findings: Iterable[Finding], confirmed_at: str
) -> None:
    """Take over what a report about to be stored confirms, and take back what it confirmed before and now doubts.

    The stored findings of the report have to be still those of its last save.
    """
    asked: dict[Pair, str | None] = {}
    for finding in findings:
        if finding.rule == NAME_RULE:  # one cell with the name is enough to confirm it
            asked[_pair(finding)] = asked.get(_pair(finding)) or report.set_aside.get(finding.key)
    before = db.execute(
        "SELECT expected, stated, aside FROM findings WHERE report = ? AND rule = ?", (report_id, NAME_RULE)
    )
    known = {(official or "", used or ""): reason for official, used, reason in before if reason is not None}
    for pair, reason in asked.items():
        if reason is None and pair in known:
            forget(db, pair)
        elif reason is not None and known.get(pair) != reason:
            db.execute("INSERT OR REPLACE INTO confirmed_names VALUES (?, ?, ?, ?)", (*pair, reason, confirmed_at))


def _pair(finding: Finding) -> Pair:
    return finding.expected or "", finding.stated or ""
