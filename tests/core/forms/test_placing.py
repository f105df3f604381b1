"""Figures whose blank neighbours were lost find their columns again."""

from __future__ import annotations

from core.forms.placing import codes_by_name, place, sums_of
from core.forms.printed import columns_of, vocabulary
from core.layout.text.loose import LooseRow, LooseTable, loose_table

EXPENDITURE = "科目编码\n科目名称\n合计\n基本支出\n项目支出"
INCOME = """
科目编码
科目名称
总计
财政拨款（补助） : 财政拨款(补助)小计 | 一般公共预算 | 政府性基金预算
单位资金
财政拨款结转
非财政拨款结转结余
"""


def table(columns: str, *rows: tuple[str, str, str]) -> LooseTable:
    """A one-sided table; rows are (code, name, figures between spaces)."""
    made = loose_table(list(columns_of(columns)), vocabulary(), None)
    made.rows = [LooseRow({0: code, 1: name}, {0: figures.split()} if figures else {}) for code, name, figures in rows]
    return made


def placed(*tables: LooseTable, text: str = "") -> list[list[list[str]]]:
    place(tables, text, vocabulary())
    return [[[row.cells.get(c, "") for c in range(2, len(t.columns))] for row in t.rows] for t in tables]


def test_children_add_up_to_their_parent_in_every_column() -> None:
    rows = placed(
        table(
            EXPENDITURE,
            ("", "总计", "610.12 354.52 255.60"),
            ("201", "一般公共服务支出", "610.12 354.52 255.60"),
            ("20129", "群众团体事务", "610.12 354.52 255.60"),
            ("2012901", "行政运行", "354.52 354.52"),
            ("2012902", "一般行政管理事务", "75.60 75.60"),
            ("2012906", "工会事务", "180.00 180.00"),
        )
    )[0]
    assert rows[3:] == [["354.52", "354.52", ""], ["75.60", "", "75.60"], ["180.00", "", "180.00"]]


def test_the_sum_across_decides_and_blank_columns_of_the_total_stay_blank() -> None:
    figures = "610.12 430.12 430.12 180.00"
    said = "其中：财政拨款结转 180.00 万元，占 29.50%。一般公共预算 430.12 万元。"
    rows = placed(table(INCOME, ("", "总计", figures), ("201", "一般公共服务支出", figures)), text=said)[0]
    assert rows == [["610.12", "430.12", "430.12", "", "", "180.00", ""]] * 2


def test_the_same_subject_in_another_table_tells_the_column() -> None:
    known = table(EXPENDITURE, ("2012906", "工会事务", "180.00 0.00 180.00"))
    loose = table(EXPENDITURE, ("2012906", "工会事务", "180.00 180.00"))
    assert placed(known, loose)[1] == [["180.00", "", "180.00"]]


def test_economic_classes_are_paid_as_staff_or_as_office() -> None:
    basic = "科目编码\n科目名称\n合计\n人员经费\n公用经费"
    rows = placed(table(basic, ("30101", "基本工资", "9.00 9.00"), ("30201", "办公费", "2.00 2.00")))[0]
    assert rows == [["9.00", "9.00", ""], ["2.00", "", "2.00"]]


def test_placed_figures_are_marked_as_inferred_and_read_ones_are_not() -> None:
    made = table(EXPENDITURE, ("201", "一般公共服务支出", "5.00 3.00 2.00"), ("210", "卫生健康支出", "1.00 1.00"))
    placed(made)
    assert [sorted(row.inferred) for row in made.rows] == [[], [3]]


def test_a_row_that_nothing_explains_still_keeps_its_figures() -> None:
    rows = placed(table(EXPENDITURE, ("201", "一般公共服务支出", "5.00 4.00")))[0]
    assert [c for c in rows[0] if c] == ["5.00", "4.00"]


def test_rounding_tails_do_not_break_a_sum() -> None:
    rows = placed(table(EXPENDITURE, ("", "合计", "3.01 3.00"), ("201", "一般公共服务支出", "3.01 3.00")))[0]
    assert rows[0] == ["3.01", "3.00", ""]


def test_sums_that_headings_promise() -> None:
    paths = list(columns_of("合计\n基本支出 : 小计 | 人员经费 | 公用经费\n项目支出"))
    found = {(s.total, s.parts) for s in sums_of(paths, vocabulary())}
    assert found == {(1, (2, 3)), (0, (1, 4))}


def test_names_alone_give_the_codes() -> None:
    labels = ["合计", "工资福利支出", "基本工资", "商品和服务支出", "办公费"]
    assert codes_by_name(labels, vocabulary()) == ["", "301", "30101", "302", "30201"]


def test_codes_of_units_beside_those_of_subjects_part_no_family() -> None:
    columns = "科目编码\n单位代码\n单位名称（科目）\n合计\n上年结转\n一般公共预算拨款收入\n其他收入"
    made = loose_table(list(columns_of(columns)), vocabulary(), None)
    rows = (
        ("", "", "合计", "90.00 5.00 85.00"),
        ("", "301301", "某县总工会", "90.00 5.00 85.00"),
        ("2012901", "301301", "行政运行", "60.00 60.00"),
        ("2012902", "301301", "一般行政管理事务", "30.00 5.00 25.00"),
    )
    made.rows = [LooseRow({0: a, 1: b, 2: c}, {0: figures.split()}) for a, b, c, figures in rows]
    said = "上年结转5.00万元，一般公共预算拨款收入85.00万元。"
    assert placed(made, text=said)[0][2][1:] == ["60.00", "", "60.00", ""]


def test_a_car_is_run_more_often_than_bought() -> None:
    columns = (
        "单位名称\n合计\n因公出国（境）费\n公务用车购置及运行费 : 小计 | 公务用车购置费 | 公务用车运行费\n公务接待费"
    )
    made = loose_table(list(columns_of(columns)), vocabulary(), None)
    made.rows = [LooseRow({0: "某县总工会"}, {0: ["7.00", "5.00", "5.00", "2.00"]})]
    assert placed(made) == [[["", "5.00", "", "5.00", "2.00"]]]
