"""The tokens of a line whose cells stand side by side, parted by single spaces or by nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core import amounts, texts
from core.layout.text.headings import is_code
from core.layout.text.lines import Printed
from core.layout.text.marks import base_label
from core.layout.text.vocabulary import Vocabulary

_CJK = r"\u3400-\u9fff（(《“※"
# Where two cells touch: after a figure of two decimals, and between a code and its name.
_FIGURE_THEN = re.compile(rf"(?<=\d\.\d\d)(?=(?:\d{{3}}|\d{{5}}|\d{{7}})(?:$|[{_CJK}])|-?\d[\d,]*\.\d\d|[{_CJK}])")
_TEXT_THEN_FIGURE = re.compile(rf"(?<=[{_CJK}])(?=-?\d[\d,]*\.\d\d$)")
_CODE_THEN_NAME = re.compile(
    r"^([1-5]\d\d(?![年月日个名人次家项台辆])|[1-5]\d{4}|[1-5]\d{6}|\d{6})(?=[\u3400-\u9fff])(?![元万])"
)
_PART = re.compile(r"^\d\d$")
_COUNT = re.compile(r"^\d{1,4}$")
_MINUS = re.compile(r"^(?:[△▲]\d[\d,.]*|[(（]\d[\d,]*\.\d+[)）])$")  # negative as accountants print it
_DASH = re.compile(r"^(?:[-—–－]+|[/／])$")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line. kind: figure, count (a short whole number), part (two digits), code, dash or text.

    gap: blank lines before its line; first: whether it begins its line.
    """

    text: str
    kind: str
    gap: int = 0
    first: bool = False

    @property
    def numeric(self) -> bool:
        return self.kind != "text"


def kind_of(text: str) -> str:
    """What a piece looks like by itself."""
    if is_code(text):
        return "code"
    if _PART.match(text):
        return "part"
    if _COUNT.match(text):
        return "count"
    if _DASH.match(text):
        return "dash"
    return "figure" if amounts.parse(text) is not None or _MINUS.match(text) else "text"


def tokens_of(line: Printed, fused: bool = True) -> list[Token]:
    """The tokens of a line; with `fused`, cells that touch are cut apart where figures show the seam."""
    pieces: list[str] = []
    for chunk in line.text.split():
        pieces += _cut(chunk) if fused else [chunk]
    return [Token(p, kind_of(p), line.gap, i == 0) for i, p in enumerate(_spaced_letters(pieces))]


def _cut(chunk: str) -> list[str]:
    chunk = _FIGURE_THEN.sub(" ", chunk)
    chunk = _TEXT_THEN_FIGURE.sub(" ", chunk)
    return [part for piece in chunk.split() for part in _CODE_THEN_NAME.sub(r"\1 ", piece).split()]


def _spaced_letters(pieces: Sequence[str]) -> list[str]:
    """Letters set apart to fill a cell ("收 入 总 计") joined again; 类 款 项 stay three cells."""
    joined: list[str] = []
    run: list[str] = []
    for piece in [*pieces, ""]:
        if len(piece) == 1 and "\u3400" <= piece <= "\u9fff" and piece not in "类无是否有":
            run.append(piece)
            continue
        joined += run if set(run) <= {"款", "项"} else ["".join(run)]
        run = []
        joined += [piece] if piece else []
    return joined


def usual_places(tokens: Iterable[Token]) -> int | None:
    """The number of decimals that nearly all figures of a table have, None where they differ."""
    places: dict[int, int] = {}
    for token in tokens:
        figure = amounts.parse(token.text)
        if figure is not None and figure.places:
            places[figure.places] = places.get(figure.places, 0) + 1
    if not places:
        return None
    usual = max(places, key=lambda p: places[p])
    return usual if places[usual] >= 0.75 * sum(places.values()) else None


def joined_figures(tokens: Sequence[Token], places: int | None) -> list[Token]:
    """Figures broken over two lines joined: "36.1" at a line's end and "7" alone on the next are 36.17."""
    whole: list[Token] = []
    for number, token in enumerate(tokens):
        alone = token.first and (number + 1 == len(tokens) or tokens[number + 1].first)
        last = whole[-1] if whole else None
        if last is not None and alone and _completes(last.text, token.text, places):
            whole[-1] = Token(last.text + token.text, "figure", last.gap, last.first)
        else:
            whole.append(token)
    return whole


def _completes(head: str, tail: str, places: int | None) -> bool:
    if not re.fullmatch(r"\d+|\.\d+|[\d,]*\d\.\d+", tail) or not re.fullmatch(r"-?[\d,]+\.?\d*", head):
        return False
    joined = head + tail
    figure = amounts.parse(joined)
    if figure is None or places is None:
        return False
    broken = "." in head or head.endswith(",") or tail.startswith(".")
    return broken and figure.places == places and not (amounts.parse(head) and "." in tail and "." in head)


_COMPLETE = re.compile(
    r"(?:支出|收入|合计|总计|小计|费|费用|补助|补贴|结转|结余|拨款|资金|事务|运行|医疗|缴费|养老|预算|财力|支付|核拨|工资|奖金|科目|购置|备费|分配|调节基金)(?:\([^()]*\))?$"
)


def complete_label(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a label looks whole: a known name, or its brackets are closed and it ends as names end."""
    base = base_label(text)
    if base.count("(") != base.count(")"):
        return False
    return base in vocabulary.names or bool(_COMPLETE.search(base))


def joining(fragments: Sequence[Token]) -> float:
    """What it costs to read fragments as one cell: wrapped lines are of one length, spaces part cells."""
    cost = 0.0
    for number, token in enumerate(fragments[1:], 1):
        if token.first:
            cost += 0.3 if token.gap else 0.8
        else:
            cost += 0.8 if mixed(fragments[number - 1].text, token.text) else 4.0
    *full, last = line_breadths(fragments)
    if full:
        cost += 0.5 * sum(abs(n - max(full)) // 2 for n in full) + 0.7 * max(0, last - max(full)) / 2
    return cost


def line_breadths(fragments: Sequence[Token]) -> list[int]:
    """How broad each line of a cell is."""
    lines: list[int] = []
    for token in fragments:
        if token.first or not lines:
            lines.append(0)
        lines[-1] += breadth(token.text)
    return lines


@lru_cache(maxsize=8192)
def breadth(text: str) -> int:
    """Columns of a fixed-width page that a text takes."""
    return sum(2 if ord(c) > 0x2000 else 1 for c in text)


def mixed(before: str, after: str) -> bool:
    """Whether a space between two pieces only parts Chinese from digits or Latin letters."""
    return before[-1:].isascii() != after[:1].isascii()


def spelled(tokens: Sequence[Token]) -> str:
    """The text of a cell: wrapped lines without a break, spaces inside a line kept."""
    text = tokens[0].text
    for token in tokens[1:]:
        text += ("" if token.first or token.text in ("%", "％") else " ") + token.text
    return texts.tidy(text)
