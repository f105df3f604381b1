"""The ledger of checks (核对台账) as CSV: every relation with how it stands, and the sum that proves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from core.export.findings import KINDS
from core.export.tables import write_csv
from core.model import Report

if TYPE_CHECKING:
    from core.checks.relation import Outcome, Relation, Term

    Entry = tuple[Relation, Outcome]

STATUSES = {
    "passed": "成立",
    "rounding": "成立（尾差）",
    "broken": "不成立",
    "not_applicable": "不适用",
    "not_checked": "未能核对",
}
_HEADER = ("序号", "结果", "类别", "关系", "算式", "差额", "允许尾差", "原因")


def ledger_rows(report: Report, entries: Iterable[Entry]) -> list[Sequence[str]]:
    """The ledger: its header and one row for each relation."""
    return [_HEADER, *(_row(n, report, *entry) for n, entry in enumerate(entries, 1))]


def write_ledger(path: Path, report: Report, entries: Iterable[Entry]) -> None:
    """The ledger as CSV. Raises DiskFull or FileUnwritable."""
    write_csv(path, ledger_rows(report, entries))


def _row(number: int, report: Report, relation: Relation, outcome: Outcome) -> Sequence[str]:
    balance = outcome.balance
    return (
        str(number),
        STATUSES[outcome.status.value],
        KINDS.get(relation.kind, relation.kind),
        relation.name,
        proof(report, relation) if balance else "",
        f"{balance.difference:f}" if balance else "",
        f"{balance.tolerance:f}" if balance else "",
        outcome.why,
    )


def proof(report: Report, relation: Relation) -> str:
    """The relation in figures: 95.36 + 10.23 = 105.59，印作 105.58. Blank cells are left out."""
    parts, total = _side(report, [t._replace(coefficient=-t.coefficient) for t in relation.terms if t.coefficient < 0])
    wholes, printed = _side(report, [t for t in relation.terms if t.coefficient > 0])
    if total == printed:
        return f"{parts} = {wholes}"
    sum_ = f"{parts} = {total:f}" if " " in parts else parts
    return f"{sum_}，{'上限' if relation.at_most else '印作'} {wholes}" + (f" = {printed:f}" if " " in wholes else "")


def _side(report: Report, terms: Iterable[Term]) -> tuple[str, Decimal]:
    """One side of the equation as text, and its value."""
    texts: list[str] = []
    value = Decimal(0)
    for coefficient, cell in terms:
        if figure := report.cell(cell).figure:
            value += coefficient * figure.value
            printed = f"({figure})" if figure.value < 0 and texts else str(figure)
            texts.append(printed if coefficient == 1 else f"{coefficient:f} × {printed}")
    return " + ".join(texts) or "0", value
