"""Characters → words, by where they stand rather than by the order in which a program wrote them."""

from __future__ import annotations

from core.model import Box
from core.readers.page import Word
from core.readers.pdfium import Char
from core.texts import mend_radicals

GAP = 0.55  # of the font size: a wider gap between two characters ends a word
OVERLAP = 0.5  # of the lower height: characters that overlap more than this stand on one line


def words_of(chars: list[Char]) -> list[Word]:
    """Words in the order of the file. Digits on another baseline than the Chinese beside them join one word."""
    words: list[Word] = []
    run: list[Char] = []
    for char in chars:
        if char.text.isspace() and char.x1 - char.x0 > GAP * char.size:
            _end(run, words)
            run = []
            continue
        if run and not _follows(run[-1], char):
            _end(run, words)
            run = []
        run.append(char)
    _end(run, words)
    return words


def _follows(last: Char, char: Char) -> bool:
    """Whether a character stands on the line of the one before it, and right behind it."""
    _, last_x0, last_top, last_x1, last_bottom, last_size = last
    _, x0, top, _, bottom, size = char
    if not last_x0 <= x0 <= last_x1 + GAP * (last_size if last_size > size else size):
        return False
    shared = (last_bottom if last_bottom < bottom else bottom) - (last_top if last_top > top else top)
    height, last_height = bottom - top, last_bottom - last_top
    return shared >= OVERLAP * (height if height < last_height else last_height)


def _end(run: list[Char], words: list[Word]) -> None:
    """Add the word of a run without the white space at its ends."""
    while run and run[-1].text.isspace():
        run.pop()
    start = next((i for i, c in enumerate(run) if not c.text.isspace()), len(run))
    chars = run[start:] if start else run
    if not chars:
        return
    texts, x0s, tops, x1s, bottoms, sizes = zip(*chars, strict=True)
    right = max(x1s)
    box = Box(x0s[0], min(tops), right, max(bottoms))
    words.append(Word(mend_radicals("".join(texts)), box, (*x0s, right), max(sizes)))
