"""The ledger of checks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from core.amounts import Balance
from core.checks.relation import Outcome, Relation, Status, Term, sums_to
from core.export.ledger import STATUSES, ledger_rows, proof, write_ledger
from core.model import Cell, CellRef, Column, Report, Table


def report(*figures: str) -> Report:
    return Report(tables=[Table("t1", [Column()] * len(figures), [[Cell.of(text) for text in figures]])])


def relation(parts: int, *, at_most: bool = False) -> Relation:
    """The first cell is the sum of those that follow."""
    cells = [CellRef("t1", 0, column) for column in range(parts + 1)]
    return sums_to("row_sum", "row_sum", "表5 合计 = 基本 + 项目", cells[:1], cells[1:], at_most=at_most)


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        (("72.49", "62.89", "9.60"), "62.89 + 9.60 = 72.49"),
        (("105.58", "95.36", "10.23"), "95.36 + 10.23 = 105.59，印作 105.58"),
        (("72.49", "62.89", "-2.60"), "62.89 + (-2.60) = 60.29，印作 72.49"),
        (("72.49", "", "2.60"), "2.60，印作 72.49"),
        (("", "", ""), "0 = 0"),
    ],
)
def test_the_proof_shows_the_sum_as_an_accountant_would(figures: tuple[str, ...], text: str) -> None:
    assert proof(report(*figures), relation(2)) == text


def test_coefficients_and_limits_are_shown() -> None:
    first, second, third = (CellRef("t1", 0, column) for column in range(3))
    terms = (Term(Decimal(1), first), Term(Decimal(1), second), Term(Decimal(-2), third))
    assert (
        proof(report("1.00", "2.00", "3.00"), Relation("r", "balance", "", terms))
        == "2 × 3.00 = 6.00，印作 1.00 + 2.00 = 3.00"
    )
    assert proof(report("5.00", "3.00"), relation(1, at_most=True)) == "3.00，上限 5.00"


def test_what_was_not_checked_says_why(tmp_path: Path) -> None:
    broken = Outcome(Status.BROKEN, Balance(Decimal("7.00"), Decimal("0.015")))
    skipped = Outcome(Status.NOT_APPLICABLE, why="没有数字")
    document = report("72.49", "62.89", "2.60")
    header, first, second = ledger_rows(document, [(relation(2), broken), (relation(2), skipped)])
    assert dict(zip(header, first, strict=True)) == {
        "序号": "1",
        "结果": "不成立",
        "类别": "行合计",
        "关系": "表5 合计 = 基本 + 项目",
        "算式": "62.89 + 2.60 = 65.49，印作 72.49",
        "差额": "7.00",
        "允许尾差": "0.015",
        "原因": "",
    }
    assert (second[1], second[4:]) == ("不适用", ("", "", "", "没有数字"))
    write_ledger(tmp_path / "台账.csv", document, [(relation(2), broken)])
    assert (tmp_path / "台账.csv").read_text("utf-8-sig").count("\n") == 2


def test_every_status_has_a_chinese_name() -> None:
    assert set(STATUSES) == {status.value for status in Status}
