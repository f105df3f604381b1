"""Tables that run over pages: which grid goes on with the table before it, and how its rows are put below."""

from __future__ import annotations

from dataclasses import replace

from core import texts
from core.forms import wording
from core.forms.captions import Caption
from core.forms.headers import Header, looks_like_body, states_name
from core.forms.sheets import Sheet
from core.model import BLANK, Box, Cell, Table

_SAME_EDGE = 3.0  # points
_SAMPLE = 60  # rows that show what a column holds


class OpenTable:
    """The last table read, as long as the next page may go on with it."""

    def __init__(self, table: Table, header: Header, sheet: Sheet) -> None:
        self.table = table
        self.page = sheet.grid.page
        self._header = header
        self._spread = sheet.spread()
        self._box = sheet.grid.box
        self._first_label = _label(table.rows[0]) if table.rows else ""

    def append(self, sheet: Sheet, caption: Caption) -> bool:
        """Put the rows of the next grid below this table's, if the grid goes on with it."""
        if not self._follows(sheet, caption):
            return False
        places = self._places(sheet)
        repeated = self._header.repeated(sheet)
        if places is None or not (repeated or self._fits(sheet)):
            return False
        rows = [self._placed(sheet.body_row(row), places) for row in range(sheet.first + repeated, sheet.last)]
        if self._begins_anew(rows, caption):
            return False
        self._mend_cut_row(rows, bool(repeated))
        self.table.rows += rows
        self.page = sheet.grid.page
        if self.page is not None and self.page not in self.table.pages:
            self.table.pages += (self.page,)
        return True

    def _follows(self, sheet: Sheet, caption: Caption) -> bool:
        """Whether the grid opens the next page without a name of its own."""
        if self.page is None or sheet.grid.page != self.page + 1:
            return False
        if caption.continued:
            return True
        unit, known_unit = texts.key(caption.unit_line or ""), texts.key(self.table.unit_line or "")
        if known_unit and unit not in known_unit:
            return False
        return _agrees(caption.title, self.table.title) and _agrees(caption.number, self.table.number)

    def _begins_anew(self, rows: list[list[Cell]], caption: Caption) -> bool:
        """Whether the rows begin as this table did: the same form again, for the next project or unit."""
        if not rows or not self._first_label or _label(rows[0]) != self._first_label:
            return False
        return caption.named or states_name(self._first_label)

    def _fits(self, sheet: Sheet) -> bool:
        """Whether the first row may stand in the body of this table: it is no header of another one."""
        first = sheet.filled(sheet.first)
        if looks_like_body(sheet, sheet.first) or len(first) < max(3, sheet.columns):
            return True
        other = Header(sheet)
        return other.end == sheet.first or not _reads_as_heading([texts.key(cell.text) for cell in first])

    def _places(self, sheet: Sheet) -> list[int] | None:
        """For every column of the sheet the column of this table; None where they do not go together."""
        width = len(self.table.columns)
        if sheet.columns == 1:
            return [0] if _same_width(sheet.grid.box, self._box) else None
        spread = sheet.spread()
        if self._spread is not None and spread is not None:
            places = [_nearest(ends, self._spread) for ends in spread]
            met = sum(place is not None for place in places)
            if met == len(places) == len(set(places)) and places == sorted(p for p in places if p is not None):
                return [place for place in places if place is not None]
        if sheet.columns == width:
            return list(range(width))
        return self._by_edges(sheet) if sheet.columns < width else None

    def _by_edges(self, sheet: Sheet) -> list[int] | None:
        """Places of a narrower grid: by the left edge of each cell, or from the right where nothing has a place."""
        width = len(self.table.columns)
        cells = sheet.starts(sheet.first)
        if self._spread is None or any(cell.box is None for cell in cells):
            return [0, *range(width - sheet.columns + 1, width)]
        starts = [x0 for x0, _ in self._spread]
        places = [
            min(range(width), key=lambda i: abs(starts[i] - (cell.box.x0 if cell.box else 0.0))) for cell in cells
        ]
        return places if len(places) == sheet.columns and len(set(places)) == len(places) else None

    def _placed(self, row: list[Cell], places: list[int]) -> list[Cell]:
        placed = [BLANK] * len(self.table.columns)
        for place, cell in zip(places, row, strict=True):
            placed[place] = cell
        return placed

    def _mend_cut_row(self, rows: list[list[Cell]], repeated: bool) -> None:
        """Put the rest of a text back that the page break has cut off from the last row."""
        if not rows or not self.table.rows:
            return
        last, rest = self.table.rows[-1], rows[0]
        filled = [i for i, cell in enumerate(rest) if cell.text]
        if len(filled) == 1 and _cut(last, rest, filled[0], self._codes()):
            place = filled[0]
            text = wording.joined(last[place].text, rest[place].text)
            last[place] = replace(last[place], text=text, printed=text)
            del rows[0]

    def _codes(self) -> int | None:
        """The column of 科目编码, None where the table has none."""
        for place in range(min(3, len(self.table.columns))):
            texts_in = [row[place].text for row in self.table.rows[:_SAMPLE] if any(cell.text for cell in row)]
            if len(texts_in) > 2 and sum(map(wording.is_subject_code, texts_in)) > 0.6 * len(texts_in):
                return place
        return None


def _agrees(found: str | None, known: str | None) -> bool:
    return found is None or (known is not None and texts.key(found) == texts.key(known))


def _label(row: list[Cell]) -> str:
    return next((texts.key(cell.text) for cell in row if cell.text), "")


def _cut(last: list[Cell], rest: list[Cell], place: int, codes: int | None) -> bool:
    """Whether `rest`, filled at one place only, is the end of the last row's text there."""
    begun, end = last[place].text, rest[place].text
    if not begun or wording.is_figure(end) or wording.starts_item(end) or begun[-1] in "。！？":
        return False
    if codes is not None:
        return place == codes + 1 and wording.is_subject_code(last[codes].text)
    return len(begun) >= 12 and sum(bool(cell.text) for cell in last) > 1 and begun[-1] not in "；："


def _same_width(box: Box | None, other: Box | None) -> bool:
    """Whether two grids reach from the same left to the same right edge of their pages."""
    if box is None or other is None:
        return False
    return abs(box.x0 - other.x0) < _SAME_EDGE and abs(box.x1 - other.x1) < _SAME_EDGE


def _nearest(ends: tuple[float, float], spread: list[tuple[float, float]]) -> int | None:
    """The column of `spread` that shares most of its width with `ends`."""
    shares = [min(ends[1], x1) - max(ends[0], x0) for x0, x1 in spread]
    best = max(range(len(shares)), key=shares.__getitem__)
    wide = min(ends[1] - ends[0], spread[best][1] - spread[best][0])
    return best if shares[best] > 0.5 * wide else None


def _reads_as_heading(keys: list[str]) -> bool:
    return all(len(key) < 16 and not any(ch.isdigit() for ch in key) for key in keys)
