"""Which cells and rows of a dump are headings, and which lines belong to a table's head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core import amounts, texts
from core.layout.text.marks import is_ordinal
from core.layout.text.vocabulary import Vocabulary, heading_key

_UNIT = re.compile(
    r"(?:金额)?单位:(?:人民币)?(?:万|千|亿|百)?元|(?:编制|填报|预算|公开)?(?:部门|单位)(?:名称|\(公章\)|\(盖章\))?:|(?:预算|决算)?(?:年度|年份):"
    r"|(?:截止|编制|填报|公开)?(?:时间|日期):|^20\d\d年(?:度|\d+月(?:\d+日)?)?$|^\(20\d\d年度?\)$|^(?:金额)?单位:"
)
_UNIT_CODE = re.compile(r"^(?!20\d\d年)\d{3,6}[^\d\W].{0,30}$")
_MOST_HEADER_ROWS = 6
_LEAST_KNOWN = 0.3  # share of known headings in a row of a header
_CODE = re.compile(r"^(?:\d{3}|\d{5}|\d{7}|\d{9})$")
_NUMBERING = re.compile(r"^(?:栏次|行次|栏目|※|\*+|×+|-+|—+|类|款|项|\d{1,2}(?:=.*)?|[甲乙丙丁]|[A-Z])?$")


def is_unit_cell(text: str) -> bool:
    """Whether a cell belongs to the line of 部门, 年度 and 金额单位 above a table."""
    key = texts.key(text)
    return bool(_UNIT.search(key)) or bool(_UNIT_CODE.match(key))


def is_code(text: str) -> bool:
    """Whether a text is a 科目编码 of three, five, seven or nine digits."""
    return bool(_CODE.match(text))


def is_numbering(cells: Sequence[str]) -> bool:
    """Whether a row is the 栏次 row: 栏次, ※ and counting numbers only, with at least two numbers or marks."""
    keys = [texts.key(c) for c in cells]
    printed = [k for k in keys if k]
    counted = [k for k in printed if k[:1].isdigit()]
    steps = [int(re.match(r"\d+", k).group()) for k in counted]  # type: ignore[union-attr]
    return (
        bool(printed)
        and all(_NUMBERING.match(k) for k in printed)
        and (bool(counted) or "栏次" in printed)
        and steps == list(range(steps[0] if steps else 0, (steps[0] if steps else 0) + len(steps)))
        and (len(steps) > 1 or "栏次" in printed or "※" in printed)
    )


def are_headings(cells: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a single row of cells is the header of a table without rows: two cells or more, mostly known headings."""
    printed = [cell for cell in cells if cell.strip()]
    return len(printed) > 1 and vocabulary.known_share(printed) >= 2 * _LEAST_KNOWN


def header_and_body(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of a table as header (the 栏次 row included, if any) and body.

    A performance form prints keys and values above its header; they are the first rows of its body.
    """
    full = [list(row) for row in rows]
    at = next((n for n, row in enumerate(full) if {"level1", "level2"} <= set(map(vocabulary.kind, row))), None)
    if at is not None:
        return [full.pop(at)], full
    height = _header_height(full, vocabulary)
    return full[:height], full[height:]


def _header_height(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> int:
    """How many of the leading rows are header, the 栏次 row included.."""
    for number, row in enumerate(rows[:_MOST_HEADER_ROWS]):
        if is_numbering(row) and number:
            return number + 1
    known = next((n for n, row in enumerate(rows) if not _is_header_row(row, vocabulary)), len(rows))
    figured = next((n for n, row in enumerate(rows) if _is_body_row(row, vocabulary)), 0)
    alike = all(vocabulary.known_share(row) >= _LEAST_KNOWN for row in rows[:figured])
    height = figured if known < figured < _MOST_HEADER_ROWS and alike else min(known, _MOST_HEADER_ROWS)
    while height > 1 and _is_lone_total(rows[height - 1], vocabulary):
        height -= 1
    return height


def _is_lone_total(row: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether 合计 is all that a row prints, its figures blank."""
    cells = [texts.key(cell) for cell in row if cell.strip()]
    return len(cells) == 1 and cells[0] in vocabulary.labels.get("total", ())


def _is_body_row(row: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a row is surely no header: figures, a code, an ordinal or a total in front."""
    cells = [texts.tidy(c) for c in row if c.strip()]
    total = any(texts.key(c) in vocabulary.labels.get("total", ()) for c in cells[:1]) and len(cells) == 1
    return total or any(
        amounts.parse(c) or opens_row(c, vocabulary) or re.search(r"\d{3,}", heading_key(c)) for c in cells
    )


def opens_row(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins like a row of a summary and not like a heading that begins so: 其中：教育收费."""
    return is_ordinal(text) and not vocabulary.begins(text)


def _is_header_row(row: Sequence[str], vocabulary: Vocabulary) -> bool:
    cells = [texts.tidy(c) for c in row if c.strip()]
    if not cells or any(amounts.parse(c) or opens_row(c, vocabulary) or is_code(c) for c in cells):
        return False
    return vocabulary.known_share(cells) >= 2 * _LEAST_KNOWN
