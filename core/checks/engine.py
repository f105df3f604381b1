"""The one engine: evaluates every relation with exact decimals and the rounding rule, again where an edit touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from core.amounts import ZERO, Balance, Figure, Verdict, balance, parse
from core.checks.facts import Facts, amount_cells
from core.checks.relation import Outcome, Relation, Status, Term
from core.model import CellRef

_NO_FIGURES = Outcome(Status.NOT_APPLICABLE, why="没有数字")
_SIDE_EMPTY = Outcome(Status.NOT_APPLICABLE, why="有一边整行或整栏没有填")
_NOT_GIVEN = Outcome(Status.NOT_APPLICABLE, why="两处口径不同，不能直接比较")
_NOT_SURE = Outcome(Status.NOT_CHECKED, why="多数行不成立，可能没有读懂这张表")
_BLANKS = frozenset({"", "-", "—", "–", "－", "/", "无", "――", "——", "…", "……"})
Line = tuple[str, int, int]


class Engine:
    """Relations and how they stand. relations and outcomes go by index; `touched` by cell.

    before: the engine of the same report before the tables with the ids `again` were read again.
    """

    def __init__(
        self, facts: Facts, relations: Iterable[Relation], before: Engine | None = None, again: Collection[str] = ()
    ) -> None:
        self._facts = facts
        self.relations: list[Relation] = list(relations)
        self.by_cell: dict[CellRef, list[int]] = defaultdict(list)
        self._given: dict[CellRef, list[int]] = defaultdict(list)
        self._families: dict[str, list[int]] = defaultdict(list)
        self._summed: dict[int, dict[CellRef, Decimal]] = {}
        self._figures: dict[CellRef, Figure | None] = {}
        self._filled: set[CellRef] = set()
        self._lines: dict[Line, int] = defaultdict(int)
        self._columns: dict[tuple[str, int], int] = defaultdict(int)
        for cell in self._index():
            self._read(cell)
        known = before._elsewhere(again) if before is not None else {}
        self._raw = [known.get(relation) or self._evaluate(relation) for relation in self.relations]
        self._doubted = {name for name in self._families if self._is_doubted(name)}
        self._outcomes = [self._judged(number) for number in range(len(self.relations))]
        self._broken = {n for n, outcome in enumerate(self._outcomes) if outcome.status is Status.BROKEN}

    def _index(self) -> set[CellRef]:
        """Note which relations a cell and a family stand in. Returns every cell with an amount."""
        amounts = {cell for table in self._facts.tables for cell in amount_cells(table)}
        for number, relation in enumerate(self.relations):
            cells = relation.cells
            amounts.update(cells)
            for cell in _lasting(relation) if len(set(cells)) < len(cells) else cells:
                self.by_cell[cell].append(number)
            if relation.given:
                for cell in {term.cell for condition in relation.given for terms in condition for term in terms}:
                    self._given[cell].append(number)
            if relation.family:
                self._families[relation.family].append(number)
        return amounts.union(self._given)

    def _elsewhere(self, tables: Collection[str]) -> dict[Relation, Outcome]:
        """How the relations stand that have nothing to do with these tables."""
        return {
            relation: self._raw[number]
            for number, relation in enumerate(self.relations)
            if not relation.given and not any(cell.table in tables for cell in relation.cells)
        }

    def figure(self, cell: CellRef) -> Figure | None:
        """The figure of a cell as of the last evaluation."""
        return self._figures.get(cell)

    def is_filled(self, cell: CellRef) -> bool:
        """Whether something stands in the cell, readable as a figure or not."""
        return cell in self._filled

    def prints(self, cell: CellRef) -> bool:
        """Whether anything stands in the column of the cell."""
        return self._columns[cell.table, cell.column] > 0

    def outcome(self, number: int) -> Outcome:
        """How the relation of that index stands."""
        return self._outcomes[number]

    def is_active(self, number: int) -> bool:
        """Whether the relation says anything about its figures."""
        return self._outcomes[number].balance is not None

    def broken(self) -> list[int]:
        """The indices of all broken relations, in order."""
        return sorted(self._broken)

    def _judged(self, number: int) -> Outcome:
        """The outcome, unless the reading that it rests on is doubted."""
        raw = self._raw[number]
        return _NOT_SURE if raw.balance is not None and self.relations[number].family in self._doubted else raw

    def update(self, cells: Iterable[CellRef]) -> set[int]:
        """Evaluate again after the texts of these cells changed. Returns the indices of all relations concerned."""
        concerned: set[int] = set()
        for cell in cells:
            if cell not in self._figures:
                continue
            before = self._emptiness(cell)
            self._forget(cell)
            self._read(cell)
            concerned.update(self.by_cell.get(cell, ()), self._given.get(cell, ()))
            if self._emptiness(cell) != before:
                concerned.update(self._beside(cell))
        for number in concerned:
            self._raw[number] = self._evaluate(self.relations[number])
        concerned |= self._judge_families(concerned)
        for number in concerned:
            self._outcomes[number] = self._judged(number)
            (self._broken.add if self._outcomes[number].status is Status.BROKEN else self._broken.discard)(number)
        return concerned

    def _judge_families(self, concerned: set[int]) -> set[int]:
        changed: set[int] = set()
        for name in {self.relations[n].family for n in concerned} - {""}:
            doubted = self._is_doubted(name)
            if doubted != (name in self._doubted):
                self._doubted ^= {name}
                changed.update(self._families[name])
        return changed

    def _is_doubted(self, family: str) -> bool:
        """A reading is doubted where less of what it says holds than not; zeros prove nothing."""
        needed = sum(self.relations[n].quorum for n in self._families[family] if self._raw[n].status is Status.BROKEN)
        return needed > 0 and sum(self._holds_visibly(n) for n in self._families[family]) < needed

    def _holds_visibly(self, number: int) -> bool:
        if self._raw[number].status not in (Status.PASSED, Status.ROUNDING):
            return False
        return any((figure := self._figures.get(c)) is not None and figure.value for c in self.relations[number].cells)

    def _read(self, cell: CellRef) -> None:
        text = self._facts.table(cell.table).text(cell).strip()
        self._figures[cell] = parse(text)
        if text not in _BLANKS:
            self._filled.add(cell)
            self._lines[self._line(cell)] += 1
            self._columns[cell.table, cell.column] += 1

    def _forget(self, cell: CellRef) -> None:
        if cell in self._filled:
            self._filled.discard(cell)
            self._lines[self._line(cell)] -= 1
            self._columns[cell.table, cell.column] -= 1

    def _line(self, cell: CellRef) -> Line:
        place = self._facts.table(cell.table).places.get((cell.row, cell.column))
        return cell.table, cell.row, place[0].group if place else -1

    def _emptiness(self, cell: CellRef) -> tuple[bool, bool]:
        return not self._lines[self._line(cell)], not self._columns[cell.table, cell.column]

    def _beside(self, cell: CellRef) -> set[int]:
        """Relations with a cell in the same row or column: whether they apply may have changed."""
        return {
            number
            for other, numbers in self.by_cell.items()
            if other.table == cell.table and (other.row == cell.row or other.column == cell.column)
            for number in numbers
        }

    def _evaluate(self, relation: Relation) -> Outcome:
        wholes = [t.cell for t in relation.terms if t.coefficient > 0]
        parts = [t.cell for t in relation.terms if t.coefficient < 0]
        if not self._stands(wholes) and not self._stands(parts):
            return _NO_FIGURES
        if not all(self._stands(side) or self._left_out(side, relation.due) for side in (wholes, parts)):
            return _SIDE_EMPTY
        if not all(any(self._is_zero(terms) for terms in condition) for condition in relation.given):
            return _NOT_GIVEN
        return self.judge(relation, {})

    def _stands(self, cells: Iterable[CellRef]) -> bool:
        return any(cell in self._filled for cell in cells)

    def _left_out(self, cells: Iterable[CellRef], due: bool) -> bool:
        """Whether a figure is missing where figures are printed: a blank in a column (and a row) that is not empty."""
        return any(self._columns[c.table, c.column] and (due or self._lines[self._line(c)]) for c in cells)

    def _is_zero(self, terms: Iterable[Term]) -> bool:
        return balance((t.coefficient, self._figures.get(t.cell)) for t in terms).verdict is not Verdict.BROKEN

    def judge(self, relation: Relation, instead: Mapping[CellRef, Figure]) -> Outcome:
        """How a relation stands or would stand with other figures in some cells."""
        result = balance((t.coefficient, instead.get(t.cell) or self._figures.get(t.cell)) for t in relation.terms)
        if relation.at_most and result.difference > 0:
            return Outcome(Status.PASSED, result)
        return Outcome(_STATUS[result.verdict], result)

    def rest(self, number: int, cell: CellRef, instead: Mapping[CellRef, Figure]) -> tuple[Decimal, Balance]:
        """The coefficient of a cell in an active relation, and what the other terms come to."""
        known = self._raw[number].balance
        if known is None:
            raise ValueError("the relation is not active")
        coefficients = self._coefficients(number)
        difference, tolerance = known.difference, known.tolerance
        for other in (cell, *instead):
            coefficient = coefficients.get(other)
            if coefficient:
                old = self._figures.get(other)
                new = None if other == cell else instead[other]
                difference += coefficient * ((new.value if new else ZERO) - (old.value if old else ZERO))
                tolerance += abs(coefficient) * ((new.half_unit if new else ZERO) - (old.half_unit if old else ZERO))
        return coefficients.get(cell, ZERO), Balance(difference, tolerance)

    def _coefficients(self, number: int) -> dict[CellRef, Decimal]:
        if number not in self._summed:
            self._summed[number] = _coefficients(self.relations[number])
        return self._summed[number]


def _lasting(relation: Relation) -> list[CellRef]:
    """The cells that do not cancel out."""
    return [cell for cell, coefficient in _coefficients(relation).items() if coefficient]


def _coefficients(relation: Relation) -> dict[CellRef, Decimal]:
    summed: dict[CellRef, Decimal] = {}
    for coefficient, cell in relation.terms:
        summed[cell] = summed.get(cell, ZERO) + coefficient
    return summed


_STATUS = {Verdict.EXACT: Status.PASSED, Verdict.ROUNDING: Status.ROUNDING, Verdict.BROKEN: Status.BROKEN}
