"""Characters → words, by where they stand rather than by the order in which a program wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.model import Box
from core.readers.page import Word
from core.readers.pdfium import Char
from core.texts import mend_radicals

GAP = 0.55  # of the font size: a wider gap between two characters ends a word
OVERLAP = 0.5  # of the lower height: characters that overlap more than this stand on one line


def words_of(chars: list[Char]) -> list[Word]:
    """Words in reading order. Digits on another baseline than the Chinese beside them belong to the same line."""
    return [word for line in _lines(chars) for word in _words(line)]


def _lines(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Runs of characters that follow each other on one line, as written; a run never goes back to the left."""
    run: list[Char] = []
    for char in chars:
        if run and not _follows(run[-1], char):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _follows(last: Char, char: Char) -> bool:
    shared = min(last.bottom, char.bottom) - max(last.top, char.top)
    lower = min(last.bottom - last.top, char.bottom - char.top)
    return shared >= OVERLAP * lower and last.x0 <= char.x0 <= last.x1 + GAP * max(last.size, char.size)


def _words(run: list[Char]) -> Iterator[Word]:
    """A run without the white space at its ends and cut at wide white space."""
    start = 0
    for i, char in enumerate(run):
        wide = char.text.isspace() and char.x1 - char.x0 > GAP * char.size
        if wide:
            yield from _word(run[start:i])
            start = i + 1
    yield from _word(run[start:])


def _word(chars: list[Char]) -> Iterator[Word]:
    while chars and chars[0].text.isspace():
        chars = chars[1:]
    while chars and chars[-1].text.isspace():
        chars = chars[:-1]
    if not chars:
        return
    box = Box(chars[0].x0, min(c.top for c in chars), max(c.x1 for c in chars), max(c.bottom for c in chars))
    edges = (*(c.x0 for c in chars), box.x1)
    yield Word(mend_radicals("".join(c.text for c in chars)), box, edges, max(c.size for c in chars))
