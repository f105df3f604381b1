"""Changes of a report. Each edit is one small frozen value that knows how to be applied and how to be taken back.

Five kinds are enough: one cell, one table as a whole (every change of structure), one paragraph, the report's head,
and a finding set aside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.model.report import Cell, CellRef, Paragraph, Report, ReportInfo, Table


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell becomes another. The commonest edit, and the only one that leaves the structure alone."""

    ref: CellRef
    before: Cell
    after: Cell

    def apply(self, report: Report) -> None:
        report.table(self.ref.table).rows[self.ref.row][self.ref.column] = self.after

    def inverse(self) -> CellEdit:
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class TableEdit:
    """The table at `position` becomes another: its structure, headers, title, form or note changed.

    before None: a table is put in; after None: the table is taken out. Both tables are private copies of the edit.
    """

    position: int
    before: Table | None
    after: Table | None

    def apply(self, report: Report) -> None:
        after = [] if self.after is None else [self.after.copy()]
        report.tables[self.position : self.position + (self.before is not None)] = after

    def inverse(self) -> TableEdit:
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class ParagraphEdit:
    """One paragraph of the narrative becomes another."""

    index: int
    before: Paragraph
    after: Paragraph

    def apply(self, report: Report) -> None:
        report.narrative[self.index] = self.after

    def inverse(self) -> ParagraphEdit:
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class InfoEdit:
    """Unit, year, kind or 金额单位 of the report change."""

    before: ReportInfo
    after: ReportInfo

    def apply(self, report: Report) -> None:
        report.info = self.after

    def inverse(self) -> InfoEdit:
        return replace(self, before=self.after, after=self.before)


AS_PRINTED = (
    "原件如此"  # the reason of a finding that the page itself confirms: an error of the report, to be mended there
)


@dataclass(frozen=True, slots=True)
class AsideEdit:
    """A finding is set aside (搁置) with a reason, or taken up again (None). finding: its `Finding.key`."""

    finding: str
    before: str | None
    after: str | None

    def apply(self, report: Report) -> None:
        if self.after is None:
            report.set_aside.pop(self.finding, None)
        else:
            report.set_aside[self.finding] = self.after

    def inverse(self) -> AsideEdit:
        return replace(self, before=self.after, after=self.before)


Edit = CellEdit | TableEdit | ParagraphEdit | InfoEdit | AsideEdit
