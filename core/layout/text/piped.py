"""Rows of cells between pipes: markdown, which begins and ends each row with one, and pages of the web as programs copy
them, where a pipe ends each cell ("合计 | 3.00 |")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from core import amounts
from core.layout.text.headings import are_headings
from core.layout.text.vocabulary import Vocabulary

# Between cells whose blank neighbours got lost: white space to who reads the line, a pipe to who sees it.
BORDER = " \x1f "
_RULE = re.compile(r"\|?(?:\s*+:?-{2,}+:?\s*+\|)++\s*+:?-*+:?\s*+\|?")
_UNIT = re.compile("[(（]?[^(（]*单位[:：]")
_NEARLY_ALL = 0.7  # of the rows of a table without blank cells are of one length


def without_pipes(printed: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of a dump, their rows of cells between pipes as rows between tabs.

    Between borders where blank cells got lost: none stands in the middle of a row, and rows are of many lengths.
    """
    for piped, run in groupby(printed, key=lambda line: line.rstrip().endswith("|") or _is_rule(line)):
        if not piped:
            yield from run
            continue
        for markdown, table in groupby(_told_apart(list(run)), key=itemgetter(0)):
            lines = [line for _, line in table]
            yield from _rows_of_markdown(lines) if markdown else _rows_of_ended_cells(lines, vocabulary)


def _is_rule(line: str) -> bool:
    """Whether a line is the rule below a header of markdown: |---|---:|."""
    return _RULE.fullmatch(line.strip()) is not None


def _told_apart(run: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """Whether each line of a run is markdown.

    Lines that begin with a pipe too are so with a rule among them; else where no other line has as many cells, since a
    row whose first cell is blank begins with a pipe as well.
    """
    sizes = {line.count("|") for line in run if not line.lstrip().startswith("|")}
    for bounded, stretch in groupby(run, key=_is_bounded):
        lines = list(stretch)
        markdown = bounded and (any(map(_is_rule, lines)) or not any(line.count("|") in sizes for line in lines))
        yield from ((markdown, line) for line in lines)


def _is_bounded(line: str) -> bool:
    """Whether a pipe begins a line that holds more than blank cells, as it ends it."""
    return (line.lstrip().startswith("|") and bool(line.strip("| \t"))) or _is_rule(line)


def _rows_of_markdown(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if not _is_rule(line):
            yield "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))


def _rows_of_ended_cells(lines: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Rows of cells that each end with a pipe; lines of several that hold nothing of a table as they are printed."""
    printed = [cells for line in lines if any(cells := [cell.strip() for cell in line.rstrip()[:-1].split("|")])]
    rows = [cells[: max(n for n, cell in enumerate(cells, 1) if cell)] for cells in printed]
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    if not lengths:
        yield from (row[0] for row in rows)
    elif not _is_table(rows, vocabulary):
        yield from lines
    elif any("" in row[1:] for row in rows) or max(lengths.values()) >= _NEARLY_ALL * lengths.total():
        yield from _tabbed(rows, printed)
    else:
        yield from (BORDER.join(row) for row in rows)


def _is_table(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> bool:
    """Whether some row holds a figure, headings or a unit of money; the path to a page of the web holds none."""
    return any(_UNIT.match(row[-1]) or are_headings(row, vocabulary) or any(map(amounts.parse, row)) for row in rows)


def _tabbed(rows: Sequence[Sequence[str]], printed: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows between tabs. printed: the same with the blank cells at their ends.

    A table is as wide as its rows with figures, or with nothing but a name, print; headings do not tell: a merged one
    is printed once, and blanks for its other columns stand behind all. One cell above the first row is a title.
    """
    first = next(number for number, row in enumerate(rows) if len(row) > 1)
    for number, row in enumerate(rows):
        if _UNIT.match(row[-1]):
            yield " ".join(row)
        elif any(map(amounts.parse, row)) or (number > first and sum(map(bool, row)) == 1):
            yield "\t".join(printed[number])
        else:
            yield "\t".join(row)
