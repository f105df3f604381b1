"""The road from a file to a report, with rooms that are made up for the test."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

import core.readers
from core import pipeline
from core.errors import Cancelled, FileEmpty, FileMissing, NoTables
from core.export.extraction import dumps, to_json
from core.forms import catalogue
from core.layout.blocks import Block, Grid, GridCell, Line
from core.model import Cell, Column, Report, Source, Table, UnreadPage

TITLE = Line("表1 部门收支总表", page=1, whole=True)


def grid() -> Grid:
    texts = [["项目", "预算数"], ["一、一般公共预算拨款收入", "302.49"], ["本年收入合计", "302.49"]]
    cells = [GridCell(r, c, text) for r, row in enumerate(texts) for c, text in enumerate(row)]
    return Grid(3, 2, cells, page=1, header_rows=1)


class Watcher:
    """A progress that stops the work after some tables."""

    def __init__(self, stop_after: int = 99) -> None:
        self.tables: list[Table] = []
        self._stop_after = stop_after

    @property
    def cancelled(self) -> bool:
        return len(self.tables) >= self._stop_after

    def step(self, done: int, total: int) -> None:
        pass

    def table(self, table: Table) -> None:
        self.tables.append(table)


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.pdf"
    path.write_bytes(b"%PDF made up")
    return path


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What the readers give for any file."""
    made = SimpleNamespace(
        kind="pdf", pages=2, blocks=[TITLE, grid()], unread=[], straightened=[], data=b"%PDF", asked={}
    )

    def read_blocks(path: Path, **asked: object) -> SimpleNamespace:
        made.asked = asked
        return made

    monkeypatch.setattr(core.readers, "read_blocks", read_blocks, raising=False)
    return made


def test_blocks_become_a_report_that_knows_its_forms(report_file: Path, reading: SimpleNamespace) -> None:
    report = pipeline.read_report(report_file, password="密", ocr=False)
    source = report.source
    assert (source.path, source.kind, source.pages) == (str(report_file), "pdf", 2)
    assert source.sha256 == hashlib.sha256(b"%PDF").hexdigest()
    assert source.seconds is not None
    assert [(table.form, table.title) for table in report.tables] == [("income_expenditure_summary", "部门收支总表")]
    assert (reading.asked["password"], reading.asked["ocr"]) == ("密", False)
    assert pipeline.read_with_source(report_file)[1] == b"%PDF"


def test_whoever_watches_sees_tables_and_may_stop(report_file: Path, reading: SimpleNamespace) -> None:
    watcher = Watcher()
    report = pipeline.read_report(report_file, progress=watcher)
    assert [table.id for table in watcher.tables][-1:] == [table.id for table in report.tables]

    def endless() -> Iterator[Block]:
        while True:
            yield TITLE
            yield grid()
            yield Line("第二部分 情况说明", page=2, whole=True)

    reading.blocks = endless()
    with pytest.raises(Cancelled):
        pipeline.read_report(report_file, progress=Watcher(stop_after=3))


def test_a_report_without_tables_is_refused_unless_its_pages_wait_for_ocr(
    report_file: Path, reading: SimpleNamespace
) -> None:
    reading.blocks = [Line("只有文字。", page=1, whole=True)]
    with pytest.raises(NoTables, match=r"报告\.pdf"):
        pipeline.read_report(report_file)
    reading.unread = [UnreadPage(2, "没有文字")]
    assert pipeline.read_report(report_file).unread == (UnreadPage(2, "没有文字"),)


def test_missing_and_empty_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        pipeline.read_report(tmp_path / "无.pdf")
    (tmp_path / "空.pdf").touch()
    with pytest.raises(FileEmpty):
        pipeline.read_report(tmp_path / "空.pdf")


def extraction(folder: Path) -> Path:
    columns = [
        Column(("收入", "项目")),
        Column(("收入", "预算数")),
        Column(("支出", "项目")),
        Column(("支出", "预算数")),
    ]
    rows = [[Cell.of(text) for text in ("一、一般公共预算拨款收入", "302.49", "一、一般公共服务支出", "302.49")]]
    table = Table("t1", columns, rows, title="部门收支总表")
    path = folder / "a.json"
    path.write_text(dumps(to_json(Report(source=Source("a.pdf", "00", "pdf", 3), tables=[table]))), encoding="utf-8")
    return path


def test_an_extraction_is_recognised_afresh_and_keeps_its_source(tmp_path: Path) -> None:
    report = pipeline.read_extraction(extraction(tmp_path))
    assert report.tables[0].form == "income_expenditure_summary"
    assert report.source == Source("a.pdf", "00", "pdf", 3)


def test_an_extraction_that_is_opened_has_no_pages(tmp_path: Path) -> None:
    path = extraction(tmp_path)
    source = pipeline.read_report(path).source
    assert (source.path, source.kind, source.pages) == (str(path), "json", None)


def test_the_users_own_files_count_when_a_report_is_opened_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path))
    file = tmp_path / "relations" / "自己的.toml"
    file.parent.mkdir()
    assert pipeline.check_report(Report()) == []
    file.write_text("[[relation]]\nid = 3", encoding="utf-8")
    (finding,) = pipeline.check_report(Report())
    assert "自己的.toml" in finding.message
    file.write_text("", encoding="utf-8")
    assert pipeline.check_report(Report()) == []


@pytest.fixture
def own_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder of forms, empty; what is put there is forgotten with the test."""
    monkeypatch.setenv("GOUJI_DATA", str(tmp_path))
    (tmp_path / "forms").mkdir()
    yield tmp_path / "forms"
    catalogue.use_folder(None)


def test_a_form_of_the_users_own_is_recognised(tmp_path: Path, own_forms: Path) -> None:
    own = '[form]\nid = "income"\nname = "部门收入总表"\norder = 2\ntitles = ["进项一览"]\n'
    (own_forms / "本县.toml").write_text(own, encoding="utf-8")
    extraction = {"tables": [{"id": "t1", "title": "进项一览", "columns": [["甲"], ["乙"]], "rows": [["子", "1"]]}]}
    file = tmp_path / "报告.json"
    file.write_text(json.dumps(extraction, ensure_ascii=False), encoding="utf-8")
    assert pipeline.read_extraction(file).tables[0].form == "income"


def test_a_wrong_form_of_the_users_own_is_told(own_forms: Path) -> None:
    (own_forms / "坏的.toml").write_text("[form", encoding="utf-8")
    (finding,) = pipeline.check_report(Report())
    assert "坏的.toml" in finding.message
