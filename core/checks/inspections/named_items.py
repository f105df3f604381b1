"""Lists of 科目 in the text (主要包括：…) against the 基本支出 table; purposes (主要用于：…) against the 科目."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from core import subjects
from core.checks.facts import Facts
from core.checks.findings import Finding, table_name
from core.checks.registry import inspection
from core.checks.text.index import Entry
from core.checks.text.mentions import Mention, Passage
from core.checks.text.places import Book
from core.checks.text.shared import book_of, narrative_of
from core.model import CellRef, Table

_LIST = re.compile(r"^[^。；]{0,6}?(?:主要|具体)?(?:包括|包含|用于|为)(?:以下)?:?(?P<items>[^。；:]+)")
_SPLIT = re.compile(r"[、，,]|以及|和(?!服务|家庭)")
_AMOUNT = re.compile(r"\d[\d,.]*(?:万元|元)?$")
_TAIL = re.compile(r"(?:等|等支出|等方面的?支出|等费用|支出等|\.{2,}|…+)$")


@inspection(forms=("general_basic",))
def listed_items(facts: Facts) -> Iterator[Finding]:
    """Items that a list of 人员 or 公用经费 names although their line in the 基本支出 table is 0.00 or missing."""
    lines = _lines(book_of(facts))
    if lines is None:
        return
    for passage in narrative_of(facts):
        for mention in passage.mentions:
            if mention.thing and mention.thing.item in ("personnel", "public") and mention.amount.measure == "money":
                match = _LIST.search(passage.text[mention.end + 1 :]) if _continues(passage, mention) else None
                if match:
                    start = mention.end + 1 + match.start("items")
                    yield from _listed(passage, mention, match["items"], start, *lines)


def _continues(passage: Passage, mention: Mention) -> bool:
    return passage.text[mention.end : mention.end + 1] in ("，", ",", "。", ":", "；")


def _lines(book: Book) -> tuple[Table, dict[str, list[Entry]]] | None:
    """The lines of the 基本支出 table by their name keys; None where it has no 款 or there is more than one table."""
    found = list(book.of("general_basic"))
    if len(found) != 1:
        return None
    table, entries = found[0]
    lines: dict[str, list[Entry]] = {}
    for entry in entries.entries:
        if entry.amounts and len(entry.code) != 3:  # 款, also under a code that was read wrong
            lines.setdefault(subjects.name_key(entry.label), []).append(entry)
    return (table.table, lines) if len(lines) >= 8 else None


def _items(text: str) -> Iterator[tuple[str, int]]:
    """The names of a list with their places in it, without amounts and 等."""
    place = 0
    for piece in _SPLIT.split(text):
        start = text.index(piece, place)
        place = start + len(piece)
        name = _AMOUNT.sub("", _TAIL.sub("", piece.strip()))
        if name:
            yield name, start


def _listed(
    passage: Passage, mention: Mention, text: str, start: int, table: Table, lines: dict[str, list[Entry]]
) -> Iterator[Finding]:
    items = [(name, start + at) for name, at in _items(text)]
    known = [name for name, _ in items if subjects.name_key(name) in lines or _near(name, lines)]
    if len(items) < 3 or len(known) * 5 < len(items) * 4:
        return  # not a list of 科目 but free words
    empty = [
        (n, at)
        for n, at in items
        if (own := lines.get(subjects.name_key(n))) and not any(_amount(table, e) for e in own)
    ]
    absent = [(n, at) for n, at in items if n not in known]
    if empty:
        cells = tuple(_cell(table, e) for n, _ in empty for e in lines[subjects.name_key(n)])
        yield _finding(passage, mention, empty, f"在{table_name(table)}中是 0.00 或空白", table, cells)
    if absent:
        yield _finding(
            passage, mention, absent, f"在{table_name(table)}中没有这个科目", table, _unnamed(table, lines, items)
        )


def _near(name: str, lines: dict[str, list[Entry]]) -> bool:
    """Whether the table has a line of nearly that name: a shorter or longer wording of it."""
    key = subjects.name_key(name)
    return any(
        (len(key) > 2 and (key in line or (len(line) > 2 and line in key)))
        or SequenceMatcher(None, key, line).ratio() >= 0.75
        for line in lines
    )


def _cell(table: Table, entry: Entry) -> CellRef:
    total = [c for c in entry.amounts if not c.kind] or list(entry.amounts)
    return CellRef(table.id, entry.row, total[0].column)


def _amount(table: Table, entry: Entry) -> bool:
    """Whether a line has an amount; a zero without decimals may be less than half a unit of it."""
    figures = (table.cell(entry.row, c.column).figure for c in entry.amounts)
    return any(f is not None and (f.value or not f.places) for f in figures)


def _unnamed(table: Table, lines: dict[str, list[Entry]], items: list[tuple[str, int]]) -> tuple[CellRef, ...]:
    """Lines with an amount, of the classes that the list's other items are of, that the list does not name."""
    named = {subjects.name_key(n) for n, _ in items}
    classes = {e.code[:3] or subjects.economic_names().get(k, "")[:3] for k in named for e in lines.get(k, [])}
    rest = [
        e
        for k, each in lines.items()
        for e in each
        if k not in named
        and (e.code[:3] or subjects.economic_names().get(k, "")[:3]) in classes - {""}
        and _amount(table, e)
    ]
    return tuple(_cell(table, e) for e in rest[:1]) if len(rest) == 1 else ()


def _finding(
    passage: Passage, mention: Mention, items: list[tuple[str, int]], why: str, table: Table, cells: tuple[CellRef, ...]
) -> Finding:
    names = "、".join(n for n, _ in items)
    first, last = items[0], items[-1]
    near = max(first[1] - 12, mention.start)
    return Finding(
        "text.listed_item",
        "text_table",
        "warning",
        f"正文列在{mention.thing.name if mention.thing else ''}里的“{names}”{why}。",
        table=table.id if cells else None,
        cells=cells,
        text=passage.quote(near, last[1] + len(last[0])),
        stated=names,
    )


_TOPICS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = (
    # the 科目, what its purpose should speak of, what belongs to another 科目
    (re.compile(r"^住房公积金$"), re.compile(r"公积金|住房"), re.compile(r"医疗|养老|年金|购房补贴")),
    (re.compile(r"^购房补贴$|^提租补贴$"), re.compile(r"补贴|住房|房"), re.compile(r"医疗|养老|年金|公积金")),
    (
        re.compile(r"单位医疗$|^公务员医疗补助$"),
        re.compile(r"医疗|医保|医药|健康"),
        re.compile(r"公积金|养老|年金|购房"),
    ),
    (re.compile(r"养老保险缴费"), re.compile(r"养老|社保|社会保险|保险"), re.compile(r"医疗|公积金|年金|购房")),
    (re.compile(r"职业年金缴费"), re.compile(r"年金|社保|社会保险|养老"), re.compile(r"医疗|公积金|购房")),
)
_PURPOSE = re.compile(r"(?P<names>[^，。；:、]+\(项\))[^。；]{0,40}?(?:[。:，])?主要用于:?(?P<purpose>[^。；，]+)")
_LAST = re.compile(r"([^()]+)\(项\)$")


@inspection(looks_at=("narrative",))
def purposes(facts: Facts) -> Iterator[Finding]:
    """A purpose that belongs to another 科目, copied from the paragraph before."""
    for passage in narrative_of(facts):
        if passage.section.is_glossary or "主要用于" not in passage.text:
            continue
        for match in _PURPOSE.finditer(passage.text):
            last = _LAST.search(match["names"])
            name, purpose = (last[1] if last else "").removesuffix("支出"), match["purpose"]
            for subject, own, other in _TOPICS:
                if subject.search(name) and not own.search(purpose) and other.search(purpose):
                    yield Finding(
                        "text.purpose",
                        "text_text",
                        "warning",
                        f"“{name}”的用途写成了“{purpose}”，像是别的科目的内容。",
                        text=passage.quote(match.start(), match.end()),
                        stated=purpose,
                        expected=name,
                    )
