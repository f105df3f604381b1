"""Performance forms: indicators whose cells wrap, keys and values above them."""

from __future__ import annotations

from core.layout.blocks import Grid
from core.readers.text import text_blocks

GOALS = """\
部门整体绩效目标表

（2024 年）

部门名称（盖章） 某市总工会

年度绩效目标

维护职工合法权益，推动实现职工体面劳动、舒心工作、全面发展。加强服务

体系建设，心系职工冷暖。

一级指标 二级指标 三级指标 指标值 指标设定依据 分值权重

产出指标

数量指标 培育职工之家建设
示范单位
=10 家

2024 年州总工

会绩效指标表
10

质量指标 劳模补助覆盖率 ≥100% 年度计划 15

效益指标

社会效益指标 职工生活质量 提高 年度计划 15
第三部分 名词解释
"""

SCORES = """\
部门整体支出绩效自评情况表

部门名称 某市总工会

一级

指标

二级

指标
三级指标 年度指标值

实际完成

值
分值 得分

产出

指标

数量

指标

帮扶职工

人数
≥68人 68人 20 20

效益

指标

社会效

益指标
民主测评 好 100% 15 15

总分 100 99.96
 附件 2：其他
"""


def rows(text: str) -> tuple[list[str], list[list[str]]]:
    """Headings and body rows of the only table."""
    (grid,) = (b for b in text_blocks(text) if isinstance(b, Grid))
    table = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        table[cell.row][cell.column] = cell.text
    return table[0], table[1:]


def test_indicators_find_their_columns() -> None:
    header, body = rows(GOALS)
    assert header == ["一级指标", "二级指标", "三级指标", "指标值", "指标设定依据", "分值权重"]
    assert body[-3:] == [
        ["产出指标", "数量指标", "培育职工之家建设示范单位", "=10家", "2024年州总工会绩效指标表", "10"],
        ["", "质量指标", "劳模补助覆盖率", "≥100%", "年度计划", "15"],
        ["效益指标", "社会效益指标", "职工生活质量", "提高", "年度计划", "15"],
    ]


def test_keys_above_the_indicators_begin_rows_and_long_values_are_joined() -> None:
    _, body = rows(GOALS)
    assert body[0][:2] == ["部门名称（盖章）", "某市总工会"]
    assert body[1][0] == "年度绩效目标"
    assert body[1][1].endswith("加强服务体系建设，心系职工冷暖。")


def test_narrow_columns_and_the_total_row() -> None:
    header, body = rows(SCORES)
    assert header == ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    assert body == [
        ["部门名称", "某市总工会", "", "", "", "", ""],
        ["产出指标", "数量指标", "帮扶职工人数", "≥68人", "68人", "20", "20"],
        ["效益指标", "社会效益指标", "民主测评", "好", "100%", "15", "15"],
        ["总分", "", "", "", "", "100", "99.96"],
    ]


def test_a_mention_of_a_performance_form_is_no_table() -> None:
    text = "具体情况见下表：\n\n部门整体支出绩效自评情况表\n\n第四部分 名词解释\n\n财政拨款：从财政取得的资金。\n"
    assert not [b for b in text_blocks(text) if isinstance(b, Grid)]
