"""Changes of a report. Each edit is one small frozen value that knows how to be applied and how to be taken back.

Four kinds are enough: one cell, one table as a whole (every change of structure), one paragraph, the report's head.
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


Edit = CellEdit | TableEdit | ParagraphEdit | InfoEdit
