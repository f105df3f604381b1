"""How fast files become reports, and how much memory that takes."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Measure, best
from benchmarks.reports import long_pdf
from core.checks.engine import Engine
from core.checks.facts import Facts
from core.checks.guard import Guard
from core.checks.making import Maker
from core.model import Report
from core.pipeline import check_report, read_report


def speed(files: list[Path]) -> Iterator[Measure]:
    """Tables, forms and relations of a file against pdfplumber's own extract_tables over the same pages.

    The narrative, which pdfplumber knows nothing of, is checked beside it and told apart, without a limit of its own.
    """
    read_report(files[0], ocr=False)  # imports are not what is measured
    spent = [0.0, 0.0, 0.0]
    for path in files:
        own = best(lambda path=path: _relate(read_report(path, ocr=False)))
        every = best(lambda path=path: check_report(read_report(path, ocr=False)))
        plain = best(lambda path=path: _plain(path), 2)
        spent = [total + each for total, each in zip(spent, (own, every, plain), strict=True)]
        yield _faster(path.stem[:24], own, every, plain)
    if len(files) > 1:
        yield _faster("all files", *spent)


def _faster(name: str, own: float, every: float, plain: float) -> Measure:
    remark = f"{own:.3f} s, pdfplumber {plain:.3f} s; the narrative checked too {plain / every:.1f} x"
    return Measure(f"times faster than pdfplumber: {name}", plain / own, "x", 6, remark, at_least=True)


def _relate(report: Report) -> None:
    """Every relation of a report, evaluated."""
    facts = Facts(report)
    Engine(facts, Maker(facts, Guard()).relations())


def _plain(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_tables()


def thousand_pages() -> Iterator[Measure]:
    """`main.py extract` on long files: peak memory, and time in proportion to pages."""
    with tempfile.TemporaryDirectory() as folder:
        spent = {}
        for pages in (250, 1000):
            spent[pages], memory = _extract(long_pdf(pages, Path(folder) / f"{pages}.pdf"), Path(folder))
    yield Measure("peak memory for 1,000 pages", memory, "MB", 400, f"{spent[1000]:.1f} s in all")
    growth = (spent[1000] / 1000) / (spent[250] / 250)
    yield Measure(
        "time per page, 1,000 against 250 pages", growth, "x", 1.25, f"{spent[250]:.1f} s, {spent[1000]:.1f} s"
    )


def _extract(path: Path, folder: Path) -> tuple[float, float]:
    """Processor seconds and peak megabytes of a process of its own."""
    command = [sys.executable, "main.py", "extract", "--no-ocr", str(path), "--out", str(folder)]
    _, status, usage = os.wait4(os.spawnv(os.P_NOWAIT, sys.executable, command), 0)
    if status:
        raise RuntimeError(f"extract ended with {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
