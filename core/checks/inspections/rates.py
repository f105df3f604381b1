"""Rates of change beside the change: 比上年增加 … 万元，增长 … %."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.amounts import UNITS
from core.checks.facts import Facts
from core.checks.findings import Finding, Level
from core.checks.inspections.changes import is_plan, told_of, too_large
from core.checks.registry import inspection
from core.checks.text.figures import Amount
from core.checks.text.intervals import Interval, growth, last_digit_only, percentage
from core.checks.text.mentions import Mention, Passage
from core.checks.text.shared import narrative_of
from core.checks.text.things import TOTALS

_FROM_NOTHING = "text.rate_without_base"
_VALUES = ("value", "final", "budget")
_LIKE_FOR_LIKE = ("同口径", "可比", "剔除", "扣除")


@inspection(looks_at=("narrative",))
def change_rates(facts: Facts) -> Iterator[Finding]:
    """A stated rate of change against the change and this year's figure: last year is this year ∓ change.

    Growth from nothing is told once; where the report writes it so everywhere, the rest are hints.
    """
    told = False
    for finding in _changed(narrative_of(facts)):
        again = told and finding.rule == _FROM_NOTHING
        told = told or finding.rule == _FROM_NOTHING
        yield replace(finding, level="info") if again else finding


def _changed(passages: list[Passage]) -> Iterator[Finding]:
    for passage in passages:
        for change, rate in _pairs(passage):
            if _is_opposed(change, rate):
                yield _opposed(passage, change, rate)
            elif candidates := _values(passages, passage, change):
                yield from _rate(passage, change, rate, candidates)


def _pairs(passage: Passage) -> Iterator[tuple[Mention, Mention]]:
    """Each rate with the change that stands right before it."""
    for change, rate in zip(passage.mentions, passage.mentions[1:], strict=False):
        if change.role == "change" and rate.role == "rate" and rate.amount.measure == "percent":
            between = passage.text[change.end : rate.start]
            told = change.amount.measure == "money" and not change.amount.about and not rate.amount.about
            if told and not rate.said and not any(s in between for s in "。；"):
                yield change, rate


def _is_opposed(change: Mention, rate: Mention) -> bool:
    up = change.lead.direction
    return bool(up and rate.lead.direction == -up and rate.amount.figure.value and change.amount.figure.value)


def _values(passages: list[Passage], passage: Passage, change: Mention) -> list[Mention]:
    """This year's figures that the change may belong to, the likeliest first."""
    earlier = [m for m in passage.mentions if m.start < change.start]
    before = list(filter(_is_value, earlier))
    same = [m for m in before if _same(m, change)]
    if change.said or not before or _newly_named(change, earlier):
        return same[::-1] or [m for p in passages for m in p.mentions if _is_value(m) and _same(m, change)]
    return same[::-1] + [m for m in before if m not in same and m.amount.yuan[1] >= change.amount.yuan[0]]


def _newly_named(change: Mention, earlier: list[Mention]) -> bool:
    """Whether it is about something that a clause without an amount named: 公务接待费与预算持平，比上年增加 …"""
    return change.known and not any(m.thing == change.thing for m in earlier)


def _same(value: Mention, change: Mention) -> bool:
    """Whether both are about one thing, whatever money it is paid from; 收、支总计 is 收入总计 and 支出总计 alike."""
    a, b = value.thing, change.thing
    if a is None or b is None or not a.known:
        return False
    return (a.item, a.path) == (b.item, b.path) or (b.item == "both_total" and a.item in TOTALS)


def _is_value(mention: Mention) -> bool:
    return mention.role in _VALUES and mention.amount.measure == "money" and not mention.amount.about


def _rate(passage: Passage, change: Mention, rate: Mention, candidates: list[Mention]) -> Iterator[Finding]:
    stated, direction = rate.amount.figure, change.lead.direction
    start, _ = passage.folded.sentence(change.start, change.start)
    if not direction or any(w in passage.text[start : rate.end] for w in _LIKE_FOR_LIKE):
        return
    if stated.low > 0 and not change.amount.figure.value and not candidates[0].amount.figure.value:
        yield _rate_of_nothing(passage, change, rate)
        return
    value = candidates[0].amount
    last_year = _in_unit_of(value, change.amount) * -direction + value.figure.value
    if last_year == 0 and stated.value and change.amount.figure.value:
        yield _no_base(passage, candidates[0], change, rate)
        return
    if all(_more_than_all(c.amount, change.amount, direction) for c in candidates):
        yield too_large(passage, candidates[0], change)
    elif not any(_growth(c.amount, change.amount, direction).meets(stated) for c in candidates):
        yield _wrong_rate(passage, candidates[0], change, rate)


def _more_than_all(value: Amount, change: Amount, direction: int) -> bool:
    """Whether it grew by more than there is."""
    return direction > 0 and change.yuan[0] > value.yuan[1]


def _growth(value: Amount, change: Amount, direction: int) -> Interval:
    return growth(value.figure, change.figure, direction, UNITS[change.unit] / UNITS[value.unit])


def _in_unit_of(value: Amount, other: Amount) -> Decimal:
    return other.figure.value * UNITS[other.unit] / UNITS[value.unit]


def _opposed(passage: Passage, change: Mention, rate: Mention) -> Finding:
    up = "增加" if change.lead.direction == 1 else "减少"
    turned = "增长" if rate.lead.direction == 1 else "下降"
    return Finding(
        "text.direction",
        "text_arithmetic",
        "warning",
        f"正文前面说{up} {change.amount}，后面却说{turned} {rate.amount}，方向相反。",
        text=passage.quote(change.start, rate.end),
    )


def _rate_of_nothing(passage: Passage, change: Mention, rate: Mention) -> Finding:
    return Finding(
        "text.rate",
        "text_arithmetic",
        "error",
        f"本年数和变动额都是 0，变动率不应写 {rate.amount}。",
        text=passage.quote(change.start, rate.end),
        stated=str(rate.amount.figure),
        expected="0",
    )


def _no_base(passage: Passage, value: Mention, change: Mention, rate: Mention) -> Finding:
    return Finding(
        _FROM_NOTHING,
        "text_arithmetic",
        "warning",
        f"本年 {value.amount}、增加 {change.amount}，{_base(change)}为 0，增长率没有基数，不应写 {rate.amount}。",
        text=told_of(passage, value, change, rate),
        stated=str(rate.amount),
        expected=f"{_base(change)}为 0，不计算增长率",
    )


def _base(change: Mention) -> str:
    """What a change is from."""
    return "预算数" if is_plan(change.lead.against) else "上年数"


def _wrong_rate(passage: Passage, value: Mention, change: Mention, rate: Mention) -> Finding:
    direction = change.lead.direction or 0
    base = value.amount.figure.value - direction * _in_unit_of(value.amount, change.amount)
    part = _in_unit_of(value.amount, change.amount)
    expected = percentage(part, base, rate.amount.figure.places)
    level: Level = "warning" if last_digit_only(rate.amount.figure, expected) else "error"
    sign = "-" if direction > 0 else "+"
    return Finding(
        "text.rate",
        "text_arithmetic",
        level,
        f"正文写{'增长' if direction > 0 else '下降'} {rate.amount}；按 {change.amount} ÷ {_base(change)} {base}"
        f"（{value.amount} {sign} {change.amount}）计算应为 {expected}。",
        text=passage.quote(change.start, rate.end),
        stated=str(rate.amount.figure),
        expected=str(expected) if expected else None,
        difference=str(rate.amount.figure.value - expected.value) if expected else None,
    )
