"""Tables as rows of cells between tabs (or the pipes of markdown), blank cells kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core import texts
from core.layout.blocks import Grid
from core.layout.text.grids import grid_of_paths, grid_of_rows
from core.layout.text.headings import header_and_body, is_numbering
from core.layout.text.lines import Printed
from core.layout.text.scattered import Expected, header_paths
from core.layout.text.vocabulary import Path, Vocabulary

_PAGE_OF_CONTENTS = re.compile(r"[.…·\s]*[(（]?\d{1,3}[)）]?")


def is_tabbed(line: Printed) -> bool:
    """Whether a line is a row of cells: tabs inside it, and not an entry of a table of contents."""
    if "\t" not in line.text.strip(" ") or (line.celled and not line.text.strip("\t ")):
        return False
    cells = line.text.split("\t")
    return not (len(cells) == 2 and cells[0].strip() and _PAGE_OF_CONTENTS.fullmatch(texts.key(cells[1])))


def tabbed_grid(lines: Sequence[Printed], vocabulary: Vocabulary) -> Grid:
    """The grid of consecutive rows; short rows are filled up with blanks."""
    rows = [[cell.strip() for cell in line.text.split("\t")] for line in lines]
    while len(set(map(len, rows))) == 1 < len(rows[0]) and not any(row[-1] for row in rows):
        rows = [row[:-1] for row in rows]
    header, body = header_and_body(rows, vocabulary)
    numbers = header.pop() if header and is_numbering(header[-1]) else None
    paths = _compact_paths(header, max(map(len, rows)), vocabulary)
    if paths and (numbers is None or len(numbers) == len(paths)):
        return grid_of_paths(paths, numbers, body)
    header += [numbers] if numbers else []
    return grid_of_rows([*header, *body], max(1, len(header)))


def _compact_paths(header: Sequence[Sequence[str]], width: int, vocabulary: Vocabulary) -> list[Path]:
    """The paths of header rows that print each merged cell once and no blanks, as a copied web page does; else none."""
    if len(header) < 2 or min(map(len, header)) == width or not all(map(all, header)):
        return []
    found = header_paths(header, vocabulary, Expected())
    return found[1] if found and len(found[1]) == width else []
