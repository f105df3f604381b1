"""Where else in a report a figure stands, and under which name: what helps to place it in another table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from core import amounts, subjects, texts
from core.layout.text.loose import LooseTable, Side
from core.layout.text.marks import base_label
from core.layout.text.vocabulary import Path, Vocabulary, heading_key

_STATED = re.compile(
    r"([\u4e00-\u9fff（）()“”]{2,24}?)(?:20\d\d年)?(?:预算|决算)?数?(?:总额|合计|安排)?为?共?(-?\d[\d,]*\.\d+)万?元"
)
_ENDS = re.compile(r"(?:收入|支出|预算|资金|拨款|数)+$")
_ECONOMIC = {"staff": subjects.STAFF, "office": subjects.OFFICE}
_OWN_KIND = 1.5
_SAME_SUBJECT, _SAME_NAME, _HINT = 3.0, 2.0, 0.6
_SELDOM = 0.3


class Evidence:
    """What the report says about figures, by figure."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._names: dict[Decimal, set[str]] = defaultdict(set)
        self._subjects: dict[tuple[str, str], set[Decimal]] = defaultdict(set)
        for name, value in _stated(text):
            self._names[value].add(name)

    def learn(self, table: LooseTable, number: int) -> None:
        """Take in the settled figures of one side of a table."""
        side = table.sides[number]
        codes = code_columns(table, side, self._vocabulary)
        for row in table.rows:
            if number in row.figures:
                continue
            code = "".join(row.cells.get(c, "") for c in codes)
            label = "".join(row.cells.get(c, "") for c in side.lead if table.roles[c] in ("label", "text"))
            for column in side.amounts:
                figure = amounts.parse(row.cells.get(column, ""))
                if figure is None or not figure.value:
                    continue
                if len(side.amounts) == 1 and label:
                    self._names[figure.value].add(_name(label))
                if code.isdigit():
                    self._subjects[code, self._vocabulary.kind(table.columns[column][-1])].add(figure.value)

    def of(self, path: Path, value: Decimal, code: str, label: str, table: LooseTable) -> float:
        """How much speaks for `value` standing under the header `path` in the row of `code` and `label`."""
        if not value:
            return 0.0
        score = 0.0
        if value in self._subjects.get((code, self._vocabulary.kind(path[-1])), ()):
            score += _SAME_SUBJECT
        score += _OWN_KIND * (code[:3] in _ECONOMIC.get(self._vocabulary.kind(path[-1]), ()))
        score += _SAME_NAME * max((_likeness(name, path) for name in self._names.get(value, ())), default=0.0)
        score -= _SELDOM * (self._vocabulary.kind(path[-1]) in self._vocabulary.seldom)
        return score + _HINT * self._hinted(path, label, table)

    def _hinted(self, path: Path, label: str, table: LooseTable) -> float:
        """Whether the names of the projects speak for a kind of expenditure; the row's own name counts twice."""
        words = self._vocabulary.hints.get(self._vocabulary.kind(path[-1]), ())
        if not words:
            return 0.0
        named = {text for row in table.rows for c, text in row.cells.items() if table.roles[c] in ("label", "text")}
        own = {text for text in named if texts.key(text) not in self._vocabulary.names}
        return float(any(w in t for w in words for t in own if t in label)) + 0.5 * any(
            w in t for w in words for t in own
        )


def code_columns(table: LooseTable, side: Side, vocabulary: Vocabulary) -> list[int]:
    """The columns that print a row's code together: of its 科目 where there is one, else of its unit."""
    coded = [c for c in side.lead if table.roles[c] in ("code", "part")]
    subjects = [c for c in coded if vocabulary.kind(table.columns[c][-1]) != "unit_code"]
    first = subjects or coded
    return [c for n, c in enumerate(first) if c == first[0] + n]  # a second code with a name of its own is another


def _stated(text: str) -> Iterator[tuple[str, Decimal]]:
    for match in _STATED.finditer("".join(text.split())):
        figure = amounts.parse(match.group(2))
        if figure is not None and figure.value:
            yield _name(match.group(1)), figure.value


def _name(label: str) -> str:
    return _ENDS.sub("", base_label(label)) or base_label(label)


@lru_cache(maxsize=16384)
def _likeness(name: str, path: Path) -> float:
    """How alike a name and a heading are, 0..1: one within the other, by the share that they have in common."""
    best = 0.0
    for heading in (path[-1], "".join(path)):
        key = _ENDS.sub("", texts.key(heading_key(heading)))
        if len(key) > 1 and len(name) > 1 and (key in name or name in key):
            best = max(best, min(len(key), len(name)) / max(len(key), len(name)))
    return best
