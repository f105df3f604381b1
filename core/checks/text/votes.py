"""What the narrative says about single cells: a vote beside those of the tables on which figure is the wrong one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from core.amounts import UNITS, Figure
from core.checks.facts import Facts
from core.checks.text.mentions import Mention
from core.checks.text.places import Found
from core.checks.text.shared import book_of, narrative_of
from core.model import CellRef

Span = tuple[Decimal, Decimal]  # lowest and highest value of a stated amount, in the unit of the cell
Told = dict[CellRef, list[Span]]
_Compared = tuple[Mention, Found]


class Votes:
    """The amounts that the text states of the things that cells hold; read when first asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._compared: list[_Compared] = []
        self._said: Told = {}
        self._stale = True

    def forget(self) -> None:
        """The narrative or a table changed."""
        self._stale = True

    def lean(self, cell: CellRef, printed: Figure | None, value: Decimal, places: int) -> int:
        """1 where the text states the proposed value and not the printed one, -1 the other way round, 0 else."""
        said = self._spans().get(cell)
        if not said:
            return 0
        return _states(said, Figure(value, places)) - (printed is not None and _states(said, printed))

    def of(self, cells: Iterable[CellRef]) -> Told:
        """What the text says of these cells, as far as it does."""
        said = self._spans()
        return {cell: said[cell] for cell in cells if cell in said}

    def _spans(self) -> Told:
        if self._stale:
            before, self._stale = self._compared, False
            self._compared = [each[1:] for each in book_of(self._facts).compared(narrative_of(self._facts))]
            if not _same(before, self._compared):
                self._said = _read(self._compared)
        return self._said


def _same(compared: list[_Compared], other: list[_Compared]) -> bool:
    pairs = zip(compared, other, strict=False)
    return len(compared) == len(other) and all(a is b and found is same for (a, found), (b, same) in pairs)


def _read(compared: list[_Compared]) -> Told:
    said: Told = defaultdict(list)
    for mention, found in compared:
        figure, unit = mention.amount.figure, UNITS[mention.amount.unit]
        spans = {f: (figure.low * unit / f, figure.high * unit / f) for f in {p.factor for p in found.places}}
        for place in found.places:
            if (span := spans[place.factor]) not in said[place.ref]:  # what is said often has one vote
                said[place.ref].append(span)
    return said


def _states(said: list[Span], figure: Figure) -> bool:
    return any(low <= figure.high and figure.low <= high for low, high in said)
