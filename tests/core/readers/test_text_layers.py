"""Page by page: digital, scanned, a scan with a text layer that OCR hid there, a digital page with a scanned table."""

from __future__ import annotations

import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.pipeline import read_report
from core.progress import Silent
from core.readers.page import Page
from core.readers.pdf import SCANNED, PdfFile
from core.scan import reader as scan_reader
from core.scan.reader import NOTHING_READ, read_picture, with_scans

A4 = (595, 842)


def table_picture(width: int = 900, height: int = 600) -> np.ndarray:
    picture = np.full((height, width), 255, np.uint8)
    for y in range(20, height, 80):
        cv2.line(picture, (20, y), (width - 20, y), 0, 3)
    for x in range(20, width, 215):
        cv2.line(picture, (x, 20), (x, height - 60), 0, 3)
    return picture


def pdf(content: str, picture: np.ndarray) -> bytes:
    """A page with one grey picture /Im and a Latin font /F, drawn as `content` says."""
    height, width = picture.shape
    pixels = zlib.compress(picture.tobytes())
    drawn = content.encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</Im 5 0 R>>/Font<</F 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(pixels), pixels),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, start = len(objects) + 1, len(out)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, start)


def page_of(content: str) -> Page:
    file = PdfFile(pdf(content, table_picture()), "页.pdf")
    page = file.page(1)
    file.close()
    return page


WHOLE = "q 595 0 0 842 0 0 cm /Im Do Q"
HALF = "q 480 0 0 320 60 200 cm /Im Do Q"
VISIBLE = " ".join(f"BT /F 11 Tf 60 {780 - 16 * n} Td (Budget of the year 2024, line {n}) Tj ET" for n in range(5))
HIDDEN = "BT 3 Tr /F 11 Tf 60 700 Td (xq1 0O8 ll|1 7.. zzz 33,,4) Tj ET"


@pytest.mark.parametrize("layer", ["", HIDDEN])
def test_a_page_that_is_one_picture_is_a_scan_whatever_ocr_hid_on_it(layer: str) -> None:
    assert page_of(f"{WHOLE} {layer}").unread == SCANNED


def test_a_digital_page_keeps_its_text_and_names_the_picture_on_it() -> None:
    page = page_of(f"{VISIBLE} {HALF}")
    assert page.unread is None
    assert len(page.pictures) == 1
    assert any("2024" in word.text for word in page.words)


def test_only_a_picture_with_a_table_on_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []

    class Crew:
        size = 1

        def __init__(self, workers: int) -> None: ...

        def submit(self, number: int, picture: np.ndarray, scale: float) -> object:
            from concurrent.futures import Future

            asked.append(picture.shape)
            done: Future[Page] = Future()
            done.set_result(Page(number, 480.0, 320.0, unread=NOTHING_READ))
            return done

        def stop(self) -> None: ...

    monkeypatch.setattr(scan_reader, "Crew", Crew)
    for picture in (table_picture(), np.full((600, 900), 180, np.uint8)):
        file = PdfFile(pdf(f"{VISIBLE} {HALF}", picture), "页.pdf")
        (page,) = with_scans([file.page(1)], file.picture, Silent())
        file.close()
        assert page.unread is None
        assert page.words
    assert len(asked) == 1


class Nothing:
    """An engine that finds no text."""

    def detect(self, picture: np.ndarray) -> np.ndarray:
        return np.zeros((0, 4, 2), np.float32)

    def upside_down(self, lines: list) -> list[bool]:
        return []

    def recognise(self, lines: list) -> list:
        assert not lines
        return []


def _meadow() -> np.ndarray:
    noise = np.random.default_rng(4).integers(0, 255, (90, 120, 3), np.uint8)
    return cv2.resize(noise, (1200, 900), interpolation=cv2.INTER_CUBIC)


@pytest.mark.parametrize(
    "picture", [np.full((900, 1200, 3), 255, np.uint8), np.zeros((900, 1200, 3), np.uint8), _meadow()]
)
def test_what_is_no_page_of_text_says_so(picture: np.ndarray) -> None:
    page = read_picture(1, picture, 0.7, Nothing())
    assert (page.unread, page.words, page.rulings) == (NOTHING_READ, [], [])


def test_without_ocr_a_scan_is_named_unread_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "扫描.pdf").write_bytes(pdf(WHOLE, table_picture()))
    report = read_report(tmp_path / "扫描.pdf", ocr=False)
    assert [(u.page, u.reason) for u in report.unread] == [(1, SCANNED)]
