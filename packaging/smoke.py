"""Proves that a built program works: on the command line and in its window, with no network and nothing to lean on.

    python packaging/smoke.py FOLDER [--linger SECONDS]

FOLDER holds gouji and gouji-cli. They get an empty environment, a home with Chinese characters and spaces and, where
the system lets us, no network and a program folder that cannot be written. A portable one (with portable.txt) has to
keep its log beside it. What needs libraries of its own is read once each: PDF, a scan, old workbooks, a web archive.
--linger: how long the window stays after it has read its reports, for a picture of it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for tests/old_workbook.py
SUFFIX = ".exe" if sys.platform == "win32" else ""
PATIENCE = 120.0  # seconds for one step; a machine may be slow, but not that slow
DPI = 200
FIGURES = {"拨缴经费收入": "1234.56", "上级补助收入": "78.95", "本年收入合计": "1313.51"}
_HEAD = [["某某市总工会收入预算表"], ["单位：万元"], ["项目", "预算数"]]
_ROWS = [*_HEAD, *([name, float(amount)] for name, amount in FIGURES.items())]
_WITHOUT_GRAPHICS = "Failed to create DXGI factory."  # onnxruntime says so under Wine
# No network at all, the program folder bound read-only over itself.
_SEALED = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'


class Smoke:
    """One program folder under test, and the home of its imagined user."""

    def __init__(self, program: Path, home: Path) -> None:
        self.program, self.home = program.resolve(), home
        self.portable = (self.program / "portable.txt").exists()
        self.data = self.program / "data" if self.portable else home / "数据"
        self._seal = self._sealing()
        say("隔离：没有网络，程序文件夹只读" if self._seal else "隔离：只有空环境")

    def _sealing(self) -> list[str]:
        """What to put before a command to cut it off; nothing where the system has or allows no such thing."""
        if sys.platform != "linux" or self.portable:
            return []
        seal = ["unshare", "--map-root-user", "--net", "--mount", "sh", "-c", _SEALED, str(self.program)]
        try:
            subprocess.run([*seal, "true"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return []
        return seal

    def _environment(self) -> dict[str, str]:
        """Nothing of ours but what Windows itself always has, and the screen."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR", "TEMP", "TMP") if name in os.environ}
        window = {} if SUFFIX else {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}
        data = {} if self.portable else {"GOUJI_DATA": str(self.data)}
        return {**kept, **window, **data, "HOME": str(self.home), "USERPROFILE": str(self.home)}

    def command(self, *arguments: object, status: int = 0) -> str:
        """Run gouji-cli; what it printed or, where it is to fail, what it said of that. Nothing else may be said.

        Raises RuntimeError where its exit status is another, UnicodeDecodeError where it does not write UTF-8.
        """
        done = subprocess.run(
            [*self._seal, str(self.program / f"gouji-cli{SUFFIX}"), *map(str, arguments)],
            env=self._environment(),
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
        )
        printed, said = done.stdout.decode("utf-8"), done.stderr.decode("utf-8").replace(_WITHOUT_GRAPHICS, "").strip()
        check(done.returncode == status, f"{arguments[0]}: 退出状态 {done.returncode}\n{printed}{said}")
        check(bool(said) == bool(status), f"{arguments[0]} 在标准错误上说：{said}")
        return said if status else printed

    @contextmanager
    def window(self, *files: Path) -> Iterator[subprocess.Popen[bytes]]:
        """The window with these files, closed at the end."""
        start = [*self._seal, str(self.program / f"gouji{SUFFIX}"), *map(str, files)]
        with subprocess.Popen(start, env=self._environment(), cwd=self.home, stdin=subprocess.DEVNULL) as process:
            try:
                yield process
            finally:
                process.terminate()

    def extract(self, report: Path) -> dict[str, list[dict[str, list[list[str]]]]]:
        out = self.home / "结果"
        self.command("extract", report, "--out", out)
        read: dict[str, list[dict[str, list[list[str]]]]] = json.loads((out / f"{report.stem}.json").read_text("utf-8"))
        return read

    def log(self) -> str:
        path = self.data / "logs" / "gouji.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise RuntimeError(otherwise)


def say(line: str) -> None:
    print(line, flush=True)


def scan_of(report: Path, page: int, path: Path) -> Path:
    """One page (counted from 1) of a report as a scanner would give it: a PDF of one picture."""
    import pypdfium2

    with pypdfium2.PdfDocument(report) as pdf:
        picture = pdf[page - 1].render(scale=DPI / 72).to_pil().convert("L")
    picture.save(path, resolution=DPI)
    return path


def figures(table: dict[str, list[list[str]]]) -> set[str]:
    return {text for row in table["rows"] for text in row if "." in text}


def old_files(folder: Path) -> Iterator[Path]:
    """The table of `FIGURES` as Excel 97-2003 and WPS write it, and as a web page saved with its pictures."""
    from openpyxl import Workbook

    from tests.old_workbook import old_workbook

    book = Workbook()
    for row in _ROWS:
        book.active.append(row)
    cells = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in _ROWS)
    page = MIMEMultipart("related")
    page.attach(MIMEText(f"<html><body><table>{cells}</table></body></html>", "html", "utf-8"))
    old = old_workbook(book)
    for name, content in {"旧表.xls": old, "旧表.et": old, "网页.mht": bytes(page)}.items():
        (folder / name).write_bytes(content)
        yield folder / name


def old_formats(smoke: Smoke) -> None:
    for path in old_files(smoke.home):
        read = set().union(*map(figures, smoke.extract(path)["tables"]))
        check(read >= set(FIGURES.values()), f"{path.name} 只读出 {sorted(read)}")
        say(f"读取 {path.suffix}：{len(read)} 个数字")


def command_line(smoke: Smoke, report: Path) -> Path:
    """extract, OCR and save. Returns the scan that was made of the report."""
    check("勾稽" in smoke.command("--help"), "--help 不是中文")
    check("找不到" in smoke.command("extract", "没有 这份.pdf", "--out", "结果", status=1), "没有说找不到文件")
    old_formats(smoke)
    start = monotonic()
    tables = smoke.extract(report)["tables"]
    check(len(tables) > 3, f"只读出 {len(tables)} 张表")
    say(f"读取：{len(tables)} 张表，{monotonic() - start:.1f} 秒")
    start = monotonic()
    scan = scan_of(report, int(str(tables[0]["pages"][0])), smoke.home / "扫描 件.pdf")
    read = smoke.extract(scan)["tables"]
    printed = figures(tables[0])
    found = printed & set().union(*map(figures, read))
    check(len(found) > 0.9 * len(printed), f"文字识别：{len(printed)} 个数字只读出 {len(found)} 个")
    say(f"文字识别：{len(printed)} 个数字读出 {len(found)} 个，{monotonic() - start:.1f} 秒")
    library = smoke.home / "资料 库.sqlite"
    smoke.command("save", report, scan, "--db", library)
    with closing(sqlite3.connect(library)) as connection:
        rows = connection.execute("SELECT count(*) FROM 科目金额").fetchone()[0]
    check(rows > 20, f"资料库里只有 {rows} 行")
    say(f"保存：科目金额 {rows} 行")
    return scan


def window(smoke: Smoke, files: list[Path], linger: float) -> None:
    """The window reads the files too, the scan by processes of its own."""
    start, told = monotonic(), smoke.log().count("opened a")
    with smoke.window(*files) as process:
        while smoke.log().count("opened a") - told < len(files):
            check(process.poll() is None, f"窗口自己关了，退出状态 {process.returncode}\n{smoke.log()}")
            check(monotonic() - start < PATIENCE, f"窗口没有读完\n{smoke.log()}")
            sleep(0.1)
        say(f"窗口：读完 {len(files)} 份报告，{monotonic() - start:.1f} 秒")
        sleep(linger)
        check(process.poll() is None, f"窗口自己关了，退出状态 {process.returncode}")
    faults = [line for line in smoke.log().splitlines() if re.search(" (WARNING|ERROR|CRITICAL) ", line)]
    check(not faults, "日志里有错误：\n" + smoke.log())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--linger", type=float, default=2.0)
    wishes = parser.parse_args()
    report = max((ROOT / "resources" / "samples").glob("*.pdf"), key=lambda path: "决算" in path.name)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder, "张 三的电脑")
        home.mkdir()
        smoke = Smoke(wishes.folder, home)
        scan = command_line(smoke, report)
        window(smoke, [report, scan], wishes.linger)
    say("打包的程序可用。")
    return 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
