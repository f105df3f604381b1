"""The ledger of checks."""

from __future__ import annotations

from pathlib import Path

from core.checks.ledger import LedgerEntry
from core.checks.relation import Status
from core.export.ledger import STATUSES, ledger_rows, write_ledger
from core.model import Cell, CellRef, Column, Report, Table

REPORT = Report(tables=[Table("t1", [Column(("科目",)), Column(("合计",))], [[Cell.of("201"), Cell.of("9.60")]])])
BROKEN = LedgerEntry(
    "row_sum", "合计 = 各项之和", Status.BROKEN, "62.89 + 2.60 = 65.49，与合计 72.49 相差 7.00", (CellRef("t1", 0, 1),)
)
ABSENT = LedgerEntry("T4-T5", "表4 = 表5", Status.NOT_APPLICABLE, "报告里没有表5")


def test_every_relation_says_how_it_stands_and_why(tmp_path: Path) -> None:
    header, *rows = ledger_rows(REPORT, [BROKEN, ABSENT])
    assert dict(zip(header, rows[0], strict=True)) == {
        "序号": "1",
        "结果": "不成立",
        "关系": "合计 = 各项之和",
        "算式或原因": "62.89 + 2.60 = 65.49，与合计 72.49 相差 7.00",
        "位置": "第1张表 · 201 · 合计",
        "规则": "row_sum",
    }
    assert rows[1][1:5] == ("不适用", "表4 = 表5", "报告里没有表5", "")
    write_ledger(tmp_path / "台账.csv", REPORT, [BROKEN])
    assert (tmp_path / "台账.csv").read_text("utf-8-sig").count("\n") == 2


def test_every_status_has_a_chinese_name() -> None:
    assert set(STATUSES) == {status.value for status in Status}
