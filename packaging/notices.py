"""第三方许可: what the program is made of, with the licence texts, from the packages that are installed.

python packaging/notices.py FILE
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import contents
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
NAME = "third-party.txt"
_TEXTS = ROOT / "packaging" / "licences"
_LICENCE = re.compile(
    r"(^|/)(licen[cs]e|copying|notice|authors|third-?party|copyright)[^/]*$|/\w*licenses/", re.IGNORECASE
)
_CODE = (".py", ".pyc", ".pyi", ".pyd", ".so")
_RULE = "=" * 100
_NOTE = """\
勾稽使用的第三方软件

勾稽本身以 MIT 许可证发布。它使用下列第三方软件，各自的许可证全文附后。

关于 Qt（PySide6-Essentials、shiboken6）：按 GNU LGPL 第 3 版使用，没有改动。它们是程序文件夹中单独的动态库
（{folder}），可以换成自己编译的、接口相容的版本；允许为此目的对本程序做反向工程。
源代码：https://download.qt.io/official_releases/ （Qt {qt}）和 https://code.qt.io/cgit/pyside/pyside-setup.git/ 。
shapely 自带的 GEOS{ffmpeg}按 GNU LGPL 第 2.1 版使用，同样是单独的动态库，可以更换。
文字识别模型（PP-OCR，来自 RapidOCR 软件包）按 Apache 许可证 2.0 版使用。
"""
# Licence texts that the packages themselves do not bring along.
_MISSING = {
    "pyside6-essentials": ["LGPL-3.0.txt", "GPL-3.0.txt"],
    "shapely": ["LGPL-2.1.txt"],
    "flatbuffers": ["Apache-2.0.txt"],
}
_SAME = {"shiboken6": "与 pyside6-essentials 相同。"}


def shipped() -> list[str]:
    """The packages that the program needs on this system, in the order of their names."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        waiting = [Requirement(line) for line in tomllib.load(file)["project"]["dependencies"]]
    found: set[str] = set()
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        if name in found | set(contents.EXCLUDED) or (needed.marker and not needed.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += [Requirement(line) for line in distribution(name).requires or []]
    return sorted(found)


def text() -> str:
    """The whole page, UTF-8 text with the notes in Chinese and each licence in its own words."""
    windows = sys.platform == "win32"
    note = _NOTE.format(
        folder=r"_internal\PySide6" if windows else "_internal/PySide6",
        qt=distribution("pyside6-essentials").version,
        ffmpeg="" if windows else "、opencv 自带的 FFmpeg",
    )
    sections = [_section(distribution(name)) for name in shipped()]
    return "\n".join([note, _table(), *sections, _python(), ""])


def _table() -> str:
    rows = [(dist.name, dist.version, licence(dist)) for dist in map(distribution, shipped())]
    return "\n".join(f"  {name:<28}{version:<16}{kind}" for name, version, kind in rows) + "\n"


def licence(dist: Distribution) -> str:
    """The licence in a few words, as the package names it."""
    told = dist.metadata
    kinds = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    short = (told.get("License") or "").strip().partition("\n")[0][:60]
    return told.get("License-Expression") or "; ".join(kinds) or short or "见下"


def _section(dist: Distribution) -> str:
    name = canonicalize_name(dist.name)
    texts = [*_own_texts(dist), *((_TEXTS / file).read_text(encoding="utf-8") for file in _MISSING.get(name, []))]
    body = "\n\n".join(texts) or _SAME.get(name, f"许可证：{licence(dist)}")
    return f"{_RULE}\n{dist.name} {dist.version}    {_home(dist)}\n{_RULE}\n\n{body.strip()}\n"


def _own_texts(dist: Distribution) -> Iterator[str]:
    """The licence files of a package, each wording once."""
    seen: set[str] = set()
    for file in sorted(dist.files or [], key=str):
        if _LICENCE.search(str(file)) and file.suffix not in _CODE and file.locate().is_file():
            wording = Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
            if wording.strip() and wording not in seen:
                seen.add(wording)
                yield wording


def _home(dist: Distribution) -> str:
    links = [line.partition(", ")[2] for line in dist.metadata.get_all("Project-URL") or []]
    return dist.metadata.get("Home-page") or next(iter(links), "")


def _python() -> str:
    places = [Path(sys.base_prefix, "LICENSE.txt"), Path(sys.base_prefix, "LICENSE"), Path(tomllib.__file__).parents[1]]
    files = [path if path.is_file() else path / "LICENSE.txt" for path in places]
    wording = next(
        (file.read_text(encoding="utf-8") for file in files if file.is_file()), "https://docs.python.org/3/license.html"
    )
    try:
        loader = "".join(_own_texts(distribution("pyinstaller"))).strip()
    except PackageNotFoundError:
        loader = ""
    return (
        f"{_RULE}\nPython {sys.version.split()[0]}\n{_RULE}\n\n{wording.strip()}\n"
        f"\n{_RULE}\nPyInstaller（程序的启动部分；其例外条款允许任何许可证的程序使用）\n{_RULE}\n\n{loader}\n"
    )


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(), encoding="utf-8", newline="\n")
    return path


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
