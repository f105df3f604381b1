"""Hints that rest on what is usual: which 科目 a report explains, and how its contributions compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.amounts import UNITS, Figure, parse
from core.checks.facts import Facts, TableFacts
from core.checks.findings import Finding, Quote, table_name
from core.checks.lookup import cells_of
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.checks.text.mentions import Passage
from core.checks.text.places import Place
from core.checks.text.shared import book_of, narrative_of, places_in_text
from core.checks.text.things import read_thing
from core.model import CellRef
from core.subjects import name_key

_EXPLAINED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.]|\(\d{1,2}\))?(?P<term>[^:，。]+):"
)
_AVERAGES = (  # what is stated, the item that it is the average of, how many there are
    (
        re.compile(r"(?P<what>人均接待费用?)为?(?P<amount>\d[\d.]*)(?P<unit>万元|元)"),
        "reception",
        re.compile(r"国内(?:公务)?接待\d+批次[、，]?(?:共计?|累计)?(\d+)(人)(?!.*国\(境\)外公务接待[1-9])"),
    ),
    (
        re.compile(r"(?P<what>车均(?:运行)?维护费用?)为?(?P<amount>\d[\d.]*)(?P<unit>万元|元)"),
        "car_running",
        re.compile(r"保有量为?(\d+)(辆)"),
    ),
)
_LISTS = ("general_expenditure", "expenditure", "gov_fund", "state_capital")
_HABIT = 3  # a report that explains fewer of its 科目 does not mean to explain them all
_PENSION, _ANNUITY = "30108", "30109"
_LEAST, _MOST = Decimal("1.6"), Decimal("2.5")  # 16 % of the wages to 8 % of them, with room for late payments


@inspection(looks_at=("narrative", "places"), forms=("three_public",))
def averages(facts: Facts) -> Iterator[Finding]:
    """人均接待费 and 车均维护费 that the text states against the amount of the table and the number in the text."""
    text = "\n".join(passage.text for passage in narrative_of(facts) if not passage.section.is_glossary)
    for what, item, counted in _AVERAGES:
        count = counted.search(text)
        if count is None:
            continue
        places = [p for p in book_of(facts).item(item) if p.figure is not None]
        for match, quote in places_in_text(facts, what) if places else ():
            stated = parse(match["amount"])
            if stated is None or any(_averages(stated, match["unit"], int(count[1]), p) for p in places):
                continue
            yield Finding(
                "text.average",
                "text_arithmetic",
                "warning",
                f"正文写{match['what']} {match['amount']}{match['unit']}；按 {count[1]}{count[2]}计算，"
                f"与{table_name(places[0].table)}“{places[0].label}”{places[0].figure}不符。",
                cells=(places[0].ref,),
                table=places[0].ref.table,
                text=quote,
                stated=match["amount"],
            )


def _averages(stated: Figure, unit: str, count: int, place: Place) -> bool:
    """Whether so many at that average come to the amount of a cell."""
    low, high = place.yuan
    return stated.low * UNITS[unit] * count <= high and low <= stated.high * UNITS[unit] * count


@inspection(looks_at=("labels", "narrative"), forms=_LISTS)
def explained_subjects(facts: Facts) -> Iterator[Finding]:
    """名词解释 of a report that explains its 项: those of the tables that it leaves out, those that no table has."""
    explained = {name: passage for passage in narrative_of(facts) if (name := _explained(passage))}
    known = {name_key(name) for name in explained}
    printed = {
        name_key(line.label): line.label.strip()
        for table in facts.tables
        if table.form in _LISTS
        for line in table.reading.lines
        if len(line.code) == 7 and line.label
    }
    if len(known & printed.keys()) < _HABIT:
        return
    missing = [label for key, label in printed.items() if key not in known]
    if missing:
        yield _hint("text.unexplained", f"名词解释里没有解释表中的科目：{'、'.join(missing)}。")
    for name, passage in explained.items():
        if name_key(name) not in printed:
            quote = Quote(passage.paragraph.text.strip(), passage.paragraph.page, passage.index)
            yield _hint("text.explained_in_vain", f"名词解释解释了“{name}”，表中没有这个科目。", quote)


def _explained(passage: Passage) -> str:
    """The name of the 项 that a paragraph of the 名词解释 explains, "" for none."""
    match = _EXPLAINED.match(fold(passage.paragraph.text).text) if passage.section.is_glossary else None
    thing = read_thing(match["term"]) if match else None
    return thing.path[-1] if thing is not None and thing.item == "subject" and len(thing.path) == 3 else ""


def _hint(rule: str, message: str, quote: Quote | None = None) -> Finding:
    return Finding(rule, "other", "info", message, text=quote)


@inspection(looks_at=("tables",), forms=("general_basic",))
def contributions(facts: Facts) -> Iterator[Finding]:
    """养老保险缴费 (16 %) is about twice 职业年金缴费 (8 %), where a unit pays both."""
    for table in facts.of("general_basic"):
        pension, annuity = _amount(table, _PENSION), _amount(table, _ANNUITY)
        if pension is None or annuity is None:
            continue
        (cell, paid), (other, saved) = pension, annuity
        if not _LEAST * saved.value <= paid.value <= _MOST * saved.value:
            yield Finding(
                "table.contributions",
                "other",
                "info",
                f"{table.name}：养老保险缴费 {paid} 与职业年金缴费 {saved} 通常约为 2 比 1（16% 与 8%），"
                f"这里是 {paid.value / saved.value:.2f} 比 1，请核对。",
                table=table.id,
                cells=(cell, other),
            )


def _amount(table: TableFacts, code: str) -> tuple[CellRef, Figure] | None:
    """The cell and the figure of a 科目 that is not zero."""
    line = table.reading.subject(code)
    cells = cells_of(table, line, "total") if line is not None else []
    figure = table.figure(cells[0]) if cells else None
    return (cells[0], figure) if figure is not None and figure.value > 0 else None
