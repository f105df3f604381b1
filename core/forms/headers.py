"""Which rows of a grid are its header, and what every leaf column is called."""

from __future__ import annotations

import re
from itertools import pairwise

from core import texts
from core.forms import wording
from core.forms.sheets import Sheet, compact
from core.layout.blocks import GridCell
from core.model import Cell, Column

_COUNTER = re.compile(r"\(?(\d{1,3})\)?(?:=[\d+\-*/()=×]+)?")
_COUNTER_WORDS = re.compile(r"栏次|栏目|列次|行次|序号|[※*#甲乙丙丁戊己庚辛—-]+")
_TOTAL = re.compile(
    r"(?:总|合|小)计|(?:本年)?(?:收入|支出)(?:总计|合计)|收支总计|本年(?:收入|支出)小计|无|\(?空表\)?|合计\(?万元\)?"
)
_LABEL = re.compile(
    r"(?:项目|部门|单位|一级项目|二级项目|政策|专项)(?:\((?:单位|部门|政策|盖章|公章|项目)\))?(?:名称|编码|代码|负责人|联系人|类别|属性)"
    r"(?:\(.*\))?|(?:预算|主管|实施|填报|申报|评价|项目|承担|牵头)(?:单位|部门)(?:\(.*\))?(?:名称)?(?:及代码)?"
    r"|年度(?:总体)?(?:绩效)?目标|项目(?:总体)?(?:绩效)?目标|预算规模及资金用途|项目资金(?:\(.*\))?|联系人|联系电话"
)
_HEADING = re.compile(
    r".*(?:名称|编码|代码|单位|部门|合计|小计|总计|金额|预算|决算|数|额|目标|指标|科目|序号|行次|备注|级次|性质|规格|形式"
    r"|数量|单价|日期|时间|类别|类型|来源|依据|说明|内容|原因|措施|分值|得分|权重|比例|率|支出|收入|项目|资金|拨款|类|款|项"
    r"|简介|概况|概述|用途|周期|期限|方式|属性|阶段|对象)"
)
_YEAR = re.compile(r"20\d{2}年")
_YEAR_ALONE = re.compile(r"20\d{2}")
_LEAF = re.compile(
    r"项目|金额|(?:20\d{2}年)?(?:预算|决算|执行|金额)数?(?:\(.*\))?|科目(?:名称|编码|代码)?|行次|编码|名称"
)
_DEEPEST = 5  # no standard form has more header rows
_MISREAD = 0.3  # of the characters of a header row: OCR of a coarse scan gets no more of them wrong
_LONG = 45  # a header text is a phrase; anything longer is what a body cell says


class Header:
    """The header of a sheet.

    end: the first body row; the 栏次 row is part of the header. columns: the leaf columns. rows: what each header row
    prints, for knowing it again on a later page.
    """

    def __init__(self, sheet: Sheet) -> None:
        depth = _depth(sheet)
        numbers = depth < sheet.last and is_counter_row(sheet, depth)
        self.end = depth + numbers
        stray = _stray_total(sheet, depth)
        paths = [_path(sheet, column, depth, stray) for column in range(sheet.columns)]
        counters = _counters(sheet, depth) if numbers else [""] * sheet.columns
        self.columns = [Column(path, number) for path, number in zip(paths, counters, strict=True)]
        self.rows = [sheet.keys(row) for row in range(sheet.first, self.end)]
        self._total = stray

    def body(self, sheet: Sheet) -> list[list[Cell]]:
        """The body rows below the header, without blank ones at the end."""
        rows = [sheet.body_row(row) for row in range(self.end, sheet.last)]
        while rows and not any(cell.text for cell in rows[-1]):
            rows.pop()
        if self._total is not None:
            rows.insert(0, sheet.row_of(self._total))
        return rows

    def repeated(self, sheet: Sheet) -> int:
        """How many leading rows of a later sheet repeat this header."""
        row = sheet.first
        while row < sheet.last and self._prints(sheet, row):
            row += 1
        return row - sheet.first

    def _prints(self, sheet: Sheet, row: int) -> bool:
        """Whether a row of the sheet is one of this header, as far as OCR reads both alike."""
        keys = sheet.keys(row)
        if keys in self.rows or not any(cell.confidence is not None for cell in sheet.filled(row)):
            return keys in self.rows
        text = "".join(keys)
        return any(texts.distance(text, known) <= _MISREAD * len(text) for known in map("".join, self.rows))


def is_counter_row(sheet: Sheet, row: int) -> bool:
    """The 栏次 row: 1, 2, 3 … under the header, with 栏次 or ※ over the label columns."""
    keys = sheet.keys(row)
    numbers = [int(m.group(1)) for m in map(_COUNTER.fullmatch, keys) if m]
    words = [key for key in keys if not _COUNTER.fullmatch(key)]
    if not numbers or not all(_COUNTER_WORDS.fullmatch(word) for word in words):
        return False
    rising = all(b == a + 1 for a, b in pairwise(numbers))
    return rising and numbers[0] <= 1 and (bool(words) or len(numbers) > 2 or len(numbers) == sheet.columns > 1)


def looks_like_body(sheet: Sheet, row: int) -> bool:
    """Whether something in the row can only stand in the body: a figure, a code, a total, the number of an item."""
    cells = sheet.filled(row)
    if not cells:
        return True
    if len(cells) == 1 and (_TOTAL.fullmatch(texts.key(cells[0].text)) or sheet.columns == 1):
        return True
    return any(map(_is_value, cells)) or (_TOTAL.fullmatch(texts.key(cells[0].text)) is not None and _bare(sheet, row))


def states_name(key: str) -> bool:
    """Whether the text is a label of a form that states a name beside it: 项目名称, 预算单位 …"""
    return _LABEL.fullmatch(key) is not None


def _depth(sheet: Sheet) -> int:
    """The first row after the header texts."""
    if sheet.grid.header_rows is not None:
        told = min(max(sheet.grid.header_rows, sheet.first), sheet.last)
        return told - (told > sheet.first and is_counter_row(sheet, told - 1))
    if sheet.first >= sheet.last:
        return sheet.first
    counted = _above_counters(sheet)
    if counted is not None:
        return counted
    if not _opens_header(sheet):
        return sheet.first
    row = sheet.first + 1
    while row < sheet.last and not is_counter_row(sheet, row) and _goes_on(sheet, row):
        row += 1
    return row


def _above_counters(sheet: Sheet) -> int | None:
    """The 栏次 row below rows without a figure: whatever these look like, they are the header."""
    for row in range(sheet.first + 1, min(sheet.first + _DEEPEST + 1, sheet.last)):
        if any(map(_is_amount, sheet.filled(row - 1))):
            return None
        if is_counter_row(sheet, row):
            return row
    return None


def _opens_header(sheet: Sheet) -> bool:
    row = sheet.first
    if looks_like_body(sheet, row) or _states_a_label(sheet, row):
        return False
    return len(sheet.filled(row)) > 1 or (row + 1 < sheet.last and not looks_like_body(sheet, row + 1))


def _states_a_label(sheet: Sheet, row: int) -> bool:
    """项目名称 | 困难职工帮扶 …: a form whose first row already says something, so it has no header."""
    cells = sheet.filled(row)
    first = texts.key(cells[0].text)
    if not states_name(first) or cells[0].row_span > 1:
        return False
    if len(cells) <= 2 < sheet.columns and sum(cell.column_span for cell in cells) == sheet.columns:
        return True
    return any(not _HEADING.fullmatch(texts.key(cell.text)) for cell in cells[1:4:2])


def _goes_on(sheet: Sheet, row: int) -> bool:
    """Whether `row` still belongs to the header that the rows above it have begun."""
    above = [sheet.cover(row - 1, column) for column in range(sheet.columns)]
    if any(map(_is_amount, sheet.filled(row))):
        return False
    if any(cell.row < row <= cell.row + cell.row_span - 1 and cell.text.strip() for cell in above):
        return True
    if looks_like_body(sheet, row):
        return _names_leaves(sheet, row) and _divides(sheet, row, above)
    return _divides(sheet, row, above) or _completes(sheet, row, above)


def _names_leaves(sheet: Sheet, row: int) -> bool:
    """项目 | 金额 | 一、支出功能分类 | 金额: the header of a form that numbers its sides, in spite of the numbers."""
    keys = sheet.keys(row)
    return len(keys) == sheet.columns and sum(bool(_LEAF.fullmatch(key)) for key in keys) >= max(2, len(keys) // 2)


def _divides(sheet: Sheet, row: int, above: list[GridCell]) -> bool:
    """Whether the row names the columns that a text above spans."""
    below = [cell.column for cell in sheet.filled(row)]
    for cell in {id(c): c for c in above if c.column_span > 1 and c.text.strip()}.values():
        if sum(cell.column <= column < cell.column + cell.column_span for column in below) > 1:
            return True
    return False


def _completes(sheet: Sheet, row: int, above: list[GridCell]) -> bool:
    """Whether the row fills only what the header above has left blank (headers whose cells were never merged)."""
    cells = sheet.filled(row)
    open_places = [not cell.text.strip() for cell in above]
    begun = any(not blank for blank in open_places)
    fills = [cell for cell in cells if open_places[cell.column]]
    return begun and bool(fills) and open_places.count(False) < sheet.columns and cells[0].column > 0


def _stray_total(sheet: Sheet, depth: int) -> GridCell | None:
    """A 合计 of the body that a form prints beside its last header row, under 科目名称 (final accounts of Shanghai)."""
    if depth - sheet.first < 2 or not sheet.filled(depth - 1):
        return None
    cell = sheet.filled(depth - 1)[0]
    named = [sheet.cover(depth - 2, column) for column in range(cell.column, cell.column + cell.column_span)]
    if cell.column > 0 or not _TOTAL.fullmatch(texts.key(cell.text)):
        return None
    return cell if all(re.search(r"编码|代码|名称|科目$", texts.key(above.text)) for above in named) else None


def _path(sheet: Sheet, column: int, depth: int, stray: GridCell | None) -> tuple[str, ...]:
    """The header texts over a column from top to bottom; a text over several rows is named once."""
    path: list[str] = []
    for row in range(sheet.first, depth):
        if sheet.cover(row, column) is stray:
            continue
        text = compact(_heading(sheet, row, column, depth))
        if text and path[-1:] != [text]:
            path.append(text)
    return tuple(path)


def _heading(sheet: Sheet, row: int, column: int, depth: int) -> str:
    """The text over a column in one header row; a parent that was never merged also reaches the blanks to its right."""
    cell = sheet.cover(row, column)
    if cell.text.strip() or row + 1 >= depth or not sheet.cover(row + 1, column).text.strip():
        return cell.text
    left = column
    while left > 0 and not sheet.cover(row, left).text.strip():
        left -= 1
    parent = sheet.cover(row, left)
    return parent.text if parent.row_span == 1 and _has_children(sheet, row, left) else ""


def _has_children(sheet: Sheet, row: int, column: int) -> bool:
    child = sheet.cover(row + 1, column)
    return child.row == row + 1 and bool(child.text.strip())


def _counters(sheet: Sheet, row: int) -> list[str]:
    places = [""] * sheet.columns
    for cell in sheet.filled(row):
        places[cell.column] = compact(cell.text)
    return places


def _is_value(cell: GridCell) -> bool:
    key = texts.key(cell.text)
    if len(key) > _LONG or _is_amount(cell) or wording.starts_item(key):
        return True
    digits = sum(ch.isdigit() for ch in _YEAR.sub("", key))
    return (digits > 4 and digits * 2 > len(key)) or key[:1] in "≥≤<>=＞＜"


def _is_amount(cell: GridCell) -> bool:
    """A figure; a year alone (2024) may head a column."""
    return wording.is_figure(cell.text) and not _YEAR_ALONE.fullmatch(texts.key(cell.text))


def _bare(sheet: Sheet, row: int) -> bool:
    """Whether nothing but figures and blanks follows the first text of the row."""
    return all(wording.is_figure(cell.text) for cell in sheet.filled(row)[1:])
