"""Body rows of spaced dumps: wrapped names, lost blanks, groups side by side, broken figures."""

from __future__ import annotations

from collections.abc import Iterator

from core.layout.blocks import Grid, Line
from core.readers.text import text_blocks

Rows = list[list[str]]


def grids(text: str) -> Iterator[Grid]:
    return (block for block in text_blocks(text) if isinstance(block, Grid))


def body(text: str) -> Rows:
    """The body rows of the only table of a dump."""
    (grid,) = grids(text)
    height = grid.header_rows or 0
    rows = [[""] * grid.columns for _ in range(grid.rows - height)]
    for cell in grid.cells:
        if cell.row >= height:
            rows[cell.row - height][cell.column] = cell.text
    return rows


def after_header(*lines: str, header: str = "科目编码 科目名称 合计 基本支出 项目支出") -> str:
    return "\n\n".join(["部门支出总表", "部门：某市总工会 单位：万元", header, *lines, "注：本表反映支出。"])


CODED = ["2080505", "机关事业单位基本养老保险缴费支出", "2.86", "2.86", "0.00"]

NEXT = "221 住房保障支出 2.14 2.14 0.00"


def test_name_wrapped_around_its_figures_line_by_line() -> None:
    text = after_header(
        "2080505\n机关事业单位基本养老保险", "缴费支出\n2.86 2.86 0.00", "221 住房保障支出 2.14 2.14 0.00"
    )
    assert body(text) == [CODED, ["221", "住房保障支出", "2.14", "2.14", "0.00"]]


def test_name_on_both_sides_of_the_code_line() -> None:
    text = after_header(
        "机关事业单位基本养老", "2080505 2.86 2.86 0.00", "保险缴费支出", "221 住房保障支出 2.14 2.14 0.00"
    )
    assert body(text)[0] == CODED


def test_name_that_goes_on_below_its_figures() -> None:
    text = after_header(
        "2080505 机关事业单位基本养老 2.86 2.86 0.00", "保险缴费支出", "221 住房保障支出 2.14 2.14 0.00"
    )
    assert body(text)[0] == CODED


def test_code_and_name_that_touch() -> None:
    assert body(after_header("2012901行政运行 36.17 36.17 0.00"))[0][:2] == ["2012901", "行政运行"]


def test_classes_of_codes_in_three_columns() -> None:
    header = "功能分类科目编码\n功能分类科目名称 合计 基本支出 项目支出\n类 款 项\n※ ※ ※ ※ 1 2 3"
    text = after_header("总计 3.00 3.00 0.00", "201 一般公共服务支出 3.00 3.00 0.00",
                        "201 29 群众团体事务 3.00 3.00 0.00",
                        "201 29 01 行政运行 3.00 3.00 0.00", header=header)  # fmt: skip
    assert [row[:4] for row in body(text)] == [
        ["", "", "", "总计"],
        ["201", "", "", "一般公共服务支出"],
        ["201", "29", "", "群众团体事务"],
        ["201", "29", "01", "行政运行"],
    ]


def test_total_stands_in_the_merged_cells_of_code_and_name() -> None:
    assert body(after_header("合计 2.86 2.86 0.00"))[0][:2] == ["合计", ""]


def test_two_sides_with_a_blank_left_and_a_broken_figure() -> None:
    funds = "一般公共预算\n财政拨款\n政府性基金预\n算财政拨款\n国有资本经营预\n算财政拨款"
    header = f"收入 支出\n项 目 行次 金额 项 目 行次 合计\n{funds}"
    text = after_header("一、一般公共预算财政拨款 1 46.93一、一般公共服务支出 33\n36.1", "7\n36.17 0.00 0.00",
                        "4 四、公共安全支出 36 0.00 0.00 0.00 0.00", header=header)  # fmt: skip
    assert body(text) == [
        ["一、一般公共预算财政拨款", "1", "46.93", "一、一般公共服务支出", "33", "36.17", "36.17", "0.00", "0.00"],
        ["", "4", "", "四、公共安全支出", "36", "0.00", "0.00", "0.00", "0.00"],
    ]


def test_expenditure_stands_in_three_sides_each_with_its_own_ordinals() -> None:
    sides = "支出功能分科目（按大类） 部门预算支出经济分类科目（按大类） 政府预算支出经济分类科目（按大类）"
    header = "收入 支出\n项目 预算数 " + " ".join(f"{side} 预算数" for side in sides.split())
    text = after_header(
        "一、部门预算 70.00 一、一般公共服务支出 50.00 一、人员经费和公用经费支出 60.00 一、机关工资福利支出 40.00",
        "1、财政拨款 70.00 二、外交支出 （1）工资福利支出 40.00 二、机关商品和服务支出 30.00",
        "2、上级补助收入 三、国防支出 20.00 二、专项业务经费支出 10.00",
        header=header,
    )
    first = ["一、部门预算", "70.00", "一、一般公共服务支出", "50.00"]
    assert body(text) == [
        [*first, "一、人员经费和公用经费支出", "60.00", "一、机关工资福利支出", "40.00"],
        ["1、财政拨款", "70.00", "二、外交支出", "", "（1）工资福利支出", "40.00", "二、机关商品和服务支出", "30.00"],
        ["2、上级补助收入", "", "三、国防支出", "20.00", "二、专项业务经费支出", "10.00", "", ""],
    ]


def test_labels_without_figures_on_the_left_and_letters_set_apart() -> None:
    header = "收入 支出\n项目 预算数 支出功能分类 预算数"
    text = after_header("一、本年收入 610.12 201 一般公共服务支出 610.12", "上级补助收入 214 交通运输支出",
                        "230 转移性支出", "收 入 总 计 610.12 支 出 总 计 610.12", header=header)  # fmt: skip
    assert body(text) == [
        ["一、本年收入", "610.12", "201一般公共服务支出", "610.12"],
        ["上级补助收入", "", "214交通运输支出", ""],
        ["", "", "230转移性支出", ""],
        ["收入总计", "610.12", "支出总计", "610.12"],
    ]


def test_three_groups_of_codes_that_touch_and_end_one_after_the_other() -> None:
    header = "\n".join(["经济分类", "科目编码", "科目名称 决算数"] * 3)
    text = after_header(
        "301 工资福利支出 42.43302 商品和服务支出 0.90310 资本性支出 0.00",
        "30101 基本工资 42.4330201 办公费 0.9031002 办公设备购置 0.00",
        "30231\n公务用车运行维护", "费\n0.0031003 专用设备购置 0.00",
        "人员经费合计 42.43 公用经费合计 0.90", header=header)  # fmt: skip
    assert body(text) == [
        ["301", "工资福利支出", "42.43", "302", "商品和服务支出", "0.90", "310", "资本性支出", "0.00"],
        ["30101", "基本工资", "42.43", "30201", "办公费", "0.90", "31002", "办公设备购置", "0.00"],
        ["", "", "", "30231", "公务用车运行维护费", "0.00", "31003", "专用设备购置", "0.00"],
        ["人员经费合计", "", "42.43", "公用经费合计", "", "", "", "", "0.90"],
    ]


def test_names_of_projects_and_units_wrap_each_in_its_column() -> None:
    header = "项目名称 项目单位 合计 本年拨款 单位资金 绩效目标\n一般公共预算 政府性基金预算"
    text = after_header("合计 7.92 7.92 0.00 0.00", "建国前老军人生活补", "贴\n区总工会 7.92 7.92 0.00 0.00",
                        "保证生活补贴正常发", "放，按时发放", header=header)  # fmt: skip
    assert body(text)[1][:3] == ["建国前老军人生活补贴", "区总工会", "7.92"]
    assert body(text)[1][-1] == "保证生活补贴正常发放，按时发放"


def test_rows_of_texts_under_a_header_without_any_head() -> None:
    rows = ["1 某市总工会 01 行政", "2\n某市职工服", "务中心\n02 事业"]
    text = "\n\n".join(["内设机构3个。", "序号 单位名称 单位级次 单位性质", *rows, "本部门无所属单位，仅有本级。"])
    assert body(text) == [["1", "某市总工会", "01", "行政"], ["2", "某市职工服务中心", "02", "事业"]]


def test_header_repeated_on_the_next_page_is_no_row_and_no_new_table() -> None:
    page = "部门：某市总工会 单位：万元\n\n科目编码 科目名称 合计 基本支出 项目支出\n\n"
    text = f"部门支出总表\n\n{page}201 一般公共服务支出 5.00 3.00 2.00\n {page}210 卫生健康支出 1.00 1.00 0.00"
    assert [row[0] for row in body(text)] == ["201", "210"]


def test_lines_around_a_table_stay_lines() -> None:
    lines = [b.text for b in text_blocks(after_header("201 一般公共服务支出 5.00 3.00 2.00")) if isinstance(b, Line)]
    assert lines == ["部门支出总表", "部门：某市总工会 单位：万元", "注：本表反映支出。"]


def test_empty_table_has_its_header_and_no_rows() -> None:
    text = after_header("某市总工会2024年没有使用政府性基金预算安排的支出，本表为空表。")
    (grid,) = grids(text)
    assert (grid.rows, grid.header_rows, grid.columns) == (1, 1, 5)


def test_narrative_gives_no_table() -> None:
    lines = [
        "一、收支情况说明",
        "本部门收入预算302.49万元，本年收入302.49万",
        "元。具体如下：",
        "1.基本支出 3.00 万元。",
    ]
    assert not list(grids("\n\n".join(lines)))


def test_two_codes_in_a_row_each_with_its_name() -> None:
    header = "政府预算经济科目 部门预算经济科目 基本支出\n科目编码 科目名称 科目编码 科目名称 合计 人员经费 公用经费"
    text = after_header("50101 工资奖金津补贴 30101 基本工资 3.00 3.00 0.00", header=header)
    assert body(text)[0][:5] == ["50101", "工资奖金津补贴", "30101", "基本工资", "3.00"]


def test_a_total_stands_in_the_cell_that_the_counters_show_to_be_merged() -> None:
    header = "科目编码 科目名称 合计 基本支出 项目支出\n类 款 项"
    rows = ["合计 5.00 3.00 2.00", "201 29 01 行政运行 5.00 3.00 2.00"]
    below = {
        numbers: body(after_header(numbers, *rows, header=header))[0] for numbers in ("栏次 1 2 3", "※ ※ ※ ※ 1 2 3")
    }
    assert [row[:4] for row in below.values()] == [["合计", "", "", ""], ["", "", "", "合计"]]


def test_a_header_in_the_middle_of_every_table_is_no_running_head() -> None:
    table = "      {}季度支出表\n单位：万元\n      科目名称      合计    基本支出\n行政运行     5.00    5.00\n"
    assert len(list(grids("".join(map(table.format, "一二三四五"))))) == 5


def test_header_and_unit_line_repeated_on_the_next_page() -> None:
    head = ["部门：某市总工会 单位：万元", "科目编码 科目名称 合计", "基本支出", "项目支出"]
    rows = body(
        after_header(
            "201 一般公共服务支出 2.14 2.14 0.00",
            "- 3 -",
            "\n".join(head),
            NEXT,
            header="科目编码 科目名称 合计\n\n基本支出\n\n项目支出",
        )
    )
    assert [row[0] for row in rows] == ["201", "221"]


def test_ordinals_in_brackets_tell_the_side() -> None:
    text = after_header(
        "一、部门预算 5.00 一、外交支出 一、人员经费和公用经费支出 5.00",
        "1、财政拨款 5.00 二、国防支出 （1）工资福利支出 3.00",
        "2、上级补助收入 三、公共安全支出",
        "（2）对个人和家庭的",
        "补助",
        "2.00",
        header="收入 支出\n\n项目 预算数 支出功能分科目（按大类） 预算数 部门预算支出经济分类科目（按大类） 预算数",
    )
    assert [row[4] for row in body(text)] == [
        "一、人员经费和公用经费支出",
        "（1）工资福利支出",
        "（2）对个人和家庭的补助",
    ]


def test_labels_of_two_sides_that_are_not_income_and_expenditure_stand_as_printed() -> None:
    rows = [
        "一、“三公”经费支出 — — 二、机关运行经费 42.57",
        "（一）支出合计 4.20 3.10 （一）行政单位 42.57",
        "1.公务用车运行费 2.50 2.00 三、车辆数 1",
    ]
    assert body(after_header(*rows, header="项目 预算数 决算数 项目 决算数")) == [row.split() for row in rows]


def test_a_label_with_an_ordinal_goes_on_although_it_looks_whole() -> None:
    rows = ["1.因公出国（境）费 0.00", "2.公务用车购置及运行", "维护支出", "4.64", "合计 4.64"]
    assert body(after_header(*rows, header="项目 预算数"))[1:] == [
        ["2.公务用车购置及运行维护支出", "4.64"],
        ["合计", "4.64"],
    ]


def test_the_number_of_the_next_table_ends_a_table() -> None:
    text = after_header(NEXT) + "\n\n部门公开表05\n\n" + after_header(NEXT)
    assert [grid.rows for grid in grids(text)] == [2, 2]
    cut = after_header(NEXT).replace("\n\n注：本表反映支出。", "\n\n部门公开表05\n\n" + after_header(NEXT))
    assert [grid.rows for grid in grids(cut)] == [2, 2]


def test_tables_are_found_between_paragraphs_that_are_not_wrapped() -> None:
    paragraph = "某市总工会2024年坚持服务职工，" * 12 + "完成全年任务。略。"
    text = f"{paragraph}\n{after_header('2012901 行政运行 36.17 36.17 0.00')}\n{paragraph}\n"
    assert body(text) == [["2012901", "行政运行", "36.17", "36.17", "0.00"]]
    assert next(block.whole for block in text_blocks(text) if isinstance(block, Line))


def test_blank_rows_above_a_repeated_header_are_no_unit_lines() -> None:
    head = "部门：某市总工会 单位：万元\n科目编码 科目名称 合计 科目编码 科目名称 合计\n"
    rows = "30310 个人农业生产补贴 30231 公务用车运行维护费\n30299 其他商品和服务支出\n"
    text = f"基本支出表\n{head}{rows}{head}310 资本性支出\n31002 办公设备购置\n注：略"
    assert body(text) == [
        ["30310", "个人农业生产补贴", "", "30231", "公务用车运行维护费", ""],
        ["", "", "", "30299", "其他商品和服务支出", ""],
        ["", "", "", "310", "资本性支出", ""],
        ["", "", "", "31002", "办公设备购置", ""],
    ]


def test_rows_of_dots_do_not_end_a_table() -> None:
    rows = body("机构设置表\n序号 单位名称 单位级次 内设机构\n1 某市总工会 01 3\n2 。。。\n3 。。。\n")
    assert [row[0] for row in rows] == ["1", "2", "3"]


def cell_by_cell(text: str) -> str:
    return "\n".join(text.split())


def test_a_cell_a_line_does_not_tell_where_rows_begin() -> None:
    header = "科目编码 科目名称 合计 基本支出 项目支出 栏次 1 2 3"
    rows = "合计 38.31 38.31 0.00 2012901 行政运行 36.17 36.17 0.00 210 卫生健康支出 2.14 2.14 0.00"
    assert body(cell_by_cell(f"支出决算表 单位：万元 {header} {rows} 注：略")) == [
        ["合计", "", "38.31", "38.31", "0.00"],
        ["2012901", "行政运行", "36.17", "36.17", "0.00"],
        ["210", "卫生健康支出", "2.14", "2.14", "0.00"],
    ]


def test_sides_of_a_cell_a_line_go_on_with_their_line_numbers() -> None:
    header = "收入 支出 项目 行次 金额 项目 行次 金额"
    rows = "一、财政拨款收入 1 9.00 一、一般公共服务支出 4 9.00 2 二、外交支出 5 收入总计 3 9.00 支出总计 6 9.00"
    assert body(cell_by_cell(f"收支决算总表 单位：万元 {header} {rows} 注：略")) == [
        ["一、财政拨款收入", "1", "9.00", "一、一般公共服务支出", "4", "9.00"],
        ["", "2", "", "二、外交支出", "5", ""],
        ["收入总计", "3", "9.00", "支出总计", "6", "9.00"],
    ]


def test_a_title_alone_announces_a_header_whose_lines_are_broken() -> None:
    text = "支出总表\n科目编码\n科目名称 合计 基本\n支出\n项目支出\n2012901 行政运行 36.17 36.17 0.00\n注：略"
    assert body(text) == [["2012901", "行政运行", "36.17", "36.17", "0.00"]]


def test_wide_figures_and_marks_without_width_read_like_others() -> None:
    row = "2012901 行政\u200b运行 ３６．１７ 1，234.56 0.00"
    assert body(after_header(row))[0][1:4] == ["行政运行", "36.17", "1，234.56"]


def test_a_stroke_stands_for_no_amount() -> None:
    assert body(after_header("2012901 行政运行 36.17 36.17 /", NEXT))[0][2:] == ["36.17", "36.17", "/"]
