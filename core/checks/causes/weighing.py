"""What a figure would have to be for the relations that it stands in, and how likely each such value is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from core.amounts import ZERO, Balance, Figure
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.relation import Relation, Status
from core.checks.slips import Slip, slip
from core.checks.text.votes import Votes
from core.model import CellRef

LIKELY = 0.85
_TOLD = 0.4  # what the narrative weighs beside the likelihood of a slip


class _Span(NamedTuple):
    """What a relation asks of a figure: the exact value and the ends of what rounding allows (None: open)."""

    relation: Relation
    centre: Decimal
    low: Decimal | None
    high: Decimal | None

    def allows(self, value: Decimal) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


class _Seat(NamedTuple):
    """A cell as it stands: its figure, the relations that say anything about it, and what its column usually prints.

    equal: the equations among them that hold. reach: how far roundings of its own may set it apart from what is asked
    of it. spans: what is asked of it as things stand.
    """

    figure: Figure | None
    relations: list[Relation]
    equal: list[Relation]
    places: int
    unit: Decimal
    reach: Decimal
    spans: dict[Relation, _Span]


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a search has come: the relations broken now, the figures replaced, the relations that these stand in.

    balances: what these come to with the figures replaced, as far as that was asked.
    """

    broken: frozenset[Relation]
    instead: dict[CellRef, Figure] = field(default_factory=dict)
    moved: frozenset[Relation] = frozenset()
    balances: dict[Relation, Balance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a cell before it is weighed: what it repairs and harms, and what each relation of the cell asks."""

    cell: CellRef
    value: Decimal
    places: int
    exact: int
    repaired: frozenset[Relation]
    harmed: frozenset[Relation]
    spans: tuple[_Span, ...]

    @property
    def gain(self) -> int:
        return len(self.repaired) - len(self.harmed)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure replaced: the broken relations that it repairs, the intact ones that it breaks, the likely slip.

    told: 1 where the narrative states the new figure, -1 where it states the printed one, 0 where neither or both.
    """

    cell: CellRef
    figure: Figure
    repaired: frozenset[Relation]
    harmed: frozenset[Relation]
    exact: int
    slip: Slip
    doubt: float
    told: int = 0

    @property
    def gain(self) -> int:
        return len(self.repaired) - len(self.harmed)

    @property
    def rank(self) -> tuple[int, float, int]:
        return self.gain, self.likely, self.exact

    @property
    def likely(self) -> float:
        """How likely the printed figure is the wrong one, all relations aside."""
        return self.slip.likely + self.doubt + _TOLD * self.told


class Weigher:
    """Weighs the figures of one report. votes: what the narrative says of them."""

    def __init__(self, facts: Facts, engine: Engine) -> None:
        self._facts = facts
        self._engine = engine
        self.votes = Votes(facts)
        self._places: dict[tuple[str, int], tuple[int, Decimal]] = {}
        self._seats: dict[CellRef, _Seat] = {}

    def forget(self) -> None:
        """Let go of what holds only until texts of cells, or relations, change."""
        self._places.clear()
        self._seats.clear()

    def proposals(self, cell: CellRef, stage: Stage, least: int) -> Iterator[Proposal]:
        """Every value that broken relations ask of a cell and that gains as much with all the relations of the cell."""
        seat = self._seat(cell)
        asking = [self._span(r, cell, seat, stage) for r in seat.relations if r in stage.broken]
        centres: dict[Decimal, int] = {}
        for span in asking:
            centre = span.centre.quantize(seat.unit, ROUND_HALF_UP) + ZERO  # no minus zero
            centres[centre] = centres.get(centre, 0) + 1
        for centre, exact in centres.items():
            repaired = frozenset([span.relation for span in asking if span.allows(centre)])
            if repaired and not (seat.figure is None and centre < 0):
                spans = [*asking, *self._beside(cell, seat, centre, stage, len(repaired) - least)]
                harmed = frozenset([s.relation for s in spans[len(asking) :] if not s.allows(centre)])
                if len(repaired) - len(harmed) >= least:
                    yield Proposal(cell, centre, seat.places, exact, repaired, harmed, tuple(spans))

    def _beside(self, cell: CellRef, seat: _Seat, value: Decimal, stage: Stage, spare: int) -> Iterator[_Span]:
        """What intact relations ask of a cell, until a value harms more of them than may be spared."""
        for relation in seat.relations:
            if relation not in stage.broken and spare >= 0:
                span = self._span(relation, cell, seat, stage)
                spare -= not span.allows(value)
                yield span

    def step(self, relation: Relation, stage: Stage) -> Decimal:
        """How far at least a figure must change to repair a broken relation, roundings aside."""
        return abs(self._balance(relation, stage).difference) / self._engine.heaviest(relation)

    def harms(self, cell: CellRef, step: Decimal, stage: Stage, spare: int) -> bool:
        """Whether so large a change of a cell surely breaks more intact relations than may be spared."""
        engine, seat = self._engine, self._seat(cell)
        if spare >= len(seat.equal):
            return False
        width = step - seat.reach
        for relation in seat.equal:
            if relation not in stage.moved and relation not in stage.broken:
                slack = engine.standing(relation).tolerance / abs(engine.coefficient(relation, cell))
                spare -= slack + slack < width
                if spare < 0:
                    return True
        return False

    def _balance(self, relation: Relation, stage: Stage) -> Balance:
        """What an active relation comes to."""
        if relation not in stage.moved:
            return self._engine.standing(relation)
        if relation not in stage.balances:
            stage.balances[relation] = self._engine.standing(relation, stage.instead)
        return stage.balances[relation]

    def _span(self, relation: Relation, cell: CellRef, seat: _Seat, stage: Stage) -> _Span:
        """What an active relation of a cell asks of it; while no other figure of the relation is replaced, as known."""
        moved = relation in stage.moved
        span = None if moved else seat.spans.get(relation)
        if span is None:
            coefficient = self._engine.coefficient(relation, cell)
            span = _span(relation, coefficient, self._balance(relation, stage), seat)
            if not moved:
                seat.spans[relation] = span
        return span

    def _seat(self, cell: CellRef) -> _Seat:
        seat = self._seats.get(cell)
        if seat is None:
            engine, figure, (places, unit) = self._engine, self._engine.figure(cell), self._decimals(cell)
            seat = _Seat(figure, [], [], places, unit, unit + (unit if figure is None else figure.half_unit), {})
            for relation in engine.of_cell(cell) if engine.prints(cell) else ():
                outcome = engine.outcome(relation)
                if outcome.balance is not None:
                    seat.relations.append(relation)
                    if not relation.at_most and outcome.status is not Status.BROKEN:
                        seat.equal.append(relation)
            self._seats[cell] = seat
        return seat

    def weighed(self, proposal: Proposal) -> Change:
        """A proposal with the slip that would explain it and with the vote of the narrative."""
        value, how = self._likeliest(proposal)
        figure = Figure(value, proposal.places)
        return Change(
            proposal.cell,
            figure,
            proposal.repaired,
            proposal.harmed,
            proposal.exact,
            how,
            self._doubt(proposal.cell),
            self.votes.lean(proposal.cell, self._engine.figure(proposal.cell), value, proposal.places),
        )

    def _likeliest(self, proposal: Proposal) -> tuple[Decimal, Slip]:
        """The exact value, or one beside it within all roundings that a slip would explain far better."""
        cell, centre, places = proposal.cell, proposal.value, proposal.places
        old = self._engine.figure(cell)
        if special := self._misplaced(cell, old, centre):
            return centre, special
        if old is None:
            return centre, Slip(0.6, "此格不是数字") if self._engine.is_filled(cell) else slip(None, centre, places)
        how, unit = slip(old.value, centre, places), Decimal(1).scaleb(-places)
        if how.likely >= LIKELY:
            return centre, how
        met = [span for span in proposal.spans if span.allows(centre)]
        for value in (centre - unit, centre + unit):
            other = slip(old.value, value, places)
            if other.likely >= LIKELY and all(span.allows(value) for span in met):
                return value, other
        return centre, how

    def _misplaced(self, cell: CellRef, old: Figure | None, value: Decimal) -> Slip | None:
        """A figure of the next column, or a code or year that was taken for an amount."""
        table = self._facts.table(cell.table)
        if old is None or not old.value:
            beside = (self._engine.figure(CellRef(cell.table, cell.row, cell.column + step)) for step in (-1, 1))
            moved = value and any(figure is not None and figure.value == value for figure in beside)
            return Slip(0.6, "可能错放到了相邻的栏") if moved else None
        place = table.places.get((cell.row, cell.column))
        if place is not None and place[0].code and str(old.value.to_integral_value()) == place[0].code:
            return Slip(0.9, "可能把科目编码当成了金额")
        return Slip(0.8, "可能把年份当成了金额") if table.info.year and old.value == table.info.year else None

    def _doubt(self, cell: CellRef) -> float:
        """How much the reader itself doubts the cell: 0 where it was taken from the file."""
        read = self._facts.table(cell.table).table.cell(cell.row, cell.column)
        unsure = 0.0 if read.confidence is None or read.corrected else (1 - read.confidence) * 0.5
        return unsure + (0.1 if read.inferred else 0.0)

    def _decimals(self, cell: CellRef) -> tuple[int, Decimal]:
        """The decimals that the column of a cell prints most often, and the unit of the last of them."""
        key = cell.table, cell.column
        if key not in self._places:
            rows = self._facts.table(cell.table).table.rows
            counted = Counter(f.places for row in rows if (f := row[cell.column].figure) is not None)
            places = max(counted, key=lambda p: (counted[p], p)) if counted else 2
            self._places[key] = places, Decimal(1).scaleb(-places)
        return self._places[key]


def _span(relation: Relation, coefficient: Decimal, balance: Balance, seat: _Seat) -> _Span:
    """What an active relation asks of one of its figures, by that figure's coefficient and what all of them come to."""
    value, half = (seat.figure.value, seat.figure.half_unit) if seat.figure is not None else (ZERO, ZERO)
    centre = value - balance.difference / coefficient
    slack = balance.tolerance / abs(coefficient) - half + seat.unit / 2
    if not relation.at_most:
        return _Span(relation, centre, centre - slack, centre + slack)
    if coefficient > 0:
        return _Span(relation, centre, centre - slack, None)
    return _Span(relation, centre, None, centre + slack)
