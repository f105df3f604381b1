"""A small typesetter of report pages: what it draws is known exactly, so that a reader can be held to it.

    report = Typesetter(Look(rules=Rules.BARS))
    report.heading("第一部分 部门概况")
    report.paragraph("……")
    report.table(Table(title="部门收支总表", header=[["项目", "预算数"]], rows=[["收入总计", "302.49"]]))
    printed = report.finish(unit="云溪县总工会", year=2025, kind="budget", amount_unit="万元")

`printed.data` is the PDF file, `printed.truth` what a perfect reader returns: blocks in reading order and tables.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import Any

from tests.canvas import A4, SANS, SERIF, Canvas, Face, Look, Rect, Turn, application
from tests.drawn import Cell, Placed, Printed, Row, Rules, Table

__all__ = [
    "A4",
    "SANS",
    "SERIF",
    "Cell",
    "Look",
    "Printed",
    "Row",
    "Rules",
    "Table",
    "Turn",
    "Typesetter",
    "application",
]

_PADDING = 3.0
_FIGURE = re.compile(r"-?[\d,]+\.\d+%?")
_TOTAL = re.compile(r".{0,4}(?:合|总)\s*计")
Boxes = list[list[list[float] | None]]  # by row and column: page, x0, top, x1, bottom


class Typesetter:
    """Sets headings, paragraphs and tables one below the other, page after page, and keeps the truth of them."""

    def __init__(self, look: Look | None = None, turn: Turn = Turn.UPRIGHT) -> None:
        self.look = look or Look()
        self._canvas = Canvas()
        self._blocks: list[dict[str, Any]] = []
        self._tables: list[dict[str, Any]] = []
        self.page(turn)

    def page(self, turn: Turn | None = None) -> None:
        """Begin a page, with the running head and the page number."""
        self._turn = turn or self._turn
        self._width, self._height = self._canvas.page(self._turn)
        self._y = self.look.margin
        number, face = len(self._canvas.turns), Face(self.look, 9)
        if self.look.page_number:
            text = self.look.page_number.format(number)
            x = (self._width - face.width(text)) / 2
            self._canvas.text(x, self._height - self.look.page_number_rise, text, face)
        if self.look.running_head:
            self._canvas.text(self.look.margin, self.look.margin * 0.6, self.look.running_head, face)

    def heading(self, text: str, size: float = 16.0, centred: bool = False) -> None:
        """A heading on a line of its own; in the truth it is a paragraph."""
        self._set_line(text, Face(self.look, size, bold=True), centred)
        self._blocks.append({"p": text})

    def paragraph(self, text: str) -> None:
        """A justified paragraph, its first line indented by two characters."""
        face = Face(self.look, self.look.size)
        indent, room = 2 * face.size, self._room
        lines = face.wrap(text, room, indent)
        for n, line in enumerate(lines):
            start = indent if n == 0 else 0.0
            slack = 0.0 if n == len(lines) - 1 else max(0.0, room - start - face.width(line))
            self._advance(face.size * 1.6)
            self._canvas.text(self.look.margin + start, self._y - face.size * 0.4, line, face, slack / len(line))
        self._blocks.append({"p": text})

    def gap(self, height: float) -> None:
        self._y += height

    def table(self, table: Table) -> None:
        """A table with its number, title, unit line and note, over as many pages as it needs."""
        small = Face(self.look, self.look.table_size + 1)
        drawing = _Drawing(table, self.look, self.look.margin, self._room)
        if self._y + 72 + drawing.head_height + sum(drawing.body[:1]) > self._floor:
            self.page()  # a table's title does not stand alone
        if table.number:
            self._set_line(table.number, small)
        if table.title:
            self._set_line(table.title, Face(self.look, 14, bold=True), centred=True)
        if table.unit_line:
            self._set_edges(table.unit_line, small)
        boxes = self._set_rows(drawing)
        self._y += 4
        for line in small.wrap(table.note, self._room) if table.note else ():
            self._set_line(line, small)
        self._blocks.append({"table": len(self._tables)})
        self._tables.append(_truth(table, boxes))

    def finish(self, **report: Any) -> Printed:
        """The report; `report` is what the truth says of its unit, year, kind and amount_unit."""
        truth = {"report": report, "blocks": self._blocks, "tables": self._tables, "findings": []}
        return Printed(self._canvas.finish(), truth)

    @property
    def _room(self) -> float:
        return self._width - 2 * self.look.margin

    @property
    def _floor(self) -> float:
        return self._height - self.look.margin

    def _advance(self, height: float) -> None:
        """Go down by `height`, on the next page where this one is full."""
        if self._y + height > self._floor:
            self.page()
        self._y += height

    def _set_line(self, text: str, face: Face, centred: bool = False) -> None:
        self._advance(face.size * 1.6)
        x = self.look.margin + ((self._room - face.width(text)) / 2 if centred else 0.0)
        self._canvas.text(x, self._y - face.size * 0.4, text, face)

    def _set_edges(self, texts: tuple[str, ...], face: Face) -> None:
        """The first text at the left edge, the last at the right one, what is between them evenly spaced."""
        self._advance(face.size * 1.6)
        for n, text in enumerate(texts):
            slack = self._room - face.width(text)
            share = n / (len(texts) - 1) if len(texts) > 1 else 1.0
            self._canvas.text(self.look.margin + slack * share, self._y - face.size * 0.4, text, face)

    def _set_rows(self, drawing: _Drawing) -> Boxes:
        """Draw the table piece by piece, a piece a page."""
        boxes: Boxes = [[None] * drawing.table.columns for _ in drawing.table.rows]
        groups, first = drawing.groups(), True
        while groups or first:
            headed = first or self.look.repeat_header
            head = drawing.head_height if headed else 0.0
            need = head + (drawing.height(groups[0]) if groups else 0.0)
            if self._y + need > self._floor and self._y > self.look.margin:
                self.page()
            rows: list[int] = []
            while groups and (not rows or self._y + head + drawing.height(rows + groups[0]) <= self._floor):
                rows += groups.pop(0)
            for placed, box in drawing.draw(self._canvas, self._y, rows, headed):
                boxes[placed.row][placed.column] = [len(self._canvas.turns), *self._seen(box)]
            self._y += head + drawing.height(rows)
            first = False
        return boxes

    def _seen(self, box: Rect) -> Rect:
        """The box where a reader of the page finds it, whether or not the page stands upright."""
        if self._turn is not Turn.SIDEWAYS:
            return box
        return Rect(box.top, self._width - box.x1, box.bottom, self._width - box.x0)


def _truth(table: Table, boxes: Boxes) -> dict[str, Any]:
    return {
        "form": table.form,
        "number": table.number,
        "title": table.title,
        "pages": sorted({int(box[0]) for row in boxes for box in row if box}) or None,
        "unit_line": " ".join(table.unit_line) or None,
        "columns": table.paths(),
        "column_numbers": list(table.column_numbers) if table.column_numbers else None,
        "rows": table.texts(),
        "note": table.note,
        "boxes": boxes,
    }


class _Drawing:
    """A table measured for the width it has: column edges, row heights, and how a stretch of rows is drawn."""

    def __init__(self, table: Table, look: Look, left: float, room: float) -> None:
        self.table, self.look = table, look
        self.rules = table.rules or look.rules
        self.face = Face(look, look.table_size)
        weights = table.widths or self._weights()
        total = sum(weights)
        self.edges = [left, *(left + room * share / total for share in accumulate(weights))]
        self.head = self._row_heights(table.head, table.head_rows)
        self.body = self._row_heights(table.body, len(table.rows))
        self.head_height = sum(self.head)

    def _weights(self) -> list[float]:
        """Column widths after their longest text, between four and twelve characters."""
        longest = [4.0] * self.table.columns
        for p in (*self.table.head, *self.table.body):
            if p.cell.across == 1:
                width = self.face.width(p.cell.text) / self.face.size + 1
                longest[p.column] = max(longest[p.column], min(12.0, width))
        return longest

    def _lines(self, placed: Placed) -> list[str]:
        width = self.edges[placed.column + placed.cell.across] - self.edges[placed.column] - 2 * _PADDING
        return self.face.wrap(placed.cell.text, width)

    def _row_heights(self, placed: list[Placed], rows: int) -> list[float]:
        """Each row as high as its highest cell; a cell over several rows stretches the last of them."""
        line, heights = self.face.size * 1.25, [self.face.size * 1.25 + 2 * _PADDING] * rows
        for p in sorted(placed, key=lambda p: p.last_row):
            above = sum(heights[p.row : p.last_row])
            heights[p.last_row] = max(heights[p.last_row], len(self._lines(p)) * line + 2 * _PADDING - above)
        return heights

    def groups(self) -> list[list[int]]:
        """Body rows that stay together because a cell spans them."""
        last_of = {r: r for r in range(len(self.table.rows))}
        for p in self.table.body:
            last_of[p.row] = max(last_of[p.row], p.last_row)
        groups: list[list[int]] = []
        reach = -1
        for r, last in last_of.items():
            if r > reach:
                groups.append([])
            groups[-1].append(r)
            reach = max(reach, last)
        return groups

    def height(self, rows: list[int]) -> float:
        return sum(self.body[r] for r in rows)

    def draw(self, canvas: Canvas, top: float, rows: list[int], headed: bool) -> list[tuple[Placed, Rect]]:
        """Draw the header, if wanted, and `rows` from `top` down; the body cells with their boxes."""
        head = self._frames(self.table.head, list(range(len(self.head))), self.head, top) if headed else []
        middle = top + self.head_height * headed
        body = self._frames(self.table.body, rows, self.body, middle)
        whole = Rect(self.edges[0], top, self.edges[-1], middle + self.height(rows))
        last = not rows or rows[-1] == len(self.table.rows) - 1
        self._draw_rules(canvas, [box for _, box in head + body], whole, middle, last)
        for placed, box in head:
            self._draw_text(canvas, placed, box, centred=True)
        for placed, box in body:
            self._draw_text(canvas, placed, box)
        return body

    def _frames(
        self, cells: list[Placed], rows: list[int], heights: list[float], top: float
    ) -> list[tuple[Placed, Rect]]:
        """The boxes of the cells that begin in `rows`, which are set one below the other from `top`."""
        tops = dict(zip(rows, accumulate((heights[r] for r in rows), initial=top), strict=False))
        return [
            (
                p,
                Rect(
                    self.edges[p.column],
                    tops[p.row],
                    self.edges[p.column + p.cell.across],
                    tops[p.last_row] + heights[p.last_row],
                ),
            )
            for p in cells
            if p.row in tops
        ]

    def _draw_rules(self, canvas: Canvas, frames: list[Rect], whole: Rect, middle: float, last: bool) -> None:
        """Rules and shades of a stretch of rows. middle: where the header ends; last: whether the table ends too."""
        sides = list(dict.fromkeys(side for frame in frames for side in frame.sides()))
        for side in sides:
            if self._draws(side, whole, middle, last):
                canvas.line(side)
        match self.rules:
            case Rules.BARS:
                for side in sides:
                    canvas.bar(side)
            case Rules.BOXES:
                for frame in frames:
                    canvas.outline(frame)
            case Rules.THREE:
                for y in dict.fromkeys((whole.top, middle, whole.bottom)):
                    canvas.line(Rect(whole.x0, y, whole.x1, y))
            case Rules.OPEN:
                self._shade(canvas, [f for f in frames if f.top >= middle], whole)
                ends = [whole.top, middle] if middle > whole.top else []
                for y in [*ends, whole.bottom] if last else ends:
                    canvas.line(Rect(whole.x0, y, whole.x1, y))
            case Rules.ZEBRA:
                self._shade(canvas, frames, whole)

    def _draws(self, side: Rect, whole: Rect, middle: float, last: bool) -> bool:
        """Whether this side of a cell is a rule, where the sides of the cells are."""
        upright, outer = side.top < side.bottom, side.x0 in (whole.x0, whole.x1)
        match self.rules:
            case Rules.LINES:
                return True
            case Rules.LEVELS:
                return not upright
            case Rules.FRAME:
                return outer or not upright
            case Rules.COLUMNS:
                return upright or side.top <= middle or side.top == whole.bottom
            case Rules.HEAD:
                return side.bottom <= middle or (last and side.top == whole.bottom)
            case Rules.OUTLINE:
                return outer if upright else side.top in (whole.top, middle, whole.bottom)
        return False

    def _shade(self, canvas: Canvas, frames: list[Rect], whole: Rect) -> None:
        tops = sorted({frame.top for frame in frames})
        for y0, y1 in list(pairwise([*tops, whole.bottom]))[::2]:
            canvas.fill(Rect(whole.x0, y0, whole.x1, y1), "#E8EEF5")

    def _draw_text(self, canvas: Canvas, placed: Placed, box: Rect, centred: bool = False) -> None:
        """Figures to the right, header texts in the middle, everything else to the left; all halfway down."""
        lines, pitch = self._lines(placed), self.face.size * 1.25
        baseline = (box.top + box.bottom - pitch * len(lines)) / 2 + self.face.size
        centred = centred or (self.look.centre_totals and _TOTAL.fullmatch(placed.cell.text) is not None)
        share = 0.5 if centred else float(bool(_FIGURE.fullmatch(placed.cell.text)))
        for n, line in enumerate(lines):
            slack = box.x1 - box.x0 - 2 * _PADDING - self.face.width(line)
            canvas.text(box.x0 + _PADDING + slack * share, baseline + pitch * n, line, self.face)
