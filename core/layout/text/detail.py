"""Body rows of detail tables, where names and codes alternate: unit, project, 功能科目, 经济科目, then the figures.

Each row prints some of its cells in the order of the columns. Which fragments form a cell, and of which column, is the
cheapest reading of the whole body: codes are digits, wrapped lines are of one length, rows begin lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from core import texts
from core.layout.text.loose import LooseRow, LooseTable
from core.layout.text.marks import base_label
from core.layout.text.runs import NEVER, Slots, cheapest_cells, rows_of
from core.layout.text.tokens import Token, joining, spelled
from core.layout.text.vocabulary import Vocabulary

_LONG_CELL = 14  # fragments
_MOST_JOINING = 12.0
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
    reader = _DetailReader(table, fragments, vocabulary)
    for cells in rows_of(cheapest_cells(len(fragments), reader.slots)):
        rows.append(LooseRow())
        for start, stop, slot in cells:
            column = reader.columns[slot]
            if column is None:
                rows[-1].figures[0] = [t.text for t in fragments[start:stop]]
            else:
                rows[-1].cells[column] = spelled(fragments[start:stop])
    return rows


class _DetailReader:
    """What fragments cost as the cells of a row: codes and names, all the amounts in one slot, texts behind."""

    def __init__(self, table: LooseTable, fragments: Sequence[Token], vocabulary: Vocabulary) -> None:
        side = table.sides[0]
        self.columns: list[int | None] = [*side.lead, None, *side.tail]
        self._roles = [*(table.roles[c] for c in side.lead), "amount", *("tail" for _ in side.tail)]
        self._fragments = fragments
        self._vocabulary = vocabulary
        self._most_figures = len(side.amounts)
        self._lined = any(token.first for token in fragments)
        self._frequent = Counter(t.text for t in fragments)
        blanks = [_BLANK[role] * (1.0 - _LATER * slot) for slot, role in enumerate(self._roles)]
        self._alone = -sum(blanks[: len(side.lead)])  # 合计 is the only cell before the figures
        self.slots = Slots(blanks, self._costs, self._opening, max(_LONG_CELL, self._most_figures))

    def _opening(self, start: int) -> tuple[float, float]:
        """A row hardly begins inside a line, if lines tell anything."""
        return 0.0, 0.5 if self._fragments[start].first or not self._lined else 8.0

    def _costs(self, start: int, stop: int) -> Iterator[float]:
        fragments = self._fragments[start:stop]
        key = texts.key("".join(t.text for t in fragments))
        total = base_label(key) in self._vocabulary.labels.get("total", ())
        counted = len(fragments) == 1 and fragments[0].kind in ("count", "part", "code")
        name = self._name(key, fragments)
        for slot, role in enumerate(self._roles):
            if role == "amount":
                yield self._amounts(fragments)
            elif slot == 0 and total:
                yield self._alone
            elif role in ("code", "part", "order", "line"):
                yield _number(role, fragments)
            else:
                yield 1.0 if role == "text" and counted else name

    def _amounts(self, fragments: Sequence[Token]) -> float:
        """A number of three digits may be a code, a longer one without a separator is none of the amounts."""
        plain = all(t.numeric and not _is_long_code(t.text) for t in fragments)
        if not plain or len(fragments) > self._most_figures:
            return NEVER
        return 2.0 * sum(t.kind == "code" for t in fragments)

    def _name(self, key: str, fragments: Sequence[Token]) -> float:
        inside = joining(fragments)
        if inside > _MOST_JOINING or fragments[-1].kind == "figure":
            return NEVER
        numbers = sum(t.numeric for t in fragments)
        figures = sum(t.kind == "figure" for t in fragments)
        alone = 5.0 if numbers == len(fragments) and fragments[0].kind != "dash" else 0.8 * numbers + 3.0 * figures
        known = key in self._vocabulary.names or (self._frequent[fragments[0].text] > 2 and len(fragments) == 1)
        return inside + alone - 0.8 * known


def _number(role: str, fragments: Sequence[Token]) -> float:
    if len(fragments) > 1:
        return NEVER
    fits = _CODE.match(fragments[0].text) if role == "code" else fragments[0].text.isdigit()
    return -1.5 if fits else NEVER


def _is_long_code(text: str) -> bool:
    return text.isdigit() and len(text) > 9
