"""Reports to measure with: the bundled samples, files of one's own, and large ones made for the purpose."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

from core import resources
from core.model import Cell, Column, Report, ReportInfo, Table
from tests.samples.ledger import Measure, Spending, by_function, money, total


def samples() -> list[Path]:
    return sorted(resources.path("samples").glob("*.pdf"))


def long_pdf(pages: int, path: Path) -> Path:
    """A file of that many pages: the samples, bound one after the other."""
    import pypdfium2

    sources = [pypdfium2.PdfDocument(sample) for sample in samples()]
    book = pypdfium2.PdfDocument.new()
    while len(book) < pages:
        source = sources[len(book) // len(sources[0]) % len(sources)]
        book.import_pages(source, list(range(min(len(source), pages - len(book)))))
    out = BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path


def large_report(cells: int) -> Report:
    """Three tables over one generated classification, all relations intact, about `cells` cells in all."""
    random = Random(20)
    count = cells * 10 // 242  # a row of each table has 24 cells; ten rows in eleven are leaves
    leaves = {
        f"{201 + n // 100}{n // 10 % 10 + 1:02}{n % 10 + 1:02}": Spending(
            *(Decimal(random.randrange(10**6)) / 100 for _ in range(3))
        )
        for n in range(count)
    }
    zero: Measure = lambda spending: Decimal(0)  # noqa: E731
    everything, basic, project = (lambda s: s.general), (lambda s: s.basic), (lambda s: s.project)
    tables = [
        _table(
            "income",
            "表2",
            "收入决算表",
            ["本年收入合计", "财政拨款收入", *_OTHERS],
            leaves,
            [everything] * 2 + [zero] * 5,
        ),
        _table(
            "expenditure",
            "表3",
            "支出决算表",
            ["本年支出合计", "基本支出", "项目支出", *_USES],
            leaves,
            [everything, basic, project] + [zero] * 3,
        ),
        _table(
            "general_expenditure",
            "表5",
            "一般公共预算财政拨款支出决算表",
            ["合计", "基本支出", "人员经费", "公用经费", "项目支出"],
            leaves,
            [everything, basic, lambda s: s.staff, lambda s: s.office, project],
        ),
    ]
    return Report(ReportInfo("某市总工会", 2024, "final", "万元"), tables=tables)


_OTHERS = ["上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
_USES = ["上缴上级支出", "经营支出", "对附属单位补助支出"]


def _table(
    form: str, number: str, title: str, headers: list[str], leaves: dict[str, Spending], measures: list[Measure]
) -> Table:
    columns = [Column((text,)) for text in ("科目编码", "科目名称", *headers)]
    lines = [("合计", "", total(leaves.values())), *((code, "某项支出", s) for code, s in by_function(leaves).items())]
    rows = [[Cell.of(text) for text in (code, name, *(money(m(s)) for m in measures))] for code, name, s in lines]
    return Table(form, columns, rows, form=form, number=number, title=title, amount_unit="万元")
