"""勾稽: starts the log, then the window or the command line, nothing else."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from core import usage
from core.logs import start_logging


def main(arguments: Sequence[str]) -> int:
    request = usage.parse(arguments)
    start_logging()
    if request.command != usage.WINDOW:
        from core import command_line

        return command_line.run(request)
    from ui.app import run

    return run(request.files)


def _work_for_another() -> None:
    """The processes that read pictures are the built program started anew; what they do ends here."""
    if any("multiprocessing" in argument for argument in sys.argv[1:]):
        import multiprocessing

        import pyi_rth_multiprocessing  # noqa: F401  # puts PyInstaller's freeze_support in place

        multiprocessing.freeze_support()


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        _work_for_another()
    sys.exit(main(sys.argv[1:]))
