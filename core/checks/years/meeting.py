"""A report and others of its unit in one document, so that one relation can hold figures of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from core.checks.facts import Facts, TableFacts
from core.checks.findings import Level
from core.checks.relation import Relation, Term
from core.model import CellRef, Report, Table
from core.model.address import table_label
from core.naming import report_name

_ELSEWHERE = "@"  # no table of a report has such an id


class Other:
    """One of the other reports. facts: as it is; its tables stand in the meeting under ids of their own."""

    def __init__(self, report: Report) -> None:
        self.facts = Facts(report)
        self.name = name_of(report)
        self._prefix = f"{_ELSEWHERE}{report.info.year}{report.info.kind}"

    def tables(self) -> list[Table]:
        """Its tables as the meeting knows them: called by the report, each with its unit of amount."""
        report = self.facts.report
        return [
            replace(
                table,
                id=self._prefix + table.id,
                number=f"{self.name}{table_label(table, position)}",
                amount_unit=table.amount_unit or report.info.amount_unit,
            )
            for position, table in enumerate(report.tables)
        ]

    def cell(self, ref: CellRef) -> CellRef:
        """A cell of that report as the meeting knows it."""
        return ref._replace(table=self._prefix + ref.table)


class Meeting:
    """joined: all their tables. Those of the report itself are the same objects, so an edit of it is seen."""

    def __init__(self, report: Report, others: Iterable[Report]) -> None:
        info = report.info
        known = info.year is not None and info.kind is not None
        self.report, self.facts = report, Facts(report)
        self._others: dict[tuple[int | None, str | None], Other] = {
            (other.info.year, other.info.kind): Other(other) for other in others if known
        }
        elsewhere = [table for other in self._others.values() for table in other.tables()]
        self.joined = replace(report, tables=[*report.tables, *elsewhere])

    def other(self, years: int, kind: str | None) -> Other | None:
        """The report of that kind, so many years from this one; None where there is none, or it is this one."""
        info = self.report.info
        if info.year is None or (years, kind) == (0, info.kind):
            return None
        return self._others.get((info.year + years, kind))

    def is_elsewhere(self, cell: CellRef) -> bool:
        """Whether the cell stands in another report."""
        return cell.table.startswith(_ELSEWHERE)

    def relation(
        self,
        rule: str,
        name: str,
        level: Level,
        here: tuple[TableFacts, list[CellRef]],
        there: tuple[Other, TableFacts, list[CellRef]],
        family: str = "",
    ) -> Relation:
        """Σ there − Σ here = 0, in the larger of the two units."""
        table, cells = here
        other, its_table, its_cells = there
        scales = [table.scale or Decimal(1), its_table.scale or Decimal(1)]
        mine, its = (scale / max(scales) for scale in scales)
        terms = [Term(its, other.cell(cell)) for cell in its_cells] + [Term(-mine, cell) for cell in cells]
        return Relation(f"years.{rule}", "year", name, tuple(terms), level, family=family, quorum=1)


def name_of(report: Report) -> str:
    """《某县总工会 2023 年决算》"""
    info = report.info
    return f"《{report_name(info.unit or '', info.year, info.kind)}》"


def comparable(table: TableFacts, other: TableFacts) -> bool:
    """Whether it is known in which units the two print their amounts."""
    return (table.scale is None) == (other.scale is None)
