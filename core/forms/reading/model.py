"""What a reading of a form says: which columns hold what, and how its rows hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """A body cell of the table that was read."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of amounts.

    id: what it means, an id of the catalogue (`total`, `basic` …), "" where unknown. path: its header path without the
    period. period: 预算数, 决算数 … where the group shows several, else "". parts: ids of the columns that it sums up.
    """

    column: int
    id: str
    name: str
    path: tuple[str, ...]
    period: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together: codes and names on the left, amounts on the right. Wide forms print several.

    index: also the side of an account, 0 for income. compared: amounts of last year and of the change since, apart from
    the others. rates: the columns that print such a change in per cent.
    """

    index: int
    codes: tuple[int, ...]
    names: tuple[int, ...]
    measures: tuple[Measure, ...]
    compared: tuple[Measure, ...] = ()
    rates: tuple[int, ...] = ()

    def periods(self) -> tuple[str, ...]:
        """The periods of its amounts in printed order; one empty text where there is only one."""
        return tuple(dict.fromkeys(m.period for m in self.measures))

    def amounts(self) -> tuple[Measure, ...]:
        """Every column of amounts, those of last year and of the change too."""
        return (*self.measures, *self.compared)

    def measure(self, measure_id: str, period: str = "") -> Measure | None:
        """The first column of that meaning."""
        return next((m for m in self.measures if m.id == measure_id and m.period == period), None)


@dataclass(slots=True)
class Line:
    """One row of one group: a 科目, a source of income, a total.

    kind: what it means, a row id of the catalogue, `subject` for a 科目, "" where unknown. code: printed or known from
    its name (inferred). depth, parent: its place in the outline; children: indices in `FormReading.lines`.
    partial: printed under 其中, so that it and its neighbours need not add up.
    """

    index: int
    row: int
    group: int
    label: str
    kind: str = ""
    code: str = ""
    inferred: bool = False
    partial: bool = False
    parts: tuple[str, ...] = ()
    parent: int | None = None
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FormReading:
    """A table understood as a form. `statement`: an account or one side of it rather than a list of 科目 or projects.

    form: what it was read as; one side of an account that stands in a table of its own is read as the account.
    """

    form: str | None
    groups: tuple[Group, ...]
    lines: tuple[Line, ...]
    statement: bool = False
    excludes_carryover: bool = False
    _by_kind: Mapping[str, Line] = field(default_factory=dict)
    _by_code: Mapping[str, Line] = field(default_factory=dict)

    def line(self, kind: str) -> Line | None:
        """The first line of that meaning."""
        return self._by_kind.get(kind)

    def subject(self, code: str) -> Line | None:
        """The line of that 科目; None where the table has none or several."""
        return self._by_code.get(code)

    def codes(self) -> Iterator[str]:
        """The codes of all 科目 that stand in exactly one line."""
        return iter(self._by_code)

    def top(self) -> Iterator[Line]:
        """The lines that no other line includes, totals too."""
        return (line for line in self.lines if line.parent is None)

    def group(self, line: Line) -> Group:
        """The columns that a line stands in."""
        return next(group for group in self.groups if group.index == line.group)

    def children(self, line: Line) -> list[Line]:
        return [self.lines[i] for i in line.children]

    def place(self, line: Line, measure: Measure) -> Place:
        return Place(line.row, measure.column)
