"""What may stand on the command line, and its help in Chinese."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

WINDOW = "window"

_ABOUT = "勾稽：工会预算、决算公开报告核对工具"
_OVERVIEW = """\
不开窗口的命令（后面加 --help 看详细说明）：
  extract 文件... --out 文件夹   读出报告里的表格和文字，核对后写成 JSON
  check 文件.json... --out 文件夹  对 extract 写出的 JSON 重新核对
  save 文件... --db 资料库        读出、核对并存入资料库

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
    """What the user wants: `command` (WINDOW, "extract", "check" or "save"), `files`, and the options of the command.

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
        request = _window().parse_args(arguments)
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


def _window() -> argparse.ArgumentParser:
    parser = _parser(WINDOW, f"{_ABOUT}。不带命令时打开窗口。", _OVERVIEW)
    parser.add_argument("files", metavar="文件", nargs="*", type=Path, help="要在窗口中打开的报告")
    return parser


def _extract() -> argparse.ArgumentParser:
    parser = _parser("extract", "读出报告里的表格和文字，核对后写成 JSON（每份报告一个，与报告同名）。")
    _add_reports(parser)
    _add_out(parser)
    parser.add_argument("--boxes", action="store_true", help="写出每一格在页面上的位置")
    return parser


def _check() -> argparse.ArgumentParser:
    parser = _parser("check", "对 extract 写出的 JSON（可以是改过的）重新识别表样、重新核对。")
    parser.add_argument("files", metavar="文件.json", nargs="+", type=Path, help="extract 写出的 JSON")
    _add_out(parser)
    return parser


def _save() -> argparse.ArgumentParser:
    parser = _parser("save", "读出、核对报告并存入资料库。")
    _add_reports(parser)
    parser.add_argument("--db", metavar="资料库", type=Path, help="SQLite 文件，没有就新建；默认为文档中的勾稽资料库")
    return parser


def _add_reports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="文件", nargs="+", type=Path, help="报告：PDF、图片、Word、Excel、网页或文本")
    parser.add_argument("--password", metavar="密码", help="打开加密文件的密码")
    parser.add_argument("--no-ocr", dest="ocr", action="store_false", help="不识别扫描页上的文字")


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="文件夹", type=Path, required=True, help="JSON 写到哪里，没有就新建")


_PARSERS: dict[str, Callable[[], argparse.ArgumentParser]] = {"extract": _extract, "check": _check, "save": _save}
