"""The tables as the narrative sees them: rows by their words, and what each column of amounts is of.

The narrative names things loosely (支出合计, 基本支出, 住房公积金), so the index is by words, and one thing may stand
in several tables. Rows are those of the reading of the form; columns are told by the wording of their headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from core.amounts import parse
from core.checks.facts import TableFacts, answered_once
from core.checks.text.folding import fold
from core.forms.reading import Line
from core.subjects import name_key

_CODE = re.compile(r"^\d{2,7}$")
_LED_BY_CODE = re.compile(r"^(?:\d{7}|\d{5}|\d{3})(?P<name>[\u4e00-\u9fff“\"].*)$")
_YEAR = re.compile(r"\d{4}")
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[、.]|其中:)+")
_KINDS = (
    ("personnel", re.compile(r"人员(?:经费|支出)")),
    ("public", re.compile(r"公用(?:经费|支出)")),
    ("basic", re.compile(r"基本支出")),
    ("project", re.compile(r"项目(?:支出|经费)")),
    ("operating", re.compile(r"经营支出")),
    ("remit", re.compile(r"上缴上级")),
    ("subsidy", re.compile(r"对附属单位补助")),
)
_FUNDS = (
    ("general", re.compile(r"一般公共预算")),
    ("fund", re.compile(r"政府性基金|基金预算")),
    ("capital", re.compile(r"国有资本")),
    ("fiscal_account", re.compile(r"财政专户|专户资金")),
    ("fiscal", re.compile(r"财政拨款")),
    ("undertaking", re.compile(r"事业(?:预算)?收入")),
    ("operating_income", re.compile(r"经营(?:预算)?收入")),
    ("upper_subsidy", re.compile(r"上级补助")),
    ("affiliated", re.compile(r"附属(?:部门/)?单位上缴")),
    ("other_income", re.compile(r"其他收入")),
    ("own_funds", re.compile(r"单位资金")),
)
_TIMES = (
    ("opening", re.compile(r"年初预算")),
    ("plan", re.compile(r"预算数|预算安排")),
    ("done", re.compile(r"决算数|执行数")),
)
_FUND_IS_FORM = (
    "general_expenditure",
    "general_basic",
    "general_projects",
    "gov_fund",
    "state_capital",
    "three_public",
)


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """What a column of amounts is of. kind: basic, project …, "" for all; fund: general, fiscal …, "" for all.

    time: opening, plan, done or "". path: header texts, folded.
    """

    column: int
    kind: str
    fund: str
    time: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a group of columns with its amounts in the year of the report.

    key: the label without ordinals; code: the printed account code, "" where there is none. side: the group.
    """

    row: int
    label: str
    key: str
    code: str
    side: int
    amounts: tuple[AmountColumn, ...]


_TOTALS = ("合计", "总计", "支出合计", "收入合计", "本年支出合计", "本年收入合计", "支出总计", "收入总计")


class TableIndex:
    """All entries of a table, found by label, by name of a 科目 or by code."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._labels: dict[str, list[Entry]] = {}
        self._names: dict[str, list[Entry]] = {}
        self._codes: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._labels.setdefault(entry.key, []).append(entry)
            self._names.setdefault(name_key(entry.label), []).append(entry)
            if entry.code:
                self._codes.setdefault(entry.code, []).append(entry)

    def labelled(self, *keys: str) -> list[Entry]:
        """The entries whose label is one of `keys` (labels as `label_key` gives them), in the order of the table."""
        found = [entry for key in dict.fromkeys(keys) for entry in self._labels.get(key, ())]
        return sorted(found, key=lambda e: (e.row, e.side))

    def named(self, name: str) -> list[Entry]:
        """The entries of a 科目 by its name, compared as `subjects.name_key` does."""
        return self._names.get(name_key(name), [])

    def coded(self, code: str) -> list[Entry]:
        """The entries of a 科目 by its code."""
        return self._codes.get(code, [])

    def totals(self) -> list[Entry]:
        """The rows of the grand total in tables that have one row per 科目."""
        return self.labelled(*_TOTALS)

    def parents(self, entry: Entry) -> list[str]:
        """The name keys of the 类 and 款 above an entry with a code, as far as the table prints them."""
        above = [self._codes.get(entry.code[:n]) for n in (3, 5) if n < len(entry.code)]
        return [name_key(each[-1].label) for each in above if each]


@answered_once
def index(table: TableFacts) -> TableIndex:
    """The entries of a table as it was read last."""
    usual: dict[int, tuple[AmountColumn, ...]] = {}  # by group; a total may span more columns
    entries: list[Entry] = []
    for line in table.reading.lines:
        if line.kind.endswith("_total"):
            entries.append(_entry(line, _amounts(table, line)))
        else:
            amounts = usual[line.group] if line.group in usual else _amounts(table, line)
            entries.append(_entry(line, usual.setdefault(line.group, amounts)))
    return TableIndex(entries)


def _amounts(table: TableFacts, line: Line) -> tuple[AmountColumn, ...]:
    measures = [m for m in table.group(line).measures if _is_of_year(m.period, table.info.year)]
    columns = dict.fromkeys(ref.column for measure in measures for ref in table.cells(line, measure))
    return tuple(_amount_column(table, column) for column in columns)


def _entry(line: Line, amounts: tuple[AmountColumn, ...]) -> Entry:
    label = fold(line.label).text
    return Entry(line.row, label, label_key(label), "" if line.inferred else line.code, line.group, amounts)


def _is_of_year(period: str, year: int | None) -> bool:
    """Whether a column may speak of the year of the report."""
    named = _YEAR.match(period)
    return "上年" not in period and (named is None or year is None or int(named[0]) == year)


def _amount_column(table: TableFacts, column: int) -> AmountColumn:
    return _column(table.form or "", column, tuple(fold(step).text for step in table.table.columns[column].path))


@lru_cache(maxsize=512)
def label_key(label: str) -> str:
    """A folded label for comparing: without ordinals, a leading code and bracketed additions."""
    bare = _ORDINAL.sub("", fold(label).text)
    if match := _LED_BY_CODE.match(bare):
        bare = match["name"]
    return re.sub(r"\([^()]*\)", "", bare) or bare


def may_hold_amount(text: str) -> bool:
    """Whether a cell of an amount column may hold an amount: it is blank or holds a figure."""
    return not text.strip() or parse(text) is not None


def may_be_code(text: str) -> bool:
    """Whether a figure could as well be a code, or a part of one."""
    return bool(_CODE.match(text.strip()))


@lru_cache(maxsize=1024)
def _column(form: str, column: int, path: tuple[str, ...]) -> AmountColumn:
    words = "/".join(path)
    leaf = path[-1] if path else ""
    kind = next((k for k, pattern in _KINDS if pattern.search(leaf)), "")
    kind = kind or next((k for k, pattern in _KINDS if pattern.search(words)), "")
    fund = "" if form in _FUND_IS_FORM else _fund(leaf, words)
    return AmountColumn(column, kind, fund, time_of(words), path)


def time_of(header: str) -> str:
    """Whether a header speaks of opening 年初预算, plan 预算数 or done 决算数; "" for none of them."""
    return next((t for t, pattern in _TIMES if pattern.search(header)), "")


def _fund(leaf: str, words: str) -> str:
    if re.search(r"结转|结余", words):
        return "carryover"
    return next((f for text in (leaf, words) for f, pattern in _FUNDS if pattern.search(text)), "")
