"""The built program: what its folder weighs, and how soon its window is painted, beside a built bare window.

python -m benchmarks.frozen [dist/gouji]        after `make build`; on a screen of its own, such as `Xvfb :84 -noreset`
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from benchmarks.measure import Measure

ROUNDS = 15
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.exec()
"""


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else "dist/gouji")
    measures = [*size(folder), *start(folder)]
    for measure in measures:
        print(measure, flush=True)
    return 0 if all(measure.passed for measure in measures) else 1


def size(folder: Path) -> Iterator[Measure]:
    """Of the folder; `packaging/contents.py` tells what each part is for."""
    weight = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    yield Measure("program folder", weight / 1e6, "MB", 500)


def start(folder: Path) -> Iterator[Measure]:
    """From the start of the process to the first picture on the screen, in turns; the median of the pairs."""
    suffix = ".exe" if sys.platform == "win32" else ""
    with tempfile.TemporaryDirectory() as place:
        ours, bare = folder / f"gouji{suffix}", _build_bare(Path(place)) / f"bare{suffix}"
        environment = {**os.environ, "GOUJI_DATA": str(Path(place, "data"))}
        times = [(_painted(bare, environment), _painted(ours, environment)) for _ in range(ROUNDS)]
    idle, busy = zip(*times[1:], strict=True)  # the first start fills the disk cache
    ratio = median(ours / bare for bare, ours in times[1:])
    told = f"shortest {min(busy):.3f} s, {min(idle):.3f} s; median {median(busy):.3f} s, {median(idle):.3f} s"
    yield Measure("built window painted, against a bare one", ratio, "x", 1.5, told)


def _build_bare(place: Path) -> Path:
    script = place / "bare.py"
    script.write_text(_BARE, encoding="utf-8")
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--windowed", str(script)]
    subprocess.run(build, cwd=place, check=True, capture_output=True)
    return place / "dist" / "bare"


def _painted(program: Path, environment: dict[str, str]) -> float:
    """Seconds until the middle of the screen is no longer as it was."""
    before = _middle()
    begun = perf_counter()
    with subprocess.Popen([str(program.resolve())], env=environment) as child:
        while _middle() == before:
            if child.poll() or perf_counter() - begun > 60:
                raise RuntimeError(f"{program.name} showed nothing")
            sleep(0.002)
        spent = perf_counter() - begun
        child.kill()
    while _middle() != before:
        sleep(0.01)
    return spent


def _middle() -> bytes:
    from PIL import ImageGrab

    return ImageGrab.grab((500, 400, 516, 416), xdisplay=os.environ.get("DISPLAY")).tobytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
