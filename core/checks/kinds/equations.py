"""Which columns of a form add up to which: read from the tree of its header and the parts that the catalogue names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from core.forms.reading import Group, Measure

_TOTAL = re.compile(r"(?:合计|小计|总计)$")
_SIDE_ITEMS = frozenset({"meeting", "training", "opening", "closing", "income"})


@dataclass(frozen=True, slots=True)
class Equation:
    """whole = Σ parts, for every row. sure: every column in it is known, so that it needs no proof by its rows."""

    whole: Measure
    parts: tuple[Measure, ...]
    sure: bool
    at_most: bool = False


def equations(group: Group) -> Iterator[Equation]:
    """The equations across the columns of a group, period by period; those of last year and of changes apart."""
    for measures in (group.measures, group.compared):
        for period in dict.fromkeys(m.period for m in measures):
            found: list[Equation] = []
            _value([m for m in measures if m.period == period], 0, found)
            yield from found


def _value(measures: list[Measure], depth: int, found: list[Equation]) -> list[Measure]:
    """The columns that together are the value of a header node; what adds up inside it is put into `found`."""
    leaves: list[Measure] = []
    values: list[list[Measure]] = []
    for step, inside in groupby(measures, key=lambda m: m.path[depth] if len(m.path) > depth + 1 else None):
        if step is None:
            for leaf in inside:
                leaves.append(leaf)
                values.append([leaf])
        else:
            values.append(_value(list(inside), depth + 1, found))
    values = _absorb(leaves, values, found)
    total = _total(leaves, values)
    if total is None:
        return [m for value in values for m in value]
    rest = [m for value in values for m in value if m is not total]
    found += _partitions(total, rest, [m for m in measures if len(m.path) > depth + 1])
    return [total]


def _partitions(total: Measure, rest: list[Measure], nested: list[Measure]) -> Iterator[Equation]:
    """What the total is the sum of.

    合计, 基本支出, 项目支出 beside 一般公共预算/基本支出 … divide it twice: by use and by source.
    """
    own = [m for m in rest if m not in nested]
    by_source = [m for m in rest if m in nested]
    if own and by_source and {_leaf(m) for m in own} <= {_leaf(m) for m in nested}:
        yield Equation(total, tuple(own), _known(total, own))
        yield Equation(total, tuple(by_source), False)
    elif rest:
        yield Equation(total, tuple(rest), _known(total, rest))


def _absorb(leaves: list[Measure], values: list[list[Measure]], found: list[Equation]) -> list[list[Measure]]:
    """Take columns out that a neighbour without a heading of its own already sums up: 基本支出, 人员经费, 公用经费."""
    over_all = _total(leaves, values)
    for whole in leaves:
        parts = [p for p in leaves if p.id and p.id in whole.parts]
        if whole is over_all or whole.id == "total" or not parts:
            continue
        if _complete(whole, parts):
            parts = _outermost(parts)
            found.append(Equation(whole, tuple(parts), True))
        values = [value for value in values if value[0] not in parts and value[0].id not in whole.parts]
    return [value for value in values if not _leaf(value[0]).startswith("其中")]


def _complete(whole: Measure, parts: list[Measure]) -> bool:
    wanted = [p for p in whole.parts if not p.endswith("_transfer")]
    here = {p.id for p in parts}
    return here.issuperset(wanted) if len(wanted) <= 3 else len(here) > 1


def _outermost(parts: list[Measure]) -> list[Measure]:
    """Parts that are not parts of one another: 财政拨款 rather than 一般公共预算 with it."""
    inner = {i for p in parts for i in p.parts}
    return [p for p in parts if p.id not in inner]


def _total(leaves: list[Measure], values: list[list[Measure]]) -> Measure | None:
    standing = {value[0].column for value in values if len(value) == 1}
    named = [m for m in leaves if m.column in standing and _TOTAL.search(_leaf(m))]
    if len(named) > 1:
        named = [m for m in named if m.id == "total"]
    if not named:
        named = [m for m in leaves if m.column in standing and m.id == "total"]
    return named[0] if len(named) == 1 else None


def _leaf(measure: Measure) -> str:
    return measure.path[-1] if measure.path else ""


def _known(total: Measure, rest: list[Measure]) -> bool:
    return bool(total.id) and all(m.id and m.id not in _SIDE_ITEMS for m in rest)
