"""Lines of a page as tables without upright rules are found by: cells apart, figures, captions, notes, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.layout.celltext import lines_of
from core.model import Box, around
from core.readers.page import Word

FIGURE = re.compile(r"[-−–△▲(（]?\d[\d,，]*(?:\.\d+)?%?[)）]?|[-−–—－]{1,2}")
AMOUNT = re.compile(r"[-−–△▲(（]?(?:\d[\d,，]*\.\d+%?|\d{1,3}(?:[,，]\d{3})+|\d+%|\d{4,})[)）]?")
CAPTION = re.compile(r"(?:单位|部门|名称|日期|年度)\s*[:：]|[:：]\s*[千万百亿]*元$")
UNIT = re.compile(r"单位\s*[:：]\s*[千万百亿]*元")
NUMBER = re.compile(
    r"(?:附?[表件]|公开)\s*[\d一二三四五六七八九十]+(?:[-－表]\d*)*|\D{0,6}\d+(?:[-－]\d+)?\s*表"
    r"|第?\s*\d+\s*页?|[-—]\s*\d+\s*[-—]"
)
ORDINALS = re.compile(r"栏次|行次|栏|次")
TOTAL = re.compile(r".{0,8}(?:合|总)\s*计")
CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
ITEM = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}(?:、|[)）])")
DASH = re.compile(r"[-−–—－]{1,2}")
LEADERS = re.compile(r"(?:[.…·．]{4,}|……)\s*\d+$")
NOTE = re.compile(r"^[（(]?\s*(?:注|说明|备注)\s*\d*\s*[:：]")
BRACKETED = re.compile(r"[（(](?![一二三四五六七八九十\d]+[)）]).{9,}[)）]")
_ASIDE = re.compile(r"[^\s（(][（(][^）)]*$")
APART = 0.6  # of the font size: a wider gap parts two cells


class TextLine:
    """Words that stand on one line, given and kept from left to right."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.box = around([w.box for w in words]) or Box(0, 0, 0, 0)
        self.size = max([w.size or w.box.height for w in words])
        self.text = " ".join([w.text for w in words])
        gaps = [True, *[_apart(a, b) for a, b in pairwise(words)], True]
        self.parts = sum(gaps) - 1
        self.amounts = [w for i, w in enumerate(words) if gaps[i] and gaps[i + 1] and AMOUNT.fullmatch(w.text)]

    @property
    def caption(self) -> bool:
        return self._says(CAPTION) or bool(NOTE.match(self.text) or LEADERS.search(self.text))

    @property
    def unit(self) -> bool:
        """Whether it names the unit of a table's amounts."""
        return self._says(UNIT)

    def _says(self, pattern: re.Pattern[str]) -> bool:
        """Whether it names something, other than in brackets behind a header text: 价值（金额单位：万元）."""
        match = pattern.search(self.text)
        return match is not None and _ASIDE.search(self.text, 0, match.start()) is None

    @property
    def counted(self) -> bool:
        """Whether it prints figures as a row of a table does: apart from each other and from its label."""
        return bool(self.amounts) and not LEADERS.search(self.text) and not self.text.endswith(("。", "；"))

    @property
    def opens(self) -> bool:
        """Whether it begins as rows do and headers never: with a code, the number of an item; or prints dashes only."""
        first = self.words[0].text
        if sum(DASH.fullmatch(w.text) is not None for w in self.words) > 1:
            return True
        return ITEM.match(first) is not None or (CODE.fullmatch(first) is not None and self.parts > 1)

    @property
    def totals(self) -> bool:
        """Whether it prints nothing but 合计."""
        return TOTAL.fullmatch("".join(w.text for w in self.words)) is not None

    @property
    def numbered(self) -> bool:
        """A row of column numbers (栏次)."""
        texts = [w.text for w in self.words if not ORDINALS.fullmatch(w.text)]
        digits = [text for text in texts if text == "※" or (text.isdecimal() and len(text) <= 2)]
        return len(digits) >= 2 and len(digits) >= len(texts) - 1


def text_lines(words: Iterable[Word]) -> list[TextLine]:
    """All lines from top to bottom."""
    return [TextLine(line) for line in lines_of(words)]


def _apart(left: Word, right: Word) -> bool:
    return right.box.x0 - left.box.x1 > APART * max(left.size, right.size, 1.0)
