"""Characters → words, by where they stand rather than by the order in which a program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.model import Box
from core.readers.page import Word
from core.readers.pdfium import Chars
from core.texts import mend_radicals

GAP = 0.55  # of the font size: a wider gap between two characters ends a word
OVERLAP = 0.5  # of the lower height: characters that overlap more than this stand on one line
TOUCH = 0.3  # of the font size: characters of a text that runs upwards are no further apart
NEAR = 3  # words back: so near in the file stands the beginning of a text that runs upwards
_SPACES = re.compile(r"\s+")


def words_of(chars: Chars) -> list[Word]:
    """Words in the order of the file. Digits on another baseline than the Chinese beside them join one word."""
    text, x0s, tops, x1s, bottoms, sizes = chars._replace(text=mend_radicals(chars.text))
    words: list[Word] = []
    for start, end in _runs(chars):
        run = slice(start, end)
        if not text[run].isspace():
            right = max(x1s[run])
            box = Box(x0s[start], min(tops[run]), right, max(bottoms[run]))
            word = Word(text[run], box, (*x0s[run], right), max(sizes[run]))
            begun = _climbed(words, word) if len(word.text) == 1 else None
            if begun is None:
                words.append(word)
            else:
                words[begun] = _upwards(words[begun], word)
    return words


def _climbed(words: Sequence[Word], char: Word) -> int | None:
    """Which word a character goes on with that runs upwards, as in a narrow cell; PDFium puts some ends further on."""
    last = len(words) - 1
    return next((i for i in range(last, max(last - NEAR, -1), -1) if _climbs(words[i], char)), None)


def _climbs(word: Word, char: Word) -> bool:
    """Whether a character stands right above the end of a word that runs upwards or has just begun."""
    if len(word.text) > 1 and word.edges:
        return False
    (x0, top, x1, _), reach = word.box, TOUCH * char.size
    return abs(char.box.x0 - x0) + abs(char.box.x1 - x1) < reach and -reach < top - char.box.bottom < reach


def _upwards(word: Word, char: Word) -> Word:
    """A word that runs upwards with its next character; it has no edges from left to right."""
    box = Box(word.box.x0, char.box.top, word.box.x1, word.box.bottom)
    return Word(word.text + char.text, box, (), word.size)


def _runs(chars: Chars) -> Iterator[tuple[int, int]]:
    """Where each run of characters without a gap begins and ends; white space at its ends is a run of its own."""
    borders = {0, len(chars.text), *_breaks(chars)}
    for match in _SPACES.finditer(chars.text):
        start, end = match.span()
        if (
            not borders.isdisjoint(range(start, end + 1))
            or chars.x1[end - 1] - chars.x0[start] > GAP * chars.size[start]
        ):
            borders |= {start, end}
    return pairwise(sorted(borders))


def _breaks(chars: Chars) -> Iterator[int]:
    """The characters that do not follow the one before them."""
    pairs = zip(*chars.columns, *(column[1:] for column in chars.columns), strict=False)
    for i, (x0, top, x1, bottom, size, next_x0, next_top, _, next_bottom, next_size) in enumerate(pairs, 1):
        if not x0 <= next_x0 <= x1 + GAP * (size if size > next_size else next_size):
            yield i
        elif top != next_top or bottom != next_bottom:
            shared = (bottom if bottom < next_bottom else next_bottom) - (top if top > next_top else next_top)
            height, next_height = bottom - top, next_bottom - next_top
            if shared < OVERLAP * (height if height < next_height else next_height):
                yield i
