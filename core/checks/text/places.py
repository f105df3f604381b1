"""Where the tables hold the thing that an amount of the narrative is about.

`Book(report).places(passage, mention)` gives every cell that may show the same figure. One fact stands in several
tables and the words of the narrative seldom say which, so a mention is right as soon as one of its places agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.amounts import Figure
from core.checks.subjects import name_key
from core.checks.text.figures import MONEY
from core.checks.text.folding import fold
from core.checks.text.index import AmountColumn, Entry, TableIndex, index, is_amount_alone, time_of
from core.checks.text.mentions import Mention, Passage
from core.checks.text.things import THREE_PUBLIC, TOTALS, Thing
from core.model import Cell, CellRef, Report, Table

_SUMMARIES = ("income_expenditure_summary", "fiscal_summary")
_BOTH = ("收入总计", "支出总计", "总计", "收支总计", "收入合计", "支出合计")
_INCOME = ("本年收入合计", "本年收入", "收入合计", "收入总计", "总计", "本年收入小计")
_EXPENDITURE = ("本年支出合计", "本年支出", "支出合计", "支出总计", "总计", "本年支出小计")
_GENERAL, _FUND, _CAPITAL = "一般公共预算", "政府性基金预算", "国有资本经营预算"
_TAILS = ("", "收入", "拨款", "拨款收入", "财政拨款", "财政拨款收入", "财政拨款预算收入")
_FUND_LABELS = {
    "general": tuple(_GENERAL + tail for tail in _TAILS),
    "fund": (*(_FUND + tail for tail in _TAILS), "政府性基金", "基金预算拨款"),
    "capital": tuple(_CAPITAL + tail for tail in _TAILS),
    "fiscal": ("财政拨款收入", "财政拨款", "财政拨款收入合计"),
}
_INCOME_LABELS = {
    "fiscal_account": ("财政专户管理资金收入", "财政专户管理资金", "财政专户核拨", "财政专户核拨收入"),
    "undertaking": ("事业收入",),
    "operating_income": ("事业单位经营收入", "经营收入"),
    "upper_subsidy": ("上级补助收入",),
    "affiliated": ("附属单位上缴收入", "附属部门/单位上缴收入"),
    "other_income": ("其他收入",),
    "own_funds": ("单位资金", "单位资金收入"),
    "carryover": ("上年结转结余", "上年结转", "年初结转和结余", "上年结转和结余", "年初结转结余"),
    "year_end": ("年末结转和结余", "年终结转结余", "结转下年", "年末结转结余", "年终结转和结余"),
}
INCOMES = frozenset(_INCOME_LABELS) - {"year_end"}
_PROJECT_AMOUNT = re.compile(r"^(?:年度|项目)?(?:预算数|预算总额|资金总额|年度预算总额|年度资金总额|预算金额)$")
_THREE_PUBLIC = {
    "abroad": ("出国", "出境"),
    "reception": ("接待",),
    "car_purchase": ("购置",),
    "car_running": ("运行", "运维"),
}


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
        return (self.figure.value if self.figure else Decimal(0)) * self.factor / MONEY[unit]


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
    """Every cell that may show a thing, and the same by what they show."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self.places = list(places)
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


_NOWHERE = Found()


class Book:
    """The tables of a report, indexed as they stand now."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.tables: list[tuple[Table, TableIndex]] = []
        self._seen: dict[str, list[list[Cell]]] = {}
        self._items: dict[tuple[str, str], Found] = {}
        self._found: dict[tuple[Thing, str | None, bool], Found] = {}
        self.refresh()

    def refresh(self) -> None:
        """Index the tables that changed since; where only figures did, look at those anew."""
        tables = [t for t in self.report.tables if t.form]
        known = dict(zip((t.id for t, _ in self.tables), self.tables, strict=True))
        changed = {t.id: cells for t in tables if (cells := self._changed(t)) != []}
        if [t.id for t in tables] == list(known) and all(cells is not None for cells in changed.values()):
            self._forget({ref for cells in changed.values() for ref in cells or ()})
        else:
            self._items.clear()
            self._found.clear()
        fresh = {id for id, cells in changed.items() if cells is None or id not in known}
        self.tables = [(t, index(t) if t.id in fresh else known[t.id][1]) for t in tables]
        self._seen = {t.id: [list(row) for row in t.rows] if t.id in changed else self._seen[t.id] for t in tables}

    def _changed(self, table: Table) -> list[CellRef] | None:
        """The cells of which the figure changed; None where the index of the table may have changed too."""
        seen = self._seen.get(table.id)
        if seen is None or len(seen) != len(table.rows):
            return None
        changed: list[CellRef] = []
        for r, (row, old) in enumerate(zip(table.rows, seen, strict=True)):
            if row != old:
                if table.form == "performance_project" or len(row) != len(old):
                    return None
                cells = [c for c in range(len(row)) if row[c] != old[c]]
                if not all(is_amount_alone(cell.text) for c in cells for cell in (row[c], old[c])):
                    return None
                changed += [CellRef(table.id, r, c) for c in cells]
        return changed

    def _forget(self, cells: set[CellRef]) -> None:
        """Figures changed in these cells."""
        if cells:
            self._items = {k: f for k, f in self._items.items() if not any(p.ref in cells for p in f.places)}
            self._found = {k: f for k, f in self._found.items() if not any(p.ref in cells for p in f.places)}

    def of(self, *forms: str) -> Iterator[tuple[Table, TableIndex]]:
        return ((t, i) for t, i in self.tables if t.form in forms)

    def places(self, passage: Passage, mention: Mention) -> list[Place]:
        """Every cell that may show what the mention states; empty where the thing stands in no table."""
        return self.find(passage, mention).places

    def find(self, passage: Passage, mention: Mention) -> Found:
        """The same with what the cells show."""
        if mention.thing is None or mention.amount.measure != "money" or not self._comparable(passage, mention):
            return _NOWHERE
        part = _part(passage, mention)
        planned = mention.role in _PLANS and self.report.info.kind == "final"
        key = (mention.thing, part, planned)
        if key not in self._found:
            wanted = "plan" if planned else self._own_time
            self._found[key] = Found(self._of_this_year(list(self._find(mention.thing, part)), wanted))
        return self._found[key]

    @property
    def _own_time(self) -> str:
        return "done" if self.report.info.kind == "final" else "plan"

    def item(self, item: str, scope: str = "") -> list[Place]:
        """Every cell of a total, a kind or a 三公 item, whatever the narrative says."""
        return self._item(item, scope).places

    def figures(self, item: str, scope: str = "") -> list[Place]:
        """The same, of places that show one and the same figure only the first."""
        return [shown.place for shown in self._item(item, scope).shown]

    def _item(self, item: str, scope: str) -> Found:
        if (item, scope) not in self._items:
            found = list(self._find(Thing(item, scope), ""))
            self._items[item, scope] = Found(self._of_this_year(found, self._own_time))
        return self._items[item, scope]

    def planned(self, item: str) -> list[Place]:
        """The 预算数 of a 三公 item in a table that prints 预算数 and 决算数."""
        found = list(self._three_public(item))
        plans = [p for p in found if p.time in ("plan", "opening")]
        return plans if any(p.time == "done" for p in found) else []

    def _comparable(self, passage: Passage, mention: Mention) -> bool:
        """Whether the tables of this report speak of the same year and of all that the mention covers."""
        year, thing = self.report.info.year, mention.thing
        if mention.amount.about or mention.role not in ("value", "final", *_PLANS) or thing is None:
            return False
        if mention.role in _PLANS and self.report.info.kind == "final" and thing.item not in THREE_PUBLIC:
            return False
        if passage.year_before(mention) not in (None, year) or mention.year not in (None, year):
            return False
        special = thing.item in THREE_PUBLIC or thing.item in ("phrase", "subject", "economic") or thing.scope
        return bool(special) or passage.section.about_totals

    def _find(self, thing: Thing, part: str | None) -> Iterator[Place]:
        if thing.item in TOTALS:
            yield from self._totals(thing)
        elif thing.item in ("basic", "project", "personnel", "public", "operating", "remit", "subsidy"):
            yield from self._kinds(thing)
        elif thing.item in _INCOME_LABELS:
            yield from self._income(thing.item)
        elif thing.item in THREE_PUBLIC:
            yield from self._three_public(thing.item)
        elif thing.item == "subject":
            if part is not None:
                yield from self._subject(thing, part)
        elif thing.item == "economic":
            if part == "basic":
                yield from self._economic(thing)
        elif len(thing.words) >= 4:
            yield from self._project(thing.words)

    def _totals(self, thing: Thing) -> Iterator[Place]:
        labels = {"both_total": _BOTH, "income_total": _INCOME, "expenditure_total": _EXPENDITURE}
        wanted = labels.get(thing.item, tuple({*_INCOME, *_EXPENDITURE}))
        if thing.scope in ("", "fiscal"):
            form = "fiscal_summary" if thing.scope else "income_expenditure_summary"
            yield from self._labelled((form,), wanted, "", "" if not thing.scope else None)
        if not thing.scope:
            forms = {"income_total": ("income",), "expenditure_total": ("expenditure",)}
            yield from self._total_rows(forms.get(thing.item, ("income", "expenditure")), "", "")
        else:
            yield from self._labelled(_SUMMARIES, _FUND_LABELS[thing.scope], "", None)
            yield from self._total_rows(("income", "expenditure"), "", thing.scope)
            own = {"general": "general_expenditure", "fund": "gov_fund", "capital": "state_capital"}.get(thing.scope)
            if own and thing.item != "income_total":
                yield from self._total_rows((own,), "", None)
            if own:
                yield from self._labelled(("fiscal_summary",), (*_INCOME, *_EXPENDITURE), "", thing.scope)

    def _kinds(self, thing: Thing) -> Iterator[Place]:
        item = thing.item
        if thing.scope in ("", "fiscal"):
            yield from self._total_rows(("expenditure",), item, None)
            yield from self._labelled(
                ("income_expenditure_summary", "fiscal_summary"), (_KIND_LABELS.get(item, item),), "", None
            )
        if thing.scope in ("", "general", "fiscal"):
            yield from self._total_rows(("general_expenditure",), item, None)
            yield from self._basic_table(item)
        if item == "project":
            yield from self._total_rows(("general_projects", "projects"), "", "")
            yield from self._total_rows(("general_projects", "projects"), "project", None)
        if thing.scope in ("fund", "capital"):
            yield from self._total_rows(("gov_fund" if thing.scope == "fund" else "state_capital",), item, None)

    def _basic_table(self, item: str) -> Iterator[Place]:
        for table, entries in self.of("general_basic"):
            if item in ("personnel", "public"):
                name = ("人员经费合计", "人员经费") if item == "personnel" else ("公用经费合计", "公用经费")
                for entry in entries.labelled(*name):
                    yield from self._places(
                        table, entry, entry.amounts[-1:] if len(entry.amounts) == 1 else entry.amounts
                    )
            if item == "basic":
                yield from self._rows(table, entries.totals(), "", None)
                yield from self._rows(table, entries.totals(), "basic", None)
            else:
                yield from self._rows(table, entries.totals(), item, None)

    def _income(self, item: str) -> Iterator[Place]:
        yield from self._labelled(_SUMMARIES, _INCOME_LABELS[item], "", None)
        yield from self._total_rows(("income",), "", item)
        if item == "carryover":
            yield from self._total_rows(("carryover",), "", None)

    def _three_public(self, item: str) -> Iterator[Place]:
        for table, entries in self.of("three_public"):
            for entry in entries.entries:
                if own := _three_public_item(entry.key):
                    if own == item or (own == "total" and item == "three_public"):
                        yield from self._places(table, entry, entry.amounts)
                    if own != "total":
                        continue
                for column in entry.amounts:
                    meant = _three_public_item("/".join(column.path)) or "total"
                    if meant == item or (meant == "total" and item == "three_public"):
                        yield from self._places(table, entry, (column,))
            if not entries.entries:
                yield from self._bare_row(table, item)

    def _bare_row(self, table: Table, item: str) -> Iterator[Place]:
        """A 三公 table of one row without any label."""
        for c, column in enumerate(table.columns):
            header = fold("/".join(column.path)).text
            meant = _three_public_item(header) or "total"
            if meant == item or (meant == "total" and item == "three_public"):
                for r in range(len(table.rows)):
                    yield self._place(table, CellRef(table.id, r, c), "三公", time_of(header))

    def _subject(self, thing: Thing, part: str) -> Iterator[Place]:
        forms = {
            "general": ("general_expenditure", "fiscal_summary"),
            "fund": ("gov_fund",),
            "capital": ("state_capital",),
            "fiscal": ("general_expenditure", "fiscal_summary", "expenditure"),
        }.get(thing.scope, ("expenditure", "general_expenditure", "fiscal_summary", "income_expenditure_summary"))
        for table, entries in self.of(*forms):
            for entry in _named(entries, thing):
                columns = [c for c in entry.amounts if c.kind == part]
                yield from self._places(table, entry, columns)

    def _economic(self, thing: Thing) -> Iterator[Place]:
        for table, entries in self.of("general_basic"):
            for entry in entries.named(thing.path[-1]):
                if len(entry.code) in (0, 5):
                    yield from self._places(table, entry, [c for c in entry.amounts if not c.kind] or entry.amounts[:1])

    def _project(self, name: str) -> Iterator[Place]:
        for table, entries in self.of("projects", "general_projects"):
            for entry in entries.labelled(name):
                yield from self._places(table, entry, [c for c in entry.amounts if not c.fund][:1])
        for table, _ in self.of("performance_project"):
            if any(fold(cell.text).text == name for row in table.rows for cell in row):
                yield from (self._place(table, ref, name, "") for ref in project_amounts(table))

    def _labelled(self, forms: tuple[str, ...], labels: Iterable[str], kind: str, fund: str | None) -> Iterator[Place]:
        wanted = tuple(labels)
        for table, entries in self.of(*forms):
            yield from self._rows(table, entries.labelled(*wanted), kind, fund)

    def _total_rows(self, forms: tuple[str, ...], kind: str, fund: str | None) -> Iterator[Place]:
        for table, entries in self.of(*forms):
            yield from self._rows(table, entries.totals(), kind, fund)

    def _rows(self, table: Table, entries: Iterable[Entry], kind: str, fund: str | None) -> Iterator[Place]:
        """The cells of the rows in columns of that kind and that fund (None: of any)."""
        for entry in entries:
            columns = [c for c in entry.amounts if c.kind == kind and (fund is None or c.fund == fund)]
            yield from self._places(table, entry, columns)

    def _places(self, table: Table, entry: Entry, columns: Iterable[AmountColumn]) -> Iterator[Place]:
        for column in columns:
            yield self._place(table, CellRef(table.id, entry.row, column.column), entry.label, column.time)

    def _place(self, table: Table, ref: CellRef, label: str, time: str) -> Place:
        unit = table.amount_unit or self.report.info.amount_unit or "万元"
        cell = table.cell(ref.row, ref.column)
        return Place(ref, cell.figure, MONEY.get(unit, MONEY["万元"]), table, label, time)

    def _of_this_year(self, found: list[Place], wanted: str) -> list[Place]:
        """Where columns for plan and outcome stand side by side, those of the wanted kind."""
        times = {p.time for p in found}
        if "done" in times and times & {"plan", "opening"}:
            found = [p for p in found if p.time in ("", wanted)]
        elif wanted == "plan" and times == {"done"}:
            found = []
        return list({p.ref: p for p in found}.values())


_PLANS = ("budget", "opening", "adjusted")


def project_amounts(table: Table) -> Iterator[CellRef]:
    """Where a performance form of one project prints its budget: the first figure after the label."""
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if _PROJECT_AMOUNT.match(fold(cell.text).text):
                rest = [i for i in range(c + 1, len(row)) if row[i].figure is not None]
                if rest:
                    yield CellRef(table.id, r, rest[0])
                    return


_KIND_LABELS = {
    "basic": "基本支出",
    "project": "项目支出",
    "operating": "经营支出",
    "remit": "上缴上级支出",
    "subsidy": "对附属单位补助支出",
}


def _part(passage: Passage, mention: Mention) -> str | None:
    """Which part of the expenditure a list divides: "" for all of it, basic, project; None for something else."""
    header, title = mention.header.item if mention.header else "subject", passage.section.title
    if mention.thing is not None and mention.thing.item == "economic":
        return "basic" if header in ("basic", "personnel", "public") and "项目" not in title else None
    if header in ("basic", "project"):
        return header
    if header not in TOTALS and header != "subject":
        return None
    if "基本支出" in title and "项目支出" not in title:
        return "basic"
    return "project" if "项目支出" in title and "基本支出" not in title else ""


def _three_public_item(text: str) -> str:
    """Which item a label or a header path of the 三公 table means, "total" for its total, "" for none."""
    for step in reversed(text.split("/")):
        if "购置" in step and ("运行" in step or "运维" in step):
            return "cars"
        if item := next((item for item, keys in _THREE_PUBLIC.items() if any(k in step for k in keys)), ""):
            return item
    return "total" if any(words in text for words in ("合计", "三公", "总计")) else ""


def _named(entries: TableIndex, thing: Thing) -> Iterator[Entry]:
    """The rows of the 科目 that the thing names, those whose parents fit where the text names parents too."""
    wanted = [name_key(n) for n in thing.path if n]
    for entry in entries.coded(thing.code) if thing.code else entries.named(thing.path[-1]):
        parents = entries.parents(entry)
        if len(thing.path) != _depth(entry) or all(p in parents for p in wanted[:-1]):
            yield entry


def _depth(entry: Entry) -> int:
    return {3: 1, 5: 2, 7: 3}.get(len(entry.code), 1)
