"""What may stand on the command line, and its help in Chinese."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

WINDOW = "window"
_DEFAULT_LIBRARY = "默认为文档中的勾稽资料库"

_ABOUT = "勾稽：工会预算、决算公开报告核对工具"
_OVERVIEW = """\
不开窗口的命令（后面加 --help 看详细说明）：
  extract 文件... --out 文件夹     读出报告里的表格和文字，核对后写成 JSON
  check 文件... --xlsx 汇总.xlsx   核对一批报告，每份一行结果，问题汇总成一个工作簿
  export 文件... --to 报告.xlsx    各表、问题、台账、改动清单写成 Excel 工作簿
  save 文件... --db 资料库         读出、核对并存入资料库
  backup --to 备份.sqlite          备份资料库
  restore 备份.sqlite              用备份恢复资料库

文件也可以写文件夹：里面的报告逐份处理；只有照片的文件夹是一份报告；
原报告在旁边的，本程序写出的 JSON 和 Excel 不再算一份。
能读 {kinds}；扫描的 PDF 也能读。

全部文件处理成功时退出码为 0，有文件没有处理成功为 1，用法不对为 2。"""

# What argparse says by itself. Missing texts stay English, so a newer Python does no harm.
_ARGPARSE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "optional arguments": "选项",
    "show this help message and exit": "显示这段说明",
    "%(prog)s: error: %(message)s\n": "%(message)s。加 --help 看用法。\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少 %s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "后面要有一个值",
    "expected at most one argument": "后面最多有一个值",
    "expected at least one argument": "后面至少要有一个值",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 不明确，可能是 %(matches)s",
    "ignored explicit argument %r": "后面不能有值 %r",
    "invalid %(type)s value: %(value)r": "%(value)r 不合要求",
}


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the user wants: `command` (WINDOW, "extract", "check" …), its `files`, and the options of the command.

    Raises SystemExit with 2 for wrong usage and with 0 for --help.
    """
    _speak_utf8()
    # argparse takes each of its texts through its module's gettext
    vars(argparse).update(
        _=lambda text: _ARGPARSE.get(text, text), ngettext=lambda one, many, n: _ARGPARSE.get(one, one)
    )
    if arguments and arguments[0] in _PARSERS:
        request = _PARSERS[arguments[0]]().parse_args(arguments[1:])
    else:
        helps = not {"-h", "--help"}.isdisjoint(arguments)
        request = _window(_overview() if helps else None).parse_args(arguments)
    if "files" in request:
        request.files = [file for path in request.files for file in _matching(path)]
    return request


def _matching(path: Path) -> list[Path]:
    """The files that *.pdf means: the shells of Windows leave that to the program."""
    if "*" not in path.name and "?" not in path.name:
        return [path]
    return sorted(path.parent.glob(path.name)) or [path]


def _speak_utf8() -> None:
    """Redirected output is UTF-8 whatever the system's code page; a windowed program has no output at all."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser(command: str, about: str, epilog: str | None = None) -> argparse.ArgumentParser:
    program = Path(sys.executable).stem if getattr(sys, "frozen", False) else "main.py"
    program = program if command == WINDOW else f"{program} {command}"
    parser = argparse.ArgumentParser(
        prog=program,
        description=about,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(command=command)
    return parser


def _overview() -> str:
    """What can be done without the window; a window that starts does not wait for the readers' names."""
    from core.readers.kinds import KINDS

    return _OVERVIEW.format(kinds="、".join(kind.name for kind in KINDS))


def _window(overview: str | None) -> argparse.ArgumentParser:
    parser = _parser(WINDOW, f"{_ABOUT}。不带命令时打开窗口。", overview)
    parser.add_argument("files", metavar="文件", nargs="*", type=Path, help="要在窗口中打开的报告")
    return parser


def _extract() -> argparse.ArgumentParser:
    parser = _parser("extract", "读出报告里的表格和文字，核对后写成 JSON（每份报告一个，与报告同名）。")
    _add_reports(parser)
    parser.add_argument("--out", metavar="文件夹", type=Path, required=True, help="JSON 写到哪里，没有就新建")
    parser.add_argument("--boxes", action="store_true", help="写出每一格在页面上的位置")
    return parser


def _check() -> argparse.ArgumentParser:
    parser = _parser(
        "check", "核对一批报告，或对 extract 写出的 JSON（可以是改过的）重新识别表样、重新核对。每份一行结果。"
    )
    _add_reports(parser)
    parser.add_argument("--out", metavar="文件夹", type=Path, help="每份报告写一个 JSON，没有就新建")
    parser.add_argument("--xlsx", metavar="汇总.xlsx", type=Path, help="全部报告的问题汇总成一个工作簿")
    _add_library(parser, "与这个资料库里同一单位的上年报告、同年预决算核对")
    return parser


def _export() -> argparse.ArgumentParser:
    parser = _parser("export", "各表、情况说明、问题、勾稽台账、改动清单写成 Excel 工作簿。")
    _add_reports(parser)
    parser.add_argument("--to", metavar="位置", type=Path, required=True, help="写成哪个 .xlsx；有几份报告时写文件夹")
    _add_library(parser, "取这个资料库里改过的那一份（按原文件找），并与上年报告核对")
    return parser


def _save() -> argparse.ArgumentParser:
    parser = _parser("save", "读出、核对报告并存入资料库。")
    _add_reports(parser)
    _add_library(parser, f"SQLite 文件，没有就新建；{_DEFAULT_LIBRARY}")
    return parser


def _back_up() -> argparse.ArgumentParser:
    parser = _parser("backup", "备份资料库：报告、修改记录、问题和原文件都在备份里。窗口开着也可以备份。")
    parser.add_argument("--to", metavar="备份", type=Path, required=True, help="备份成哪个文件，已有的会被替换")
    _add_library(parser, _DEFAULT_LIBRARY)
    return parser


def _restore() -> argparse.ArgumentParser:
    parser = _parser("restore", "用备份恢复资料库。原来的资料库改名保留。请先关闭窗口。")
    parser.add_argument("backup", metavar="备份", type=Path, help="backup 写成的文件")
    _add_library(parser, f"恢复到哪里；{_DEFAULT_LIBRARY}")
    return parser


def _add_library(parser: argparse.ArgumentParser, meaning: str) -> None:
    parser.add_argument("--db", metavar="资料库", type=Path, help=meaning)


def _add_reports(parser: argparse.ArgumentParser) -> None:
    kinds = "报告：PDF、图片、Word、Excel、网页、文本或 JSON，也可以是文件夹"
    parser.add_argument("files", metavar="文件", nargs="+", type=Path, help=kinds)
    parser.add_argument("--password", metavar="密码", help="打开加密文件的密码")
    parser.add_argument("--no-ocr", dest="ocr", action="store_false", help="不识别扫描页上的文字")


_PARSERS: dict[str, Callable[[], argparse.ArgumentParser]] = {
    "extract": _extract,
    "check": _check,
    "export": _export,
    "save": _save,
    "backup": _back_up,
    "restore": _restore,
}
