"""Totals of the text with the lists after them: 20 万元，其中：A 12 万元、B 8 万元; 22 人，其中行政 12 人."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from core.amounts import Figure, Verdict, balance
from core.checks.facts import Facts
from core.checks.findings import Finding, Level, Quote
from core.checks.registry import inspection
from core.checks.slips import slip
from core.checks.text.figures import Amount, with_bare_zeros
from core.checks.text.mentions import Mention, Passage
from core.checks.text.shared import narrative_of
from core.checks.text.things import TOTALS

_VALUES = ("value", "final", "budget", "opening", "adjusted")
_OPENS = re.compile(
    r"^(?:[^\d]|(?<!\d)(?P<count>\d{1,2})[个项类](?!\d)){0,80}?(?:其中|包括|分别(?:是|为)|分为|具体为)[:，]?"
)
_BETWEEN = ("change", "rate", "share", "completion")  # 150 万元，比上年增加 5 万元，增长 3%，其中：
_NESTED = re.compile(r"其中|包括|分为")
_LIKELY = 0.7
_SEVERAL = 3  # so many 类 are all that there are, rather than examples
_ITEMS_OF_THEIR_OWN = frozenset({"basic", "three_public", "cars", "procurement"})  # `sums` knows their parts
_ALL = (  # labels that together name everything there is
    ("行政", "事业"),
    ("在职", "退休"),
    ("财政拨款", "非财政拨款"),
    ("其他",),
    ("优", "良", "差"),
    ("优", "良", "不合格"),
)
_NAMED = re.compile(
    r"(?P<count>\d{1,2})个(?P<what>[^，。；:、\d]{0,12}?)，?(?:包括|分别(?:是|为)|即|具体(?:是|为)):?"
    r"(?P<list>[^。；:\d]{4,200})[。；]"
)
_NAMED_BEFORE = re.compile(
    r"(?:内设|下设|设有)(?:机构)?:?(?P<list>[^，。；:\d]{4,160}?)(?:共)?(?P<count>\d{1,2})个"
    r"(?P<what>(?:内设|职能)?(?:科室|部室|机构|处室|部门))"
)
_BRACKETED = re.compile(r"\([^()]*\)")
_JOINED = re.compile(r"[和及与]")
_LONGEST_NAME = 16


class _List(NamedTuple):
    """A total and the amounts of the list that it opens.

    covers: the labels of the list name all that there is. sure: its parts are surely all of one kind and each one of
    the whole, so that they cannot come to more; counted: there are as many as the text counts.
    """

    total: Mention
    parts: list[Mention]
    covers: bool
    sure: bool
    counted: bool


@inspection(looks_at=("narrative",))
def lists(facts: Facts) -> Iterator[Finding]:
    """The parts of a list come to its total.

    Not every list names all parts, so that amounts are judged only where one slip explains the difference, counts only
    where there are more parts than the whole has, or the labels name everything.
    """
    for passage in narrative_of(facts):
        for place, total in enumerate(passage.mentions):
            readings = _readings(passage, place) if _opens_list(total) else []
            if readings and all(map(_contradicts, readings)):
                yield _finding(passage, readings[0], "warning")
            elif readings and all(map(_falls_short, readings)):
                yield _finding(passage, readings[0], "info")


def _opens_list(mention: Mention) -> bool:
    thing, amount = mention.thing, mention.amount
    if amount.measure not in ("money", "count") or amount.about or mention.role not in _VALUES:
        return False
    return thing is None or thing.item not in _ITEMS_OF_THEIR_OWN


def _readings(passage: Passage, place: int) -> list[_List]:
    """What the list after a total may be: all to the end of its sentence, or what stands before a semicolon."""
    text, total = passage.text, passage.mentions[place]
    between = takewhile(lambda m: m.role in _BETWEEN and not m.said, passage.mentions[place + 1 :])
    last = max([total.end, *(m.end for m in between)])
    opener = _OPENS.match(text[last:])
    if opener is None or not total.amount.unit:
        return []
    start = last + opener.end()
    end, count = _end(text, start), int(opener["count"] or 0)
    semicolon = text.find("；", start, end)
    return [found for end in (end, semicolon) if (found := _list(passage, place, start, end, count)) is not None]


def _list(passage: Passage, place: int, start: int, end: int, count: int) -> _List | None:
    text, total = passage.text, passage.mentions[place]
    parts = [m for m in passage.mentions[place + 1 :] if start <= m.start < end]
    parts = [m for m in parts if _is_part(m.amount, total.amount) and m.role in _VALUES and not _inside(text, start, m)]
    said, posts = text[start:end], "编制" in text[max(0, total.start - 6) : total.start]
    if len(parts) < 2 or any(m.amount.about for m in parts) or (posts and "退休" in said):
        return None  # posts are not divided into those who work and those who retired
    covers = any(all(word in said for word in words) for words in _ALL)
    sure = total.thing is not None and total.thing.item in TOTALS and _are_classes(parts)
    return _List(total, parts, covers, sure, len(parts) == count)


def _are_classes(parts: list[Mention]) -> bool:
    """Whether the parts are 类 of expenditure, each once."""
    things = {part.thing for part in parts if part.thing is not None and part.thing.item == "subject"}
    return len(things) == len(parts) and all(len(thing.path) == 1 and not thing.code for thing in things)


def _end(text: str, start: int) -> int:
    """Where a list ends: at its sentence, or before the next list in it."""
    end = next((i for i in range(start, len(text)) if text[i] in "。\n"), len(text))
    nested = _NESTED.search(text, start, end)
    if nested is None:
        return end
    semicolon = text.rfind("；", start, nested.start())
    return semicolon if semicolon > start else nested.start()


def _is_part(part: Amount, total: Amount) -> bool:
    return part.measure == total.measure and part.unit == total.unit


def _inside(text: str, start: int, mention: Mention) -> bool:
    """Whether an amount stands in brackets, as a part of a part."""
    before = text[start : mention.start]
    return before.count("(") > before.count(")")


def _contradicts(found: _List) -> bool:
    total, *figures = with_bare_zeros(m.amount.figure for m in (found.total, *found.parts))
    stands = balance([(Decimal(1), total), *((Decimal(-1), figure) for figure in figures)])
    together = _together(found)
    if found.total.amount.measure == "count":
        return together > total.value or (found.covers and together != total.value)
    if stands.verdict is not Verdict.BROKEN:
        return False
    if found.counted or (found.sure and together > total.value):
        return True
    loose = together > total.value or found.covers
    suspects = [total, *(figure for figure in figures if loose)]
    over = together - total.value
    return not total.value or any(_slipped(f, f.value + (over if f is total else -over)) for f in suspects)


def _falls_short(found: _List) -> bool:
    """Whether 类 of expenditure, of which a budget leaves none out, come to less than the whole."""
    total, *figures = with_bare_zeros(m.amount.figure for m in (found.total, *found.parts))
    terms = [(Decimal(1), total), *((Decimal(-1), figure) for figure in figures)]
    several = found.sure and len(figures) >= _SEVERAL
    return several and balance(terms).verdict is Verdict.BROKEN and _together(found) < total.value


def _slipped(figure: Figure, right: Decimal) -> bool:
    """Whether one slip turns a figure of enough digits, or a zero, into what it ought to be."""
    digits = min(len(f"{value:f}".replace(".", "").strip("0")) for value in (figure.value, right))
    return right >= 0 and digits >= 3 and slip(figure.value, right, figure.places).likely >= _LIKELY


def _together(found: _List) -> Decimal:
    return sum((m.amount.figure.value for m in found.parts), Decimal(0))


def _finding(passage: Passage, found: _List, level: Level) -> Finding:
    total, together = found.total.amount, _together(found)
    listed = " + ".join(str(m.amount.figure) for m in found.parts)
    name = found.total.thing.name if found.total.thing is not None and found.total.known else "共"
    gap = abs(total.figure.value - together)
    return Finding(
        "text.list",
        "text_arithmetic",
        level,
        f"正文写{name} {total}，所列各项 {listed} = {together}{total.unit}，相差 {gap}。",
        text=passage.quote(found.total.start, found.parts[-1].end),
        stated=str(total.figure),
        expected=str(together),
        difference=str(total.figure.value - together),
    )


@inspection(looks_at=("narrative",))
def named_counts(facts: Facts) -> Iterator[Finding]:
    """设 4 个科室，分别是 … names as many as it says."""
    for passage in narrative_of(facts):
        if "个" not in passage.text:
            continue
        text = _BRACKETED.sub("", passage.text)
        for match in (*_NAMED.finditer(text), *_NAMED_BEFORE.finditer(text)):
            names = [name for name in re.split(r"[、，]", match["list"]) if name]
            joined = sum(len(_JOINED.findall(name)) for name in names)
            stated, what = int(match["count"]), match["what"]
            plain = all(len(name) <= _LONGEST_NAME for name in names) and "等" not in match["list"]
            if plain and len(names) > 1 and not len(names) <= stated <= len(names) + joined:
                yield Finding(
                    "text.named_count",
                    "text_text",
                    "warning",
                    f"正文写 {stated} 个{what}，列出名称的有 {len(names)} 个：{'、'.join(names)}。",
                    text=Quote(passage.paragraph.text.strip(), passage.paragraph.page, passage.index),
                    stated=str(stated),
                    expected=str(len(names)),
                )
