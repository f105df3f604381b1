"""Finding the wrong figure: broken and intact relations together are parity checks.

For each connected group of broken relations the fewest changes of single figures are sought that repair all of them
and break none. What cannot be repaired so is reported as it stands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from core.amounts import ZERO, Figure
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.relation import Relation, Status
from core.checks.slips import Slip, slip
from core.checks.text.votes import Told, Votes
from core.model import CellRef

_MOST_CHANGES = 4
_STARTS = 4
_LARGE_GROUP = 120
_LIKELY = 0.85
_TOLD = 0.4  # what the narrative weighs beside the likelihood of a slip
_BAD = Status.BROKEN
Group = tuple[Relation, ...]  # broken relations that hang together


class _Span(NamedTuple):
    """What a relation asks of a figure: the exact value and the ends of what rounding allows (None: open)."""

    relation: Relation
    centre: Decimal
    low: Decimal | None
    high: Decimal | None

    def allows(self, value: Decimal) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class _Proposal:
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


@dataclass(frozen=True, slots=True)
class Cause:
    """A wrong figure and the broken relations that it explains; rivals: other figures that explain as much.

    alone: no other change is needed to make all of the relations hold.
    """

    change: Change
    relations: tuple[Relation, ...]
    rivals: tuple[Change, ...] = ()
    alone: bool = True


@dataclass(slots=True)
class Diagnosis:
    """What a group of broken relations comes down to. unexplained: broken relations that no cause repairs.

    looked_at: every figure that was weighed, so that another diagnosis is due only where something beside it changed.
    """

    group: Group
    causes: list[Cause] = field(default_factory=list)
    unexplained: Group = ()
    rivals: tuple[Change, ...] = ()
    looked_at: frozenset[CellRef] = frozenset()


class Detective:
    """Looks for causes in the relations of one engine."""

    def __init__(self, facts: Facts, engine: Engine) -> None:
        self._facts = facts
        self._engine = engine
        self._places: dict[tuple[str, int], int] = {}
        self._looked_at: set[CellRef] = set()
        self._spans: dict[CellRef, list[_Span]] = {}  # of the group that is looked at
        self._votes = Votes(facts)

    def groups(self) -> list[Group]:
        """The broken relations, those together that share a figure, in the order of the report."""
        parent = {relation: relation for relation in self._engine.broken()}

        def find(r: Relation) -> Relation:
            while parent[r] is not r:
                parent[r] = parent[parent[r]]
                r = parent[r]
            return r

        first: dict[CellRef, Relation] = {}
        for relation in parent:
            for cell in relation.cells:
                parent[find(relation)] = find(first.setdefault(cell, relation))
        grouped: dict[Relation, list[Relation]] = defaultdict(list)
        for relation in parent:
            grouped[find(relation)].append(relation)
        return [tuple(group) for group in grouped.values()]

    def diagnose(self, group: Group) -> Diagnosis:
        """The best explanation of a group of broken relations."""
        self._looked_at = {cell for relation in group for cell in relation.cells}
        self._spans.clear()
        diagnosis = self._explanation(group)
        diagnosis.looked_at = frozenset(self._looked_at)
        return diagnosis

    def _explanation(self, group: Group) -> Diagnosis:
        if len(group) > _LARGE_GROUP:
            return Diagnosis(group, unexplained=group)
        first = self._changes(frozenset(group), {}, margin=1)
        if not first:
            return Diagnosis(group, unexplained=group)
        if len(first[0].repaired) == len(group) and not first[0].harmed:
            return self._verdict(group, first[:1], frozenset(), first)
        trails = [self._follow(frozenset(group), start) for start in self._starts(first)]
        best, left = min(trails, key=lambda t: (len(t[1]), len(t[0]), -sum(c.likely for c in t[0])))
        if len(left) >= len(group):
            return Diagnosis(group, unexplained=group, rivals=tuple(first[:3]))
        return self._verdict(group, best, left, first)

    def _starts(self, ranked: list[Change]) -> list[Change]:
        """The best first changes, of different cells; which of them leads furthest shows only at the end."""
        best: dict[CellRef, Change] = {}
        for change in ranked:
            best.setdefault(change.cell, change)
        return list(best.values())[:_STARTS]

    def _follow(self, broken: frozenset[Relation], start: Change) -> tuple[list[Change], frozenset[Relation]]:
        """Make a change, then the best next ones, as long as they help."""
        made, left, change = [], broken, start
        instead: dict[CellRef, Figure] = {}
        while True:
            made.append(change)
            instead[change.cell] = change.figure
            left = (left - change.repaired) | change.harmed
            if not left or len(made) == _MOST_CHANGES:
                break
            options = self._changes(left, instead)
            if not options or options[0].gain <= 0:
                break
            change = options[0]
        return self._trimmed(made, left, broken)

    def _trimmed(
        self, made: list[Change], left: frozenset[Relation], broken: frozenset[Relation]
    ) -> tuple[list[Change], frozenset[Relation]]:
        """A trail that harms what it does not mend again is cut where least was left."""
        if left <= broken:
            return made, left
        for length in range(len(made) - 1, 0, -1):
            rest = self._broken_with({c.cell: c.figure for c in made[:length]}, broken)
            if rest <= broken:
                return made[:length], rest
        return made[:1], broken

    def _broken_with(self, instead: dict[CellRef, Figure], broken: frozenset[Relation]) -> frozenset[Relation]:
        engine = self._engine
        concerned = broken.union(*(engine.of_cell(cell) for cell in instead))
        return frozenset(r for r in concerned if engine.is_active(r) and engine.judge(r, instead).status is _BAD)

    def _verdict(self, group: Group, made: list[Change], left: frozenset[Relation], first: list[Change]) -> Diagnosis:
        rest, causes = set(group) - left, []
        for change in made:
            mine = [relation for relation in group if relation in rest and change.cell in relation.cells]
            rest.difference_update(mine)
            rivals = [c for c in first if c.cell != change.cell and c.gain >= change.gain and len(made) == 1]
            causes.append(Cause(change, tuple(mine), tuple(rivals[:2]), len(made) == 1))
        return Diagnosis(group, [c for c in causes if c.relations], tuple(sorted(left | rest, key=self._engine.rank)))

    def _changes(self, broken: frozenset[Relation], instead: dict[CellRef, Figure], margin: int = 0) -> list[Change]:
        """The changes of one figure that gain most, seen from the figures already replaced, the likeliest first."""
        asked = Counter(cell for r in sorted(broken, key=self._engine.rank) for cell in r.cells if cell not in instead)
        moved = {relation for cell in instead for relation in self._engine.of_cell(cell)}
        found: dict[CellRef, list[_Proposal]] = {}
        most = -len(self._engine.relations)
        for cell, at_best in asked.most_common():
            if at_best < most - margin:
                break  # the others can only gain less
            found[cell] = list(self._proposals(cell, broken, instead, moved))
            most = max([most, *(p.gain for p in found[cell])])
        proposals = [p for cell in asked for p in found.get(cell, ())]
        changes = [self._weighed(p) for p in proposals if p.gain >= most - margin]
        return sorted(changes, key=lambda c: c.rank, reverse=True)

    def _proposals(
        self, cell: CellRef, broken: frozenset[Relation], instead: dict[CellRef, Figure], moved: set[Relation]
    ) -> Iterator[_Proposal]:
        """Every value that a broken relation asks of a cell, and what the other relations of the cell say to it.

        moved: the relations that the figures already replaced stand in.
        """
        self._looked_at.add(cell)
        places, blank = self._decimals(cell), self._engine.figure(cell) is None
        spans = self._spans_of(cell)
        if any(span.relation in moved for span in spans):
            half = Figure(ZERO, places).half_unit
            spans = [_span(self._engine, s.relation, cell, instead, half) if s.relation in moved else s for s in spans]
        centres: dict[Decimal, int] = {}
        for span in spans:
            if span.relation in broken:
                centre = _printed(span.centre, places)
                centres[centre] = centres.get(centre, 0) + 1
        for centre, exact in centres.items():
            if blank and centre < 0:
                continue
            met = frozenset([span.relation for span in spans if span.allows(centre)])
            repaired = met & broken
            if repaired:
                harmed = frozenset([s.relation for s in spans if s.relation not in met]) - broken
                yield _Proposal(cell, centre, places, exact, repaired, harmed, tuple(spans))

    def _spans_of(self, cell: CellRef) -> list[_Span]:
        """What the active relations of a cell ask of it as long as no other figure is replaced."""
        if cell not in self._spans:
            engine = self._engine
            active = [r for r in engine.of_cell(cell) if engine.is_active(r)] if engine.prints(cell) else []
            half = Figure(ZERO, self._decimals(cell)).half_unit
            self._spans[cell] = [_span(engine, relation, cell, {}, half) for relation in active]
        return self._spans[cell]

    def _weighed(self, proposal: _Proposal) -> Change:
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
            self._votes.lean(proposal.cell, self._engine.figure(proposal.cell), value, proposal.places),
        )

    def _likeliest(self, proposal: _Proposal) -> tuple[Decimal, Slip]:
        """The exact value, or one beside it within all roundings that a slip would explain far better."""
        cell, centre, places = proposal.cell, proposal.value, proposal.places
        old = self._engine.figure(cell)
        if special := self._misplaced(cell, old, centre):
            return centre, special
        if old is None:
            return centre, Slip(0.6, "此格不是数字") if self._engine.is_filled(cell) else slip(None, centre, places)
        how, unit = slip(old.value, centre, places), Decimal(1).scaleb(-places)
        if how.likely >= _LIKELY:
            return centre, how
        met = [span for span in proposal.spans if span.allows(centre)]
        for value in (centre - unit, centre + unit):
            other = slip(old.value, value, places)
            if other.likely >= _LIKELY and all(span.allows(value) for span in met):
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

    def _decimals(self, cell: CellRef) -> int:
        """The decimals that the column of a cell prints most often."""
        key = cell.table, cell.column
        if key not in self._places:
            rows = self._facts.table(cell.table).table.rows
            figures = (self._facts.figure(CellRef(cell.table, r, cell.column)) for r in range(len(rows)))
            counted = Counter(f.places for f in figures if f is not None)
            self._places[key] = max(counted, key=lambda p: (counted[p], p)) if counted else 2
        return self._places[key]

    def forget_decimals(self) -> None:
        """The texts of cells changed."""
        self._places.clear()

    def forget_votes(self) -> None:
        """The narrative, or what stands in the tables beside figures, changed."""
        self._votes.forget()

    def told(self, cells: Iterable[CellRef]) -> Told:
        """What the narrative says of these cells."""
        return self._votes.of(cells)


def _span(engine: Engine, relation: Relation, cell: CellRef, instead: dict[CellRef, Figure], half: Decimal) -> _Span:
    """What an active relation asks of one of its figures."""
    coefficient, rest = engine.rest(relation, cell, instead)
    centre = -rest.difference / coefficient
    slack = rest.tolerance / abs(coefficient) + half
    if not relation.at_most:
        return _Span(relation, centre, centre - slack, centre + slack)
    if coefficient > 0:
        return _Span(relation, centre, centre - slack, None)
    return _Span(relation, centre, None, centre + slack)


def _printed(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + ZERO  # no minus zero
