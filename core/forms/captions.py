"""What belongs to a table besides its cells: title, number and unit line above or in its first rows, the note below."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core import texts
from core.forms import wording
from core.forms.catalogue import Form
from core.forms.places import centred
from core.forms.sheets import Sheet, compact
from core.layout.blocks import Grid, GridCell, Line

_UNNAMED = re.compile(r"(?i)sheet\s*\d*|工作表\s*\d*|\d+")  # names that nobody gave
Titled = Callable[[str], Sequence[Form]]  # the forms that a table of that title may be of


@dataclass(slots=True)
class Caption:
    """What stands above a table. `lines`: how many of the lines before the grid it takes up."""

    title: str | None = None
    number: str | None = None
    unit_line: str | None = None
    continued: bool = False  # 续表
    lines: int = 0

    @property
    def named(self) -> bool:
        return self.title is not None or self.number is not None

    def under(self, outer: Caption) -> Caption:
        """This caption, found inside the grid, completed by the one above the grid."""
        units = [line for line in (outer.unit_line, self.unit_line) if line]
        return Caption(
            self.title or outer.title,
            self.number or outer.number,
            " ".join(dict.fromkeys(units)) or None,
            self.continued or outer.continued,
            self.lines + outer.lines,
        )


def caption_above(lines: Sequence[Line], grid: Grid, titled: Titled) -> Caption:
    """The caption in the last of the `lines` before a grid. `titled` tells the forms of a title."""
    caption, units = Caption(), list[str]()
    while caption.lines < len(lines):
        line = lines[len(lines) - 1 - caption.lines]
        if not _take(caption, units, line, lines, titled, grid):
            break
    caption.unit_line = " ".join(reversed(units)) or None
    if not caption.named and not _belongs(caption, lines, grid):
        return Caption()
    return caption


def _take(caption: Caption, units: list[str], line: Line, lines: Sequence[Line], titled: Titled, grid: Grid) -> bool:
    """Read one more line upwards into the caption; False where it does not belong there."""
    text = line.text.strip()
    if caption.number is None and (number := wording.number_of(text)):
        caption.continued = number.startswith("续")
        caption.number = number.removeprefix("续")
    elif wording.is_unit_line(text) and (caption.title is None or _states_the_unit(units, text)):
        number, text = wording.pull_number(text)
        caption.number = caption.number or number
        units.append(text)
    elif caption.title is None and _is_title(line, bool(units) or caption.number is not None, titled):
        caption.lines += 1
        _read_title(caption, _whole_title(caption, lines, line, titled))
        return True
    elif units and caption.title is None and _is_owner(line, lines, caption.lines, titled):
        units.append(text)
    else:
        return False
    caption.lines += 1
    return True


def _states_the_unit(units: Sequence[str], text: str) -> bool:
    """Whether a line above the title says the unit of amounts, which no line below the title does."""
    return wording.amount_unit_of(text) is not None and not any(map(wording.amount_unit_of, units))


def _is_title(line: Line, announced: bool, titled: Titled) -> bool:
    """Whether the line is the table's title; a unit line or number between it and the grid has `announced` one."""
    _, title = wording.split_number(line.text)
    if not wording.may_be_title(title):
        return False
    if wording.is_title(title) or (wording.without_continued(title)[1] and len(title) < 40):
        return True
    middle = _in_the_middle(line)
    if middle is False or (wording.starts_item(title) and not middle):
        return False
    if middle and announced:
        return True
    return bool(titled(title)) and not title.endswith("说明") and (announced or len(title) < 24)


def _is_owner(line: Line, lines: Sequence[Line], taken: int, titled: Titled) -> bool:
    """Whether the line is the piece of a unit line that only names the body (711总工会), below the title."""
    if wording.is_coded_name(line.text):
        return True
    above = lines[len(lines) - 2 - taken] if len(lines) > taken + 1 else None
    plain = len(line.text) < 40 and wording.may_be_title(line.text) and not wording.starts_item(line.text)
    return plain and above is not None and _is_title(above, True, titled)


def _whole_title(caption: Caption, lines: Sequence[Line], line: Line, titled: Titled) -> str:
    """The title with the line above it where it was too long for one line."""
    text = line.text
    while caption.lines < len(lines):
        above = lines[len(lines) - 1 - caption.lines]
        if not (_may_wrap_into(above, line) and _goes_on(above, line, text, titled)):
            break
        text, line = wording.joined(above.text, text), above
        caption.lines += 1
    return text


def _may_wrap_into(above: Line, line: Line) -> bool:
    """Whether a title can begin in the line above: same size and place, and by itself it is none."""
    if above.box is None or line.box is None or above.page != line.page or abs(above.size - line.size) > 0.6:
        return False
    if not wording.may_be_title(above.text) or line.box.top - above.box.bottom > line.box.height:
        return False
    return not (wording.is_title(above.text) or wording.is_unit_line(above.text)) and bool(_in_the_middle(line))


def _goes_on(above: Line, line: Line, text: str, titled: Titled) -> bool:
    """Whether a title is plainly cut: the line above is full, a bracket open, or both together name another form."""
    if (
        above.box is not None
        and line.box is not None
        and above.box.width > max(line.box.width, 0.75 * above.page_width)
    ):
        return True
    if not wording.balanced(text):
        return True
    whole = titled(wording.joined(above.text, text))
    return bool(_in_the_middle(above)) and bool(whole) and whole != titled(text)


def _read_title(caption: Caption, text: str) -> None:
    number, title = wording.split_number(text)
    title, caption.continued = wording.without_continued(title)
    caption.number = caption.number or number
    caption.title = texts.tidy(title) or None


def _in_the_middle(line: Line) -> bool | None:
    """Whether the line is centred and not simply a full line; None where it has no place."""
    middle = centred(line)
    return middle and line.box is not None and line.box.width < 0.86 * line.page_width


def _belongs(caption: Caption, lines: Sequence[Line], grid: Grid) -> bool:
    """A unit line without a title belongs to the grid only where it is near."""
    if not caption.lines:
        return False
    nearest = lines[-1]
    return nearest.page == grid.page


def caption_inside(sheet: Sheet, titled: Titled, *, below_title: bool) -> Caption:
    """Title, number and unit line in the first rows of the grid; `sheet.first` moves past them.

    below_title: whether a title stands above the grid already; a text over all columns may then be the header's top.
    """
    caption, units = Caption(), list[str]()
    while sheet.first < sheet.last - 1:
        cells = [compact(cell.text) for cell in sheet.filled(sheet.first)]
        title = _title_row(sheet, cells, titled) if not caption.title else None
        if title and (wording.is_title(title) or not below_title):
            _read_title(caption, title)
        elif _is_unit_row(cells):
            _read_units(caption, units, cells)
        elif cells or not (caption.title or units):
            break
        sheet.first += 1
    caption.unit_line = " ".join(units) or None
    return caption


def _title_row(sheet: Sheet, cells: list[str], titled: Titled) -> str | None:
    """The title that a row prints, its number joined to it."""
    names = [text for text in cells if not wording.number_of(text)]
    if len(names) != 1 or len(cells) > 2 or not wording.may_be_title(names[0]):
        return None
    whole = len(sheet.starts(sheet.first)) <= 2 or sheet.filled(sheet.first)[0].column_span >= sheet.columns - 1
    below = sheet.filled(sheet.first + 1)
    if not wording.is_title(names[0]) and not (titled(names[0]) and whole and len(below) > 1):
        return None
    return "".join([t + ":" for t in cells if t != names[0]]) + names[0]


def _is_unit_row(cells: list[str]) -> bool:
    """Whether a row prints a unit line or a number, and nothing but what stands beside them."""
    known = [wording.is_unit_line(text) or wording.number_of(text) is not None for text in cells]
    return any(known) and all(sure or wording.is_coded_name(text) for sure, text in zip(known, cells, strict=True))


def _read_units(caption: Caption, units: list[str], cells: list[str]) -> None:
    for text in cells:
        if number := wording.number_of(text):
            caption.number = caption.number or number
        else:
            units.append(text)


def caption_of_source(grid: Grid) -> Caption:
    """What the source itself calls the table: the name of an Excel sheet, the caption of an HTML table."""
    if not grid.title or _UNNAMED.fullmatch(grid.title.strip()):
        return Caption()
    number, title = wording.split_number(grid.title)
    if number := number or wording.number_of(title):
        title = "" if wording.number_of(title) else title
    return Caption(texts.tidy(title) or None, number)


def note_inside(sheet: Sheet) -> str | None:
    """The note in the last rows of the grid, each of one cell; `sheet.last` moves before them.

    A page number that stands inside the frame goes with them.
    """
    notes: list[str] = []
    while sheet.last - 1 > sheet.first:
        cells = sheet.filled(sheet.last - 1)
        text = cells[0].text.strip() if len(cells) == 1 else ""
        if not wording.is_page_number(text):
            if not text or not _is_note_row(cells[0], text, sheet.columns):
                break
            notes.insert(0, "\n".join(texts.tidy(part) for part in text.splitlines()))
        sheet.last -= 1
    return "\n".join(notes) or None


def _is_note_row(cell: GridCell, text: str, columns: int) -> bool:
    if cell.column > 0:
        return False
    return wording.starts_note(text) or (cell.column_span >= columns > 1 and wording.reads_like_note(text))


class NoteBelow:
    """Gathers the lines under a table as long as they are its note."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._lines: list[Line] = []

    @property
    def text(self) -> str | None:
        parts: list[str] = []
        for above, line in zip([None, *self._lines], self._lines, strict=False):
            if above is not None and self._wrapped(above, line):
                parts[-1] = wording.joined(parts[-1], line.text.strip())
            else:
                parts.append(line.text.strip())
        return "\n".join(texts.tidy(part) for part in parts) or None

    def take(self, line: Line) -> bool:
        """Add the line if it is part of the note."""
        if not self._fits(line):
            return False
        self._lines.append(line)
        return True

    def _fits(self, line: Line) -> bool:
        if wording.is_part_heading(line.text) or wording.number_of(line.text):
            return False
        if wording.starts_note(line.text):
            return True
        near = self._near(line)
        if near is not None and not near:
            return False
        if self._lines:
            return self._wrapped(self._lines[-1], line) or self._like_the_last(line)
        return wording.reads_like_note(line.text) and not wording.is_title(line.text)

    def _like_the_last(self, line: Line) -> bool:
        """Whether the line looks like the note lines before it: same size, same edge."""
        last = self._lines[-1]
        if line.box is None or last.box is None:
            return wording.reads_like_note(line.text) or (_numbered(last.text) and _numbered(line.text))
        aligned = line.box.x0 - last.box.x0 < 3 * line.box.height
        small = line.size < 12 or wording.reads_like_note(line.text)
        return abs(line.size - last.size) < 0.6 and aligned and small and not _centred_title(line)

    def _near(self, line: Line) -> bool | None:
        """Whether the line follows closely on what stands above it; None where there are no places."""
        last = self._lines[-1] if self._lines else self._grid
        if line.box is None or last.box is None:
            return None
        return line.page == last.page and line.box.top - last.box.bottom < 1.6 * line.box.height

    def _wrapped(self, above: Line, line: Line) -> bool:
        """Whether `line` goes on with the sentence of the line above, which was full."""
        if wording.starts_note(line.text) or _numbered(line.text) or line.whole:
            return False
        if above.box is None or line.box is None:
            return not above.whole and above.text.rstrip()[-1:] not in "。；;）)"
        right = max([above.box.x1, *([self._grid.box.x1] if self._grid.box else [])])
        full = above.box.x1 > right - 2.5 * line.box.height and above.box.width > 0.6 * (right - above.box.x0)
        return full and above.text.rstrip()[-1:] not in "。" and abs(line.size - above.size) < 0.6


def _numbered(text: str) -> bool:
    return wording.starts_item(text)


def _centred_title(line: Line) -> bool:
    return wording.is_title(line.text) and bool(_in_the_middle(line))
