"""Word documents (.docx) → blocks: paragraphs as lines, tables as grids with their spans."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from core.layout.blocks import Block, Grid, GridCell, Line
from core.readers.reading import Reading, Request
from core.texts import tidy


def read(request: Request) -> Reading:
    return Reading("word", None, _blocks(request.data))


def _blocks(data: bytes) -> Iterator[Block]:
    """The document's body in reading order."""
    from docx import Document

    yield from _children(Document(io.BytesIO(data)).element.body)


def _children(parent: Any) -> Iterator[Block]:
    """Paragraphs and tables below an element; text boxes and content controls are looked into."""
    for child in parent:
        kind = child.tag.rpartition("}")[2]
        if kind == "p":
            yield from _paragraph(child)
        elif kind == "tbl":
            yield _grid(child)
        elif kind in ("sdt", "sdtContent", "ins", "smartTag"):
            yield from _children(child)


def _paragraph(element: Any) -> Iterator[Line]:
    """One line per printed line of the paragraph; tabs set apart what stands left, middle and right."""
    for text in _text(element).split("\n"):
        for part in text.split("\t"):
            if part.strip():
                yield Line(tidy(part), whole=True)


def _text(element: Any) -> str:
    """The text of a paragraph or cell; deleted text of tracked changes is left out."""
    pieces = []
    for node in element.iter():
        kind = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if kind == "t":
            pieces.append(node.text or "")
        elif kind == "tab":
            pieces.append("" if node.getparent().tag.endswith("}tabs") else "\t")
        elif kind in ("br", "cr"):
            pieces.append("\n")
    return "".join(pieces)


def _grid(table: Any) -> Grid:
    """A table with gridSpan and vMerge turned into spans."""
    cells: list[GridCell] = []
    open_above: dict[int, GridCell] = {}
    rows = [child for child in table if child.tag.endswith("}tr")]
    width = 0
    for r, row in enumerate(rows):
        column = _value(row, "trPr/gridBefore", 0)
        for element in (e for e in row.iter() if e.tag.endswith("}tc") and _row_of(e) is row):
            span = _value(element, "tcPr/gridSpan", 1)
            merge = _child(element, "tcPr/vMerge")
            continues = merge is not None and _attribute(merge, "val") != "restart"
            if continues and column in open_above:
                open_above[column].row_span = r - open_above[column].row + 1
            else:
                cell = GridCell(r, column, _cell_text(element), column_span=span)
                cells.append(cell)
                open_above[column] = cell
            column += span
        width = max(width, column)
    return Grid(len(rows), width, cells)


def _row_of(cell: Any) -> Any:
    parent = cell.getparent()
    while not parent.tag.endswith("}tr"):
        parent = parent.getparent()
    return parent


def _cell_text(cell: Any) -> str:
    lines = [_text(p) for p in cell.iter() if p.tag.endswith("}p")]
    return tidy("\n".join(line.replace("\t", " ") for line in lines if line.strip()))


def _child(element: Any, path: str) -> Any:
    for name in path.split("/"):
        element = next((e for e in element if e.tag.endswith("}" + name)), None)
        if element is None:
            return None
    return element


def _value(element: Any, path: str, default: int) -> int:
    found = _child(element, path)
    return default if found is None else int(_attribute(found, "val") or default)


def _attribute(element: Any, name: str) -> str | None:
    return next((str(v) for k, v in element.attrib.items() if k.endswith("}" + name)), None)
