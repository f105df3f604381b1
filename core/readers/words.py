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
_SPACE = re.compile(r"\s")


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
    following = map(_follows, *chars.columns, *(column[1:] for column in chars.columns))
    borders = {0, len(chars.text), *(i for i, follows in enumerate(following, 1) if not follows)}
    spaces = [match.start() for match in _SPACE.finditer(chars.text)]
    for i in spaces:
        if i in borders or _parts(chars, i):
            borders |= {i, i + 1}
    for i in reversed(spaces):
        if i + 1 in borders:
            borders.add(i)
    return pairwise(sorted(borders))


def _follows(
    last_x0: float, last_top: float, last_x1: float, last_bottom: float, last_size: float,
    x0: float, top: float, _: float, bottom: float, size: float,
) -> bool:  # fmt: skip
    """Whether a character stands on the line of the one before it, and right behind it."""
    if not last_x0 <= x0 <= last_x1 + GAP * (last_size if last_size > size else size):
        return False
    shared = (last_bottom if last_bottom < bottom else bottom) - (last_top if last_top > top else top)
    height, last_height = bottom - top, last_bottom - last_top
    return shared >= OVERLAP * (height if height < last_height else last_height)


def _parts(chars: Chars, space: int) -> bool:
    """Whether white space is so wide that it parts two words."""
    return chars.x1[space] - chars.x0[space] > GAP * chars.size[space]
