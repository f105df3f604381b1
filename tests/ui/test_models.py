from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.checks import LedgerEntry, Status
from core.model import CellRef
from ui import theme
from ui.dialogs.library import LibraryModel
from ui.findings.model import Filter, FindingsModel
from ui.findings.silence import Unchecked
from ui.grid.model import STATE_ROLE, GridModel
from ui.session import Session
from ui.states import State
from ui.tables.model import NARRATIVE, TablesModel
from ui.tables.panel import TablesPanel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_every_model_keeps_qts_rules(qtbot: QtBot, session: Session) -> None:
    grid, tables, findings, library = GridModel(session), TablesModel(session), FindingsModel(session), LibraryModel()
    testers = [QAbstractItemModelTester(m, FATAL) for m in (grid, tables, findings, library)]
    grid.show_table("t2")
    session.set_text(CellRef("t2", 1, 5), "9.60")
    session.undo()
    findings.filter_by(Filter.HINT, None)
    findings.filter_by(Filter.ALL, "t2")
    grid.show_table("t1")
    assert len(testers) == 4


def test_the_grid_shows_texts_and_sets_figures_at_the_right(session: Session) -> None:
    grid = GridModel(session)
    grid.show_table("t2")
    assert (grid.rowCount(), grid.columnCount()) == (3, 6)
    assert grid.index(1, 1).data() == "一般公共服务支出"
    right = Qt.AlignmentFlag.AlignRight
    assert grid.index(1, 2).data(Qt.ItemDataRole.TextAlignmentRole) & right.value
    assert not grid.index(1, 0).data(Qt.ItemDataRole.TextAlignmentRole) & right.value


def test_a_wrong_cell_its_companions_and_its_neighbours_look_different(session: Session) -> None:
    grid = GridModel(session)
    grid.show_table("t2")
    assert grid.index(1, 5).data(STATE_ROLE) == State.SUSPECT | State.BROKEN
    assert grid.index(1, 5).data(Qt.ItemDataRole.BackgroundRole) == theme.LIGHT.color("suspect")
    assert grid.index(1, 2).data(Qt.ItemDataRole.BackgroundRole) == theme.LIGHT.color("broken")
    assert grid.index(2, 5).data(Qt.ItemDataRole.BackgroundRole) is None


def test_a_corrected_cell_tells_what_was_printed(session: Session) -> None:
    grid = GridModel(session)
    grid.show_table("t2")
    assert grid.setData(grid.index(1, 5), "9.6")
    assert grid.index(1, 5).data() == "9.60"
    assert State.CORRECTED in grid.index(1, 5).data(STATE_ROLE)
    assert "2.60" in grid.index(1, 5).data(Qt.ItemDataRole.ToolTipRole)
    assert State.BROKEN not in grid.index(1, 5).data(STATE_ROLE)


def test_a_code_brings_its_name_where_there_is_none(session: Session) -> None:
    session.set_text(CellRef("t2", 2, 1), "")
    grid = GridModel(session)
    grid.show_table("t2")
    before = session.report.copy()
    grid.setData(grid.index(2, 0), "210")
    assert [grid.index(2, c).data() for c in (0, 1)] == ["210", "卫生健康支出"]
    session.undo()
    assert session.report == before


def test_setting_the_same_text_is_no_edit(session: Session) -> None:
    grid = GridModel(session)
    grid.show_table("t2")
    assert not grid.setData(grid.index(1, 5), "2.60")
    assert not session.history.done


def test_the_list_has_every_table_and_the_narrative(session: Session) -> None:
    tables = TablesModel(session)
    assert [(e.key, e.problems) for e in tables.entries] == [("t1", 0), ("t2", 1), (NARRATIVE, 0)]
    assert tables.summary() == "2 张表 · 已核对 0 · 问题 1"


def test_problems_are_listed_with_their_relations_and_follow_edits(session: Session) -> None:
    findings = FindingsModel(session)
    top = findings.index(0, 0)
    assert top.data() == "表5 · 201 一般公共服务支出 · 项目支出"
    assert findings.index(0, 2).data() == "应为 9.60"
    assert findings.index(0, 1, top).data() == "行合计"
    session.set_text(CellRef("t2", 1, 5), "9.60")
    assert findings.rowCount(QModelIndex()) == 0
    session.undo()
    assert findings.rowCount(QModelIndex()) == 1


def test_what_a_filter_would_list_is_counted_where_only_one_table_is_looked_at(session: Session) -> None:
    findings = FindingsModel(session)
    for table, count in (("t1", 0), ("t2", 1), (None, 1)):
        findings.filter_by(Filter.ALL, table)
        assert findings.count(Filter.BROKEN) == findings.rowCount() == count


def test_what_is_set_aside_moves_to_its_own_list_and_comes_back(session: Session) -> None:
    findings = FindingsModel(session)
    session.set_aside(session.findings[0], "已电话核实")
    assert (findings.count(Filter.ALL), findings.count(Filter.ASIDE)) == (0, 1)
    session.undo()
    assert (findings.count(Filter.ALL), findings.count(Filter.ASIDE)) == (1, 0)


def test_what_could_not_be_checked_never_looks_like_what_passed(qtbot: QtBot, session: Session) -> None:
    tables, panel = TablesModel(session), TablesPanel(session)
    qtbot.waitSignal(session.settled).wait()
    assert [e.unchecked for e in tables.entries] == ["不是标准表", "", ""]
    assert "没有可核对的勾稽关系：不是标准表" in str(tables.index(0).data(Qt.ItemDataRole.ToolTipRole))
    heights = [panel.list.sizeHintForIndex(panel.model.index(row)).height() for row in (0, 1)]
    assert heights[0] > heights[1]  # there is room for the reason


def test_the_reason_goes_as_soon_as_a_relation_could_be_judged(qtbot: QtBot, session: Session) -> None:
    line = Unchecked(session)
    qtbot.waitSignal(session.settled).wait()
    assert "表1</a>（不是标准表）" in line.text()
    entry = LedgerEntry("sum", "行合计", Status.PASSED, "", (CellRef("t1", 0, 1),))
    both = [*session.checker.ledger(), entry]  # type: ignore[union-attr]
    session.checker.ledger = lambda: both  # type: ignore[union-attr, method-assign]
    with qtbot.waitSignal(session.settled):
        session.set_text(CellRef("t1", 0, 1), "302.50")
    assert line.text() == ""


def test_a_blank_table_says_so(session: Session) -> None:
    session.set_texts("清空", [(ref, "") for ref, _cell in session.report.table("t1").refs()])
    assert session.unchecked() == {"t1": "表里没有数字"}


def test_the_ledger_says_why(session: Session) -> None:
    given = LedgerEntry("sum", "两表相等", Status.NOT_APPLICABLE, "两处口径不同", (CellRef("t1", 0, 1),))
    session.checker.ledger = lambda: [given]  # type: ignore[union-attr, method-assign]
    assert session.unchecked() == {"t1": "两处口径不同", "t2": "不是标准表"}
