"""Totals with their parts: 基本支出 = 人员 + 公用, 三公 = 出国 + 公车 + 接待, 采购 = 货物 + 工程 + 服务."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, takewhile

from core.amounts import Figure, Verdict, balance
from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.inspections.changes import is_plan
from core.checks.registry import inspection
from core.checks.text.figures import with_bare_zeros
from core.checks.text.mentions import Mention, Passage
from core.checks.text.shared import narrative_of

_SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("basic", ("personnel", "public")),
    ("three_public", ("abroad", "cars", "reception")),
    ("three_public", ("abroad", "car_purchase", "car_running", "reception")),
    ("three_public", ("abroad", "car_running", "reception")),
    ("cars", ("car_purchase", "car_running")),
    ("procurement", ("goods", "works", "services")),
    ("procurement", ("central", "own_central", "separate")),
    ("procurement", ("central", "separate")),
)
_THREE_PUBLIC = ("three_public", "abroad", "cars", "reception")
_CHANGES = (("total", "basic", "project"), ("three_public", "abroad", "cars", "reception"))
_ABROAD = re.compile(r"出[国境][^，。；]*")
_LEVEL = re.compile(r"持平|一致|相同|不变|无(?:增减)?变[化动]|无增减")
_NAMES = {
    "total": "支出",
    "project": "项目支出",
    "basic": "基本支出",
    "personnel": "人员经费",
    "public": "公用经费",
    "three_public": "“三公”经费",
    "abroad": "因公出国（境）费",
    "cars": "公务用车购置及运行费",
    "reception": "公务接待费",
    "car_purchase": "公务用车购置费",
    "car_running": "公务用车运行维护费",
    "procurement": "政府采购总额",
    "central": "政府集中采购",
    "own_central": "部门集中采购",
    "separate": "分散采购",
    "goods": "货物",
    "works": "工程",
    "services": "服务",
}
_PLANS = {"opening": "plan", "adjusted": "plan", "budget": "budget", "value": "main", "final": "main"}
_OPENS = ("其中:", "包括:", "如下:")
_AWARDED = re.compile(
    r"(?P<which>在(?:面向(?:中小|小微)企业预留|其他)[^，。]*?政府采购项目中)，由[^，。]*?(?:中标|成交)[^，。]*?的?，采购金额为?$"
)


@inspection(looks_at=("narrative",))
def sums(facts: Facts) -> Iterator[Finding]:
    """A total against its parts where one paragraph gives all of them once, or opens the list that does."""
    planned = facts.report.info.kind == "budget"  # there 预算 and the plain figure are one
    passages = narrative_of(facts)
    for passage in passages:
        for roles in (("main", "budget"), ("plan",)) if planned else (("main",), ("budget",), ("plan",)):
            here = _figures(passage, *roles)
            figures = (_figures_below(passages, passage, *roles) if here else {}) | here
            told: set[tuple[str, str]] = set()
            for total, parts in _SUMS:
                division = total, parts[0]  # 采购 is divided by what is bought and by who buys it
                listed = division not in told and total in here and all(p in figures for p in parts)
                if listed and all(p not in here or here[p].start > here[total].start for p in parts):
                    told.add(division)
                    yield from _sum(passage, here[total], [figures[p] for p in parts])


@inspection(looks_at=("narrative",))
def three_public_items(facts: Facts) -> Iterator[Finding]:
    """The “三公” total of one paragraph against its items in others, where the text gives each of them once."""
    passages, planned = narrative_of(facts), facts.report.info.kind == "budget"
    for roles in (("main", "budget"), ("plan",)) if planned else (("main",), ("budget", "plan")):
        figures: dict[str, set[Figure]] = {}
        places: dict[str, tuple[Passage, Mention]] = {}
        for passage in passages:
            for item, mention in _figures(passage, *roles).items():
                if item in _THREE_PUBLIC and mention.year in (None, facts.report.info.year):
                    figures.setdefault(item, set()).add(mention.amount.figure)
                    places.setdefault(item, (passage, mention))
        together = [places[item] for item in _THREE_PUBLIC if len(figures.get(item, ())) == 1]
        if len(together) == len(_THREE_PUBLIC) and len({passage.index for passage, _ in together}) > 1:
            passage, total = together[0]
            yield from _sum(passage, total, [mention for _, mention in together[1:]])


@inspection(looks_at=("narrative",))
def item_budgets(facts: Facts) -> Iterator[Finding]:
    """The budgets of all 项 add up to the stated budget, where their outcomes add up to the stated outcome."""
    passages = narrative_of(facts)
    for place, passage in enumerate(passages):
        total = _by_role(passage, "expenditure_total")
        if "final" not in total:
            continue
        items = [i for p in _rest_of_section(passages, place) if (i := _by_role(p, "subject"))]
        if len(items) < 2 or not all("final" in i for i in items) or not _adds_up(total, items, "final"):
            continue
        for role in ("opening", "adjusted", "budget"):
            if role in total and all(role in i for i in items) and not _adds_up(total, items, role):
                yield _item_budgets(passage, total[role], [i[role] for i in items])


def _rest_of_section(passages: list[Passage], place: int) -> Iterator[Passage]:
    """The paragraphs after one whose headings stand beside its own."""
    section = passages[place].section.headings[:-1]
    for passage in islice(passages, place + 1, None):
        headings = passage.section.headings
        if headings[: len(section)] != section:
            break
        if headings[:-1] == section:
            yield passage


def _by_role(passage: Passage, item: str) -> dict[str, Mention]:
    """The first amounts of an item by their role; empty where the paragraph speaks of several things of that kind."""
    found = [m for m in passage.mentions if m.thing and m.thing.item == item and m.amount.measure == "money"]
    if len({m.thing for m in found}) != 1:
        return {}
    return {("final" if m.role == "value" else m.role): m for m in reversed(found)}


def _adds_up(total: dict[str, Mention], items: list[dict[str, Mention]], role: str) -> bool:
    terms = [(Decimal(1), total[role].amount.figure), *((Decimal(-1), i[role].amount.figure) for i in items)]
    return balance(terms).verdict is not Verdict.BROKEN


def _item_budgets(passage: Passage, total: Mention, parts: list[Mention]) -> Finding:
    expected = sum(p.amount.figure.value for p in parts)
    names = {"opening": "年初预算", "adjusted": "全年预算"}
    return Finding(
        "text.item_budgets",
        "text_arithmetic",
        "warning",
        f"正文写{names.get(total.role, '预算')}合计 {total.amount}，以下各项相加是 {expected}，"
        f"相差 {total.amount.figure.value - expected}；决算数相加则相符。",
        text=passage.quote(total.start, total.end),
        stated=str(total.amount.figure),
        expected=str(expected),
        difference=str(total.amount.figure.value - expected),
    )


@inspection(looks_at=("narrative",))
def sums_of_changes(facts: Facts) -> Iterator[Finding]:
    """The change of a total is that of its parts, where one paragraph states them all: of 支出 and of “三公”经费."""
    passages = narrative_of(facts)
    for passage in passages:
        for found in _changes(passage):
            changes: dict[str, set[Decimal]] = {}
            for m in found:
                item = m.thing.item if m.thing else ""
                item = "total" if item in ("both_total", "expenditure_total") else item
                changes.setdefault(item, set()).add(m.amount.figure.value * (m.lead.direction or 0))
            if "basic" not in changes and len(changes.get("personnel", ())) == len(changes.get("public", ())) == 1:
                changes["basic"] = {max(changes["personnel"]) + max(changes["public"])}
            if "three_public" in changes and "abroad" not in changes and _stays_at_home(passage, passages):
                changes["abroad"] = {Decimal(0)}
            for total, *parts in _CHANGES if len({m.amount.unit for m in found}) == 1 else ():
                if all(len(changes.get(item, ())) == 1 for item in (total, *parts)):
                    yield from _sum_of_changes(passage, found, {item: max(changes[item]) for item in (total, *parts)})


def _changes(passage: Passage) -> tuple[list[Mention], list[Mention]]:
    """The changes since last year that a paragraph states, and those from the budget."""
    since_last_year: list[Mention] = []
    from_budget: list[Mention] = []
    against = ""
    for mention in passage.mentions:
        told = mention.role == "change" and mention.amount.measure == "money" and not mention.amount.about
        if told and mention.lead.direction and mention.thing:
            against = mention.lead.against or against
            (from_budget if is_plan(against) else since_last_year).append(mention)
    return since_last_year, from_budget


def _stays_at_home(passage: Passage, passages: list[Passage]) -> bool:
    """Whether nothing changed in 因公出国（境）费: it is level, or nothing at all, so that it is not even named."""
    clause = _ABROAD.search(passage.text)
    return bool(_LEVEL.search(clause.group())) if clause else not any(map(_goes_abroad, passages))


def _goes_abroad(passage: Passage) -> bool:
    """Whether a paragraph gives an amount of 因公出国（境）费 other than zero, of whatever year."""
    title = passage.section.title
    titled = bool(_ABROAD.search(title)) and not any(other in title for other in ("车", "接待"))
    spent = (m for m in passage.mentions if m.amount.measure == "money" and m.amount.figure.value)
    return any(titled or (m.thing and (m.thing.item == "abroad" or _ABROAD.search(m.thing.words))) for m in spent)


def _sum_of_changes(passage: Passage, found: list[Mention], changes: dict[str, Decimal]) -> Iterator[Finding]:
    (whole, total), *parts = changes.items()
    together = sum((change for _, change in parts), Decimal(0))
    off = total - together
    if abs(off) > len(changes) * max(m.amount.figure.half_unit for m in found):
        names = "、".join(f"{_NAMES[item]}{_grown(change)}" for item, change in parts)
        yield Finding(
            "text.sum_of_changes",
            "text_arithmetic",
            "warning",
            f"正文写{_NAMES[whole]}{_grown(total)}，而{names}，合起来是{_grown(together)}，"
            f"相差 {abs(off)}（单位：{found[0].amount.unit}）。",
            text=passage.quote(found[0].start, found[-1].end),
            stated=str(total),
            expected=str(together),
            difference=str(off),
        )


def _grown(change: Decimal) -> str:
    return f"{'减少' if change < 0 else '增加'} {abs(change)}" if change else "持平"


@inspection(looks_at=("narrative",))
def awards(facts: Facts) -> Iterator[Finding]:
    """Awards to small and middle enterprises cannot exceed all that was procured."""
    for passage, total in _procured(narrative_of(facts)):
        awarded = {}
        for mention in passage.mentions:
            before = _AWARDED.search(passage.text[: mention.start])
            if before and mention.amount.measure == "money" and mention.amount.unit == total.amount.unit:
                awarded["其他" if "其他" in before["which"] else before["which"][3:5]] = mention
        yield from _awards(passage, total, awarded)


def _figures(passage: Passage, *roles: str) -> dict[str, Mention]:
    """The amounts by their item; an item that stands there twice with different amounts is left out."""
    found: dict[str, Mention] = {}
    twice = set()
    for mention in passage.mentions:
        if mention.thing is None or _PLANS.get(mention.role) not in roles or mention.amount.measure != "money":
            continue
        item = mention.thing.item
        if item in found and found[item].amount.figure != mention.amount.figure:
            twice.add(item)
        found[item] = mention
    return {item: m for item, m in found.items() if item not in twice and not m.amount.about}


def _figures_below(passages: list[Passage], passage: Passage, *roles: str) -> dict[str, Mention]:
    """The first amounts of the paragraphs of a list that a paragraph opens, as far as they speak of one thing each."""
    if not passage.text.endswith(_OPENS):
        return {}
    found: dict[str, Mention] = {}
    for below in takewhile(lambda p: p.section.headings == passage.section.headings, passages[passage.index + 1 :]):
        first = next((m for m in below.mentions if m.amount.measure == "money"), None)
        if first is None or first.thing is None or _PLANS.get(first.role) not in roles or first.thing.item in found:
            break
        if not first.amount.about:
            found[first.thing.item] = first
    return found


def _sum(passage: Passage, total: Mention, parts: list[Mention]) -> Iterator[Finding]:
    if len({m.amount.unit for m in (total, *parts)}) > 1:
        return
    figures = with_bare_zeros(m.amount.figure for m in (total, *parts))
    stands = balance(zip((Decimal(1), *(Decimal(-1) for _ in parts)), figures, strict=True))
    if stands.verdict is not Verdict.BROKEN:
        return
    expected = sum(p.amount.figure.value for p in parts)
    listed = " + ".join(f"{_name(p)} {p.amount.figure}" for p in parts)
    yield Finding(
        "text.sum",
        "text_arithmetic",
        "error",
        f"正文写{_name(total)} {total.amount}，而 {listed} = {expected}，相差 {abs(stands.difference)}。",
        text=passage.quote(total.start, max([total.end, *(p.end for p in parts if p in passage.mentions)])),
        stated=str(total.amount.figure),
        expected=str(expected),
        difference=str(stands.difference),
        tolerance=str(stands.tolerance),
    )


def _name(mention: Mention) -> str:
    return _NAMES[mention.thing.item] if mention.thing else ""


def _procured(passages: list[Passage]) -> Iterator[tuple[Passage, Mention]]:
    """Every paragraph with the amount of all procurement that its section states first."""
    totals: dict[tuple[str, ...], Mention] = {}
    for passage in passages:
        for mention in passage.mentions:
            if mention.thing and mention.thing.item == "procurement" and mention.role != "share":
                totals.setdefault(passage.section.headings, mention)
    for passage in passages:
        if total := totals.get(passage.section.headings):
            yield passage, total


def _awards(passage: Passage, total: Mention, awarded: dict[str, Mention]) -> Iterator[Finding]:
    reserved, other = awarded.get("中小"), awarded.get("其他")
    if reserved and other:
        together = reserved.amount.figure.value + other.amount.figure.value
        if together > total.amount.figure.high:
            yield Finding(
                "text.awards",
                "text_arithmetic",
                "error",
                f"面向中小企业预留项目成交 {reserved.amount}，其他项目又成交 {other.amount}，合计 {together}，"
                f"超过政府采购总额 {total.amount}。",
                text=passage.quote(passage.text.rindex("在其他", 0, other.start), other.end),
                stated=str(other.amount.figure),
                expected=str(max(Decimal(0), total.amount.figure.value - reserved.amount.figure.value)),
            )
    for which, mention in awarded.items():
        if mention.amount.figure.low > total.amount.figure.high:
            yield Finding(
                "text.awards",
                "text_arithmetic",
                "error",
                f"由中小企业成交的金额 {mention.amount}（{which}）超过政府采购总额 {total.amount}。",
                text=passage.quote(mention.start, mention.end),
                stated=str(mention.amount.figure),
            )
