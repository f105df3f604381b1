"""What may stand on the command line."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from core import usage
from core.readers.kinds import READERS


def test_without_a_command_the_window_opens() -> None:
    assert vars(usage.parse([])) == {"command": "window", "files": []}
    assert usage.parse(["甲.pdf", "乙.txt"]).files == [Path("甲.pdf"), Path("乙.txt")]


def test_extract_takes_its_options() -> None:
    request = usage.parse(["extract", "a.pdf", "b.pdf", "--out", "出", "--password", "1", "--no-ocr", "--boxes"])
    assert vars(request) == {
        "command": "extract",
        "files": [Path("a.pdf"), Path("b.pdf")],
        "out": Path("出"),
        "password": "1",
        "ocr": False,
        "boxes": True,
    }
    plain = usage.parse(["extract", "a.pdf", "--out", "x"])
    assert (plain.password, plain.ocr, plain.boxes) == (None, True, False)


def test_check_and_save() -> None:
    assert usage.parse(["check", "a.json", "--out", "x"]).files == [Path("a.json")]
    bulk = usage.parse(["check", "县里", "--xlsx", "汇总.xlsx", "--db", "库.sqlite"])
    assert (bulk.out, bulk.xlsx, bulk.db) == (None, Path("汇总.xlsx"), Path("库.sqlite"))
    assert usage.parse(["save", "a.pdf", "--db", "库.sqlite"]).db == Path("库.sqlite")
    assert usage.parse(["save", "a.pdf"]).db is None


def test_export_and_backup() -> None:
    assert usage.parse(["export", "a.pdf", "--to", "a.xlsx"]).to == Path("a.xlsx")
    assert vars(usage.parse(["backup", "--to", "备份.sqlite"])) == {
        "command": "backup",
        "to": Path("备份.sqlite"),
        "db": None,
    }
    assert usage.parse(["restore", "备份.sqlite", "--db", "库.sqlite"]).backup == Path("备份.sqlite")


def test_wildcards_are_resolved_where_the_shell_does_not(tmp_path: Path) -> None:
    for name in ("乙.pdf", "甲.pdf", "丙.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in usage.parse([str(tmp_path / "*.pdf")]).files] == ["乙.pdf", "甲.pdf"]
    assert usage.parse([str(tmp_path / "*.docx")]).files == [tmp_path / "*.docx"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["extract", "a.pdf"], "缺少 --out。加 --help 看用法。"),
        (["check", "--out", "x"], "缺少 文件。加 --help 看用法。"),
        (["extract", "a.pdf", "--out"], "--out：后面要有一个值。加 --help 看用法。"),
        (["save", "a.pdf", "--out", "x"], "不认识的参数：--out x。加 --help 看用法。"),
        (["--boxes"], "不认识的参数：--boxes。加 --help 看用法。"),
        (["a.pdf", "--ocr"], "不认识的参数：--ocr。加 --help 看用法。"),
    ],
)
def test_wrong_usage_is_said_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        usage.parse(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == sentence


@pytest.mark.parametrize("arguments", [["--help"], *([name, "-h"] for name in usage._PARSERS)])
def test_help_is_chinese_throughout(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        usage.parse(arguments)
    assert ended.value.code == 0
    words = set(re.findall(r"[A-Za-z]{3,}", capsys.readouterr().out))
    known = {"main", "help", "extract", "check", "save", "out", "boxes", "ocr", "password", "JSON", "json", "xlsx"}
    known |= {"export", "backup", "restore", "sqlite", "WPS", *READERS}
    assert words <= known | {"PDF", "Word", "Excel", "SQLite"}


def test_python_still_says_what_we_translate() -> None:
    """A newer argparse may word a sentence anew; then its translation is missing and this tells."""
    source = Path(argparse.__file__).read_text(encoding="utf-8")
    for sentence in ("the following arguments are required: %s", "unrecognized arguments: %s", "expected one argument"):
        assert sentence in source
