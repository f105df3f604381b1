"""A relation (勾稽关系): Σ coefficient × figure = 0, with the name that an accountant would give it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import Enum
from operator import attrgetter
from typing import NamedTuple

from core.amounts import Balance
from core.checks.findings import Kind, Level
from core.model import CellRef

ONE = Decimal(1)


class Term(NamedTuple):
    """One figure of a relation. Wholes have positive coefficients, parts negative ones."""

    coefficient: Decimal
    cell: CellRef


Condition = tuple[tuple[Term, ...], ...]  # sums of which one has to be zero


@dataclass(slots=True, eq=False)  # not frozen: reports have thousands of them, which would take three times as long
class Relation:
    """One equation over figures. Never changed once it is made.

    rule: the kind of relation or the id of an entry in `resources/relations`. name: e.g. 表5 合计 项目支出 = 各行之和.
    at_most: the parts may be less than the whole (其中). family: relations that were read in one and the same way;
    where for each that does not hold fewer than `quorum` hold, the reading is doubted and none is checked ("": sure).
    due: a blank means nothing at all there, even in a line that is blank throughout; else such a line is not judged.
    given: what must be so for the relation to hold, each condition met where one of its sums is zero.
    """

    rule: str
    kind: Kind
    name: str
    terms: tuple[Term, ...]
    level: Level = "error"
    at_most: bool = False
    family: str = ""
    quorum: int = 2
    given: tuple[Condition, ...] = ()
    due: bool = False
    cells: tuple[CellRef, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.cells = tuple([term.cell for term in self.terms])

    def says_the_same(self, other: Relation) -> bool:
        """Whether it is the same equation under the same name, to be judged in the same way."""
        return bool(_said(self) == _said(other))


Group = tuple[Relation, ...]  # broken relations that hang together
_said = attrgetter(*(each.name for each in fields(Relation) if each.name != "cells"))


class Status(Enum):
    """How a relation stands. What could not be checked never looks like what passed."""

    PASSED = "passed"
    ROUNDING = "rounding"
    BROKEN = "broken"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation as evaluated. why: a Chinese phrase where it was not checked; balance: None there."""

    status: Status
    balance: Balance | None = None
    why: str = ""


def sums_to(
    rule: str,
    kind: Kind,
    name: str,
    wholes: list[CellRef],
    parts: list[CellRef],
    *,
    at_most: bool = False,
    family: str = "",
    quorum: int = 2,
    due: bool = False,
) -> Relation:
    """The relation Σ wholes = Σ parts."""
    terms = (*(Term(ONE, cell) for cell in wholes), *(Term(-ONE, cell) for cell in parts))
    return Relation(rule, kind, name, terms, at_most=at_most, family=family, quorum=quorum, due=due)
