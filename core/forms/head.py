"""The head of a report: whose it is, for which year, budget or final account, in which 金额单位."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, pairwise

from core import texts
from core.model import Paragraph, Report, ReportKind, Table

_COVER_SIZE = 20  # points; a cover is set larger than any heading inside
_OPENING = 40  # paragraphs in which cover, contents and first headings stand
_YEAR = re.compile(r"(?<!\d)(20\d{2})年?(?:度)?")
_CHINESE_YEAR = re.compile(r"二([〇零○O0一二三四五六七八九]{3})年")
_DIGIT = {d: str(i) for i, d in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "O": "0", "0": "0"}
_OWNER = re.compile(
    r"(?:^|\s)(?:公开|编制|填报|填列|预算|申报|报送|编报)*(?:部门|单位)(?:\([^()]*\))*(?:名称)?(?:\([^()]*\))*\s*:\s*"
    r"(?:\[?\d{3,}\]?[-—]?)?([^\s:]+)"
)
_CODED_OWNER = re.compile(r"^\[?\d{3,9}\]?[-—]?([^\s:\d][^\s:]+)")
_PREFIX = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|\(.\)|（.）|关于|20\d{2}年?度?|[:：])+"
)
_PART = re.compile(
    r"^第[一二三四五六七八九十]+部分(.+?)(?:20\d{2}年度?.*|(?:部门|单位)?(?:概况|基本情况)|(?:部门|单位)(?:预算|决算).*)$"
)
_COVER = re.compile(
    r"^(.+?)(?:20\d{2}年?度?)?(?:本级|汇总)?(?:部门|单位|本级|综合|财务)*(?:收支)?(?:预算|决算)(?:信息)?(?:公开)?.{0,8}$"
)
_ORGANISATION = re.compile(
    r".*(?:工会|委员会|委|局|厅|部|办|办公室|中心|院|所|站|馆|校|学校|小学|中学|大学|学院|宫|队|会|处|社|园|集团|公司|政府|街道|镇|乡"
    r"|联合会|协会|支队|基金|医院|法院|检察院)(?:\([^()]*\))?"
)
_NOT_AN_OWNER = re.compile(
    r"^(?:[本各我全该]|其他|所属|[市区县省]级|部门|单位|附件|目录)(?:部门|单位|级|$)|万元|[:，。；]|概况|情况|说明|收支|支出|收入|政府性基金|国有资本"
)
_LEVEL = re.compile(r"[(（](?:本级|机关|本部|汇总|部门|单位)[)）]$|(?<=.)本级$")
_NAME_LABEL = re.compile(r"(?:部门|单位)(?:\([^()]*\))*名称(?:\(.*\))?|(?:预算|填报)单位(?:\(.*\))?")
_REGION = r"(?:[\u4e00-\u9fff]{2,8}?(?:特别行政区|自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗))+"


def fill_head(report: Report) -> None:
    """Set what the head does not know yet; what it knows stays."""
    info = report.info
    report.info = replace(
        info,
        unit=info.unit or _unit(report),
        year=info.year or _year(report),
        kind=info.kind or _kind(report),
        amount_unit=info.amount_unit or _amount_unit(report),
    )


def _unit(report: Report) -> str | None:
    """The fullest official name of the body whose report this is."""
    votes: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for weight, name in _owners(report):
        key = texts.key(name)
        votes[key] += weight
        printed.setdefault(key, name)
    if not votes:
        return None
    scored = {key: sum(n for other, n in votes.items() if key.endswith(other)) for key in votes}
    best = max(scored, key=lambda key: (scored[key], votes[key], len(key)))
    return _with_region(printed[best], report)


def _owners(report: Report) -> Iterator[tuple[int, str]]:
    """Weighted names: of unit lines, cover and part headings, and from tables that name their body."""
    opening = report.narrative[:_OPENING]
    found = chain(
        ((3, name) for table in report.tables for name in _from_unit_line(table)),
        ((6, name) for name in _from_headings(report.narrative)),
        ((4, name) for name in _from_cover(opening)),
        ((2, name) for table in report.tables for name in _from_rows(table)),
    )
    for weight, name in found:
        name = _LEVEL.sub("", _PREFIX.sub("", texts.tidy(name).replace(" ", ""))).strip("：:，,、《》")
        key = texts.key(name)
        if 3 <= len(key) <= 40 and _ORGANISATION.fullmatch(key) and not _NOT_AN_OWNER.search(key):
            yield weight, name


def _from_unit_line(table: Table) -> Iterator[str]:
    line = table.unit_line or ""
    plain = line.replace("：", ":").replace("（", "(").replace("）", ")")
    for match in _OWNER.finditer(plain):
        yield line[match.start(1) : match.end(1)]
    if coded := _CODED_OWNER.match(plain):
        yield line[coded.start(1) : coded.end(1)]


def _from_headings(narrative: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in narrative:
        if len(paragraph.text) < 60 and (match := _PART.match(texts.tidy(paragraph.text).replace(" ", ""))):
            yield match.group(1)


def _from_cover(opening: list[Paragraph]) -> Iterator[str]:
    """Names on the cover: alone on a line, or before 2024年度部门预算, also where the lines are cut in between."""
    cover = [p for p in opening if p.page in (1, None) and len(p.text) < 50][:8]
    lines = [texts.tidy(p.text).replace(" ", "") for p in cover]
    for line in lines:
        if match := _COVER.match(_PREFIX.sub("", line)):
            yield match.group(1)
    large = [line for line, p in zip(lines, cover, strict=True) if p.boxes and p.boxes[0][1].height > _COVER_SIZE]
    if len(large) > 1 and (match := _COVER.match(_PREFIX.sub("", "".join(large)))):
        yield match.group(1)
    if lines:
        yield lines[0]


def _from_rows(table: Table) -> Iterator[str]:
    """The body that a table of units, or the head of a performance form, names first."""
    if table.form == "organisation":
        names = [c for c, column in enumerate(table.columns) if column.path and "名称" in column.path[-1]]
        if names and table.rows:
            yield table.rows[0][names[0]].text
    for row in table.rows[:4]:
        for label, value in pairwise(row):
            if _NAME_LABEL.fullmatch(texts.key(label.text)):
                yield value.text


def _with_region(name: str, report: Report) -> str:
    """The name as sentences give it with its place before it: 哈尔滨市阿城区总工会 for 阿城区总工会."""
    longer = re.compile(rf"(?:^|[，。；：、（(“《\s]|\d年度?)({_REGION}{re.escape(name)})")
    found = Counter(match.group(1) for p in report.narrative for match in longer.finditer(texts.tidy(p.text)))
    return found.most_common(1)[0][0] if found else name


def _year(report: Report) -> int | None:
    votes: Counter[int] = Counter()
    for weight, text in _dated(report):
        for match in _YEAR.finditer(text):
            votes[int(match.group(1))] += weight
    if votes:
        return max(votes, key=lambda year: (votes[year], year))
    return next((_chinese_year(p.text) for p in report.narrative[:_OPENING] if _CHINESE_YEAR.search(p.text)), None)


def _dated(report: Report) -> Iterator[tuple[int, str]]:
    """Weighted texts in which the year of the report stands: headings and titles more than sentences."""
    for paragraph in report.narrative[: 8 * _OPENING]:
        text = paragraph.text.replace(" ", "")
        if len(text) < 60 and re.search(r"预算|决算", text):
            yield 4, text
        elif re.search(r"20\d{2}年度?[^，。；]{0,30}(?:预算|决算)", text):
            yield 1, text[:60]
    for table in report.tables:
        yield 4, (table.title or "").replace(" ", "")
        if re.search(r"年度?(?:\s|$)|预算年度", table.unit_line or ""):
            yield 3, (table.unit_line or "").replace(" ", "")


def _chinese_year(text: str) -> int | None:
    match = _CHINESE_YEAR.search(text)
    return int("2" + "".join(_DIGIT[digit] for digit in match.group(1))) if match else None


def _kind(report: Report) -> ReportKind | None:
    """决算 in the titles of its tables, else in headings and headers, makes a final account."""
    titles = [table.title or "" for table in report.tables if table.title]
    final = sum("决算" in title for title in titles)
    budget = sum("预算" in title and "决算" not in title for title in titles)
    if final or budget:
        return "final" if 2 * final >= budget and final else "budget"
    printed = [p.text for p in report.narrative if len(p.text) < 60]
    printed += ["/".join(column.path) for table in report.tables for column in table.columns]
    final, budget = sum("决算" in text for text in printed), sum("预算" in text for text in printed)
    if not final and not budget:
        return None
    return "final" if 2 * final >= budget and final else "budget"


def _amount_unit(report: Report) -> str | None:
    """The 金额单位 of most tables, else of the sentences."""
    stated = Counter(table.amount_unit for table in report.tables if table.amount_unit)
    if stated:
        return stated.most_common(1)[0][0]
    spoken = Counter(match for p in report.narrative for match in re.findall(r"\d\s*(亿元|万元|元)", p.text))
    return spoken.most_common(1)[0][0] if spoken else None
