"""Rows of cells between pipes: markdown, which begins and ends each row with one, and pages of the web as programs copy
them, where a pipe ends each cell ("合计 | 3.00 |")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?\s*$")
_BLANK_CELL = re.compile(r"\|\s*\|\s*[^|\s]")
_UNIT = re.compile("单位[:：]")
_NEARLY_ALL = 0.7  # of the rows of a table without blank cells are of one length


def without_pipes(printed: Iterable[str]) -> Iterator[str]:
    """The lines of a dump, their rows of cells between pipes as rows between tabs.

    Between blanks where blank cells got lost: none stands in the middle of a row, and rows are of many lengths.
    """
    marked = list(_ended_by_pipes(line for line in printed if not _RULE.match(line)))
    kept = any(ended and _BLANK_CELL.search(line) for ended, line in marked)
    for ended, run in groupby(marked, key=itemgetter(0)):
        lines = [line for _, line in run]
        yield from _rows_of_piped(lines, kept) if ended else map(_between_pipes, lines)


def _rows_of_piped(lines: Sequence[str], kept: bool) -> Iterator[str]:
    """Rows of cells that each end with a pipe. kept: whether blank cells are sure to be there."""
    rows = [[cell.strip() for cell in line.rstrip("| ").split("|")] for line in lines]
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    if not lengths or (not kept and max(lengths.values()) < _NEARLY_ALL * lengths.total()):
        yield from (" ".join(row) for row in rows if any(row))
        return
    first = next(number for number, row in enumerate(rows) if len(row) > 1)
    for row in rows[first:]:
        row += [""] * (len(row) == 1)  # a title has one cell above the first row, a row whose others are blank below it
    rows[-1] += [""] * (max(line.count("|") for line in lines) - len(rows[-1]))
    yield from ((" " if _UNIT.search(row[-1]) else "\t").join(row) for row in rows if any(row))


def _ended_by_pipes(lines: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """Each line, and whether its cells end with pipes, as opposed to a row that a pipe begins as well."""
    ended = False
    for line in lines:
        ended = line.rstrip().endswith("|") and (ended or not line.lstrip().startswith("|"))
        yield ended, line


def _between_pipes(line: str) -> str:
    return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|")) if _ROW.match(line) else line
