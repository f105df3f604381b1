"""Body rows of tables with two or three groups side by side: 收入 | 支出, and lists of codes in parallel."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core import texts
from core.layout.text.loose import LooseRow, LooseTable
from core.layout.text.marks import base_label, is_ordinal, ordinal
from core.layout.text.tokens import Token, complete_label
from core.layout.text.vocabulary import Vocabulary

_OPPOSED = re.compile("收|支|人员|公用")
_LATER = re.compile(r"年末|年终|下年|结余分配|期末")
_EARLIER = re.compile(r"上年|年初|期初|以前年度")
_EXPENSE_TOTAL = re.compile(r"支出(?:总计|合计)|公用经费(?:合计|支出)?$")
_INCOME_TOTAL = re.compile(r"收入(?:总计|合计)|人员经费(?:合计|支出)?$")


def sided_rows(table: LooseTable, tokens: Sequence[Token], vocabulary: Vocabulary) -> list[LooseRow]:
    """The rows that the tokens print under the header of `table`, side after side."""
    reader = _SidedReader(table, vocabulary, apart=not any(token.first for token in tokens))
    for token in tokens:
        reader.take(token)
    reader.finish()
    return reader.rows


class _SidedReader:
    def __init__(self, table: LooseTable, vocabulary: Vocabulary, apart: bool) -> None:
        self.rows: list[LooseRow] = []
        self._apart = apart  # no token is known to begin a line
        self._vocabulary = vocabulary
        self._sides = table.sides
        self._roles = table.roles
        # Whether labels tell their side, as where income stands beside expenditure.
        self._opposed = any(_OPPOSED.search(heading) for path in table.columns for heading in path)
        self._side = len(self._sides)  # the side being filled; beyond the last: the row is full
        self._labels = [self._column(s, "label", "text") for s in range(len(self._sides))]
        self._codes = [self._column(s, "code") for s in range(len(self._sides))]
        self._lines = [self._column(s, "line") for s in range(len(self._sides))]
        self._counts = [0] * len(self._sides)
        self._last_codes = [""] * len(self._sides)
        self._wrapped = False  # whether a label of the row ran over lines
        self._prefix = ""

    def _column(self, side: int, *roles: str) -> int | None:
        return next((c for c in self._sides[side].lead if self._roles[c] in roles), None)

    @property
    def _row(self) -> LooseRow:
        return self.rows[-1]

    def take(self, token: Token) -> None:
        if token.kind == "code" and None not in self._codes:
            self._take_code(token)
        elif token.kind == "code" and self._starts_label(token):
            self._prefix = token.text
        elif token.kind == "text":
            self._take_text(token)
        elif token.kind in ("count", "part", "code") and self._take_line_number(token):
            pass
        elif self._is_order(token):
            self._open(0)
            self._row.cells[self._sides[0].lead[0]] = token.text
        else:
            self._take_figure(token)

    def finish(self) -> None:
        """Nothing more comes: a code that waits for its name stands alone."""
        if self._prefix:
            self._take_text(Token("", "text"))
        if self.rows:
            self._close_row()

    # ── codes ──

    def _take_code(self, token: Token) -> None:
        wrapped = self._wrapped and token.first and self._side < len(self._sides) - 1
        side = self._side_of_code(token, wrapped)
        if (token.first and not wrapped) or side <= self._side or not self.rows:
            self._open(side)
        self._side = side
        self._wrapped = False
        column = self._codes[side]
        assert column is not None
        self._row.cells[column] = token.text
        self._last_codes[side] = token.text

    def _side_of_code(self, token: Token, wrapped: bool) -> int:
        """The side whose codes this one goes on with; a side that has ended stays empty.

        wrapped: the name before ran over lines, so that the next cell of the row begins a line.
        """
        start = 0 if token.first and not wrapped else self._side + 1
        open_sides = [s for s in range(start, len(self._sides)) if not self._ended(s)] or [
            min(start, len(self._sides) - 1)
        ]
        alike = [s for s in open_sides if self._goes_on(s, token.text)]
        later = [s for s in open_sides if self._last_codes[s] < token.text]
        return (alike or later or open_sides)[0]

    def _goes_on(self, side: int, code: str) -> bool:
        return self._last_codes[side][:3] == code[:3] and self._last_codes[side] < code

    def _ended(self, side: int) -> bool:
        column = self._codes[side]
        rows = self.rows if self._side >= len(self._sides) - 1 or len(self.rows) < 2 else self.rows[:-1]
        return bool(rows) and column is not None and bool(self._last_codes[side]) and column not in rows[-1].cells

    # ── labels ──

    def _starts_label(self, token: Token) -> bool:
        """Whether a code in a table without code columns is the beginning of a label: 201 一般公共服务支出."""
        return len(token.text) == 3 and token.text[0] in "235" and not self._expects_line(token)

    def _expects_line(self, token: Token) -> bool:
        return any(c is not None and self._counts[s] + 1 == int(token.text) for s, c in enumerate(self._lines))

    def _take_text(self, token: Token) -> None:
        text = f"{self._prefix} {token.text}".strip() if self._prefix else token.text
        if not self._prefix and self._wraps(token):
            column = self._labels[self._side]
            assert column is not None
            self._row.cells[column] = texts.tidy(self._row.cells[column] + ("" if token.first else " ") + text)
            self._wrapped = self._wrapped or token.first
            return
        side = self._side_of_text(text, token)
        if self._begins_new_row(side, token):
            self._open(side)
        self._side = side
        column = self._labels[side]
        if self._codes[side] is not None and self._codes[side] not in self._row.cells:
            column = self._codes[side]  # 人员经费合计: code and name are one cell
        if column is not None:
            self._row.cells[column] = texts.tidy(text)
        self._prefix = ""

    def _wraps(self, token: Token) -> bool:
        """Whether a text goes on with the label just before it."""
        if not self.rows or self._side >= len(self._sides) or is_ordinal(token.text):
            return False
        column = self._labels[self._side]
        if column is None or column not in self._row.cells or self._row.figures.get(self._side):
            return False
        label = self._row.cells[column]
        if base_label(label + token.text) in self._vocabulary.names:
            return True
        if self._codes[self._side] is not None:
            return base_label(token.text) not in self._vocabulary.labels.get("total", ())
        if not token.first or self._is_label(token.text):
            return False
        counted = ordinal(label)[1] > 0
        return (counted or not complete_label(label, self._vocabulary)) and self._could_follow(token.text)

    def _is_label(self, text: str) -> bool:
        base = base_label(text)
        return base in self._vocabulary.names and base not in ("拨款", "收入", "支出")

    def _could_follow(self, text: str) -> bool:
        """Whether a fragment is no label of another side by its own words."""
        known = self._known_side(text)
        return known in (None, self._side) or len(text) < 5

    def _begins_new_row(self, side: int, token: Token) -> bool:
        if not self.rows or side < self._side or self._side >= len(self._sides):
            return True
        column = self._codes[side] if self._codes[side] is not None else self._labels[side]
        if column is not None and side == self._side:
            return column in self._row.cells and not (
                self._codes[side] is not None and self._labels[side] not in self._row.cells
            )
        return False

    def _side_of_text(self, text: str, token: Token) -> int:
        last = len(self._sides) - 1
        if self._codes[0] is not None and self._side <= last and self.rows and self._waits_for_name():
            return self._side
        known = self._counted_side(text) if self._opposed or self._apart or token.first else None
        if known is None and self._opposed:
            known = self._known_side(text)
        if known is not None:
            return self._expense_side(text, token) if known == 1 and last > 1 else known
        if not token.first and self.rows and self._side < last:
            return self._side + 1
        return self._by_ordinal(text) if token.first and is_ordinal(text) else 0

    def _expense_side(self, text: str, token: Token) -> int:
        """Which of several sides of expenditure: the next whose ordinals the label goes on with, else the next."""
        later = range(max(self._side + 1, 1), len(self._sides)) if self.rows else range(0)
        sides = [*later, *range(1, len(self._sides))] if token.first else later
        fits = [side for side in sides if self._counts_on(side, text)]
        if fits:
            return fits[0]
        return later[0] if later and not token.first else 1

    def _waits_for_name(self) -> bool:
        code, label = self._codes[self._side], self._labels[self._side]
        bare = not self._row.figures.get(self._side)
        return bare and code is not None and self._row.cells.get(code, "").isdigit() and label not in self._row.cells

    def _known_side(self, text: str) -> int | None:
        """The side a label belongs to by what it says."""
        last = len(self._sides) - 1
        base = base_label(text)
        if _INCOME_TOTAL.search(base) or _EARLIER.search(base):
            return 0
        if _EXPENSE_TOTAL.search(base) or _LATER.search(base):
            return min(1, last)
        if re.match(r"^2\d\d", texts.key(text)):
            return min(1, last)
        labels = self._vocabulary.labels
        if base in labels.get("total", ()):
            return None
        scores = [
            max((len(e) for e in labels.get(s, ()) if base.endswith(e)), default=0) for s in ("income", "expenditure")
        ]
        if scores[0] == scores[1]:
            return self._begun_side(base)
        return 0 if scores[0] > scores[1] else min(1, last)

    def _begun_side(self, base: str) -> int | None:
        """The side of a label of which only the beginning is there, where it can only be one."""
        if len(base) < 4:
            return None
        income = any(name.startswith(base) for name in self._vocabulary.labels.get("income", ()))
        expenditure = any(name.startswith(base) for name in self._vocabulary.classes)
        return None if income == expenditure else 0 if income else min(1, len(self._sides) - 1)

    def _counted_side(self, text: str) -> int | None:
        """The only side that the ordinal goes on with, past the first of a level."""
        fits = [side for side in range(len(self._sides)) if self._counts_on(side, text)]
        return fits[0] if len(fits) == 1 and ordinal(text)[1] > 1 else None

    def _by_ordinal(self, text: str) -> int:
        """The side whose ordinals this one goes on with, rather one that the row has not begun."""
        fits = [side for side in range(len(self._sides)) if self._counts_on(side, text)]
        free = [side for side in fits if self.rows and side >= self._side and self._labels[side] not in self._row.cells]
        return (free or fits or [0])[0]

    def _counts_on(self, side: int, text: str) -> bool:
        """Whether a label has an ordinal that may come next on a side: after （1） comes （2）, or 二、 above it.

        The first of a level comes next below a label of another one, and where a side has no label yet.
        """
        style, value = ordinal(text)
        column = self._labels[side]
        marks = [ordinal(row.cells[column]) for row in self.rows if column in row.cells]
        marks = [mark for mark in marks if mark[1]]
        if value == 1:
            return not marks or marks[-1][0] != style
        return next((last == value - 1 for kind, last in reversed(marks) if kind == style), False)

    # ── line numbers and figures ──

    def _take_line_number(self, token: Token) -> bool:
        value = int(token.text)
        sides = range(len(self._sides))
        expected = [s for s in sides if self._lines[s] is not None and self._counts[s] + 1 == value]
        waiting = [s for s in sides if self._waits_for_line(s)]
        jumps = [s for s in sides if token.first and self._lines[s] is not None and value > self._counts[s]]
        side = next(iter([s for s in waiting if s in expected] or expected or waiting or jumps), None)
        if side is None or (not waiting and not token.first and side < self._side and not self._apart):
            return False
        column = self._lines[side]
        assert column is not None
        if not self.rows or column in self._row.cells or side < self._side:
            self._open(side)
        self._side = side
        self._row.cells[column] = token.text
        self._counts[side] = value
        return True

    def _waits_for_line(self, side: int) -> bool:
        line = self._lines[side]
        return (
            line is not None
            and bool(self.rows)
            and side == self._side
            and line not in self._row.cells
            and side not in self._row.figures
        )

    def _is_order(self, token: Token) -> bool:
        first = self._sides[0].lead[:1]
        if not token.first or token.kind == "figure" or not first or self._roles[first[0]] != "order":
            return False
        above = next((r.cells[first[0]] for r in reversed(self.rows) if first[0] in r.cells), "0")
        return token.text.isdigit() and 0 < int(token.text) - int(above) < 4

    def _take_figure(self, token: Token) -> None:
        if not self.rows:
            self._open(0)
        side = min(self._side, len(self._sides) - 1)
        figures = self._row.figures.setdefault(side, [])
        if len(figures) >= len(self._sides[side].amounts) and side < len(self._sides) - 1:
            self._side = side = side + 1
            figures = self._row.figures.setdefault(side, [])
        figures.append(token.text)

    def _close_row(self) -> None:
        """公用经费合计 over several groups of codes prints its figure in the last of them."""
        side, last = self._side, len(self._sides) - 1
        code = self._codes[side] if side < last else None
        if side and code is not None and side in self._row.figures and not self._row.cells.get(code, "0").isdigit():
            self._row.figures[last] = self._row.figures.pop(side)

    def _open(self, side: int) -> None:
        if self.rows:
            self._close_row()
        self.rows.append(LooseRow())
        self._side = side
        self._wrapped = False
