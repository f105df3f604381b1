"""What the checker says: findings (问题) with the cells they rest on, and suspects with the value that repairs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from core.checks.repairs import Repair
from core.model import CellRef, Table

Level = Literal["error", "warning", "info"]
LEVELS: tuple[Level, ...] = ("error", "warning", "info")  # the gravest first
Kind = Literal[
    "row_sum",
    "column_sum",
    "balance",
    "cross_table",
    "text_table",
    "text_arithmetic",
    "text_text",
    "score",
    "code_name",
    "year",
    "unit",
    "missing_table",
    "empty_table_note",
    "placeholder",
    "order",
    "rounding",
    "ocr",
    "other",
]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that may be the wrong one. suggestion: the text that repairs it, "" where unknown; score: 0..1."""

    cell: CellRef
    suggestion: str
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence or clause of the narrative that a finding is about. paragraph: its index in the narrative."""

    text: str
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of an equation. label: what the equation calls it; text: as printed, "" where blank.

    times: how often it counts, "" for once.
    """

    cell: CellRef
    label: str
    text: str
    times: str = ""


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation drawn out: what `parts` come to is `total`, and `wholes` should be the same.

    difference: total less wholes, in plain digits. at_most: the parts may be less than the wholes (其中).
    """

    parts: tuple[Part, ...]
    wholes: tuple[Part, ...]
    total: str
    difference: str
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. `message` is a whole Chinese sentence with the figures in it.

    rule: id of the relation or inspection that speaks. stated, expected, difference, tolerance: as the user reads them,
    None where they mean nothing. suspects: the most likely wrong cell first.
    relations: names of the single relations that this finding explains (a finding is one cause, not one equation).
    equations: the first of these relations drawn out, the one to tell first at the front.
    reasons: what the sentence says beyond the cell and its two figures: the main relation, then what speaks for it.
    repair: what mends `table` where no single cell does.
    """

    rule: str
    kind: Kind
    level: Level
    message: str
    table: str | None = None
    cells: tuple[CellRef, ...] = ()
    text: Quote | None = None
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    tolerance: str | None = None
    suspects: tuple[Suspect, ...] = ()
    relations: tuple[str, ...] = ()
    equations: tuple[Equation, ...] = ()
    reasons: tuple[str, ...] = ()
    repair: Repair | None = None

    @property
    def key(self) -> str:
        """What stays the same while the same figures contradict each other: the name of this finding across checks."""
        quote = self.text.text if self.text else ""
        return "|".join((self.rule, ",".join(map(_place, self.cells)), self.stated or "", self.expected or "", quote))

    @property
    def proposal(self) -> str:
        """What would mend it in few words: the text for the first suspect, or what the repair does; "" for nothing."""
        if self.repair is not None:
            return self.repair.label
        return self.suspects[0].suggestion if self.suspects else ""


def moved_key(key: str, moves: Mapping[CellRef, CellRef]) -> str:
    """The key of a finding after its cells moved."""
    rule, places, rest = key.split("|", 2)
    now = {_place(old): _place(new) for old, new in moves.items()}
    return "|".join((rule, ",".join(now.get(place, place) for place in places.split(",")), rest))


def _place(ref: CellRef) -> str:
    return f"{ref.table}.{ref.row}.{ref.column}"


def gravest(levels: Iterable[Level]) -> Level:
    return min(levels, key=LEVELS.index)


def table_name(table: Table) -> str:
    """How a sentence calls a table: its number and its title."""
    title = table.title or "无标题的表"
    return f"{table.number} {title}" if table.number and table.number not in title else title
