"""What an accountant types, as it should stand in the cell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from core import amounts
from core.model import CellRef, Table

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_SAMPLE_ROWS = 1000
_TERM = re.compile(r"[+-]?[\d.,]+")
_SUM = re.compile(rf"=({_TERM.pattern})([+-][\d.,]+)*")


Habit = tuple[int | None, bool]


def all_entered(table: Table, typed: Iterable[tuple[CellRef, str]]) -> list[tuple[CellRef, str]]:
    """The same for many cells of one table."""
    habits: dict[int, Habit] = {}
    texts = []
    for ref, text in typed:
        if ref.column not in habits:
            habits[ref.column] = column_habit(table, ref.column)
        texts.append((ref, entered(table, ref.column, text, habits[ref.column])))
    return texts


def entered(table: Table, column: int, typed: str, habit: Habit | None = None) -> str:
    """The text that a cell takes for what was typed.

    Full-width digits become plain ones, =12+3 becomes its sum, and a figure takes the decimals and the thousands
    separators of its column. Everything else stays as typed.
    """
    text = typed.strip()
    folded = unicodedata.normalize("NFKC", text).replace("，", ",")
    figure = _sum_of(folded) if folded.startswith("=") else amounts.parse(folded)
    if figure is None:
        return text
    places, separated = habit or column_habit(table, column)
    if figure.percent or places is None:
        return str(figure) if folded.startswith("=") else folded
    return format_figure(figure, max(places, figure.places), separated or "," in folded)


def companion(table: Table, row: int, column: int, text: str, year: int | None) -> tuple[int, str] | None:
    """A code that is typed brings its standard name along, and a name its code where only one has that name.

    Returns column and text for the blank cell beside it; None where that is filled or nothing is known.
    """
    heads = ["".join(c.path) for c in table.columns]
    if "编码" in heads[column]:
        beside, wanted = column + 1, "名称"
    elif "名称" in heads[column]:
        beside, wanted = column - 1, "编码"
    else:
        return None
    if not 0 <= beside < len(heads) or wanted not in heads[beside] or table.rows[row][beside].text:
        return None
    found = _name_of(text, year) if wanted == "名称" else _code_of(text, year)
    return (beside, found) if found else None


def _name_of(code: str, year: int | None) -> str:
    from core.subjects import named

    if not _CODE.fullmatch(code):
        return ""
    return next((subject.name for subject in named(code) if subject.in_force(year)), "")


def _code_of(name: str, year: int | None) -> str:
    from core.subjects import called

    codes = {subject.code for subject in called(name) if subject.in_force(year)}
    return codes.pop() if len(codes) == 1 else ""


def format_figure(figure: amounts.Figure, places: int, separated: bool) -> str:
    return f"{figure.value:,.{places}f}" if separated else f"{figure.value:.{places}f}"


def column_habit(table: Table, column: int) -> Habit:
    """How a column prints: its usual decimals (None where it prints no decimals), and whether thousands are parted."""
    texts = [row[column].printed for row in table.rows[:_SAMPLE_ROWS]]
    decimals = Counter(f.places for t in texts if (f := amounts.parse(t)) is not None and f.places)
    places = decimals.most_common(1)[0][0] if decimals else None
    return places, any("," in t for t in texts)


def _sum_of(text: str) -> amounts.Figure | None:
    """=12 + 3.5 - 1: the quick sums that people type into a cell."""
    text = "".join(text.split())
    if not _SUM.fullmatch(text):
        return None
    parts = [amounts.parse(term) for term in _TERM.findall(text)]
    if not parts or any(p is None for p in parts):
        return None
    known = [p for p in parts if p is not None]
    return amounts.Figure(sum((p.value for p in known), Decimal(0)), max(p.places for p in known))
