"""A wrong 科目编码 is one problem with its repair, whatever sums it breaks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.checks import Checker, Status
from core.checks.findings import Finding
from core.model import CellRef, History, Report
from tests.core.checks.sound import ITEMS, LISTS, changed, in_parts, sound_budget

SOUND = sound_budget({code: (1000 + 7 * n, 200 + n, 30 + 11 * n) for n, code in enumerate(ITEMS)})
RETIRED, HOUSING = (
    next(n for n, row in enumerate(SOUND.table("t3").rows) if row[0].text == code) for code in ("2080501", "2210201")
)


IN_PARTS = in_parts(SOUND)


def _alarms(report: Report) -> list[Finding]:
    return [finding for finding in Checker(report).findings if finding.level != "info"]


def _slips(code: str) -> list[str]:
    """A digit lost, a digit twice, another digit that looks like it, two exchanged."""
    alike = str.maketrans("0123456789", "8732566069")
    lost = [code[:i] + code[i + 1 :] for i in range(len(code))]
    twice = [code[:i] + code[i] + code[i:] for i in range(len(code))]
    other = [code[:i] + code[i].translate(alike) + code[i + 1 :] for i in range(len(code))]
    exchanged = [code[:i] + b + a + code[i + 2 :] for i, (a, b) in enumerate(pairwise(code))]
    return [slip for slip in (*lost, *twice, *other, *exchanged) if slip not in ("", code)]


@st.composite
def _slipped(draw: st.DrawFn) -> tuple[Report, CellRef, str]:
    sound = draw(st.sampled_from([SOUND, IN_PARTS]))
    table = draw(st.sampled_from([table for table in sound.tables if table.form in LISTS]))
    columns = range(3 if sound is IN_PARTS else 1)
    ref = draw(st.sampled_from([r for r, cell in table.refs() if r.column in columns and cell.text]))
    return sound, ref, draw(st.sampled_from(_slips(sound.cell(ref).text)))


@settings(max_examples=60, deadline=None)
@given(_slipped())
def test_one_slip_of_a_code_is_one_problem_with_the_right_repair(slipped: tuple[Report, CellRef, str]) -> None:
    sound, ref, text = slipped
    checker = Checker(changed(sound, ref, text))
    told = [finding for finding in checker.findings if finding.level != "info" and finding.rule != "subject.name"]
    stands = {entry.status for entry in checker.ledger() if entry.detail != "多数行不成立，可能没有读懂这张表"}
    assert len(told) == (1 if told or stands & {Status.BROKEN, Status.NOT_CHECKED} else 0)
    for finding in told:
        assert (finding.rule, finding.suspects[0].cell) == ("subject.code", ref)
        assert finding.suspects[0].suggestion == finding.expected == sound.cell(ref).text


def test_the_sums_that_it_breaks_stand_below_it_and_are_not_called_wrong() -> None:
    checker = Checker(changed(IN_PARTS, CellRef("t3", RETIRED, 0), "201"))
    (found,) = [finding for finding in checker.findings if finding.level != "info"]
    assert found.level == "error"
    assert found.message == (
        "表3 某表：“行政单位离退休”的编码 2010501 应为 2080501，列在 20805 之下；因为它，有 6 条勾稽关系不成立。"
    )
    assert len(found.relations) == 6  # 201 and 20805, in three columns
    assert found.equations
    void = [entry for entry in checker.ledger() if entry.status is Status.NOT_CHECKED]
    assert {entry.name for entry in void} == set(found.relations)
    assert {entry.detail for entry in void} == {"科目编码或金额单位可能不对，改正后再核对"}


def test_a_wrong_figure_beside_it_is_a_problem_of_its_own() -> None:
    report = changed(IN_PARTS, CellRef("t3", RETIRED, 0), "201")
    right = report.cell(CellRef("t3", HOUSING, 5)).text
    found = _alarms(changed(report, CellRef("t3", HOUSING, 5), right.replace(".", "1.")))
    assert sorted((f.rule == "subject.code", f.suspects[0].suggestion) for f in found) == [
        (False, right),
        (True, "208"),
    ]


def test_a_sum_that_the_right_code_would_not_mend_is_still_told() -> None:
    parent = CellRef("t3", RETIRED - 1, 4)  # 20805 基本支出
    report = changed(SOUND, CellRef("t3", RETIRED, 0), "2010501")
    found = _alarms(changed(report, parent, "1.00"))
    assert any(parent in finding.cells and finding.rule != "subject.code" for finding in found)


def test_a_wrong_figure_in_the_same_row_is_told_and_repaired_too() -> None:
    total = CellRef("t3", RETIRED, 2)
    found = _alarms(changed(changed(SOUND, CellRef("t3", RETIRED, 0), "2010501"), total, "748.82"))
    assert {(f.suspects[0].cell, f.suspects[0].suggestion) for f in found} == {
        (CellRef("t3", RETIRED, 0), "2080501"),
        (total, SOUND.cell(total).text),
    }
    (code,) = (finding for finding in found if finding.rule == "subject.code")
    assert code.message.endswith("，改正后还有 1 处合计不相符。")


def test_the_repair_leaves_nothing_behind() -> None:
    report = changed(IN_PARTS, CellRef("t5", RETIRED, 1), "0")
    checker, history = Checker(report), History(report)
    history.subscribe(lambda change: checker.recheck(change) and None)
    (suspect,) = [f.suspects[0] for f in checker.findings if f.level != "info"]
    with history.step("改"):
        history.set_text(suspect.cell, suspect.suggestion)
    assert checker.findings == Checker(IN_PARTS).findings
    assert checker.ledger() == Checker(IN_PARTS).ledger()
    history.undo()
    assert checker.findings == Checker(report).findings
