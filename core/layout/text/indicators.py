"""Performance forms (绩效目标表, 自评表) in spaced dumps: keys and values above, indicators below, wrapped everywhere.

The fragments of the indicators come cell by cell. Which of them form a cell, and of which column, is the cheapest
reading of the whole list: a wrapped cell has lines of one length, a score is a number, a 二级指标 is one of few names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from core import amounts, texts
from core.layout.text.cutting import cut_headings, header_excess
from core.layout.text.headings import is_unit_cell
from core.layout.text.lines import Printed
from core.layout.text.loose import LooseRow, LooseTable
from core.layout.text.marks import is_note, is_part, is_section, ordinal
from core.layout.text.runs import NEVER, Slots, cheapest_cells, rows_of
from core.layout.text.tokens import Token, breadth, joining, line_breadths, mixed, spelled, tokens_of
from core.layout.text.vocabulary import Path, Vocabulary

_TITLE = re.compile(r"(?:绩效|自评).{0,14}表$")
_TITLE_OF = re.compile(r"项目|部门|单位|整体|专项|支出.*表|(?:绩效目标|自评)(?:情况|申报|批复|公开|汇总)?表$")
_TOTAL = re.compile(r"^(?:总分|合计|总计|得分合计|自评总分)$")
_MOST_LINES, _LONGEST = 140, 40
_LONG_CELL = 14  # fragments
_MOST_JOINING = 12.0
_SLACK = 0.2  # for each half-width character that a wrapped line leaves free in its column
_BLANK = {"": 0.1, "level1": 0.1, "remark": 0.1, "deviation": 0.1, "cause": 0.1, "level2": 0.5, "level3": 6.0}
_BLANK |= {"weight": 4.0, "score": 3.0, "target": 4.0}
_SHORT_LINE = 40  # breadth of a line that ends its cell where it ends a sentence
_SIGNED = re.compile(r"^[≥≤=＝＞＜<>﹥﹤]|^\d|%$|％$")
_WHOLE_VALUE = re.compile(r"^[≥≤=＝＞＜<>﹥﹤]*\d[\d,.]*\s*(?:[%％]|[\u4e00-\u9fff/]{1,6})$")
_SIGN_WORDS = re.compile(r"^(?:大于等于|小于等于|等于|大于|小于|定性|定量|[≥≤=＝＞＜<>]+)$")
_DIRECTIONS = re.compile(r"^(?:正向|反向|逆向|中性|正|反)$")


def is_indicator_title(key: str) -> bool:
    """Whether a line is the title of a performance form."""
    return bool(_TITLE.search(key)) and len(key) < _LONGEST


def _ends_form(key: str) -> bool:
    """Whether a line stands behind a form: the title of the next one, a note, a section."""
    titled = is_indicator_title(key) and _TITLE_OF.search(key)  # no wrapped text about a performance form
    return bool(titled) or is_note(key) or is_part(key) or is_section(key) or ordinal(key)[0] == "一"


def indicator_table(
    lines: Sequence[Printed], keys: Sequence[str], start: int, vocabulary: Vocabulary
) -> tuple[LooseTable, int] | None:
    """The performance form whose first row is at `start`, and the line after it; None where there is none."""
    header = _header_line(keys, start)
    if header is None:
        return None
    body, columns = _header(lines, keys, header, vocabulary)
    stop = _end(keys, body)
    if not columns:
        return None
    above = _key_rows([t for line in lines[start:header] for t in tokens_of(line, fused=False)], vocabulary)
    total = _total_row(lines[stop - 1], columns, vocabulary) if stop > body else None
    fragments = [t for line in lines[body : stop - (total is not None)] for t in tokens_of(line, fused=False)]
    if fragments and fragments[0].text == "绩效指标":
        columns = [("",), *columns]
    reader = _IndicatorReader(columns, fragments, vocabulary)
    table = LooseTable(columns, ["text"] * len(columns))
    table.rows = [*(LooseRow(dict(enumerate(row[: len(columns)]))) for row in above), *reader.rows()]
    table.rows += [total] if total else []
    return table, stop


def _header_line(keys: Sequence[str], start: int) -> int | None:
    """The line where 一级指标 begins the header of the indicators."""
    for at in range(start, min(len(keys), start + _MOST_LINES)):
        if _ends_form(keys[at]):
            return None
        if keys[at].startswith("一级指标") or (keys[at] == "一级" and "".join(keys[at : at + 2]) == "一级指标"):
            return at
        if "一级指标二级指标" in keys[at] and len(keys[at]) < 2 * _LONGEST:
            return at
    return None


def _header(
    lines: Sequence[Printed], keys: Sequence[str], start: int, vocabulary: Vocabulary
) -> tuple[int, list[Path]]:
    """Where the indicators begin, and the columns that the header lines up to there name."""
    best = start + 1
    cells: list[list[str]] = []
    for at in range(start, min(len(lines), start + 30)):
        if at > start and (
            keys[at] == "绩效指标" or any(keys[at].startswith(n) for n in vocabulary.indicators["first"])
        ):
            break
        cells.append([t.text for t in tokens_of(lines[at], fused=False)])
        if header_excess(cells, vocabulary) <= 1.5:
            best = at + 1
    columns = cut_headings(cells[: best - start], vocabulary)
    return best, [(c,) for c in columns]


def _end(keys: Sequence[str], body: int) -> int:
    for at in range(body, len(keys)):
        if _ends_form(keys[at]) or ("。" in keys[at] and len(keys[at]) > 20):
            return at
        if at > body and re.match(r"^(?:总分|总计|合计)\d", keys[at]):
            return at + 1
        if is_unit_cell(keys[at]) and at > body and "单位:" in keys[at]:
            return at
    return len(keys)


def _total_row(line: Printed, columns: Sequence[Path], vocabulary: Vocabulary) -> LooseRow | None:
    """The row of 总分: its label in front, its figures under 分值 and 得分."""
    label, *figures = (t.text for t in tokens_of(line, fused=False))
    if not _TOTAL.match(label) or not figures:
        return None
    scores = [i for i, path in enumerate(columns) if vocabulary.kind(path[0]) in ("weight", "score")]
    return LooseRow({0: label} | dict(zip(scores, figures, strict=False)))


# ── keys and values above the indicators ──


def _key_rows(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[list[str]]:
    """Rows of the block above: a key that stands first in its row begins one, so does the first value below keys."""
    known = vocabulary.indicators
    rows: list[list[str]] = []
    keys: list[bool] = []  # of the cells of the last row
    for cell in _key_cells(tokens, known["keys"]):
        key = texts.key(cell)
        is_key = key in known["keys"]
        headed = len(keys) >= 3 and all(keys) and not is_key
        if not rows or key in known["rows"] or headed:
            section = headed and texts.key(rows[-1][0]) in known["sections"]
            rows.append([""] * (1 if section else vocabulary.indents.get(key, 0)))
            keys = []
        elif len(rows[-1]) == 1 and key == "年初预算数":
            rows[-1].append("")
        rows[-1].append(cell)
        keys.append(is_key)
    return rows


def _key_cells(tokens: Sequence[Token], keys: frozenset[str]) -> Iterator[str]:
    """Cells of the block: known keys, wrapped or not, and the texts between them."""
    at = 0
    while at < len(tokens):
        stop = at + next((n for n in range(8, 0, -1) if _spells_key(tokens[at : at + n], n, keys)), 0)
        if stop == at:
            stop = at + 1
            while stop < len(tokens) and _same_value(tokens, at, stop, keys):
                stop += 1
        yield spelled(tokens[at:stop])
        at = stop


def _spells_key(tokens: Sequence[Token], length: int, keys: frozenset[str]) -> bool:
    wrapped = all(t.first for t in tokens[1:])
    return len(tokens) == length and wrapped and texts.key("".join(t.text for t in tokens)) in keys


def _same_value(tokens: Sequence[Token], start: int, at: int, keys: frozenset[str]) -> bool:
    """Whether a token goes on with the value that began at `start`: another line of a long text, a % sign, a unit."""
    if any(_spells_key(tokens[at : at + n], n, keys) for n in range(1, 8)):
        return False
    before, token = tokens[at - 1], tokens[at]
    figure = amounts.parse(before.text) is not None
    if not token.first:
        return token.text in ("%", "％") or (mixed(before.text, token.text) and not (figure and "." in before.text))
    if figure or (token.numeric and len(token.text) < 8):
        return False
    line = breadth("".join(t.text for t in tokens[_line_start(tokens, at - 1) : at]))
    if before.text.endswith("。") and line < _SHORT_LINE:
        return False
    opening = breadth("".join(t.text for t in tokens[start : _line_stop(tokens, start)]))
    return line >= max(10, opening - 4) or (not tokens[start].first and line >= 10)


def _line_start(tokens: Sequence[Token], at: int) -> int:
    while at and not tokens[at].first:
        at -= 1
    return at


def _line_stop(tokens: Sequence[Token], at: int) -> int:
    at += 1
    while at < len(tokens) and not tokens[at].first:
        at += 1
    return at


# ── indicators ──


class _IndicatorReader:
    """Reads fragments as rows of indicators."""

    def __init__(self, columns: Sequence[Path], fragments: Sequence[Token], vocabulary: Vocabulary) -> None:
        self._kinds = [vocabulary.kind(path[0]) for path in columns]
        self._known = vocabulary.indicators
        self._fragments = fragments
        self._frequent = Counter(t.text for t in fragments)
        levels = [i for i, kind in enumerate(self._kinds) if kind in ("level1", "level2", "level3")]
        self._first = min(levels, default=0)
        self._widths = [0] * len(columns)
        blanks = [0.1 if i < self._first else _BLANK.get(kind, 2.5) for i, kind in enumerate(self._kinds)]
        self._slots = Slots(blanks, self._costs, self._opening, _LONG_CELL)

    def rows(self) -> Iterator[LooseRow]:
        """Rows of texts by column; a merged cell has its text in its first row."""
        cells = cheapest_cells(len(self._fragments), self._slots)
        for start, stop, column in cells:
            self._widths[column] = max([self._widths[column], *line_breadths(self._fragments[start:stop])])
        for row in rows_of(cheapest_cells(len(self._fragments), self._slots)):
            yield LooseRow({column: spelled(self._fragments[start:stop]) for start, stop, column in row})

    def _opening(self, start: int) -> tuple[float, float]:
        fragment = self._fragments[start]
        return 0.4 if start and fragment.first and fragment.gap else 0.0, 0.0

    def _costs(self, start: int, stop: int) -> Iterator[float]:
        fragments = self._fragments[start:stop]
        inside = joining(fragments)
        key = texts.key("".join(t.text for t in fragments))
        often = all(self._frequent[t.text] > 2 for t in fragments)
        lines = line_breadths(fragments)[:-1]
        for column, width in enumerate(self._widths):
            slack = sum(max(0, width - line - 3) for line in lines)
            yield NEVER if inside > _MOST_JOINING else inside + _SLACK * slack + self._cell(column, key, often)

    def _cell(self, column: int, key: str, often: bool) -> float:
        """How badly a text fits a column. often: whether the dump repeats it."""
        kind = self._kinds[column]
        if kind in ("level1", "level2"):
            names = self._known["first" if kind == "level1" else "second"]
            if key in names:
                return -2.5 if key.endswith("指标") else -0.2
            return 1.5 if key.endswith("指标") and len(key) < 12 else 4.0 if len(key) < 9 else 9.0
        if column < self._first and kind:
            return self._before(kind, key)
        if kind == "":
            return -2.0 if key in ("绩效指标", "年度绩效指标") else 9.0
        return self._value(kind, key, often)

    def _before(self, kind: str, key: str) -> float:
        """A cell in front of the indicators, merged over many of them: unit, project, amount, goal."""
        number = amounts.parse(key) is not None
        if kind in ("total", "amount"):
            return -1.0 if number else 9.0
        known = key in self._known["first"] or key in self._known["second"]
        return 9.0 if number or known else 1.5

    def _value(self, kind: str, key: str, often: bool) -> float:
        number = amounts.parse(key) is not None
        known = key in self._known["first"] or key in self._known["second"]
        if kind in ("weight", "score"):
            plain = number and "%" not in key and not re.match(r"20\d\d$", key)
            return -1.0 if plain else 8.0
        if kind == "level3":
            if number or _SIGN_WORDS.match(key) or key[-1] in "≥≤=＞＜<>":
                return 6.0
            return 3.5 if known or _SIGNED.match(key) else 0.0
        if kind in ("target", "achieved"):
            return self._achievement(kind, key, number)
        if kind == "indicator_kind":
            return -2.0 if _SIGN_WORDS.match(key) or _DIRECTIONS.match(key) else 1.0 + 3.0 * number
        if kind == "measure":
            return -1.0 if len(key) <= 3 and not number else 4.0
        if kind in ("deviation", "remark", "cause"):
            return (-0.8 if kind == "deviation" else 3.0) if number else 0.5 + 0.2 * len(key)
        odd = number or (_SIGNED.match(key) and not key.startswith("20"))
        return (3.0 if odd else 0.5) + 3.0 * known - 0.8 * often

    def _achievement(self, kind: str, key: str, number: bool) -> float:
        """A target or what came of it: ≥30集, 100%, 好."""
        if _WHOLE_VALUE.match(key):
            return -1.4
        if _SIGNED.match(key) or _TOTAL.match(key):
            return -0.9 if kind == "target" or not number else -0.3
        return 0.0 if len(key) <= 4 else 0.3 * (len(key) - 4) + 0.3
