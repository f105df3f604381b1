"""A budget whose tables agree with each other to the last digit, made from the amounts of its 项 and economic 款."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hypothesis import strategies as st

from core.model import Cell, CellRef, Column, Report, ReportInfo, Table

NAMES = {
    "201": "一般公共服务支出",
    "20129": "群众团体事务",
    "2012901": "行政运行",
    "2012902": "一般行政管理事务",
    "2012999": "其他群众团体事务支出",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "301": "工资福利支出",
    "30101": "基本工资",
    "302": "商品和服务支出",
    "30201": "办公费",
}
LISTS = ("income", "expenditure", "general_expenditure")  # forms that list 类, 款 and 项
ITEMS = tuple(code for code in NAMES if len(code) == 7)
Amounts = dict[str, tuple[int, int, int]]  # 项 -> 人员, 公用, 项目, in hundredths
TABLE_KINDS = frozenset({"row_sum", "column_sum", "balance", "cross_table"})

amounts_of_items: st.SearchStrategy[Amounts] = st.fixed_dictionaries(
    {code: st.tuples(*[st.integers(0, 10**7)] * 3) for code in ITEMS}
)


def sound_budget(items: Amounts, *, blank_zeros: bool = False) -> Report:
    """The budget of a unit that lives on 一般公共预算 alone."""
    show = _blank_zero if blank_zeros else _plain
    tables = [_summary(items, show), _income(items, show), _expenditure(items, show), _fiscal(items, show)]
    tables += [_general(items, show), _basic(items, show)]
    for number, table in enumerate(tables, 1):
        table.id, table.number = f"t{number}", f"表{number}"
    return Report(ReportInfo("临川县总工会", 2024, "budget", "万元"), tables=tables)


def changed(report: Report, ref: CellRef, text: str) -> Report:
    """A copy with another text in one cell."""
    copy = report.copy()
    copy.table(ref.table).rows[ref.row][ref.column] = Cell.of(text)
    return copy


def amounts(report: Report) -> list[CellRef]:
    """The cells that print an amount other than zero."""
    return [
        ref
        for t in report.tables
        for ref, cell in t.refs()
        if "." in cell.text and cell.text.strip("0.") and ref.column
    ]


def in_parts(report: Report) -> Report:
    """类, 款 and 项 in columns of their own."""
    copy = report.copy()
    copy.tables[:] = [_parted(table) if table.form in LISTS else table for table in copy.tables]
    return copy


def _parted(table: Table) -> Table:
    heads = [Column(("科目编码", part)) for part in "类款项"]
    rows = [
        [Cell.of(code[:3]), Cell.of(code[3:5]), Cell.of(code[5:]), *rest]
        for code, rest in ((row[0].text, row[1:]) for row in table.rows)
    ]
    return Table(table.id, [*heads, *table.columns[1:]], rows, form=table.form, title=table.title, number=table.number)


def _plain(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _blank_zero(hundredths: int) -> str:
    return _plain(hundredths) if hundredths else ""


def make_table(form: str | None, columns: str, rows: Iterable[Sequence[str]]) -> Table:
    """A table of a form: columns by blanks, header steps by `/`."""
    leaves = [Column(tuple(path.split("/"))) for path in columns.split()]
    return Table("", leaves, [[Cell.of(text) for text in row] for row in rows], form=form, title="某表")


def rows_of(text: str, width: int = 0) -> list[list[str]]:
    """Rows one a line, cells by blanks, `-` for an empty cell; short rows are filled up with empty cells."""
    rows = [["" if cell == "-" else cell for cell in line.split()] for line in text.strip().splitlines()]
    return [row + [""] * (width - len(row)) for row in rows]


def _lines(items: Amounts) -> list[tuple[str, str, tuple[int, int, int]]]:
    """合计 and every 类, 款, 项 with its amounts."""
    codes = [code for code in NAMES if code[0] == "2"]
    sums = {code: _added(v for item, v in items.items() if item.startswith(code)) for code in codes}
    return [("", "合计", _added(items.values())), *((code, NAMES[code], sums[code]) for code in codes)]


def _added(each: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    staff, public, project = (sum(column) for column in zip((0, 0, 0), *each, strict=True))
    return staff, public, project


def _classes(items: Amounts) -> list[tuple[str, int]]:
    return [(name, sum(values)) for code, name, values in _lines(items) if len(code) == 3]


def _summary(items: Amounts, show: Callable[[int], str]) -> Table:
    total = show(sum(map(sum, items.values())))
    left = [("一、一般公共预算拨款收入", total), ("二、政府性基金预算拨款收入", ""), ("三、事业收入", ""), ("", "")]
    right = [(f"{n}、{name}", show(v)) for n, (name, v) in zip("一二三四", _classes(items), strict=True)]
    rows = [(*a, *b) for a, b in zip(left, right, strict=True)]
    rows += [("本年收入合计", total, "本年支出合计", total), ("上年结转结余", "", "年终结转结余", "")]
    rows += [("收入总计", total, "支出总计", total)]
    return make_table("income_expenditure_summary", "收入/项目 收入/预算数 支出/项目 支出/预算数", rows)


def _income(items: Amounts, show: Callable[[int], str]) -> Table:
    rows = [(code, name, *[show(sum(v))] * 3, "", "") for code, name, v in _lines(items)]
    columns = "科目编码 科目名称 合计 本年收入/小计 本年收入/一般公共预算 本年收入/事业收入 上年结转"
    return make_table("income", columns, rows)


def _expenditure(items: Amounts, show: Callable[[int], str]) -> Table:
    rows = [(code, name, show(sum(v)), show(v[0] + v[1]), show(v[2]), "") for code, name, v in _lines(items)]
    return make_table("expenditure", "科目编码 科目名称 合计 基本支出 项目支出 上缴上级支出", rows)


def _fiscal(items: Amounts, show: Callable[[int], str]) -> Table:
    total = show(sum(map(sum, items.values())))
    right = [(f"（{n}）{name}", show(v), show(v), "") for n, (name, v) in zip("一二三四", _classes(items), strict=True)]
    left = [
        ("（一）一般公共预算拨款", total),
        ("（二）政府性基金预算拨款", ""),
        ("（三）国有资本经营预算拨款", ""),
        ("", ""),
    ]
    rows = [("一、本年收入", total, "一、本年支出", total, total, "")]
    rows += [(*a, *b) for a, b in zip(left, right, strict=True)]
    rows += [("二、上年结转", "", "二、年终结转结余", "", "", ""), ("收入总计", total, "支出总计", total, total, "")]
    columns = "收入/项目 收入/预算数 支出/项目 支出/合计 支出/一般公共预算 支出/政府性基金预算"
    return make_table("fiscal_summary", columns, rows)


def _general(items: Amounts, show: Callable[[int], str]) -> Table:
    rows = [(c, n, show(sum(v)), show(v[0] + v[1]), show(v[0]), show(v[1]), show(v[2])) for c, n, v in _lines(items)]
    columns = "科目编码 科目名称 合计 基本支出/小计 基本支出/人员经费 基本支出/公用经费 项目支出"
    return make_table("general_expenditure", columns, rows)


def _basic(items: Amounts, show: Callable[[int], str]) -> Table:
    staff, public, _ = _added(items.values())
    rows = [("", "合计", show(staff + public), show(staff), show(public))]
    rows += [(code, NAMES[code], show(staff), show(staff), show(0)) for code in ("301", "30101")]
    rows += [(code, NAMES[code], show(public), show(0), show(public)) for code in ("302", "30201")]
    return make_table("general_basic", "科目编码 科目名称 合计 人员经费 公用经费", rows)
