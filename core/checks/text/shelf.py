"""Which cells of the tables hold a thing: totals, kinds of income and expenditure, 三公 items, 科目, projects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.checks.facts import TableFacts, answered_once
from core.checks.text.folding import fold
from core.checks.text.index import AmountColumn, Entry, TableIndex, index
from core.checks.text.things import THREE_PUBLIC, TOTALS, Thing
from core.model import CellRef, Table
from core.subjects import name_key

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
    "own_balance": ("使用非财政拨款结余", "使用非财政拨款结余(含专用结余)", "使用非财政拨款结转结余"),
    "carryover": ("上年结转结余", "上年结转", "年初结转和结余", "上年结转和结余", "年初结转结余"),
    "year_end": ("年末结转和结余", "年终结转结余", "结转下年", "年末结转结余", "年终结转和结余"),
}
_PROJECT_AMOUNT = re.compile(r"^(?:年度|项目)?(?:预算数|预算总额|资金总额|年度预算总额|年度资金总额|预算金额)$")
_THREE_PUBLIC = {
    "abroad": ("出国", "出境"),
    "reception": ("接待",),
    "car_purchase": ("购置",),
    "car_running": ("运行", "运维"),
}
_BESIDE_THREE_PUBLIC = {"30215": "会议费", "30216": "培训费"}
_KIND_LABELS = {
    "basic": "基本支出",
    "project": "项目支出",
    "operating": "经营支出",
    "remit": "上缴上级支出",
    "subsidy": "对附属单位补助支出",
}


class Spot(NamedTuple):
    """A cell that may show a thing, with the label of its row; time: opening, plan, done or "" as its column says."""

    table: TableFacts
    ref: CellRef
    label: str
    time: str


class Shelf:
    """The tables of a report with their indexes, to look things up in. asked: the forms that were looked for."""

    def __init__(self, tables: Iterable[tuple[TableFacts, TableIndex]] = ()) -> None:
        self.tables = list(tables)
        self._by_form: dict[str | None, list[int]] = {}
        for at, (table, _) in enumerate(self.tables):
            self._by_form.setdefault(table.form, []).append(at)
        self.asked: set[str | None] = set()

    def of(self, *forms: str) -> Iterator[tuple[TableFacts, TableIndex]]:
        """The tables of these forms, in the order of the report."""
        self.asked.update(forms)
        return (self.tables[at] for at in sorted(at for form in set(forms) for at in self._by_form.get(form, ())))

    def spots(self, thing: Thing, part: str | None) -> Iterator[Spot]:
        """Every cell that may show a thing. part: what of a 科目, "" for all, basic, project; None: nothing of it."""
        if thing.item in TOTALS:
            yield from self._totals(thing)
        elif thing.item in ("basic", "project", "personnel", "public", "operating", "remit", "subsidy"):
            yield from self._kinds(thing)
        elif thing.item in _INCOME_LABELS:
            yield from self._income(thing.item)
        elif thing.item in THREE_PUBLIC:
            yield from self.three_public(thing.item)
        elif thing.item == "subject":
            if part is not None:
                yield from self._subject(thing, part)
        elif thing.item == "economic":
            if part == "basic":
                yield from self._economic(thing)
            elif thing.code in _BESIDE_THREE_PUBLIC:
                yield from self._beside_three_public(_BESIDE_THREE_PUBLIC[thing.code])
        elif len(thing.words) >= 4:
            yield from self._project(thing.words)

    def _totals(self, thing: Thing) -> Iterator[Spot]:
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

    def _kinds(self, thing: Thing) -> Iterator[Spot]:
        item = thing.item
        if thing.scope in ("", "fiscal"):
            yield from self._total_rows(("expenditure",), item, None)
            yield from self._labelled((*_SUMMARIES, "expenditure"), (_KIND_LABELS.get(item, item),), "", None)
        if thing.scope in ("", "general", "fiscal"):
            yield from self._total_rows(("general_expenditure",), item, None)
            yield from self._basic_table(item)
        if item == "project":
            yield from self._total_rows(("general_projects", "projects"), "", "")
            yield from self._total_rows(("general_projects", "projects"), "project", None)
        if thing.scope in ("fund", "capital"):
            yield from self._total_rows(("gov_fund" if thing.scope == "fund" else "state_capital",), item, None)

    def _basic_table(self, item: str) -> Iterator[Spot]:
        for table, entries in self.of("general_basic"):
            if item in ("personnel", "public"):
                name = ("人员经费合计", "人员经费") if item == "personnel" else ("公用经费合计", "公用经费")
                for entry in entries.labelled(*name):
                    yield from _spots(table, entry, entry.amounts)
            if item == "basic":
                yield from _rows(table, None, "", None)
                yield from _rows(table, None, "basic", None)
            else:
                yield from _rows(table, None, item, None)

    def _income(self, item: str) -> Iterator[Spot]:
        yield from self._labelled((*_SUMMARIES, "income"), _INCOME_LABELS[item], "", None)
        yield from self._total_rows(("income",), "", item)
        if item == "carryover":
            yield from self._total_rows(("carryover",), "", None)

    def three_public(self, item: str) -> Iterator[Spot]:
        """The cells of a 三公 item, which some provinces print in a row and some in a column."""
        for table, entries in self.of("three_public"):
            for entry in entries.entries:
                if own := _three_public_item(entry.key):
                    if own == item or (own == "total" and item == "three_public"):
                        yield from _spots(table, entry, entry.amounts)
                    if own != "total":
                        continue
                for column in entry.amounts:
                    meant = _three_public_item("/".join(column.path)) or "total"
                    if meant == item or (meant == "total" and item == "three_public"):
                        yield from _spots(table, entry, (column,))

    def _beside_three_public(self, words: str) -> Iterator[Spot]:
        """会议费 and 培训费, which many provinces print in the table of 三公 too."""
        for table, entries in self.of("three_public"):
            for entry in entries.entries:
                if words in entry.key:
                    yield from _spots(table, entry, entry.amounts)
                else:
                    yield from _spots(table, entry, (c for c in entry.amounts if words in "".join(c.path)))

    def _subject(self, thing: Thing, part: str) -> Iterator[Spot]:
        forms = {
            "general": ("general_expenditure", "fiscal_summary"),
            "fund": ("gov_fund",),
            "capital": ("state_capital",),
            "fiscal": ("general_expenditure", "fiscal_summary", "expenditure"),
        }.get(thing.scope, ("expenditure", "general_expenditure", "fiscal_summary", "income_expenditure_summary"))
        for table, entries in self.of(*forms):
            for entry in _named(entries, thing):
                columns = [c for c in entry.amounts if c.kind == part]
                yield from _spots(table, entry, columns)

    def _economic(self, thing: Thing) -> Iterator[Spot]:
        for table, entries in self.of("general_basic"):
            for entry in entries.named(thing.path[-1]):
                if len(entry.code) in (0, len(thing.code)):
                    yield from _spots(table, entry, [c for c in entry.amounts if not c.kind] or entry.amounts[:1])

    def _project(self, name: str) -> Iterator[Spot]:
        for table, entries in self.of("projects", "general_projects"):
            for entry in entries.labelled(name):
                yield from _spots(table, entry, [c for c in entry.amounts if not c.fund][:1])
        for table, _ in self.of("performance_project"):
            if any(fold(cell.text).text == name for row in table.table.rows for cell in row):
                yield from (Spot(table, ref, name, "") for ref in project_amounts(table.table))

    def _labelled(self, forms: tuple[str, ...], labels: tuple[str, ...], kind: str, fund: str | None) -> Iterator[Spot]:
        for table, _ in self.of(*forms):
            yield from _rows(table, labels, kind, fund)

    def _total_rows(self, forms: tuple[str, ...], kind: str, fund: str | None) -> Iterator[Spot]:
        for table, _ in self.of(*forms):
            yield from _rows(table, None, kind, fund)


@answered_once
def _rows(table: TableFacts, labels: tuple[str, ...] | None, kind: str, fund: str | None) -> list[Spot]:
    """The cells of the rows of that label (None: of the grand total) in columns of that kind and fund (None: any)."""
    entries = index(table).totals() if labels is None else index(table).labelled(*labels)
    columns = ((entry, c) for entry in entries for c in entry.amounts if c.kind == kind)
    return [spot for entry, c in columns if fund is None or c.fund == fund for spot in _spots(table, entry, (c,))]


def _spots(table: TableFacts, entry: Entry, columns: Iterable[AmountColumn]) -> Iterator[Spot]:
    for column in columns:
        leaf = "".join(column.path[-1:])
        telling = (column.kind or column.fund) and leaf not in entry.label  # not simply the amount of the row
        label = f"{entry.label} {leaf}".strip() if telling or not entry.label else entry.label
        yield Spot(table, CellRef(table.id, entry.row, column.column), label, column.time)


def project_amounts(table: Table) -> Iterator[CellRef]:
    """Where a performance form of one project prints its budget: the first figure after the label."""
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if _PROJECT_AMOUNT.match(fold(cell.text).text):
                rest = [i for i in range(c + 1, len(row)) if row[i].figure is not None]
                if rest:
                    yield CellRef(table.id, r, rest[0])
                    return


def _three_public_item(text: str) -> str:
    """Which item a label or a header path of the 三公 table means, "total" for its total, "" for none."""
    for step in reversed(text.split("/")):
        if "购置" in step and ("运行" in step or "运维" in step):
            return "cars"
        if item := next((item for item, keys in _THREE_PUBLIC.items() if any(k in step for k in keys)), ""):
            return item
    return "total" if any(words in text for words in ("合计", "三公", "总计")) else ""


def _named(entries: TableIndex, thing: Thing) -> Iterator[Entry]:
    """The rows of the 科目 that the thing names, those whose parents fit where the text names parents too.

    A 款 may be called as its 项 is, so that rows of another level count only where there is none of the level named.
    """
    found = entries.coded(thing.code) if thing.code else entries.named(thing.path[-1])
    parents = [name_key(name) for name in thing.path[:-1] if name]
    of_level = [entry for entry in found if _depth(entry) == len(thing.path)]
    return (e for e in of_level or found if not of_level or set(parents).issubset(entries.parents(e)))


def _depth(entry: Entry) -> int:
    return {3: 1, 5: 2, 7: 3}.get(len(entry.code), 1)
