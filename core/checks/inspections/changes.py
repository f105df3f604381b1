"""This year, what it is compared with and the change between them: 由上年的 8.00 万元减少到 7.40 万元，下降 7.50%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from core.amounts import UNITS, Verdict, balance
from core.checks.facts import Facts
from core.checks.findings import Finding, Level, Quote, table_name
from core.checks.registry import inspection
from core.checks.text.figures import Amount
from core.checks.text.intervals import HUNDRED, Interval, last_digit_only, percentage, quotient
from core.checks.text.mentions import Mention, Passage
from core.checks.text.places import Book, Place
from core.checks.text.shared import book_of, narrative_of
from core.checks.text.things import THREE_PUBLIC, Thing

_VALUES = ("value", "final", "budget")
_PLANS = ("opening", "adjusted", "budget")
_NAMES = {"previous": "上年", "opening": "年初预算", "adjusted": "全年预算", "budget": "预算"}
_LAST_YEAR = re.compile(r"上年|去年|上一年|往年|20\d\d年")
_UNLIKE = ("同口径", "可比", "剔除", "扣除")
_LEVEL = re.compile(
    r"(?:[与同和较比](?P<against>[^，。；与同和较比]{0,16}?)(?:相比)?)?(?<!基本)(?<!大致)(?<!大体)(?<!总体)(?<!略有)"
    r"(?P<word>持平|保持一致|一致|相同|相等|无增减(?:变化|变动)?|无变化|没有变化|无变动|不变|增减变化为零)"
)


class _Pair(NamedTuple):
    """The figure of the year and what it is compared with."""

    value: Mention
    base: Mention


@inspection(looks_at=("narrative",))
def changes(facts: Facts) -> Iterator[Finding]:
    """This year less last year, or outcome less budget, is the change, where one paragraph states all three."""
    for passage in narrative_of(facts):
        for index, change in enumerate(passage.mentions):
            if _is_change(change):
                pair = _pair(passage, index)
                if pair is not None:
                    yield from _change(passage, pair, change)
                else:
                    yield from _too_large(passage, index, change)


@inspection(looks_at=("narrative",))
def rates_of_pairs(facts: Facts) -> Iterator[Finding]:
    """A rate that no amount of change precedes, against the two figures that are compared."""
    for passage in narrative_of(facts):
        for index, rate in enumerate(passage.mentions):
            if rate.role == "rate" and rate.amount.measure == "percent" and rate.lead.direction:
                pair = _pair(passage, index)
                if pair is not None and not _told_level(passage, pair, rate) and not _unlike(passage):
                    yield from _rate(passage, pair, rate)


class _Planned(NamedTuple):
    """A change of a 三公 item from its budget, with the budget that the table prints."""

    passage: Passage
    value: Mention
    change: Mention
    plan: Place

    @property
    def fits(self) -> bool:
        """Whether value and budget may be that far apart."""
        ends = [_sign(self.change) * end for end in self.change.amount.yuan]
        (low, high), (least, most) = self.value.amount.yuan, self.plan.yuan
        return low - most <= max(ends) and min(ends) <= high - least


@inspection(forms=("three_public",))
def changes_of_plans(facts: Facts) -> Iterator[Finding]:
    """较年初预算数减少 of 三公 items against the 预算数 that only their table gives.

    Some tables print the budget as it was changed in the year, so that the other items have to agree with the table.
    """
    if facts.report.info.kind == "final":
        told = [planned for passage in narrative_of(facts) for planned in _planned(passage, book_of(facts))]
        wrong = [planned for planned in told if not planned.fits]
        if len(wrong) * 2 < sum(bool(planned.change.amount.figure.value) for planned in told):
            yield from map(_misplanned, wrong)


def _planned(passage: Passage, book: Book) -> Iterator[_Planned]:
    for index, change in enumerate(passage.mentions):
        if _is_change(change) and _of_plan(change) and change.thing and _pair(passage, index) is None:
            values, plans = _values(passage, index), book.planned(change.thing.item)
            if len(values) == 1 and plans:
                yield _Planned(passage, values[0], change, plans[0])


@inspection(looks_at=("narrative",))
def level_years(facts: Facts) -> Iterator[Finding]:
    """持平 and, in the same breath, two figures that differ, or a change that is not zero."""
    for passage in narrative_of(facts):
        for match in _LEVEL.finditer(passage.text):
            start, end = passage.folded.sentence(match.start(), match.end())
            before = [m for m in passage.mentions if start <= m.start < match.start("word")]
            after = [m for m in passage.mentions if match.end() <= m.start < end]
            directly = bool(before) and passage.text[before[-1].end : match.start("word")] in ("，", "")
            if before and (contrary := _unlevel(before, after, match["against"] or "", directly)):
                yield _not_level(passage, match, contrary)


def _unlike(passage: Passage) -> bool:
    """Whether figures are compared after something was taken out of them."""
    return any(word in passage.text for word in _UNLIKE)


def _told_level(passage: Passage, pair: _Pair, rate: Mention) -> bool:
    """Whether the text says 持平 before a rate, which `level_years` looks at."""
    return bool(_LEVEL.search(passage.text, min(pair.value.end, pair.base.end), rate.start))


def _is_change(mention: Mention) -> bool:
    return (
        mention.role == "change"
        and mention.amount.measure == "money"
        and bool(mention.lead.direction)
        and not mention.amount.about
    )


def _of_plan(change: Mention) -> bool:
    """Whether a change of a 三公 item is one from its 年初预算."""
    return is_plan(change.lead.against) and change.thing is not None and change.thing.item in THREE_PUBLIC


def is_plan(against: str) -> bool:
    """Whether words name the budget of the year as what something is compared with."""
    return "预算" in against and not _LAST_YEAR.search(against)


def _sign(change: Mention) -> int:
    return change.lead.direction or 0


def _of_one(mention: Mention, change: Mention) -> bool:
    """Whether both are about one thing, however it is worded."""
    a, b = mention.thing, change.thing
    return a == b or (a is not None and b is not None and a.known and _key(a) == _key(b))


def _key(thing: Thing) -> tuple[str, str, tuple[str, ...]]:
    return thing.item, thing.scope, thing.path


def _before(passage: Passage, index: int) -> list[Mention]:
    """The amounts of money before place `index` that are about the same thing."""
    this = passage.mentions[index]
    return [m for m in passage.mentions[:index] if m.amount.measure == "money" and _of_one(m, this)]


def _values(passage: Passage, index: int) -> list[Mention]:
    """The amounts of the year before place `index`, one that is repeated once."""
    found = [m for m in _before(passage, index) if m.role in _VALUES and not m.amount.about]
    return list({(m.amount.figure, m.amount.unit): m for m in found}.values())


def _pair(passage: Passage, index: int) -> _Pair | None:
    """What a change or a rate is between: the one figure of the year, and the last that it is compared with."""
    of_plan = is_plan(passage.mentions[index].lead.against)
    bases = [m for m in _before(passage, index) if (m.role == "previous" and not of_plan) or m.role in _PLANS]
    if not bases:
        return None
    base, at = bases[-1], passage.mentions.index(bases[-1])
    between = passage.mentions[at + 1 : index]
    if of_plan:
        alone = len({m.amount for m in bases}) == 1
    elif base.role == "previous":
        alone = not any(m.role in ("change", "rate") for m in between)
    else:
        this = passage.mentions[index]
        alone = not between and not any(stop in passage.text[base.end : this.start] for stop in "，。；、")
    values = [m for m in _values(passage, index) if m is not base]
    return _Pair(values[0], base) if alone and len(values) == 1 and not base.amount.about else None


def _change(passage: Passage, pair: _Pair, change: Mention) -> Iterator[Finding]:
    value, base = pair
    if len({m.amount.unit for m in (value, base, change)}) > 1:
        return
    figures = value.amount.figure, base.amount.figure, change.amount.figure
    stands = balance(zip((Decimal(1), Decimal(-1), Decimal(-_sign(change))), figures, strict=True))
    if stands.verdict is not Verdict.BROKEN:
        return
    gap = figures[0].value - figures[1].value
    grown = "增加" if gap > 0 else "减少" if gap < 0 else "相差"
    yield Finding(
        "text.change",
        "text_arithmetic",
        "error",
        f"正文写{_told(change)} {change.amount}；按本年 {value.amount}、{_NAMES[base.role]} {base.amount}计算，"
        f"应为{grown} {abs(gap)}{change.amount.unit}。",
        text=passage.quote(min(value.start, base.start), change.end),
        stated=str(figures[2]),
        expected=str(abs(gap)),
        difference=str(stands.difference),
        tolerance=str(stands.tolerance),
    )


def _too_large(passage: Passage, index: int, change: Mention) -> Iterator[Finding]:
    """A growth by more than there is; with a rate beside it `change_rates` says so."""
    following = passage.mentions[index + 1 : index + 2]
    values = _values(passage, index)
    if _sign(change) < 0 or len(values) != 1 or any(m.role == "rate" for m in following):
        return
    if change.amount.yuan[0] > values[0].amount.yuan[1] and not _of_plan(change):
        yield too_large(passage, values[0], change)


def too_large(passage: Passage, value: Mention, change: Mention) -> Finding:
    """That something grew by more than there is of it."""
    return Finding(
        "text.change_too_large",
        "text_arithmetic",
        "warning",
        f"正文写本年 {value.amount}，却比上年增加 {change.amount}，增加额大于本年数。",
        text=told_of(passage, value, change, change),
        stated=str(change.amount.figure),
    )


def told_of(passage: Passage, value: Mention, change: Mention, last: Mention) -> Quote:
    """What a passage says of a change up to its last amount, from the figure that changed on if it is told here."""
    return passage.quote(value.start if value in passage.mentions else change.start, last.end)


def _rate(passage: Passage, pair: _Pair, rate: Mention) -> Iterator[Finding]:
    value, base = (m.amount for m in pair)
    if not base.figure.value or not _sign(rate):
        return
    span = _growth(value, base, _sign(rate))
    if span.meets(rate.amount.figure):
        return
    right = percentage(value.yuan[0] + value.yuan[1], base.yuan[0] + base.yuan[1], rate.amount.figure.places)
    grown = right.value - HUNDRED if right else Decimal(0)
    expected = percentage(abs(grown), HUNDRED, rate.amount.figure.places)
    level: Level = "warning" if last_digit_only(rate.amount.figure, expected) else "error"
    told, counted = ("增长" if sign > 0 else "下降" for sign in (_sign(rate), grown))
    yield Finding(
        "text.rate",
        "text_arithmetic",
        level,
        f"正文写{told} {rate.amount}；按本年 {value}、{_NAMES[pair.base.role]} {base}计算，应为{counted} {expected}。",
        text=passage.quote(min(value.start, base.start), rate.end),
        stated=str(rate.amount.figure),
        expected=str(expected),
        difference=str(rate.amount.figure.value - expected.value) if expected else None,
    )


def _growth(value: Amount, base: Amount, direction: int) -> Interval:
    """By how many per cent of the base the value grew (1) or fell (-1)."""
    span = quotient(value.figure, base.figure, UNITS[value.unit] / UNITS[base.unit])
    if direction > 0:
        return Interval(span.low - HUNDRED, None if span.high is None else span.high - HUNDRED)
    return Interval(-HUNDRED if span.high is None else HUNDRED - span.high, HUNDRED - span.low)


def _misplanned(planned: _Planned) -> Finding:
    passage, value, change, place = planned
    plan = place.value_in(change.amount.unit)
    gap = value.amount.figure.value * UNITS[value.amount.unit] / UNITS[change.amount.unit] - plan
    told, grown = ("增加" if sign > 0 else "减少" for sign in (_sign(change), gap))
    return Finding(
        "text.change",
        "text_arithmetic",
        "warning",
        f"正文写决算 {value.amount}、比预算{told} {change.amount}；{table_name(place.table)}的预算数是 {place.figure}，"
        f"应为{grown} {abs(gap).normalize():f}{change.amount.unit}。",
        text=passage.quote(value.start, change.end),
        stated=str(change.amount.figure),
        expected=f"{abs(gap).normalize():f}",
    )


def _unlevel(before: list[Mention], after: list[Mention], against: str, directly: bool) -> str:
    """What contradicts that the last thing named before is level with what it is compared with; "" for nothing.

    directly: nothing stands between that last amount and the word.
    """
    last = before[-1]
    if directly and last.role in ("change", "rate") and last.lead.direction and last.amount.figure.value:
        return f"前面却写{_told(last)} {last.amount}"
    same = [m for m in before if m.amount.measure == "money" and _of_one(m, last) and not m.amount.about]
    values = {m.amount for m in same if m.role in _VALUES}
    bases = {m.amount for m in same if m.role == "previous"}
    if not is_plan(against) and len(values) == len(bases) == 1:
        value, base = values.pop(), bases.pop()
        if value.yuan[0] > base.yuan[1] or base.yuan[0] > value.yuan[1]:
            return f"本年 {value}与上年 {base}并不相等"
    for change in takewhile(lambda m: m.role in ("change", "rate") and not m.said, after):
        alike = not change.lead.against or is_plan(change.lead.against) == is_plan(against)
        if alike and change.lead.direction and change.amount.figure.value:
            return f"紧接着又写{_told(change)} {change.amount}"
    return ""


def _told(change: Mention) -> str:
    return "增加" if _sign(change) > 0 else "减少"


def _not_level(passage: Passage, match: re.Match[str], contrary: str) -> Finding:
    return Finding(
        "text.level",
        "text_text",
        "warning",
        f"正文写“{match.group()}”，{contrary}，前后矛盾。",
        text=passage.quote(match.start(), match.end()),
        stated=match.group(),
    )
