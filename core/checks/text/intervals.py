"""Rates and shares over printed figures: which printed percentages can be true at all.

A printed figure stands for a closed interval (see `core.amounts`), so a quotient of two of them is an interval too. A
stated percentage is wrong only where its own interval and that of the quotient do not meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.amounts import ZERO, Figure

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval; high None: without bound."""

    low: Decimal
    high: Decimal | None

    def meets(self, figure: Figure) -> bool:
        """Whether some value of the interval is printed as the figure."""
        return self.low <= figure.high and (self.high is None or figure.low <= self.high)


def quotient(part: Figure, whole: Figure, factor: Decimal = Decimal(1)) -> Interval:
    """part ÷ whole in per cent, for amounts not below zero; `factor` turns the unit of the part into the whole's."""
    low = max(ZERO, part.low) * factor
    high = part.high * factor
    top = max(ZERO, whole.low)
    return Interval(low / whole.high * HUNDRED if whole.high > 0 else ZERO, high / top * HUNDRED if top > 0 else None)


def growth(value: Figure, change: Figure, direction: int, factor: Decimal = Decimal(1)) -> Interval:
    """Change in per cent of last year's figure, which is value − direction × change; `factor` as for `quotient`."""
    low, high = max(ZERO, change.low) * factor, change.high * factor
    least = value.high - direction * low
    most = value.low - direction * high
    return Interval(low / least * HUNDRED if least > 0 else ZERO, high / most * HUNDRED if most > 0 else None)


def percentage(part: Decimal, whole: Decimal, places: int) -> Figure | None:
    """part ÷ whole in per cent as it would be printed with that many decimals; None where the whole is zero."""
    if not whole:
        return None
    value = (part / whole * HUNDRED).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return Figure(value, places, True)


def last_digit_only(stated: Figure, expected: Figure | None) -> bool:
    """Whether a stated percentage is off by one in its last printed decimal, as where it was cut, not rounded."""
    return expected is not None and abs(stated.value - expected.value) <= 2 * stated.half_unit
