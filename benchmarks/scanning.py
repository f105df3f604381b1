"""How fast scanned pages are read, against RapidOCR alone over the same pages, and the memory it takes."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import sleep

from benchmarks.measure import Measure, elapsed
from benchmarks.reports import samples
from core.pipeline import read_report

PAGES = 6
DPI = 200


def scanning() -> Iterator[Measure]:
    """Pages per minute of a scan: all that reading takes, and RapidOCR on the bare pages."""
    with tempfile.TemporaryDirectory() as folder:
        scan = _scanned(PAGES, Path(folder) / "scan.pdf")
        memory = _Memory()
        ours, _ = elapsed(lambda: read_report(scan))
        peak = memory.peak()
        theirs, _ = elapsed(lambda: _alone(scan))
    rates = f"{60 * PAGES / ours:.1f} and {60 * PAGES / theirs:.1f} pages per minute, {os.cpu_count()} cores"
    yield Measure("time of a scan against RapidOCR alone", ours / theirs, "x", 1.3, rates)
    yield Measure("peak memory of reading a scan", peak, "MB", 1500, "with all worker processes")


def _scanned(count: int, path: Path) -> Path:
    """Pages with tables of the first sample, as pictures in a PDF."""
    import pypdfium2

    source = pypdfium2.PdfDocument(samples()[0])
    tables = [page for page in source if len(list(page.get_objects())) > 60][:count]
    pictures = [page.render(scale=DPI / 72).to_pil().convert("L") for page in tables]
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=DPI)
    path.write_bytes(out.getvalue())
    return path


def _alone(scan: Path) -> None:
    """What RapidOCR does by itself: find lines, turn and read them."""
    import pypdfium2
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})
    for page in pypdfium2.PdfDocument(scan):
        engine(page.render(scale=DPI / 72).to_numpy())


class _Memory:
    """The largest sum of the resident memory of this process and all its children, sampled."""

    def __init__(self) -> None:
        self._peak, self._ended = 0, threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._sampler.start()

    def peak(self) -> float:
        """Megabytes; sampling ends."""
        self._ended.set()
        self._sampler.join()
        return self._peak / 1024

    def _sample(self) -> None:
        while not self._ended.is_set():
            self._peak = max(self._peak, sum(map(_resident, _family(os.getpid()))))
            sleep(0.05)


def _family(pid: int) -> list[int]:
    """The process and all below it; any of its threads may have started them."""
    found: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, children.read_text().split())
    return [pid, *(each for child in found for each in _family(child))]


def _resident(pid: int) -> int:
    """Kilobytes; 0 where the process is gone or the system does not say."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
