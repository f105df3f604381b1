"""From year to year: where a table prints last year, this year and the change between them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from core.checks.facts import Facts, line_label, measure_label, titled
from core.checks.registry import relation_kind
from core.checks.relation import Relation, sums_to
from core.forms.reading import Group, Measure

_CHANGE = re.compile(r"增减|变动|变化|差额|[比较]上年|同比")
_LAST = re.compile(r"上年|去年")
_YEAR = re.compile(r"\d{4}")
_DONE = re.compile(r"决算|执行|完成")
_THIS_YEAR = 9999


class Change(NamedTuple):
    """The columns of one thing in two years; change: the column that prints the difference, None where none does."""

    last: Measure
    this: Measure
    change: Measure | None = None


def year_changes(group: Group) -> Iterator[Change]:
    """What a group prints for exactly two years, with the change where it is printed too."""
    several = len(group.measures) > len(group.periods())
    things: dict[tuple[str, ...], list[Measure]] = defaultdict(list)
    for measure in group.amounts():
        things[(measure.id, *measure.path) if several else ()].append(measure)
    for columns in things.values():
        changes = [m for m in columns if _CHANGE.search(m.period)]
        years = sorted((m for m in columns if m not in changes), key=_when)
        if len(years) == 2 and _when(years[0]) != _when(years[1]) and len(changes) < 2:
            yield Change(*years, *changes)


def _when(measure: Measure) -> tuple[int, bool]:
    """Last year before this one, a plan before what came of it."""
    words = measure.period or "/".join(measure.path)
    found = _YEAR.search(words)
    year = int(found[0]) if found else 0 if _LAST.search(words) else _THIS_YEAR
    return year, bool(_DONE.search(words))


@relation_kind
def year_change(facts: Facts) -> Iterator[Relation]:
    """增减 = 本年 − 上年, row by row. Some tables print the change without its sign; those are not judged."""
    for table in facts.tables:
        family = f"year_change {table.id}"
        groups = [group for group in table.reading.groups if group.compared]
        changes = {group.index: [c for c in year_changes(group) if c.change] for group in groups}
        for line in table.reading.lines if changes else ():
            for last, this, change in changes.get(line.group, ()):
                if change is not None:
                    name = titled(table, line_label(line), measure_label(change), "= 本年 − 上年")
                    now, then, between = (table.ref(line, measure) for measure in (this, last, change))
                    yield sums_to("year_change", "row_sum", name, [now], [then, between], family=family, quorum=1)
