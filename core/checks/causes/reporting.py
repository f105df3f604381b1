"""Diagnoses as findings: one for each cause, with the single relations below it; rounding tails as hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from core.checks.causes.broken import Broken
from core.checks.causes.detective import Cause, Diagnosis
from core.checks.causes.gaps import Gap
from core.checks.causes.swaps import Swap, line_cells, line_of
from core.checks.causes.weighing import Change
from core.checks.engine import Engine
from core.checks.facts import Facts, line_label
from core.checks.findings import LEVELS, Equation, Finding, Kind, Suspect, gravest
from core.checks.relation import Relation, Status
from core.checks.repairs import Repair, RowsExchanged
from core.checks.wording import Wording, number
from core.model import CellRef

_KINDS: tuple[Kind, ...] = ("row_sum", "column_sum", "balance", "cross_table")
_MOST_DRAWN = 6  # equations of one finding


class Reporter:
    """Turns what is known about broken relations into findings."""

    def __init__(self, facts: Facts, engine: Engine, wording: Wording) -> None:
        self._facts = facts
        self._engine = engine
        self._say = wording

    def findings(self, diagnosis: Diagnosis) -> Iterator[Finding]:
        """One finding for each cause, and one for what no cause explains."""
        if diagnosis.gap is not None:
            yield self._gap(diagnosis.group, diagnosis.gap)
        for cause in diagnosis.causes:
            yield self._cause(cause)
        if diagnosis.unexplained:
            yield self._unexplained(diagnosis)

    def _cause(self, cause: Cause) -> Finding:
        change, cell = cause.change, cause.change.cell
        relations = sorted(cause.relations, key=_order)
        main, stated = relations[0], self._say.printed(cell)
        figure = self._engine.figure(cell)
        difference = None if figure is None else number(figure.value - change.figure.value)
        reasons = self._reasons(cause, main)
        verb = "不应大于" if all(r.at_most for r in relations) else "可能应为" if cause.rivals else "应为"
        return Finding(
            rule=main.rule,
            kind=main.kind,
            level=gravest(r.level for r in relations),
            message=f"{self._say.place(cell)} {stated} {verb} {change.figure}：" + "；".join(reasons),
            table=cell.table,
            cells=_cells(cell, relations),
            stated=stated,
            expected=str(change.figure),
            difference=difference,
            tolerance=self._tolerance(main),
            suspects=_suspects(cause),
            relations=tuple(r.name for r in relations),
            equations=self._equations(relations),
            reasons=reasons,
        )

    def _reasons(self, cause: Cause, main: Relation) -> tuple[str, ...]:
        change = cause.change
        more = [
            self._say.elsewhere(change.cell, cause.relations),
            change.slip.words,
            "正文所写与建议值一致" if change.told > 0 else "",
        ]
        return self._say.broken(main, placed=True), *filter(None, more)

    def _unexplained(self, diagnosis: Diagnosis) -> Finding:
        relations = sorted(diagnosis.unexplained, key=_order)
        main = relations[0]
        if diagnosis.swaps:
            return self._swapped(diagnosis.swaps, diagnosis.exchanged_in, relations)
        others = f"；另有 {len(relations) - 1} 条关系同时不成立" if len(relations) > 1 else ""
        return Finding(
            rule=main.rule,
            kind=main.kind,
            level=gravest(r.level for r in relations),
            message=self._say.broken(main) + others,
            table=main.terms[0].cell.table,
            cells=_cells(None, relations),
            difference=self._difference(main),
            tolerance=self._tolerance(main),
            suspects=tuple(_suspect(change, 0.3) for change in diagnosis.rivals),
            relations=tuple(r.name for r in relations),
            equations=self._equations(relations),
        )

    def _gap(self, group: Iterable[Relation], gap: Gap) -> Finding:
        relations = sorted(group, key=_order)
        main, cell = relations[0], next(iter(gap.amounts))
        lacking = gap.amounts[cell] > 0
        amounts = "、".join(self._say.amount_of(at, abs(amount)) for at, amount in gap.amounts.items())
        which = "、".join(gap.rows)
        if which:
            which = f"；{'、'.join(gap.tables)}列有 {which}，数字相符" if lacking else f"；差额与 {which} 一行相同"
        verb, what = ("少", "漏了一行") if lacking else ("多", "多了一行，或漏了其中一行的上级")
        said = f"各行之和在 {len(gap.amounts)} 栏都{verb}了：{amounts}"
        return Finding(
            rule="lost_row" if lacking else "surplus_row",
            kind=main.kind,
            level=gravest(r.level for r in relations),
            message=f"{self._say.line(cell)}：{said}，可能{what}{which}。",
            table=cell.table,
            cells=_cells(cell, relations),
            relations=tuple(r.name for r in relations),
            equations=self._equations(relations),
            repair=gap.repair,
        )

    def _swapped(self, swaps: Sequence[Swap], wrong: str, group: Iterable[Relation]) -> Finding:
        """Two lines that stand in each other's place. wrong: the table that has them so, "" where that is open."""
        swap, cells = swaps[0], [cell for pair in swaps[0].compared for cell in pair]
        lines = [line for pair in swap.compared if (line := line_of(self._facts, pair[0])) is not None]
        lined = [c for cell in cells for c in line_cells(self._facts, cell)]
        lined.sort(key=lambda cell: cell.table != wrong)  # where it has to be mended comes first
        said = "；".join(self._say.broken(relation) for relation in swap.relations)
        main, relations = swap.relations[0], dict.fromkeys([*swap.relations, *group])
        return Finding(
            rule="swapped_lines",
            kind=main.kind,
            level=main.level,
            message=f"{self._exchanged(swaps, wrong, ' 与 '.join(map(line_label, lines)))}：{said}",
            table=wrong or cells[0].table,
            cells=tuple(dict.fromkeys([*lined, *_cells(None, relations)])),
            relations=tuple(r.name for r in relations),
            equations=self._equations(relations),
            repair=_exchange([cell for cell in lined if cell.table == wrong]) if wrong else None,
        )

    def _exchanged(self, swaps: Sequence[Swap], wrong: str, labels: str) -> str:
        names = {cell.table: self._facts.table(cell.table).name for swap in swaps for cell in swap.compared[0]}
        if not wrong:
            return f"{' 和 '.join(names.values())} 里 {labels} 的数字正好相反，其中一张表的两行可能互换"
        others = "、".join(name for table, name in names.items() if table != wrong)
        return f"{names[wrong]} 里 {labels} 的数字与 {others} 正好相反，这两行可能互换"

    def explaining(self, cause: Finding, broken: Broken) -> Finding:
        """A wrong code or unit with the relations that only it breaks."""
        relations = sorted(broken.relations, key=_order)
        left = f"，改正后还有 {broken.left} 处合计不相符" if broken.left else ""
        return replace(
            cause,
            level=gravest((cause.level, *(r.level for r in relations))),
            message=f"{cause.message.removesuffix('。')}；因为它，有 {len(relations)} 条勾稽关系不成立{left}。",
            cells=_cells(next(iter(cause.cells), None), relations),
            relations=tuple(r.name for r in relations),
            equations=self._equations(relations),
        )

    def rounding(self, whole: CellRef) -> Finding | None:
        """尾差 of one total: that it differs from its parts within the rounding of what is printed."""
        rounded = (r for r in self._engine.of_cell(whole) if self._engine.outcome(r).status is Status.ROUNDING)
        relations = [relation for relation in rounded if relation.terms[0].cell == whole]
        if not relations:
            return None
        main = min(relations, key=_order)
        return Finding(
            rule=main.rule,
            kind="rounding",
            level="info",
            message=f"尾差：{main.name}：{self._say.proof(main)}",
            table=main.terms[0].cell.table,
            cells=_cells(None, relations),
            difference=self._difference(main),
            tolerance=self._tolerance(main),
            relations=tuple(r.name for r in relations),
            equations=self._equations(relations),
        )

    def _equations(self, relations: Iterable[Relation]) -> tuple[Equation, ...]:
        return tuple(map(self._say.equation, islice(relations, _MOST_DRAWN)))

    def _difference(self, relation: Relation) -> str | None:
        balance = self._engine.judge(relation, {}).balance
        return None if balance is None else number(balance.difference)

    def _tolerance(self, relation: Relation) -> str | None:
        balance = self._engine.judge(relation, {}).balance
        return None if balance is None else number(balance.tolerance)


def _exchange(cells: list[CellRef]) -> Repair | None:
    """The figures of the two lines of these cells in each other's place."""
    first, *others = dict.fromkeys(cell.row for cell in cells)
    columns = tuple(dict.fromkeys(cell.column for cell in cells))
    return RowsExchanged((first, others[0]), columns) if len(others) == 1 else None


def _order(relation: Relation) -> tuple[int, int, int]:
    """The relation to tell first: the strictest, the nearest to the figure, the shortest."""
    kind = _KINDS.index(relation.kind) if relation.kind in _KINDS else len(_KINDS)
    return LEVELS.index(relation.level), kind, len(relation.terms)


def _cells(first: CellRef | None, relations: Iterable[Relation]) -> tuple[CellRef, ...]:
    cells = [] if first is None else [first]
    return tuple(dict.fromkeys([*cells, *(cell for r in relations for cell in r.cells)]))


def _suspects(cause: Cause) -> tuple[Suspect, ...]:
    likely = max(0.0, min(1.0, cause.change.likely))
    sure = 0.55 if cause.rivals else 0.85 if cause.alone else 0.7
    return (
        _suspect(cause.change, sure + 0.14 * likely),
        *(_suspect(rival, 0.3 + 0.2 * rival.slip.likely) for rival in cause.rivals),
    )


def _suspect(change: Change, score: float) -> Suspect:
    return Suspect(change.cell, str(change.figure), round(score, 3))
