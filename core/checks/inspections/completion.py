"""Budget and outcome in one breath: 年初预算为 …，支出决算为 …，完成年初预算的 … %，决算数大于预算数."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.amounts import UNITS, ZERO, Figure
from core.checks.facts import Facts
from core.checks.findings import Finding, Level, table_name
from core.checks.registry import inspection
from core.checks.text.figures import Amount
from core.checks.text.intervals import HUNDRED, last_digit_only, percentage, quotient
from core.checks.text.leads import Role
from core.checks.text.mentions import Mention, Passage
from core.checks.text.places import Place
from core.checks.text.shared import book_of, narrative_of
from core.checks.text.things import THREE_PUBLIC, Thing

_NAMES = {"opening": "年初预算", "adjusted": "全年预算", "budget": "预算"}
_COMPARED = re.compile(
    r"决算(?:支出)?数?(?:与(?P<with>年初|全年|调整)?预算(?:支出)?数?(?P<same>持平|一致|相同|相等|无差异|没有差异)"
    r"|(?:比(?P<than>年初|全年|调整)?预算(?:支出)?数?)?(?P<word>大于|高于|多于|超过|小于|低于|少于|等于|持平于)(?P<budget>年初|全年|调整)?预算)"
)
_UNPLANNED = re.compile(  # 年初无预算，年初未安排此项预算，年初预算未安排，未编制年初预算
    r"(?:(?:未|没有|无)(?:安排|编制|编列|列入?|批复|下达|此项|该项|年初|财政拨款|部门|支出)*预算(?:数|安排|支出|资金|经费)*"
    r"|年初(?:预算)?(?:未|没有)(?:安排|编制|编列|列入?)(?:此项|该项)?(?:支出|资金|经费)?)(?=，)"
)
_ALTERNATIVE = re.compile(r"^(?:\(|/)?(?:大于|小于|高于|低于|等于)")


@inspection(forms=("three_public",))
def completion(facts: Facts) -> Iterator[Finding]:
    """A stated 完成率 against outcome and budget of the same paragraph; a budget of zero has none.

    A 三公 item that the text gives without its budget is held against the 预算数 of its table.
    """
    for passage in narrative_of(facts):
        for index, mention in enumerate(passage.mentions):
            if mention.role != "completion":
                continue
            figures = _before(passage, index, mention.thing)
            if (final := figures.get("final")) is not None and _of_nothing(final, mention):
                yield _rate_of_nothing(passage, final, mention)
                continue
            if final is not None and _nothing_of(final, mention, figures):
                yield _no_rate(passage, final, mention)
                continue
            yield from _completion(passage, mention, figures)
            alone = set(figures) == {"final"} and _basis(mention) == "budget"
            if mention.thing is not None and mention.thing.item in THREE_PUBLIC and alone:
                yield from _by_table(passage, mention, figures["final"], book_of(facts).planned(mention.thing.item))


@inspection(looks_at=("narrative",))
def compared(facts: Facts) -> Iterator[Finding]:
    """大于, 小于, 持平 between 决算 and 预算 against the figures before it, or the 完成率 where these are not told."""
    passages = narrative_of(facts)
    exact = any(m.role == "completion" and m.amount.figure.places for p in passages for m in p.mentions)
    for passage in passages:
        for match in _COMPARED.finditer(passage.text):
            before = [m for m in passage.mentions if m.end <= match.start()]
            if before and before[-1].thing is not None and not _ALTERNATIVE.search(passage.text[match.end("word") :]):
                figures = _before(passage, len(before), before[-1].thing)
                if before[-1].role == "completion" and not any(role in figures for role in _NAMES):
                    yield from _compared_by_rate(passage, match, before[-1], exact=exact)
                else:
                    yield from _compared(passage, match, figures)


def _of_nothing(final: Mention, stated: Mention) -> bool:
    return not final.amount.figure.value and stated.amount.figure.low > 0 and not _is_settled(stated)


def _nothing_of(final: Mention, stated: Mention, figures: dict[str, Mention]) -> bool:
    """0 % of a budget that the text does not give, where something was spent."""
    return bool(final.amount.figure.value) and not stated.amount.figure.value and set(figures) == {"final"}


def _is_settled(stated: Mention) -> bool:
    """完成 100% of nothing: what was not planned was not spent."""
    return stated.amount.figure.value == HUNDRED


def _rate_of_nothing(passage: Passage, final: Mention, stated: Mention) -> Finding:
    return Finding(
        "text.completion",
        "text_arithmetic",
        "warning",
        f"正文写决算 {final.amount}，却完成预算的 {stated.amount}；决算为 0，完成率也应为 0。",
        text=passage.quote(final.start, stated.end),
        stated=str(stated.amount.figure),
        expected="0",
    )


def _no_rate(passage: Passage, final: Mention, stated: Mention) -> Finding:
    return Finding(
        "text.completion",
        "text_arithmetic",
        "warning",
        f"正文写决算 {final.amount}，却完成预算的 {stated.amount}，两者不能都对。",
        text=passage.quote(final.start, stated.end),
        stated=str(stated.amount.figure),
    )


def _before(passage: Passage, index: int, thing: Thing | None) -> dict[str, Mention]:
    """The nearest amounts of the thing before place `index`, by their role; 决算 is under final."""
    found: dict[str, Mention] = {}
    for mention in passage.mentions[:index]:
        if mention.thing == thing and mention.amount.measure == "money" and not mention.amount.about:
            found["final" if mention.role == "value" else mention.role] = mention
    if (final := found.get("final")) is not None and (nothing := _unplanned(passage, final)) is not None:
        found[nothing.role] = nothing
    return found


def _unplanned(passage: Passage, final: Mention) -> Mention | None:
    """The budget of nothing that the sentence says before an outcome in words: 年初无预算，支出决算为 5.00 万元."""
    start, _ = passage.folded.sentence(final.start, final.start)
    for match in _UNPLANNED.finditer(passage.text, start, final.start):
        clause, _ = passage.folded.clause(*match.span())
        role: Role = "opening" if "年初" in passage.text[clause : match.end()] else "budget"
        between = [m for m in passage.mentions if match.end() < m.start < final.start]
        named = final.said and final.lead.subject != "支出"  # what is named only after these words, they are not about
        if not named and all(m.thing == final.thing and m.role != role for m in between):
            nothing = Amount(*match.span(), Figure(ZERO, final.amount.figure.places), final.amount.unit, "money")
            return replace(final, amount=nothing, role=role)
    return None


def _basis(mention: Mention) -> str:
    basis = mention.lead.basis
    return "opening" if "年初" in basis else "budget" if basis in ("", "预算", "预算数") else "adjusted"


def _completion(passage: Passage, stated: Mention, figures: dict[str, Mention]) -> Iterator[Finding]:
    final, meant = figures.get("final"), _meant(stated, figures)
    if final is None or meant is None:
        return
    fitting = [m for role in _NAMES if (m := figures.get(role)) and _fits(final, m, stated.amount.figure)]
    if not meant.amount.figure.value and final.amount.figure.value:
        yield _zero(passage, stated, final, meant, [m for m in fitting if m.amount.figure.value])
    elif meant not in fitting:
        yield (
            _other_budget(passage, stated, final, fitting[0], meant)
            if fitting
            else _wrong(passage, stated, final, meant)
        )


def _meant(stated: Mention, figures: dict[str, Mention]) -> Mention | None:
    """The budget that a rate is of: the one it names, or else the only one told; all of 预算 is not all of nothing."""
    told = [m for role in _NAMES if (m := figures.get(role))]
    if _basis(stated) not in figures and len(told) == 1 and (told[0].amount.figure.value or not _is_settled(stated)):
        return told[0]
    return figures.get(_basis(stated))


def _by_table(passage: Passage, stated: Mention, final: Mention, planned: list[Place]) -> Iterator[Finding]:
    budgets = [(p, p.figure) for p in planned if p.figure is not None and p.figure.value]
    rate = stated.amount.figure
    if not budgets or any(quotient(final.amount.figure, f, _scale(final) / p.factor).meets(rate) for p, f in budgets):
        return
    place, figure = budgets[0]
    expected = percentage(final.amount.figure.value * _scale(final) / place.factor, figure.value, rate.places)
    yield Finding(
        "text.completion",
        "text_arithmetic",
        "warning",
        f"正文写完成预算的 {stated.amount}；决算 {final.amount} ÷ {table_name(place.table)}的预算数 {figure} "
        f"应为 {expected}。",
        text=passage.quote(final.start, stated.end),
        stated=str(rate),
        expected=str(expected) if expected else None,
    )


def _scale(mention: Mention) -> Decimal:
    return UNITS[mention.amount.unit]


def _fits(final: Mention, budget: Mention, stated: Figure) -> bool:
    factor = UNITS[final.amount.unit] / UNITS[budget.amount.unit]
    return quotient(final.amount.figure, budget.amount.figure, factor).meets(stated)


def _expected(final: Mention, budget: Mention, stated: Mention) -> Figure | None:
    part = final.amount.figure.value * UNITS[final.amount.unit] / UNITS[budget.amount.unit]
    return percentage(part, budget.amount.figure.value, stated.amount.figure.places)


def _wrong(passage: Passage, stated: Mention, final: Mention, budget: Mention) -> Finding:
    expected = _expected(final, budget, stated)
    level: Level = "warning" if last_digit_only(stated.amount.figure, expected) else "error"
    return Finding(
        "text.completion",
        "text_arithmetic",
        level,
        f"正文写完成{stated.lead.basis or '预算'}的 {stated.amount}；决算 {final.amount} ÷ "
        f"{_NAMES[budget.role]} {budget.amount} 应为 {expected or '无法计算'}。",
        text=passage.quote(min(final.start, budget.start), stated.end),
        stated=str(stated.amount.figure),
        expected=str(expected) if expected else None,
    )


def _zero(passage: Passage, stated: Mention, final: Mention, zero: Mention, fitting: list[Mention]) -> Finding:
    start = min(final.start, zero.start)
    if fitting:
        other = fitting[0]
        return Finding(
            "text.completion_of_zero",
            "text_arithmetic",
            "error",
            f"{_NAMES[zero.role]}为 0，不能计算完成率；{final.amount} ÷ {_NAMES[other.role]} {other.amount} = "
            f"{stated.amount}，应写“完成{_NAMES[other.role]}的 {stated.amount}”。",
            text=passage.quote(start, stated.end),
            stated=f"完成{stated.lead.basis}的 {stated.amount}",
            expected=f"完成{_NAMES[other.role]}的 {stated.amount}",
        )
    return Finding(
        "text.completion_of_zero",
        "text_arithmetic",
        "warning",
        f"{_NAMES[zero.role]}为 0、决算为 {final.amount}，没有基数，不应写完成 {stated.amount}。",
        text=passage.quote(start, stated.end),
        stated=str(stated.amount),
    )


def _other_budget(passage: Passage, stated: Mention, final: Mention, fits: Mention, meant: Mention) -> Finding:
    return Finding(
        "text.completion_base",
        "text_arithmetic",
        "warning",
        f"正文写完成{stated.lead.basis}的 {stated.amount}，这是 {final.amount} ÷ "
        f"{_NAMES[fits.role]} {fits.amount} 的结果；"
        f"按{_NAMES[meant.role]} {meant.amount} 应为 {_expected(final, meant, stated)}。",
        text=passage.quote(min(final.start, meant.start), stated.end),
        stated=str(stated.amount.figure),
        expected=str(_expected(final, meant, stated) or ""),
    )


def _compared(passage: Passage, match: re.Match[str], figures: dict[str, Mention]) -> Iterator[Finding]:
    final = figures.get("final")
    named = match["with"] or match["than"] or match["budget"]
    role = {"年初": "opening", "全年": "adjusted", "调整": "adjusted"}.get(named or "")
    budgets = [m for r in _NAMES if (m := figures.get(r)) and role in (None, r)]
    if final is None or not budgets or any(m.amount.unit != final.amount.unit for m in budgets):
        return
    signs = {_sign(final.amount.figure, m.amount.figure) for m in budgets}
    word = match["same"] or match["word"]
    if signs and not any(_says(word, sign) for sign in signs):
        yield Finding(
            "text.compared",
            "text_arithmetic",
            "warning",
            f"正文写决算数{'与预算数' if match['same'] else ''}{word}{'' if match['same'] else '预算数'}，但决算 "
            f"{final.amount}，{_NAMES[budgets[0].role]} {budgets[0].amount}。",
            text=passage.quote(match.start(), match.end()),
            stated=word,
        )


def _compared_by_rate(passage: Passage, match: re.Match[str], rate: Mention, *, exact: bool) -> Iterator[Finding]:
    """exact: the text rounds its rates to decimals, so that a bare 100% is neither more nor less.

    0 % says nothing: it is written where there was no budget.
    """
    figure, word = rate.amount.figure, match["same"] or match["word"]
    low, high = (figure.value, figure.value) if exact else (figure.low, figure.high)
    possible = [sign for sign, may in ((-1, low < HUNDRED), (0, low <= HUNDRED <= high), (1, high > HUNDRED)) if may]
    if figure.value and not rate.amount.about and not any(_says(word, sign) for sign in possible):
        yield Finding(
            "text.compared",
            "text_arithmetic",
            "warning",
            f"正文写完成{rate.lead.basis or '预算'}的 {rate.amount}，接着却写“{match.group()}”，前后矛盾。",
            text=passage.quote(rate.start, match.end()),
            stated=word,
        )


def _sign(final: Figure, budget: Figure) -> int:
    difference = final.value - budget.value
    return 0 if not difference else 1 if difference > 0 else -1


def _says(word: str, sign: int) -> bool:
    if word in ("大于", "高于", "多于", "超过"):
        return sign > 0
    return sign < 0 if word in ("小于", "低于", "少于") else sign == 0
