"""The commands: what is written, what is said, and the exit status."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core import command_line, pipeline, usage
from core.checks.findings import Finding
from core.errors import FileDamaged, PasswordNeeded
from core.export.extraction import dumps, from_json, to_json
from core.model import Box, Cell, CellRef, Column, History, Paragraph, Report, ReportInfo, Source, Table, UnreadPage
from core.storage.library import Library
from tests.core.checks.test_years import account
from tests.locked_pdf import locked_pdf

FINDING = Finding("row_sum", "row_sum", "error", "相差 7.00", "t1")
ROOT = Path(__file__).resolve().parents[2]


def sample(path: str = "报告.pdf") -> Report:
    cells = [[Cell.of("201", 1, Box(1, 2, 3, 4)), Cell.of("9.60")]]
    table = Table("t1", [Column(("科目编码",)), Column(("合计",))], cells, title="支出表")
    return Report(ReportInfo("某县总工会"), Source(path, "00", "pdf", 1), [table], [Paragraph.of("话")])


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What reading a file of that name gives, or raises."""
    replies: dict[str, object] = {}

    def read_report(path: Path, *, password: str | None = None, ocr: bool = True) -> Report:
        reply = replies.get(path.name, sample(str(path)))
        if isinstance(reply, Exception):
            raise reply
        assert isinstance(reply, Report)
        return reply

    monkeypatch.setattr(pipeline, "read_report", read_report)
    monkeypatch.setattr(pipeline, "read_extraction", read_report)
    monkeypatch.setattr(pipeline, "check_report", lambda report: [FINDING] if report.tables else [])
    return replies


def run(*arguments: object) -> int:
    return command_line.run(usage.parse([str(argument) for argument in arguments]))


def test_each_report_is_written_under_its_stem(tmp_path: Path, readers: dict[str, object]) -> None:
    assert run("extract", "甲.pdf", "夹/乙.v2.pdf", "--out", tmp_path / "出") == 0
    assert sorted(path.name for path in (tmp_path / "出").iterdir()) == ["乙.v2.json", "甲.json"]
    written = json.loads((tmp_path / "出" / "甲.json").read_text(encoding="utf-8"))
    assert written == to_json(sample("甲.pdf"), [FINDING])


def test_boxes_are_written_on_request(tmp_path: Path, readers: dict[str, object]) -> None:
    assert run("extract", "a.pdf", "--out", tmp_path, "--boxes") == 0
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert written["tables"][0]["boxes"] == [[[1, 1, 2, 3, 4], None]]


def test_one_bad_file_does_not_keep_the_others(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    readers["坏.pdf"] = FileDamaged(name="坏.pdf")
    readers["密.pdf"] = PasswordNeeded(name="密.pdf")
    readers["虫.pdf"] = RuntimeError("figures of the report: 9.60")
    assert run("extract", "坏.pdf", "密.pdf", "虫.pdf", "好.pdf", "--out", tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["好.json"]
    damaged, locked, bug = capsys.readouterr().err.splitlines()
    assert damaged == str(FileDamaged(name="坏.pdf"))
    assert "--password" in locked
    assert "虫.pdf" in bug
    assert "RuntimeError" in bug
    assert "9.60" not in bug


def test_a_scan_that_was_not_read_is_written_and_said(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    readers["扫描.pdf"] = Report(unread=(UnreadPage(1, "没有文字"), UnreadPage(2, "没有文字")))
    assert run("extract", "扫描.pdf", "--no-ocr", "--out", tmp_path) == 1
    assert "2 页都没有可用的文字" in capsys.readouterr().err
    assert len(json.loads((tmp_path / "扫描.json").read_text(encoding="utf-8"))["source"]["unread"]) == 2


def test_two_reports_of_one_stem_do_not_overwrite_each_other(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", "甲/a.pdf", "乙/A.docx", "--out", tmp_path) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert "A.docx" in capsys.readouterr().err


def test_where_nothing_can_be_written_it_is_said(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert run("extract", "a.pdf", "--out", tmp_path / "file") == 1
    assert capsys.readouterr().err.startswith("存不成“a.json”")


def test_check_keeps_the_places_of_the_cells(tmp_path: Path, readers: dict[str, object]) -> None:
    assert run("check", "a.json", "--out", tmp_path) == 0
    written = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert written["tables"][0]["boxes"][0][0] == [1, 1, 2, 3, 4]
    assert written["findings"][0]["message"] == "相差 7.00"


def test_many_reports_are_checked_with_a_line_for_each(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "全县"
    for name in ("甲.pdf", "乙镇/坏.docx", "乙镇/~$坏.docx", "丙镇/1.jpg", "丙镇/2.jpg", "说明.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    readers["坏.docx"] = FileDamaged(name="坏.docx")
    readers["丙镇"] = Report(ReportInfo("丙镇总工会", 2024, "final"), unread=(UnreadPage(1, "模糊"),))
    assert run("check", folder, "--xlsx", tmp_path / "汇总.xlsx") == 1
    said = capsys.readouterr()
    assert sorted(said.out.splitlines()) == [
        "丙镇：丙镇总工会 2024 年决算，0 张表，没有读全，1 页没有读出",
        "共 3 份：0 份没有发现问题，1 份有问题，2 份没有核对完。",
        "甲.pdf：某县总工会，1 张表，矛盾 1",
    ]
    assert "“坏.docx”" in said.err
    book = load_workbook(tmp_path / "汇总.xlsx")
    lines = {row[3]: row for row in book["汇总"].iter_rows(min_row=2, values_only=True)}
    assert lines["甲.pdf"][5:] == (1, None, None, None, None, "行合计 1", "有问题")
    assert lines["丙镇"][-1] == "没有读全"
    assert "坏.docx" in lines["坏.docx"][-1]
    assert [row[8] for row in book["问题"].iter_rows(min_row=2, values_only=True)] == [None]
    assert book["问题"]["K2"].value == "相差 7.00"
    assert not list(tmp_path.glob("*.json"))


def test_what_the_program_wrote_itself_is_no_further_report(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.xlsx").write_bytes(b"PK an original")
    (tmp_path / "乙.pdf").touch()
    assert run("export", tmp_path, "--to", tmp_path / "出") == 0
    assert run("check", tmp_path, "--out", tmp_path, "--xlsx", tmp_path / "汇总.xlsx") == 0
    capsys.readouterr()
    assert run("check", tmp_path, tmp_path / "乙.pdf", "--xlsx", tmp_path / "汇总.xlsx") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("共 2 份：")
    for original in ("甲.xlsx", "乙.pdf", "出/甲.xlsx", "出/乙.xlsx"):
        (tmp_path / original).unlink()
    assert run("check", tmp_path) == 0
    assert [line.split("：")[0] for line in capsys.readouterr().out.splitlines()] == ["乙.json", "甲.json", "共 2 份"]


def test_the_same_path_given_twice_is_one_report(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", "a.pdf", Path("b") / ".." / "a.pdf", "--out", tmp_path) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_report_is_exported_as_it_is_or_as_it_was_corrected(tmp_path: Path, readers: dict[str, object]) -> None:
    source, db = tmp_path / "a.pdf", tmp_path / "资料库.sqlite"
    source.write_bytes(b"%PDF a")
    assert run("export", source, "--to", tmp_path / "原样.xlsx") == 0
    report = sample(str(source))
    report.source = replace(report.source, sha256=hashlib.sha256(b"%PDF a").hexdigest())
    library, history = Library(db), History(report)
    with history.step("修改一格"):
        history.set_text(CellRef("t1", 0, 1), "9.06")
    library.save(report, history, [])
    library.close()
    assert run("export", source, "--to", tmp_path / "出", "--db", db) == 0
    plain, corrected = (load_workbook(tmp_path / name) for name in ("原样.xlsx", "出/a.xlsx"))
    assert [book["改动清单"].max_row for book in (plain, corrected)] == [1, 2]
    assert corrected.worksheets[1]["B3"].comment.text.startswith("原印 9.60")


def test_two_reports_do_not_become_one_workbook(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "a.pdf", "b.pdf", "--to", tmp_path / "x.xlsx") == 1
    assert "会写成同一个文件“x.xlsx”" in capsys.readouterr().err


def test_last_year_in_the_library_is_held_against_the_report(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "资料库.sqlite"
    before, now = account(2023, "1.00", "9.02"), account(2024, "9.20", "6.35")
    library = Library(db)
    library.save(before, History(before), [])
    library.close()
    readers["今年.pdf"] = now
    assert run("check", "今年.pdf", "--db", db) == 0
    assert capsys.readouterr().out == "今年.pdf：临川县总工会 2024 年决算，1 张表，矛盾 1、疑点 1\n"


def test_the_library_is_backed_up_and_restored(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF a")
    db, backup = tmp_path / "资料库.sqlite", tmp_path / "备份.sqlite"
    assert run("save", tmp_path / "a.pdf", "--db", db) == 0
    assert run("backup", "--to", backup, "--db", db) == 0
    assert run("restore", backup, "--db", db) == 0
    assert "原来的资料库改名为" in capsys.readouterr().out
    assert run("restore", tmp_path / "没有.sqlite", "--db", db) == 1
    assert "没有.sqlite" in capsys.readouterr().err


def test_reports_are_saved_with_their_files(tmp_path: Path, readers: dict[str, object]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF a")
    db = tmp_path / "库" / "资料库.sqlite"
    assert run("save", tmp_path / "a.pdf", "--db", db) == 0
    library = Library(db, read_only=True)
    (summary,) = library.reports()
    stored = library.load(summary.id)
    assert (summary.problems, stored.source, stored.findings) == (1, b"%PDF a", [FINDING])
    library.close()


def test_saving_again_renews_a_report_unless_it_was_corrected(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF a")
    db = tmp_path / "资料库.sqlite"
    for _ in range(2):
        assert run("save", tmp_path / "a.pdf", "--db", db) == 0
    library = Library(db)
    (summary,) = library.reports()
    history = library.load(summary.id).history
    with history.step("改"):
        history.set_text(next(history.report.tables[0].refs())[0], "202")
    library.save(history.report, history, [], None, summary.id)
    library.close()
    assert run("save", tmp_path / "a.pdf", "--db", db) == 0
    assert "没有覆盖" in capsys.readouterr().out
    library = Library(db, read_only=True)
    assert [s.steps for s in library.reports()] == [1]
    library.close()


def test_a_library_in_use_is_said(
    tmp_path: Path, readers: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library(tmp_path / "资料库.sqlite")
    assert run("save", "a.pdf", "--db", library.path) == 1
    assert "正被另一个窗口使用" in capsys.readouterr().err
    library.close()


def test_a_program_without_console_stays_silent(
    tmp_path: Path, readers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    readers["坏.pdf"] = FileDamaged(name="坏.pdf")
    assert run("extract", "坏.pdf", "a.pdf", "--out", tmp_path) == 1
    with pytest.raises(SystemExit):
        usage.parse(["extract"])


def program(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own, with an output of another code page."""
    environment = {"GOUJI_DATA": str(folder / "data"), "PYTHONIOENCODING": "cp1252", "PATH": "", "HOME": str(folder)}
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=120)


def test_bad_files_are_each_said_in_one_line(tmp_path: Path) -> None:
    bad = {
        "文本.pdf": "这不是 PDF。".encode(),
        "断.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
        "空.pdf": b"",
        "无表.txt": "只有一段文字。\n".encode(),
        "怪.xyz": b"\x00\x01\x02",
        "坏.json": b"[]",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    files = [tmp_path / name for name in bad]
    done = program(tmp_path, "extract", *files, tmp_path / "没有.pdf", "--out", tmp_path / "出")
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert len(lines) == len(bad) + 1
    for name, line in zip([*bad, "没有.pdf"], lines, strict=True):
        assert f"“{name}”" in line
        assert "程序出错" not in line
    assert not (tmp_path / "出").exists()


def test_the_program_checks_what_it_wrote(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(dumps(to_json(sample(), boxes=True)), encoding="utf-8")
    done = program(tmp_path, "check", tmp_path / "a.json", "--out", tmp_path / "出")
    assert (done.returncode, done.stderr) == (0, "")
    written = json.loads((tmp_path / "出" / "a.json").read_text(encoding="utf-8"))
    assert from_json(written).tables[0].rows == sample().tables[0].rows


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "“密.pdf”设有打开密码。请输入密码后再打开。（命令行加上 --password 密码）"),
        (["--password", "猜"], "“密.pdf”的密码不对。请核对后重新输入。"),
        (["--password", "guess"], "“密.pdf”的密码不对。请核对后重新输入。"),
    ],
)
def test_an_encrypted_file_asks_for_its_password(tmp_path: Path, options: list[str], sentence: str) -> None:
    (tmp_path / "密.pdf").write_bytes(locked_pdf("secret"))
    done = program(tmp_path, "extract", tmp_path / "密.pdf", "--out", tmp_path, *options)
    assert (done.returncode, done.stderr) == (1, f"{sentence}\n")


def test_with_its_password_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "密.pdf").write_bytes(locked_pdf("secret"))
    done = program(tmp_path, "extract", tmp_path / "密.pdf", "--out", tmp_path, "--no-ocr", "--password", "secret")
    assert "密码" not in done.stderr
    assert "程序出错" not in done.stderr
