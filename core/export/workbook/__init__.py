"""The whole report as one Excel workbook (.xlsx): 目录, every table, 情况说明, 问题, 勾稽台账, 改动清单.

Made with openpyxl, which reads such files for us anyway. Sheets that are no part of the report carry the code name
`core.files.LIST_SHEET`, so that a workbook which is opened again gives the report and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.export.corrections import Correction, correction_rows
from core.export.findings import list_rows, place_cell
from core.export.ledger import ledger_rows
from core.export.workbook.lists import Goal, goals_of, write_contents, write_list, write_narrative
from core.export.workbook.marks import marks_of
from core.export.workbook.saving import save
from core.export.workbook.style import register
from core.export.workbook.tables import TableSheet
from core.files import LIST_SHEET
from core.model import CellRef, Report
from core.model.address import table_label, table_name
from core.naming import KINDS
from core.progress import Progress, Silent, checkpoint

if TYPE_CHECKING:
    from core.checks.findings import Finding
    from core.checks.ledger import LedgerEntry

CONTENTS, NARRATIVE, PROBLEMS, LEDGER, CORRECTIONS = "目录", "情况说明", "问题", "勾稽台账", "改动清单"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_CONTENTS_HEADER = ("序号", "表号", "表名", "页码", "行数", "状态")


@dataclass(frozen=True, slots=True)
class Checked:
    """A report and all that was said about it. Findings whose key is in `report.set_aside` count as settled."""

    report: Report
    findings: Sequence[Finding] = ()
    ledger: Sequence[LedgerEntry] = ()
    corrections: Sequence[Correction] = ()


def write_workbook(path: Path, checked: Checked, progress: Progress | None = None) -> None:
    """Write the workbook. Raises DiskFull or FileUnwritable, Cancelled where `progress` says so."""
    save(_Book(checked, progress or Silent()).fill(), path)


class _Book:
    def __init__(self, checked: Checked, progress: Progress) -> None:
        from openpyxl import Workbook

        self._checked, self._report, self._progress = checked, checked.report, progress
        self._book: Any = Workbook()
        register(self._book)
        self._contents = self._list_sheet(CONTENTS, self._book.active)
        self._names = _sheet_names(self._report)
        sheets = {t.id: self._book.create_sheet(name) for t, name in zip(self._report.tables, self._names, strict=True)}
        self._tables = {t.id: TableSheet(sheets[t.id], t, self._report, CONTENTS) for t in self._report.tables}
        self._name_of = dict(zip(self._tables, self._names, strict=True))

    def fill(self) -> Any:
        """Write every sheet. Returns the workbook."""
        checked, report = self._checked, self._report
        self._fill_tables()
        if report.narrative:
            write_narrative(self._book.create_sheet(NARRATIVE), report)
        open_first = sorted(checked.findings, key=lambda f: f.key in report.set_aside)
        places = [place_cell(f) or f.table for f in open_first]
        self._list(PROBLEMS, list_rows(report, open_first), 3, places)
        if checked.ledger:
            first = [entry.cells[0] if entry.cells else None for entry in checked.ledger]
            self._list(LEDGER, ledger_rows(report, checked.ledger), 4, first)
        self._list(CORRECTIONS, correction_rows(checked.corrections), 1, [c.cell for c in checked.corrections])
        self._fill_contents()
        return self._book

    def _fill_tables(self) -> None:
        marks = marks_of(self._checked.findings, self._report.set_aside)
        why = {c.cell: c.step.why or c.step.name for c in self._checked.corrections if c.cell and c.step}
        for done, table in enumerate(self._report.tables, 1):
            checkpoint(self._progress)
            own = {ref: colour for ref, colour in marks.items() if ref.table == table.id}
            self._tables[table.id].fill(own, why)
            self._progress.step(done, len(self._report.tables))

    def _list(self, name: str, rows: Sequence[Sequence[str]], at: int, places: Iterable[CellRef | str | None]) -> None:
        write_list(self._list_sheet(name, self._book.create_sheet(name)), rows, at, goals_of(places, self._goal))

    def _list_sheet(self, name: str, sheet: Any) -> Any:
        sheet.title = name
        sheet.sheet_properties.codeName = f"{LIST_SHEET}{len(self._book.worksheets)}"
        return sheet

    def _goal(self, place: CellRef | str) -> Goal:
        table = place.table if isinstance(place, CellRef) else place
        if table not in self._tables:
            return None
        return self._name_of[table], self._tables[table].place(place) if isinstance(place, CellRef) else "A1"

    def _fill_contents(self) -> None:
        report = self._report
        states = _states(self._checked)
        rows = [
            (str(n), t.number or "", t.title or table_label(t, n - 1), _pages(t.pages), str(len(t.rows)), states[t.id])
            for n, t in enumerate(report.tables, 1)
        ]
        more = [(s.title, s.max_row - 1) for s in self._book.worksheets[len(rows) + 1 :]]
        lists = [("", "", name, "", "", f"{count} 条" if name != NARRATIVE else "") for name, count in more]
        goals: list[Goal] = [(name, "A1") for name in (*self._names, *(name for name, _ in more))]
        write_contents(self._contents, _head(report), [_CONTENTS_HEADER, *rows, *lists], goals)


def _head(report: Report) -> list[tuple[str, str]]:
    info = report.info
    said = [
        ("单位", info.unit),
        ("年度", f"{info.year} 年" if info.year else None),
        ("种类", KINDS.get(info.kind or "")),
        ("金额单位", info.amount_unit),
        ("原文件", Path(report.source.path.replace("\\", "/")).name),
    ]
    return [(name, text or "（未知）") for name, text in said]


def _states(checked: Checked) -> dict[str, str]:
    """矛盾 2、疑点 1、改动 3 格、已核对: what there is to say of each table."""
    report = checked.report
    live = Counter((f.table, f.level) for f in checked.findings if f.key not in report.set_aside)
    made = Counter(c.cell.table for c in checked.corrections if c.cell)
    return {
        t.id: "、".join(
            words
            for count, words in (
                (live[t.id, "error"], f"矛盾 {live[t.id, 'error']}"),
                (live[t.id, "warning"], f"疑点 {live[t.id, 'warning']}"),
                (made[t.id], f"改动 {made[t.id]} 格"),
                (t.checked, "已核对"),
            )
            if count
        )
        for t in report.tables
    }


def _sheet_names(report: Report) -> list[str]:
    """Names of sheets by number and title: each once, without the signs that a spreadsheet refuses."""
    taken = {name.casefold() for name in (CONTENTS, NARRATIVE, PROBLEMS, LEDGER, CORRECTIONS)}
    names: list[str] = []
    for position, table in enumerate(report.tables):
        called = table_name(table, position) if table.title else table_label(table, position)
        plain = _NOT_IN_NAMES.sub("", called).strip(" '") or f"表{position + 1}"
        name, n = plain[:_LONGEST_NAME], 1
        while name.casefold() in taken:
            n += 1
            name = f"{plain[: _LONGEST_NAME - len(str(n)) - 1]} {n}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _pages(pages: Sequence[int]) -> str:
    return "" if not pages else str(pages[0]) if len(pages) == 1 else f"{min(pages)}–{max(pages)}"
