"""What a place in the report is called, in the words of the forms: 表5 · 201 一般公共服务支出 · 项目支出."""

from __future__ import annotations

import re

from core import amounts
from core.model import CellRef, Report, Table

_CODE = re.compile(r"\d{3}(?:\d{2}){0,3}")
SEPARATOR = " · "


def table_label(table: Table, position: int) -> str:
    """表5, or its place in the report where it has no number."""
    return table.number or f"第{position + 1}张表"


def table_name(table: Table, position: int) -> str:
    """表5 一般公共预算支出表."""
    title = table.title or "（无标题）"
    return f"{table_label(table, position)} {title}"


def row_label(table: Table, row: int, column: int) -> str:
    """Code and name that stand left of the cell in its row; 第 n 行 where nothing names it."""
    texts = [cell.text.strip() for cell in table.rows[row]]
    for at in range(min(column, len(texts) - 1), -1, -1):
        if texts[at] and not _is_value(texts[at]):
            return _with_code(texts, at)
    code = next((t for t in texts[: column + 1] if _CODE.fullmatch(t)), "")
    return code or f"第 {row + 1} 行"


def column_label(table: Table, column: int) -> str:
    """The header path of a column: 基本支出·人员经费."""
    return "·".join(table.columns[column].path) or f"第 {column + 1} 列"


def cell_label(report: Report, ref: CellRef) -> str:
    """The whole address of a cell."""
    for position, table in enumerate(report.tables):
        if table.id == ref.table:
            parts = (
                table_label(table, position),
                row_label(table, ref.row, ref.column),
                column_label(table, ref.column),
            )
            return SEPARATOR.join(parts)
    return ""


def _is_value(text: str) -> bool:
    return amounts.parse(text) is not None or text in {"-", "—", "–", "－"}


def _with_code(texts: list[str], at: int) -> str:
    code = texts[at - 1] if at else ""
    return f"{code} {texts[at]}" if _CODE.fullmatch(code) else texts[at]
