"""What OCR misread is put right where the catalogue tells, and nothing else is touched."""

from __future__ import annotations

import pytest

from core.forms.mending import figure_text, mend
from core.model import Cell, Column, Report, Table

COLUMNS = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
ROWS = [
    ["201", "一般公共服务支出", "302.49", "181.52", "120.97"],
    ["20129", "群众团体事务", "302.49", "181.52", "120.97"],
    ["2012901", "行政运行", "181.52", "181.52", ""],
    ["2012902", "一般行政管理事务", "120.97", "", "120.97"],
]


def spending(confidence: float | None = 0.9, **texts: str) -> Report:
    """A table read by OCR; texts: `r1c2="…"` puts another text into a cell."""
    rows = [[Cell.of(text, 1, confidence=confidence) for text in row] for row in ROWS]
    for place, text in texts.items():
        row, column = int(place[1]), int(place[3])
        rows[row][column] = Cell.of(text, 1, confidence=confidence)
    columns = [Column((name,)) for name in COLUMNS]
    return Report(tables=[Table("t1", columns, rows, form="expenditure", title="部门支出总表")])


def mended(report: Report) -> dict[str, str]:
    """What was corrected: reading → text."""
    mend(report)
    cells = [cell for table in report.tables for _, cell in table.refs()]
    assert all(cell.inferred == cell.corrected for cell in cells)
    return {cell.printed: cell.text for cell in cells if cell.corrected}


def test_a_misread_name_is_corrected_by_its_code() -> None:
    assert mended(spending(r1c1="群众团休事务")) == {"群众团休事务": "群众团体事务"}


def test_a_misread_code_is_corrected_by_its_name() -> None:
    assert mended(spending(r3c0="2812902")) == {"2812902": "2012902"}


def test_no_code_has_letters() -> None:
    assert mended(spending(0.99, r2c0="20l29O1")) == {"20l29O1": "2012901"}


def test_a_column_of_numbers_holds_no_specks_and_no_letters() -> None:
    texts = [*map(str, range(1, 20)), "20.", "il", ".5", "-9", "10P"]
    rows = [[Cell.of(text, 1, confidence=0.9)] for text in texts]
    assert mended(Report(tables=[Table("t1", [Column(("行次",))], rows)])) == {"20.": "20", "il": "11", ".5": "5"}


def test_what_was_read_surely_is_what_the_report_prints() -> None:
    assert not mended(spending(0.99, r1c1="群众团休事务", r3c0="2812902"))


def test_digital_text_is_never_touched() -> None:
    assert not mended(spending(None, r1c1="群众团休事务", r1c2="3O2.49"))


def test_another_name_is_not_taken_for_a_misread_one() -> None:
    assert not mended(spending(r1c1="工会事务", r2c1="行政管理"))


def test_a_label_one_character_off_is_corrected_behind_its_ordinal() -> None:
    texts = [["一、一般公共预算拔款收入", "302.49"], ["本年收人合计", "302.49"], ["县总工会专项收入", "1.00"]]
    rows = [[Cell.of(text, 1, confidence=0.9) for text in row] for row in texts]
    columns = [Column(("项目",)), Column(("预算数",))]
    report = Report(tables=[Table("t1", columns, rows, form="income_expenditure_summary", title="收支总表")])
    assert mended(report) == {
        "一、一般公共预算拔款收入": "一、一般公共预算拨款收入",
        "本年收人合计": "本年收入合计",
    }


@pytest.mark.parametrize(
    ("read", "printed"),
    [("3O2.49", "302.49"), ("l81.52", "181.52"), ("302。49", "302.49"), ("302,49", "302.49"), ("1.147.95", "1,147.95"),
     ("-3O.00", "-30.00"), ("113.31.", "113.31"), (".5.76", "5.76"), ("6,500,008 91", "6,500,008.91")],
)  # fmt: skip
def test_figures_that_could_not_be_figures(read: str, printed: str) -> None:
    assert figure_text(read, 2) == printed


@pytest.mark.parametrize("text", ["无", "—", "万元", "见附表1", "1,23", "OO", "2024年"])
def test_what_may_be_a_text_stays(text: str) -> None:
    assert figure_text(text, 2) in (text, "1.23")
