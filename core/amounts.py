"""The one owner of printed figures, their intervals and the rounding rule.

A printed figure with d decimals stands for the closed interval ± 0.5·10^-d. Equations over figures are broken only
where the intervals do not meet (the rule of XBRL Calculations 1.1); a touch of the ends is a rounding tail (尾差).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache

ZERO = Decimal(0)
UNITS = {  # 金额单位, in 元
    "元": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
_PLAIN = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?|[+-]?\.\d+%?")
_MINUS = str.maketrans(dict.fromkeys("−－—–﹣△▲", "-"))
_BRACKETS = re.compile(r"\((\d[\d,]*\.\d+)\)")  # (3.00) is minus 3.00; (3) is rather the third item of a list


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number (数字): exact value and the number of decimals printed. A percentage keeps its printed value."""

    value: Decimal
    places: int = 0
    percent: bool = False

    @property
    def half_unit(self) -> Decimal:
        """Half of the last printed decimal: the reach of the interval on either side."""
        return _half_unit(self.places)

    @property
    def low(self) -> Decimal:
        return self.value - self.half_unit

    @property
    def high(self) -> Decimal:
        return self.value + self.half_unit

    def __str__(self) -> str:
        return f"{self.value:.{self.places}f}" + ("%" if self.percent else "")


@lru_cache(maxsize=64)
def _half_unit(places: int) -> Decimal:
    return Decimal(5).scaleb(-places - 1)


@lru_cache(maxsize=65536)
def parse(text: str) -> Figure | None:
    """The figure that a cell prints, or None where it is blank or not a plain number.

    Full-width digits, thousands separators, a trailing % and the several minus signs (also △ and brackets around a
    figure with decimals) are understood; 万元 and the like are not part of a plain figure. A lone dash is no figure.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_MINUS)
    folded = _BRACKETS.sub(r"-\1", "".join(folded.split()))
    if not _PLAIN.fullmatch(folded):
        return None
    percent = folded.endswith("%")
    digits = folded.rstrip("%").replace(",", "")
    return Figure(Decimal(digits), len(digits.partition(".")[2]), percent)


class Verdict(Enum):
    """How an equation over printed figures stands."""

    EXACT = "exact"
    ROUNDING = "rounding"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Balance:
    """Σ coefficient × figure: its printed difference from zero and the reach of all the roundings together."""

    difference: Decimal
    tolerance: Decimal

    @property
    def verdict(self) -> Verdict:
        if not self.difference:
            return Verdict.EXACT
        return Verdict.ROUNDING if abs(self.difference) <= self.tolerance else Verdict.BROKEN


def balance(terms: Iterable[tuple[Decimal, Figure | None]]) -> Balance:
    """Sum the terms of one equation. A blank (None) counts as an exact zero."""
    difference, tolerance = ZERO, ZERO
    for coefficient, figure in terms:
        if figure is not None:
            difference += coefficient * figure.value
            tolerance += abs(coefficient) * _half_unit(figure.places)
    return Balance(difference, tolerance)
