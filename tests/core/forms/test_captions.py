from core.model import Table
from tests.core.forms.building import assembled, centred, grid, line, spoken

BODY = ("科目 | 合计", "201 | 3.00")


def only_table(*blocks) -> Table:
    report = assembled(*blocks)
    assert len(report.tables) == 1
    return report.tables[0]


def test_number_title_and_unit_line_on_lines_of_their_own() -> None:
    report = assembled(*spoken("第二部分 公开表", "表1", "部门收支总表", "部门：某总工会 单位：万元"), grid(*BODY))
    table = report.tables[0]
    assert (table.number, table.title, table.unit_line) == ("表1", "部门收支总表", "部门：某总工会 单位：万元")
    assert table.amount_unit == "万元"
    assert [p.text for p in report.narrative] == ["第二部分公开表"]


def test_title_above_its_number() -> None:
    table = only_table(*spoken("收入决算表", "公开 02 表", "部门：某总工会", "2023年度", "单位：元"), grid(*BODY))
    assert (table.number, table.title) == ("公开02表", "收入决算表")
    assert table.unit_line == "部门：某总工会 2023年度 单位：元"
    assert table.amount_unit == "元"


def test_number_and_title_on_one_line() -> None:
    table = only_table(*spoken("表2：部门收入总表"), grid(*BODY))
    assert (table.number, table.title) == ("表2", "部门收入总表")


def test_number_at_the_end_of_the_unit_line() -> None:
    table = only_table(*spoken("收入决算表", "部门：某总工会 公开02表"), grid(*BODY))
    assert (table.number, table.unit_line) == ("公开02表", "部门：某总工会")


def test_a_title_cut_over_two_lines() -> None:
    table = only_table(
        line("3、关于提前下达困难职工及劳模帮扶救助省专项资金(秦财", top=80, x0=65),
        centred("行[2022]768号)绩效目标表", top=105),
        line("单位：万元", top=130, x0=480, size=10),
        grid("项目编码 | 1303 | 项目名称 | 帮扶"),
    )
    assert table.title == "3、关于提前下达困难职工及劳模帮扶救助省专项资金(秦财行[2022]768号)绩效目标表"


def test_a_title_over_two_lines_whose_first_names_the_form() -> None:
    lines = (centred("2024年政府性基金", top=60), centred("预算财政拨款支出表", top=78), line("单位：万元", top=96))
    table = only_table(*lines, grid(*BODY, top=120))
    assert (table.title, table.form) == ("2024年政府性基金预算财政拨款支出表", "gov_fund")
    lines = (centred("云溪县总工会", top=60), centred("政府性基金预算财政拨款支出表", top=78))
    assert only_table(*lines, grid(*BODY, top=100)).title == "政府性基金预算财政拨款支出表"


def test_a_unit_line_above_the_title() -> None:
    table = only_table(line("单位：元", x0=450, top=90), centred("部门收支总表", top=120), grid(*BODY, top=150))
    assert (table.title, table.unit_line, table.amount_unit) == ("部门收支总表", "单位：元", "元")


def test_a_unit_alone_on_its_line() -> None:
    table = only_table(centred("部门收支总表", top=100), line("万元", x0=470, top=120), grid(*BODY, top=140))
    assert table.amount_unit == "万元"


def test_the_sentence_before_a_table_is_not_its_title() -> None:
    report = assembled(*spoken("编制范围的单位包括："), grid("序号 | 单位名称", "1 | 某局"))
    assert report.tables[0].title is None
    assert report.tables_before()[0] == 0


def test_caption_in_the_first_rows_of_the_grid() -> None:
    table = only_table(
        grid("部门收支总表 | <", "公开01表 | ", "部门：某总工会 | 单位：万元", "项目 | 金额", "一、收入 | 3.00")
    )
    assert (table.number, table.title, table.amount_unit) == ("公开01表", "部门收支总表", "万元")
    assert [column.path for column in table.columns] == [("项目",), ("金额",)]


def test_the_title_in_the_grid_is_nearer_than_the_one_above() -> None:
    rows = ("收入支出决算总表 | <", "711总工会 | 单位：万元", *BODY)
    table = only_table(centred("某总工会2024年度部门决算表", top=100), grid(*rows, top=130))
    assert (table.title, table.unit_line) == ("收入支出决算总表", "711总工会 单位：万元")
    assert [column.path for column in table.columns] == [("科目",), ("合计",)]


def test_notes_below_the_table() -> None:
    below = spoken("注：本表反映收入情况。", "说明：本表无数据。", "一、收入")
    report = assembled(*spoken("收入决算表"), grid(*BODY), *below)
    assert report.tables[0].note == "注：本表反映收入情况。\n说明：本表无数据。"
    assert [p.text for p in report.below(0)] == ["一、收入"]


def test_a_note_without_the_word() -> None:
    table = only_table(*spoken("收入表"), grid(*BODY), *spoken("（表 4 中不包含结转结余资金，包含转移支付资金）"))
    assert table.note == "（表4中不包含结转结余资金，包含转移支付资金）"


def test_numbered_notes_without_the_word() -> None:
    notes = ["1.本表反映部门本年度收支情况。", "2.部分数据因转换单位略有出入。"]
    table = only_table(grid(*BODY), *(line(note, top=195 + 12 * n, size=9) for n, note in enumerate(notes)))
    assert table.note == "\n".join(notes)


def test_a_note_wrapped_by_the_page_and_one_on_the_next_page() -> None:
    wide = grid(*BODY, top=100)
    table = only_table(
        wide,
        line("注：本表反映收入情况，可能存", top=142, size=10),
        line("在尾差。", top=155, size=10),
        line("- 4 -", top=810, x0=290, size=10),
        line("说明：本表无数据。", page=2, top=70, size=10),
    )
    assert table.note == "注：本表反映收入情况，可能存在尾差。\n说明：本表无数据。"


def test_a_note_in_the_last_row_of_the_grid() -> None:
    table = only_table(grid("科目 | 合计", "201 | 3.00", "注：本表反映支出情况。 | <"))
    assert table.note == "注：本表反映支出情况。"
    assert len(table.rows) == 1


def test_a_page_number_inside_the_frame_is_no_row() -> None:
    assert len(only_table(grid("科目 | 合计", "201 | 3.00", "- 5 - | <")).rows) == 1


def test_pieces_of_a_unit_line_in_any_order() -> None:
    pieces = [line("单位：万元", x0=480, top=130), line("711总工会", x0=60, top=131)]
    table = only_table(centred("部门政府采购预算", top=100), *pieces, grid("采购项目 | 金额", "电脑 | 3.00"))
    assert (table.title, table.unit_line) == ("部门政府采购预算", "711总工会 单位：万元")


def test_a_frame_around_text_is_no_table() -> None:
    report = assembled(grid("本部门无重点项目。"), grid("科目 | 合计", "201 | 3.00", top=300))
    assert [len(table.rows) for table in report.tables] == [1]
    assert [p.text for p in report.narrative] == ["本部门无重点项目。"]


def test_the_name_of_a_sheet_is_the_title_where_the_sheet_has_none() -> None:
    named, unnamed = grid(*BODY), grid(*BODY, top=300)
    named.title, unnamed.title = "表3 部门支出总表", "Sheet2"
    report = assembled(named, *spoken("一、收入"), unnamed)
    assert [(t.number, t.title) for t in report.tables] == [("表3", "部门支出总表"), (None, None)]


def test_a_number_by_any_letters_between_title_and_unit_line() -> None:
    blocks = (centred("财政拨款收支预算总表", top=100), line("GK08表", top=120), line("单位：万元", top=140))
    table = only_table(*blocks, grid("项目 | 预算数", "收入总计 | 302.49", top=160))
    assert (table.number, table.title, table.unit_line) == ("GK08表", "财政拨款收支预算总表", "单位：万元")
