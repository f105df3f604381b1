"""Years that contradict the report's own, only in places that name the year of the budget or of a task."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.checks.facts import Facts
from core.checks.findings import Finding, Level, Quote, table_name
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.checks.text.sections import heading_level
from core.checks.text.shared import narrative_of, places_in_text
from core.model import CellRef, Report
from core.naming import KINDS

_TITLE = re.compile(r"(?P<year>20\d\d)年度?(?P<what>[^，。；《》()\d]{0,16}?)(?P<kind>预算|决算)(?P<rest>[^，。；]*)")
_TITLE_REST = re.compile(r"^(?:公开|信息|报表|情况|总体|说明|表|报告|草案|书|目录|$|\))")
_REVIEW = re.compile(r"回顾|执行|完成|总结")
_TARGET = re.compile(r"(?P<year>20\d\d)年度?(?:部门|单位|本部门)?整体(?:支出)?(?:绩效)?(?:目标|支出绩效)")
_PLANNED = re.compile(
    r"(?:召开|开展|举办|组织|做好|完成|推进|启动|编制|筹备|落实|抓好|实施)[^，。；《》\d]{0,8}(?P<year>20\d\d)年度?(?![\d前以底末初来起\-—～至])"
)
_PAST = re.compile(
    r"荣获|获得|被评|曾|以来|成立|印发|根据|依据|按照|自20|方案|规划|意见|通知|办法|总结|回顾|截至|上年|结转|〔|\["
)
_PERIOD = re.compile(r"(?P<first>20\d\d)年?[-—–~～至到](?P<last>20\d\d)年?")
_AS_OF = re.compile(r"截(?:至|止)(?:到)?(?P<year>20\d\d)年(?:底|末|12月31日)")
_MISTYPED = re.compile(
    r"(?<![\d.—-])(?P<digits>20\d|20\d{3}|(?<![附表件录])220\d\d)年(?![初末终底])(?=[^，。；\d]{0,16}(?:预算|决算|收入|支出|部门|单位))"
)


@inspection(looks_at=("captions", "narrative"))
def title_years(facts: Facts) -> Iterator[Finding]:
    """A heading or a table title that names another year for this very budget or final account."""
    report = facts.report
    named = list(_named_years(report))
    own = sum(year == report.info.year for year, _, _ in named)
    level: Level = "error" if own >= 3 and report.source.kind != "scan" else "warning"
    for year, words, place in named:
        if year != report.info.year and own > len(named) - own:
            yield _title(words, year, place, report, level)


def _title(words: str, year: int, place: Quote | str, report: Report, level: Level) -> Finding:
    kind = KINDS.get(report.info.kind or "", "报告")
    return Finding(
        "year.title",
        "year",
        level,
        f"标题“{words}”写的是 {year} 年，本报告是 {report.info.year} 年的{kind}。",
        table=place if isinstance(place, str) else None,
        text=place if isinstance(place, Quote) else None,
        stated=str(year),
        expected=str(report.info.year),
    )


def _named_years(report: Report) -> Iterator[tuple[int, str, Quote | str]]:
    """Year, wording and place (a quote or a table id) of every title that names the year of the report."""
    kind = KINDS.get(report.info.kind or "")
    if kind is None or report.info.year is None:
        return
    for index, paragraph in enumerate(report.narrative):
        folded = fold(paragraph.text)
        if "20" in folded.text and len(folded.text) <= 40 and (heading_level(folded.text) is not None or index < 6):
            match = _own_title(folded.text, kind)
            if match:
                yield int(match["year"]), paragraph.text.strip(), Quote(paragraph.text.strip(), paragraph.page, index)
    for table in report.tables:
        match = _own_title(fold(table.title or "").text, kind)
        if match:
            yield int(match["year"]), (table.title or "").strip(), table.id


def _own_title(text: str, kind: str) -> re.Match[str] | None:
    match = _TITLE.search(text)
    if match is None or match["kind"] != kind or not _TITLE_REST.search(match["rest"]) or _REVIEW.search(match["rest"]):
        return None
    before = text[: match.start()]
    return None if any(w in before + match["what"] for w in ("比", "较", "上年", "与", "提前")) else match


@inspection(looks_at=("narrative",))
def mistyped_years(facts: Facts) -> Iterator[Finding]:
    """A year with a digit too few or too many: 202 年度部门决算; in 附表2 2024年 two numbers stand side by side."""
    for passage in narrative_of(facts):
        for match in _MISTYPED.finditer(passage.text):
            if passage.folded.quote(*match.span("digits")).isdecimal():
                yield _mistyped(match.group(), passage.quote(*match.span()))


def _mistyped(year: str, quote: Quote) -> Finding:
    how = "多" if len(year) > len("2024年") else "少"
    return Finding(
        "year.mistyped",
        "year",
        "warning",
        f"“{year}”的年份{how}写了数字：{quote.text[:40]}。",
        text=quote,
        stated=year,
    )


@inspection(looks_at=("labels",))
def target_years(facts: Facts) -> Iterator[Finding]:
    """The performance target of another year in the tables of this one."""
    report = facts.report
    if report.info.year is None:
        return
    for table in report.tables:
        if not (table.form or "").startswith("performance"):
            continue
        for ref, cell in table.refs():
            match = _TARGET.search(fold(cell.text).text)
            if match and int(match["year"]) != report.info.year:
                yield Finding(
                    "year.target",
                    "year",
                    "error" if report.source.kind != "scan" else "warning",
                    f"{table_name(table)}里写的是“{match.group()}”，本报告是 {report.info.year} 年的。",
                    table=table.id,
                    cells=(CellRef(*ref),),
                    stated=f"{match['year']}年",
                    expected=f"{report.info.year}年",
                )


@inspection(looks_at=("narrative",))
def planned_years(facts: Facts) -> Iterator[Finding]:
    """A task to be done that names a year long past, and a plan that has run out."""
    year = facts.report.info.year
    if year is None:
        return
    for match, quote in places_in_text(facts, _PLANNED, ("20",)):
        if int(match["year"]) <= year - 2 and not _PAST.search(fold(quote.text).text):
            yield Finding(
                "year.task",
                "year",
                "warning",
                f"{year} 年的安排里写着 {match['year']} 年的工作，可能沿用了旧稿：{quote.text}。",
                text=quote,
                stated=f"{match['year']}年",
                expected=f"{year}年",
            )
    for match, quote in places_in_text(facts, _PERIOD, ("20",)):
        if int(match["first"]) < int(match["last"]) < year - 1:
            yield Finding(
                "year.plan",
                "year",
                "info",
                f"“{match.group()}”的期限在 {year} 年以前已满，请确认仍然有效。",
                text=quote,
                stated=match.group(),
            )


@inspection(looks_at=("narrative",))
def asset_dates(facts: Facts) -> Iterator[Finding]:
    """Final accounts give assets at the end of their own year; budgets at the end of the year before."""
    info = facts.report.info
    if info.year is None or info.kind is None:
        return
    expected = info.year if info.kind == "final" else info.year - 1
    for match, quote in places_in_text(facts, _AS_OF, ("截",)):
        stated = int(match["year"])
        if stated != expected and (info.kind == "final" or stated > expected):
            yield Finding(
                "year.assets",
                "year",
                "warning" if info.kind == "final" else "info",
                f"资产情况写截至 {stated} 年底，{info.year} 年{KINDS[info.kind]}一般应为截至 {expected} 年底。",
                text=quote,
                stated=str(stated),
                expected=str(expected),
            )
