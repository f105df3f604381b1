"""Tables with one cell a line, each behind a tab, rows parted by a blank line: what Word's text dump gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core import amounts, texts
from core.layout.blocks import Block, Grid, Line
from core.layout.text.grids import grid_of_paths, grid_of_rows
from core.layout.text.headings import header_and_body, is_numbering, is_unit_cell
from core.layout.text.lines import Printed, paragraph
from core.layout.text.tokens import kind_of
from core.layout.text.trees import nested_paths
from core.layout.text.vocabulary import Vocabulary

_TRAILING = re.compile(r"[\t ]+$")


def celled_blocks(lines: Sequence[Printed], vocabulary: Vocabulary) -> Iterator[Block]:
    """The blocks of a run of lines that begins with a cell; the run may hold several tables."""
    rows = _rows(lines)
    while rows and all(is_unit_cell(cell) for cell in rows[0]):
        yield Line(paragraph(" ".join(texts.tidy(cell) for cell in rows.pop(0))), whole=True)
    if rows:
        yield _grid(rows, vocabulary)


def _rows(lines: Sequence[Printed]) -> list[list[str]]:
    """Rows of cells. A line without its tab, and a line of several tabs, continue the cell before."""
    rows: list[list[str]] = []
    for line in lines:
        if not line.celled and rows:
            rows[-1][-1] += "\n" + line.text.strip()
        elif line.text.strip() or line.text.count("\t") == 1:
            if not rows or line.gap:
                rows.append([])
            rows[-1].append(_TRAILING.sub("", line.text[line.celled :]).strip())
    return rows


def _grid(rows: list[list[str]], vocabulary: Vocabulary) -> Grid:
    width = max(map(len, rows))
    header, body = header_and_body([[*map(texts.tidy, row)] for row in rows], vocabulary)
    numbers = header.pop() if header and is_numbering(header[-1]) else None
    body = [row for row in body if any(row)]
    paths = nested_paths(header, vocabulary) if header else []
    if not paths or len(paths) > width:
        return grid_of_rows([*header, *([numbers] if numbers else []), *body], len(header) + (numbers is not None))
    paths = [paths[0]] * (width - len(paths)) + paths
    roles = [vocabulary.role(path) for path in paths]
    return grid_of_paths(paths, _spread(numbers, roles) if numbers else None, [_spread(row, roles) for row in body])


def _spread(row: Sequence[str], roles: Sequence[str]) -> list[str]:
    """A row whose texts may be merged, as 合计 over code and name, spread so that its figures stand under amounts.

    Where nothing does so the row is filled up with blanks.
    """
    ends: dict[int, tuple[float, list[str]]] = {0: (0.0, [])}
    for cell in row if len(row) < len(roles) else ():
        further: dict[int, tuple[float, list[str]]] = {}
        for start, (cost, cells) in ends.items():
            for stop in range(start + 1, len(roles) + 1):
                value = cost + _misfit(cell, roles[start], stop - start)
                if stop not in further or value < further[stop][0]:
                    further[stop] = (value, [*cells, cell, *[""] * (stop - start - 1)])
        ends = further
    cost, spread = ends.get(len(roles), (1.0, []))
    figured = any(map(amounts.parse, row))
    return spread if cost < 1.0 and figured else [*row, *[""] * (len(roles) - len(row))]


def _misfit(cell: str, role: str, span: int) -> float:
    """What it costs that a cell begins under a column and takes so many."""
    kind = kind_of(cell)
    if span > 1 and (kind != "text" or not cell or role == "amount"):
        return 1.0
    misplaced = cell and kind != "dash" and (kind == "text") == (role == "amount")
    return 0.001 * span * span + bool(misplaced)
