"""Dumps whose cells stand side by side between single spaces: where tables begin and end, and what they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core import amounts, texts
from core.layout.blocks import Line
from core.layout.text.bodies import body_rows
from core.layout.text.cutting import header_excess
from core.layout.text.headings import is_code, is_numbering, is_unit_cell, opens_row
from core.layout.text.indicators import indicator_table, is_indicator_title
from core.layout.text.lines import Printed, paragraph
from core.layout.text.loose import LooseTable, loose_table
from core.layout.text.marks import is_note, is_part, is_section
from core.layout.text.scattered import Expected, header_paths, is_known_form, is_shuffled, readable
from core.layout.text.tokens import tokens_of
from core.layout.text.vocabulary import Path, Vocabulary

Item = LooseTable | Line

_UNIT = re.compile(r"(?:金额)?单位:(?:人民币)?(?:百万|万|千|亿)?元|单位:.{0,3}$")
_ENDS_AS_TABLE = re.compile(r"表(?:[(（][^()（）]*[)）])?(?:[(（]续[)）]|续表)?$")
_SENTENCE = re.compile(r"[^。…]。(?!。)|；$|;$|，.*(?:万元|没有|为空表|元)")
_EMPTY_TABLE = re.compile(r"^[^\d\s]{2,24}(?:20\d\d年度?)?.{0,12}(?:无|没有|未).{2,}")
_LIKE_HEADING = re.compile(
    r"(?:收入|支出|预算|资金|经费|金额|合计|小计|拨款|结转|结余|编码|代码|名称|类别|[数率值额])$"
)
_MOST_HEADER_LINES = 220
_STRANGE = 2.0  # excess of a header with something unknown in it
_FIRST_ROW_LINES = 10
_ABOVE = 4  # lines above a header that a page may repeat with it
_ALONE = 0.5  # of the lines with figures hold nothing else in a dump of one cell a line
_RUNNING = 4  # pages that must begin alike


@dataclass(slots=True)
class _Head:
    """Where a header was found: what stands above, its lines, the 栏次 row below, and where the body begins."""

    above: Sequence[str] = ()
    lines: list[list[str]] = field(default_factory=list)
    numbers: list[str] | None = None
    body: int = 0


def spaced_items(lines: Sequence[Printed], vocabulary: Vocabulary, whole: bool = False) -> Iterator[Item]:
    """Tables and lines of a spaced dump in reading order. A table that goes on over a page comes as one.

    whole: whether lines outside tables are whole paragraphs.
    """
    yield from _Scanner(_without_running_heads(lines), vocabulary, whole).items()


def _without_running_heads(lines: Sequence[Printed]) -> list[Printed]:
    """The lines without what stands at the top of page after page; a table's own head repeated there stays."""
    tops = Counter(texts.key(line.text) for line in lines if line.page_start)
    running = {key for key, count in tops.items() if count >= _RUNNING and not is_unit_cell(key) and len(key) < 40}
    return [line for line in lines if not (line.page_start and texts.key(line.text) in running)]


class _Scanner:
    def __init__(self, lines: Sequence[Printed], vocabulary: Vocabulary, whole: bool) -> None:
        self._lines = lines
        self._whole = whole
        self._apart = _are_apart(lines)
        self._vocabulary = vocabulary
        self._keys = [texts.key(line.text) for line in lines]

    def items(self) -> Iterator[Item]:
        """Every table and every line outside tables."""
        at = 0
        while at < len(self._lines):
            start = self._header_start(at)
            if start is None:
                yield self._line(at)
                at += 1
                continue
            found = self._table(start, at)
            shown = start if found else at + 1
            yield from (self._line(i) for i in range(at, shown))
            at = shown
            if found:
                table, at = found
                yield table

    def _line(self, at: int) -> Line:
        text = self._lines[at].text
        spaced = _UNIT.search(self._keys[at]) and len(text) < 70
        return Line(" ".join(text.split()) if spaced else paragraph(text), whole=self._whole)

    # ── where a table begins ──

    def _header_start(self, at: int) -> int | None:
        """The line where the header of a table begins, if a table's head begins at `at`; None otherwise."""
        if self._is_unit_line(at):
            while at + 1 < len(self._lines) and self._is_unit_line(at + 1):
                at += 1
            return at + 1
        if is_indicator_title(self._keys[at]):
            while at + 1 < len(self._lines) and is_unit_cell(self._keys[at + 1]):
                at += 1
            return at + 1
        if self._is_caption(at) and at + 1 < len(self._lines) and self._is_header(at + 1):
            return at + 1
        return at if self._is_header_line(at) else None

    def _is_caption(self, at: int) -> bool:
        """Whether a line is a title or a number of a table: 部门收支总表, 公开01表."""
        key = self._keys[at]
        return len(key) < 45 and bool(_ENDS_AS_TABLE.search(key) or is_part(key)) and not self._has_figures(at)

    def _is_unit_line(self, at: int) -> bool:
        key = self._keys[at]
        if len(key) > 70 or "。" in key or "，" in key or self._is_headings(at):
            return False
        if _UNIT.search(key):
            return True
        return is_unit_cell(key) and not self._has_figures(at) and not self._is_subject(at) and self._near_unit(at)

    def _is_subject(self, at: int) -> bool:
        """Whether a line begins with a 科目编码 and its name, which looks like the code and name of a unit."""
        code = tokens_of(self._lines[at])[0].text
        name = self._vocabulary.subjects.get(code)
        return name is not None and self._keys[at].startswith(code + texts.key(name))

    def _near_unit(self, at: int) -> bool:
        """Whether a 部门： or date line stands right above a 金额单位 line, or below a title of a table."""
        below = self._keys[at + 1 : at + 3]
        above = self._keys[at - 1] if at else ""
        return any(_UNIT.search(k) and len(k) < 40 for k in below) or bool(
            _ENDS_AS_TABLE.search(above) and len(above) < 40
        )

    def _is_headings(self, at: int) -> bool:
        """Whether a line is nothing but headings, two or more: 项目 数量 价值（金额单位：万元）."""
        cells = [t.text for t in tokens_of(self._lines[at], fused=False)]
        return len(cells) >= 2 and self._vocabulary.known_share(cells) >= 0.99

    def _is_header(self, at: int) -> bool:
        """Whether headings and nothing else stand between a line and the first row."""
        if self._is_headings(at):
            return True
        head = self._header(at)
        return head is not None and header_excess(self._fragments(head.lines), self._vocabulary) < _STRANGE

    def _is_header_line(self, at: int) -> bool:
        """Whether a line by itself is the header of a table without any head: three known headings or more."""
        cells = [t.text for t in tokens_of(self._lines[at], fused=False)]
        return len(cells) >= 3 and self._vocabulary.known_share(cells) >= 0.99 and not is_numbering(cells)

    def _has_figures(self, at: int) -> bool:
        return any(t.kind == "figure" for t in tokens_of(self._lines[at]))

    # ── one table ──

    def _table(self, start: int, head: int) -> tuple[LooseTable, int] | None:
        """The table whose header begins at `start`, and the line after it; None where there is no table."""
        if start >= len(self._lines):
            return None
        titled = any(map(is_indicator_title, self._keys[max(0, head - 1) : start]))
        found = indicator_table(self._lines, self._keys, start, self._vocabulary) if titled else None
        if found is not None:
            return found
        header = self._header(start)
        if header is None:
            return None
        stop = self._end(header)
        rows = [tokens_of(self._lines[i]) for i in self._body(header, stop, start)]
        expected = Expected(
            numbers=sum(n[:1].isdigit() for n in header.numbers or ()),
            figures=max((sum(t.kind == "figure" for t in row) for row in rows), default=0),
            marks=len(header.numbers or ()),
        )
        columns = self._columns(header, expected)
        if columns is None or len(columns) < 2:
            return None
        if header.body - len(header.lines) > start and header.numbers is None:
            rows.insert(0, tokens_of(self._lines[header.body - 1]))  # the lone 合计 was a row
        table = loose_table(columns, self._vocabulary, header.numbers)
        table.rows = body_rows(table, rows, self._vocabulary, self._apart)
        return table, stop

    def _columns(self, head: _Head, expected: Expected) -> list[Path] | None:
        """The columns of a header. A lone 合计 at its end may be the first row of a body without figures."""
        found = header_paths(self._fragments(head.lines), self._vocabulary, expected)
        if head.numbers is None and len(head.lines) > 1 and texts.key("".join(head.lines[-1])) in ("合计", "总计"):
            without = header_paths(self._fragments(head.lines[:-1]), self._vocabulary, expected)
            if without is not None and (found is None or without[0] > found[0] - 1.0):
                head.lines.pop()
                found = without
        return found[1] if found else None

    def _header(self, start: int) -> _Head | None:
        """The header lines from `start` on. None where they do not read as headings."""
        head = _Head(self._keys[max(0, start - _ABOVE) : start], body=start)
        for at in range(start, min(len(self._lines), start + _MOST_HEADER_LINES)):
            cells = [t.text for t in tokens_of(self._lines[at], fused=False)]
            numbers, body = self._numbers(at) if at > start else ([], at)
            if numbers:
                head.numbers, head.body = numbers, body
                break
            if self._begins_body(at, cells) or (self._is_after(at) and not self._ends_header(at)):
                head.body = at
                break
            head.lines.append(cells)
        else:
            return None
        return self._trimmed(head, start)

    def _numbers(self, at: int) -> tuple[list[str], int]:
        """The 栏次 row that begins at a line, which may print its numbers line by line, and the line after it."""
        cells: list[str] = []
        found: list[str] = []
        for line in range(at, len(self._lines)):
            cells = [*cells, *(t.text for t in tokens_of(self._lines[line], fused=False))]
            if is_numbering(cells):
                found, stop = cells, line + 1
            elif cells != ["1"]:
                break
        return (found, stop) if found else ([], at)

    def _ends_header(self, at: int) -> bool:
        """Whether a line that might begin a note is the last heading: 备注 right above the first row."""
        if at + 1 >= len(self._lines) or not self._vocabulary.knows(self._keys[at]):
            return False
        below = [t.text for t in tokens_of(self._lines[at + 1], fused=False)]
        return bool(self._numbers(at + 1)[0]) or self._begins_body(at + 1, below)

    def _trimmed(self, head: _Head, start: int) -> _Head | None:
        """The header without trailing lines that are no headings: a body that begins with texts."""
        if head.numbers is None and not is_shuffled(head.lines, self._vocabulary):
            self._cut_to_form(head, start)
            while head.lines and self._spoils(head.lines):
                head.lines.pop()
                head.body = start + len(head.lines)
        return head if head.lines and readable(self._fragments(head.lines), self._vocabulary) else None

    def _fragments(self, lines: list[list[str]]) -> list[list[str]]:
        """Header lines for reading; where every line is a cell, as one line, whose cells are parted for certain."""
        return [[cell for line in lines for cell in line]] if self._apart else lines

    def _cut_to_form(self, head: _Head, start: int) -> None:
        """Drop the wrapped texts of a first row where the lines before them are just the header of a known form."""
        if header_excess(head.lines, self._vocabulary) < _STRANGE:
            return
        shortest = max(1, len(head.lines) - _FIRST_ROW_LINES)
        for count in range(len(head.lines) - 1, shortest - 1, -1):
            if is_known_form(head.lines[:count], self._vocabulary):
                del head.lines[count:]
                head.body = start + count
                return

    def _spoils(self, lines: list[list[str]]) -> bool:
        """Whether the last line is rather a text of the body: what stands before it reads as headings without it."""
        excess = header_excess(lines, self._vocabulary)
        if excess > 4.0 + 0.3 * len(lines):
            return True
        alike = _LIKE_HEADING.search("".join(lines[-1]))
        return not alike and len(lines) > 1 and excess > 1.5 + header_excess(lines[:-1], self._vocabulary)

    def _begins_body(self, at: int, cells: Sequence[str]) -> bool:
        """Whether a line is a body row: figures, a code, an ordinal or a number in front, or a lone total."""
        first = cells[0]
        if first == "1" and at and self._keys[at - 1].startswith(("序号", "编号")):
            return True
        if (
            any("." in c and amounts.parse(c) for c in cells)
            or opens_row(self._keys[at], self._vocabulary)
            or is_code(first)
        ):
            return True
        tokens = tokens_of(self._lines[at])
        if any(t.kind == "figure" for t in tokens) or tokens[0].kind == "code":
            return True
        if len(tokens) > 1 and not tokens[0].numeric and all(t.numeric for t in tokens[1:]):
            return True  # 合计 1234567 0, in a table of 元
        return tokens[0].kind in ("count", "part") and len(cells) > 1

    def _is_after(self, at: int) -> bool:
        """Whether a line stands behind a table: a note, a title, a sentence, a section."""
        key = self._keys[at]
        if is_note(key) or is_part(key) or is_section(key) or _SENTENCE.search(key):
            return True
        if self._has_figures(at):
            return False
        if _ENDS_AS_TABLE.search(key) and 4 < len(key) < 45:
            return True
        return self._is_unit_line(at) or bool(len(key) > 12 and _EMPTY_TABLE.match(key))

    # ── the body ──

    def _end(self, head: _Head) -> int:
        """The line after the body, which may go on with the same header on a later page."""
        at = head.body
        while at < len(self._lines):
            repeated = self._repeated(head, at)
            if repeated:
                at = repeated
            elif self._is_after(at) and not (self._goes_on(head, at)):
                break
            else:
                at += 1
        return at

    def _goes_on(self, head: _Head, at: int) -> bool:
        """A wrapped text with a comma inside a table of texts is no end."""
        key = self._keys[at]
        words = "".join(c for line in head.lines for c in line)
        return (
            ("目标" in words or "内容" in words)
            and "。" not in key
            and not is_note(key)
            and bool(_SENTENCE.search(key))
        )

    def _repeated(self, head: _Head, at: int) -> int:
        """The line after a repetition of the header and of what stood above it, 0 where there is none."""
        limit = min(len(self._keys), at + _ABOVE)
        while at < limit and (self._is_unit_line(at) or self._keys[at] in head.above):
            at += 1
        stop, printed, wanted = at, "", _plain("".join(c for line in head.lines for c in line))
        while stop < len(self._keys) and len(printed) < len(wanted):
            printed += _plain(self._keys[stop])
            stop += 1
        if printed != wanted:
            return 0
        return self._numbers(stop)[1] if head.numbers else stop

    def _body(self, head: _Head, stop: int, start: int) -> Iterator[int]:
        at = head.body
        while at < stop:
            repeated = self._repeated(head, at)
            if repeated:
                at = repeated
            else:
                yield at
                at += 1


def _plain(text: str) -> str:
    return "".join(texts.key(text).split())


def _are_apart(lines: Sequence[Printed]) -> bool:
    """Whether a dump prints every cell on a line of its own: nearly every figure stands alone."""
    tokens = [tokens_of(line) for line in lines]
    figured = [line for line in tokens if any(token.kind == "figure" for token in line)]
    return sum(len(line) == 1 for line in figured) > _ALONE * len(figured)
