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


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # the processes that read pictures start the program itself
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main(sys.argv[1:]))
