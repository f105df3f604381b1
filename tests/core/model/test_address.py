"""Places are called by the words of the forms."""

from __future__ import annotations

from core.model import Cell, CellRef, Column, Report, Table
from core.model.address import cell_label, column_label, row_label, table_name


def table(*rows: str, **more: object) -> Table:
    cells = [[Cell.of(text) for text in row.split("|")] for row in rows]
    return Table("t1", [Column(("基本支出", "人员经费"))] * len(cells[0]), cells, **more)  # type: ignore[arg-type]


def test_a_cell_is_named_by_table_subject_and_column() -> None:
    report = Report(tables=[table("201|一般公共服务支出|62.89|2.60", number="表5", title="支出表")])
    assert cell_label(report, CellRef("t1", 0, 3)) == "表5 · 201 一般公共服务支出 · 基本支出·人员经费"
    assert cell_label(report, CellRef("t1", 0, 3), short=True) == "表5 · 201 一般公共服务支出 · 人员经费"
    assert cell_label(report, CellRef("t9", 0, 0)) == ""
    assert table_name(report.tables[0], 0) == "表5 支出表"


def test_what_has_no_name_is_counted() -> None:
    bare = Table("t1", [Column()], [[Cell.of("1.00")]])
    assert table_name(bare, 2) == "第3张表（无标题）"
    assert row_label(bare, 0, 0) == "第 1 行"
    assert column_label(bare, 0) == "第 1 列"


def test_in_a_two_sided_table_the_nearest_name_counts() -> None:
    two_sided = table("一、拨款收入|302.49|一、公共服务支出|181.52", "201||72.49|—")
    assert row_label(two_sided, 0, 1) == "一、拨款收入"
    assert row_label(two_sided, 0, 3) == "一、公共服务支出"
    assert row_label(two_sided, 1, 3) == "201"


def test_a_text_that_is_a_value_does_not_name_its_row() -> None:
    heads = ("项目编码", "项目名称", "上年完成值", "本年目标值")
    goals = table("201|补助人次|741万元|完成 90%")
    goals.columns = [Column((head,)) for head in heads]
    assert [row_label(goals, 0, column) for column in range(4)] == ["201", *["201 补助人次"] * 3]


def test_without_naming_columns_the_nearest_text_to_the_left_counts() -> None:
    bare = table("补助人次|741万元")
    assert row_label(bare, 0, 1) == "补助人次"


def test_a_text_that_is_no_name_is_called_by_its_beginning() -> None:
    text = "维护职工合法权益，" * 20
    assert row_label(table(f"{text}|9.60"), 0, 1) == f"{text[:39]}…"
