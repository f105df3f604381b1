"""A session over a scan: open it, walk through what was read without certainty, look twice at a doubted figure."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.session.player import Script, Until, press, write

if TYPE_CHECKING:
    from ui.report_view import ReportView
    from ui.window import MainWindow

MISPRINT = ("1,120.97", "1,220.97")  # what the report should print, and what it prints
SMUDGED = ("102.11", "81.11")


class Review:
    """The script. picture(name): called at the moments that are worth one."""

    def __init__(self, window: MainWindow, path: Path, picture: Callable[[str], None] = lambda _name: None) -> None:
        self._window, self._path, self._picture = window, path, picture

    @property
    def view(self) -> ReportView:
        assert self._window.view is not None
        return self._window.view

    def script(self) -> Script:
        yield lambda: self._window.open_paths([self._path])
        yield Until("the scan is read", lambda: self._window.view is not None and not self.view.session.reading, 600)
        assert self.view.session.report.tables
        yield Until("its notice stands", lambda: self.view.session.checker is not None)
        self._picture("1 opened")
        yield from self._walk()
        yield from self._misprint()

    def _walk(self) -> Script:
        """Enter accepts a reading, typing corrects it; the most doubtful comes first."""
        from ui.unsure.doubts import doubts
        from ui.unsure.review import REVIEW_SCALE

        report, review = self.view.session.report, self.view.review
        waiting = doubts(report)
        assert waiting
        assert [report.cell(ref).confidence for ref in waiting] == sorted(
            report.cell(r).confidence or 0 for r in waiting
        )
        yield press("F4")
        for number, ref in enumerate(waiting, 1):
            assert review.ref == ref
            yield Until("its picture is drawn", lambda: self.view.page.cut_out(ref, REVIEW_SCALE) is not None)  # noqa: B023
            yield review.cut_out.repaint
            if number <= 3:
                self._picture(f"2 review {number}")
            if report.cell(ref).text:
                yield press("Return")
            else:
                yield write("0.00")
                yield press("Return")
        assert not doubts(report)
        self._picture("3 reviewed")

    def _misprint(self) -> Script:
        """The page shows what was read: the problem is filed as the report's own with one key."""
        from ui.findings.model import Filter

        model = self.view.findings.model
        yield press("F8")
        detail = self.view.findings.detail.text
        yield Until(
            "the page was looked at", lambda: "原图" in detail.toPlainText() and "正在" not in detail.toPlainText()
        )
        self._picture("4 looked twice")
        broken = model.count(Filter.ALL)
        yield press("Alt+Y")
        assert (model.count(Filter.ALL), model.count(Filter.PRINTED)) == (broken - 1, 1)
        self._picture("5 filed as printed")
        yield press("Ctrl+S")
        yield Until("it is saved", lambda: not self.view.session.unsaved)


def scan(path: Path) -> None:
    """A sealed scan of a page whose total is misprinted and of which two figures are smudged."""
    import cv2

    from core.readers.pdf import PdfFile
    from tests.core.scan.damage import HEADER, ROWS, skewed, stamped
    from tests.typeset import Look, Table, Typesetter

    rows = [[MISPRINT[1] if (r, c) == (0, 4) else text for c, text in enumerate(row)] for r, row in enumerate(ROWS)]
    setter = Typesetter(Look())
    setter.heading("某县总工会2025年部门预算表")
    setter.table(Table(title="部门支出总表", header=HEADER, rows=rows, widths=(14, 34, 18, 18, 18)))
    file = PdfFile(setter.finish().data, path.name)
    words, (picture, scale) = file.page(1).words, file.picture(1)
    file.close()
    sealed = stamped(picture)
    for x, y in (word.box.centre for word in words if word.text in SMUDGED):
        cv2.line(
            sealed, (int(x / scale) - 22, int(y / scale) + 4), (int(x / scale) + 4, int(y / scale) - 4), (90, 90, 90), 3
        )
    cv2.imencode(".png", cv2.cvtColor(skewed(sealed, 0.6), cv2.COLOR_RGB2BGR))[1].tofile(str(path))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.session.scan", description=__doc__)
    parser.add_argument("--pictures", type=Path, default=Path("out/session"), help="where the screenshots go")
    options = parser.parse_args(arguments)
    options.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GOUJI_DATA"] = folder
        _play(Path(folder), options.pictures)


def _play(folder: Path, pictures: Path) -> None:
    from tests.session.player import Player
    from tests.session.watchdog import Watchdog
    from ui import theme
    from ui.app import make_application
    from ui.settings import Settings
    from ui.window import MainWindow

    scan(folder / "扫描件.png")
    app = make_application()
    theme.wear(app, theme.LIGHT)
    settings = Settings(folder / "window.ini")
    settings.library = folder / "library.sqlite"
    window = MainWindow(settings)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    review = Review(window, folder / "扫描件.png", lambda name: window.grab().save(str(pictures / f"{name}.png")))
    Player(window, Watchdog()).play(review.script())
    window.close()
    print(f"the pictures are in {pictures}")


if __name__ == "__main__":
    main(sys.argv[1:])
