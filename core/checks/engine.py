"""The one engine: evaluates every relation with exact decimals and the rounding rule, again where an edit touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from core.amounts import ZERO, Balance, Figure, Verdict, balance
from core.checks.facts import Facts
from core.checks.relation import Outcome, Relation, Status, Term
from core.checks.sheet import Sheet
from core.model import CellRef

_NO_FIGURES = Outcome(Status.NOT_APPLICABLE, why="没有数字")
_SIDE_EMPTY = Outcome(Status.NOT_APPLICABLE, why="有一边整行或整栏没有填")
_NOT_GIVEN = Outcome(Status.NOT_APPLICABLE, why="两处口径不同，不能直接比较")
_VOID = Outcome(Status.NOT_CHECKED, why="科目编码或金额单位可能不对，改正后再核对")
_NOT_SURE = Outcome(Status.NOT_CHECKED, why="多数行不成立，可能没有读懂这张表")
_ByCell = dict[CellRef, list[Relation]]


class Engine:
    """Relations and how they stand. A relation is known by itself: one that is not made again keeps its outcome.

    relations: all of them in their order, in which the engine tells of them too.
    """

    def __init__(self, facts: Facts, relations: list[Relation]) -> None:
        self._facts = facts
        self.relations: list[Relation] = []
        self._rank: dict[Relation, int] = {}
        self._sheets: dict[str, Sheet] = {}
        self._standing: defaultdict[str, _ByCell] = defaultdict(dict)  # by table: the relations that a cell stands in
        self._given: defaultdict[str, _ByCell] = defaultdict(dict)  # and those whose conditions it stands in
        self._families: dict[str, list[Relation]] = {}
        self._doubted: set[str] = set()
        self._void: set[Relation] = set()
        self._summed: dict[Relation, dict[CellRef, Decimal]] = {}
        self._heaviest: dict[Relation, Decimal] = {}
        self._raw: dict[Relation, Outcome] = {}
        self._outcomes: dict[Relation, Outcome] = {}
        self._found: dict[Status, set[Relation]] = {Status.BROKEN: set(), Status.ROUNDING: set()}
        self.take(relations, [table.id for table in facts.tables])

    def take(self, relations: list[Relation], again: Collection[str]) -> set[Relation]:
        """Go over to these relations after the tables with the ids `again` were read again.

        Returns all relations that are new, gone or evaluated again.
        """
        before, self.relations = self.relations, relations
        new = [relation for relation in relations if relation not in self._rank]
        self._rank = {relation: number for number, relation in enumerate(relations)}
        gone = [relation for relation in before if relation not in self._rank]
        self._drop(gone)
        self._enter(new)
        moved = {cell for table in again for cell in self._read_again(table)}
        for relation in new:
            for cell in relation.cells:
                self._sheets[cell.table].hold(cell)
        concerned = set(new).union(self._of_cells(moved))
        return self._evaluate_again(concerned, {relation.family for relation in gone}).union(gone)

    def _read_again(self, table: str) -> set[CellRef]:
        """Read the figures of a table anew. Returns the cells of which anything else can be said now."""
        facts, before = self._facts.get(table), self._sheets.pop(table, None)
        if facts is None:
            return set()
        now = self._sheets[table] = Sheet(facts)
        for cell in self._standing[table]:
            now.hold(cell)
        return set() if before is None else now.differing(before)

    def _drop(self, gone: list[Relation]) -> None:
        """Forget relations that were not made again."""
        for by_cell, cell in {(id(by), cell): (by, cell) for r in gone for by, cell in self._places(r)}.values():
            by_cell[cell] = [relation for relation in by_cell[cell] if relation in self._rank]
            if not by_cell[cell]:
                del by_cell[cell]
        for name in {relation.family for relation in gone} - {""}:
            self._families[name] = [relation for relation in self._families[name] if relation in self._rank]
        for relation in gone:
            del self._raw[relation], self._outcomes[relation]
            self._summed.pop(relation, None)
            self._heaviest.pop(relation, None)
            for found in self._found.values():
                found.discard(relation)

    def _enter(self, new: list[Relation]) -> None:
        """Note which cells and families new relations stand in, in the order of all relations."""
        mixed: list[list[Relation]] = []
        for relation in new:
            lists = [by_cell.setdefault(cell, []) for by_cell, cell in self._places(relation)]
            if relation.family:
                lists.append(self._families.setdefault(relation.family, []))
            for each in lists:
                if each and self._rank[each[-1]] > self._rank[relation]:
                    mixed.append(each)
                each.append(relation)
        for each in mixed:
            each.sort(key=self.rank)

    def _places(self, relation: Relation) -> Iterator[tuple[_ByCell, CellRef]]:
        """Where a relation is noted: under each cell that does not cancel out, and under those of its conditions."""
        cells = relation.cells
        for cell in _lasting(relation) if len(set(cells)) < len(cells) else cells:
            yield self._standing[cell.table], cell
        if relation.given:
            for cell in {term.cell for condition in relation.given for terms in condition for term in terms}:
                yield self._given[cell.table], cell

    def _of_cells(self, cells: Iterable[CellRef]) -> Iterator[Relation]:
        """The relations that these cells stand in, or their conditions."""
        for cell in cells:
            yield from self._standing[cell.table].get(cell, ())
            yield from self._given[cell.table].get(cell, ())

    def rank(self, relation: Relation) -> int:
        """The place of a relation among all of them."""
        return self._rank[relation]

    def of_cell(self, cell: CellRef) -> list[Relation]:
        """The relations that a cell stands in, in order; not to be changed."""
        return self._standing[cell.table].get(cell, [])

    def figure(self, cell: CellRef) -> Figure | None:
        """The figure of a cell as of the last evaluation."""
        sheet = self._sheets.get(cell.table)
        return sheet.figures.get(cell) if sheet is not None else None

    def is_filled(self, cell: CellRef) -> bool:
        """Whether something stands in the cell, readable as a figure or not."""
        return cell in self._sheets[cell.table].filled

    def prints(self, cell: CellRef) -> bool:
        """Whether anything stands in the column of the cell."""
        return self._sheets[cell.table].prints_column(cell)

    def outcome(self, relation: Relation) -> Outcome:
        """How a relation stands."""
        return self._outcomes[relation]

    def is_active(self, relation: Relation) -> bool:
        """Whether the relation says anything about its figures."""
        return self._outcomes[relation].balance is not None

    def broken(self) -> list[Relation]:
        """All broken relations, in order."""
        return sorted(self._found[Status.BROKEN], key=self.rank)

    def void(self, relations: Iterable[Relation]) -> set[Relation]:
        """Take these relations, and no others, for made of a wrong code or unit. Returns all that stand otherwise."""
        before, self._void = self._void, set(relations)
        return self._settle((before ^ self._void) & self._raw.keys())

    def contradicted(self) -> list[Relation]:
        """The broken relations, and those that would be but for a wrong code or unit, in order."""
        void = {r for r in self._void & self._raw.keys() if self._raw[r].status is Status.BROKEN}
        return sorted(self._found[Status.BROKEN] | {r for r in void if r.family not in self._doubted}, key=self.rank)

    def supposed(self, relation: Relation) -> Outcome:
        """How a relation stands, or would if the tables were read otherwise."""
        if relation not in self._raw:
            for cell in relation.cells:
                self._sheets[cell.table].hold(cell)
            return self._evaluate(relation)
        return self._raw[relation]

    def rounded(self) -> Iterator[Relation]:
        """All relations that hold but for the rounding of what is printed."""
        yield from self._found[Status.ROUNDING]

    def update(self, cells: Iterable[CellRef]) -> set[Relation]:
        """Evaluate again after the texts of these amounts changed. Returns all relations concerned."""
        concerned: set[Relation] = set()
        for cell in cells:
            moved = self._sheets[cell.table].read_again(cell)
            concerned.update(self._of_cells([cell]))
            if moved:
                concerned.update(self._beside(cell))
        return self._evaluate_again(concerned)

    def _beside(self, cell: CellRef) -> Iterator[Relation]:
        """Relations with a cell in the same row or column: whether they apply may have changed."""
        for other, relations in self._standing[cell.table].items():
            if other.row == cell.row or other.column == cell.column:
                yield from relations

    def _evaluate_again(self, concerned: set[Relation], families: Collection[str] = ()) -> set[Relation]:
        """Renew these relations, and those whose family is doubted from now on or no longer."""
        for relation in concerned:
            self._raw[relation] = self._evaluate(relation)
        return self._settle(concerned | self._judge_families({r.family for r in concerned}.union(families)))

    def _settle(self, concerned: set[Relation]) -> set[Relation]:
        for relation in concerned:
            self._outcomes[relation] = self._judged(relation)
        for status, found in self._found.items():
            found -= concerned
            found.update(relation for relation in concerned if self._outcomes[relation].status is status)
        return concerned

    def _judged(self, relation: Relation) -> Outcome:
        """The outcome, unless the reading that it rests on is doubted."""
        raw = self._raw[relation]
        if raw.balance is None:
            return raw
        return _NOT_SURE if relation.family in self._doubted else _VOID if relation in self._void else raw

    def _judge_families(self, names: set[str]) -> set[Relation]:
        changed: set[Relation] = set()
        for name in names - {""}:
            if self._is_doubted(name) != (name in self._doubted):
                self._doubted ^= {name}
                changed.update(self._families[name])
        return changed

    def _is_doubted(self, family: str) -> bool:
        """A reading is doubted where less of what it says holds than not; zeros prove nothing."""
        members = self._families[family]
        needed = sum(r.quorum for r in members if self._raw[r].status is Status.BROKEN)
        return needed > 0 and sum(self._holds_visibly(r) for r in members) < needed

    def _holds_visibly(self, relation: Relation) -> bool:
        if self._raw[relation].status not in (Status.PASSED, Status.ROUNDING):
            return False
        return any((figure := self.figure(c)) is not None and figure.value for c in relation.cells)

    def _evaluate(self, relation: Relation) -> Outcome:
        filled = [term for term in relation.terms if term.cell in self._sheets[term.cell.table].filled]
        if not filled:
            return _NO_FIGURES
        whole, part = any(t.coefficient > ZERO for t in filled), any(t.coefficient < ZERO for t in filled)
        if not (whole and part):
            blank = [cell for coefficient, cell in relation.terms if (coefficient > ZERO) != whole]
            if not self._left_out(blank, relation.due):
                return _SIDE_EMPTY
        if not all(any(self._is_zero(terms) for terms in condition) for condition in relation.given):
            return _NOT_GIVEN
        return self.judge(relation, {})

    def _left_out(self, cells: Iterable[CellRef], due: bool) -> bool:
        """Whether a figure is missing where figures are printed: a blank in a column (and a row) that is not empty."""
        sheets = ((self._sheets[cell.table], cell) for cell in cells)
        return any(sheet.prints_column(cell) and (due or sheet.prints_line(cell)) for sheet, cell in sheets)

    def _is_zero(self, terms: Iterable[Term]) -> bool:
        return balance((t.coefficient, self.figure(t.cell)) for t in terms).verdict is not Verdict.BROKEN

    def judge(self, relation: Relation, instead: Mapping[CellRef, Figure]) -> Outcome:
        """How a relation stands or would stand with other figures in some cells."""
        result = balance((t.coefficient, instead.get(t.cell) or self.figure(t.cell)) for t in relation.terms)
        if relation.at_most and result.difference > 0:
            return Outcome(Status.PASSED, result)
        return Outcome(_STATUS[result.verdict], result)

    def standing(self, relation: Relation, instead: Mapping[CellRef, Figure] | None = None) -> Balance:
        """What an active relation comes to, or would with other figures in some cells."""
        known = self._raw[relation].balance
        if known is None:
            raise ValueError("the relation is not active")
        difference, tolerance = known.difference, known.tolerance
        for cell, new in instead.items() if instead else ():
            if coefficient := self.coefficient(relation, cell):
                old = self.figure(cell)
                difference += coefficient * (new.value - (old.value if old else ZERO))
                tolerance += abs(coefficient) * (new.half_unit - (old.half_unit if old else ZERO))
        return Balance(difference, tolerance) if instead else known

    def coefficient(self, relation: Relation, cell: CellRef) -> Decimal:
        """What a figure counts in a relation, all terms together."""
        if relation not in self._summed:
            self._summed[relation] = _coefficients(relation)
        return self._summed[relation].get(cell, ZERO)

    def heaviest(self, relation: Relation) -> Decimal:
        """The most that one of its figures counts in a relation."""
        if relation not in self._heaviest:
            self._heaviest[relation] = max(abs(term.coefficient) for term in relation.terms)
        return self._heaviest[relation]


def _lasting(relation: Relation) -> list[CellRef]:
    """The cells that do not cancel out."""
    return [cell for cell, coefficient in _coefficients(relation).items() if coefficient]


def _coefficients(relation: Relation) -> dict[CellRef, Decimal]:
    summed = {cell: coefficient for coefficient, cell in relation.terms}
    if len(summed) == len(relation.terms):
        return summed
    summed.clear()
    for coefficient, cell in relation.terms:
        summed[cell] = summed.get(cell, ZERO) + coefficient
    return summed


_STATUS = {Verdict.EXACT: Status.PASSED, Verdict.ROUNDING: Status.ROUNDING, Verdict.BROKEN: Status.BROKEN}
