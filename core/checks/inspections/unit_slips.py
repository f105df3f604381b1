"""元 where the text elsewhere says 万元 of the very same figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.amounts import Figure
from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.registry import inspection
from core.checks.text.mentions import Mention, Passage
from core.checks.text.shared import narrative_of

_UNITS = {"元": "万元", "万元": "元"}
_PER_HEAD = re.compile(r"每|人均|标准")
_NEAR = 8  # characters before an amount that say so
_DIGITS = 3  # shorter figures may be alike by chance


@inspection(looks_at=("narrative",))
def unit_slips(facts: Facts) -> Iterator[Finding]:
    """比上年减少 57.59 元, and in other places 57.59 万元: the unit that the text uses less is the slip."""
    passages = narrative_of(facts)
    told: dict[str, list[tuple[Passage, Mention]]] = {unit: [] for unit in _UNITS}
    for passage in passages:
        for mention in passage.mentions:
            before = passage.text[max(0, mention.start - _NEAR) : mention.start]
            if mention.amount.unit in told and not mention.amount.about and not _PER_HEAD.search(before):
                told[mention.amount.unit].append((passage, mention))
    slip = min(told, key=lambda unit: len(told[unit]))
    right = {_key(mention) for _, mention in told[_UNITS[slip]]}
    for passage, mention in told[slip]:
        figure = mention.amount.figure
        if _key(mention) in right and _is_telling(figure):
            yield Finding(
                "text.unit_slip",
                "unit",
                "warning",
                f"正文写 {mention.amount}，别处同一数字写的是 {figure}{_UNITS[slip]}，单位可能写错。",
                text=passage.quote(mention.start, mention.end),
                stated=str(mention.amount),
                expected=f"{figure}{_UNITS[slip]}",
            )


def _key(mention: Mention) -> tuple[Figure, int | None]:
    """The figure and the direction of a change."""
    return mention.amount.figure, mention.lead.direction


def _is_telling(figure: Figure) -> bool:
    return figure.places > 0 and len(f"{figure.value:f}".replace(".", "").strip("0")) >= _DIGITS
