"""Changes of tables as wholes in the list of corrections: a line for each row and each name, none for each cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.checks.repairs import Repair, RowPut, RowsExchanged, RowTaken, UnitNamed
from core.export.corrections import corrections
from core.model import Cell, CellRef, Column, History, Report, Table, TableEdit
from core.model.structure import delete_rows, insert_rows

Line = tuple[str, str, str, str]


def row(page: int, *texts: str) -> list[Cell]:
    return [Cell.of(text, page) for text in texts]


@pytest.fixture
def history() -> History:
    rows = [row(5, "办公费", "1.60", "1.00"), row(5, "印刷费", "2.00", "0.50"), row(5, "印刷费", "2.00", "0.50")]
    columns = [Column(("科目名称",)), Column(("合计",)), Column(("公用经费",))]
    table = Table("t1", columns, rows, number="表6", title="基本支出表", amount_unit="元", pages=(5,))
    return History(Report(tables=[table]))


def change(history: History, name: str, after: Table | None) -> None:
    with history.step(name):
        history.apply(TableEdit(0, history.report.tables[0].copy(), after))


def mend(history: History, repair: Repair) -> None:
    change(history, repair.label, repair.mend(history.report.tables[0].copy()))


def listed(history: History) -> list[Line]:
    return [(c.place, c.printed, c.text, c.step.name if c.step else "") for c in corrections(history)]


def test_a_row_that_a_repair_puts_in_is_one_line(history: History) -> None:
    mend(history, RowPut(1, ((0, "水费"), (1, "0.30"), (2, "0.30")), "水费"))
    assert listed(history) == [("表6 · 水费", "（没有这一行）", "整行：水费 0.30 0.30", "补上 水费 一行")]


def test_what_is_typed_into_it_afterwards_has_a_line(history: History) -> None:
    mend(history, RowPut(1, ((0, "水费"), (1, "0.30")), "水费"))
    with history.step("修改一格"):
        history.set_text(CellRef("t1", 1, 2), "0.30")
    assert [line[0] for line in listed(history)] == ["表6 · 水费 · 公用经费", "表6 · 水费"]


def test_a_row_that_a_repair_takes_out_is_one_line(history: History) -> None:
    mend(history, RowTaken(2, "印刷费"))
    (line,) = corrections(history)
    assert (line.place, line.page, line.printed, line.text) == (
        "表6 · 印刷费",
        5,
        "整行：印刷费 2.00 0.50",
        "（没有这一行）",
    )


def test_another_unit_is_one_line(history: History) -> None:
    mend(history, UnitNamed("万元"))
    assert listed(history) == [("表6 · 金额单位", "元", "万元", "单位改为万元")]
    mend(history, UnitNamed("元"))
    assert listed(history) == []


def test_the_figures_of_exchanged_rows_are_told_one_by_one(history: History) -> None:
    mend(history, RowsExchanged((0, 1), (1, 2)))
    assert [(line[1], line[2]) for line in listed(history)] == [
        ("1.60", "2.00"),
        ("1.00", "0.50"),
        ("2.00", "1.60"),
        ("0.50", "1.00"),
    ]


def test_rows_of_the_user_and_what_is_taken_back(history: History) -> None:
    change(history, "插入行", insert_rows(history.report.tables[0], 0))
    assert listed(history) == [("表6 · 第 1 行", "（没有这一行）", "整行：空行", "插入行")]
    change(history, "删除行", delete_rows(history.report.tables[0], [0]))
    assert listed(history) == []


def test_rows_that_are_put_together_or_moved(history: History) -> None:
    table = history.report.tables[0]
    change(history, "合并行", replace(table.copy(), rows=[row(5, "办公费印刷费", "1.60", "1.00"), table.rows[2]]))
    assert listed(history) == [
        ("表6 · 办公费", "整行：办公费 1.60 1.00／印刷费 2.00 0.50", "整行：办公费印刷费 1.60 1.00", "合并行")
    ]
    history.undo()
    change(history, "下移", replace(table.copy(), rows=[table.rows[1], table.rows[0], table.rows[2]]))
    assert listed(history) == [("表6 · 印刷费", "第 2 行", "第 1 行", "下移")]


def test_headers_names_and_whole_tables(history: History) -> None:
    table = history.report.tables[0]
    columns = [*table.columns[:2], Column(("项目支出",))]
    change(history, "改表头", replace(table.copy(), columns=columns, title="支出表", checked=True, form="x"))
    assert [line[:3] for line in listed(history)] == [
        ("表6 · 表名", "基本支出表", "支出表"),
        ("表6 · 表头", "科目名称、合计、公用经费", "科目名称、合计、项目支出"),
    ]
    history.undo()
    change(history, "删除表", None)
    assert listed(history) == [("表6 基本支出表", "整张表，3 行", "（没有这张表）", "删除表")]


def test_a_table_taken_apart_is_told_as_such(history: History) -> None:
    table = history.report.tables[0]
    with history.step("拆成两张表"):
        history.apply(TableEdit(0, table.copy(), replace(table.copy(), rows=table.rows[:1])))
        history.apply(TableEdit(1, None, replace(table.copy(), id="t2", number=None, title=None, rows=table.rows[1:])))
    assert listed(history) == [("第2张表（无标题）", "（没有这张表）", "整张表，2 行", "拆成两张表")]


def test_what_a_step_only_remembers_is_not_told(history: History) -> None:
    change(history, "标为已核对", replace(history.report.tables[0].copy(), checked=True))
    assert listed(history) == []
