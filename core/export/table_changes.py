"""What a step changed of tables as wholes, for the 改动清单: rows put in or taken out, the unit, the headers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.model import Cell, Step, Table, TableEdit
from core.model.address import column_label, row_label, table_label, table_name

_MOST_ROWS = 3  # whose texts one line tells


class TableChange(NamedTuple):
    """One line. row: the cells of a row that was put in, which need no lines of their own."""

    place: str
    page: int | None
    printed: str
    text: str
    row: tuple[Cell, ...] = ()


def table_changes(step: Step) -> Iterator[TableChange]:
    """Where a step takes several tables together or apart only these are told, for their rows stay.

    What a step only remembers (已核对, the standard form) is not told, nor are cells that are corrected one by one.
    """
    edits = [edit for edit in step.edits if isinstance(edit, TableEdit)]
    for edit in edits:
        if edit.before is None or edit.after is None:
            yield from _whole(edit)
        elif len(edits) == 1:
            yield from _Comparison(edit.position, edit.before, edit.after).lines()


def _whole(edit: TableEdit) -> Iterator[TableChange]:
    table = edit.before or edit.after
    if table is not None:
        texts = "（没有这张表）", f"整张表，{len(table.rows)} 行"
        printed, text = reversed(texts) if edit.before is not None else texts
        yield TableChange(table_name(table, edit.position), next(iter(table.pages), None), printed, text)


class _Comparison:
    """A table before and after."""

    def __init__(self, position: int, before: Table, after: Table) -> None:
        self._before, self._after = before, after
        self._label, self._page = table_label(before, position), next(iter(before.pages), None)

    def lines(self) -> Iterator[TableChange]:
        before, after = self._before, self._after
        for what, printed, text in (
            ("表号", before.number, after.number),
            ("表名", before.title, after.title),
            ("金额单位", before.amount_unit, after.amount_unit),
            ("表头", _header(before), _header(after)),
        ):
            if printed != text:
                yield TableChange(f"{self._label} · {what}", self._page, printed or "", text or "")
        if len(before.columns) == len(after.columns):
            yield from self._rows()

    def _rows(self) -> Iterator[TableChange]:
        gone, new = _only_in(self._before, self._after), _only_in(self._after, self._before)
        if gone and new:
            if len(self._before.rows) != len(self._after.rows) or not self._told_singly(new):
                place = f"{self._label} · {row_label(self._before, gone[0], len(self._before.columns) - 1)}"
                yield TableChange(place, self._page, _texts(self._before, gone), _texts(self._after, new))
            return
        for row in gone:
            yield self._row(self._before, row, _texts(self._before, [row]), "（没有这一行）")
        for row in new:
            line = self._row(self._after, row, "（没有这一行）", _texts(self._after, [row]))
            yield line._replace(row=tuple(self._after.rows[row]))
        if not gone and not new:
            yield from self._moved()

    def _row(self, table: Table, row: int, printed: str, text: str) -> TableChange:
        page = next((cell.page for cell in table.rows[row] if cell.page is not None), self._page)
        return TableChange(f"{self._label} · {row_label(table, row, len(table.columns) - 1)}", page, printed, text)

    def _told_singly(self, rows: list[int]) -> bool:
        """Whether all that is new in these rows is corrected cells, each with a line of its own."""
        pairs = ((self._before.rows[row], self._after.rows[row]) for row in rows)
        return all(now.corrected for old, new in pairs for was, now in zip(old, new, strict=True) if was != now)

    def _moved(self) -> Iterator[TableChange]:
        """The first of the rows that are in another order."""
        pairs = enumerate(zip(self._before.rows, self._after.rows, strict=True))
        row = next((row for row, (was, now) in pairs if was != now), None)
        if row is not None:
            old = self._before.rows.index(self._after.rows[row])
            yield self._row(self._after, row, f"第 {old + 1} 行", f"第 {row + 1} 行")


def _header(table: Table) -> str:
    return "、".join(column_label(table, column) for column in range(len(table.columns)))


def _only_in(table: Table, other: Table) -> list[int]:
    """The rows that the other table has not, or not as often."""
    left, only = Counter(map(tuple, other.rows)), []
    for number, row in enumerate(map(tuple, table.rows)):
        if left[row]:
            left[row] -= 1
        else:
            only.append(number)
    return only


def _texts(table: Table, rows: Sequence[int]) -> str:
    """整行：20129 群众团体事务 12.49; several rows one after another."""
    told = [" ".join(cell.text for cell in table.rows[row] if cell.text) or "空行" for row in rows[:_MOST_ROWS]]
    more = f" 等 {len(rows)} 行" if len(rows) > _MOST_ROWS else ""
    return f"整行：{'／'.join(told)}{more}"
