"""Why, says the text: reasons that contradict direction or staff figures, or are missing; one fact told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.inspections.placeholders import table_name
from core.checks.registry import inspection
from core.checks.text.mentions import Mention, Passage, figures_about
from core.checks.text.shared import book_of, narrative_of

_REASON = re.compile(r"(?:主要)?(?:变动)?(?:原因|变动情况)(?:是|为|:)+(?P<reason>[^。；]*)")
_LEVEL = re.compile(
    r"(?:与|同|和)上年(?:度|同期)?(?:[决预]算)?(?:数|支出|相比)?持平，(?:比|较)上年(?:度|同期)?(?:[决预]算)?(?:数|支出)?"
    r"(?P<word>增加|减少|增长|下降)(?:了)?(?P<by>\d[\d.,]*)(?P<unit>万元|元|%)"
)
_NO_REASON = re.compile(r"(?:主要)?原因(?:是|为)(?=[。；])|(?:主要)?原因:(?=[。；])")
_UP = re.compile(r"增加|增长|提高|上升|新增|增多|上调|调增|增人|增资|扩大|追加|补缴|结转")
_DOWN = re.compile(
    r"减少|下降|压减|压缩|减|节约|节俭|降低|取消|退休|调出|严控|控制|未|无|不再|没有|收回|紧|完成|结束|到期"
)
_OTHER_YEAR = re.compile(r"上年|去年|往年|年初|以前年度|前一年")
_STAFF = re.compile(
    r"在职(?:人员|职工|人数)?(?:为|共)?(?P<count>\d+)(?:人|名)，(?:较上年|比上年)?(?P<word>减少|增加)(?P<by>\d+)(?:人|名)"
)
_STAFF_REASON = re.compile(r"(?:^|是|为|因|由于|，|在职|:|编制)人员(?P<word>增加|增多|减少)")
_MATTERS = ("running", "public", "personnel", "basic")
_VEHICLES = re.compile(
    r"(?<!购置)(?<!其他)(?<!拟)(?:共有|拥有|现有|实有)?(?:公务用车|公务车辆|车辆)(?:保有量)?(?:为|共|合计|:)?(?P<count>\d+)(?:辆|台)"
)


@inspection(looks_at=("narrative",))
def reasons(facts: Facts) -> Iterator[Finding]:
    """A decrease explained by nothing but increases, or the other way round; a reason that was left out."""
    for passage in narrative_of(facts):
        for index, change in enumerate(passage.mentions):
            if change.role == "change" and change.lead.direction and change.amount.figure.value:
                following = [m.start for m in passage.mentions[index + 1 :] if m.role == "change"]
                end = following[0] if following else len(passage.text)
                match = _REASON.search(passage.text, change.end, end)
                if match and _contradicts(change.lead.direction, match["reason"]):
                    yield _contrary(passage, change, match)
        if "原因" in passage.text and (match := _NO_REASON.search(passage.text)):
            yield Finding(
                "text.no_reason",
                "placeholder",
                "warning",
                "正文写了“主要原因”，后面却没有写原因。",
                text=passage.quote(match.start(), match.end()),
                stated=match.group(),
            )


@inspection(looks_at=("narrative",))
def level_years(facts: Facts) -> Iterator[Finding]:
    """与上年持平 and, in the same breath, more or less than last year."""
    for passage in narrative_of(facts):
        match = _LEVEL.search(passage.text) if "持平" in passage.text else None
        if match and match["by"].strip("0.,"):
            yield Finding(
                "text.level",
                "text_text",
                "warning",
                f"正文写与上年持平，紧接着又写比上年{match['word']} {match['by']}{match['unit']}，前后矛盾。",
                text=passage.quote(match.start(), match.end()),
                stated=match.group(),
            )


def _contradicts(direction: int, reason: str) -> bool:
    if len(reason) > 30 or _OTHER_YEAR.search(reason):
        return False
    against, along = (_DOWN, _UP) if direction > 0 else (_UP, _DOWN)
    if direction > 0 and not re.search(r"减少|下降|压减|压缩|降低", reason):
        return False
    return bool(against.search(reason)) and not along.search(reason)


def _contrary(passage: Passage, change: Mention, match: re.Match[str]) -> Finding:
    word = "增加" if change.lead.direction == 1 else "减少"
    return Finding(
        "text.reason_direction",
        "text_text",
        "warning",
        f"正文写{word} {change.amount}，原因却是“{match['reason']}”，方向相反。",
        text=passage.quote(change.start, match.end()),
        stated=match["reason"],
    )


@inspection(looks_at=("narrative",))
def staff_reasons(facts: Facts) -> Iterator[Finding]:
    """More staff given as the reason where the text elsewhere counts fewer."""
    passages = narrative_of(facts)
    counted = next((m for p in passages if (m := _STAFF.search(p.text)) and int(m["by"])), None)
    if counted is None:
        return
    for passage in passages:
        for match in _REASON.finditer(passage.text):
            said = _STAFF_REASON.search(match["reason"])
            before = [m for m in passage.mentions if m.end <= match.start() and m.thing is not None]
            about = before[-1].thing if before else None
            if said and about and about.item in _MATTERS and (said["word"] == "减少") != (counted["word"] == "减少"):
                yield Finding(
                    "text.staff_reason",
                    "text_text",
                    "warning",
                    f"变动原因写“人员{said['word']}”，人员情况却写在职 {counted['count']} 人、"
                    f"{counted['word']} {counted['by']} 人。",
                    text=passage.quote(match.start(), match.end()),
                    stated=f"人员{said['word']}",
                    expected=f"在职{counted['word']} {counted['by']} 人",
                )


@inspection(forms=("three_public",))
def vehicles(facts: Facts) -> Iterator[Finding]:
    """Money for running vehicles where the text counts none."""
    places = [p for p in book_of(facts).item("car_running") if p.figure is not None and p.figure.value]
    if not places:
        return
    for passage in narrative_of(facts):
        match = _VEHICLES.search(passage.text)
        if match and ("资产" in passage.section.title or "截至" in passage.text or "保有量" in match.group()):
            if int(match["count"]) == 0:
                yield Finding(
                    "text.no_vehicles",
                    "text_table",
                    "warning",
                    f"正文写车辆 0 辆，{table_name(places[0].table)}却有公务用车运行维护费 {places[0].figure}。",
                    table=places[0].ref.table,
                    cells=tuple(p.ref for p in places),
                    text=passage.quote(match.start(), match.end()),
                    stated=str(places[0].figure),
                )
            return


@inspection(looks_at=("narrative",))
def stated_twice(facts: Facts) -> Iterator[Finding]:
    """One figure that no table holds, stated in two places with different values."""
    passages = narrative_of(facts)
    for item, name in (("running", "机关运行经费"), ("procurement", "政府采购总额")):
        said = [
            (p, m)
            for p, m in figures_about(passages, item)
            if m.said
            and m.role in ("value", "final", "budget")
            and m.amount.measure == "money"
            and not m.amount.about
            and m.year in (None, facts.report.info.year)
            and p.year_before(m) in (None, facts.report.info.year)
        ]
        if len({m.role == "budget" for _, m in said}) > 1:
            continue  # 预算 in one place and 决算 in the other
        for passage, mention in said[1:]:
            first = said[0][1]
            low, high = mention.amount.yuan
            if not (low <= first.amount.yuan[1] and first.amount.yuan[0] <= high):
                yield Finding(
                    "text.stated_twice",
                    "text_text",
                    "warning",
                    f"{name}前面写 {first.amount}，这里写 {mention.amount}，两处不一致。",
                    text=passage.quote(mention.start, mention.end),
                    stated=str(mention.amount.figure),
                    expected=str(first.amount.figure),
                )
