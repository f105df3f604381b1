"""Blocks become a report: tables with their captions, headers and notes, and the narrative around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.forms.captions import Caption, NoteBelow, caption_above, caption_inside, caption_of_source, note_inside
from core.forms.catalogue import Catalogue, catalogue
from core.forms.furniture import Furniture
from core.forms.headers import Header
from core.forms.joining import OpenTable
from core.forms.narrative import Narrative
from core.forms.places import put_in_order
from core.forms.recognise import form_of, recognise, stated_unit
from core.forms.sheets import Sheet
from core.layout.blocks import Block, Grid, Line
from core.model import Report, Source, Table, UnreadPage

_CAPTION_LINES = 12  # no caption is longer
_GROWTH = 1.3  # a growing table is shown again when it is so much longer, so that showing stays linear


def _nobody(table: Table) -> None:
    """The listener of an assembler that nobody watches."""


class Assembler:
    """Takes the blocks of one report in reading order.

    on_table is told a copy of each table as soon as its first rows are there, and again (same id) when it has grown.
    """

    def __init__(self, on_table: Callable[[Table], None] = _nobody, forms: Catalogue | None = None) -> None:
        self._on_table = on_table
        self._forms = forms or catalogue()
        self._tables: list[Table] = []
        self._narrative = Narrative()
        self._furniture = Furniture()
        self._lines: list[Line] = []  # read since the last table, may still be the next one's caption
        self._open: OpenTable | None = None
        self._note: NoteBelow | None = None
        self._inner_note: str | None = None
        self._told = 0  # rows of the last table that were shown

    def feed(self, block: Block) -> None:
        """Take the next block in reading order."""
        if isinstance(block, Grid):
            self._feed_grid(Sheet(block))
        elif block.text.strip() and not self._furniture.holds(block):
            self._feed_line(block)

    def finish(self, source: Source, unread: Iterable[UnreadPage] = ()) -> Report:
        """The report of all blocks fed, with forms and head. The assembler is spent afterwards."""
        self._close()
        self._pass_on(0)
        told = self._narrative.paragraphs(self._furniture)
        narrative = [paragraph for paragraph, _ in told]
        report = Report(source=source, tables=self._tables, narrative=narrative, unread=tuple(unread))
        report.place_tables([after for _, after in told])
        recognise(report, self._forms)
        return report

    def _feed_line(self, line: Line) -> None:
        if self._note is not None and self._note.take(line):
            self._tables[-1].note = _together(self._inner_note, self._note.text)
            return
        self._note = None
        self._lines.append(line)
        put_in_order(self._lines)
        self._pass_on(_CAPTION_LINES)

    def _feed_grid(self, sheet: Sheet) -> None:
        above = caption_above(self._lines, sheet.grid, self._forms.titled)
        caption = caption_inside(sheet, self._forms.titled, below_title=above.title is not None).under(above)
        caption = caption.under(caption_of_source(sheet.grid))
        if self._go_on(sheet, caption, self._lines[: len(self._lines) - caption.lines]):
            self._lines.clear()
        elif sheet.is_frame:
            self._feed_frame(sheet)
        else:
            del self._lines[len(self._lines) - caption.lines :]
            self._begin(sheet, caption)

    def _feed_frame(self, sheet: Sheet) -> None:
        """A frame drawn around text is no table."""
        for row in range(sheet.grid.rows):
            for cell in sheet.filled(row):
                self._feed_line(Line(cell.text, sheet.grid.page, cell.box, whole=True))

    def _go_on(self, sheet: Sheet, caption: Caption, between: list[Line]) -> bool:
        """Put the grid below the open table if it goes on with it. between: the lines that part them, caption apart."""
        if self._open is None or between or (self._note is not None and self._note.text):
            return False
        note = note_inside(sheet)
        if not self._open.append(sheet, caption):
            return False
        self._inner_note = _together(self._inner_note, note)
        self._note = NoteBelow(sheet.grid)
        self._tables[-1].note = self._inner_note
        if len(self._tables[-1].rows) > _GROWTH * self._told:
            self._tell()
        return True

    def _begin(self, sheet: Sheet, caption: Caption) -> None:
        self._close()
        self._pass_on(0)
        self._inner_note = note_inside(sheet)
        header = Header(sheet)
        table = Table(
            id=f"t{len(self._tables) + 1}",
            columns=header.columns,
            rows=header.body(sheet),
            number=caption.number,
            title=caption.title,
            pages=() if sheet.grid.page is None else (sheet.grid.page,),
            unit_line=caption.unit_line,
            note=self._inner_note,
        )
        table.amount_unit = stated_unit(table)
        table.form = form_of(table, self._forms)
        self._tables.append(table)
        self._open, self._note = OpenTable(table, header, sheet), NoteBelow(sheet.grid)
        self._tell()

    def _close(self) -> None:
        """No grid goes on with the last table any more."""
        if self._open is not None and len(self._open.table.rows) > self._told:
            self._tell()
        self._open, self._note = None, None

    def _tell(self) -> None:
        table = self._tables[-1]
        self._told = len(table.rows)
        self._on_table(table.copy())

    def _pass_on(self, keep: int) -> None:
        """Give all but the last `keep` waiting lines to the narrative."""
        passed = max(0, len(self._lines) - keep)
        for line in self._lines[:passed]:
            self._narrative.add(line, len(self._tables))
        del self._lines[:passed]


def _together(first: str | None, second: str | None) -> str | None:
    return "\n".join(part for part in (first, second) if part) or None
