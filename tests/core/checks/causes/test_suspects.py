"""The wrong figure is named, with the value that repairs it."""

from __future__ import annotations

import pytest

from core.checks import Checker
from core.checks.findings import Finding
from core.model import CellRef, Change, History, Paragraph, ParagraphEdit, Report, ReportInfo, Table
from tests.core.checks.sound import TABLE_KINDS, changed, make_table, sound_budget

ITEMS = {
    "2012901": (31207, 4413, 0),
    "2012902": (0, 0, 2860),
    "2012999": (0, 0, 731),
    "2080501": (6992, 0, 0),
    "2080505": (1842, 0, 0),
    "2101101": (1088, 0, 0),
    "2210201": (1641, 0, 0),
}
SOUND = sound_budget(ITEMS)


def found(report: Report) -> list[Finding]:
    return [f for f in Checker(report).findings if f.kind in TABLE_KINDS and f.level != "info"]


def first(report: Report) -> tuple[CellRef, str]:
    best = max((s for f in found(report) for s in f.suspects), key=lambda s: s.score)
    return best.cell, best.suggestion


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("321.07", "可能两位数字颠倒"),
        ("352.07", "有一位数字不同"),
        ("812.07", "3 可能误作 8"),
        ("31.207", "相差 10 倍"),
        ("3120700.00", "相差 10000 倍，可能把元当作万元"),
        ("31.07", "可能漏了一位数字"),
        ("", "此格空白"),
        ("一二", "此格不是数字"),
        ("2012901.00", "可能把科目编码当成了金额"),
        ("2024.00", "可能把年份当成了金额"),
    ],
)
def test_a_slip_of_one_figure_is_named_and_repaired(wrong: str, words: str) -> None:
    ref = CellRef("t5", 3, 4)  # 表5 2012901 人员经费 312.07
    report = changed(SOUND, ref, wrong)
    assert first(report) == (ref, "312.07")
    assert words in found(report)[0].message


def test_the_sentence_names_place_figures_and_what_another_table_says() -> None:
    finding = found(changed(SOUND, CellRef("t5", 4, 6), "2.86"))[0]
    assert finding.message == (
        "表5 2012902 一般行政管理事务 项目支出 2.86 应为 28.60：项目支出 2.86，与合计 28.60 相差 25.74；"
        "表3同一处为 28.60；相差 10 倍，可能小数点错位"
    )
    assert (finding.stated, finding.expected, finding.difference) == ("2.86", "28.60", "-25.74")
    assert len(finding.relations) == 3


def test_the_broken_relations_are_drawn_out_as_they_are_printed() -> None:
    wrong = CellRef("t5", 4, 6)
    finding = found(changed(SOUND, wrong, "2.86"))[0]
    assert len(finding.equations) == len(finding.relations)
    first = finding.equations[0]
    assert (wrong, "项目支出", "2.86") in {(part.cell, part.label, part.text) for part in first.parts}
    assert [(part.label, part.text) for part in first.wholes] == [("合计", "28.60")]
    assert (first.total, first.difference) == ("2.86", "-25.74")


def test_parts_that_are_all_blank_are_told_as_such() -> None:
    (finding,) = found(changed(SOUND, CellRef("t1", 4, 1), ""))
    assert "空白" in finding.message
    blank = make_table(
        "three_public", "合计 因公出国（境）费 公务用车购置及运行费/小计 公务接待费", [["8.41", "", "", "0.00"]]
    )
    assert "3 项都是 0 或空白，与合计 8.41 相差 8.41" in found(Report(SOUND.info, tables=[blank]))[0].message


def test_one_cause_is_one_finding() -> None:
    assert len(found(changed(SOUND, CellRef("t3", 0, 2), "99.99"))) == 1


def test_two_wrong_figures_in_one_row_are_told_apart() -> None:
    wrong = {CellRef("t5", 3, 4): "812.07", CellRef("t5", 3, 5): "44.18"}
    report = SOUND
    for ref, text in wrong.items():
        report = changed(report, ref, text)
    assert {s.cell: s.suggestion for f in found(report) for s in f.suspects[:1]} == {
        CellRef("t5", 3, 4): "312.07",
        CellRef("t5", 3, 5): "44.13",
    }


def test_the_same_wrong_figure_copied_into_parent_and_child_is_two_causes() -> None:
    report = changed(changed(SOUND, CellRef("t5", 1, 6), "28.60"), CellRef("t5", 2, 6), "28.60")
    assert {f.suspects[0].cell: f.suspects[0].suggestion for f in found(report)} == {
        CellRef("t5", 1, 6): "35.91",
        CellRef("t5", 2, 6): "35.91",
    }


def test_three_wrong_figures_in_three_tables() -> None:
    wrong = {CellRef("t1", 0, 3): "302.11", CellRef("t3", 7, 3): "69.29", CellRef("t6", 1, 2): "1.00"}
    report = SOUND
    for ref, text in wrong.items():
        report = changed(report, ref, text)
    assert set(wrong) <= {f.suspects[0].cell for f in found(report)}


def test_a_suggestion_has_the_decimals_of_its_column() -> None:
    assert first(changed(SOUND, CellRef("t5", 4, 6), "3"))[1] == "28.60"


def test_two_lines_in_each_others_place_are_told_by_another_table() -> None:
    rows = SOUND.table("t3").rows
    report = SOUND
    for row, other in ((8, 9), (9, 8)):  # 2080501 and 2080505 of 表3
        for column in (2, 3):
            report = changed(report, CellRef("t3", row, column), rows[other][column].text)
    (swap,) = found(report)
    lines = "2080501 行政单位离退休 与 2080505 机关事业单位基本养老保险缴费支出"
    assert swap.message.startswith(f"表3 里 {lines} 的数字与 表2、表5 正好相反，这两行可能互换：表3 2080501 ")
    assert {CellRef("t3", row, column) for row in (8, 9) for column in (2, 3)} <= set(swap.cells)
    assert swap.repair is not None
    mended = swap.repair.mend(report.table("t3"))
    assert [[cell.text for cell in row] for row in mended.rows] == [[cell.text for cell in row] for row in rows]


@pytest.mark.parametrize("table", ["t2", "t3", "t5"])
@pytest.mark.parametrize("without", ["", "t2", "t5"])
def test_the_table_that_has_them_exchanged_is_told_by_all_the_others(table: str, without: str) -> None:
    report = SOUND.copy()
    rows = report.table(table).rows
    for column in range(2, len(rows[8])):
        rows[8][column], rows[9][column] = rows[9][column], rows[8][column]
    report.tables[:] = [each for each in report.tables if each.id != without or without == table]
    (exchanged,) = (f for f in Checker(report).findings if f.rule == "swapped_lines")
    alone = without not in ("", table)  # two tables against each other leave it open
    assert (exchanged.repair is None) == alone
    assert alone or exchanged.table == table


def test_a_figure_in_the_next_column_is_told() -> None:
    report = changed(changed(SOUND, CellRef("t5", 4, 6), ""), CellRef("t5", 4, 5), "28.60")
    assert any("可能错放到了相邻的栏" in f.message for f in found(report))


def _undecided() -> Table:
    columns = "收入/项目 收入/预算数 支出/项目 支出/预算数"
    return make_table("income_expenditure_summary", columns, [["收入总计", "500.00", "支出总计", "560.00"]])


@pytest.mark.parametrize(("told", "cell", "right"), [("500.00", (0, 3), "500.00"), ("560.00", (0, 1), "560.00")])
def test_the_narrative_votes_where_the_tables_are_undecided(told: str, cell: tuple[int, int], right: str) -> None:
    text = f"2024年收入总预算{told}万元，支出总预算{told}万元。"
    checker = Checker(
        Report(
            ReportInfo("临川县总工会", 2024, "budget", "万元"), tables=[_undecided()], narrative=[Paragraph.of(text, 3)]
        )
    )
    (finding,) = [f for f in checker.findings if f.kind == "balance"]
    assert (finding.suspects[0].cell[1:], finding.suspects[0].suggestion) == (cell, right)
    assert "正文所写与建议值一致" in finding.message


def test_a_changed_sentence_changes_the_vote() -> None:
    report = Report(
        ReportInfo("临川县总工会", 2024, "budget", "万元"),
        tables=[_undecided()],
        narrative=[Paragraph.of("2024年支出总预算500.00万元。", 3)],
    )
    history, checker = History(report), Checker(report)
    before = report.narrative[0]
    changes: list[Change] = []
    history.subscribe(changes.append)
    with history.step("改正文"):
        history.apply(ParagraphEdit(0, before, Paragraph.of("2024年收入总预算560.00万元。", 3)))
    checker.recheck(changes[0])
    (finding,) = [f for f in checker.findings if f.kind == "balance"]
    assert finding.suspects[0].cell[1:] == (0, 1)
