"""How wide the columns of a table want to be, and which of them stay in sight when it is moved sideways."""

from __future__ import annotations

import re

from PySide6.QtGui import QFontMetrics

from core import amounts
from core.model import Table

PADDING = 18
NARROWEST, WIDEST, NARROWEST_NAME = 56, 260, 90
_SAMPLE_ROWS = 400
_MEASURED_ROWS = 2000  # of a longer table, rows from all over it
_LEADING = re.compile(r"编码|编号|代码|名称|科目|项目|单位|序号|行次|类|款|项|分类|内容|部门|指标")


def leading_columns(table: Table) -> int:
    """How many columns at the left name the rows: codes and names. At most all but one.

    None where a side further to the right has names of its own: those at the left say nothing of its figures.
    """
    count = 0
    for column in range(len(table.columns) - 1):
        if not _names_rows(table, column):
            break
        count += 1
    leaves = ["".join(column.path[-1:]) for column in table.columns]
    return 0 if set(leaves[:count]) & set(leaves[count:]) else count


def _names_rows(table: Table, column: int) -> bool:
    path = table.columns[column].path
    if not path or not any(_LEADING.search(part) for part in path):
        return False
    texts = [t for row in table.rows[:_SAMPLE_ROWS] if (t := row[column].text.strip())]
    printed_amounts = sum(1 for t in texts if (f := amounts.parse(t)) is not None and f.places)
    return printed_amounts * 4 <= len(texts)


def widths(table: Table, metrics: QFontMetrics) -> list[int]:
    """A width for each leaf column that shows its figures whole and its names mostly."""
    return [_width(table, column, metrics) for column in range(len(table.columns))]


def narrowed(wanted: list[int], room: int) -> list[int]:
    """Widths of the leading columns that fit into the room: the widest, a name, gives way. As wanted where none do."""
    widest = max(wanted, default=0)
    left = widest - max(sum(wanted) - room, 0)
    if left == widest or left < NARROWEST_NAME:
        return list(wanted)
    at = wanted.index(widest)
    return [*wanted[:at], left, *wanted[at + 1 :]]


def full_width(table: Table, column: int, metrics: QFontMetrics) -> int:
    """A width that shows every text of the column whole."""
    return max(NARROWEST, _longest(table, column, metrics) + PADDING)


def _longest(table: Table, column: int, metrics: QFontMetrics) -> int:
    return max(map(metrics.horizontalAdvance, _texts(table, column)), default=0)


def _texts(table: Table, column: int) -> set[str]:
    return {row[column].text for row in table.rows[:: 1 + len(table.rows) // _MEASURED_ROWS]}


def _width(table: Table, column: int, metrics: QFontMetrics) -> int:
    texts = _texts(table, column)
    longest = max(map(metrics.horizontalAdvance, texts), default=0)
    figures = max((metrics.horizontalAdvance(text) for text in texts if amounts.parse(text)), default=0)
    path = table.columns[column].path
    header = metrics.horizontalAdvance(path[-1]) if path else 0
    header = header if header <= 110 else header // 2 + 14  # long headers take two lines
    return max(NARROWEST, min(max(longest, header) + PADDING, WIDEST), figures + PADDING)
