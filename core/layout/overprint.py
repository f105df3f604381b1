"""What is printed over a page and belongs to none of its tables: watermarks, and page numbers that run into a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from core.readers.page import Page, Word

HEAD, FOOT = 0.08, 0.9  # of the page's height: running heads and page numbers stand beyond
LARGE = 24.0  # points: no text of a table is so large
LARGER = 2.5  # … nor so many times as large as the others
_PAGE_NUMBER = re.compile(r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页")


def without_overprint(page: Page) -> tuple[list[Word], list[Word]]:
    """The words of a page without its watermark: those that may stand in tables, and its page numbers."""
    numbers = [word for word in page.words if _is_page_number(word, page.height)]
    watermark = {id(word) for word in _watermark(page.words)}
    if not (numbers or watermark):
        return page.words, []
    apart = watermark | {id(word) for word in numbers}
    return [word for word in page.words if id(word) not in apart], numbers


def _is_page_number(word: Word, height: float) -> bool:
    beyond = word.box.top > FOOT * height or word.box.bottom < HEAD * height
    return beyond and _PAGE_NUMBER.fullmatch(word.text) is not None


def _watermark(words: Sequence[Word]) -> list[Word]:
    """Words far larger than the others, if one of them lies over others."""
    large = [word for word in words if word.size > LARGE]
    if not large or len(large) == len(words):
        return []
    usual = median(word.size for word in words)
    far = [word for word in large if word.size > LARGER * usual]
    rest = [word for word in words if word.size <= LARGE]
    return far if any(_overlap(word, other) for word in far for other in rest) else []


def _overlap(word: Word, other: Word) -> bool:
    across = min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0)
    return across > 0 and min(word.box.bottom, other.box.bottom) > max(word.box.top, other.box.top)
