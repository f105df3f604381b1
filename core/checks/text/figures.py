"""Every figure with a unit in folded narrative text: money, percentages, counts, scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.amounts import UNITS, Figure, parse

Measure = Literal["money", "percent", "points", "count", "score"]

_MONEY = "|".join(reversed(UNITS))  # 百万元 before 万元
_COUNTS = "人次|人|名|辆|台套|台|套|批次|批|个|项|家|户|次|平方米|m2|亩|件|所|处|场|期|条|位|宗|团组"
_PATTERN = re.compile(
    r"(?<![\d.A-Za-z\-〔\[第号])(?!\d{1,3}[类款项]\))"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    rf"(?P<unit>{_MONEY}|万(?![元人名辆台套个项家户次平亩件])"
    rf"|个百分点|百分点|%|分(?![之为别类项钟])|{_COUNTS})?"
)
_BARE_ZERO = re.compile(r"(?<=预算为|决算为|算数为)0(?:\.0+)?(?=[，。；])")
_ABOUT_BEFORE = re.compile(r"(?:约|近|超过|超|不超过|不低于|不少于|以上|大约|[≥≤><=＞＜])(?:=)?$")
_PAIRED_BEFORE = re.compile(r"\d[,，、和及]$")  # 4125.49、4143.91万元: two figures for two things at once
_PAIRED_AFTER = re.compile(r"^(?:[、和及]|，(?=\d[\d.,]*%))[\d.]")
_ABOUT_AFTER = re.compile(r"^(?:多|余|左右|以上|以下|以内|\(含\)|起|/|每)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed figure with its unit at start..end of the folded text.

    unit: as printed (万元, %, 人 …), 万 counts as 万元. about: not to be checked, as the text only says 约, 余, 超过,
    以上 and the like, or gives two figures for two things at once.
    """

    start: int
    end: int
    figure: Figure
    unit: str
    measure: Measure
    about: bool = False

    @property
    def yuan(self) -> tuple[Decimal, Decimal]:
        """The closed interval that the printed amount stands for, in 元. Only for money."""
        factor = UNITS[self.unit]
        return self.figure.low * factor, self.figure.high * factor

    def __str__(self) -> str:
        return f"{self.figure}{self.unit}"


def amounts(text: str, start: int = 0) -> Iterator[Amount]:
    """The figures with units in folded text, from left to right; years, dates and bare numbers are not among them."""
    for match in _PATTERN.finditer(text, start):
        unit = match["unit"] or ("0" if _BARE_ZERO.match(text, match.start()) else "")
        if not unit or text[match.end() :].startswith(("工作日", "月", "级")):
            continue
        figure = parse(match["number"])
        if figure is None:
            continue
        unit = "万元" if unit in ("万", "0") else unit
        yield Amount(match.start(), match.end(), figure, unit, _measure(unit), _about(text, match))


def with_bare_zeros(figures: Iterable[Figure]) -> list[Figure]:
    """The figures of one sum; a bare 0 beside figures with decimals is nothing at all, not something below a half."""
    each = list(figures)
    places = max((figure.places for figure in each), default=0)
    return [f if f.value or f.places else Figure(f.value, places) for f in each]


def _measure(unit: str) -> Measure:
    if unit in UNITS:
        return "money"
    if unit.endswith("百分点"):
        return "points"
    return "percent" if unit == "%" else "score" if unit == "分" else "count"


def _about(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 4) : match.start()], text[match.end() : match.end() + 4]
    paired = _PAIRED_BEFORE.search(before) or _PAIRED_AFTER.search(text[match.end() : match.end() + 12])
    return bool(paired or _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.search(after))
