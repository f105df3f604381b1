"""The headings of the narrative: where a paragraph stands and which kind of money its section speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.checks.text.things import scope_of

_NUMERAL = "一二三四五六七八九十"
_LEVELS = (
    re.compile(rf"^第[{_NUMERAL}\d]+(?:部分|章|篇)"),
    re.compile(rf"^[{_NUMERAL}]{{1,3}}[、.]"),
    re.compile(rf"^\([{_NUMERAL}]{{1,3}}\)"),
    re.compile(r"^\d{1,2}(?:[、]|\.(?!\d))"),
    re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}\))"),
)
_LONGEST, _SHORT = 60, 30  # a short line is a heading even where it ends in a full stop
_LISTED = 3  # so many 部分 with nothing between them are a table of contents
_AMOUNT = re.compile(r"\d(?:\.\d+)?(?:万元|元|%)|[xX×]{2,}万元")
_GLOSSARY = re.compile(r"名词解释|名词说明|专业名词")
_OTHER_MATTERS = re.compile(r"三公|运行经费|采购|绩效|资产|专项|债务|转移支付|会议费|培训费|公务|因公|车辆")


@dataclass(frozen=True, slots=True)
class Section:
    """Headings above a paragraph, the outermost first; a paragraph that is a heading is itself the last of them."""

    headings: tuple[str, ...] = ()
    is_heading: bool = False

    @property
    def title(self) -> str:
        """The nearest heading."""
        return self.headings[-1] if self.headings else ""

    @property
    def is_glossary(self) -> bool:
        return _is_glossary(self.headings)

    @property
    def scope(self) -> str:
        """The scope named by the nearest heading that names one, "" where none does."""
        return next((s for h in reversed(self.headings) if (s := scope_of(h))), "")

    @property
    def is_by_function(self) -> bool:
        """Whether the section tells the expenditure by 功能分类 (the nearest headings say so)."""
        return any("功能" in h or "具体使用" in h or "财政拨款支出预算" in h for h in self.headings[-2:])

    @property
    def about_totals(self) -> bool:
        """Whether the section speaks of income and expenditure as a whole and not of some special matter."""
        return not any(_OTHER_MATTERS.search(h) for h in self.headings)


@lru_cache(maxsize=1024)
def _is_glossary(headings: tuple[str, ...]) -> bool:
    return any(_GLOSSARY.search(heading) for heading in headings)


class Outline:
    """Follows the headings from paragraph to paragraph."""

    def __init__(self) -> None:
        self._headings: dict[int, str] = {}
        self._below = Section()
        self._listed = 0  # 部分 named one right after the other

    def enter(self, text: str) -> Section:
        """The section of the next paragraph (folded text)."""
        level = heading_level(text)
        if self._listed >= _LISTED and level != 0:
            self._headings, self._below = {}, Section()  # the contents end here, and so does the last that they name
        self._listed = self._listed + 1 if level == 0 else 0
        if level is None:
            return self._below
        self._headings = {k: v for k, v in self._headings.items() if k < level} | {level: text}
        self._below = Section(tuple(self._headings.values()))
        return Section(self._below.headings, is_heading=True)


def heading_level(text: str) -> int | None:
    """How deep a heading the folded text is (0 is 第一部分), None where it is no heading."""
    if len(text) <= _SHORT and "，" not in text:
        text = text.removesuffix("。")
    if len(text) > _LONGEST or text.endswith(("。", "；", "，")) or "。" in text[:-1] or _AMOUNT.search(text):
        return None
    return next((level for level, pattern in enumerate(_LEVELS) if pattern.search(text)), None)
