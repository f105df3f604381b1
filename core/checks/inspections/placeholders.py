"""Template words left standing: XX for a name or an amount, both words of a choice, the instructions of the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from core.checks.facts import Facts
from core.checks.findings import Finding, Level, Quote, table_name
from core.checks.registry import inspection
from core.checks.text.folding import Folded, fold
from core.checks.text.shared import places_in_text
from core.model import CellRef, Report, Table

_BLANK = (
    r"(?:[Xx×ＸχΧ]{2,}|[×Xx](?=(?:万元|%|元|年|个|人次|辆))|[_＿]{2,}(?=(?:万元|%|元|年|个|人))|\*{2,}(?=(?:万元|%))"
    r"|\*{3,}(?=[一-鿿])|(?<!\d)20(?=年度))"
)
_BLANK_SIGNS = re.compile(r"[Xx×ＸχΧ_＿*]|(?<!\d)20年度")
_BLANKS = re.compile(_BLANK)
_BLANK_AMOUNT = re.compile(rf"{_BLANK}(?:万元|元|%)")
_BLANK_NAME = re.compile(rf"(?:省|市|区|县|州|^){_BLANK}(?:局|委|办|部门|单位|总工会|工会|中心|市|县|区)")
_BLANK_YEAR = re.compile(r"(?:20)?[Xx×_＿]{2,4}年(?:度)?(?:部门|单位)?(?:预算|决算|收入|支出)|(?<!\d)20年度")
_OF_A_YEAR = re.compile(r"年度?.*(?:预算|决算|收入|支出)")
_CHOICE = re.compile(
    r"(?:增长|增加|上升)(?:\((?:下降|减少|降低)\)|[/或](?:下降|减少|降低)|(?:下降|减少))"
    r"|(?:下降|减少|降低)(?:\((?:增长|增加|上升)\)|[/或](?:增长|增加|上升)|(?:增长|增加))"
    r"|(?:大于|高于)\((?:小于|低于)\)|(?:小于|低于)\((?:大于|高于)\)"
    r"|(?<!增)减增[加长]|(?<!增)增(?:减少|下降)|(?:大小|小大|高低|低高)于(?=年初|全年|预算)"
    r"|(?:增加|增长|减少|下降)(?:了)?持平"
)
_CHOICE_FILLED = re.compile(r"^(?:了|额|数|幅度|率)?(?:为|约)?-?\d")
_INSTRUCTIONS = re.compile(
    r"仍保留该表格式|作下述说明|按上述格式|不涉及的不列|如持平作持平表述|请根据实际情况|根据实际情况填(?:写|列)|(?:此处|此表)?请?填写(?:单位|部门)名称"
    r"|没有的(?:请)?(?:删除|保留空表)|列明[^，。]{0,12}(?:数量|批次|人次)|制度名称\)|\(如有\)|\(如无[^)]{0,20}\)|示例[:：]|参考格式|填报说明[:：]"
)
_INSTRUCTION_WORDS = (  # one of them stands in each of the above
    "格式", "表述", "不列", "实际情况", "填", "没有的", "列明", "制度名称", "(如", "示例",
)  # fmt: skip
_NO_SIGN = re.compile(
    r"(?:占(?:[^，。；\d]{0,16}的)?(?:比重|比例|比)?|增长|下降)(?:为|了)?(?P<number>\d{1,3}\.\d{1,2})(?=[，。；])"
)
_UNFILLED = r"[^，。；:\d%Xx×χΧ_*]"  # words between, but not the blank of a template, which `blanks` tells
_NO_NUMBER = re.compile(
    rf"(?:占{_UNFILLED}{{0,16}}|(?:增长|下降|完成{_UNFILLED}{{0,12}}的?)(?:了)?)(?P<percent>%)(?=[，。；])"
    r"|(?<!以)(?:增加|减少|支出|收入|费|合计|总计|预算为|决算为)(?P<money>万元)(?=[，。；])"
)
_NO_UNIT = re.compile(r"(?:预算|决算)数?(?:为|是)(?P<number>\d[\d,]*\.\d{1,6})(?=[。；]|，(?!\d))")
_WITH_UNIT = re.compile(r"\d万?元")
_AGAIN = re.compile(r"(?:支出收入|收入支出)(?=(?:\d|[Xx×]{2,})[\d.,Xx×]*(?:万元|元))")
_TWICE = re.compile(r"(增加|减少|增长|下降|降低|原因|万元|合计|其中|决算数|预算数|完成)\1|万元[%元万]|%(?:%|万?元)")


@inspection(looks_at=("narrative",))
def blanks(facts: Facts) -> Iterator[Finding]:
    """XX and the like: one error for names, one for amounts, one for years, each where it weighs most; else hints."""
    found = []
    for index, paragraph in enumerate(facts.report.narrative):
        folded = fold(paragraph.text)
        if _BLANK_SIGNS.search(folded.text) and (match := _BLANKS.search(folded.text)):
            found.append((index, folded, match, _blank_kind(folded.text)))
    worst = {_weightiest([f for f in found if f[3] == kind]) for kind in ("amount", "name", "year")}
    for index, folded, match, kind in found:
        place = _BLANK_AMOUNT.search(folded.text) if kind == "amount" else None
        page = facts.report.narrative[index].page
        yield _blank(folded, place or match, kind, "error" if index in worst else "info", Quote("", page, index))


def _weightiest(found: list[tuple[int, Folded, re.Match[str], str]]) -> int | None:
    """The place of the first that speaks of the budget or the account of a year, else of the first."""
    titled = [index for index, folded, *_ in found if _OF_A_YEAR.search(folded.text)]
    return next(iter(titled or [index for index, *_ in found]), None)


def _blank_kind(text: str) -> str:
    """What a paragraph leaves blank: amount, name or year; "" for something of less weight."""
    if _BLANK_AMOUNT.search(text):
        return "amount"
    return "name" if _BLANK_NAME.search(text) else "year" if _BLANK_YEAR.search(text) else ""


def _blank(folded: Folded, match: re.Match[str], kind: str, level: Level, place: Quote) -> Finding:
    words = {"amount": "金额或比率", "name": "单位名称", "year": "年度"}.get(kind, "内容")
    first, last = folded.clause(match.start(), match.end())
    printed = folded.quote(first, last)
    return Finding(
        "text.blank",
        "placeholder",
        level,
        f"正文里的{words}没有填写，仍是模板的“{match.group()}”：{_short(printed)}。",
        text=Quote(printed, place.page, place.paragraph),
        stated=match.group(),
    )


@inspection(looks_at=("narrative",))
def choices(facts: Facts) -> Iterator[Finding]:
    """Both words of a choice left standing before a figure (增长下降 7.4%); before XX it belongs to the blank."""
    for match, quote in places_in_text(facts, _CHOICE):
        filled = _CHOICE_FILLED.search(match.string[match.end() :])
        if filled or match.group().endswith((")", "于", "持平")):
            yield Finding(
                "text.choice",
                "placeholder",
                "info" if match.group().endswith(")") and not filled else "warning",
                f"“{match.group()}”是模板里二选一的两个词，只应留下一个：{_short(quote.text)}。",
                text=quote,
                stated=match.group(),
            )


@inspection(looks_at=("captions", "narrative"))
def instructions(facts: Facts) -> Iterator[Finding]:
    """Instructions of the template left in the narrative (hints) or under a table (a warning for each table)."""
    told: set[int | None] = set()
    for match, quote in places_in_text(facts, _INSTRUCTIONS, _INSTRUCTION_WORDS):
        if quote.paragraph not in told:
            told.add(quote.paragraph)
            message = f"“{match.group()}”是模板的填写说明，应删去。"
            yield Finding("text.instruction", "placeholder", "info", message, text=quote, stated=match.group())
    yield from _under_tables(facts.report)


def _instruction(text: str) -> re.Match[str] | None:
    return _INSTRUCTIONS.search(text) if any(word in text for word in _INSTRUCTION_WORDS) else None


def _under_tables(report: Report) -> Iterator[Finding]:
    for table in report.tables:
        folded = fold(table.note or "")
        if match := _instruction(folded.text):
            yield Finding(
                "table.instruction",
                "placeholder",
                "warning",
                f"{table_name(table)}下面留着模板的填写说明“{match.group()}”，应删去。",
                table=table.id,
                stated=match.group(),
            )


@inspection(looks_at=("narrative",))
def doubled_words(facts: Facts) -> Iterator[Finding]:
    """支出收入 before an amount: one of the two words was not deleted."""
    for match, quote in places_in_text(facts, _AGAIN):
        if not match.string[: match.start()].endswith(("、", "和", "及")) and match.group() != "收入支出":
            yield Finding(
                "text.doubled_word",
                "other",
                "warning",
                f"“支出收入”用词重复，应只写其中一个：{_short(quote.text)}。",
                text=quote,
                stated="支出收入",
                expected="支出",
            )


@inspection(looks_at=("narrative",))
def missing_signs(facts: Facts) -> Iterator[Finding]:
    """占 76.23 without the sign that makes it a percentage, 决算为 4.19 without the unit that makes it money."""
    for match, quote in places_in_text(facts, _NO_SIGN):
        yield Finding(
            "text.missing_sign",
            "other",
            "warning",
            f"“{match.group()}”后面缺少百分号。",
            text=quote,
            stated=match["number"],
            expected=f"{match['number']}%",
        )
    for match, quote in places_in_text(facts, _NO_UNIT):
        if not _WITH_UNIT.search(match.string, 0, match.start()):
            continue  # a text may give its unit once for all amounts
        yield Finding(
            "text.missing_unit",
            "unit",
            "warning",
            f"“{match.group()}”后面缺少金额单位。",
            text=quote,
            stated=match["number"],
        )


@inspection(looks_at=("narrative",))
def repeated_words(facts: Facts) -> Iterator[Finding]:
    """A word or a unit written twice over: 比上年增加增加 5 万元, 5 万元%."""
    for match, quote in places_in_text(facts, _TWICE):
        yield Finding(
            "text.doubled_word",
            "other",
            "info",
            f"“{match.group()}”重复了：{_short(quote.text)}。",
            text=quote,
            stated=match.group(),
            expected=match[1],
        )


@inspection(looks_at=("narrative",))
def missing_numbers(facts: Facts) -> Iterator[Finding]:
    """占 % and 减少 万元: the number before the sign was never filled in."""
    for match, quote in places_in_text(facts, _NO_NUMBER):
        sign = "百分号" if match["percent"] else "“万元”"
        yield Finding(
            "text.missing_number",
            "placeholder",
            "warning",
            f"“{match.group()}”的{sign}前面缺少数字：{_short(quote.text)}。",
            text=quote,
            stated=match.group(),
        )


@inspection(looks_at=("labels",))
def blank_cells(facts: Facts) -> Iterator[Finding]:
    """XX and … in the cells of a table."""
    for table in facts.report.tables:
        found = [
            CellRef(table.id, r, c)
            for r, row in enumerate(table.rows)
            for c, cell in enumerate(row)
            if cell.text and _is_blank(cell.text)
        ]
        if found:
            yield _cells(table, found)


@lru_cache(maxsize=8192)
def _is_blank(text: str) -> bool:
    return bool(_BLANKS.search(text)) or text.strip() in ("…", "……", "...")


def _cells(table: Table, refs: Iterable[CellRef]) -> Finding:
    each = tuple(refs)
    text = table.cell(each[0].row, each[0].column).text
    return Finding(
        "table.blank",
        "placeholder",
        "info",
        f"{table_name(table)}有 {len(each)} 格没有填写，仍是模板的“{text}”。",
        table=table.id,
        cells=each,
        stated=text,
    )


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
