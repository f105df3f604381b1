"""Where the tables hold the thing that an amount of the narrative is about.

`Book(facts).places(passage, mention)` gives every cell that may show the same figure. One fact stands in several
tables and the words of the narrative seldom say which, so a mention is right as soon as one of its places agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from operator import is_
from weakref import proxy

from core.amounts import UNITS, Figure
from core.checks.facts import Facts, TableFacts
from core.checks.text.index import TableIndex, index, may_hold_amount
from core.checks.text.mentions import Mention, Passage
from core.checks.text.shelf import Shelf, Spot
from core.checks.text.things import THREE_PUBLIC, TOTALS, Thing
from core.model import Cell, CellRef, Report, Table


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that may show the figure. figure None: blank, which stands for zero. factor: its unit in 元."""

    ref: CellRef
    figure: Figure | None
    factor: Decimal
    table: Table
    label: str
    time: str

    @property
    def yuan(self) -> tuple[Decimal, Decimal]:
        """The interval of the figure in 元; a blank is an exact zero."""
        if self.figure is None:
            return Decimal(0), Decimal(0)
        return self.figure.low * self.factor, self.figure.high * self.factor

    def agrees(self, mention: Mention) -> bool:
        """Whether the intervals of the mention and of the cell meet."""
        low, high = mention.amount.yuan
        own_low, own_high = self.yuan
        return low <= own_high and own_low <= high

    def value_in(self, unit: str) -> Decimal:
        return (self.figure.value if self.figure else Decimal(0)) * self.factor / UNITS[unit]


class Shown:
    """The places of one thing that show one and the same figure in one unit: what an amount is held against."""

    __slots__ = ("high", "low", "place", "places")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.places = [place]
        self.low, self.high = place.yuan

    @property
    def tables(self) -> set[str]:
        return {place.ref.table for place in self.places}


class Found:
    """Every cell that may show a thing, and the same by what they show. forms: of all tables that were looked at."""

    def __init__(self, places: Iterable[Place], forms: frozenset[str | None]) -> None:
        self.places = list(places)
        self.forms = forms
        by_figure: dict[tuple[Figure | None, Decimal], Shown] = {}
        for place in self.places:
            key = place.figure, place.factor
            if key in by_figure:
                by_figure[key].places.append(place)
            else:
                by_figure[key] = Shown(place)
        self.shown = list(by_figure.values())

    def agreeing(self, mention: Mention) -> list[Shown]:
        """What agrees with the mention, that of the first place first."""
        low, high = mention.amount.yuan
        return [shown for shown in self.shown if low <= shown.high and shown.low <= high]


_PLANS = ("budget", "opening", "adjusted")
_LOOKED_THROUGH = "performance_project"  # a form that is searched as a whole, so that any of its cells counts
_Question = tuple[Thing, str | None, bool]  # what, in which part of the expenditure, and whether as it was planned
Answers = dict[_Question, Found]


class Book:
    """The tables of a report as they stand now, asked for what the narrative speaks of."""

    def __init__(self, facts: Facts) -> None:
        self._facts: Facts = proxy(facts)  # which keep their book: a report that is closed goes at once
        self._shelf = Shelf()
        self._seen: dict[str, list[list[Cell]]] = {}
        self._found: Answers = {}
        self._before: Answers = {}  # the last answers, which may hold again
        self._places: dict[tuple[CellRef, str, str], Place] = {}
        self._narrative: list[Passage] | None = None
        self._questions: list[tuple[Passage, Mention, _Question]] = []
        self.asked: list[tuple[_Question, Found]] = []  # what was asked since it was emptied, with the answers
        self.refresh()

    @property
    def report(self) -> Report:
        return self._facts.report

    def refresh(self) -> None:
        """Index the tables that were read again since; where only figures changed, look at those anew."""
        before, tables = [t for t, _ in self._shelf.tables], [t for t in self._facts.tables if t.form]
        cells = {cell for table in tables for cell in self._changes(table.table)}
        anew = {table.form for table in set(before).symmetric_difference(tables)}
        if any(cell.table == table.id for table in tables if table.form == _LOOKED_THROUGH for cell in cells):
            anew.add(_LOOKED_THROUGH)
        if [t for t in before if t in tables] != [t for t in tables if t in before]:
            anew = {table.form for table in (*before, *tables)}
        self._shelf = Shelf((table, index(table)) for table in tables)
        self._forget(anew, cells)

    def _changes(self, table: Table) -> list[CellRef]:
        """The cells that changed since they were looked at last, which is now."""
        seen = self._seen.get(table.id, [])
        if seen == table.rows:
            return []
        self._seen[table.id] = [list(row) for row in table.rows]
        pairs = ((r, row, old) for r, (row, old) in enumerate(zip(table.rows, seen, strict=False)) if row != old)
        return [
            CellRef(table.id, r, c)
            for r, row, old in pairs
            for c in range(min(len(row), len(old)))
            if row[c] is not old[c]
        ]

    def _forget(self, forms: set[str | None], cells: set[CellRef]) -> None:
        """Tables of these forms were read again, and elsewhere the figures in these cells changed."""

        def lasts(found: Found) -> bool:
            return found.forms.isdisjoint(forms) and not any(place.ref in cells for place in found.places)

        if cells:
            self._places = {key: place for key, place in self._places.items() if place.ref not in cells}
        if forms or cells:
            self._before |= self._found
            self._found = {asked: found for asked, found in self._found.items() if lasts(found)}

    def of(self, *forms: str) -> Iterator[tuple[TableFacts, TableIndex]]:
        """The tables of these forms with their entries, in the order of the report."""
        return self._shelf.of(*forms)

    def compared(self, passages: list[Passage]) -> Iterator[tuple[Passage, Mention, Found]]:
        """Every amount of a narrative that cells may show, with these cells."""
        if self._narrative is not passages:
            self._narrative = passages
            mentions = ((passage, mention) for passage in passages for mention in passage.mentions)
            self._questions = [(p, m, asked) for p, m in mentions if (asked := self._question(p, m)) is not None]
        for passage, mention, asked in self._questions:
            found = self._answer(asked)
            if found.places:
                yield passage, mention, found

    def places(self, passage: Passage, mention: Mention) -> list[Place]:
        """Every cell that may show what the mention states; empty where the thing stands in no table."""
        asked = self._question(passage, mention)
        return self._answer(asked).places if asked is not None else []

    def _question(self, passage: Passage, mention: Mention) -> _Question | None:
        """What to look for in the tables; None where they do not tell."""
        if mention.thing is None or mention.amount.measure != "money" or not self._comparable(passage, mention):
            return None
        planned = mention.role in _PLANS and self.report.info.kind == "final"
        return mention.thing, _part(passage, mention), planned

    def _answer(self, asked: _Question) -> Found:
        found = self._found.get(asked)
        if found is None:
            found = self._found[asked] = self._sought(asked)
        self.asked.append((asked, found))
        return found

    def _sought(self, asked: _Question) -> Found:
        thing, part, planned = asked
        self._shelf.asked.clear()
        places = self._of_this_year(self._shelf.spots(thing, part), "plan" if planned else self._own_time)
        before = self._before.get(asked)
        return before if before and _same(before.places, places) else Found(places, frozenset(self._shelf.asked))

    def still_says(self, asked: Answers) -> bool:
        """Whether the same is found as when this was asked."""
        return all(self._answer(question) is found for question, found in asked.items())

    @property
    def _own_time(self) -> str:
        return "done" if self.report.info.kind == "final" else "plan"

    def item(self, item: str, scope: str = "") -> list[Place]:
        """Every cell of a total, a kind or a 三公 item, whatever the narrative says."""
        return self._item(item, scope).places

    def figures(self, item: str, scope: str = "") -> list[Place]:
        """The same, of places that show one and the same figure only the first."""
        return self.things(Thing(item, scope))

    def things(self, thing: Thing) -> list[Place]:
        """Every cell of a thing, of places that show one and the same figure only the first."""
        return [shown.place for shown in self._answer((thing, "", False)).shown]

    def _item(self, item: str, scope: str) -> Found:
        return self._answer((Thing(item, scope), "", False))

    def planned(self, item: str) -> list[Place]:
        """The 预算数 of a 三公 item in a table that prints 预算数 and 决算数."""
        found = list(map(self._place, self._shelf.three_public(item)))
        plans = [p for p in found if p.time in ("plan", "opening")]
        return plans if any(p.time == "done" for p in found) else []

    def _comparable(self, passage: Passage, mention: Mention) -> bool:
        """Whether the tables of this report speak of the same year and of all that the mention covers."""
        year, thing = self.report.info.year, mention.thing
        if mention.amount.about or mention.role not in ("value", "final", *_PLANS) or thing is None:
            return False
        if mention.role in _PLANS and self.report.info.kind == "final" and thing.item not in THREE_PUBLIC:
            return False
        if (mention.year or passage.year_before(mention)) not in (None, year):
            return False
        special = thing.item in THREE_PUBLIC or thing.item in ("phrase", "subject", "economic") or thing.scope
        return bool(special) or passage.section.about_totals

    def place(self, table: TableFacts, ref: CellRef, label: str = "") -> Place:
        """A cell as a place that an amount may be held against."""
        return self._place(Spot(table, ref, label, ""))

    def _place(self, spot: Spot) -> Place:
        table, known = spot.table.table, self._places.get(spot[1:])
        if known is not None and known.table is table:
            return known
        unit = table.amount_unit or self.report.info.amount_unit or "万元"
        figure = table.cell(spot.ref.row, spot.ref.column).figure
        place = Place(spot.ref, figure, UNITS.get(unit, UNITS["万元"]), table, spot.label, spot.time)
        self._places[spot[1:]] = place
        return place

    def _of_this_year(self, spots: Iterable[Spot], wanted: str) -> list[Place]:
        """The places of what may hold an amount; of plan and outcome side by side those of the wanted kind."""
        found = [spot for spot in dict.fromkeys(spots) if may_hold_amount(spot.table.text(spot.ref))]
        times = {spot.time for spot in found}
        if "done" in times and times & {"plan", "opening"}:
            found = [spot for spot in found if spot.time in ("", wanted)]
        elif wanted == "plan" and "done" in times:
            found = []  # what was planned is not printed, though other columns do not say of which time they are
        return list({spot.ref: self._place(spot) for spot in found}.values())


def _same(places: list[Place], others: list[Place]) -> bool:
    return len(places) == len(others) and all(map(is_, places, others))


def _part(passage: Passage, mention: Mention) -> str | None:
    """Which part of the expenditure a list divides: "" for all of it, basic, project; None for something else."""
    header, title = mention.header.item if mention.header else "subject", passage.section.title
    if mention.thing is not None and mention.thing.item == "economic":
        told = header in ("basic", "personnel", "public") or (header == "economic" and "基本支出" in title)
        return "basic" if told and "项目" not in title else None
    if header in ("basic", "project"):
        return header
    if header not in TOTALS and header != "subject":
        return None
    if "基本支出" in title and "项目支出" not in title:
        return "basic"
    return "project" if "项目支出" in title and "基本支出" not in title else ""
