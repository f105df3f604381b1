"""Shares that the text states: … 万元，占 … %."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.amounts import UNITS, Figure
from core.checks.facts import Facts
from core.checks.findings import Finding, Level
from core.checks.registry import inspection
from core.checks.text.figures import Amount
from core.checks.text.intervals import HUNDRED, Interval, last_digit_only, percentage, quotient
from core.checks.text.leads import read_lead
from core.checks.text.mentions import Mention, Passage
from core.checks.text.places import Book, Place
from core.checks.text.shared import book_of, narrative_of
from core.checks.text.things import INCOMES, THREE_PUBLIC, TOTALS, Thing, read_thing

Amounts = dict[str, list[tuple[Thing, Amount]]]  # by item
_VALUES = ("value", "final", "budget")
_WHOLES = ("both_total", "income_total", "expenditure_total", "basic", "project")
_EITHER_TOTAL = ("income_total", "expenditure_total")
_BETWEEN = ("completion", "rate", "change")  # 178 万元，完成预算的 100%，占 14%
_TELLING = 4  # words of fewer characters may mean anything
_OTHER_TIME = re.compile(r"上年|去年|年初|全年|调整")
_OPENS_A_LIST = ("其中", "主要用于", "包括", "分为", "按", "构成", "如下", "组成", "分别")


@inspection(looks_at=("narrative", "places"))
def shares(facts: Facts) -> Iterator[Finding]:
    """A stated share against its part and every whole that it can be of."""
    passages, book = narrative_of(facts), book_of(facts)
    amounts = _by_thing(passages)
    for passage in passages:
        for place, share in enumerate(passage.mentions):
            if share.role != "share" or share.amount.about:
                continue
            before = (m for m in reversed(passage.mentions[:place]) if m.role not in _BETWEEN)
            part = next(before, None)
            if part is not None and _is_part(part, share, passage):
                whole = _whole_of(share)
                named = (_told(amounts, whole) if whole else []) or _named_in_tables(book, part, whole)
                yield from _share(book, named, _nearby_wholes(passages, passage, part), passage, part, share)
            elif share.said:
                yield from _share_alone(book, amounts, passage, share)


def _is_part(part: Mention, share: Mention, passage: Passage) -> bool:
    if part.role not in _VALUES or part.amount.measure != "money" or part.amount.about:
        return False
    return not share.said and not any(s in passage.text[part.end : share.start] for s in "。；;")


def _share(
    book: Book,
    explicit: list[Amount],
    above: list[tuple[Passage, Mention]],
    passage: Passage,
    part: Mention,
    share: Mention,
) -> Iterator[Finding]:
    nearby = [m.amount for _, m in above]
    if absurd := _absurd(passage, part, share):
        yield absurd
        return
    if _fits(part, share, explicit + nearby) or _fits(part, share, _printed_totals(book)):
        return
    printed = [] if share.lead.basis else _printed_wholes(book, passage, part)
    opened = nearby[:1] if above and _opens(passage, part, *above[0]) else printed[:1]
    if not _fits(part, share, printed):
        for whole in explicit[:1] if share.lead.basis else opened:
            yield _wrong(passage, part.thing.name if part.thing else "", part.amount, share, whole)


def _share_alone(book: Book, amounts: Amounts, passage: Passage, share: Mention) -> Iterator[Finding]:
    """一般公共服务支出占 75.43%: the share of something whose amount stands elsewhere."""
    thing, header = share.thing, share.header
    if thing is None or _OTHER_TIME.search(share.lead.basis):
        return
    if share.amount.figure.low > HUNDRED and not share.lead.basis.endswith("预算"):
        yield _absurd_share(passage, thing.name, share.start, share, "占比不会超过 100%")
    whole = _whole_of(share) if share.lead.basis else header
    if not thing.known or whole is None or whole == thing or not (share.lead.basis or whole.item in TOTALS):
        return
    parts = _told(amounts, thing) + _amounts(book.things(thing))
    wholes = _told(amounts, whole) + _amounts(book.things(whole))
    pairs = [(p, w) for p in parts for w in wholes if w.figure.value and p.yuan[0] <= w.yuan[1]]
    if pairs and not any(_of(p, w).meets(share.amount.figure) for p, w in pairs):
        yield _wrong(passage, thing.name, pairs[0][0], share, pairs[0][1])


def _told(amounts: Amounts, thing: Thing) -> list[Amount]:
    """Every amount of a thing in the narrative, those of its own scope first; of a phrase those of the same words.

    收支总预算 is 收入总预算 and 支出总预算 alike.
    """
    named = [*amounts.get(thing.item, ()), *(amounts.get("both_total", ()) if thing.item in _EITHER_TOTAL else ())]
    same = [(t, a) for t, a in named if (t.known or t.words == thing.words) and t.path == thing.path]
    return [amount for _, amount in sorted(same, key=lambda each: each[0].scope != thing.scope)]


def _whole_of(share: Mention) -> Thing | None:
    """What the text says a share is of."""
    thing = read_thing(read_lead(share.lead.basis, "money").subject) if share.lead.basis else None
    return thing if thing is not None and (thing.known or len(thing.words) >= _TELLING) else None


def _absurd(passage: Passage, part: Mention, share: Mention) -> Finding | None:
    """A part of more than all, or a share of nothing, whatever the whole is."""
    stated = share.amount.figure
    if part.lead.role in ("opening", "adjusted") or _OTHER_TIME.search(share.lead.basis):
        return None
    name = f"{part.thing.name if part.thing else ''} {part.amount}"
    if not part.amount.figure.value and stated.low > 0:
        return _absurd_share(passage, name, part.start, share, "金额为 0，占比也应为 0", "0")
    if stated.low > HUNDRED and not share.lead.basis.endswith("预算"):
        return _absurd_share(passage, name, part.start, share, "占比不会超过 100%")
    return None


def _absurd_share(
    passage: Passage, name: str, start: int, share: Mention, why: str, expected: str | None = None
) -> Finding:
    return Finding(
        "text.share",
        "text_arithmetic",
        "error",
        f"正文写{name} 占 {share.amount}，{why}。",
        text=passage.quote(start, share.end),
        stated=str(share.amount.figure),
        expected=expected,
    )


def _fits(part: Mention, share: Mention, wholes: list[Amount]) -> bool:
    return any(_of(part.amount, whole).meets(share.amount.figure) for whole in wholes)


def _printed_totals(book: Book) -> list[Amount]:
    """Every total of the tables that a share may be of."""
    return [a for item in _WHOLES for a in _amounts(book.figures(item)) + _amounts(book.figures(item, "general"))]


def _printed_wholes(book: Book, passage: Passage, part: Mention) -> list[Amount]:
    """The total in the tables that a part without a named whole is of."""
    thing = part.thing
    if thing is not None and thing.item in ("abroad", "cars", "reception") and part.said:
        return _amounts(book.figures("three_public"))
    if thing is None or not thing.known or not passage.section.about_totals or not part.said:
        return []
    if thing.item in ("basic", "project", "personnel", "public", "subject"):
        return _amounts(book.figures("expenditure_total", thing.scope))
    return _amounts(book.figures("income_total")) if thing.item in INCOMES or thing.item == "income_total" else []


def _amounts(places: list[Place]) -> list[Amount]:
    units = {factor: unit for unit, factor in UNITS.items()}
    return [Amount(0, 0, p.figure, units.get(p.factor, "万元"), "money") for p in places if p.figure and p.figure.value]


def _by_thing(passages: list[Passage]) -> Amounts:
    """Every amount of the narrative by the item of what it is of; one that is repeated only once."""
    found: dict[str, dict[tuple[Thing, Figure, str], tuple[Thing, Amount]]] = {}
    for passage in passages:
        for mention in passage.mentions:
            if mention.thing and _is_amount(mention):
                amount = mention.amount
                same = found.setdefault(mention.thing.item, {})
                same.setdefault((mention.thing, amount.figure, amount.unit), (mention.thing, amount))
    return {item: list(same.values()) for item, same in found.items()}


def _named_in_tables(book: Book, part: Mention, whole: Thing | None) -> list[Amount]:
    """The whole in the tables, for 三公 and for known parts of a total, which the text need not repeat."""
    if whole is None or not (whole.item in THREE_PUBLIC or (whole.item in TOTALS and part.said and part.known)):
        return []
    return _amounts(book.things(whole))


def _nearby_wholes(passages: list[Passage], passage: Passage, part: Mention) -> list[tuple[Passage, Mention]]:
    """Amounts before the part that are no smaller, in its paragraph and then in its section, the first named first."""
    here = [(passage, m) for m in passage.mentions if m.start < part.start]
    first = passage.index
    while first and passages[first - 1].section.headings == passage.section.headings:
        first -= 1
    above = [(p, m) for p in passages[first : passage.index] for m in p.mentions]
    return [(p, m) for p, m in here + above if _is_amount(m) and _yuan(m) >= _yuan(part)]


def _is_amount(mention: Mention) -> bool:
    return mention.role in _VALUES and mention.amount.measure == "money" and not mention.amount.about


def _yuan(mention: Mention) -> Decimal:
    return mention.amount.figure.value * UNITS[mention.amount.unit]


def _opens(passage: Passage, part: Mention, above: Passage, whole: Mention) -> bool:
    """Whether a whole of the paragraph `above`, or of this one, clearly opens the list that the part stands in."""
    if whole is not above.mentions[0]:
        return False
    if above is passage:
        return any(word in passage.text[whole.end : part.start] for word in _OPENS_A_LIST)
    return above.text.endswith(("其中:", "如下:", "包括:"))


def _of(part: Amount, whole: Amount) -> Interval:
    return quotient(part.figure, whole.figure, UNITS[part.unit] / UNITS[whole.unit])


def _wrong(passage: Passage, name: str, part: Amount, share: Mention, whole: Amount) -> Finding:
    stated: Figure = share.amount.figure
    factor = UNITS[part.unit] / UNITS[whole.unit]
    expected = percentage(part.figure.value * factor, whole.figure.value, stated.places)
    level: Level = "warning" if last_digit_only(stated, expected) else "error"
    return Finding(
        "text.share",
        "text_arithmetic",
        level,
        f"正文写{name} {part} 占 {share.amount}；{part} ÷ {whole} 应为 {expected}。",
        text=passage.quote(part.start or share.start, share.end),
        stated=str(stated),
        expected=str(expected) if expected else None,
        difference=str(stated.value - expected.value) if expected else None,
    )
