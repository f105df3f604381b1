"""Relations and causes in sentences that an accountant understands without a manual, with the figures in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from core.amounts import Figure
from core.checks.engine import Engine
from core.checks.facts import Facts, line_label, measure_label, titled
from core.checks.findings import Equation, Part
from core.checks.relation import Relation, Term
from core.model import CellRef

_MOST_TERMS = 7
_Namer = Callable[[CellRef], str]


class Wording:
    """Says things about the relations of one engine."""

    def __init__(self, facts: Facts, engine: Engine) -> None:
        self._facts = facts
        self._engine = engine

    def broken(self, relation: Relation, *, placed: bool = False) -> str:
        """表5 201 一般公共服务支出：基本支出 62.89 + 项目支出 2.60 = 65.49，与合计 72.49 相差 7.00

        placed: the place has been named already.
        """
        wholes, parts = _sides(relation)
        difference = self._engine.judge(relation, {}).balance
        gap = "" if difference is None else number(abs(difference.difference))
        left, right = self._side(parts, relation), self._side(wholes, relation)
        subject = "" if placed else self._subject(relation)
        if relation.at_most:
            return f"{subject}{left}，大于{right}，多出 {gap}"
        return f"{subject}{left}，与{right} 相差 {gap}"

    def equation(self, relation: Relation) -> Equation:
        """The relation as it stands, figure by figure."""
        wholes, parts = _sides(relation)
        gap, name = self._total(parts) - self._total(wholes), self._namer(relation)
        return Equation(
            tuple([self._part(term, name) for term in parts]),
            tuple([self._part(term, name) for term in wholes]),
            number(self._total(parts)),
            number(gap),
            relation.at_most,
        )

    def _part(self, term: Term, name: _Namer) -> Part:
        times = abs(term.coefficient)
        text = self._facts.table(term.cell.table).text(term.cell).strip()
        return Part(term.cell, name(term.cell), text, "" if times == 1 else number(times.normalize()))

    def proof(self, relation: Relation) -> str:
        """95.36 + 10.23 = 105.59，与 105.58 相差 0.01，在四舍五入范围 0.015 之内"""
        balance = self._engine.judge(relation, {}).balance
        wholes, parts = _sides(relation)
        sums = f"{self._sum(parts, named=False)}，与 {self._sum(wholes, named=False)}"
        if balance is None or not balance.difference:
            return f"{self._sum(parts, named=False)}，相符"
        gap = number(abs(balance.difference))
        if relation.at_most:
            return f"{sums} 相比少 {gap}"
        return f"{sums} 相差 {gap}，在四舍五入范围 {number(balance.tolerance)} 之内"

    def elsewhere(self, cell: CellRef, relations: Iterable[Relation]) -> str:
        """What other tables say about the same thing: 表3 同一处为 9.60."""
        said: dict[str, str] = {}
        for relation in relations:
            others = [t.cell for t in relation.terms if t.cell != cell]
            if relation.kind == "cross_table" and len(others) == 1 and others[0].table != cell.table:
                table = self._facts.table(others[0].table)
                said.setdefault(table.name, table.text(others[0]).strip() or "空白")
        return "、".join(f"{table}同一处为 {text}" for table, text in said.items())

    def place(self, cell: CellRef) -> str:
        """表5 201 一般公共服务支出 项目支出"""
        return self._facts.describe(cell)

    def line(self, cell: CellRef) -> str:
        """表5 201 一般公共服务支出"""
        table = self._facts.table(cell.table)
        place = table.places.get((cell.row, cell.column))
        return titled(table, line_label(place[0])) if place is not None else table.name

    def amount_of(self, cell: CellRef, amount: Decimal) -> str:
        """项目支出 2.60: an amount in the column of a cell."""
        place = self._facts.table(cell.table).places.get((cell.row, cell.column))
        return f"{measure_label(place[1])} {number(amount)}" if place is not None else number(amount)

    def printed(self, cell: CellRef) -> str:
        """The text of a cell, 空白 for none."""
        return self._facts.table(cell.table).text(cell).strip() or "空白"

    def _subject(self, relation: Relation) -> str:
        """What all its figures share: table and line, or table and column; nothing where it goes across tables."""
        places = [self._facts.table(c.table).places.get((c.row, c.column)) for c in relation.cells]
        tables = {c.table for c in relation.cells}
        if len(tables) > 1 or None in places:
            return ""
        table = self._facts.table(next(iter(tables))).name
        if len({c.row for c in relation.cells}) == 1 and places[0] is not None:
            return f"{table} {line_label(places[0][0])}：".replace(" ：", "：")
        if len({c.column for c in relation.cells}) == 1 and places[0] is not None:
            return f"{table} {measure_label(places[0][1])}：".replace(" ：", "：")
        return f"{table}："

    def _side(self, terms: Sequence[Term], relation: Relation) -> str:
        text = self._sum(terms, named=True, relation=relation)
        return text if text[:1].isdigit() else f" {text}".lstrip()

    def _sum(self, terms: Sequence[Term], *, named: bool, relation: Relation | None = None) -> str:
        """62.89 + 2.60 = 65.49; zeros are left out, a long sum is named as such."""
        shown = [t for t in terms if (f := self._engine.figure(t.cell)) is not None and f.value]
        if not shown and len(terms) > 1:
            return f"{len(terms)} 项都是 0 或空白"
        shown = shown or list(terms)
        total = number(self._total(terms))
        if len(shown) > _MOST_TERMS:
            return f"{len(shown)} 项之和 {total}"
        name = self._namer(relation) if named and relation is not None else None
        words = [self._term(t, name) for t in shown]
        return words[0] if len(words) == 1 else f"{' + '.join(words)} = {total}"

    def _total(self, terms: Iterable[Term]) -> Decimal:
        return sum((abs(t.coefficient) * self._value(t.cell) for t in terms), Decimal(0))

    def _value(self, cell: CellRef) -> Decimal:
        figure = self._engine.figure(cell)
        return figure.value if figure is not None else Decimal(0)

    def _term(self, term: Term, name: _Namer | None) -> str:
        figure = self._engine.figure(term.cell)
        text = "空白" if figure is None else _text(figure)
        return text if name is None else f"{name(term.cell)} {text}"

    def _namer(self, relation: Relation) -> _Namer:
        """What gives the name of a figure within its relation: only what differs from the others."""
        tables, rows, columns = map(set, zip(*relation.cells, strict=True))

        def name(cell: CellRef) -> str:
            table = self._facts.table(cell.table)
            place = table.places.get((cell.row, cell.column))
            if place is None or len(tables) > 1:
                return f"{table.name} {table.label(cell)}"
            if len(rows) == 1:
                return measure_label(place[1])
            return line_label(place[0]) if len(columns) == 1 else table.label(cell)

        return name


def number(value: Decimal) -> str:
    """A difference or sum in plain digits."""
    return f"{value:f}"


def _text(figure: Figure) -> str:
    return str(figure)


def _sides(relation: Relation) -> tuple[list[Term], list[Term]]:
    wholes = [t for t in relation.terms if t.coefficient > 0]
    return wholes, [t for t in relation.terms if t.coefficient < 0]
