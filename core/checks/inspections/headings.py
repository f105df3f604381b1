"""Numbers of headings and lists in the narrative that skip or repeat: hints for the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.checks.facts import Facts
from core.checks.findings import Finding, Quote
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.model import Paragraph

_DIGITS = "一二三四五六七八九"
_SHAPES = (
    ("第一部分", re.compile(r"^第([一二三四五六七八九十]{1,3})部分")),
    ("一、", re.compile(r"^([一二三四五六七八九十]{1,3})、")),
    ("（一）", re.compile(r"^\(([一二三四五六七八九十]{1,3})\)")),
    ("1.", re.compile(r"^(\d{1,2})[.、](?!\d)")),
    ("（1）", re.compile(r"^\((\d{1,2})\)")),
)


@inspection(looks_at=("narrative",))
def heading_numbers(facts: Facts) -> Iterator[Finding]:
    """Each numbering counts on by one until a higher one starts it anew."""
    last: dict[int, int] = {}
    for index, paragraph in enumerate(facts.report.narrative):
        found = _number(fold(paragraph.text).text)
        if found is None:
            continue
        level, number = found
        before = last.get(level)
        last = {k: v for k, v in last.items() if k < level} | {level: number}
        if number != 1 and before is not None and number != before + 1:
            yield _finding(paragraph, index, before, number)


def _number(text: str) -> tuple[int, int] | None:
    for level, (_, pattern) in enumerate(_SHAPES):
        if match := pattern.search(text):
            return level, _value(match[1])
    return None


def _value(text: str) -> int:
    """The value of a numeral up to 99, in Chinese or Arabic digits."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.index(text[0]) + 1
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def _finding(paragraph: Paragraph, index: int, before: int, number: int) -> Finding:
    text = paragraph.text.strip()
    how = "重复" if number == before else "不连续"
    return Finding(
        "text.heading_number",
        "order",
        "info",
        f"标题编号{how}：前一个是 {before}，这里是 {number}：{text[:30]}",
        text=Quote(text[:60], paragraph.page, index),
        stated=str(number),
        expected=str(before + 1),
    )
