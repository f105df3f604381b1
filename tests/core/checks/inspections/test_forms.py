"""Performance forms, blank tables, 行次, and names of 科目."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core import subjects
from core.checks import Checker
from core.model import Cell, CellRef, Column
from tests.core.checks.inspections.builders import TABLES, alarms, findings, report, table

APPRAISAL = """
部门整体支出情况 - 年初预算数 全年预算数 全年执行数 分值 执行率 得分
- 部门预算总额 400.00 500.00 480.00 10 96.0% {score}
年度目标 完成任务 - - - - - -
产出指标 数量指标 帮扶人数 50人 52人 50 50 -
效益指标 社会效益 职工维权 好 100% 40 40 -
总分 - - - - 100 {total} -
"""
COLUMNS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差"


def appraisal(score: str = "9.60", total: str = "99.60"):  # type: ignore[no-untyped-def]
    return table("performance_department", COLUMNS, APPRAISAL.format(score=score, total=total), title="整体绩效自评表")


def test_a_sound_appraisal() -> None:
    assert alarms(report(tables=[appraisal()], kind="final")) == []
    assert alarms(report("2024年部门整体绩效自评得分为99.60分，自评等级为优。", [appraisal()], kind="final")) == []


def test_the_score_of_the_execution_rate() -> None:
    found = [f for f in findings(report(tables=[appraisal("9.80", "99.80")], kind="final")) if f.level != "info"]
    assert [(f.rule, f.level, f.stated, f.expected) for f in found] == [("score.execution", "error", "9.80", "9.60")]
    assert found[0].suspects[0].cell == CellRef("performance_department", 1, 7)


def test_whole_points_may_follow_a_rule_in_steps() -> None:
    assert alarms(report(tables=[appraisal("10", "100")], kind="final")) == []


def test_totals_of_scores_and_scores_in_the_text() -> None:
    assert ("warning", "score.total") in alarms(report(tables=[appraisal("9.60", "98.60")], kind="final"))
    told = report("部门整体支出绩效自评结果为100分。", [appraisal()], kind="final")
    assert alarms(told) == [("error", "text.self_score")]


def test_a_wrong_rate_or_score_is_told_once_not_with_the_total_it_is_carried_into() -> None:
    for right, wrong, rule in (("96.0%", "69.0%", "score.rate"), ("10 96.0% 9.60", "10 96.0% 9.80", "score.execution")):
        form = table(
            "performance_department", COLUMNS, APPRAISAL.format(score="9.60", total="99.60").replace(right, wrong)
        )
        carried = wrong.endswith("9.80")
        if carried:
            form.rows[-1][6] = Cell.of("99.80")
        assert alarms(report(tables=[form], kind="final")) == [("error", rule)]


def test_a_total_of_scores_is_drawn_row_by_row() -> None:
    told = report("整体支出绩效自评得分99.60分。", [appraisal("9.60", "89.60")], kind="final")
    (found,) = [f for f in findings(told) if f.level != "info"]
    assert (found.rule, found.stated, found.expected) == ("score.total", "89.60", "99.60")
    (drawn,) = found.equations
    assert [part.text for part in drawn.parts] == ["9.60", "50", "40"]
    assert (drawn.wholes[0].text, drawn.total, found.suspects[0].suggestion) == ("89.60", "99.60", "99.60")


def test_a_score_that_the_text_states_twice_is_one_finding() -> None:
    text = "部门整体支出绩效自评结果为100分。\n2024年部门整体绩效自评分为100分，自评等级为优。"
    (found,) = findings(report(text, [appraisal()], kind="final"), "text.self_score")
    assert "2 处" in found.message
    assert found.relations == ("正文：2024年部门整体绩效自评分为100分",)


def test_the_form_of_a_project_against_the_list_of_projects() -> None:
    rows = "合计 - 150.00\n劳模慰问 县总工会 57.08\n帮扶 县总工会 92.92"
    listed = table("projects", "项目名称 项目单位 合计", rows, title="项目支出表")

    def forms(amount: str):  # type: ignore[no-untyped-def]
        body = "项目名称 {} -\n项目资金 年度资金总额 {}\n产出指标 人数 300人"
        pairs = (("劳模慰问", amount), ("帮扶", "92.92"))
        return [table("performance_project", "甲 乙 丙", body.format(*pair), id=pair[0]) for pair in pairs]

    assert alarms(report(tables=[listed, *forms("57.08")])) == []
    in_yuan = [replace(form, amount_unit=None) for form in forms("570800.00")]
    assert alarms(report(tables=[listed, *in_yuan])) == []
    (found,) = [f for f in findings(report(tables=[listed, *forms("51.08")])) if f.level != "info"]
    assert (found.rule, found.level, found.table, found.expected) == (
        "table.performance_project", "error", "劳模慰问", "57.08",
    )  # fmt: skip


def test_an_amount_of_the_form_that_misses_the_total_by_a_slip() -> None:
    form = table(
        "performance_department",
        "指标 名称 资金",
        "年度预算 本级安排 550.00\n指标 帮扶人数 505人",
        title="整体绩效目标表",
    )
    found = findings(report(tables=[*TABLES, form]), "table.performance_amount")
    assert [(f.level, f.stated, f.expected) for f in found] == [("error", "550.00", "500.00")]


def test_an_indicator_counted_in_money() -> None:
    form = table(
        "performance_project",
        "一级 二级 三级 指标值 上年值",
        "产出 数量 补助人数（人） =756人 741万元\n成本 - 补助资金（万元） ≤75.6万元 74.1万元",
    )
    (found,) = findings(report(tables=[form]), "unit.indicator")
    assert (found.level, found.cells, found.suspects[0].suggestion) == ("error", (CellRef(form.id, 0, 4),), "741人")


@pytest.mark.parametrize(("time", "alarm"), [("11月30日之前发放", True), ("12月底前完成", False), ("按时完成", False)])
def test_a_deadline_in_target_and_indicator(time: str, alarm: bool) -> None:
    form = table(
        "performance_project",
        "一级 二级 三级 指标值",
        f"项目总体目标 预计在12月底一次性发放完成 - -\n产出指标 时效指标 发放时限 {time}",
    )
    assert bool(findings(report(tables=[form]), "table.deadline")) is alarm


def test_satisfaction_in_text_and_form() -> None:
    form = table("performance_project", "一级 二级 三级 指标值", "满意度指标 满意度指标 受益职工满意度（%） ≥95%")
    assert alarms(report("受益职工满意度大于98%。", [form])) == [("warning", "text.satisfaction")]
    assert alarms(report("受益职工满意度达到95%以上。", [form])) == []


def test_forms_of_projects_that_cost_more_than_all_projects() -> None:
    forms = [
        table("performance_project", "甲 乙 丙 丁", f"预算规模 预算数 {n} -", id=f"p{n}")
        for n in ("100.00", "50.00", "0.42")
    ]
    (found,) = findings(report("2024年项目支出150.00万元。", [*TABLES, *forms]), "table.performance_projects")
    assert (found.level, found.stated, found.expected, found.table) == ("error", "150.42", "150", "p0.42")
    assert findings(report("", [*TABLES, *forms[:2]]), "table.performance_projects") == []
    in_yuan = [
        table("performance_project", "甲 乙 丙 丁", f"预算规模 预算数 {n} -", id=n) for n in ("1000000.00", "500000.00")
    ]
    assert findings(report("", [*TABLES, *in_yuan]), "table.performance_projects") == []


def test_a_blank_table_without_the_note_that_its_neighbours_have() -> None:
    said = table("gov_fund", "科目 合计", "合计", note="说明：没有政府性基金，故本表无数据。")
    blank = table("three_public", "预算数/合计 决算数/合计", "")
    assert alarms(report(tables=[said, blank])) == [("warning", "table.blank_without_note")]
    assert alarms(report("2024年没有“三公”经费支出。", [blank])) == []


def test_a_note_over_figures() -> None:
    filled = table(
        "gov_fund", "科目编码 科目 合计", "212 城乡社区支出 5.00", note="注：本部门没有政府性基金，故本表为空表。"
    )
    (found,) = findings(report(tables=[filled]), "table.note_over_figures")
    assert (found.level, found.cells) == ("warning", (CellRef("gov_fund", 0, 2),))


def numbered(numbers: str):  # type: ignore[no-untyped-def]
    made = table("fiscal_summary", "项目 行次 金额", "\n".join(f"项目 {n} 1.00" for n in numbers.split()), title="总表")
    made.columns[1] = Column(("支出", "行次"))
    return made


def test_line_numbers_that_start_again() -> None:
    of = numbered(" ".join(map(str, [*range(33, 59), 23, 24])))
    (found,) = findings(report(tables=[of]), "table.line_numbers")
    assert (found.level, found.stated, found.expected) == ("warning", "23", "59")
    assert found.cells == (CellRef("fiscal_summary", 26, 1), CellRef("fiscal_summary", 27, 1))
    assert findings(report(tables=[of], source="scan"), "table.line_numbers")[0].level == "info"
    assert findings(report(tables=[numbered("1 2 3 4 5 6 7 8 9")]), "table.line_numbers") == []
    assert findings(report(tables=[numbered("3 1 7 5 9 2 8")]), "table.line_numbers") == []


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("30217", "公务招待费", "warning"),  # another word
        ("30213", "维修(护)费", None),
        ("30209", "物业费", None),
        ("30108", "机关事业部门基本养老保险费", "info"),
        ("30399", "对其他个人和家庭的补助支出", "info"),
        ("30201", "培训费", "warning"),  # another 科目
        ("20805", "行政事业单位离退休", "info"),  # its name until 2019
        ("2012906", "职工疗养", "info"),  # the list is not sure itself
        ("2017777", "某项支出", None),  # unknown to the lists
        ("30111", "公务员医疗补助缴费（在职）", None),
    ],
)
def test_names_of_codes(code: str, name: str, level: str | None) -> None:
    rest = "301 工资福利支出 1\n30101 基本工资 1\n30102 津贴补贴 1\n30103 奖金 1\n302 商品和服务支出 1\n30202 印刷费 1"
    of = table("general_basic", "科目编码 科目名称 合计", f"{rest}\n{code} {name} 1.00")
    found = findings(report(tables=[of]), "subject.name")
    assert [f.level for f in found] == ([level] if level else [])
    if found:
        assert found[0].cells == (CellRef("general_basic", 6, 1),)


def test_a_table_whose_names_are_all_off_was_misread() -> None:
    of = table("general_basic", "科目编码 科目名称 合计", "30101 水费 1\n30102 电费 1\n30103 邮电费 1\n30201 办公费 1")
    assert findings(report(tables=[of]), "subject.name") == []


def test_subjects_know_their_years() -> None:
    old, new = sorted(subjects.named("21305"), key=lambda s: s.valid_to or 9999)
    assert (old.name, old.in_force(2020), old.in_force(2024)) == ("扶贫", True, False)
    assert new.name == "巩固脱贫攻坚成果衔接乡村振兴"
    assert new.in_force(2024)
    assert subjects.class_names()[subjects.name_key("一般公共服务（支出）")] == "201"


def test_cells_that_ocr_was_not_sure_of() -> None:
    of = table("expenditure", "科目 合计", "合计 5.00")
    of.rows[0][1] = Cell.of("5.00", confidence=0.4)
    assert [(f.level, f.cells) for f in findings(report(tables=[of]), "reading.unsure_cells")] == [
        ("info", (CellRef("expenditure", 0, 1),))
    ]
    of.rows[0][1] = of.rows[0][1].with_text("6.00")
    assert findings(report(tables=[of]), "reading.unsure_cells") == []


def test_classes_of_projects_are_no_names_of_codes() -> None:
    rows = "311专项业务类 帮扶 9.60\n312民生类 慰问 2.00\n313事业发展类 培训 3.00"
    listed = table("projects", "项目分类 项目名称 合计", rows, title="项目支出预算表")
    assert findings(report(tables=[listed]), "subject.name") == []


@pytest.mark.parametrize(
    ("columns", "rows", "wrong"),
    [
        ("项目 2023年预算数 2024年预算数 增减额 增减率", "公务用车运行维护费 4.50 4.20 -0.30 {}", ("-6.67%", "-7.60%")),
        ("项目 2023年预算数 2024年预算数 下降比例", "公务用车运行维护费 4.50 4.20 {}", ("6.67%", "7.60%")),
        ("项目 预算数 决算数 完成率", "公务用车运行维护费 4.50 4.20 {}", ("93.33%", "92.33%")),
        ("项目 预算数 决算数 完成率", "公务用车运行维护费 4.50 4.20 {}", ("93.33%", "-93.33%")),
        ("项目 预算数 占比", "合计 10.00 100%\n公务接待费 5.50 {}", ("55%", "65%")),
    ],
)
def test_rates_beside_the_amounts_of_a_table(columns: str, rows: str, wrong: tuple[str, str]) -> None:
    right, planted = (table("three_public", columns, rows.format(rate)) for rate in wrong)
    assert findings(report(tables=[right]), "table.rate") == []
    (found,) = findings(report(tables=[planted]), "table.rate")
    assert (found.stated, found.expected) == wrong[::-1]


def test_a_rate_without_a_base_is_not_judged() -> None:
    rows = "公务接待费 0.00 4.20 100%\n因公出国（境）费 0.00 0.00 -"
    of = report(tables=[table("three_public", "项目 2023年预算数 2024年预算数 增减率", rows)])
    assert findings(of, "table.rate") == []


def test_numbers_of_tables_count_on() -> None:
    tables = [table("income", "科目名称 合计", id=f"t{n}", number=f"表{n}") for n in (1, 2, 4)]
    found = findings(report(tables=[*tables, table(None, "指标 值", id="a", number="表1")]), "table.number")
    assert [(f.level, f.stated, f.expected) for f in found] == [("info", "4", "3")]


def test_a_table_that_names_another_unit_than_its_figures_have() -> None:
    rows = "201 一般公共服务支出 381.75 326.73 55.02\n合计 - 484.96 429.94 55.02"
    columns = "科目编码 科目名称 合计 基本支出 项目支出"
    tables = [table(form, columns, rows, id=form) for form in ("expenditure", "general_expenditure", "gov_fund")]
    tables[1].amount_unit = "元"
    assert [(f.table, f.expected) for f in findings(report(tables=tables), "table.unit")] == [
        ("general_expenditure", "万元")
    ]
    scaled = rows.replace(".", "") + "00.00"
    tables[1] = table("general_expenditure", columns, scaled.replace("5502", "550200.00"), id="x")
    tables[1].amount_unit = "元"
    assert findings(report(tables=tables), "table.unit") == []


def test_money_that_its_own_table_does_not_show() -> None:
    columns = "收入/项目 收入/预算数 支出/项目 支出/合计 支出/一般公共预算 支出/政府性基金预算"
    account = table("fiscal_summary", columns, "收入总计 9 支出总计 9.00 7.00 2.00")
    blank = table("gov_fund", "科目编码 科目名称 合计", "- 合计 -")
    assert [f.table for f in findings(report(tables=[account, blank]), "table.unshown_money")] == ["gov_fund"]
    filled = table("gov_fund", "科目编码 科目名称 合计", "- 合计 2.00")
    assert findings(report(tables=[account, filled]), "table.unshown_money") == []


def test_amounts_below_zero_in_a_budget() -> None:
    of = [table("income", "科目编码 科目名称 合计", "201 一般公共服务支出 -3.00")]
    assert [f.level for f in findings(report(tables=of), "table.negative")] == ["info"]
    assert findings(report(tables=of, kind="final"), "table.negative") == []


def test_serial_numbers_that_break_are_a_hint() -> None:
    rows = "\n".join(f"{n} 项目{n} 3.00" for n in (1, 2, 3, 5, 6, 7, 8, 9, 10))
    found = findings(report(tables=[table("projects", "序号 项目名称 合计", rows)]), "table.line_numbers")
    assert [(f.level, f.stated, f.expected) for f in found] == [("info", "5", "4")]


FUNCTIONS = """
合计 - 171.20
201 一般公共服务支出 151.20
20129 群众团体事务 151.20
2012901 行政运行 100.00
2012999 其他群众团体事务支出 51.20
221 住房保障支出 20.00
22102 住房改革支出 20.00
2210201 住房公积金 20.00
"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("2012901", "2012301"), ("2012901", "2012091"), ("22102", "22101"), ("221", "211"), ("20129", "2029")],
)
def test_a_code_out_of_its_place_is_the_one_cause(right: str, wrong: str) -> None:
    sound = report(tables=[table("general_expenditure", "科目编码 科目名称 合计", FUNCTIONS, title="支出表")])
    assert alarms(sound) == []
    rows = FUNCTIONS.replace(f"\n{right} ", f"\n{wrong} ")
    of = report(tables=[table("general_expenditure", "科目编码 科目名称 合计", rows, title="支出表")])
    (found,) = [f for f in Checker(of).findings if f.level != "info" or f.rule == "subject.code"]
    assert (found.rule, found.stated, found.expected) == ("subject.code", wrong, right)
    assert found.suspects[0].suggestion == right


def test_a_code_that_its_name_proves_stays_where_it_is() -> None:
    rows = "301 工资福利支出 3\n30101 基本工资 1\n30110 津贴补贴 1\n30110 职工基本医疗保险缴费 1"
    of = report(tables=[table("general_basic", "科目编码 科目名称 合计", rows)])
    assert [(f.stated, f.expected) for f in findings(of, "subject.code")] == []


def test_a_code_of_no_list_is_that_of_its_name() -> None:
    rows = "301 工资福利支出 3\n30101 基本工资 1\n30120 津贴补贴 1\n30110 职工基本医疗保险缴费 1"
    of = report(tables=[table("general_basic", "科目编码 科目名称 合计", rows)])
    assert [(f.stated, f.expected) for f in findings(of, "subject.code")] == [("30120", "30102")]
