"""Every amount of the narrative against the tables that hold the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from core.amounts import UNITS
from core.checks.facts import Facts
from core.checks.findings import Finding, Level, Suspect, table_name
from core.checks.registry import inspection
from core.checks.slips import slip
from core.checks.text.mentions import Mention, Passage
from core.checks.text.places import Book, Found, Place, Shown
from core.checks.text.shared import book_of, narrative_of

_LIKELY = 0.7  # from here on a slip explains the difference
_DECIMALS = 6  # the most that a figure is rounded to before it is rounded again
_TEN_THOUSAND = (Decimal(10_000), Decimal("0.0001"))
_UNIT_FACTORS = {Decimal(10): " 10 倍", Decimal(10_000): "一万倍", Decimal(1000): "一千倍", Decimal(100): "一百倍"}


@inspection(looks_at=("narrative", "places"))
def narrative_amounts(facts: Facts) -> Iterator[Finding]:
    """An amount in the text that none of its places in the tables shows."""
    book = book_of(facts)
    wrong: list[tuple[Passage, Mention, Found]] = []
    right: set[Shown] = set()
    for passage, mention, found in book.compared(narrative_of(facts)):
        agreeing = found.agreeing(mention)
        right.update(agreeing)
        if agreeing:
            if not any(_equal(mention, s.place) for s in agreeing) and _as_long(mention, agreeing[0].place):
                yield _tail(passage, mention, agreeing[0].place, "尾差")
        elif twice := next((s.place for s in found.shown if _rounded_twice(mention, s.place)), None):
            yield _tail(passage, mention, twice, "两次四舍五入的尾差")
        else:
            wrong.append((passage, mention, found))
    unknown = _in_another_unit(wrong, right) if wrong else set()
    for passage, mention, found in wrong:
        if not any(p.ref.table in unknown for p in found.places):
            yield _finding(passage, mention, found.places)
    for table_id in unknown:
        yield _unit(book, table_id)


def _equal(mention: Mention, place: Place) -> bool:
    return place.value_in(mention.amount.unit) == mention.amount.figure.value


def _as_long(mention: Mention, place: Place) -> bool:
    """Whether text and cell print equally many decimals."""
    return place.figure is not None and place.figure.places == mention.amount.figure.places


def _rounded_twice(mention: Mention, place: Place) -> bool:
    """Whether the text rounds a figure that had been rounded before: 5.6471, then 5.65, then 5.7."""
    stated, shown = mention.amount.figure, place.value_in(mention.amount.unit)
    last = Decimal(1).scaleb(-stated.places)
    if not shown or abs(stated.value - shown) > last:
        return False
    once = (shown.quantize(last.scaleb(-more), ROUND_HALF_UP) for more in range(1, _DECIMALS))
    return any(rounded.quantize(last, ROUND_HALF_UP) == stated.value for rounded in once)


def _tail(passage: Passage, mention: Mention, place: Place, what: str) -> Finding:
    """A difference that rounding explains."""
    return Finding(
        "text.amount_tail",
        "rounding",
        "info",
        f"正文写{mention.thing.name if mention.thing else ''} {mention.amount}，"
        f"{table_name(place.table)}“{place.label}”是 {place.figure}，属于{what}。",
        table=place.ref.table,
        cells=(place.ref,),
        text=passage.quote(mention.start, mention.end),
        stated=str(mention.amount.figure),
        expected=str(place.figure),
    )


def _in_another_unit(wrong: list[tuple[Passage, Mention, Found]], right: set[Shown]) -> set[str]:
    """Tables whose every amount is 10,000 times what the text says: their unit is not what it seems."""
    off: Counter[str] = Counter()
    for _, mention, found in wrong:
        shifted = [s.tables for s in found.shown if _factor(mention, s.place) in _TEN_THOUSAND]
        off.update(set().union(*shifted))
    proved = set().union(*(s.tables for s in right if s.place.figure is not None and s.place.figure.value))
    return {t for t, n in off.items() if n >= 2 and t not in proved}


def _factor(mention: Mention, place: Place) -> Decimal | None:
    """The power of ten between the stated and the printed figure, None where they differ by something else."""
    stated, shown = mention.amount.figure.value, place.value_in(mention.amount.unit)
    if not stated or not shown:
        return None
    for power in (1, 2, 3, 4):
        for factor in (Decimal(10) ** power, Decimal(10) ** -power):
            if abs(stated * factor - shown) <= mention.amount.figure.half_unit * factor:
                return factor
    return None


def _unit(book: Book, table_id: str) -> Finding:
    table = book.report.table(table_id)
    return Finding(
        "text.table_unit",
        "unit",
        "warning",
        f"{table_name(table)}的数字与正文处处相差一万倍，金额单位可能不是“{table.amount_unit or '万元'}”。",
        table=table_id,
    )


def _finding(passage: Passage, mention: Mention, places: list[Place]) -> Finding:
    shown = [p for p in places if p.figure is not None]
    likely = _likeliest(mention, shown or places)
    unit = mention.amount.unit
    expected = _shown(likely, unit)
    name = mention.thing.name if mention.thing else ""
    factor = _factor(mention, likely)
    times = _UNIT_FACTORS.get(factor if factor is None or factor > 1 else 1 / factor) if factor else None
    why = f"，相差{times}，像是{'单位或' if times == '一万倍' else ''}小数点写错" if times else ""
    agreeing = [p for p in shown if p.value_in(unit) == likely.value_in(unit)]
    others = f"等 {len(agreeing)} 处" if len(agreeing) > 1 else ""
    item = mention.thing.item if mention.thing else "phrase"
    sure = bool(shown) and item != "phrase" and (mention.said or item == "subject")
    level: Level = "error" if sure and (times != "一万倍" or likely.table.amount_unit) else "warning"
    return Finding(
        "text.amount",
        "text_table",
        level,
        f"正文写{name} {mention.amount}，{table_name(likely.table)}“{likely.label}”{others}是 {expected}{unit}{why}。",
        table=likely.ref.table,
        cells=tuple(p.ref for p in agreeing or [likely]),
        text=passage.quote(mention.start, mention.end),
        stated=str(mention.amount.figure),
        expected=expected,
        difference=f"{(mention.amount.figure.value - likely.value_in(unit)).normalize():f}",
        suspects=_suspects(mention, shown),
    )


def _shown(place: Place, unit: str) -> str:
    """The figure of a cell as it is printed, or in another unit."""
    if place.figure is not None and place.factor == UNITS[unit]:
        return str(place.figure)
    return f"{place.value_in(unit).normalize():f}"


def _likeliest(mention: Mention, places: list[Place]) -> Place:
    """The place that the text most likely means: one that a slip of the pen explains, then what most places show."""
    unit = mention.amount.unit
    votes = Counter(p.value_in(unit) for p in places)
    stated = mention.amount.figure

    def slipped(place: Place) -> float:
        return slip(stated.value, place.value_in(unit), stated.places).likely if place.figure else 0.0

    return max(places, key=lambda p: (slipped(p) >= _LIKELY, votes[p.value_in(unit)], slipped(p)))


def _suspects(mention: Mention, shown: list[Place]) -> tuple[Suspect, ...]:
    """A cell that alone holds the thing may be the wrong one; where several agree, the text is."""
    if len(shown) != 1:
        return ()
    place = shown[0]
    value = mention.amount.figure.value * UNITS[mention.amount.unit] / place.factor
    places = place.figure.places if place.figure else mention.amount.figure.places
    return (Suspect(place.ref, f"{value:.{places}f}", 0.45),)
