"""Findings for people: the list (问题清单) as CSV, and the letter to the unit that has to mend its report (整改单)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from core.export.tables import write_csv
from core.files import write_text
from core.model import AS_PRINTED, CellRef, Report
from core.model.address import cell_label, table_name
from core.naming import report_name

if TYPE_CHECKING:
    from core.checks.findings import Finding

LEVELS = {"error": "矛盾", "warning": "疑点", "info": "提示"}
KINDS = {
    "row_sum": "行合计",
    "column_sum": "列合计",
    "balance": "收支平衡",
    "cross_table": "表间一致",
    "text_table": "文字与表",
    "text_arithmetic": "文字中的计算",
    "text_text": "文字前后",
    "score": "评分",
    "code_name": "科目",
    "year": "年度",
    "unit": "单位",
    "missing_table": "缺表",
    "empty_table_note": "空表说明",
    "placeholder": "未填内容",
    "order": "顺序",
    "rounding": "尾差",
    "ocr": "识别",
    "other": "其他",
}
LIST_HEADER = ("序号", "级别", "类别", "位置", "页码", "现值", "应为", "差额", "说明", "建议改为", "搁置原因")
_STYLE = """
body { font-family: "Microsoft YaHei UI", "Noto Sans CJK SC", sans-serif; max-width: 42em; margin: 2em auto; }
h1 { font-size: 1.4em; text-align: center; } h2 { font-size: 1.1em; margin-top: 1.6em; }
li { margin: 0.8em 0; line-height: 1.6; } .place { font-weight: 600; } .sign { margin-top: 3em; line-height: 2.4; }
"""


def list_rows(report: Report, findings: Iterable[Finding]) -> list[Sequence[str]]:
    """The 问题清单: its header and one row for each finding."""
    return [LIST_HEADER, *(_list_row(n, report, finding) for n, finding in enumerate(findings, 1))]


def write_list(path: Path, report: Report, findings: Iterable[Finding]) -> None:
    """The 问题清单 as CSV. Raises DiskFull or FileUnwritable."""
    write_csv(path, list_rows(report, findings))


def _list_row(number: int, report: Report, finding: Finding) -> Sequence[str]:
    return (
        str(number),
        LEVELS[finding.level],
        KINDS.get(finding.kind, finding.kind),
        place_of(report, finding),
        page_of(report, finding),
        finding.stated or "",
        finding.expected or "",
        finding.difference or "",
        finding.message,
        finding.proposal,
        report.set_aside.get(finding.key, ""),
    )


def place_of(report: Report, finding: Finding) -> str:
    """The cell that is most likely wrong, else the table, else the sentence."""
    if cell := place_cell(finding):
        return cell_label(report, cell)
    for position, table in enumerate(report.tables):
        if table.id == finding.table:
            return table_name(table, position)
    return f"“{finding.text.text}”" if finding.text else ""


def page_of(report: Report, finding: Finding) -> str:
    """The page of that place, "" where the source has no pages."""
    cell = place_cell(finding)
    if cell and (page := report.cell(cell).page):
        return str(page)
    if finding.text and finding.text.page:
        return str(finding.text.page)
    tables = (table for table in report.tables if table.id == finding.table)
    return "、".join(str(page) for table in tables for page in table.pages)


def place_cell(finding: Finding) -> CellRef | None:
    """The cell that a finding speaks of first: the most likely wrong one."""
    suspects = [suspect.cell for suspect in finding.suspects[:1]]
    return next(iter((*suspects, *finding.cells)), None)


@dataclass(frozen=True, slots=True)
class _Item:
    place: str
    message: str
    remark: str


@dataclass(frozen=True, slots=True)
class _Letter:
    title: str
    opening: str
    sections: tuple[tuple[str, tuple[_Item, ...]], ...]
    closing: tuple[str, ...]


def letter_text(report: Report, findings: Iterable[Finding], day: date) -> str:
    """The 整改单 as plain text, to paste into a message. Rounding tails and hints are left out."""
    letter = _letter(report, findings, day)
    lines = [letter.title, "", letter.opening]
    for heading, items in letter.sections:
        lines += ["", heading]
        for number, item in enumerate(items, 1):
            lines += [f"{number}. {item.place}", *(f"   {text}" for text in (item.message, item.remark) if text)]
    return "\n".join([*lines, "", *letter.closing, ""])


def letter_html(report: Report, findings: Iterable[Finding], day: date) -> str:
    """The 整改单 as a page to print or to open in WPS."""
    letter = _letter(report, findings, day)
    body = [f"<h1>{escape(letter.title)}</h1>", f"<p>{escape(letter.opening)}</p>"]
    for heading, items in letter.sections:
        body += [f"<h2>{escape(heading)}</h2>", "<ol>", *map(_item_html, items), "</ol>"]
    body.append(f'<p class="sign">{"<br>".join(map(escape, letter.closing))}</p>')
    head = f'<meta charset="utf-8"><title>{escape(letter.title)}</title><style>{_STYLE}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head>\n<body>\n' + "\n".join(body) + "\n</body></html>\n"


def write_letter(path: Path, report: Report, findings: Iterable[Finding], day: date) -> None:
    """The 整改单: as HTML for a name that ends so, as plain text otherwise. Raises DiskFull or FileUnwritable."""
    html = path.suffix.lower() in (".html", ".htm")
    if html:
        write_text(path, letter_html(report, findings, day))
    else:
        write_text(path, letter_text(report, findings, day), encoding="utf-8-sig")


def _letter(report: Report, findings: Iterable[Finding], day: date) -> _Letter:
    each = list(findings)
    mend = [f for f in each if f.level == "error" and report.set_aside.get(f.key, AS_PRINTED) == AS_PRINTED]
    look = [f for f in each if f.level == "warning" and f.key not in report.set_aside]
    aside = [f for f in each if f.key in report.set_aside and f not in mend]
    sections = [("须更正", mend), ("请复核", look), ("已说明，不作更正", aside)]
    return _Letter(
        title=f"{name_of(report)}公开报告整改单",
        opening=_opening(mend, look),
        sections=tuple((f"{h}（{len(s)} 项）", tuple(_item(report, f) for f in s)) for h, s in sections if s),
        closing=(f"核对日期：{day.year} 年 {day.month} 月 {day.day} 日", "核对人：", "报告单位经办人：", "更正日期："),
    )


def name_of(report: Report) -> str:
    """某县总工会 2024 年预算"""
    return report_name(report.info.unit or "（单位未填）", report.info.year, report.info.kind)


def _opening(mend: Sequence[Finding], look: Sequence[Finding]) -> str:
    if not mend and not look:
        return "经核对，报告各表及文字之间的勾稽关系没有发现需要更正的问题。"
    return f"经核对，报告有 {len(mend)} 处须更正、{len(look)} 处请复核，列示如下。更正后请重新公开并回复。"


def _item(report: Report, finding: Finding) -> _Item:
    page = page_of(report, finding)
    place = place_of(report, finding) or KINDS.get(finding.kind, "")
    return _Item(f"{place}（第 {page} 页）" if page else place, finding.message, _remark(report, finding))


def _remark(report: Report, finding: Finding) -> str:
    reason = report.set_aside.get(finding.key)
    if reason == AS_PRINTED and finding.level == "error":
        return "已对照原件，原件即如此。"
    if reason:
        return f"说明：{reason}"
    if not finding.proposal:
        return ""
    mended = f"{finding.stated or '现值'} 改为 {finding.proposal}" if finding.repair is None else finding.proposal
    return f"建议：{mended}，请对照原始账表确认。"


def _item_html(item: _Item) -> str:
    lines = [
        f'<span class="place">{escape(item.place)}</span>',
        *map(escape, filter(None, (item.message, item.remark))),
    ]
    return f"<li>{'<br>'.join(lines)}</li>"
