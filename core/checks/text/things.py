"""What an amount of the narrative is about: a total, a kind of income or expenditure, a 三公 item, a 科目.

A phrase is understood only as a whole. A phrase with words that nobody here knows means nothing rather than something
near it: a check that stays silent is better than one that accuses the wrong figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core import subjects

_MONEY_TAIL = r"(?:资金)?(?:合计|总计|总额|总数|总金额|总规模|规模|金额|数|额)?"
_ITEMS: tuple[tuple[str, str], ...] = (
    (
        "both_total",
        r"(?:预算|决算)?(?:收入支出|总?收支|收、支|收入、支出|收入和支出|收入与支出|收入总计和支出)"
        r"(?:决算|预算)?(?:总计|总预算|总决算|总额|总数|合计|规模|总体)?",
    ),
    ("income_total", rf"(?:总|本年|当年|年度|预算|部门|单位|财务)*(?:总)?收入(?:总)?(?:预算|决算)?{_MONEY_TAIL}"),
    ("expenditure_total", rf"(?:总|本年|当年|年度|预算|部门|单位|财务)*(?:总)?支出(?:总)?(?:预算|决算)?{_MONEY_TAIL}"),
    ("either_total", r"(?:拨款|资金|预算|拨款资金)?(?:合计|总计|总额)?"),
    ("basic", rf"(?:预算)?基本支出(?:预算|决算)?{_MONEY_TAIL}"),
    ("project", rf"(?:预算)?项目(?:经费)?支出(?:预算|决算)?{_MONEY_TAIL}"),
    ("personnel", rf"(?:基本支出)?人员(?:类)?(?:经费|支出){{1,2}}{_MONEY_TAIL}"),
    ("public", rf"(?:日常)?公用(?:类)?(?:经费|支出){{1,2}}{_MONEY_TAIL}"),
    ("operating", r"(?:事业单位)?经营支出"),
    ("remit", r"上缴上级(?:单位)?支出"),
    ("subsidy", r"对附属单位补助(?:支出)?"),
    ("fiscal_account", r"财政专户(?:管理|核拨)(?:的)?(?:资金)?(?:预算)?(?:收入)?|(?:财政)?专户资金(?:预算)?(?:收入)?"),
    ("undertaking", r"事业(?:预算)?收入(?:\([^()]*\))?"),
    ("operating_income", r"(?:事业单位)?经营(?:预算)?收入"),
    ("upper_subsidy", r"上级补助(?:预算)?收入"),
    ("affiliated", r"附属(?:部门/)?单位上缴(?:预算)?收入"),
    ("other_income", r"其他(?:预算)?收入"),
    ("own_funds", r"单位(?:自有)?资金(?:收入)?"),
    ("own_balance", r"使用非财政拨款(?:结转)?(?:和)?结余(?:资金)?(?:\(含专用结余\))?"),
    ("carryover", r"(?:使用)?(?:上年|年初)?(?:财政拨款)?结转(?:和|及)?(?:结余)?(?:资金|收入)?"),
    ("year_end", r"(?:年末|年终)(?:财政拨款)?结转(?:和|及)?(?:结余)?(?:资金)?|结转下年(?:支出)?"),
    (
        "three_public",
        rf'"?三公"?经费"?(?:财政拨款)?(?:总)?(?:支出)?(?:决算|预算)?(?:支出)?(?:汇总)?{_MONEY_TAIL}',
    ),
    ("abroad", r"(?:因公)?出(?:国|境)(?:\(境\))?(?:费用|费|经费)(?:支出)?"),
    (
        "cars",
        r"公务(?:用)?车(?:辆)?(?:购置(?:费)?(?:及|和|与|、)?|及)运(?:行|维)(?:及|和)?(?:维护)?(?:费用|费|经费)?(?:支出)?",
    ),
    ("car_purchase", r"公务(?:用)?车(?:辆)?购置(?:费用|费|经费)?(?:支出)?"),
    ("car_running", r"公务(?:用)?车(?:辆)?运(?:行|维)(?:及|和)?(?:维护)?(?:费用|费|经费)?(?:支出)?"),
    ("reception", r"公务接待(?:费用|费|经费)?(?:支出)?"),
    ("running", rf"(?:机关|单位)运行经费(?:财政拨款)?(?:支出)?{_MONEY_TAIL}"),
    ("procurement", rf"政府采购(?:支出|预算|合同|资金|金额)*{_MONEY_TAIL}(?:\([^()]*\))?"),
    ("central", r"政府集中采购(?:支出|预算|资金)*(?:金额|总额)?"),
    ("own_central", r"(?:部门)?集中采购(?:支出|预算|资金)*(?:金额|总额)?"),
    ("separate", r"(?:政府)?分散采购(?:支出|预算|资金)*(?:金额|总额)?"),
    ("goods", r"(?:政府)?(?:采购)?货物(?:类)?(?:政府)?(?:采购)?(?:支出|预算|资金)*(?:金额|总额)?"),
    ("works", r"(?:政府)?(?:采购)?工程(?:类)?(?:政府)?(?:采购)?(?:支出|预算|资金)*(?:金额|总额)?"),
    ("services", r"(?:政府)?(?:采购)?服务(?:类)?(?:政府)?(?:采购)?(?:支出|预算|资金)*(?:金额|总额)?"),
)
_SCOPE = (
    r"(?:使用)?(?P<scope>一般公共预算(?:当年)?(?:财政)?(?:拨款|中)?|政府性基金(?:预算)?(?:财政)?(?:拨款)?"
    r"|基金预算(?:财政)?(?:拨款)?|国有资本(?:经营)?(?:预算)?(?:财政)?(?:拨款)?|财政(?:预算)?拨款)?(?:安排的|安排|资金|的)*"
)
_READINGS = tuple((item, re.compile(f"{_SCOPE}(?:{pattern})")) for item, pattern in _ITEMS)
_SCOPES = (
    ("一般公共预算", "general"),
    ("政府性基金", "fund"),
    ("基金", "fund"),
    ("国有资本", "capital"),
    ("财政拨款", "fiscal"),
    ("财政预算拨款", "fiscal"),
)
_LEVELS = re.compile(
    r"(?:(?P<c>.+?)\(类\))?(?:支出)?(?:(?P<k>.+?)\(款\))?(?:支出)?(?:(?P<x>.+?)\(项\))?(?:科目)?(?:的)?(?:支出)?"
)
_NUMBERED = re.compile(r"\((?:\d{2,3})(类|款|项)(?:级)?\)|(类|款|项)(?:级)?科目$")
_QUOTED = re.compile(r'"([^"]+)"(?:科目|支出)?')
_CODED = re.compile(  # 行政运行(2012901), 2012901-行政运行, either after its 类 and 款 in the same manner
    r"(?:(?:\d{5}|\d{3})[-_—]?[^\d()]+)*(?P<before>\d{7}|\d{5}|\d{3})[-_—]?(?P<name>[^\d()]+)"
    r"|(?:[^\d()]+\((?:\d{5}|\d{3})\))*(?P<first>[^\d()]+)\((?P<after>\d{7}|\d{5}|\d{3})\)"
)


@dataclass(frozen=True, slots=True)
class Thing:
    """What a figure is about.

    item: an id of this module, `subject` for a 科目 or `phrase` for words that mean no item.
    scope: general 一般公共预算, fiscal 财政拨款, fund 政府性基金, capital 国有资本, "" where not said.
    path: names of 类, 款, 项 as far as they are named (an empty text for one left out); code: where the text gives it.
    """

    item: str
    scope: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    words: str = ""

    @property
    def known(self) -> bool:
        return self.item != "phrase"

    @property
    def name(self) -> str:
        """How the text calls it, in the quotation marks and brackets of print."""
        return _MARKS.sub(r"“\1”", self.path[-1] if self.path else self.words).translate(_BRACKETS)


_MARKS = re.compile(r'"([^"]*)"')
_BRACKETS = str.maketrans("()", "（）")
THREE_PUBLIC = frozenset({"three_public", "abroad", "cars", "car_purchase", "car_running", "reception"})
TOTALS = frozenset({"both_total", "income_total", "expenditure_total", "either_total"})
SCOPED = TOTALS | {"basic", "project", "personnel", "public", "subject", "year_end"}
INCOMES = frozenset(
    {"fiscal_account", "undertaking", "operating_income", "upper_subsidy", "affiliated", "other_income", "own_funds"}
    | {"own_balance", "carryover"}
)


def scope_of(text: str) -> str:
    """The scope that folded text names, the narrowest first; "" where it names none."""
    return next((scope for words, scope in _SCOPES if words in text), "")


@lru_cache(maxsize=8192)
def read_thing(phrase: str) -> Thing | None:
    """What a folded phrase means as a whole. None for an empty phrase; `phrase` where no part of it is known."""
    if not phrase:
        return None
    if quoted := _QUOTED.fullmatch(phrase):
        phrase = quoted[1]
    if subject := _subject(_NUMBERED.sub(lambda m: f"({m[1] or m[2]})", phrase)):
        return subject
    for item, pattern in _READINGS:
        match = pattern.fullmatch(phrase)
        if match and (match["scope"] or item != "either_total"):
            return Thing(item, scope_of(match["scope"] or ""), words=phrase)
    key = subjects.name_key(phrase)
    if key in subjects.class_names() and not phrase.startswith("其他"):
        return Thing("subject", path=(phrase,), words=phrase)
    if key in subjects.economic_names():
        return Thing("economic", path=(phrase,), code=subjects.economic_names()[key], words=phrase)
    return Thing("phrase", words=phrase)


def is_known(phrase: str) -> bool:
    """Whether a folded phrase means something that is known."""
    thing = read_thing(phrase)
    return thing is not None and thing.known


def _subject(phrase: str) -> Thing | None:
    """A 科目 that is named as such: with 类, 款, 项 or with its code."""
    if any(mark in phrase for mark in ("(类)", "(款)", "(项)")):
        match = _LEVELS.fullmatch(phrase)
        if match:
            names = [match["c"] or "", match["k"] or "", match["x"] or ""]
            while not names[-1]:
                names.pop()
            return Thing("subject", path=tuple(names), words=phrase)
        return None
    match = _CODED.fullmatch(phrase)
    if match and subjects.named(code := match["before"] or match["after"]):
        item = "subject" if code[0] == "2" else "economic"
        return Thing(item, path=(match["name"] or match["first"],), code=code, words=phrase)
    return None
