"""The text outside the tables: lines that a page merely wrapped become paragraphs again."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from core import texts
from core.forms import wording
from core.forms.furniture import Furniture
from core.forms.places import centred, same_height
from core.layout.blocks import Line
from core.model import Box, Paragraph

_TOKEN = re.compile(r"[A-Za-z0-9.,%]+[万亿]?|[“（《(]?.")
_STOPS = "，。；：、！？）》”,.;:!?)%"
_ENDS = "。！？"
_TERMINAL = "。！？：:；;"
_INDENT = 4  # columns of a first line's indent
_SHORT = 30  # columns; what is shorter was never wrapped by a page
_NEIGHBOURS = 20  # lines on either side that show how wide the text is there
_UNFINISHED = re.compile(r"[（(][类款项][）)][：:。]?$")  # a 科目 whose figures follow
_REASON = re.compile(r"主要(?:原因|变动)")  # what only follows figures
_DATED = re.compile(r"20\d{2}\s*年")
_SENTENCE = re.compile(r"[，。；！？]|：$")
_WHOLE = re.compile(r"(?:预算|决算|公开|表|说明|概况|报告|解释|目录)$")  # what a heading ends with


@dataclass(slots=True)
class _Margins:
    """Left and right edge of the text on pages of one width."""

    left: float
    right: float
    indented: bool  # whether paragraphs begin with an indent


@dataclass(slots=True)
class _Open:
    """A paragraph that may still go on."""

    text: str
    first: Line
    last: Line
    after: int
    boxes: list[tuple[int, Box]] = field(default_factory=list)

    def closed(self) -> Paragraph:
        return Paragraph.of(texts.tidy(wording.without_leader(self.text)), self.first.page, tuple(self.boxes))


class Narrative:
    """Collects the lines outside tables and joins them when all are known: margins show only then."""

    def __init__(self) -> None:
        self._lines: list[tuple[Line, int]] = []

    def add(self, line: Line, after: int) -> None:
        """after: how many tables stand before the line."""
        self._lines.append((line, after))

    def paragraphs(self, furniture: Furniture) -> list[tuple[Paragraph, int]]:
        """The paragraphs in reading order, without running heads, and how many tables stand before each."""
        lines = [(line, after) for line, after in self._lines if not furniture.known(line)]
        joiner = _Joiner([line for line, _ in lines])
        return [(paragraph.closed(), paragraph.after) for paragraph in _paragraphs(lines, joiner)]


def _paragraphs(lines: Iterable[tuple[Line, int]], joiner: _Joiner) -> Iterable[_Open]:
    current: _Open | None = None
    for line, after in lines:
        if current is not None and current.after == after and joiner.goes_on(current, line):
            current.text = _joined(current.last, line, current.text)
            current.last = line
        else:
            if current is not None:
                yield current
            current = _Open(line.text.strip(), line, line, after)
        if line.box is not None and line.page is not None:
            current.boxes.append((line.page, line.box))
    if current is not None:
        yield current


class _Joiner:
    """Decides whether a line goes on with the paragraph before it."""

    def __init__(self, lines: list[Line]) -> None:
        self._margins = _margins(lines)
        self._full_widths = _full_widths([line for line in lines if line.box is None and not line.whole])

    def goes_on(self, paragraph: _Open, line: Line) -> bool:
        last = paragraph.last
        if last.whole or line.whole or wording.has_leader(last.text):
            return False
        if last.box is None or line.box is None:
            return self._goes_on_unplaced(paragraph, last, line)
        if _beside(last, line):
            return True
        if not _like_sized(paragraph, last, line):
            return False
        return self._goes_on_placed(paragraph, last, last.box, line, line.box)

    def _goes_on_unplaced(self, paragraph: _Open, last: Line, line: Line) -> bool:
        """Without places: whether the line before was filled, allowing for the indent of a first line."""
        full_width = self._full_widths.get(id(last), 0)
        if wording.starts_item(line.text) or not full_width:
            return False
        if _UNFINISHED.search(last.text) or _REASON.match(line.text):
            return True
        if _is_whole_heading(paragraph.text):
            return False
        if last.text.rstrip()[-1:] in _ENDS:
            filled = abs(_width(last.text) - full_width) < 4 and _width(line.text) > full_width - 3
            return (
                filled
                and not (last is paragraph.first and wording.starts_item(last.text))
                and not _DATED.match(line.text)
            )
        indent = _INDENT if last is paragraph.first else 0
        if _width(last.text) + indent + _token_width(line.text) > full_width:
            return last.text.rstrip()[-1:] not in "：:"
        return _cut_heading(paragraph.text, line.text)

    def _goes_on_placed(self, paragraph: _Open, last: Line, above: Box, line: Line, below: Box) -> bool:
        margins = self._margins[round(line.page_width)]
        em = line.size or below.height
        if _far_apart(last, above, line, below):
            return False
        if _in_the_middle(last, above) and _in_the_middle(line, below) and below.x0 > margins.left + 1.2 * em:
            return _heading_goes_on(paragraph.text, above, line, margins, em)
        hanging = below.x0 - margins.left
        follows = last is not paragraph.first and abs(below.x0 - above.x0) < 0.6 * em
        if hanging > 1.2 * em and not follows:
            full = above.x1 > margins.right - 1.2 * em and above.x0 < margins.left + 0.6 * em
            return full and _in_the_middle(line, below) and _heading_goes_on(paragraph.text, above, line, margins, em)
        ended = last.text.rstrip()[-1:] in _ENDS or not _SENTENCE.search(paragraph.text)
        if wording.starts_item(line.text) and (ended or not margins.indented):
            return False
        return above.x1 + _first_token(line.text, em) > margins.right - 0.3 * em


def _like_sized(paragraph: _Open, last: Line, line: Line) -> bool:
    """Whether the type is the same; inside a sentence one tall character may make a line seem larger."""
    inside = _SENTENCE.search(paragraph.text) is not None and last.text.rstrip()[-1:] not in _ENDS
    return abs(last.size - line.size) <= (0.4 if inside else 0.12) * max(last.size, line.size)


def _heading_goes_on(text: str, above: Box, line: Line, margins: _Margins, em: float) -> bool:
    """Whether a centred line is the rest of a heading that did not fit on the line above."""
    if _SENTENCE.search(text) or _SENTENCE.search(line.text) or wording.starts_item(line.text):
        return False
    if not wording.balanced(text):
        return True
    return above.width > margins.right - margins.left - 2.2 * em and not _WHOLE.search(text)


def _is_whole_heading(text: str) -> bool:
    return wording.starts_item(text) and bool(_WHOLE.search(text)) and not _SENTENCE.search(text)


def _cut_heading(text: str, rest: str) -> bool:
    """Whether two short lines are one heading in large type: 第一部分 …总工会 / 部门概况."""
    if not wording.balanced(text) and wording.balanced(text + rest):
        return True
    begun = wording.is_part_heading(text) or _DATED.match(text) or (wording.starts_item(text) and _width(text) > _SHORT)
    if not begun:
        return False
    return not _WHOLE.search(text) and not _SENTENCE.search(text + rest) and bool(_WHOLE.search(text + rest))


def _full_widths(lines: list[Line]) -> dict[int, int]:
    """For each line, by its id, how wide the filled lines around it are; 0 where none is."""
    widths = [_width(line.text) for line in lines]
    wrapped = [
        w if w > _SHORT and line.text.rstrip()[-1:] not in _TERMINAL else 0
        for w, line in zip(widths, lines, strict=True)
    ]
    full: dict[int, int] = {}
    for i, line in enumerate(lines):
        near = sorted(w for w in wrapped[max(0, i - _NEIGHBOURS) : i + _NEIGHBOURS + 1] if w)
        full[id(line)] = near[len(near) * 3 // 5] if near else 0
    return full


def _margins(lines: list[Line]) -> dict[int, _Margins]:
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.box is not None:
            groups[round(line.page_width)].append(line)
    return {width: _margins_of(group) for width, group in groups.items()}


def _margins_of(lines: list[Line]) -> _Margins:
    boxes = [(line.box, line.size or line.box.height) for line in lines if line.box is not None]
    lefts = sorted(box.x0 for box, _ in boxes)
    left = lefts[len(lefts) // 20]
    longest = max(box.width for box, _ in boxes)
    right = median(box.x1 for box, _ in boxes if box.width > 0.85 * longest)
    right = max(right, 0.9 * (lines[0].page_width - left))  # where no line is full
    indents = sum(1.2 * em < box.x0 - left < 3.5 * em for box, em in boxes)
    return _Margins(left, right, indents > 0.15 * len(boxes))


def _joined(last: Line, line: Line, text: str) -> str:
    if _beside(last, line):
        return f"{text} {line.text.strip()}"
    return wording.joined(text, line.text.strip())


def _beside(last: Line, line: Line) -> bool:
    """Two pieces of one printed line."""
    if last.box is None or line.box is None:
        return False
    return same_height(last, line) and line.box.x0 >= last.box.x1


def _far_apart(last: Line, above: Box, line: Line, below: Box) -> bool:
    if last.page != line.page:
        return last.page is None or line.page is None or line.page > last.page + 1
    return below.top - above.bottom > 1.6 * max(above.height, below.height)


def _in_the_middle(line: Line, box: Box) -> bool:
    return bool(centred(line, 0.02)) and box.x0 > 0.1 * line.page_width


def _first_token(text: str, em: float) -> float:
    """The width of what cannot be parted at the start of a line, in points."""
    return 0.5 * em * _token_width(text)


def _token_width(text: str) -> int:
    """Columns of what cannot be parted at the start of a line, with the punctuation that must not start one."""
    match = _TOKEN.match(text.strip())
    token = match.group() if match else ""
    rest = text.strip()[len(token) :]
    stops = len(rest) - len(rest.lstrip(_STOPS))
    return _width(token + rest[: min(stops, 1)])


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def _width(text: str) -> int:
    """Columns that the text takes up, a Chinese character two."""
    return sum(1 + _is_wide(ch) for ch in text.strip())
