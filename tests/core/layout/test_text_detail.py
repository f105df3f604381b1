"""Detail tables of spaced dumps: names and codes alternate before the figures, blank cells are lost."""

from __future__ import annotations

from tests.core.layout.test_text_rows import body

UNIT, RUNNING = "云岭州总工会", ["2012901", "行政运行"]
HEADER = "单位名称 项目代码 项目名称 功能科目编码 功能科目名称 经济科目编码 经济科目名称 合计 基本支出 项目支出"


def dump(*lines: str, header: str = HEADER) -> str:
    return "\n\n".join(["部门支出明细表", f"部门：{UNIT} 单位：元", header, *lines, "注：本表反映支出。"])


def test_names_and_codes_alternate() -> None:
    rows = body(
        dump(
            f"{UNIT} 53230021000000001101 基本工资 2012901 行政运行 30101 基本工资 830,719.00 830,719.00 0.00",
            f"{UNIT} 53230021000000001201 办公费 2012901 行政运行 30201 办公费 61,082.00 61,082.00 0.00",
            "合 计 891,801.00 891,801.00 0.00",
        )
    )
    assert rows[0][:3] == [UNIT, "53230021000000001101", "基本工资"]
    assert rows[0][3:7] == [*RUNNING, "30101", "基本工资"]
    assert rows[1][5:] == ["30201", "办公费", "61,082.00", "61,082.00", "0.00"]
    assert rows[2] == ["合计", *[""] * 6, "891,801.00", "891,801.00", "0.00"]


def test_wrapped_names_between_codes() -> None:
    rows = body(
        dump(
            f"{UNIT} 53230021000000001108",
            "机关事业单位基本养老",
            "保险缴费",
            "2080505 机关事业单位基本养老保险缴费支出 30108 机关事业单位基本养老保险缴费 34.10 34.10 0.00",
            f"{UNIT} 53230021000000001201 办公费 2012901 行政运行 30201 办公费 6.10 6.10 0.00",
        )
    )
    assert rows[0][2:4] == ["机关事业单位基本养老保险缴费", "2080505"]
    assert [row[0] for row in rows] == [UNIT, UNIT]


def test_blank_codes_are_left_out() -> None:
    rows = body(
        dump(
            "301 工资福利支出 501 机关工资福利支出 8.00 5.00",
            "30101 基本工资 50101 工资奖金津补贴 5.00 5.00",
            "30102 津贴补贴 3.00",
            header="部门经济科目编码 部门经济科目名称 政府经济科目编码 政府经济科目名称 合计 人员经费",
        )
    )
    assert rows[1][:4] == ["30101", "基本工资", "50101", "工资奖金津补贴"]
    assert rows[2][:4] == ["30102", "津贴补贴", "", ""]


def test_note_column_alone_at_the_end_of_the_header() -> None:
    text = dump("201 一般公共服务支出 8.00 5.00 3.00", header="科目编码 科目名称 合计 基本支出 项目支出\n\n备注")
    assert body(text) == [["201", "一般公共服务支出", "8.00", "5.00", "3.00", ""]]


def test_counts_and_amounts_behind_a_unit_of_measure() -> None:
    header = "预算项目 采购项目 采购目录 计量单位 数量 合计"
    rows = body(dump("一般公用经费 复印纸 纸制文具 箱 40 8,000.00", "合计 8,000.00", header=header))
    assert rows[0] == ["一般公用经费", "复印纸", "纸制文具", "箱", "40", "8,000.00"]


def test_what_cannot_be_read_as_cells_is_still_there() -> None:
    long = [f"第{n}行的说明文字" for n in range(20)]
    rows = body(dump(f"{UNIT} 53230021000000001101 基本工资", *long, "830,719.00"))
    assert all(any(line in cell for row in rows for cell in row) for line in long)
