"""Small reports for the inspections: tables from text, a narrative from lines, and what the inspections say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.checks.facts import Facts
from core.checks.findings import Finding
from core.checks.guard import Guard
from core.checks.inspecting import Inspector
from core.model import Paragraph, Report, ReportInfo, Source, SourceKind, Table, UnreadPage
from core.model.report import ReportKind
from tests.core.checks.sound import make_table, rows_of


def table(form: str | None, columns: str, rows: str = "", *, id: str = "", title: str = "某表", **more: str) -> Table:
    """A table from lines: columns by blanks, header steps by `/`, rows one a line, `-` for an empty cell."""
    made = make_table(form, columns, rows_of(rows, len(columns.split())))
    return replace(made, id=id or form or "other", title=title, amount_unit="万元", **more)  # type: ignore[arg-type]


def _by_subject(form: str, title: str, amounts: str) -> Table:
    """An expenditure table of the same 科目; amounts: 合计, 基本支出 and 项目支出, row by row."""
    rows = zip(_SUBJECTS.strip().splitlines(), amounts.strip().splitlines(), strict=True)
    lines = "\n".join(f"{subject} {figures}" for subject, figures in rows)
    return table(form, "科目编码 科目名称 合计 基本支出 项目支出", lines, title=title)


_SUBJECTS = """
合计 -
201 一般公共服务支出
20129 群众团体事务
2012901 行政运行
2012902 一般行政管理事务
208 社会保障和就业支出
20805 行政事业单位养老支出
2080505 机关事业单位基本养老保险缴费支出
221 住房保障支出
22102 住房改革支出
2210201 住房公积金
"""
_PENSIONS_AND_HOUSING = "60.00 60.00 0.00\n" * 3 + "40.00 40.00 0.00\n" * 3


def report(
    text: str = "",
    tables: Sequence[Table] = (),
    *,
    year: int = 2024,
    kind: ReportKind = "budget",
    source: SourceKind = "pdf",
    unread: tuple[UnreadPage, ...] = (),
) -> Report:
    """A report of the unit 临川县总工会 with one paragraph a line."""
    lines = [line.strip() for line in text.strip().splitlines()]
    narrative = [Paragraph.of(line, 3) for line in lines if line]
    info = ReportInfo("临川县总工会", year, kind, "万元")
    return Report(info, Source(kind=source), list(tables), narrative, unread)


def findings(of: Report, *rules: str) -> list[Finding]:
    """What all inspections say of the report, or those of the given rules, each asked as the program asks it."""
    found = Inspector(Facts(of), Guard(), ()).found()
    return [f for f, _ in found if not rules or f.rule in rules]


def alarms(of: Report) -> list[tuple[str, str]]:
    """Level and rule of everything above a hint."""
    return sorted((f.level, f.rule) for f in findings(of) if f.level != "info")


SUMMARY = table(
    "income_expenditure_summary",
    "收入/项目 收入/预算数 支出/项目 支出/预算数",
    """
    一、一般公共预算拨款收入 480.00 一、一般公共服务支出 400.00
    二、事业收入 20.00 二、社会保障和就业支出 60.00
    - - 三、住房保障支出 40.00
    本年收入合计 500.00 本年支出合计 500.00
    收入总计 500.00 支出总计 500.00
    """,
    title="部门收支总表",
)
EXPENDITURE = _by_subject(
    "expenditure",
    "部门支出总表",
    f"""
    500.00 350.00 150.00
    400.00 250.00 150.00
    400.00 250.00 150.00
    250.00 250.00 0.00
    150.00 0.00 150.00
    {_PENSIONS_AND_HOUSING}
    """,
)
GENERAL = _by_subject(
    "general_expenditure",
    "一般公共预算支出表",
    f"""
    480.00 340.00 140.00
    380.00 240.00 140.00
    380.00 240.00 140.00
    240.00 240.00 0.00
    140.00 0.00 140.00
    {_PENSIONS_AND_HOUSING}
    """,
)
BASIC = table(
    "general_basic",
    "科目编码 科目名称 合计 人员经费 公用经费",
    """
    合计 - 340.00 300.00 40.00
    301 工资福利支出 290.00 290.00 0.00
    30101 基本工资 120.00 120.00 0.00
    30102 津贴补贴 60.00 60.00 0.00
    30103 奖金 50.00 50.00 0.00
    30108 机关事业单位基本养老保险缴费 60.00 60.00 0.00
    302 商品和服务支出 40.00 0.00 40.00
    30201 办公费 18.00 0.00 18.00
    30207 邮电费 0.00 0.00 0.00
    30211 差旅费 9.00 0.00 9.00
    30217 公务接待费 2.00 0.00 2.00
    30229 福利费 11.00 0.00 11.00
    303 对个人和家庭的补助 10.00 10.00 0.00
    30302 退休费 10.00 10.00 0.00
    """,
    title="一般公共预算基本支出表",
)
THREE_PUBLIC = table(
    "three_public",
    "项目 预算数",
    """
    合计 5.00
    因公出国（境）费 0.00
    公务接待费 2.00
    公务用车购置及运行费小计 3.00
    其中：公务用车购置费 0.00
    公务用车运行维护费 3.00
    """,
    title="“三公”经费支出表",
)
TABLES = (SUMMARY, EXPENDITURE, GENERAL, BASIC, THREE_PUBLIC)


def _settled() -> tuple[Table, ...]:
    """The same tables as final accounts, 三公 with 预算数 and 决算数 in one row without a label."""
    tables = [t.copy() for t in (SUMMARY, EXPENDITURE, GENERAL, BASIC)]
    tables[0].columns = [
        replace(c, path=tuple(step.replace("预算数", "决算数") for step in c.path)) for c in SUMMARY.columns
    ]
    items = [
        "合计",
        "因公出国（境）费",
        "公车购置及运行费/小计",
        "公车购置及运行费/购置费",
        "公车购置及运行费/运行维护费",
        "公务接待费",
    ]
    columns = " ".join(f"{time}/{item}" for time in ("预算数", "决算数") for item in items)
    figures = "6.00 0.00 3.50 0.00 3.50 2.50 5.00 0.00 3.00 0.00 3.00 2.00"
    return (*tables, table("three_public", columns, figures, title="“三公”经费支出决算表"))


FINAL_TABLES = _settled()
