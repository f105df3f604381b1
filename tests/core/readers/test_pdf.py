"""PDF files → pages: words, rulings, which pages have no usable text, and every trouble a file can have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from core.errors import (
    Cancelled,
    FileDamaged,
    FileEmpty,
    FileKindUnknown,
    FileMissing,
    KnownError,
    PasswordNeeded,
    PasswordWrong,
)
from core.progress import Silent
from core.readers import pdf, read_blocks
from core.readers.images import PageImages
from core.readers.page import Page, Word
from core.readers.pdf import RUBBISH, SCANNED, PdfFile, pages
from core.readers.pdfium import LOCK, Chars
from tests.locked_pdf import locked_pdf
from tests.typeset import Look, Rules, Table, Turn, Typesetter

STROKE = 2.5  # points: PDFium counts the width of a stroke to its length
SMALL = Table(header=[["项目", "预算数"]], rows=[["收入总计", "302.49"], ["支出总计", "302.49"]], widths=(30, 10))


def report(rules: Rules = Rules.LINES, turn: Turn = Turn.UPRIGHT) -> bytes:
    setter = Typesetter(Look(rules=rules), turn)
    setter.paragraph("本部门2024年收入预算302.49万元。")
    setter.table(SMALL)
    return setter.finish().data


def page(data: bytes) -> Page:
    file = PdfFile(data, "report.pdf")
    first = next(pages(file, Silent()))
    file.close()
    return first


def raw_pdf(content: bytes, resources: bytes = b"", more: bytes = b"", rotate: int = 0, boxes: bytes = b"") -> bytes:
    """A PDF of one page of 200 × 100 points with that content; PDFium mends the missing cross-reference table."""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]%s/Rotate %d/Resources<<%s>>/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n%s\ntrailer<</Root 1 0 R>>\n%%%%EOF"
    ) % (boxes, rotate, resources, len(content), content, more)


def test_words_have_places_edges_and_their_size() -> None:
    words = page(report()).words
    total = next(w for w in words if w.text == "302.49")
    assert len(total.edges) == len(total.text) + 1
    assert list(total.edges) == sorted(total.edges)
    assert total.size == pytest.approx(9, abs=0.2)
    assert total.box.height <= total.size + 0.1
    assert total.confidence is None


@pytest.mark.parametrize("rules", [Rules.LINES, Rules.BOXES, Rules.BARS], ids=lambda r: r.name)
def test_rulings_are_found_whatever_drew_them(rules: Rules) -> None:
    rulings = page(report(rules)).rulings
    assert len({round(r.top) for r in rulings if r.horizontal}) == 4
    assert len({round(r.x0) for r in rulings if not r.horizontal}) == 3


def test_dots_one_after_another_are_a_ruling() -> None:
    level = "".join(f"{x} 80 0.8 0.8 re f " for x in range(10, 60, 2))
    upright = "".join(f"70 {y} 0.8 1.5 re f " for y in range(10, 70, 3))
    few = "".join(f"{x} 20 0.8 0.8 re f " for x in range(10, 20, 2))
    rulings = page(raw_pdf(f"{level}{upright}{few}".encode())).rulings
    assert [[round(v) for v in ruling] for ruling in rulings] == [[10, 20, 59, 20], [70, 32, 70, 90]]


def test_white_strokes_and_plain_fills_are_no_rulings() -> None:
    drawn = raw_pdf(b"1 1 1 RG 10 10 m 190 10 l S  0.9 g 10 20 180 60 re f  0 0 0 RG 10 90 m 190 90 l S")
    (ruling,) = page(drawn).rulings
    assert ruling == pytest.approx((10, 10, 190, 10), abs=STROKE)


def test_rulings_inside_forms_are_seen_where_they_are_drawn() -> None:
    inner = b"0 0 m 50 0 l S"
    form = (
        b"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 -5 60 5]/Matrix[2 0 0 1 0 0]/Length %d>>"
        b"stream\n%s\nendstream endobj"
    )
    drawn = raw_pdf(b"q 1 0 0 1 20 30 cm /F Do Q", b"/XObject<</F 5 0 R>>", form % (len(inner), inner))
    (ruling,) = page(drawn).rulings
    assert ruling == pytest.approx((20, 70, 120, 70), abs=STROKE)


def test_a_rotated_page_is_upright() -> None:
    upright = page(raw_pdf(b"10 20 m 60 20 l S", rotate=90))
    assert (upright.width, upright.height) == (100, 200)
    (ruling,) = upright.rulings
    assert not ruling.horizontal and round(ruling.x0) == 20


def test_a_blank_page_is_blank_and_a_scanned_one_waits_for_ocr() -> None:
    image = b"5 0 obj<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
    scan = raw_pdf(b"q 200 0 0 100 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>", image + b"stream\n\x80\nendstream endobj")
    assert page(raw_pdf(b"")).unread is None
    assert page(scan).unread == SCANNED


def test_a_text_layer_of_unmapped_glyphs_is_not_passed_on() -> None:
    cmap = b"1 begincodespacerange <00><ff> endcodespacerange 1 beginbfrange <00> <ff> <e000> endbfrange"
    more = (
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>endobj\n"
        b"6 0 obj<</Length %d>>stream\n%s\nendstream endobj"
    ) % (len(cmap), cmap)
    read = page(raw_pdf(b"BT /T 12 Tf 10 50 Td (abcdefgh) Tj ET", b"/Font<</T 5 0 R>>", more))
    assert read.unread == RUBBISH
    assert not read.words


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.pdf", b"", FileEmpty),
        ("a.pdf", b"this is no PDF", FileDamaged),
        ("a.pdf", b"%PDF-1.4\n%garbage", FileDamaged),
        ("a.xyz", b"whatever", FileKindUnknown),
    ],
)
def test_troubles_are_said_plainly(tmp_path: Path, name: str, content: bytes, error: type[KnownError]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=name):
        read_blocks(path)
    with pytest.raises(FileMissing):
        read_blocks(tmp_path / "nowhere.pdf")


def test_a_password_is_asked_for_and_tried() -> None:
    data = locked_pdf("tongzhi")
    with pytest.raises(PasswordNeeded):
        PdfFile(data, "a.pdf")
    with pytest.raises(PasswordWrong):
        PdfFile(data, "a.pdf", "wrong")
    assert len(PdfFile(data, "a.pdf", "tongzhi")) >= 1


def test_what_is_a_pdf_is_read_as_one_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(report())
    assert read_blocks(path, ocr=False).kind == "pdf"


def test_pages_are_read_when_asked_for_and_reading_can_be_stopped(tmp_path: Path) -> None:
    class Stop(Silent):
        seen = 0

        @property
        def cancelled(self) -> bool:  # type: ignore[override]
            return self.seen >= 1

        def step(self, done: int, total: int) -> None:
            self.seen = done

    setter = Typesetter()
    for _ in range(3):
        setter.table(SMALL)
        setter.page()
    path = tmp_path / "report.pdf"
    path.write_bytes(setter.finish().data)
    stop = Stop()
    with pytest.raises(Cancelled):
        list(read_blocks(path, ocr=False, progress=stop).blocks)
    assert stop.seen == 1


@pytest.mark.parametrize("turn", list(Turn), ids=lambda t: t.name)
def test_pictures_lie_under_the_boxes(turn: Turn) -> None:
    data = report(turn=turn)
    images = PageImages(data, "pdf")
    read = page(data)
    assert images.size(1) == pytest.approx((read.width, read.height))
    width, height, pixels = images.render(1, 2.0)
    assert len(pixels) == width * height * 4
    word = next(w for w in read.words if w.text == "302.49")
    inside = [
        pixels[4 * (y * width + x)]
        for y in range(int(word.box.top * 2), int(word.box.bottom * 2))
        for x in range(int(word.box.x0 * 2), int(word.box.x1 * 2))
    ]
    assert min(inside) < 80 and max(inside) == 255  # ink where the word is said to be
    assert pixels[3] == 255


@pytest.mark.parametrize(
    ("crop", "size", "left"),
    [
        (b"-50 -50 300 300", (200, 100), 10),
        (b"5 0 105 100", (100, 100), 5),
        (b"0 0 0 0", (200, 100), 10),
        (b"900 900 950 950", (200, 100), 10),
    ],
    ids=["larger", "smaller", "empty", "beside"],
)
def test_boxes_lie_on_what_is_drawn_whatever_the_crop_box(crop: bytes, size: tuple[int, int], left: int) -> None:
    data = raw_pdf(b"10 20 m 60 20 l S", boxes=b"/CropBox[%s]" % crop)
    read, images = page(data), PageImages(data, "pdf")
    (ruling,) = read.rulings
    assert (read.width, read.height) == images.size(1) == size
    assert ruling.x0 == pytest.approx(left, abs=STROKE)
    width, height, pixels = images.render(1, 1.0)
    assert (width, height) == size
    assert pixels[4 * (width * 80 + left + 10)] < 200


def test_a_page_that_cannot_be_loaded_is_white_and_unread() -> None:
    data = raw_pdf(b"").replace(b"/Kids[3 0 R]/Count 1", b"/Kids[3 0 R 9 0 R]/Count 2")
    file, images = PdfFile(data, "report.pdf"), PageImages(data, "pdf")
    assert [page.unread for page in pages(file, Silent())] == [None, "这一页已损坏"]
    width, height, pixels = images.render(2, 0.1)
    assert (width, height) == (60, 84) and set(pixels) == {255} and len(pixels) == 4 * width * height


def test_one_page_that_fails_does_not_keep_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def words_of(chars: Chars) -> list[Word]:
        raise IndexError("of a font")

    monkeypatch.setattr(pdf, "words_of", words_of)
    assert page(report()).unread == "这一页已损坏"


def test_a_page_of_a_square_metre_is_no_larger_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SCANNED", 20_000)
    picture, scale = PdfFile(raw_pdf(b""), "report.pdf").picture(1)
    assert picture.shape == (100, 200, 3) and scale == pytest.approx(1)


@pytest.mark.parametrize("give_up", [PageImages.close, lambda pages: None], ids=["closed", "dropped"])
def test_a_file_is_closed_only_while_no_other_thread_is_inside_pdfium(give_up: Callable[[PageImages], None]) -> None:
    opened = [PageImages(report(), "pdf")]
    closing = Thread(target=lambda: give_up(opened.pop()))
    with LOCK:
        closing.start()
        closing.join(0.1)
        assert closing.is_alive()
    closing.join(10)
    assert not closing.is_alive()


def test_a_kind_without_pages_has_no_pictures() -> None:
    assert len(PageImages(b"plain text", "text")) == 0
