"""What OCR misread put right by what is known: names and codes of 科目, labels of the forms, shapes of figures.

Only cells that OCR was unsure of, or figures that cannot be figures as read, are touched. `Cell.printed` keeps the
reading, and what was put in its place is marked as inferred (推定).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from core import amounts, texts
from core.forms.printed import vocabulary
from core.forms.reading import FormReading, Line, read_form
from core.forms.reading.rows import read_label
from core.model import Cell, Report, Table
from core.subjects import codes_named

UNSURE = 0.97  # a reading of letters this sure is taken for what the page prints, right or wrong
_FEWEST, _MOST = 5, 0.7  # filled cells, and the share of them, that show what a column holds
_SHORTEST = 4  # characters of a label that may be told by all but one of them
_DIGITS = str.maketrans(
    {**dict.fromkeys("OoQDCG〇", "0"), **dict.fromkeys("lI|i!J", "1"), "Z": "2", "S": "5", "B": "8"}
)
_SPECKS = ".,·:;'`~_^。、‘’"
_MARKS = str.maketrans({**dict.fromkeys("。·:;'’‘", "."), "、": ","})
_GROUPED = re.compile(r"(-?\d[\d,.]*)[,.](\d+)(%?)")


def mend(report: Report) -> int:
    """Correct the OCR cells of all tables; how many were."""
    return sum(_mend_table(table) for table in report.tables if any(_was_read(cell) for _, cell in table.refs()))


def _was_read(cell: Cell) -> bool:
    return cell.confidence is not None


def _is_unsure(cell: Cell) -> bool:
    return cell.confidence is not None and cell.confidence < UNSURE and not cell.corrected


def _mend_table(table: Table) -> int:
    reading = read_form(table)
    mended = _mend_figures(table, reading) + _mend_numbers(table)
    if lettered := _mend_codes(table, reading):
        mended, reading = mended + lettered, read_form(table)
    for line in reading.lines:
        group = reading.group(line)
        if line.code and not line.inferred:
            mended += _mend_subject(table, line, (*group.codes, *group.names))
        else:
            mended += _mend_label(table, line, group.names)
    return mended


def _put(table: Table, row: int, column: int, text: str) -> int:
    """The text in place of what was read; 1 where that changes anything."""
    cell = table.rows[row][column]
    if text == cell.text:
        return 0
    table.rows[row][column] = replace(cell, text=text, inferred=True)
    return 1


def _mend_figures(table: Table, reading: FormReading) -> int:
    mended = 0
    for column in {measure.column for group in reading.groups for measure in group.measures}:
        cells = [row[column] for row in table.rows]
        places = usual_places(cells)
        for row, cell in enumerate(cells):
            if _was_read(cell) and cell.text and cell.figure is None:
                mended += _put(table, row, column, figure_text(cell.text, places))
    return mended


def _mend_numbers(table: Table) -> int:
    """Line numbers and codes, in columns of nothing else: specks beside them, letters in the place of digits."""
    mended = 0
    for column in range(len(table.columns)):
        cells = [row[column] for row in table.rows]
        filled = [cell.text for cell in cells if cell.text]
        if len(filled) >= _FEWEST and sum(map(str.isdecimal, filled)) >= _MOST * len(filled):
            for row, cell in enumerate(cells):
                number = texts.key(cell.text).strip(_SPECKS).translate(_DIGITS)
                if _was_read(cell) and number.isdecimal():
                    mended += _put(table, row, column, number)
    return mended


def _mend_codes(table: Table, reading: FormReading) -> int:
    """Codes with a letter where only a digit can be."""
    mended = 0
    for column in {column for group in reading.groups for column in group.codes}:
        for row, cell in enumerate(row[column] for row in table.rows):
            code = texts.key(cell.text).translate(_DIGITS)
            if _was_read(cell) and code != cell.text and code in vocabulary().subjects:
                mended += _put(table, row, column, code)
    return mended


def usual_places(cells: Iterable[Cell]) -> int:
    """How many decimals most figures of a column print; 0 where it has none."""
    counted = Counter(figure.places for cell in cells if (figure := cell.figure))
    return max(counted, key=lambda places: (counted[places], places), default=0)


def figure_text(text: str, places: int) -> str:
    """The figure that was surely printed where `text` was read, else the text itself.

    Letters that look like digits become digits where digits stand beside them; the last mark of a figure is its point
    where as many digits follow as the column prints, and so is white space there; a mark before or after it is a speck.
    """
    pointed = re.sub(rf"(?<=\d)\s+(?=\d{{{places}}}$)", ".", text.strip()) if places else text
    folded = "".join(texts.key(pointed).translate(_MARKS).split())
    if sum(map(str.isdecimal, folded)) * 2 <= sum(map(str.isalnum, folded)):
        return text
    figure = folded.translate(_DIGITS)
    bare = figure.strip(".,")
    if bare != figure and (not places or re.search(rf"\d\.\d{{{places}}}$", bare)):
        figure = bare
    grouped = _GROUPED.fullmatch(figure)
    if grouped and places and len(grouped[2]) == places:
        figure = f"{grouped[1].replace('.', ',')}.{grouped[2]}{grouped[3]}"
    return figure if amounts.parse(figure) is not None else text


def _mend_subject(table: Table, line: Line, columns: Iterable[int]) -> int:
    """A 科目 whose name or code was misread, the other one telling it."""
    cells = {column: table.rows[line.row][column] for column in columns}
    known = vocabulary().subjects.get(line.code)
    at = next((c for c, cell in cells.items() if cell.text == line.label), None)
    if known is not None and at is not None and _is_unsure(cells[at]) and _is_misread(line.label, known):
        return _put(table, line.row, at, known)
    at = next((c for c, cell in cells.items() if cell.text == line.code), None)
    if known is None and at is not None and _is_unsure(cells[at]):
        alike = [code for code in _codes_of(line.label) if len(code) == len(line.code)]
        near = [code for code in alike if texts.distance(code, line.code) < 2]
        return _put(table, line.row, at, near[0]) if len(near) == 1 else 0
    return 0


def _is_misread(name: str, official: str) -> bool:
    """Whether a name is no name of any 科目 and almost the official one."""
    key, wanted = texts.key(name), texts.key(official)
    if key == wanted or _codes_of(name):
        return False
    return texts.distance(key, wanted) <= max(1, len(wanted) // 4)


def _codes_of(name: str) -> tuple[str, ...]:
    return (*codes_named(name), *codes_named(name, economic=True))


def _mend_label(table: Table, line: Line, columns: Iterable[int]) -> int:
    """A label that is one character off exactly one label of the standard forms."""
    for column in columns:
        cell = table.rows[line.row][column]
        bare = read_label(cell.text).bare
        if _is_unsure(cell) and len(bare) >= _SHORTEST and cell.text.endswith(bare) and bare not in _labels():
            near = [label for label in _labels() if abs(len(label) - len(bare)) < 2 and texts.distance(label, bare) < 2]
            if len(near) == 1:
                return _put(table, line.row, column, cell.text.removesuffix(bare) + near[0])
    return 0


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """Every label of the standard forms and every name of a 科目, as keys."""
    known = vocabulary()
    names = {texts.key(name) for name in known.subjects.values()}
    return frozenset(names.union(*known.labels.values()))
