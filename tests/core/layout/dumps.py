"""Consistent tables made by chance, and the text dumps that programs make of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Path = tuple[str, ...]
Rows = list[list[str]]

SUBJECTS = [
    ("201", "一般公共服务支出"),
    ("20129", "群众团体事务"),
    ("2012901", "行政运行"),
    ("2012906", "工会事务"),
    ("2012999", "其他群众团体事务支出"),
    ("208", "社会保障和就业支出"),
    ("20805", "行政事业单位养老支出"),
    ("2080505", "机关事业单位基本养老保险缴费支出"),
    ("2080506", "机关事业单位职业年金缴费支出"),
    ("210", "卫生健康支出"),
    ("21011", "行政事业单位医疗"),
    ("2101101", "行政单位医疗"),
    ("221", "住房保障支出"),
    ("22102", "住房改革支出"),
    ("2210201", "住房公积金"),
]


@dataclass(frozen=True)
class Table:
    """A table as printed: its header paths and body rows, "" where a cell is blank."""

    title: str
    columns: Sequence[Path]
    rows: Rows
    numbers: Sequence[str] | None = None


def coded_table(
    title: str, columns: Sequence[Path], chance: random.Random, *, parts: bool = False, zeros: bool = False
) -> Table:
    """A table by 功能分类 whose figures add up: columns are code(s), name, then a total and what it adds up.

    The columns after the total are summed by it, each group by its own first column if that is a 小计.
    """
    lead = 4 if parts else 2
    leaves = [c for c in range(lead + 1, len(columns)) if columns[c][-1] not in ("小计", "合计")]
    used = chance.sample(leaves, k=max(1, len(leaves) // 2))
    amounts: dict[str, dict[int, Decimal]] = {}
    for code, _ in SUBJECTS:
        if len(code) == 7:
            column = chance.choice(used)
            amounts[code] = {column: Decimal(chance.randrange(100, 99999)) / 100}
    rows = [["", "", "", "总计"] if parts else ["合计", ""]]
    rows += [[*_code_cells(code, parts), name] for code, name in SUBJECTS]
    for row, code in zip(rows, ["", *(c for c, _ in SUBJECTS)], strict=True):
        sums = {
            c: sum((a.get(c, Decimal(0)) for k, a in amounts.items() if k.startswith(code)), Decimal(0)) for c in leaves
        }
        row += [_printed(_value(columns, c, sums, lead), zeros) for c in range(lead, len(columns))]
    return Table(title, columns, rows)


def _code_cells(code: str, parts: bool) -> list[str]:
    return [code[:3], code[3:5], code[5:7]] if parts else [code]


def _value(columns: Sequence[Path], column: int, sums: dict[int, Decimal], lead: int) -> Decimal:
    if column in sums:
        return sums[column]
    above = columns[column][:-1]
    return sum((v for c, v in sums.items() if column == lead or columns[c][: len(above)] == above), Decimal(0))


def _printed(value: Decimal, zeros: bool) -> str:
    return f"{value:.2f}" if value or zeros else ""


def header_lines(columns: Sequence[Path], wrap: int = 0) -> list[list[str]]:
    """The header as a dump by content order gives it: row by row, every cell wrapped to `wrap` characters."""
    lines: list[list[str]] = []
    for level in range(max(map(len, columns))):
        previous: Path | None = None
        cells: list[str] = []
        for path in columns:
            if len(path) > level:
                if path[: level + 1] != previous or len(path) == level + 1:
                    cells.append(path[level])
                previous = path[: level + 1]
            else:
                previous = None
        lines += _wrapped_cells(cells, wrap)
    return lines


def _wrapped_cells(cells: Sequence[str], wrap: int) -> list[list[str]]:
    if not wrap:
        return [list(cells)]
    return [[cell[i : i + wrap]] for cell in cells for i in range(0, len(cell), wrap)]


def spaced_dump(table: Table, *, wrap: int = 0, name_wrap: int = 0, unit: str = "单位：万元") -> str:
    """The table as a PDF viewer copies it: single spaces, blank cells lost, wrapped cells on lines of their own."""
    lines = [[table.title], ["部门：某某市总工会", unit], *header_lines(table.columns, wrap)]
    if table.numbers:
        lines.append(list(filter(None, table.numbers)))
    for row in table.rows:
        lines += _row_lines([c for c in row if c], name_wrap)
    return "\n\n".join(" ".join(line) for line in lines) + "\n\n注：本表反映某某市总工会的情况。\n"


def _row_lines(cells: Sequence[str], wrap: int) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    for cell in cells:
        if wrap and len(cell) > wrap and not cell[0].isdigit():
            lines += [*([cell[i : i + wrap]] for i in range(0, len(cell), wrap)), []]
        else:
            lines[-1].append(cell)
    return [line for line in lines if line]


def full_header(columns: Sequence[Path]) -> Rows:
    """The header rows with a blank for every cell that a merged neighbour covers."""
    depth = max(map(len, columns))
    rows: Rows = []
    for level in range(depth):
        row: list[str] = []
        for c, path in enumerate(columns):
            covered = c > 0 and len(path) > level + 1 and columns[c - 1][: level + 1] == path[: level + 1]
            row.append(path[level] if len(path) > level and not covered else "")
        rows.append(row)
    return rows


def tabbed_dump(table: Table) -> str:
    """The table as rows between tabs."""
    rows = [*full_header(table.columns), *table.rows]
    return f"{table.title}\n\n单位：万元\n\n" + "\n".join("\t".join(row) for row in rows) + "\n\n"


def celled_dump(table: Table) -> str:
    """The table as Word dumps it: one cell a line behind a tab, cells merged over columns once."""
    rows: Rows = []
    for level, row in enumerate(full_header(table.columns)):
        rows.append([c for c, path in zip(row, table.columns, strict=True) if c or len(path) <= level])
    body = [*rows, *table.rows]
    return f"{table.title}\n\t单位：万元\n\n" + "\n\n".join("\n".join(f"\t{c}" for c in row) for row in body) + "\n\n\n"
