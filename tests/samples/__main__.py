"""Sets the sample reports anew: `python -m tests.samples`."""

from __future__ import annotations

from core import resources
from tests.samples import budget, final


def main() -> None:
    folder = resources.path("samples")
    folder.mkdir(exist_ok=True)
    for module in (budget, final):
        path = folder / module.FILE
        path.write_bytes(module.story().typeset().data)
        print(path.name, f"{path.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
