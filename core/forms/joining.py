"""Tables that run over pages: which grid goes on with the table before it, and how its rows are put below."""

from __future__ import annotations

from dataclasses import replace

from core import texts
from core.forms import wording
from core.forms.captions import Caption
from core.forms.headers import Header, looks_like_body, states_name
from core.forms.sheets import Sheet
from core.forms.stitching import stitched
from core.model import BLANK, Box, Cell, Table

Ends = tuple[float, float]

_SAME_EDGE = 3.0  # points
_TOUCH = 2.0  # points between two halves of one table
_SAMPLE = 60  # rows that show what a column holds


class OpenTable:
    """The last table read, as long as the next page may go on with it."""

    def __init__(self, table: Table, header: Header, sheet: Sheet) -> None:
        self.table = table
        self._know(sheet, header)
        self._first_label = _label(table.rows[0]) if table.rows else ""

    def _know(self, sheet: Sheet, header: Header) -> None:
        self.page = sheet.grid.page
        self._sheet = sheet
        self._header = header
        self._box = sheet.grid.box
        self._ruled = sheet.grid.ruled

    def append(self, sheet: Sheet, caption: Caption) -> bool:
        """Put the rows of the next grid below this table's, if the grid goes on with it."""
        if not (self._follows(sheet, caption) or self._adjoins(sheet, caption)):
            return False
        repeated = self._header.repeated(sheet)
        if not self.table.rows and not repeated and self._complete(sheet):
            return True
        places = self._places(sheet, bool(repeated))
        if places is None or not (repeated or self._fits(sheet)):
            return False
        rows = [self._placed(sheet.body_row(row), places) for row in range(sheet.first + repeated, sheet.last)]
        if self._begins_anew(rows, caption):
            return False
        self._mend_cut_row(rows)
        self._take(rows, sheet)
        return True

    def _take(self, rows: list[list[Cell]], sheet: Sheet) -> None:
        self.table.rows += rows
        self.page, self._box = sheet.grid.page, sheet.grid.box
        if self.page is not None and self.page not in self.table.pages[-1:]:
            self.table.pages += (self.page,)

    def _complete(self, sheet: Sheet) -> bool:
        """Read the header anew together with a grid that may hold the rest of it: the page ended amidst the header."""
        whole = stitched(self._sheet.grid, sheet.grid) if _same_width(sheet.grid.box, self._box) else None
        if whole is None:
            return False
        pages = (*self.table.pages, *((whole.page,) if whole.page is not None else ()))
        both = Sheet(whole)
        both.first, both.last = self._sheet.first, whole.rows - (sheet.grid.rows - sheet.last)
        header = Header(both)
        self.table.columns, self.table.rows, self.table.pages = header.columns, header.body(both), pages
        self._know(both, header)
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

    def _adjoins(self, sheet: Sheet, caption: Caption) -> bool:
        """Whether the grid lies right under this one with the very same columns: one table, parted by a double rule."""
        box, above = sheet.grid.box, self._box
        if box is None or above is None or sheet.grid.page != self.page or caption.lines or caption.named:
            return False
        touching = abs(box.top - above.bottom) < _TOUCH and _same_width(box, above)
        return touching and self._overlapping(sheet) == list(range(len(self.table.columns)))

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

    def _places(self, sheet: Sheet, repeated: bool) -> list[int | None] | None:
        """For every column of the sheet the column of this table, None for a blank one; None if they do not fit."""
        if sheet.columns == 1:
            return [0] if _same_width(sheet.grid.box, self._box) else None
        overlapping = self._overlapping(sheet)
        if overlapping is not None:
            return overlapping
        width = len(self.table.columns)
        placed = sheet.grid.ruled and self._ruled and all(sheet.spread) and all(self._sheet.spread)
        if placed and not repeated:
            return None
        if sheet.columns == width:
            return [*range(width)]
        return [0, *range(width - sheet.columns + 1, width)] if sheet.columns < width else None

    def _overlapping(self, sheet: Sheet) -> list[int | None] | None:
        """Places by where the columns stand on the page; None where that leaves one without a place or two with one."""
        places: list[int | None] = []
        for column, ends in enumerate(sheet.spread):
            blank = not sheet.prints_in(column)
            places.append(_nearest(ends, self._sheet.spread) if ends is not None else None)
            if places[-1] is None and not blank:
                return None
        met = [place for place in places if place is not None]
        return places if met and met == sorted(set(met)) else None

    def _placed(self, row: list[Cell], places: list[int | None]) -> list[Cell]:
        placed = [BLANK] * len(self.table.columns)
        for place, cell in zip(places, row, strict=True):
            if place is not None:
                placed[place] = cell
        return placed

    def _mend_cut_row(self, rows: list[list[Cell]]) -> None:
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


def _nearest(ends: Ends, spread: list[Ends | None]) -> int | None:
    """The first column of `spread` that lies mostly within `ends`, else the one that `ends` lies mostly within."""
    shares = [min(ends[1], e[1]) - max(ends[0], e[0]) if e else 0.0 for e in spread]
    within = [i for i, e in enumerate(spread) if e and shares[i] > 0.6 * (e[1] - e[0])]
    if within:
        return within[0]
    best = max(range(len(shares)), key=shares.__getitem__)
    return best if shares[best] > 0.5 * (ends[1] - ends[0]) else None


def _reads_as_heading(keys: list[str]) -> bool:
    return all(len(key) < 16 and not any(ch.isdigit() for ch in key) for key in keys)
