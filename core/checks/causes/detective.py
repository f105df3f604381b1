"""Finding the wrong figure: broken and intact relations together are parity checks.

For each connected group of broken relations the fewest changes of single figures are sought that repair all of them
and break none. What cannot be repaired so is reported as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from operator import itemgetter

from core.amounts import Figure
from core.checks.causes.gaps import Gap, Gaps
from core.checks.causes.swaps import Swap, Swaps
from core.checks.causes.weighing import LIKELY, Change, Proposal, Stage, Weigher
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.relation import Group, Relation, Status
from core.model import CellRef

_MOST_CHANGES = 4
_STARTS = 4
_LARGE_GROUP = 120
_BAD = Status.BROKEN
_Replaced = frozenset[tuple[CellRef, Figure]]
_Trail = tuple[list[Change], frozenset[Relation]]  # changes one after the other, and what they leave broken


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

    gap: that they lack a row, or have one too much. swaps: that two lines stand in each other's place, and in which
    table, "" where that is open.
    looked_at: every figure that was weighed, so that another diagnosis is due only where something beside it changed.
    """

    group: Group
    causes: list[Cause] = field(default_factory=list)
    unexplained: Group = ()
    rivals: tuple[Change, ...] = ()
    gap: Gap | None = None
    swaps: tuple[Swap, ...] = ()
    exchanged_in: str = ""
    looked_at: frozenset[CellRef] = frozenset()


class Detective:
    """Looks for causes in the relations of one engine."""

    def __init__(self, facts: Facts, engine: Engine) -> None:
        self._engine = engine
        self.weigher = Weigher(facts, engine)
        self._gaps = Gaps(facts, engine)
        self._swaps = Swaps(facts, engine)
        self._looked_at: set[CellRef] = set()

    def forget(self) -> None:
        """Let go of what holds only until texts of cells, or relations, change."""
        self.weigher.forget()
        self._swaps.forget()

    def groups(self) -> list[Group]:
        """The broken relations in the order of the report.

        Together are those that share a figure, those of one sum whose columns lack a row, and those of two lines in
        each other's place.
        """
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
        return list(self._swaps.joined(self._gaps.joined([tuple(group) for group in grouped.values()])))

    def diagnose(self, group: Group) -> Diagnosis:
        """The best explanation of a group of broken relations."""
        self._looked_at = {cell for relation in group for cell in relation.cells}
        gap = self._gaps.of(group)
        if gap is not None and not gap.rows and any(map(self._is_slip, group)):
            gap = None
        diagnosis = self._explanation(group) if gap is None else Diagnosis(group, gap=gap)
        if swaps := self._swaps.of(diagnosis.unexplained):
            diagnosis.swaps, diagnosis.exchanged_in = swaps, self._swaps.wrong_table(swaps)
            self._looked_at.update(cell for pair in self._swaps.witnesses(swaps) for cell in pair)
        diagnosis.looked_at = frozenset(self._looked_at.union(gap.looked_at if gap is not None else ()))
        return diagnosis

    def _is_slip(self, relation: Relation) -> bool:
        """Whether a slip of one figure alone explains a broken relation well."""
        first = self._changes(Stage(frozenset([relation])))[:1]
        return any(change.slip.likely >= LIKELY and not change.harmed for change in first)

    def _explanation(self, group: Group) -> Diagnosis:
        if len(group) > _LARGE_GROUP or self._swaps.make_up(group):
            return Diagnosis(group, unexplained=group)
        first = self._changes(Stage(frozenset(group)))
        if not first:
            return Diagnosis(group, unexplained=group)
        if len(first[0].repaired) == len(group) and not first[0].harmed:
            return self._verdict(group, first[:1], frozenset(), first)
        if len(group) == 1:
            return Diagnosis(group, unexplained=group, rivals=tuple(first[:3]))
        seen: set[_Replaced] = set()
        trails = [self._follow(frozenset(group), start, seen) for start in self._starts(first)]
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

    def _follow(self, broken: frozenset[Relation], start: Change, seen: set[_Replaced]) -> _Trail:
        """Make a change, then the best next ones, as long as they help and no other trail has led there.

        More figures than equations that are broken explain nothing: some such figures can always be found.
        seen: the figures that trails had replaced at each of their steps.
        """
        made, stage = [start], Stage(broken)
        while True:
            stage = self._after(stage, made[-1])
            replaced = frozenset(stage.instead.items())
            ended = not stage.broken or len(made) == min(_MOST_CHANGES, len(broken)) or replaced in seen
            seen.add(replaced)
            options = [] if ended else self._changes(stage, least=1)
            if not options:
                break
            made.append(options[0])
        return self._trimmed(made, stage.broken, broken)

    def _after(self, stage: Stage, change: Change) -> Stage:
        return Stage(
            (stage.broken - change.repaired) | change.harmed,
            {**stage.instead, change.cell: change.figure},
            stage.moved.union(self._engine.of_cell(change.cell)),
        )

    def _trimmed(self, made: list[Change], left: frozenset[Relation], broken: frozenset[Relation]) -> _Trail:
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

    def _changes(self, stage: Stage, least: int | None = None) -> list[Change]:
        """The changes of one figure that gain most, the likeliest first.

        least: what they have to gain; where it is left open, those that gain one less than the best are told too.
        """
        engine, weigher = self._engine, self.weigher
        asked: dict[CellRef, int] = {}
        for relation in sorted(stage.broken, key=engine.rank):
            for cell in relation.cells:
                if cell not in stage.instead:
                    asked[cell] = asked.get(cell, 0) + 1
        margin, least = (1, -len(engine.relations)) if least is None else (0, least)
        step = min(weigher.step(relation, stage) for relation in stage.broken)
        found: dict[CellRef, list[Proposal]] = {}
        for cell, at_best in sorted(asked.items(), key=itemgetter(1), reverse=True):
            if at_best < least:
                break  # the others can only gain less
            self._looked_at.add(cell)
            if not weigher.harms(cell, step, stage, at_best - least):
                found[cell] = list(weigher.proposals(cell, stage, least))
                least = max([least, *(p.gain - margin for p in found[cell])])
        proposals = [p for cell in asked for p in found.get(cell, ())]
        changes = [weigher.weighed(p) for p in proposals if p.gain >= least]
        return sorted(changes, key=lambda c: c.rank, reverse=True)
