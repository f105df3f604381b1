"""What is wrong with each group of broken relations, looked for again only where something that it rests on changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from core.checks.causes.detective import Detective, Diagnosis
from core.checks.causes.reporting import Reporter
from core.checks.findings import Finding
from core.checks.guard import Guard
from core.checks.relation import Group, Relation
from core.checks.text.votes import Told
from core.checks.touch import Touch
from core.model import CellRef

_Column = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Solved:
    """The findings of a group and what they rest on: the figures that were weighed, what the narrative says of them."""

    findings: tuple[Finding, ...]
    cells: frozenset[CellRef]
    tables: frozenset[str]
    columns: frozenset[_Column]
    told: Told

    def rests_on(self, columns: AbstractSet[_Column], tables: AbstractSet[str]) -> bool:
        """Whether something in these columns or tables was looked at."""
        return not (self.columns.isdisjoint(columns) and self.tables.isdisjoint(tables))


class Cases:
    """The broken relations of one engine as findings."""

    def __init__(self, detective: Detective, reporter: Reporter, guard: Guard) -> None:
        self._guard = guard
        self._detective = detective
        self._reporter = reporter
        self._solved: dict[Group, _Solved] = {}

    def findings(self) -> Iterator[Finding]:
        """The findings of every group of relations that are broken now, those of a known group as before."""
        known, self._solved = self._solved, {}
        for group in self._detective.groups():
            solved = self._solved[group] = known.get(group) or self._solve(group)
            yield from solved.findings
        self._detective.forget()

    def _solve(self, group: Group) -> _Solved:
        """Where the search fails by an error of ours, the relations are still told as broken."""
        plain = Diagnosis(group, unexplained=group, looked_at=frozenset(cell for r in group for cell in r.cells))
        diagnosis = self._guard.attempt("causes", lambda: self._detective.diagnose(group), plain, group[0].name)
        cells = diagnosis.looked_at
        return _Solved(
            tuple(dict.fromkeys(self._reporter.findings(diagnosis))),
            cells,
            frozenset(cell.table for cell in cells),
            frozenset((cell.table, cell.column) for cell in cells),
            self._detective.weigher.votes.of(cells),
        )

    def effort(self, touch: Touch) -> int:
        """About how many figures will be weighed again when a change is followed that was not evaluated yet."""
        columns = _columns(touch)
        return sum(len(solved.cells) for solved in self._solved.values() if solved.rests_on(columns, touch.read_again))

    def reopen(self, touch: Touch, concerned: Iterable[Relation]) -> None:
        """Forget what may rest on something that a change touched, or on one of the relations concerned.

        What a figure was weighed against is found by columns: the relations in its own, the usual decimals of that
        column, lines that may be exchanged, and the figures in the columns beside it.
        """
        columns: set[_Column] = {(cell.table, cell.column) for relation in concerned for cell in relation.cells}
        columns |= _columns(touch)
        self._keep(lambda s: not s.rests_on(columns, touch.read_again))
        if touch.narrative or any("labels" in parts for parts in touch.parts.values()):
            self._detective.weigher.votes.forget()
            self._keep(lambda s: s.told == self._detective.weigher.votes.of(s.cells))

    def _keep(self, lasts: Callable[[_Solved], bool]) -> None:
        self._solved = {group: solved for group, solved in self._solved.items() if lasts(solved)}


def _columns(touch: Touch) -> set[_Column]:
    """The columns of the figures that changed, and those beside them."""
    return {(cell.table, cell.column + step) for cell in touch.figures for step in (-1, 0, 1)}
