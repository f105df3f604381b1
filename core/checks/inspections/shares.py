"""Shares that the text states: … 万元，占 … %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.amounts import Figure
from core.checks.facts import Facts
from core.checks.findings import Finding, Level
from core.checks.registry import inspection
from core.checks.text.figures import MONEY, Amount
from core.checks.text.intervals import HUNDRED, Interval, last_digit_only, percentage, quotient
from core.checks.text.leads import read_lead
from core.checks.text.mentions import Mention, Passage
from core.checks.text.places import Book, Place
from core.checks.text.shared import book_of, narrative_of
from core.checks.text.shelf import INCOMES
from core.checks.text.things import THREE_PUBLIC, TOTALS, read_thing

Amounts = dict[str, dict[str, list[Amount]]]
_VALUES = ("value", "final", "budget")
_WHOLES = ("both_total", "income_total", "expenditure_total", "basic", "project")
_OPENS_A_LIST = ("其中", "主要用于", "包括", "分为", "按", "构成", "如下", "组成", "分别")


@inspection
def shares(facts: Facts) -> Iterator[Finding]:
    """A stated share against its part and every whole that it can be of."""
    passages, book = narrative_of(facts), book_of(facts)
    amounts = _by_thing(passages)
    for passage in passages:
        for part, share in zip(passage.mentions, passage.mentions[1:], strict=False):
            if share.role == "share" and _is_part(part, share, passage):
                named = _named_wholes(amounts, share) or _named_in_tables(book, part, share)
                yield from _share(book, named, _nearby_wholes(passages, passage, part), passage, part, share)


def _is_part(part: Mention, share: Mention, passage: Passage) -> bool:
    if part.role not in _VALUES or part.amount.measure != "money" or part.amount.about or share.amount.about:
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
            yield _wrong(passage, part, share, whole)


def _absurd(passage: Passage, part: Mention, share: Mention) -> Finding | None:
    """A part of more than all, or a share of nothing, whatever the whole is."""
    stated = share.amount.figure
    if part.lead.role in ("opening", "adjusted") or "上年" in share.lead.basis or "预算" in share.lead.basis[-3:]:
        return None
    nothing = not part.amount.figure.value and stated.low > 0
    if not nothing and stated.low <= HUNDRED:
        return None
    why = "金额为 0，占比也应为 0" if nothing else "占比不会超过 100%"
    return Finding(
        "text.share",
        "text_arithmetic",
        "error",
        f"正文写{part.thing.name if part.thing else ''} {part.amount} 占 {share.amount}，{why}。",
        text=passage.quote(part.start, share.end),
        stated=str(stated),
        expected="0" if nothing else None,
    )


def _fits(part: Mention, share: Mention, wholes: list[Amount]) -> bool:
    return any(_of(part, whole).meets(share.amount.figure) for whole in wholes)


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
    units = {factor: unit for unit, factor in MONEY.items()}
    return [Amount(0, 0, p.figure, units.get(p.factor, "万元"), "money") for p in places if p.figure and p.figure.value]


def _named_wholes(amounts: Amounts, share: Mention) -> list[Amount]:
    """Amounts of the thing that the text names as the whole (占支出合计的 …), anywhere in the narrative."""
    thing = read_thing(read_lead(share.lead.basis, "money").subject) if share.lead.basis else None
    if thing is None or not thing.known:
        return []
    same = amounts.get(thing.item, {})
    return [amount for scope in sorted(same, key=lambda s: s != thing.scope) for amount in same[scope]]


def _by_thing(passages: list[Passage]) -> Amounts:
    """Every amount of the narrative by the item and the scope of what it is of; one that is repeated only once."""
    found: dict[str, dict[str, dict[tuple[Figure, str], Amount]]] = {}
    for passage in passages:
        for mention in passage.mentions:
            if mention.thing and _is_amount(mention):
                amount = mention.amount
                same = found.setdefault(mention.thing.item, {}).setdefault(mention.thing.scope, {})
                same.setdefault((amount.figure, amount.unit), amount)
    return {item: {scope: list(each.values()) for scope, each in by.items()} for item, by in found.items()}


def _named_in_tables(book: Book, part: Mention, share: Mention) -> list[Amount]:
    """The same in the tables, for 三公 and for known parts of a total, which the text need not repeat."""
    thing = read_thing(read_lead(share.lead.basis, "money").subject) if share.lead.basis else None
    if thing is None or not (thing.item in THREE_PUBLIC or (thing.item in TOTALS and part.said and part.known)):
        return []
    return _amounts(book.figures(thing.item, thing.scope))


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
    return mention.amount.figure.value * MONEY[mention.amount.unit]


def _opens(passage: Passage, part: Mention, above: Passage, whole: Mention) -> bool:
    """Whether a whole of the paragraph `above`, or of this one, clearly opens the list that the part stands in."""
    if whole is not above.mentions[0]:
        return False
    if above is passage:
        return any(word in passage.text[whole.end : part.start] for word in _OPENS_A_LIST)
    return above.text.endswith(("其中:", "如下:", "包括:"))


def _of(part: Mention, whole: Amount) -> Interval:
    return quotient(part.amount.figure, whole.figure, MONEY[part.amount.unit] / MONEY[whole.unit])


def _wrong(passage: Passage, part: Mention, share: Mention, whole: Amount) -> Finding:
    stated: Figure = share.amount.figure
    expected = percentage(_yuan(part), whole.figure.value * MONEY[whole.unit], stated.places)
    level: Level = "warning" if last_digit_only(stated, expected) else "error"
    return Finding(
        "text.share",
        "text_arithmetic",
        level,
        f"正文写{part.thing.name if part.thing else ''} {part.amount} 占 {share.amount}；"
        f"{part.amount} ÷ {whole} 应为 {expected}。",
        text=passage.quote(part.start, share.end),
        stated=str(stated),
        expected=str(expected) if expected else None,
        difference=str(stated.value - expected.value) if expected else None,
    )
