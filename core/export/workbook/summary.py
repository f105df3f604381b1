"""问题汇总: one workbook for many reports, a line each, and all their problems in one list to sort and filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.export.findings import KINDS, LIST_HEADER, list_rows
from core.export.workbook.lists import write_list
from core.export.workbook.saving import save
from core.export.workbook.style import register
from core.files import LIST_SHEET
from core.model import Report
from core.naming import report_name

if TYPE_CHECKING:
    from core.checks.findings import Finding

_HEADER = (
    "序号",
    "单位",
    "年度和种类",
    "文件",
    "表数",
    "矛盾",
    "疑点",
    "提示",
    "已搁置",
    "没有读出的页",
    "主要问题",
    "结果",
)
_NONE = "没有发现问题"


@dataclass(frozen=True, slots=True)
class Line:
    """What is kept of one report. problems: rows of its 问题清单; failure: why it was not checked, "" where it was."""

    file: str
    unit: str = ""
    what: str = ""
    tables: int = 0
    levels: tuple[int, int, int, int] = (0, 0, 0, 0)  # 矛盾, 疑点, 提示, 已搁置
    unread: int = 0
    mostly: str = ""
    problems: tuple[Sequence[str], ...] = ()
    failure: str = ""

    @property
    def wrong(self) -> bool:
        """Whether it has a 矛盾 or 疑点."""
        return self.levels[:2] != (0, 0)

    @property
    def complete(self) -> bool:
        """Whether all of it was checked: what was not read never looks like what is right."""
        return not self.failure and not self.unread and self.tables > 0

    @property
    def result(self) -> str:
        """In a word, or why there is none."""
        if self.failure or self.wrong:
            return self.failure or "有问题"
        return "没有发现问题" if self.complete else "没有读全"

    def __str__(self) -> str:
        """甲.pdf：某县总工会 2024 年预算，12 张表，矛盾 2、疑点 1"""
        wrong = "、".join(f"{name} {n}" for name, n in zip(("矛盾", "疑点"), self.levels, strict=False) if n)
        unread = f"，{self.unread} 页没有读出" if self.unread else ""
        whose = " ".join(filter(None, (self.unit, self.what)))
        return f"{self.file}：{whose}，{self.tables} 张表，{wrong or self.result}{unread}"


def line_of(file: str, report: Report, findings: Sequence[Finding]) -> Line:
    """The line of a report that was checked; findings whose key is in `report.set_aside` count apart."""
    live = [finding for finding in findings if finding.key not in report.set_aside]
    count = Counter(finding.level for finding in live)
    kinds = Counter(KINDS.get(f.kind, f.kind) for f in live if f.level != "info").most_common(3)
    return Line(
        file,
        report.info.unit or "（单位未填）",
        report_name("", report.info.year, report.info.kind).strip(),
        len(report.tables),
        (count["error"], count["warning"], count["info"], len(findings) - len(live)),
        len(report.unread),
        "、".join(f"{kind} {n}" for kind, n in kinds),
        tuple(list_rows(report, findings)[1:]),
    )


def write_summary(path: Path, lines: Sequence[Line]) -> None:
    """The workbook: 汇总 leads to the problems of each report in 问题. Raises DiskFull or FileUnwritable."""
    from openpyxl import Workbook

    book = Workbook()
    register(book)
    summary, problems = book.active, book.create_sheet("问题")
    summary.title = "汇总"
    for number, sheet in enumerate((summary, problems), 1):
        sheet.sheet_properties.codeName = f"{LIST_SHEET}{number}"
    starts = _starts(lines)
    goals = [("问题", f"A{start}") if line.problems else None for line, start in zip(lines, starts, strict=True)]
    rows = [_row(number, line) for number, line in enumerate(lines, 1)]
    write_list(summary, [_HEADER, *rows], 3, goals)
    listed = [(line.unit, line.what, line.file, *row[1:]) for line in lines for row in line.problems]
    write_list(problems, [("单位", "年度和种类", "文件", *LIST_HEADER[1:]), *listed], 0, [None] * len(listed))
    save(book, path)


def _starts(lines: Iterable[Line]) -> list[int]:
    """The row in which the problems of each report begin, below one header."""
    starts, row = [], 2
    for line in lines:
        starts.append(row)
        row += len(line.problems)
    return starts


def _row(number: int, line: Line) -> Sequence[str]:
    levels = ("" if not n else str(n) for n in line.levels)
    unread = str(line.unread) if line.unread else ""
    tables = "" if line.failure else str(line.tables)
    return str(number), line.unit, line.what, line.file, tables, *levels, unread, line.mostly, line.result
