"""Totals with their parts: 基本支出 = 人员 + 公用, 三公 = 出国 + 公车 + 接待, 采购 = 货物 + 工程 + 服务."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.amounts import Verdict, balance
from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.registry import inspection
from core.checks.text.mentions import Mention, Passage, read_narrative

_SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("basic", ("personnel", "public")),
    ("three_public", ("abroad", "cars", "reception")),
    ("cars", ("car_purchase", "car_running")),
    ("procurement", ("goods", "works", "services")),
)
_NAMES = {
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
    "goods": "货物",
    "works": "工程",
    "services": "服务",
}
_PLANS = {"opening": "plan", "adjusted": "plan", "budget": "budget", "value": "main", "final": "main"}
_AWARDED = re.compile(
    r"(?P<which>在(?:面向(?:中小|小微)企业预留|其他)[^，。]*?政府采购项目中)，由[^，。]*?(?:中标|成交)[^，。]*?的?，采购金额为?$"
)


@inspection
def sums(facts: Facts) -> Iterator[Finding]:
    """A total against its parts where one paragraph gives all of them once."""
    for passage in read_narrative(facts.report):
        for role in ("main", "budget", "plan"):
            figures = _figures(passage, role)
            for total, parts in _SUMS:
                if total in figures and all(p in figures for p in parts):
                    yield from _sum(passage, figures[total], [figures[p] for p in parts])


@inspection
def awards(facts: Facts) -> Iterator[Finding]:
    """Awards to small and middle enterprises cannot exceed all that was procured."""
    for passage, total in _procured(read_narrative(facts.report)):
        awarded = {}
        for mention in passage.mentions:
            before = _AWARDED.search(passage.text[: mention.start])
            if before and mention.amount.measure == "money" and mention.amount.unit == total.amount.unit:
                awarded["其他" if "其他" in before["which"] else before["which"][3:5]] = mention
        yield from _awards(passage, total, awarded)


def _figures(passage: Passage, role: str) -> dict[str, Mention]:
    """The amounts by their item; an item that stands there twice with different amounts is left out."""
    found: dict[str, Mention] = {}
    twice = set()
    for mention in passage.mentions:
        if mention.thing is None or _PLANS.get(mention.role) != role or mention.amount.measure != "money":
            continue
        item = mention.thing.item
        if item in found and found[item].amount.figure != mention.amount.figure:
            twice.add(item)
        found[item] = mention
    return {item: m for item, m in found.items() if item not in twice and not m.amount.about}


def _sum(passage: Passage, total: Mention, parts: list[Mention]) -> Iterator[Finding]:
    if len({m.amount.unit for m in (total, *parts)}) > 1 or any(p.start < total.start for p in parts):
        return
    terms = [(Decimal(1), total.amount.figure), *((Decimal(-1), p.amount.figure) for p in parts)]
    stands = balance(terms)
    if stands.verdict is not Verdict.BROKEN:
        return
    expected = sum(p.amount.figure.value for p in parts)
    listed = " + ".join(f"{_name(p)} {p.amount.figure}" for p in parts)
    yield Finding(
        "text.sum",
        "text_arithmetic",
        "error",
        f"正文写{_name(total)} {total.amount}，而 {listed} = {expected}，相差 {stands.difference}。",
        text=passage.quote(total.start, max(p.end for p in parts)),
        stated=str(total.amount.figure),
        expected=str(expected),
        difference=str(stands.difference),
        tolerance=str(stands.tolerance),
    )


def _name(mention: Mention) -> str:
    return _NAMES[mention.thing.item] if mention.thing else ""


def _procured(passages: list[Passage]) -> Iterator[tuple[Passage, Mention]]:
    """Every paragraph with the amount of all procurement that its section states."""
    for passage in passages:
        for above in passages:
            if above.section.headings == passage.section.headings:
                total = [m for m in above.mentions if m.thing and m.thing.item == "procurement" and m.role != "share"]
                if total:
                    yield passage, total[0]
                    break


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
