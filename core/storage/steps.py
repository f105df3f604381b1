"""Steps of the history as JSON: what the library keeps of every change, and how a draft comes back after a crash.

A cell is its text where nothing else is known of it, otherwise an object of what differs from a blank cell. The rows of
a changed table that were there before are given by their number, so an inserted row does not repeat the whole table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.model import (
    AsideEdit,
    Box,
    Cell,
    CellEdit,
    CellRef,
    Column,
    Edit,
    InfoEdit,
    Paragraph,
    ParagraphEdit,
    ReportInfo,
    Step,
    Table,
    TableEdit,
)

Json = dict[str, Any]


def edits_to_text(step: Step) -> str:
    """The edits of a step as JSON text."""
    return json.dumps([_edit_to_json(edit) for edit in step.edits], ensure_ascii=False, separators=(",", ":"))


def step_from(name: str, why: str, when: str, edits: str) -> Step:
    """The step of which the library keeps these four; equal to the one that was stored."""
    made = tuple(_READERS[edit["kind"]](edit) for edit in json.loads(edits))
    return Step(name, made, datetime.fromisoformat(when), why)


def _edit_to_json(edit: Edit) -> Json:
    match edit:
        case CellEdit(ref, before, after):
            return {"kind": "cell", **ref._asdict(), "before": _cell(before), "after": _cell(after)}
        case TableEdit(position, before, after):
            return {"kind": "table", "position": position, "before": _table(before), "after": _table(after, before)}
        case ParagraphEdit(index, before, after):
            return {"kind": "paragraph", "index": index, "before": _paragraph(before), "after": _paragraph(after)}
        case InfoEdit(before, after):
            return {"kind": "info", "before": asdict(before), "after": asdict(after)}
        case AsideEdit(finding, before, after):
            return {"kind": "aside", "finding": finding, "before": before, "after": after}


def _cell(cell: Cell) -> Json:
    """What differs from a blank cell; `text` is always there, `printed` only where it is another."""
    data: Json = {"text": cell.text}
    if cell.corrected:
        data["printed"] = cell.printed
    if cell.page is not None:
        data["page"] = cell.page
    if cell.box is not None:
        data["box"] = list(cell.box)
    if cell.confidence is not None:
        data["confidence"] = cell.confidence
    if cell.inferred:
        data["inferred"] = True
    return data


def _cell_from(data: Json | str) -> Cell:
    if isinstance(data, str):
        return Cell.of(data)
    text: str = data["text"]
    box = data.get("box")
    return Cell(
        str(data.get("printed", text)),
        text,
        data.get("page"),
        Box(*box) if box else None,
        data.get("confidence"),
        data.get("inferred", False),
    )


def _short_cell(cell: Cell) -> Json | str:
    data = _cell(cell)
    return cell.text if len(data) == 1 else data


def _table(table: Table | None, known: Table | None = None) -> Json | None:
    """The table; rows that are in `known` by their number there."""
    if table is None:
        return None
    places: dict[tuple[Cell, ...], int] = {tuple(row): n for n, row in enumerate(known.rows)} if known else {}
    rows: list[int | list[Json | str]] = []
    for row in table.rows:
        place = places.get(tuple(row))
        rows.append([_short_cell(cell) for cell in row] if place is None else place)
    return {
        "id": table.id,
        "columns": [{"path": list(c.path), "number": c.number} for c in table.columns],
        "rows": rows,
        "form": table.form,
        "number": table.number,
        "title": table.title,
        "pages": list(table.pages),
        "unit_line": table.unit_line,
        "amount_unit": table.amount_unit,
        "note": table.note,
        "checked": table.checked,
        "follows": table.follows,
    }


def _table_from(data: Json | None, known: Table | None = None) -> Table | None:
    if data is None:
        return None
    columns = [Column(tuple(c["path"]), c["number"]) for c in data["columns"]]
    rows = [_row_from(row, known) for row in data["rows"]]
    return Table(**{**data, "columns": columns, "rows": rows, "pages": tuple(data["pages"])})


def _row_from(row: int | Iterable[Json | str], known: Table | None) -> list[Cell]:
    if isinstance(row, int):
        return list(known.rows[row]) if known else []
    return [_cell_from(cell) for cell in row]


def _table_edit_from(data: Json) -> TableEdit:
    before = _table_from(data["before"])
    return TableEdit(data["position"], before, _table_from(data["after"], before))


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "text": paragraph.text,
        "printed": paragraph.printed,
        "page": paragraph.page,
        "boxes": boxes_to_json(paragraph.boxes),
    }


def _paragraph_from(data: Json) -> Paragraph:
    return Paragraph(data["text"], data["printed"], data["page"], boxes_from_json(data["boxes"]))


def boxes_to_json(boxes: Iterable[tuple[int, Box]]) -> list[list[float]]:
    """Printed lines as [page, x0, top, x1, bottom]."""
    return [[page, *box] for page, box in boxes]


def boxes_from_json(data: Iterable[list[float]]) -> tuple[tuple[int, Box], ...]:
    return tuple((int(page), Box(*edges)) for page, *edges in data)


_READERS: dict[str, Callable[[Json], Edit]] = {
    "cell": lambda d: CellEdit(
        CellRef(d["table"], d["row"], d["column"]), _cell_from(d["before"]), _cell_from(d["after"])
    ),
    "table": _table_edit_from,
    "paragraph": lambda d: ParagraphEdit(d["index"], _paragraph_from(d["before"]), _paragraph_from(d["after"])),
    "info": lambda d: InfoEdit(ReportInfo(**d["before"]), ReportInfo(**d["after"])),
    "aside": lambda d: AsideEdit(d["finding"], d["before"], d["after"]),
}
