from __future__ import annotations

from core.checks.findings import Finding
from core.model import CellRef
from tests.ui.builders import OneRelation, make_report
from ui.session import Opened, Session

WRONG = CellRef("t2", 1, 5)


def test_findings_follow_each_edit_at_once(session: Session) -> None:
    heard: list[int] = []
    session.findings_changed.connect(lambda: heard.append(len(session.findings)))
    session.set_text(WRONG, "9.60")
    session.undo()
    session.redo()
    assert heard == [0, 1, 0]


def test_undoing_everything_gives_the_identical_report(session: Session) -> None:
    before = session.report.copy()
    session.set_text(WRONG, "9.60")
    session.set_texts("两格", [(CellRef("t1", 0, 1), "1"), (CellRef("t1", 0, 3), "2")])
    while session.history.done:
        session.undo()
    assert session.report == before


def test_unsaved_means_another_step_than_the_saved_one(session: Session) -> None:
    assert not session.unsaved
    session.set_text(WRONG, "9.60")
    assert session.unsaved
    session.saved(7, session.history.done[-1])
    assert not session.unsaved
    session.undo()
    assert session.unsaved
    session.redo()
    assert not session.unsaved


def test_corrections_made_while_reading_are_kept(qapp: object) -> None:
    whole = make_report()
    session = Session(Opened(make_report()), reading=True)
    session.report.tables.clear()
    session.add_table(make_report().table("t2"))
    session.set_text(WRONG, "9.60")
    session.set_text(CellRef("t2", 0, 2), "1")
    session.complete(Opened(whole, OneRelation(whole)))  # type: ignore[arg-type]
    assert session.report.cell(WRONG).text == "9.60"
    assert len(session.report.tables) == 2
    assert [s.name for s in session.history.done] == ["修改一格", "修改一格"]
    assert not session.reading


def test_the_title_says_whose_report_it_is(session: Session) -> None:
    assert session.title == "某区总工会 2024 年预算"


def test_a_name_confirmed_in_an_earlier_report_is_set_aside_in_this_one(session: Session) -> None:
    finding = Finding("subject.name", "code_name", "warning", "…", "t1", (), stated="公务招待费", expected="公务接待费")
    session._hear([finding])
    assert session.problems == [finding]
    session.remember({("公务接待费", "公务招待费"): "财政局批复如此"})
    assert session.problems == []
    assert session.why_aside(finding) == "财政局批复如此"
    session.doubt_again(finding)
    assert session.problems == [finding]


def test_a_step_is_told_with_its_cell(session: Session) -> None:
    session.set_text(CellRef("t2", 1, 5), "9.60")
    assert session.describe(session.history.done[-1]) == "修改一格 表5 · 201 一般公共服务支出 · 项目支出"
