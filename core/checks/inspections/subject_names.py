"""科目编码 against 科目名称, by the lists in `resources/subjects`. What the lists do not know is at most a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from core import subjects
from core.checks.facts import Facts
from core.checks.findings import Finding, Level, Suspect, table_name
from core.checks.registry import inspection
from core.checks.text.folding import fold
from core.model import CellRef, Table
from core.subjects import Subject, name_key

_CODE_COLUMN = re.compile(r"科目编码|科目代码|功能分类|经济分类|编码")
_UNIT_CODE = re.compile(r"单位|部门(?!预算)|项目编码|采购")
_OWN_CLASS = re.compile(r"项目(?:分类|类别|类型|属性)")  # 311 专项业务类: a province's own classes of projects
_DIGITS = re.compile(r"^\d{2,12}$")
_PART = re.compile(r"^\d{2,7}$")
_LED_BY_CODE = re.compile(r"^(?P<code>\d{7}|\d{5}|\d{3})[\u4e00-\u9fff“\"].*$")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_NO_CODE = re.compile(r"行次|序号|栏次|单位[^科]*[代编]码|部门(?!预算|支出)[^科]*[代编]码|项目[代编]码")
_UNIT_NAME = re.compile(r"(?:工会|委员会|中心|文化宫|疗养院|学校|机关|本级|\(本级\))$")
_NO_NAME = re.compile(r"行次|序号|单位名称(?!.*科目)|部门名称|项目单位|主管部门|备注|绩效|依据")
NAMED, LENGTH = "subject.name", "subject.length"
_MISREAD = 3  # a table where more than a third of the names disagree was not read right


class Coded(NamedTuple):
    """A name in a cell with the code printed before it."""

    cell: CellRef
    code: str
    name: str


@inspection(looks_at=("labels",))
def subject_names(facts: Facts) -> Iterator[Finding]:
    """A name that is not the code's own. A warning only where an official name was replaced by another word."""
    report = facts.report
    for table in report.tables:
        if table.form is None or table.form.startswith(("performance", "organisation")):
            continue
        entries = [e for e in coded_names(table) if subjects.named(e.code) and not _UNIT_NAME.search(e.name)]
        wrong = [e for e in entries if not any(s.is_called(e.name) for s in _in_force(e, report.info.year))]
        if len(wrong) * _MISREAD > len(entries) and len(wrong) > 2:
            continue
        for coded in wrong:
            yield _name(table, coded, report.info.year, report.source.kind == "scan")


def coded_names(table: Table) -> Iterator[Coded]:
    """Every name with the code printed to its left, in whatever column; the parts of a code stand side by side."""
    leaves = ["".join(column.path[-1:]) for column in table.columns]
    own_classes = {c for c, column in enumerate(table.columns) if _OWN_CLASS.search("/".join(column.path))}
    codes = {c for c, leaf in enumerate(leaves) if not _NO_CODE.search(leaf)}
    names = {c for c, leaf in enumerate(leaves) if not _NO_NAME.search(leaf)}
    for r, row in enumerate(table.rows):
        parts: list[str] = []
        for c, cell in enumerate(row):
            text = cell.text.strip()
            if not text:
                parts = []
            elif c in codes and _PART.match(text):
                parts.append(text)
            elif c in names and (parts or text[0].isdigit()) and len(text) <= 60 and _CJK.search(text):
                led = _LED_BY_CODE.match(fold(text).text) if text[0].isdigit() else None
                if (parts or led) and c not in own_classes:
                    yield Coded(CellRef(table.id, r, c), led["code"] if led else "".join(parts), fold(text).text)
                parts = []


def _in_force(coded: Coded, year: int | None) -> list[Subject]:
    names = subjects.named(coded.code)
    return [s for s in names if s.in_force(year)] or list(names)


def _name(table: Table, coded: Coded, year: int | None, scanned: bool) -> Finding:
    official = _in_force(coded, year)[0]
    old = next((s for s in subjects.named(coded.code) if s.is_called(coded.name)), None)
    if old is not None:
        level, why = "info", f"是 {old.valid_to} 年以前的名称，现为" if old.valid_to else "不是当年的名称，应为"
    else:
        level, why = _level(official, coded.name, scanned), "按政府收支分类科目应为"
    return Finding(
        NAMED, "code_name", level,  # type: ignore[arg-type]
        f"{table_name(table)}：{coded.code} 的名称“{coded.name}”，{why}“{official.name}”。",
        table=table.id, cells=(coded.cell,), stated=coded.name, expected=official.name,
        suspects=(Suspect(coded.cell, official.name, 0.5),) if level == "warning" else (),
    )  # fmt: skip


def _level(official: Subject, printed: str, scanned: bool) -> Level:
    """Another word in the place of the official one is worth a warning, a longer or shorter wording is not."""
    if not official.sure or scanned:
        return "info"
    a, b = name_key(printed), name_key(official.name)
    if len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
        return "warning" if len(a) <= 8 else "info"
    near = a in b or b in a or SequenceMatcher(None, a, b).ratio() >= 0.5 or set(a) & set(b) >= set(b[:3])
    return "info" if near else "warning"


@inspection(looks_at=("labels",))
def code_shapes(facts: Facts) -> Iterator[Finding]:
    """Codes of impossible length."""
    for table in facts.report.tables:
        if table.form is None or table.form.startswith("performance"):
            continue
        for column, header in enumerate(table.columns):
            words = "/".join(header.path)
            if _CODE_COLUMN.search(words) and not _UNIT_CODE.search(words):
                yield from _lengths(table, column)


def _lengths(table: Table, column: int) -> Iterator[Finding]:
    codes = [
        (r, row[column].text.strip()) for r, row in enumerate(table.rows) if _DIGITS.match(row[column].text.strip())
    ]
    good = [r for r, code in codes if len(code) in (3, 5, 7)]
    wrong = [(r, code) for r, code in codes if len(code) not in (3, 5, 7, 9)]
    if wrong and len(good) >= 5 and len(wrong) * 4 <= len(good):
        refs = tuple(CellRef(table.id, r, column) for r, _ in wrong)
        yield Finding(
            LENGTH,
            "code_name",
            "info",
            f"{table_name(table)}：编码 {'、'.join(c for _, c in wrong)} 的位数不对，科目编码应为 3、5 或 7 位。",
            table=table.id,
            cells=refs,
            stated=wrong[0][1],
        )
