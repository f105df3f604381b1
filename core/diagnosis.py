"""What a maintainer needs to find a fault: versions, system, places in the code, the end of the log.

Never a word or figure of a report, nor the name of a file or of a user: the text may be sent to strangers.
"""

from __future__ import annotations

import locale
import os
import platform
from collections.abc import Mapping
from pathlib import Path

from core import versions
from core.logs import log_path, places

LOG_LINES = 200


def text(error: BaseException | None = None, surroundings: Mapping[str, str] = {}) -> str:  # never changed
    """The page to save. surroundings: what only the window knows, such as its scaling."""
    facts = {
        "勾稽": versions.program(),
        "系统": platform.platform(),
        "处理器": f"{platform.machine()}，{os.cpu_count()} 个",
        "语言": ".".join(filter(None, locale.getlocale())),
        **surroundings,
        **versions.parts(),
    }
    sections = ["\n".join(f"{name}：{value}" for name, value in facts.items())]
    if error is not None:
        sections.append(f"出错的位置\n{_chain(error)}")
    sections.append(f"日志的最后 {LOG_LINES} 行\n{_end_of_log()}")
    return "\n\n".join(sections) + "\n"


def _chain(error: BaseException) -> str:
    """The error and what caused it, the cause first, as the log tells it: kinds and places, no messages."""
    cause = error.__cause__ or error.__context__
    before = f"{_chain(cause)}\n引起了\n" if cause is not None and cause is not error else ""
    return f"{before}{places(error.__traceback__)}{type(error).__name__}"


def _end_of_log() -> str:
    try:
        lines = log_path().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "（没有日志）"
    return "\n".join(lines[-LOG_LINES:])


def save(path: Path, page: str) -> None:
    """Raises OSError where it cannot be written. The mark at the start is for Windows' own editor."""
    path.write_text(page, encoding="utf-8-sig")
