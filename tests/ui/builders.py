"""A small report for the tests of the window, and a checker that knows one relation."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from core import amounts
from core.checks import LedgerEntry, Status, Told
from core.checks.findings import Finding, Suspect
from core.model import Box, Cell, CellRef, Change, Column, Paragraph, Report, ReportInfo, Source, Table
from core.progress import Progress
from ui.session import Opened
from ui.window import MainWindow


def cells(page: int, *texts: str, top: float = 100.0) -> list[Cell]:
    return [Cell.of(t, page, Box(50.0 + 80 * n, top, 130.0 + 80 * n, top + 20)) for n, t in enumerate(texts)]


def make_report() -> Report:
    """Two tables and two paragraphs. In t2, 201's 项目支出 should be 9.60."""
    summary = Table(
        "t1",
        [Column(("收入", "项目")), Column(("收入", "预算数")), Column(("支出", "项目")), Column(("支出", "预算数"))],
        [cells(1, "一、财政拨款收入", "302.49", "一、一般公共服务支出", "181.52")],
        number="表1",
        title="部门收支总表",
        pages=(1,),
    )
    path = ("基本支出",)
    spending = Table(
        "t2",
        [
            Column(("科目编码",)),
            Column(("科目名称",)),
            Column(("合计",)),
            Column((*path, "小计")),
            Column((*path, "人员经费")),
            Column(("项目支出",)),
        ],
        [
            cells(2, "", "合计", "88.90", "79.30", "70.00", "9.60", top=100),
            cells(2, "201", "一般公共服务支出", "72.49", "62.89", "60.00", "2.60", top=120),
            cells(2, "208", "社会保障和就业支出", "16.41", "16.41", "10.00", "", top=140),
        ],
        number="表5",
        title="一般公共预算支出表",
        pages=(2,),
        amount_unit="万元",
    )
    narrative = [Paragraph.of("本部门2024年收入预算302.49万元。", 3), Paragraph.of("没有政府采购。", 3)]
    info = ReportInfo("某区总工会", 2024, "budget", "万元")
    return Report(info, Source("某区.pdf", "", "json", None), [summary, spending], narrative)


class OneRelation:
    """Stands in for the checker of a copy: in t2, 合计 = 小计 + 项目支出 in every row."""

    def __init__(self, report: Report) -> None:
        self.report = report.copy()
        self.findings = self._check()
        self.faults: list[str] = []

    def effort(self, change: Change) -> int:
        return len(change.step.edits)

    def follow(self, change: Change) -> list[Finding]:
        for edit in change.step.edits:
            edit.apply(self.report)
        self.findings = self._check()
        return self.findings

    def told(self) -> list[Told]:
        """302.49万元 in the first paragraph is t1's 预算数."""
        return [Told(0, 11, 19, (CellRef("t1", 0, 1),), True)]

    def ledger(self) -> list[LedgerEntry]:
        cells = tuple(CellRef("t2", 0, column) for column in (2, 3, 5))
        return [LedgerEntry("sum", "行合计", Status.BROKEN if self.findings else Status.PASSED, "", cells)]

    def _check(self) -> list[Finding]:
        try:
            rows = self.report.table("t2").rows
        except KeyError:
            return []
        return [f for at, row in enumerate(rows) if len(row) == 6 and (f := self._check_row(at, row))]

    def _check_row(self, at: int, row: list[Cell]) -> Finding | None:
        whole, basic, project = row[2].figure, row[3].figure, row[5].figure
        signs = (Decimal(1), Decimal(1), Decimal(-1))
        balance = amounts.balance(zip(signs, (basic, project, whole), strict=True))
        if balance.verdict is not amounts.Verdict.BROKEN or whole is None:
            return None
        expected = str(whole.value - (basic.value if basic else 0))
        refs = tuple(CellRef("t2", at, c) for c in (2, 3, 5))
        message = f"表5 {row[1].text}：相差 {balance.difference}"
        suspect = Suspect(refs[2], expected, 0.9)
        return Finding("sum", "row_sum", "error", message, "t2", refs, stated=row[5].text, suspects=(suspect,),
                       relations=("行合计",))  # fmt: skip


def read_at_once(path: Path, password: str | None = None, *, progress: Progress) -> Opened:
    report = make_report()
    return Opened(report, OneRelation(report), b"the file", path)  # type: ignore[arg-type]


def press(window: MainWindow, command: str) -> None:
    """What the menu entry does."""
    window.actions_by_id[command].trigger()
