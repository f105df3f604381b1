"""Saved web pages (.html, .mht) → blocks: the article's paragraphs and tables, without the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from core.layout.blocks import Block, Grid, GridCell, Line
from core.readers.reading import Reading, Request
from core.texts import tidy

SILENT = {"script", "style", "noscript", "template", "select", "button", "iframe", "svg", "head"}
BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "section", "article", "body", "center",
          "blockquote", "pre", "dl", "dt", "dd", "form", "main", "header", "footer", "nav", "td", "th",
          "hr"}  # fmt: skip
ARTICLE_SHARE = 0.85  # of the page's own text that the element taken for the article must hold
MOST_SPANNED = 200


def read(request: Request) -> Reading:
    return Reading("html", None, _blocks(request.data))


def _blocks(data: bytes) -> Iterator[Block]:
    """The article of each page in reading order; an .mht file may hold several, one per sheet of a workbook."""
    for page in _packed_pages(data) or [_decoded(data)]:
        yield from _article_blocks(page)


def _packed_pages(data: bytes) -> list[str]:
    """The pages of an .mht file (they are parts of a mail), none where it is another file."""
    from email import message_from_bytes

    mail = message_from_bytes(data.lstrip())
    parts = [part for part in mail.walk() if part.get_content_type() == "text/html"]
    return [_decoded(bytes(part.get_payload(decode=True) or b"")) for part in parts]


def _article_blocks(page: str) -> Iterator[Block]:
    from lxml import etree, html

    try:
        tree = html.fromstring(page)
    except etree.ParserError:  # white space or a comment alone
        return
    for element in list(tree.iter()):
        if element.tag in SILENT and element.getparent() is not None:
            element.drop_tree()
    yield from _walk(_article(tree))


def _decoded(data: bytes) -> str:
    """The page as text: by its byte order mark, its own declaration, else as UTF-8 or GB18030."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    names = [declared.group(1).decode("ascii")] if declared else []
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        names.insert(0, "utf-16")
    for name in [*names, "utf-8-sig", "gb18030"]:
        name = "gb18030" if name.lower() in ("gb2312", "gbk") else name
        try:
            return re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode(name))
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("gb18030", errors="replace")


def _article(tree: Any) -> Any:
    """The deepest element that still holds nearly all text that is no link."""
    body = tree.find(".//body")
    current = tree if body is None else body
    while True:
        best = max((c for c in current if isinstance(c.tag, str) and c.tag != "table"), key=_weight, default=None)
        if best is None or _weight(best) < ARTICLE_SHARE * _weight(current):
            return current
        current = best


def _weight(element: Any) -> int:
    """How much text an element holds, links aside."""
    whole = sum(len(t.strip()) for t in element.itertext())
    return whole - sum(len(t.strip()) for a in element.iter("a") for t in a.itertext())


def _walk(element: Any) -> Iterator[Block]:
    """Blocks below an element: runs of inline text between block elements are lines."""
    run = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            run.append(child.tail or "")
            continue
        if child.tag == "table" or child.tag in BLOCKS or _holds_blocks(child):
            yield from _said(run)
            run = []
            yield from _table(child) if child.tag == "table" else _walk(child)
        else:
            run.append("\n" if child.tag == "br" else _inline(child))
        run.append(child.tail or "")
    yield from _said(run)


def _holds_blocks(element: Any) -> bool:
    return any(e.tag in BLOCKS or e.tag == "table" for e in element.iterdescendants() if isinstance(e.tag, str))


def _inline(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append("\n" if child.tag == "br" else _inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _said(run: list[str]) -> Iterator[Line]:
    """The lines of a run of inline text; four hard spaces or more set its parts apart (单位 lines are made so)."""
    for line in "".join(run).split("\n"):
        for part in re.split(r"[\u00a0\u3000 ]{4,}", line):
            if tidy(part):
                yield Line(tidy(part), whole=True)


def _table(table: Any) -> Iterator[Block]:
    """A data table as a grid; a table that only lays out the page is walked through."""
    if table.find(".//table") is not None:
        for cell in table.iter("td", "th"):
            if cell.getparent().getparent() in (table, *table):
                yield from _walk(cell)
        return
    rows = list(table.iter("tr"))
    if sum(1 for r in rows for c in r if c.tag in ("td", "th")) < 2:
        for row in rows:
            yield from _walk(row)
        return
    yield _grid(rows)


def _grid(rows: list[Any]) -> Grid:
    """Cells at their places, colspan and rowspan resolved; rows without any cell are left out."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    width, number = 0, 0
    for row in (r for r in rows if any(c.tag in ("td", "th") for c in r)):
        column = 0
        for element in (c for c in row if c.tag in ("td", "th")):
            while (number, column) in taken:
                column += 1
            height, span = _span(element, "rowspan"), _span(element, "colspan")
            cells.append(GridCell(number, column, _cell_text(element), height, span))
            taken |= {(number + i, column + k) for i in range(height) for k in range(span)}
            column += span
            width = max(width, column)
        number += 1
    for cell in cells:
        cell.row_span = min(cell.row_span, number - cell.row)
    return Grid(number, width, cells)


def _span(element: Any, name: str) -> int:
    given = re.match(r"\s*(\d+)", element.get(name, "1"))
    return max(1, min(MOST_SPANNED, int(given.group(1)) if given else 1))


def _cell_text(cell: Any) -> str:
    lines = [line.text for line in _walk(cell) if isinstance(line, Line)]
    return tidy("\n".join(lines))
