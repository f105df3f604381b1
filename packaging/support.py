"""PySide6's own Python part, compiled once.

It lies as source text inside shiboken6's library, which compiles it anew at every start: a tenth of the time until the
window is there. A folder `files.dir` beside shiboken6 goes before; SBK_EMBED=0 makes one there, and so does this.
"""

from __future__ import annotations

import py_compile
import subprocess
import sys
from pathlib import Path

PLACE = "shiboken6/files.dir"


def compiled(folder: Path) -> Path:
    """Fill the folder with the modules, by a Python of its own: PySide6 changes how the one that imports it imports."""
    subprocess.run([sys.executable, __file__, str(folder)], check=True)
    return folder


def _compile(folder: Path) -> None:
    import PySide6.QtCore  # noqa: F401  # brings it along

    archive = sys.modules["shibokensupport"].__loader__.zfile
    for name in archive.namelist():
        if name.startswith("shibokensupport/") and name.endswith(".py"):
            source = Path(archive.extract(name, folder))
            py_compile.compile(str(source), str(source.with_suffix(".pyc")), name, doraise=True)
            source.unlink()


if __name__ == "__main__":
    _compile(Path(sys.argv[1]))
