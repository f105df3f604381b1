"""What the narrative says of last year: 比上年增加 11.63 万元, 上年 458.90 万元 — against last year's report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from core.amounts import UNITS
from core.checks.findings import Finding
from core.checks.text.mentions import Mention, Passage
from core.checks.text.shared import book_of, narrative_of
from core.checks.years.meeting import Meeting, Other
from core.checks.years.periods import figures, key_of
from core.model import CellRef
from core.model.address import cell_label

_VALUES = ("value", "final", "budget")
_LIKE_FOR_LIKE = ("同口径", "可比", "剔除", "扣除", "年初预算", "调整")


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a sentence says of last year. value: this year's figure; stated: last year's, or the change."""

    passage: Passage
    value: Mention
    stated: Mention

    @property
    def said(self) -> str:
        if self.stated.role == "previous":
            return f"写上年 {self.stated.amount}"
        moved = "增加" if self.stated.lead.direction == 1 else "减少"
        return f"写 {self.value.amount}、比上年{moved} {self.stated.amount}"

    def terms(self) -> list[tuple[Decimal, Mention]]:
        """Mentions and coefficients that come to last year's amount."""
        if self.stated.role == "previous":
            return [(Decimal(1), self.stated)]
        return [(Decimal(1), self.value), (Decimal(-(self.stated.lead.direction or 0)), self.stated)]


def told(meeting: Meeting) -> Iterator[Finding]:
    """Sentences that no report of last year bears out, as a warning where others of the narrative are borne out."""
    others = [other for kind in ("budget", "final") if (other := meeting.other(-1, kind))]
    if not others:
        return
    failing: list[tuple[_Claim, Other, CellRef]] = []
    holding = 0
    for passage in narrative_of(meeting.facts):
        for claim in _claims(passage):
            found = [(other, cell) for other in others for cell in _last_year(meeting, other, claim)]
            if any(_holds(claim, other, cell) for other, cell in found):
                holding += 1
            elif found:
                failing.append((claim, *_like(meeting, found)))
    findings = [_finding(*each) for each in failing]
    if holding < len(findings) > 1:
        yield _all_different(findings)
    else:
        yield from (replace(finding, level="warning" if holding else "info") for finding in findings)


def _claims(passage: Passage) -> Iterator[_Claim]:
    for index, stated in enumerate(passage.mentions):
        tells = stated.role == "previous" or (stated.role == "change" and stated.lead.direction)
        if not tells or stated.amount.measure != "money" or stated.amount.about:
            continue
        start, end = passage.folded.sentence(stated.start, stated.end)
        before = [m for m in passage.mentions[:index] if m.thing == stated.thing and m.role in _VALUES and m.known]
        values = [m for m in before if m.amount.measure == "money" and not m.amount.about]
        if values and not any(word in passage.text[start:end] for word in _LIKE_FOR_LIKE):
            yield _Claim(passage, values[-1], stated)


def _last_year(meeting: Meeting, other: Other, claim: _Claim) -> Iterator[CellRef]:
    """The cells of the other report that mean what the sentence is about."""
    for place in book_of(meeting.facts).places(claim.passage, claim.value):
        table = meeting.facts.table(place.ref.table)
        its_table = other.facts.only(table.form or "")
        at = table.places.get((place.ref.row, place.ref.column))
        if place.agrees(claim.value) and its_table is not None and its_table.scale is not None and at is not None:
            cell = figures(its_table).get(key_of(*at))
            if cell is not None and other.facts.figure(cell) is not None:
                yield cell


def _like(meeting: Meeting, found: list[tuple[Other, CellRef]]) -> tuple[Other, CellRef]:
    """The one to name: of a report of the same kind, if there is one."""
    kind = meeting.report.info.kind
    return next(((o, c) for o, c in found if o.facts.report.info.kind == kind), found[0])


def _holds(claim: _Claim, other: Other, cell: CellRef) -> bool:
    low, high = (sum((end for end in ends), Decimal(0)) for ends in zip(*_intervals(claim), strict=True))
    figure, scale = other.facts.figure(cell), other.facts.table(cell.table).scale
    return figure is not None and scale is not None and low <= figure.high * scale and figure.low * scale <= high


def _intervals(claim: _Claim) -> Iterator[tuple[Decimal, Decimal]]:
    for coefficient, mention in claim.terms():
        low, high = (end * coefficient for end in mention.amount.yuan)
        yield min(low, high), max(low, high)


def _all_different(findings: list[Finding]) -> Finding:
    """Where hardly any sentence is borne out, the two mean different things: said once."""
    first = findings[0]
    message = f"正文有 {len(findings)} 处与上年比较的数字对不上上年报告，口径可能不同。如：{first.message}"
    return replace(first, level="info", message=message, relations=tuple(f.message for f in findings))


def _finding(claim: _Claim, other: Other, cell: CellRef) -> Finding:
    unit = claim.value.amount.unit
    table, figure = other.facts.table(cell.table), other.facts.figure(cell)
    expected = sum((c * m.amount.figure.value * UNITS[m.amount.unit] for c, m in claim.terms()), Decimal(0))
    gap = expected - (figure.value * table.scale if figure and table.scale else Decimal(0))
    place = f"{other.name}{cell_label(other.facts.report, cell)} {figure}"
    printed_in = table.table.amount_unit or other.facts.report.info.amount_unit or ""
    return Finding(
        "years.told",
        "year",
        "warning",
        f"正文{claim.said}，上年应为 {_plain(expected / UNITS[unit])}{unit}，与{place}{printed_in}不一致，"
        f"相差 {_plain(abs(gap) / UNITS[unit])}{unit}，请核对。",
        text=claim.passage.quote(claim.value.start, claim.stated.end),
        stated=str(claim.stated.amount),
        difference=_plain(gap / UNITS[unit]),
    )


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
