"""A report as rows of the library, and back. Whoever calls owns the transaction."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from core import texts
from core.checks.findings import Equation, Finding, Part, Quote, Suspect
from core.model import (
    BLANK,
    Box,
    Cell,
    CellRef,
    Column,
    Paragraph,
    Report,
    ReportInfo,
    Source,
    Straightened,
    Table,
    UnreadPage,
)
from core.storage.steps import boxes_from_json, boxes_to_json

if TYPE_CHECKING:
    from core.forms.reading import FormReading

Row = Sequence[Any]
NEW_REPORT = (
    "INSERT INTO reports (path, sha256, source_kind, unread, straightened, set_aside)"
    " VALUES ('', '', 'json', '[]', '[]', '{}')"
)
SUMMARIES = """
SELECT r.id, r.unit, r.year, r.kind, r.path, r.sha256,
       (SELECT count(*) FROM tables t WHERE t.report = r.id),
       (SELECT count(*) FROM tables t WHERE t.report = r.id AND t.checked),
       (SELECT count(*) FROM findings f WHERE f.report = r.id AND f.level <> 'info' AND f.aside IS NULL),
       r.steps_done,
       EXISTS (SELECT 1 FROM journal j WHERE j.report = r.id) AS has_draft,
       r.saved_at
FROM reports r"""
_PLACES, _TELLING = "省市州盟区县", 5  # what the name of a larger place ends in; the length of a name that says whose
_PARTS = ("tables", "paragraphs", "findings")  # columns, cells and subjects go with their tables
_log = logging.getLogger(__name__)


def write_head(db: sqlite3.Connection, report_id: int, report: Report) -> None:
    """Everything about the report that is one value."""
    info, source = report.info, report.source
    unread = [[u.page, u.reason] for u in report.unread]
    straightened = [[s.page, s.width, s.height, s.matrix] for s in report.straightened]
    head = (info.unit, info.year, info.kind, info.amount_unit, source.path, source.sha256, source.kind, source.pages)
    db.execute(
        "UPDATE reports SET unit = ?, year = ?, kind = ?, amount_unit = ?, path = ?, sha256 = ?, source_kind = ?,"
        " pages = ?, seconds = ?, unread = ?, straightened = ?, set_aside = ? WHERE id = ?",
        (*head, source.seconds, _json(unread), _json(straightened), _json(report.set_aside), report_id),
    )


def write_body(db: sqlite3.Connection, report_id: int, report: Report, findings: Iterable[Finding]) -> None:
    """Put tables, paragraphs and findings in the place of those that the library had."""
    for part in _PARTS:
        db.execute(f"DELETE FROM {part} WHERE report = ?", (report_id,))
    for n, table in enumerate(report.tables):
        meaning = _meaning(table)
        _insert(db, "tables", [_table_row(report_id, n, table)])
        _insert(db, "columns", _column_rows(report_id, n, table, meaning))
        _insert(db, "cells", _cell_rows(report_id, n, table))
        _insert(db, "subjects", _subject_rows(report_id, n, meaning))
    told = zip(report.narrative, report.tables_before(), strict=True)
    _insert(db, "paragraphs", (_paragraph_row(report_id, n, p, after) for n, (p, after) in enumerate(told)))
    _insert(db, "findings", (_finding_row(report_id, n, f, report.set_aside) for n, f in enumerate(findings)))


def read_report(db: sqlite3.Connection, report_id: int) -> Report | None:
    """The report as it was last stored; None where there is none of that id."""
    head = db.execute(
        "SELECT unit, year, kind, amount_unit, path, sha256, source_kind, pages, seconds, unread, straightened,"
        " set_aside FROM reports WHERE id = ?",
        (report_id,),
    ).fetchone()
    if head is None:
        return None
    report = Report(
        info=ReportInfo(*head[:4]),
        source=Source(*head[4:9]),
        tables=_read_tables(db, report_id),
        unread=tuple(UnreadPage(page, reason) for page, reason in json.loads(head[9])),
        straightened=tuple(Straightened(page, w, h, tuple(matrix)) for page, w, h, matrix in json.loads(head[10])),
        set_aside=dict(json.loads(head[11])),
    )
    _read_paragraphs(db, report_id, report)
    return report


def related_ids(db: sqlite3.Connection, unit: str, year: int, kind: str, but: int | None) -> list[int]:
    """Saved reports of the unit of the year before, or of that year and the other kind; the latest of each."""
    rows = db.execute(
        "SELECT id, unit, year, kind FROM reports WHERE saved_at IS NOT NULL AND id IS NOT ? AND kind IS NOT NULL"
        " AND (year = ? OR (year = ? AND kind <> ?)) ORDER BY saved_at, id",
        (but, year - 1, year, kind),
    )
    return list({(row[2], row[3]): row[0] for row in rows if _is_same_unit(row[1] or "", unit)}.values())


def _is_same_unit(one: str, other: str) -> bool:
    """哈尔滨市阿城区总工会 and 阿城区总工会 are one; a bare 市总工会 may be anybody's."""
    shorter, longer = sorted((texts.key(one), texts.key(other)), key=len)
    before = longer.removesuffix(shorter)
    return longer == shorter or (longer != before and len(shorter) >= _TELLING and before[-1] in _PLACES)


def read_findings(db: sqlite3.Connection, report_id: int) -> list[Finding]:
    rows = db.execute(
        "SELECT rule, kind, level, message, table_id, stated, expected, difference, tolerance, places"
        " FROM findings WHERE report = ? ORDER BY position",
        (report_id,),
    )
    return [_finding(row) for row in rows]


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """One prepared statement for all rows of a table."""
    each = list(rows)
    if each:
        places = ", ".join("?" * len(each[0]))
        db.executemany(f"INSERT INTO {table} VALUES ({places})", each)


def _table_row(report_id: int, position: int, table: Table) -> Row:
    return (
        report_id,
        position,
        table.id,
        table.form,
        table.number,
        table.title,
        _json(table.pages),
        table.unit_line,
        table.amount_unit,
        table.note,
        table.checked,
    )


def _column_rows(report_id: int, position: int, table: Table, meaning: FormReading) -> Iterator[Row]:
    measures = {m.column: (group.index, m.id) for group in meaning.groups for m in group.measures}
    for n, column in enumerate(table.columns):
        yield report_id, position, n, _json(column.path), column.number, *measures.get(n, (None, None))


def _subject_rows(report_id: int, position: int, meaning: FormReading) -> Iterator[Row]:
    lines = {(line.row, line.group): (line.code, line.label) for line in meaning.lines}
    for place, subject in lines.items():
        yield report_id, position, *place, *subject


def _meaning(table: Table) -> FormReading:
    """The table understood as its form, for the views. A fault in understanding must not keep it from being stored."""
    from core.forms.reading import FormReading, read_form

    try:
        return read_form(table)
    except Exception:
        _log.exception("a table is stored without its meaning")
        return FormReading(table.form, (), ())


def _cell_rows(report_id: int, position: int, table: Table) -> Iterator[Row]:
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            box = cell.box or (None, None, None, None)
            place = (cell.page, *box, cell.confidence, cell.inferred)
            yield report_id, position, r, c, cell.printed, cell.text, _amount(cell), *place


def _amount(cell: Cell) -> str | None:
    """The exact figure as plain text; a percentage is no amount."""
    figure = cell.figure
    return str(figure) if figure and not figure.percent else None


def _paragraph_row(report_id: int, position: int, p: Paragraph, after: int) -> Row:
    return report_id, position, p.text, p.printed, p.page, _json(boxes_to_json(p.boxes)), after


def _finding_row(report_id: int, position: int, finding: Finding, set_aside: dict[str, str]) -> Row:
    quote = finding.text
    places = {
        "cells": finding.cells,
        "text": [quote.text, quote.page, quote.paragraph] if quote else None,
        "suspects": [[s.cell, s.suggestion, s.score] for s in finding.suspects],
        "relations": finding.relations,
        "equations": [_equation_json(equation) for equation in finding.equations],
    }
    head = (finding.rule, finding.kind, finding.level, finding.message, finding.table)
    sums = (finding.stated, finding.expected, finding.difference, finding.tolerance)
    return report_id, position, *head, *sums, _json(places), set_aside.get(finding.key)


def _finding(row: Row) -> Finding:
    rule, kind, level, message, table, stated, expected, difference, tolerance, places = row
    more = json.loads(places)
    return Finding(
        rule,
        kind,
        level,
        message,
        table,
        cells=tuple(CellRef(*ref) for ref in more["cells"]),
        text=Quote(*more["text"]) if more["text"] else None,
        stated=stated,
        expected=expected,
        difference=difference,
        tolerance=tolerance,
        suspects=tuple(Suspect(CellRef(*ref), suggestion, score) for ref, suggestion, score in more["suspects"]),
        relations=tuple(more["relations"]),
        equations=tuple(map(_equation, more.get("equations", ()))),
    )


def _equation_json(equation: Equation) -> list[object]:
    sides = [[[p.cell, p.label, p.text, p.times] for p in side] for side in (equation.parts, equation.wholes)]
    return [*sides, equation.total, equation.difference, equation.at_most]


def _equation(stored: list[Any]) -> Equation:
    parts, wholes, total, difference, at_most = stored
    return Equation(_parts(parts), _parts(wholes), total, difference, at_most)


def _parts(stored: list[Any]) -> tuple[Part, ...]:
    return tuple(Part(CellRef(*cell), label, text, times) for cell, label, text, times in stored)


def _read_tables(db: sqlite3.Connection, report_id: int) -> list[Table]:
    columns, cells = _read_columns(db, report_id), _read_cells(db, report_id)
    rows = db.execute(
        "SELECT position, id, form, number, title, pages, unit_line, amount_unit, note, checked"
        " FROM tables WHERE report = ? ORDER BY position",
        (report_id,),
    )
    return [
        Table(
            id=table_id,
            columns=columns.get(position, []),
            rows=cells.get(position, []),
            form=form,
            number=number,
            title=title,
            pages=tuple(json.loads(pages)),
            unit_line=unit_line,
            amount_unit=amount_unit,
            note=note,
            checked=bool(checked),
        )
        for position, table_id, form, number, title, pages, unit_line, amount_unit, note, checked in rows
    ]


def _read_columns(db: sqlite3.Connection, report_id: int) -> dict[int, list[Column]]:
    rows = db.execute(
        "SELECT table_position, path, number FROM columns WHERE report = ? ORDER BY table_position, position",
        (report_id,),
    )
    return {
        position: [Column(tuple(json.loads(path)), number) for _, path, number in group]
        for position, group in groupby(rows, itemgetter(0))
    }


def _read_cells(db: sqlite3.Connection, report_id: int) -> dict[int, list[list[Cell]]]:
    rows = db.execute(
        "SELECT table_position, row, printed, text, page, x0, top, x1, bottom, confidence, inferred"
        " FROM cells WHERE report = ? ORDER BY table_position, row, position",
        (report_id,),
    )
    tables: dict[int, list[list[Cell]]] = {}
    for (position, _), group in groupby(rows, itemgetter(0, 1)):
        tables.setdefault(position, []).append([_cell(row) for row in group])
    return tables


def _cell(row: Row) -> Cell:
    _, _, printed, text, page, x0, top, x1, bottom, confidence, inferred = row
    box = None if x0 is None else Box(x0, top, x1, bottom)
    if not text and not printed and page is None and box is None and confidence is None and not inferred:
        return BLANK
    return Cell(printed, text, page, box, confidence, bool(inferred))


def _read_paragraphs(db: sqlite3.Connection, report_id: int, report: Report) -> None:
    """The narrative, and where the tables stand in it."""
    rows = db.execute(
        "SELECT text, printed, page, boxes, after FROM paragraphs WHERE report = ? ORDER BY position", (report_id,)
    ).fetchall()
    report.narrative = [
        Paragraph(text, printed, page, boxes_from_json(json.loads(boxes))) for text, printed, page, boxes, _ in rows
    ]
    report.place_tables([row[-1] for row in rows])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
