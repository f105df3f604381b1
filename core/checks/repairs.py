"""Repairs that change more of a table than the text of one cell.

A new one is a frozen class with `label` (what its button says), `rows` (those of the table as it is that it is about)
and `mend` (the table as it should be), and a word in `Repair`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.model import Table
from core.model.structure import delete_rows, insert_rows


@dataclass(frozen=True, slots=True)
class RowsExchanged:
    """The figures of two rows in each other's place. columns: those of the figures."""

    rows: tuple[int, int]
    columns: tuple[int, ...]

    @property
    def label(self) -> str:
        return "互换这两行的数字"

    def mend(self, table: Table) -> Table:
        one, other = (list(table.rows[row]) for row in self.rows)
        for column in self.columns:
            first, second = one[column], other[column]
            one[column], other[column] = first.with_text(second.text), second.with_text(first.text)
        now = {self.rows[0]: one, self.rows[1]: other}
        return replace(table, rows=[now.get(number, row) for number, row in enumerate(table.rows)])


@dataclass(frozen=True, slots=True)
class RowTaken:
    """A row less. name: what it is called."""

    row: int
    name: str

    @property
    def label(self) -> str:
        return f"删去多出的 {self.name} 一行"

    @property
    def rows(self) -> tuple[int, ...]:
        return (self.row,)

    def mend(self, table: Table) -> Table:
        return delete_rows(table, [self.row])


@dataclass(frozen=True, slots=True)
class RowPut:
    """A row more. at: the row that it stands before; texts: what it prints, by column; name: what it is called."""

    at: int
    texts: tuple[tuple[int, str], ...]
    name: str

    @property
    def label(self) -> str:
        return f"补上 {self.name} 一行"

    @property
    def rows(self) -> tuple[int, ...]:
        return ()

    def mend(self, table: Table) -> Table:
        longer, texts = insert_rows(table, self.at), dict(self.texts)
        row = [cell.with_text(texts[c]) if c in texts else cell for c, cell in enumerate(longer.rows[self.at])]
        return replace(longer, rows=[*longer.rows[: self.at], row, *longer.rows[self.at + 1 :]])


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """Another 金额单位; the figures stay as they are."""

    unit: str

    @property
    def label(self) -> str:
        return f"单位改为{self.unit}"

    @property
    def rows(self) -> tuple[int, ...]:
        return ()

    def mend(self, table: Table) -> Table:
        return replace(table, amount_unit=self.unit)


Repair = RowsExchanged | RowTaken | RowPut | UnitNamed
