"""Print that lies aslant over a page is no part of what it says."""

from __future__ import annotations

from core.progress import Silent
from core.readers.pdf import PdfFile, pages
from tests.canvas import Canvas, Face, Look, Turn


def test_a_watermark_is_left_out() -> None:
    canvas = Canvas()
    canvas.page(Turn.UPRIGHT)
    canvas.text(60, 100, "收入总计 302.49", Face(Look(), 12))
    canvas._painter.rotate(-45)
    canvas.text(-200, 500, "云山区总工会", Face(Look(), 48))
    (page,) = pages(PdfFile(canvas.finish(), "report.pdf"), Silent())
    assert "".join(word.text for word in page.words) == "收入总计302.49"
