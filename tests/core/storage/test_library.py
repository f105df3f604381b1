"""The library: what goes in comes out, what was made is never lost, and troubles are said in a sentence."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.checks.findings import Equation, Finding, Part, Quote, Suspect
from core.errors import (
    DiskFull,
    FileMissing,
    LibraryDamaged,
    LibraryLocked,
    LibraryReadOnly,
    LibraryTooNew,
    LibraryTooOld,
    LibraryUnreachable,
    ReportChanged,
)
from core.model import (
    BLANK,
    Box,
    Cell,
    CellRef,
    Change,
    Column,
    History,
    Paragraph,
    Report,
    ReportInfo,
    Source,
    Table,
    UnreadPage,
)
from core.model.report import ReportKind
from core.storage.library import Library
from tests.core.model.strategies import edits, reports

A = CellRef("t1", 0, 2)
PDF = b"%PDF-1.7 original"
FINDING = Finding(
    "row_sum",
    "row_sum",
    "error",
    "基本支出 62.89 + 项目支出 2.60 = 65.49，与合计 72.49 相差 7.00",
    "t1",
    (A,),
    Quote("项目支出2.60万元", 17, 0),
    "2.60",
    "9.60",
    "-7.00",
    "0.015",
    (Suspect(A, "9.60", 0.97),),
    ("行合计", "款级合计"),
    (Equation((Part(A, "项目支出", "2.60", "10000"),), (Part(A, "合计", ""),), "2.60", "-7.00", True),),
)


def sample() -> Report:
    columns = [Column(("科目编码",), "栏次"), Column(("科目名称",)), Column(("支出", "项目支出"), "1")]
    rows = [
        [Cell.of("201", 4), Cell.of("一般公共服务支出", 4), Cell("2.60", "2.60", 4, Box(1, 2.5, 3, 4), 0.5, True)],
        [BLANK, Cell.of("合计"), Cell.of("1,234.50")],
    ]
    table = Table(
        "t1", columns, rows, "general_expenditure", "表5", "支出表", (4, 5), "单位：万元", "万元", "注：无", follows=1
    )
    return Report(
        ReportInfo("某县总工会", 2024, "budget", "万元"),
        Source("报告.pdf", "00ff", "pdf", 26, 0.21),
        [table],
        [Paragraph("项目支出9.60万元", "项目支出2.60万元", 17, ((17, Box(1, 2, 3, 4)),))],
        (UnreadPage(3, "没有文字"),),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "文档" / "资料库.sqlite"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    opened = Library(path)
    yield opened
    opened.close()


@pytest.fixture
def history() -> History:
    return History(sample())


def correct(history: History, text: str, ref: CellRef = A) -> None:
    with history.step("修改一格", why="对照原图"):
        history.set_text(ref, text)


def reopened(library: Library) -> Library:
    library.close()
    return Library(library.path)


def store(library: Library, history: History, report_id: int | None = None) -> int:
    return library.save(history.report, history, [FINDING], PDF, report_id)


# What goes in comes out


def test_a_report_comes_back_the_very_same(library: Library, history: History) -> None:
    for text in ("9.60", "9.61", "9.62"):
        correct(history, text)
    history.undo()
    history.undo()
    report_id = store(library, history)
    library = reopened(library)
    stored = library.load(report_id)
    assert stored.report == history.report
    assert (stored.done, stored.undone) == (history.done, history.undone)
    assert stored.findings == [FINDING]
    assert stored.source == PDF
    stored.history.redo()
    assert stored.report.cell(A).text == "9.61"
    library.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_report_with_any_history_comes_back_the_very_same(library: Library, data: st.DataObject) -> None:
    """Saved half way and again at the end; in between, every step goes into the draft."""
    history = History(data.draw(reports()))
    made: list[Change] = []
    history.subscribe(made.append)
    report_id = store(library, history)
    for _ in range(data.draw(st.integers(0, 6))):
        move = data.draw(st.sampled_from(["step", "step", "undo", "redo", "save"]))
        if move == "step":
            with history.step("改"):
                history.apply(data.draw(edits(history.report)))
        elif move == "save":
            store(library, history, report_id)
            made.clear()
        else:
            getattr(history, move)()
        library.append_steps(report_id, made)
        made.clear()
    recovered = library.recover(report_id)
    assert (recovered.report, recovered.done, recovered.undone) == (history.report, history.done, history.undone)
    store(library, history, report_id)
    saved = library.load(report_id)
    assert (saved.report, saved.done, saved.undone) == (history.report, history.done, history.undone)


def test_amounts_are_exact_text(library: Library, history: History) -> None:
    store(library, history)
    rows = sqlite3.connect(library.path).execute("SELECT text, amount, typeof(amount) FROM cells WHERE amount NOTNULL")
    assert rows.fetchall() == [("201", "201", "text"), ("2.60", "2.60", "text"), ("1,234.50", "1234.50", "text")]


def test_saving_again_replaces_the_report_and_keeps_its_source(library: Library, history: History) -> None:
    report_id = store(library, history)
    correct(history, "9.60")
    assert library.save(history.report, history, [], None, report_id) == report_id
    stored = library.load(report_id)
    assert stored.report.cell(A).text == "9.60"
    assert (len(stored.done), stored.findings, stored.source) == (1, [], PDF)
    assert len(library.reports()) == 1


def test_saving_again_writes_only_the_new_steps(library: Library, history: History) -> None:
    correct(history, "1")
    report_id = store(library, history)
    written: list[str] = []
    library._sql.set_trace_callback(written.append)
    correct(history, "2")
    store(library, history, report_id)
    assert sum("INSERT INTO steps" in sql for sql in written) == 1
    assert not any("INSERT OR IGNORE INTO sources" in sql for sql in written)


def test_the_list_counts_open_problems(library: Library, history: History) -> None:
    other = Finding("tail", "rounding", "info", "尾差")
    library.save(history.report, history, [FINDING, other], PDF)
    (summary,) = library.reports()
    assert (summary.unit, summary.year, summary.kind) == ("某县总工会", 2024, "budget")
    assert (summary.tables, summary.checked, summary.problems, summary.has_draft) == (1, 0, 1, False)
    history.report.set_aside[FINDING.key] = "原件如此"
    library.save(history.report, history, [FINDING, other], None, summary.id)
    assert library.reports()[0].problems == 0


def test_deleting_takes_the_source_only_with_the_last_report(library: Library, history: History) -> None:
    first, second = store(library, history), store(library, history)
    library.delete(first)
    assert library.load(second).source == PDF
    with pytest.raises(KeyError):
        library.load(first)
    library.delete(second)
    left = {
        name: library._sql.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in library._db.table_names()
    }
    assert {name for name, count in left.items() if count} == {"_sqlite_migrations"}


def test_deleting_gives_the_space_back(library: Library, history: History) -> None:
    empty = library.path.stat().st_size
    report_id = library.save(history.report, history, [], bytes(1_000_000))
    assert library.path.stat().st_size > 1_000_000
    library.delete(report_id)
    assert library.path.stat().st_size <= empty + 8192


def test_what_was_open_lately(library: Library, history: History) -> None:
    report_id = store(library, history)
    library.note_opened("a.pdf")
    library.note_opened("b.pdf", report_id)
    library.note_opened("a.pdf")
    assert [recent.path for recent in library.recent()] == ["a.pdf", "b.pdf"]
    assert [recent.path for recent in library.recent(1)] == ["a.pdf"]
    assert library.recent()[1].summary == library.reports()[0]
    library.delete(report_id)
    assert library.recent()[1].summary is None


# Drafts


def test_a_draft_survives_without_a_save(library: Library, history: History) -> None:
    made: list[Change] = []
    history.subscribe(made.append)
    report_id = library.begin_draft(history, PDF)
    correct(history, "9.60")
    correct(history, "9.61")
    history.undo()
    library.append_steps(report_id, made)
    library = reopened(library)
    assert library.reports() == []
    assert [(draft.id, draft.saved_at) for draft in library.drafts()] == [(report_id, None)]
    recovered = library.recover(report_id)
    assert (recovered.report, recovered.done, recovered.undone) == (history.report, history.done, history.undone)
    assert recovered.source == PDF
    library.close()


def test_a_draft_of_a_saved_report_leaves_the_saved_one_alone(library: Library, history: History) -> None:
    report_id = store(library, history)
    saved = history.report.copy()
    made: list[Change] = []
    history.subscribe(made.append)
    correct(history, "9.60")
    library.append_steps(report_id, made)
    assert [draft.id for draft in library.drafts()] == [report_id]
    assert library.reports()[0].has_draft
    assert library.load(report_id).report == saved
    library.discard_draft(report_id)
    assert library.drafts() == []
    assert library.recover(report_id).report == saved


def test_a_recovered_draft_goes_on(library: Library, history: History) -> None:
    report_id = library.begin_draft(history)
    for text in ("1", "2"):
        library = reopened(library)
        recovered = library.recover(report_id).history
        made: list[Change] = []
        recovered.subscribe(made.append)
        correct(recovered, text)
        library.append_steps(report_id, made)
    assert [step.edits[0].after.text for step in library.recover(report_id).done] == ["1", "2"]  # type: ignore[union-attr]
    library.close()


def test_a_draft_is_recovered_up_to_where_it_makes_no_sense(library: Library, history: History) -> None:
    report_id = store(library, history)
    made: list[Change] = []
    history.subscribe(made.append)
    for text in ("1", "2", "3"):
        correct(history, text)
    library.append_steps(report_id, made)
    library._sql.execute("UPDATE journal SET edits = replace(edits, '\"row\":0', '\"row\":99') WHERE position = 1")
    library._sql.commit()
    recovered = library.recover(report_id)
    assert [step.edits[0].after.text for step in recovered.done] == ["1"]  # type: ignore[union-attr]
    recovered.history.subscribe(lambda change: library.append_steps(report_id, [change]))
    correct(recovered.history, "4")
    assert len(library.recover(report_id).done) == 2


def test_a_draft_goes_on_in_a_library_that_was_opened_again(library: Library, history: History) -> None:
    report_id = library.begin_draft(history)
    made: list[Change] = []
    history.subscribe(made.append)
    for text in ("1", "2"):
        library = reopened(library)
        correct(history, text)
        library.append_steps(report_id, made)
        made.clear()
    assert library.recover(report_id).report == history.report
    library.close()


def test_saving_ends_the_draft(library: Library, history: History) -> None:
    report_id = library.begin_draft(history, PDF)
    history.subscribe(lambda change: library.append_steps(report_id, [change]))
    correct(history, "9.60")
    store(library, history, report_id)
    assert library.drafts() == []
    correct(history, "9.61")  # and the next draft begins at the saved state
    assert library.recover(report_id).report == history.report


def test_discarding_a_report_that_was_never_saved_removes_it(library: Library, history: History) -> None:
    report_id = library.begin_draft(history, PDF)
    library.discard_draft(report_id)
    assert library.drafts() == []
    with pytest.raises(KeyError):
        library.recover(report_id)


def test_an_older_draft_of_the_same_session_does_not_come_back_after_discarding(
    library: Library, history: History
) -> None:
    report_id = store(library, history)
    history.subscribe(lambda change: library.append_steps(report_id, [change]))
    correct(history, "1")
    library.discard_draft(report_id)
    again = library.load(report_id).history
    again.subscribe(lambda change: library.append_steps(report_id, [change]))
    correct(again, "2")
    assert len(library.recover(report_id).done) == 1


# Views


def test_an_accountant_can_query_in_chinese(library: Library, history: History) -> None:
    correct(history, "9.60")
    store(library, history)
    sql = sqlite3.connect(library.path)

    def ask(query: str) -> list[tuple[object, ...]]:
        return sql.execute(query).fetchall()

    assert ask("SELECT 单位, 年度, 种类, 表数, 未处理问题 FROM 报告") == [("某县总工会", 2024, "预算", 1, 1)]
    assert ask("SELECT 表号, 页码, 行数, 列数, 已核对 FROM 表格") == [("表5", "4、5", 2, 3, "否")]
    assert ask("SELECT 行, 列, 列名, 原文, 现值, 数字 FROM 单元格 WHERE 已改 = '是'") == [
        (1, 3, "支出/项目支出", "2.60", "9.60", "9.60")
    ]
    assert ask("SELECT 科目编码, 科目名称, 列名, 金额, 金额单位 FROM 科目金额") == [
        ("201", "一般公共服务支出", "支出/项目支出", "9.60", "万元"),
        (None, "合计", "支出/项目支出", "1234.50", "万元"),
    ]
    assert ask("SELECT 操作, 原因, 表名, 行, 列, 改了什么, 改前, 改后, 已撤销 FROM 修改记录") == [
        ("修改一格", "对照原图", "支出表", 1, 3, "单元格", "2.60", "9.60", "否")
    ]
    assert ask("SELECT 级别, 表号, 现值, 应为, 差额, 搁置原因 FROM 问题") == [
        ("矛盾", "表5", "2.60", "9.60", "-7.00", None)
    ]


# Troubles


def test_another_window_may_read_but_not_write(library: Library, history: History) -> None:
    report_id = store(library, history)
    with pytest.raises(LibraryLocked):
        Library(library.path)
    reader = Library(library.path, read_only=True)
    assert reader.load(report_id).report == history.report
    with pytest.raises(LibraryReadOnly):
        reader.delete(report_id)
    reader.close()
    library.close()
    Library(library.path).close()


def test_a_file_that_another_program_holds_is_said_to_be_in_use(
    library: Library, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = store(library, history)
    library._sql.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LibraryLocked, match="资料库"):
        store(library, history, report_id)
    other.execute("ROLLBACK")
    assert store(library, history, report_id) == report_id


def test_a_full_disk_loses_nothing(library: Library, history: History) -> None:
    report_id = store(library, history)
    library._sql.execute(f"PRAGMA max_page_count = {library._sql.execute('PRAGMA page_count').fetchone()[0]}")
    before = library.load(report_id).report
    history.report.narrative.append(Paragraph.of("长" * 100_000))
    with pytest.raises(DiskFull):
        store(library, history, report_id)
    assert library.load(report_id).report == before
    library._sql.execute("PRAGMA max_page_count = 1073741823")
    store(library, history, report_id)
    assert library.load(report_id).report == history.report


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" * 200, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_what_is_no_library_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        Library(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir()
    sqlite3.connect(path).execute("CREATE TABLE reports (id)")
    with pytest.raises(LibraryDamaged):
        Library(path)


def test_a_damaged_library_is_said_to_be_damaged(library: Library, history: History) -> None:
    for _ in range(5):
        report_id = store(library, history)
    library.close()
    content = bytearray(library.path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    library.path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        Library(library.path).load(report_id)


def test_a_library_of_a_newer_program_is_refused(library: Library) -> None:
    library._db["_sqlite_migrations"].insert({"migration_set": "gouji", "name": "0099 future", "applied_at": ""})
    library.close()
    before = library.path.read_bytes()
    with pytest.raises(LibraryTooNew, match="格式 4，本程序支持到 3"):
        Library(library.path)
    assert library.path.read_bytes() == before


def make_older(library: Library) -> None:
    """As the first libraries were: without the newest column, with other views."""
    library._db.execute("ALTER TABLE reports DROP COLUMN straightened")
    library._db.execute('DROP VIEW "确认过的科目名称"')
    library._db.execute('DROP VIEW "问题"')
    library._db.execute('CREATE VIEW "问题" AS SELECT message FROM findings')
    library._db.execute("PRAGMA user_version = 0")
    library._db["confirmed_names"].drop()
    library._db["_sqlite_migrations"].delete_where("name <> '0001 library'")
    library.close()


def test_an_older_library_is_brought_up_to_date(library: Library, history: History) -> None:
    report_id = store(library, history)
    make_older(library)
    newer = Library(library.path)
    assert newer.load(report_id).report == history.report
    newer.close()


def schema_of(library: Library) -> dict[str, object]:
    """The columns of every table, the SQL of every view."""
    tables = {table.name: sorted(column.name for column in table.columns) for table in library._db.tables}
    return tables | {view.name: view.schema for view in library._db.views}


def test_an_older_library_becomes_like_a_new_one(library: Library) -> None:
    whole = schema_of(library)
    make_older(library)
    newer = Library(library.path)
    assert schema_of(newer) == whole
    newer.close()


def test_an_older_library_is_not_read_as_it_is(library: Library) -> None:
    make_older(library)
    before = library.path.read_bytes()
    with pytest.raises(LibraryTooOld):
        Library(library.path, read_only=True)
    assert library.path.read_bytes() == before


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    library = Library(path)
    assert library.reports() == []
    library.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryReadOnly):
        Library(tmp_path / "file" / "资料库.sqlite")


@pytest.mark.parametrize("code", [errno.ENOENT, errno.EIO, errno.EINVAL])
def test_a_drive_that_is_gone_is_not_called_read_only(path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OSError(code, "gone")

    monkeypatch.setattr(Path, "mkdir", gone)
    with pytest.raises(LibraryUnreachable):
        Library(path)


def test_nothing_to_read(path: Path) -> None:
    with pytest.raises(FileMissing):
        Library(path, read_only=True)
    assert not path.parent.exists()


def test_a_report_that_was_deleted_meanwhile_is_not_overwritten(library: Library, history: History) -> None:
    report_id = store(library, history)
    library.delete(report_id)
    with pytest.raises(ReportChanged):
        store(library, history, report_id)
    assert store(library, history) > 0


def test_a_report_that_was_stored_meanwhile_is_not_overwritten(library: Library, history: History) -> None:
    report_id = store(library, history)
    other = sqlite3.connect(library.path)
    other.execute("UPDATE reports SET revision = revision + 1")
    other.commit()
    with pytest.raises(ReportChanged):
        store(library, history, report_id)


def test_the_schema_is_whole(library: Library, history: History) -> None:
    store(library, history)
    assert library._sql.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert library._sql.execute("PRAGMA foreign_key_check").fetchall() == []
    assert {view.name for view in library._db.views} == {
        "报告",
        "表格",
        "单元格",
        "科目金额",
        "修改记录",
        "问题",
        "确认过的科目名称",
    }


# Names


NAME = Finding("subject.name", "code_name", "warning", "…", "t1", (A,), stated="公务招待费", expected="公务接待费")


def confirmed(library: Library) -> list[tuple[str, str, str]]:
    return [(name.official, name.used, name.reason) for name in library.confirmed_names()]


def confirm(library: Library, reason: str = "财政局批复如此") -> int:
    report = sample()
    report.set_aside[NAME.key] = reason
    other = Finding("subject.name", "code_name", "warning", "…", "t1", (A,), stated="物业费", expected="物业管理费")
    return library.save(report, History(report), [NAME, other, FINDING])


def test_a_name_once_confirmed_is_known_for_every_later_report(library: Library) -> None:
    report_id = confirm(library)
    assert confirmed(library) == [("公务接待费", "公务招待费", "财政局批复如此")]
    library.delete(report_id)
    assert confirmed(library) == [("公务接待费", "公务招待费", "财政局批复如此")]
    library.forget_name("公务接待费", "公务招待费")
    assert confirmed(library) == []


def test_a_name_that_is_doubted_again_where_it_was_confirmed_is_forgotten(library: Library) -> None:
    report_id = confirm(library)
    elsewhere = sample()
    library.save(elsewhere, History(elsewhere), [NAME])
    assert confirmed(library)
    stored = library.load(report_id)
    stored.report.set_aside.clear()
    library.save(stored.report, stored.history, [NAME], None, report_id)
    assert confirmed(library) == []


def test_one_cell_is_enough_to_confirm_a_name(library: Library) -> None:
    elsewhere = replace(NAME, cells=(CellRef("t1", 1, 1),))
    report = sample()
    report.set_aside[NAME.key] = "财政局批复如此"
    report_id = library.save(report, History(report), [NAME, elsewhere])
    library.save(report, History(report), [NAME, elsewhere], None, report_id)
    assert confirmed(library) == [("公务接待费", "公务招待费", "财政局批复如此")]


def test_saving_once_more_does_not_bring_a_forgotten_name_back(library: Library) -> None:
    report_id = confirm(library)
    library.forget_name("公务接待费", "公务招待费")
    stored = library.load(report_id)
    library.save(stored.report, stored.history, [NAME], None, report_id)
    assert confirmed(library) == []


def test_a_library_that_kept_names_in_findings_gives_them_over(library: Library) -> None:
    confirm(library)
    library._db.execute('DROP VIEW "确认过的科目名称"')
    library._db["confirmed_names"].drop()
    library._db["_sqlite_migrations"].delete_where("name = '0003 confirmed names'")
    newer = reopened(library)
    assert confirmed(newer) == [("公务接待费", "公务招待费", "财政局批复如此")]
    assert newer._sql.execute('SELECT 采用名称 FROM "确认过的科目名称"').fetchall() == [("公务招待费",)]
    newer.close()


# Other reports of a unit


def keep(library: Library, year: int | None, kind: ReportKind | None, unit: str = "某县总工会") -> int:
    report = sample()
    report.info = ReportInfo(unit, year, kind, "万元")
    return library.save(report, History(report), [])


def test_last_year_and_the_other_kind_of_the_year_are_related(library: Library) -> None:
    keep(library, 2023, "budget")
    for year, kind in ((2023, "budget"), (2023, "final"), (2024, "final"), (2024, "budget"), (2022, "final")):
        keep(library, year, kind)  # type: ignore[arg-type]
    keep(library, 2023, "final", "别县总工会")
    keep(library, None, None)
    related = library.related(ReportInfo("某县 总工会", 2024, "budget"))
    assert sorted((r.info.unit, r.info.year, r.info.kind) for r in related) == [
        ("某县总工会", 2023, "budget"),
        ("某县总工会", 2023, "final"),
        ("某县总工会", 2024, "final"),
    ]
    assert library.related(ReportInfo("某县总工会", None, "budget")) == []


@pytest.mark.parametrize(
    ("unit", "same"),
    [("哈尔滨市阿城区总工会", True), ("区总工会", False), ("哈尔滨市总工会", False), ("阿城区总工会（本级）", False)],
)
def test_a_unit_may_be_named_with_its_city(library: Library, unit: str, same: bool) -> None:
    keep(library, 2023, "budget", "阿城区总工会")
    assert bool(library.related(ReportInfo(unit, 2024, "budget"))) is same


def test_a_report_is_not_related_to_itself_nor_to_a_draft(library: Library) -> None:
    own = keep(library, 2024, "final")
    draft = sample()
    draft.info = ReportInfo("某县总工会", 2023, "budget")
    library.begin_draft(History(draft))
    assert library.related(ReportInfo("某县总工会", 2024, "budget"), own) == []
