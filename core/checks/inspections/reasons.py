"""Why, says the text: reasons that contradict direction or staff figures, or are missing; one fact told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.checks.facts import Facts
from core.checks.findings import Finding, table_name
from core.checks.registry import inspection
from core.checks.text.mentions import Mention, Passage, figures_about
from core.checks.text.shared import book_of, narrative_of

_REASON = re.compile(r"(?:主要)?(?:变动)?(?:原因|变动情况)(?:是|为|:)+(?P<reason>(?:(?!，[与较比])[^。；])*)")
_NO_REASON = re.compile(r"(?:主要)?原因(?:是|为)(?=[。；])|(?:主要)?原因:(?=[。；])")
_GIVEN = re.compile(r"原因|主要是|主要为|主要系|主要因|由于|因为|受.{1,12}影响|变动情况|其中")
_BALANCE = re.compile(r"结转|结余|差额")  # which falls as expenditure grows
_HABIT, _BEGINS = 3, 20
_MORE = ("大于", "高于", "多于", "超过")
_UP = re.compile(r"增加|增长|提高|上升|新增|增多|上调|调增|增人|增资|扩大|追加|补缴|结转")
_DOWN = re.compile(
    r"减少|下降|压减|压缩|减|节约|节俭|降低|取消|退休|调出|严控|控制|未|无|不再|没有|收回|紧|完成|结束|到期"
)
_OTHER_YEAR = re.compile(r"上年|去年|往年|年初|以前年度|前一年")
_STAFF = re.compile(
    r"在职(?:人员|职工|人数)?(?:为|共)?(?P<count>\d+)(?:人|名)，(?:较上年|比上年)?(?P<word>减少|增加)(?P<by>\d+)(?:人|名)"
)
_STAFF_REASON = re.compile(r"(?:^|是|为|因|由于|，|在职|:|编制)人员(?P<word>增加|增多|减少)")
_COMPARED = re.compile(r"(?P<word>大于|高于|多于|超过|小于|低于|少于)[^，。；]*?的?$")
_MATTERS = ("running", "public", "personnel", "basic")
_VEHICLES = re.compile(
    r"(?<!购置)(?<!其他)(?<!拟)(?:共有|拥有|现有|实有)?(?:公务用车|公务车辆|车辆)(?:保有量)?(?:为|共|合计|:)?(?P<count>\d+)(?:辆|台)"
)


@inspection(looks_at=("narrative",))
def reasons(facts: Facts) -> Iterator[Finding]:
    """A decrease explained by nothing but increases, or the other way round; a reason that was left out."""
    for passage in narrative_of(facts):
        if "原因" not in passage.text and "变动情况" not in passage.text:
            continue
        for match in _REASON.finditer(passage.text):
            yield from _explained(passage, match)
        if missing := _NO_REASON.search(passage.text):
            yield Finding(
                "text.no_reason",
                "placeholder",
                "warning",
                "正文写了“主要原因”，后面却没有写原因。",
                text=passage.quote(missing.start(), missing.end()),
                stated=missing.group(),
            )


@inspection(looks_at=("narrative",))
def missing_reasons(facts: Facts) -> Iterator[Finding]:
    """A change without a reason, in a report that gives a reason for most of its changes."""
    passages = narrative_of(facts)
    changed = [(p, m) for p in passages if (m := next(filter(_is_change, p.mentions), None)) is not None]
    bare = [(p, m) for p, m in changed if not _GIVEN.search(p.text + _next(passages, p))]
    explained = len(changed) - len(bare)
    for passage, change in bare if explained >= _HABIT and len(bare) * 2 <= explained else ():
        word = "增加" if change.lead.direction == 1 else "减少"
        yield Finding(
            "text.reason_missing",
            "other",
            "info",
            f"正文写{change.thing.name if change.thing and change.known else ''}{word} {change.amount}，没有说明原因；"
            f"其他 {explained} 处变动都说明了原因。",
            text=passage.quote(change.start, change.end),
        )


def _is_change(mention: Mention) -> bool:
    return mention.role == "change" and bool(mention.lead.direction) and bool(mention.amount.figure.value)


def _next(passages: list[Passage], passage: Passage) -> str:
    """How the paragraph after one begins: its reason may stand there."""
    following = passages[passage.index + 1 : passage.index + 2]
    return following[0].text[:_BEGINS] if following else ""


def _explained(passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
    """What a reason explains: 大于 or 小于 in its own clause, else the change before it."""
    compared = _COMPARED.search(passage.text[: match.start()])
    if compared:
        direction = 1 if compared["word"] in _MORE else -1
        if _contradicts(direction, match["reason"]):
            yield _contrary(passage, f"决算{compared['word']}预算", compared.start(), match)
        return
    before = [m for m in passage.mentions if m.end <= match.start() and m.role not in ("rate", "other")]
    change = before[-1] if before else None
    if change is None or not _is_change(change) or (change.thing and _BALANCE.search(change.thing.words)):
        return
    if _contradicts(change.lead.direction or 0, match["reason"]):
        word = "增加" if change.lead.direction == 1 else "减少"
        yield _contrary(passage, f"{word} {change.amount}", change.start, match)


def _contradicts(direction: int, reason: str) -> bool:
    if len(reason) > 30 or _OTHER_YEAR.search(reason):
        return False
    against, along = (_DOWN, _UP) if direction > 0 else (_UP, _DOWN)
    if direction > 0 and not re.search(r"减少|下降|压减|压缩|降低", reason):
        return False
    return bool(against.search(reason)) and not along.search(reason)


def _contrary(passage: Passage, what: str, start: int, match: re.Match[str]) -> Finding:
    return Finding(
        "text.reason_direction",
        "text_text",
        "warning",
        f"正文写{what}，原因却是“{match['reason']}”，方向相反。",
        text=passage.quote(start, match.end()),
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
