"""Runs every benchmark and says which limits hold. Exit status 1 where one does not."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import grid, reading, scanning, window, working
from benchmarks.measure import Measure
from benchmarks.reports import samples


def main(arguments: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    files = samples() + [Path(argument) for argument in arguments]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOUJI_DATA"] = folder
        for measure in _measures(files):
            failed += not measure.passed
            print(measure, flush=True)
    print(f"{failed} of the limits do not hold" if failed else "every limit holds")
    return 1 if failed else 0


def _measures(files: list[Path]) -> Iterator[Measure]:
    yield from reading.speed(files)
    yield from reading.thousand_pages()
    yield from scanning.scanning()
    yield from window.start()
    yield from grid.working()
    yield from working.checking(files)
    yield from working.editing(files)
    yield from working.saving(files)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
