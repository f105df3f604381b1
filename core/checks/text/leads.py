"""The words before an amount: what the amount is of (its subject) and which part it plays (its role)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from core.checks.text.figures import Measure
from core.checks.text.things import is_known

Role = Literal[
    "value",  # the figure of the report's own year
    "opening",  # 年初预算
    "adjusted",  # 全年预算, 调整预算
    "budget",  # 预算 without saying which
    "final",  # 决算, 执行
    "previous",  # last year's figure
    "change",  # an increase or decrease
    "rate",  # a change in per cent
    "share",  # 占 … %
    "completion",  # 完成 … 预算的 … %
    "other",
]

_UP = "增加|增长|上升|提高|提升|增幅|升幅|上涨|扩大"
_DOWN = "减少|下降|降低|压减|压缩|缩减|节约|节省|降幅|减幅|跌幅|回落|减低"
_SHORT = "多|少|增|减|升|降"
_UPS = frozenset([*_UP.split("|"), "多", "增", "升"])
_FILL = r"(?:共计|合计|总计|均|各|共|为|是|达到|达|:|约|计|安排|仅|分别|数|了)*"
_CHANGE = re.compile(
    rf"^(?P<subject>.*?)(?:(?:相?(?:比|较|与|同))(?P<against>(?:[^比较与同]|同期)*?)(?:相比|相较|比)?)?"
    rf"(?:有所|同比|环比|同口径|各|均|共|净|分别)*"
    rf"(?P<words>(?:(?:{_UP}|{_DOWN})(?:/|或)?)+(?:\((?:{_UP}|{_DOWN})\))?)"
    rf"(?:了|额|数|幅度|幅|率|比例|支出|收入|预算|资金|经费)*(?:约|为|是|:|达)*$"
)
_TURNED = re.compile(rf"^(?P<subject>.*?)(?:{_UP}|{_DOWN})(?:到|至)(?:了)?$")  # 由上年的 8 万元减少到
_SHORT_CHANGE = re.compile(rf"^(?P<subject>.*?)(?:比|较)(?P<against>.+?)(?P<words>{_SHORT})(?:了)?$")
_SHORT_RATE = re.compile(r"^(?P<subject>)(?P<against>)(?P<words>[增减升降])$")  # 较上年减 0.4 万元，减 2.1%
_BUDGET_WORDS = (
    r"(?:(?:本年|本年度)?(?:年初|全年|年度|当年|调整后?的?|批复的?)?(?:财政拨款|部门|支出|收入)*"
    r"预算(?:数|额|安排|总额)?(?:数)?)"
)
_COMPLETION = re.compile(
    rf"(?P<subject>.*?)(?:完成|占(?=(?:年初|全年|调整后?的?|批复的?)?预算)|为|达到)(?:了)?(?P<basis>{_BUDGET_WORDS})"
    rf"(?:进度)?的?(?:约|为)*$|^完成(?:了)?$"
    rf"|(?P<subject2>.*?)(?P<basis2>(?:年初|全年|年度|调整)?(?:预算)?)(?:执行|完成)率(?:为|是|达到|达|:)*$"
)
_SHARE = re.compile(r"^(?P<subject>.*?)(?:所)?占(?P<basis>.*?)(?:的)?(?:比重|比例|百分比|比)?(?:约|为|是|达到|达|:)*$")
_PREVIOUS = re.compile(
    rf"^(?P<subject>.*?)(?:相?(?:比|较|与|由|从))?(?P<when>上年度?|去年度?|上一年度?)(?:同期|年初)?(?:的)?"
    rf"(?:累计|预算|决算|执行|实际|完成|安排|支出|收入)*(?:数|额|金额|总额)?(?:的|{_FILL[:-1]})*$"
)
_BUDGETED = re.compile(
    rf"^(?P<subject>.*?)(?P<word>年初预算|全年预算|调整后?的?预算|预算调整|年度预算|当年预算"
    rf"|(?<!公共)(?<!基金)(?<!经营)(?<!总)预算|(?<!总)决算|执行)"
    rf"(?:批复|安排)*(?:数|额|金额|总额|总数)?{_FILL}$"
)
_LEADING = re.compile(
    r"^(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）、]|\.(?!\d))[、.]?|其中|以及|并且|包括|分别|主要|具体|另外|另|即|含|和|及|与|并|"
    r"完成|实际|编制|安排|下达|财政局?批复|核定|拟|为|是|:|\(|\)|\[|\]|的|,|、)+"
)
_OWN = re.compile(
    r"^(?:(?:本|我|该|全)(?:部门|单位|会|机关(?!运行)|局|中心|年度?|年末|[镇乡]|街道)+"
    r"|[省市州盟区县旗镇乡]本级(?=\"三公))+的?"
    r"|^(?:部门|单位)(?=[^资自]{4})(?!运行)"
)
_UNION = re.compile(r"^[^(),:]{2,28}?(?:总工会|工会委员会|产业工会)(?:部门|单位|机关(?!运行))*的?")
_COMPARED = re.compile(r"^(?:与|较|比|同)[^，]{0,12}?(?:相比较|相比|相较)")
_IS_SUBJECT = re.compile(r"\((?:\d{2,3})?[类款项]\)$")
_SPENT = re.compile(  # 公务接待费预算支出, 公务接待费本年支出
    r"(?<=[费用])(?:预算(?:安排)?支出|(?:本年度?|当年|全年|实际)+(?:支出|发生|列支|开支)(?:数|额)?)$"
)
_BASE = re.compile(r"(?:相?[比较与同]|[由从])$")
_DATED = re.compile(r"^(?P<before>.*?)(?P<year>20\d\d)年度?(?:的)?")
_TRAILING = re.compile(rf"(?:{_FILL[3:-2]}|的|实际|(?<=[数额])财政)+$")
_BUDGET_TAIL = re.compile(r"(?:(?<!公共)(?<!基金)(?<!经营)(?<!总)预算|(?<!总)决算)(?:数|额)?$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the words before an amount say.

    direction: 1 up, -1 down, 0 both words at once (a choice of the template left standing), None where none is said.
    basis: what a share is of, or the budget that a completion is of. against: what a change is compared with.
    year: the year named with the subject, None where none is.
    """

    subject: str
    role: Role
    direction: int | None = None
    basis: str = ""
    against: str = ""
    year: int | None = None


@lru_cache(maxsize=8192)
def read_lead(lead: str, measure: Measure, unit_name: str = "") -> Lead:
    """Read folded words before an amount of that measure. unit_name: the folded name of the report's unit."""
    for reader in (_completion, _share, _turned, _change, _previous, _budgeted):
        if found := reader(lead, measure):
            return _clean(found, unit_name)
    return _clean(Lead(lead, "other" if measure == "percent" else "value"), unit_name)


def _completion(lead: str, measure: Measure) -> Lead | None:
    match = _COMPLETION.fullmatch(lead) if measure == "percent" else None
    if not match:
        return None
    return Lead(
        match["subject"] or match["subject2"] or "", "completion", basis=match["basis"] or match["basis2"] or ""
    )


def _share(lead: str, measure: Measure) -> Lead | None:
    match = _SHARE.search(lead) if measure == "percent" else None
    return Lead(match["subject"], "share", basis=match["basis"]) if match else None


def _turned(lead: str, measure: Measure) -> Lead | None:
    match = _TURNED.search(lead) if measure != "percent" else None
    return Lead(match["subject"], "value") if match else None


def _change(lead: str, measure: Measure) -> Lead | None:
    compared = _COMPARED.match(lead)
    rest = lead[compared.end() :] if compared else lead
    match = _CHANGE.search(rest) or _SHORT_CHANGE.search(rest) or (measure == "percent" and _SHORT_RATE.search(rest))
    if not match:
        return None
    words = re.findall(rf"{_UP}|{_DOWN}|{_SHORT}", match["words"])
    signs = {1 if w in _UPS else -1 for w in words}
    direction = signs.pop() if len(signs) == 1 else 0
    against = match["against"] or (compared.group() if compared else "")
    return Lead(match["subject"], "rate" if measure in ("percent", "points") else "change", direction, against=against)


def _previous(lead: str, measure: Measure) -> Lead | None:
    match = _PREVIOUS.search(lead) if measure != "percent" else None
    return Lead(match["subject"], "previous") if match else None


def _budgeted(lead: str, measure: Measure) -> Lead | None:
    match = _BUDGETED.search(lead) if measure != "percent" else None
    if not match:
        return None
    word = match["word"]
    if word in ("决算", "执行"):
        return Lead(match["subject"], "final")
    role: Role = "opening" if "年初" in word else "budget" if word == "预算" else "adjusted"
    return Lead(match["subject"], role)


def _clean(lead: Lead, unit_name: str) -> Lead:
    """Take the filling words from the subject; 基本支出：2024年预算数为 … is about what precedes the colon."""
    before, _, after = lead.subject.rpartition(":")
    subject, year = _bare(after, unit_name)
    if not subject and before:
        subject, earlier = _bare(before.rpartition(":")[2], unit_name)
        year = year or earlier
    if lead.role in ("change", "rate", "share"):
        subject = _BUDGET_TAIL.sub("", subject)
    return Lead(subject, lead.role, lead.direction, lead.basis, lead.against, lead.year or year)


def _bare(subject: str, unit_name: str) -> tuple[str, int | None]:
    """A subject without year, unit and filling words, and the year."""
    subject, year = _LEADING.sub("", _COMPARED.sub("", subject)), None
    if unit_name and unit_name in subject:
        subject = subject.split(unit_name, 1)[1]
        subject = re.sub(r"^(?:部门|单位(?!运行|资金)|机关(?!运行))+", "", subject)
    dated = _DATED.search(subject)
    if dated and (len(dated["before"]) <= 30 or _IS_SUBJECT.search(dated["before"])):
        year = int(dated["year"])
        before = _BASE.sub("", dated["before"])
        named = _IS_SUBJECT.search(before) or (dated.end() == len(subject) and is_known(before))
        subject = before if named else subject[dated.end() :]
    subject = _UNION.sub("", _LEADING.sub("", subject))
    subject = _BASE.sub("", _OWN.sub("", _LEADING.sub("", subject)))
    return _SPENT.sub("", _TRAILING.sub("", subject)), year
