"""The lines of a text dump, freed of what the dump put between them: page numbers, bookmarks, markdown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from core import texts
from core.layout.text.piped import BORDER, without_pipes
from core.layout.text.vocabulary import Vocabulary

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_OF_PAGES = r"(?:\s*页)?(?:\s*[,，/]?\s*(?:共|of|/)\s*\d{1,3}(?:\s*页)?)?"
_PAGE_NUMBER = re.compile(
    rf"\s*(?:([-—–－·~—]+)\s*\d{{1,3}}\s*\1|[(（]?(?:第|页码[:：]?|page)\s*\d{{1,3}}{_OF_PAGES}[)）]?|page number)\s*",
    re.I,
)
_PAGE_OF = re.compile(r"\s*(\d{1,3})\s*/\s*(\d{1,3})\s*")
_LONE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_SHORT_PAGE = 15  # lines
_NEARLY_ALL = 0.7
_PAGE_MARK = re.compile(r"\f| (?! )")  # some dumps begin a page with a blank; more of them set a line in the middle
_EMPHASIS = re.compile(r"\*\*|__|^#{1,6}\s+|^\s*>\s+")
_BULLET = re.compile(r"^\s*[-*+]\s+(?=[^\d\s-])")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of the dump. gap: blank lines before it; page_start: whether a page begins with it."""

    text: str
    gap: int = 0
    page_start: bool = False

    @property
    def celled(self) -> bool:
        """Whether it is one cell behind a tab, as Word's tables are dumped."""
        return self.text.startswith("\t")

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def printed_lines(text: str, vocabulary: Vocabulary) -> list[Printed]:
    """The lines that print something (or are an empty cell or an empty paragraph), in order."""
    lines: list[Printed] = []
    gap, page_start = 0, True
    split = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n")
    raw_lines = list(without_pipes(split, vocabulary))
    page_numbers = _page_numbers(raw_lines)
    for number, raw in enumerate(raw_lines):
        if raw.startswith("\f"):
            page_start, raw = True, raw[1:]
        line = _unmark(raw)
        if line == "" or number in page_numbers:
            gap, page_start = gap + 1, page_start or number in page_numbers
            continue
        lines.append(Printed(line, gap, page_start or _PAGE_MARK.match(line) is not None))
        gap, page_start = 0, False
    return lines


def _unmark(raw: str) -> str:
    return _BULLET.sub("", _EMPHASIS.sub("", _BOOKMARK.sub("", raw)))


def _page_numbers(lines: list[str]) -> set[int]:
    """Which lines are page numbers: dressed ones anywhere, bare ones in wide blank space or counting the pages."""
    dressed = {n for n, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line)} | _of_pages(lines)
    lone = [n for n, line in enumerate(lines) if n > 3 and line[:1] != "\t" and _LONE_NUMBER.fullmatch(line)]
    wide = {n for n in lone if not any(near.strip() for near in lines[n - 3 : n] + lines[n + 1 : n + 2])}
    ends = [n for n in lone if not lines[n - 1].strip() and _ends_page(lines, n)]
    values = [int(lines[n]) for n in ends]
    counting = len(ends) > 2 and all(before < after for before, after in pairwise(values))
    return (
        dressed
        | wide
        | (set(ends) if counting else set())
        | _counting_feeds(lines, lone)
        | _counting_pages(lines, lone)
    )


def _counting_pages(lines: list[str], lone: list[int]) -> set[int]:
    """The bare numbers that count on from page to page, where there are hardly any others."""
    chains: dict[int, list[int]] = {}  # by the number that would go on
    for n in lone:
        value = int(lines[n])
        chain = chains.get(value, [])
        if not chain or n - chain[-1] > _SHORT_PAGE:
            chains.pop(value, None)
            chains[value + 1] = [*chain, n]
    longest = max(chains.values(), default=[], key=len)
    return set(longest) if len(longest) > max(3, _NEARLY_ALL * len(lone)) else set()


def _of_pages(lines: list[str]) -> set[int]:
    """The lines that say 3 / 10, where several do so of the same number."""
    found = {n: match for n, line in enumerate(lines) if (match := _PAGE_OF.fullmatch(line))}
    totals = Counter(match[2] for match in found.values())
    return {n for n, match in found.items() if totals[match[2]] > 2}


def _counting_feeds(lines: list[str], lone: list[int]) -> set[int]:
    """The bare numbers beside form feeds that count these, from whatever number on."""
    pages = list(accumulate(line.startswith("\f") for line in lines))
    edges = [n for n in lone if lines[n].startswith("\f") or _following(lines, n).startswith("\f")]
    ahead = Counter(int(lines[n]) - pages[n] for n in edges)
    return {n for n in edges if ahead[int(lines[n]) - pages[n]] > 2}


def _ends_page(lines: list[str], number: int) -> bool:
    return _PAGE_MARK.match(_following(lines, number)) is not None


def _following(lines: list[str], number: int) -> str:
    """The next line that prints something or begins a page."""
    return next((line for line in islice(lines, number + 1, None) if line.strip() or line[:1] == "\f"), "")


def paragraph(text: str) -> str:
    """A line outside tables as the reader would retype it."""
    return texts.tidy(text.replace("\t", " ").replace(BORDER, " | "))
