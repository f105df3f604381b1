"""The ledger of checks (核对台账) as CSV: every relation with how it stands and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.export.tables import write_csv
from core.model import Report
from core.model.address import cell_label

if TYPE_CHECKING:
    from core.checks.ledger import LedgerEntry

STATUSES = {
    "passed": "成立",
    "rounding": "成立（尾差）",
    "broken": "不成立",
    "not_applicable": "不适用",
    "not_checked": "未能核对",
}
_HEADER = ("序号", "结果", "关系", "算式或原因", "位置", "规则")


def ledger_rows(report: Report, entries: Iterable[LedgerEntry]) -> list[Sequence[str]]:
    """The ledger: its header and one row for each relation."""
    return [_HEADER, *(_row(n, report, entry) for n, entry in enumerate(entries, 1))]


def write_ledger(path: Path, report: Report, entries: Iterable[LedgerEntry]) -> None:
    """The ledger as CSV. Raises DiskFull or FileUnwritable."""
    write_csv(path, ledger_rows(report, entries))


def _row(number: int, report: Report, entry: LedgerEntry) -> Sequence[str]:
    place = cell_label(report, entry.cells[0]) if entry.cells else ""
    return str(number), STATUSES[entry.status.value], entry.name, entry.detail, place, entry.rule
