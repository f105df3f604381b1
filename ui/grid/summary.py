"""Sum, count and average of the selection, as the status bar shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core import amounts


@dataclass(frozen=True, slots=True)
class Summary:
    """cells: how many are selected; figures: how many of them hold an amount. Exact sums, no float."""

    cells: int
    figures: int
    total: Decimal
    places: int

    @property
    def average(self) -> Decimal:
        unit = Decimal(1).scaleb(-max(self.places, 2))
        return (self.total / self.figures).quantize(unit, ROUND_HALF_UP)


def summarise(texts: Iterable[str]) -> Summary:
    """Percentages are counted as cells, not as amounts."""
    cells, known = 0, []
    for text in texts:
        cells += 1
        figure = amounts.parse(text)
        if figure is not None and not figure.percent:
            known.append(figure)
    total = sum((f.value for f in known), Decimal(0))
    return Summary(cells, len(known), total, max((f.places for f in known), default=0))
