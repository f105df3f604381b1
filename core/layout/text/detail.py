"""Body rows of detail tables, where names and codes alternate: unit, project, 功能科目, 经济科目, then the figures.

Each row prints some of its cells in the order of the columns. Which fragments form a cell, and of which column, is the
cheapest reading of the whole body: codes are digits, wrapped lines are of one length, rows begin lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core import texts
from core.layout.text.loose import LooseRow, LooseTable
from core.layout.text.tokens import Token, base_label, joining, spelled
from core.layout.text.vocabulary import Vocabulary

_LONG_CELL = 14  # fragments
_MOST_JOINING = 12.0
_NEVER = 30.0
_CODE = re.compile(r"^[A-Z]?\d{3,}[A-Z0-9-]*$")
_LATER = 0.01  # a later column is rather blank than an earlier one
_BLANK = {"label": 2.0, "text": 1.0, "code": 1.5, "part": 0.5, "order": 0.5, "line": 0.5, "amount": 4.0, "tail": 0.3}


def is_detail(table: LooseTable) -> bool:
    """Whether a table with one side has names before its codes, or three columns of names and more."""
    lead = [table.roles[c] for c in table.sides[0].lead]
    names = [i for i, role in enumerate(lead) if role in ("label", "text")]
    codes = [i for i, role in enumerate(lead) if role == "code"]
    return len(table.sides) == 1 and (len(names) > 2 or any(i < j for i in names for j in codes))


def detail_rows(table: LooseTable, fragments: Sequence[Token], vocabulary: Vocabulary) -> list[LooseRow]:
    """The rows that the fragments print under the header of `table`; none where they cannot be read so."""
    rows: list[LooseRow] = []
    before = -1
    reader = _DetailReader(table, fragments, vocabulary)
    for start, stop, slot in reader.cells():
        if not rows or slot <= before:
            rows.append(LooseRow())
        column = reader.slots[slot].column
        if column is None:
            rows[-1].figures[0] = [t.text for t in fragments[start:stop]]
        else:
            rows[-1].cells[column] = spelled(fragments[start:stop])
        before = slot
    return rows


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a row: a column of codes or names, or all the columns of amounts (column None)."""

    role: str
    column: int | None


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest reading that ends with a cell: its cost, where the cell began, and the slot of the cell before."""

    cost: float
    start: int
    before: int


class _DetailReader:
    def __init__(self, table: LooseTable, fragments: Sequence[Token], vocabulary: Vocabulary) -> None:
        side = table.sides[0]
        self.slots = [_Slot(table.roles[c], c) for c in side.lead]
        self.slots += [_Slot("amount", None), *(_Slot("tail", c) for c in side.tail)]
        self._fragments = fragments
        self._vocabulary = vocabulary
        self._most_figures = len(side.amounts)
        self._frequent = Counter(t.text for t in fragments)
        self._blanks = [0.0]
        for number, slot in enumerate(self.slots):
            self._blanks.append(self._blanks[-1] + _BLANK[slot.role] * (1.0 - _LATER * number))

    def cells(self) -> Iterator[tuple[int, int, int]]:
        """(start, stop, slot) of every cell of the cheapest reading; nothing where there is none."""
        best = self._read()
        stop = len(self._fragments)
        found: list[tuple[int, int, int]] = []
        slot = min(best[stop], key=lambda s: best[stop][s].cost, default=-1)
        while stop:
            if slot not in best[stop]:
                return
            step = best[stop][slot]
            found.append((step.start, stop, slot))
            stop, slot = step.start, step.before
        yield from reversed(found)

    def _read(self) -> list[dict[int, _Step]]:
        best: list[dict[int, _Step]] = [{} for _ in range(len(self._fragments) + 1)]
        best[0] = {len(self.slots) - 1: _Step(0.0, 0, 0)}
        for stop in range(1, len(best)):
            for start in range(max(0, stop - max(_LONG_CELL, self._most_figures)), stop):
                if best[start]:
                    self._extend(best, start, stop)
        return best

    def _extend(self, best: list[dict[int, _Step]], start: int, stop: int) -> None:
        fragments = self._fragments[start:stop]
        for number in range(len(self.slots)):
            own = self._cell(number, fragments)
            if own >= _NEVER:
                continue
            for before, step in best[start].items():
                cost = step.cost + own + self._step(before, number, fragments[0])
                if number not in best[stop] or cost < best[stop][number].cost:
                    best[stop][number] = _Step(cost, start, before)

    def _step(self, before: int, slot: int, first: Token) -> float:
        """What it costs to go on with a slot: the slots left blank, and a row that begins inside a line."""
        if slot > before:
            return self._blanks[slot] - self._blanks[before + 1]
        blanks = self._blanks[-1] - self._blanks[before + 1] + self._blanks[slot]
        return blanks + (0.5 if first.first else 8.0)

    def _cell(self, number: int, fragments: Sequence[Token]) -> float:
        """How badly fragments read as the cell of a slot."""
        role = self.slots[number].role
        if role == "amount":
            return self._amounts(fragments)
        key = texts.key("".join(t.text for t in fragments))
        if number == 0 and base_label(key) in self._vocabulary.labels.get("total", ()):
            return -self._blanks[self._figures]  # the only cell before the figures
        if role in ("code", "part", "order", "line"):
            return self._number(role, fragments)
        counted = role == "text" and len(fragments) == 1 and fragments[0].kind in ("count", "part", "code")
        return 1.0 if counted else self._name(key, fragments)

    def _amounts(self, fragments: Sequence[Token]) -> float:
        """A number of three digits may be a code, a longer one without a separator is none of the amounts."""
        plain = all(t.numeric and not _is_long_code(t.text) for t in fragments)
        if not plain or len(fragments) > self._most_figures:
            return _NEVER
        return 2.0 * sum(t.kind == "code" for t in fragments)

    @property
    def _figures(self) -> int:
        return next(i for i, slot in enumerate(self.slots) if slot.column is None)

    def _number(self, role: str, fragments: Sequence[Token]) -> float:
        if len(fragments) > 1:
            return _NEVER
        fits = _CODE.match(fragments[0].text) if role == "code" else fragments[0].text.isdigit()
        return -1.5 if fits else _NEVER

    def _name(self, key: str, fragments: Sequence[Token]) -> float:
        inside = joining(fragments)
        if inside > _MOST_JOINING or fragments[-1].kind == "figure":
            return _NEVER
        numbers = sum(t.numeric for t in fragments)
        alone = 5.0 if numbers == len(fragments) and fragments[0].kind != "dash" else 0.8 * numbers
        known = key in self._vocabulary.names or (self._frequent[fragments[0].text] > 2 and len(fragments) == 1)
        return inside + alone - 0.8 * known


def _is_long_code(text: str) -> bool:
    return text.isdigit() and len(text) > 9
