"""Word documents (.docx) → blocks: paragraphs as lines, tables as grids with their spans."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from core.layout.blocks import Block, Grid, GridCell, Line
from core.readers.reading import Reading, Request
from core.texts import tidy

_WRAPPERS = ("sdt", "sdtContent", "ins", "smartTag", "customXml")
_NOT_PRINTED = ("Fallback", "moveFrom", "del", "rt", "pPr", "rPr")  # Fallback: the same again, for older programs
_BOX = "txbxContent"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read(request: Request) -> Reading:
    return Reading("word", None, _blocks(request.data))


def _blocks(data: bytes) -> Iterator[Block]:
    """The document's body in reading order."""
    from docx import Document

    yield from _children(Document(io.BytesIO(data)).element.body)


def _children(parent: Any) -> Iterator[Block]:
    """Paragraphs and tables of an element; a table that holds others only lays out the page."""
    for child in _held(parent):
        if _kind(child) == "p":
            yield from _paragraph(child)
        elif _kind(child) == "tbl" and next(child.iterdescendants("{*}tbl"), None) is None:
            yield _grid(child)
        elif _kind(child) == "tbl":
            for cell in (cell for row in _rows(child) for cell in _cells(row)):
                yield from _children(cell)


def _held(parent: Any) -> Iterator[Any]:
    """The children of an element, those inside content controls and the like too."""
    for child in parent:
        if _kind(child) in _WRAPPERS:
            yield from _held(child)
        else:
            yield child


def _paragraph(element: Any) -> Iterator[Block]:
    """One line per printed line of the paragraph; tabs set apart what stands left, middle and right.

    The text boxes that hang on it follow.
    """
    for text in _text(element).split("\n"):
        for part in text.split("\t"):
            if part.strip():
                yield Line(tidy(part), whole=True)
    for node in _printed(element):
        if _kind(node) == _BOX:
            yield from _children(node)


def _printed(element: Any) -> Iterator[Any]:
    """Everything below an element that is printed, in order; a text box comes whole."""
    for child in element:
        if _kind(child) not in _NOT_PRINTED:
            yield child
            if _kind(child) != _BOX:
                yield from _printed(child)


def _text(element: Any) -> str:
    """The text of a paragraph, without its text boxes."""
    pieces = (n.text or "" if _kind(n) == "t" else _SIGNS.get(_kind(n), "") for n in _printed(element))
    return "".join(pieces)


def _kind(node: Any) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _grid(table: Any) -> Grid:
    """A table with gridSpan and vMerge turned into spans."""
    cells: list[GridCell] = []
    open_above: dict[int, GridCell] = {}
    rows = _rows(table)
    width = 0
    for r, row in enumerate(rows):
        column = _value(row, "trPr/gridBefore", 0)
        for element in _cells(row):
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


def _rows(table: Any) -> list[Any]:
    """The rows of a table but those that a tracked change deletes."""
    return [child for child in _held(table) if _kind(child) == "tr" and _child(child, "trPr/del") is None]


def _cells(row: Any) -> list[Any]:
    return [child for child in _held(row) if _kind(child) == "tc"]


def _cell_text(cell: Any) -> str:
    lines = [_text(paragraph) for paragraph in _paragraphs(cell)]
    return tidy("\n".join(line.replace("\t", " ") for line in lines if line.strip()))


def _paragraphs(element: Any) -> Iterator[Any]:
    for node in _printed(element):
        if _kind(node) == "p":
            yield node
        elif _kind(node) == _BOX:
            yield from _paragraphs(node)


def _child(element: Any, path: str) -> Any:
    for name in path.split("/"):
        element = next((e for e in element if _kind(e) == name), None)
        if element is None:
            return None
    return element


def _value(element: Any, path: str, default: int) -> int:
    found = _child(element, path)
    return default if found is None else int(_attribute(found, "val") or default)


def _attribute(element: Any, name: str) -> str | None:
    return next((str(v) for k, v in element.attrib.items() if k.endswith("}" + name)), None)
