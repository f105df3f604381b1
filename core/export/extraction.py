"""A report as the JSON that `extract` and `check` write, and back.

The JSON holds what a reader of the report sees: texts as they stand now, no history, nothing set aside. `pages` and
`page` are 1-based, `row` and `column` 0-based among the body rows and leaf columns, boxes [page, x0, top, x1, bottom]
in points.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from core.errors import ExtractionInvalid, FileEmpty
from core.files import read_bytes
from core.model import (
    BLANK,
    Box,
    Cell,
    Column,
    Paragraph,
    Report,
    ReportInfo,
    Source,
    Straightened,
    Table,
    UnreadPage,
)
from core.model.report import ReportKind

if TYPE_CHECKING:
    from core.checks.findings import Finding

SCHEMA = 1
Json = dict[str, Any]


def to_json(report: Report, findings: Iterable[Finding] = (), *, boxes: bool = False) -> Json:
    """The report and its findings as plain JSON values; `boxes` adds the place of every body cell."""
    source = report.source
    data: Json = {
        "schema": SCHEMA,
        "source": {
            "path": source.path,
            "sha256": source.sha256,
            "kind": source.kind,
            "pages": source.pages,
            "seconds": source.seconds,
        },
        "report": {
            "unit": report.info.unit,
            "year": report.info.year,
            "kind": report.info.kind,
            "amount_unit": report.info.amount_unit,
        },
        "tables": [_table_to_json(table, boxes) for table in report.tables],
        "narrative": [
            _paragraph_to_json(paragraph, after)
            for paragraph, after in zip(report.narrative, report.tables_before(), strict=True)
        ],
        "findings": [finding_to_json(finding) for finding in findings],
    }
    if report.unread:
        data["source"]["unread"] = [{"page": u.page, "reason": u.reason} for u in report.unread]
    if report.straightened:
        data["source"]["straightened"] = [asdict(page) for page in report.straightened]
    return data


def _paragraph_to_json(paragraph: Paragraph, after: int) -> Json:
    """after: how many tables stand before it, left out where none does."""
    data: Json = {"page": paragraph.page, "text": paragraph.text}
    return data | {"after": after} if after else data


def _table_to_json(table: Table, boxes: bool) -> Json:
    data: Json = {
        "id": table.id,
        "form": table.form,
        "number": table.number,
        "title": table.title,
        "pages": list(table.pages) or None,
        "unit_line": table.unit_line,
        "amount_unit": table.amount_unit,
        "columns": [list(column.path) for column in table.columns],
        "column_numbers": table.column_numbers,
        "rows": [[cell.text for cell in row] for row in table.rows],
        "note": table.note,
    }
    if boxes:
        data["boxes"] = [[_box_to_json(cell) for cell in row] for row in table.rows]
    return data


def _box_to_json(cell: Cell) -> list[float] | None:
    if cell.page is None or cell.box is None:
        return None
    return [cell.page, *(round(edge, 2) for edge in cell.box)]


def finding_to_json(finding: Finding) -> Json:
    """One finding with the field names of the `check` output."""
    return {
        "rule": finding.rule,
        "kind": finding.kind,
        "level": finding.level,
        "message": finding.message,
        "table": finding.table,
        "cells": [ref._asdict() for ref in finding.cells],
        "text": {"quote": finding.text.text, "page": finding.text.page} if finding.text else None,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "tolerance": finding.tolerance,
        "suspects": [
            {**suspect.cell._asdict(), "suggestion": suspect.suggestion, "score": round(suspect.score, 4)}
            for suspect in finding.suspects
        ],
        "relations": list(finding.relations),
    }


def dumps(data: Json) -> str:
    """The text of the file: Chinese as it is, one row of a table a line, so that two files can be compared by eye."""
    return _layout(data, "\n") + "\n"


def _layout(value: object, line: str) -> str:
    """Indent by one per level, but keep empty things and lists of plain values on one line."""
    inner = line + " "
    if isinstance(value, dict) and value:
        entries = (f"{_plain(name)}: {_layout(item, inner)}" for name, item in value.items())
        return "{" + inner + ("," + inner).join(entries) + line + "}"
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return "[" + inner + ("," + inner).join(_layout(item, inner) for item in value) + line + "]"
    return _plain(value)


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def from_json(data: Json) -> Report:
    """The report that the JSON describes; its findings are left out, since whoever reads it checks it again.

    Rows are filled up to one cell per leaf column. KeyError, TypeError or ValueError where it is no such JSON.
    """
    tables = [_table_from_json(table, f"t{number}") for number, table in enumerate(data["tables"], 1)]
    if len({table.id for table in tables}) < len(tables):
        raise ValueError("two tables have the same id")
    head, source = data.get("report") or {}, data.get("source") or {}
    narrative = data.get("narrative") or ()
    report = Report(
        info=ReportInfo(head.get("unit"), _year(head.get("year")), _kind(head.get("kind")), head.get("amount_unit")),
        source=_source_from_json(source),
        tables=tables,
        narrative=[Paragraph.of(_text(paragraph["text"]), paragraph.get("page")) for paragraph in narrative],
        unread=tuple(UnreadPage(u["page"], u["reason"]) for u in source.get("unread") or ()),
        straightened=tuple(
            Straightened(s["page"], s["width"], s["height"], tuple(s["matrix"]))
            for s in source.get("straightened") or ()
        ),
    )
    report.place_tables([int(paragraph.get("after") or 0) for paragraph in narrative])
    return report


def _source_from_json(data: Json) -> Source:
    return Source(
        path=data.get("path") or "",
        sha256=data.get("sha256") or "",
        kind=data.get("kind") or "json",
        pages=data.get("pages"),
        seconds=data.get("seconds"),
    )


def _table_from_json(data: Json, default_id: str) -> Table:
    paths, numbers = data["columns"], data.get("column_numbers") or ()
    width = max([len(paths), *(len(row) for row in data["rows"])], default=0)
    columns = [
        Column(tuple(path or ()), number or "")
        for path, number in zip_longest(paths, list(numbers)[:width] + [""] * (width - len(numbers)))
    ]
    boxes = data.get("boxes") or ()
    return Table(
        id=data.get("id") or default_id,
        columns=columns,
        rows=[_row_from_json(row, placed or (), width) for row, placed in _rows(data["rows"], boxes)],
        form=data.get("form"),
        number=data.get("number"),
        title=data.get("title"),
        pages=tuple(data.get("pages") or ()),
        unit_line=data.get("unit_line"),
        amount_unit=data.get("amount_unit"),
        note=data.get("note"),
    )


def _rows(rows: Sequence[Any], boxes: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    return zip(rows, [*boxes, *[()] * len(rows)], strict=False)


def _row_from_json(texts: Sequence[object], boxes: Sequence[Any], width: int) -> list[Cell]:
    cells = [_cell_from_json(_text(text), box) for text, box in _rows(texts, boxes)]
    return cells + [BLANK] * (width - len(cells))


def _cell_from_json(text: str, box: Sequence[float] | None) -> Cell:
    if not box:
        return Cell.of(text) if text else BLANK
    page, *edges = box
    return Cell.of(text, int(page), Box(*edges))


def _text(value: object) -> str:
    """A text that can be stored: hand-made files hold a number or half a character (\\ud800) here and there."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode("utf-8")


def _kind(value: object) -> ReportKind | None:
    """A kind of report that somebody made up is none."""
    return next((kind for kind in get_args(ReportKind) if kind == value), None)


def _year(value: object) -> int | None:
    return int(str(value)) if value else None


def read_extraction(path: Path) -> Report:
    """The report in a JSON file of `extract` or `check`.

    Raises FileMissing, FileUnreadable, FileEmpty or ExtractionInvalid.
    """
    data = read_bytes(path)
    if not data.strip():
        raise FileEmpty(name=path.name)
    try:
        return from_json(json.loads(data.decode("utf-8-sig")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ExtractionInvalid(name=path.name) from error
