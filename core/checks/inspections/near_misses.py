"""Amounts of the text that need not equal a figure of the tables, but miss one by a single slip of a digit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.checks.facts import Facts
from core.checks.findings import Finding, table_name
from core.checks.registry import inspection
from core.checks.slips import slip
from core.checks.text.mentions import Mention, Passage
from core.checks.text.places import Book, Place
from core.checks.text.shared import book_of, narrative_of
from core.checks.text.shelf import project_amounts

_LIKELY, _DIGITS = 0.7, 4
_PERFORMANCE = re.compile(r"绩效.*(?:涉及|资金|金额)")
_AMOUNT = re.compile(
    r"涉及(?:财政)?(?:预算)?(?:资金|金额)?(?:共|合计|总额)?(?:为)?$|资金总额为?$|预算金额$|目标管理的?(?:金额|资金)(?:总额)?为?$"
)
_VALUES = ("value", "final", "budget")


@inspection(looks_at=("narrative", "places"))
def running_costs(facts: Facts) -> Iterator[Finding]:
    """机关运行经费 is 公用经费 where all units are such as have it; one digit beside it is a slip."""
    book = book_of(facts)
    for passage in narrative_of(facts):
        for mention in passage.mentions:
            if mention.thing is not None and mention.thing.item == "running" and _is_of_year(facts, passage, mention):
                yield from _missed(
                    passage, mention, "机关运行经费", book.item("public") + book.item("public", "general")
                )


@inspection(looks_at=("tables", "narrative", "places"), forms=("performance_project",))
def performance_totals(facts: Facts) -> Iterator[Finding]:
    """The amount that targets or appraisals cover: all expenditure, all projects, or all that has a form."""
    told = [
        (passage, mention)
        for passage in narrative_of(facts)
        if _PERFORMANCE.search(passage.text)
        for mention in passage.mentions
        if _AMOUNT.search(passage.text[max(0, mention.start - 14) : mention.start])
        and _is_of_year(facts, passage, mention)
    ]
    places = _covered(book_of(facts)) if told else []
    for passage, mention in told:
        yield from _missed(passage, mention, "绩效管理涉及的金额", places)


def _is_of_year(facts: Facts, passage: Passage, mention: Mention) -> bool:
    year = facts.report.info.year
    told = mention.amount.measure == "money" and mention.role in _VALUES and not mention.amount.about
    return told and mention.year in (None, year) and passage.year_before(mention) in (None, year)


def _covered(book: Book) -> list[Place]:
    forms = {table.id: table for table, _ in book.of("performance_project")}
    single = [ref for table in forms.values() for ref in project_amounts(table.table)]
    items = ("project", "basic", "expenditure_total", "both_total")
    known = [place for item in items for scope in ("", "general", "fiscal") for place in book.item(item, scope)]
    return known + [book.place(forms[ref.table], ref) for ref in single] if len(single) == 1 else known


def _missed(passage: Passage, mention: Mention, name: str, places: list[Place]) -> Iterator[Finding]:
    shown = [p for p in places if p.figure is not None and p.figure.value]
    if not shown or any(p.agrees(mention) for p in shown):
        return
    near = [p for p in shown if _slipped(mention, p.value_in(mention.amount.unit))]
    if near:
        right = f"{near[0].value_in(mention.amount.unit).normalize():f}"
        yield Finding(
            "text.near",
            "text_table",
            "warning",
            f"正文写{name} {mention.amount}，与{table_name(near[0].table)}“{near[0].label}”{right}{mention.amount.unit}"
            f"只差一处笔误。",
            table=near[0].table.id,
            cells=tuple(p.ref for p in near),
            text=passage.quote(mention.start, mention.end),
            stated=str(mention.amount.figure),
            expected=right,
        )


def _slipped(mention: Mention, right: Decimal) -> bool:
    """Whether one slip explains the difference, among enough digits not to be chance."""
    stated = mention.amount.figure
    rounded = right.quantize(Decimal(1).scaleb(-stated.places))  # what the text could have printed of it
    if not stated.value or len(f"{rounded.normalize():f}".replace(".", "").lstrip("0")) < _DIGITS:
        return False
    if abs(stated.value - rounded) <= 2 * stated.half_unit:
        return False  # the last decimal, as where a rounded figure was rounded again
    return slip(stated.value, rounded, stated.places).likely >= _LIKELY
