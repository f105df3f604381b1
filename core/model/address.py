"""What a place in the report is called, in the words of the forms: 表5 · 201 一般公共服务支出 · 项目支出."""

from __future__ import annotations

import re

from core import amounts
from core.model.report import CellRef, Report, Table

_CODE = re.compile(r"\d{3}(?:\d{2}){0,3}")
_LONGEST = 40  # characters of a name; what is longer is a text, and is called by its beginning
_DASHES = {"-", "—", "–", "－"}
_NAMING = re.compile(r"(编码|编号|代码|名称|项目|科目|指标|内容|事项|部门|(?<!计量)单位)(（[^（）]*）|\([^()]*\))?$")


def table_label(table: Table, position: int) -> str:
    """表5, or its place in the report (`position` counts from 0) where it has no number."""
    return table.number or f"第{position + 1}张表"


def table_name(table: Table, position: int) -> str:
    """表5 一般公共预算支出表."""
    label = table_label(table, position)
    return f"{label} {table.title}" if table.title else f"{label}（无标题）"


def row_label(table: Table, row: int, column: int) -> str:
    """Code and name of the row, from the naming column nearest to the left of the cell; 第 n 行 where nothing names it.

    A text that is itself a value (上年完成值 741万元) names nothing.
    """
    texts = [cell.text.strip() for cell in table.rows[row]]
    left = [at for at in range(min(column, len(texts) - 1), -1, -1) if texts[at] and not _is_value(texts[at])]
    naming = [at for at in left if _names_rows(table, at)]
    for at in naming or [at for at in left if at < column] or left:
        return _with_code(texts, at)
    return next((t for t in texts[: column + 1] if _CODE.fullmatch(t)), "") or f"第 {row + 1} 行"


def column_label(table: Table, column: int) -> str:
    """The header path of a column: 基本支出·人员经费."""
    return "·".join(table.columns[column].path) or f"第 {column + 1} 列"


def cell_label(report: Report, ref: CellRef, *, short: bool = False) -> str:
    """The whole address of a cell, "" where the report has no such table. short: only the last line of its header."""
    for position, table in enumerate(report.tables):
        if table.id == ref.table:
            row = row_label(table, ref.row, ref.column)
            column = column_label(table, ref.column)
            return " · ".join((table_label(table, position), row, column.rpartition("·")[2] if short else column))
    return ""


def _is_value(text: str) -> bool:
    return amounts.parse(text) is not None or text in _DASHES


def _names_rows(table: Table, column: int) -> bool:
    path = table.columns[column].path
    return bool(path) and _NAMING.search("".join(path[-1].split())) is not None


def _with_code(texts: list[str], at: int) -> str:
    code = texts[at - 1] if at else ""
    name = texts[at] if len(texts[at]) <= _LONGEST else f"{texts[at][: _LONGEST - 1]}…"
    return f"{code} {name}" if _CODE.fullmatch(code) else name
