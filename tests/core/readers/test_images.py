"""A folder of photos is one report, and its pages can be drawn again from what is kept of it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from core.progress import Silent
from core.readers import read_blocks
from core.readers.images import PageImages
from core.readers.packed import source_bytes


def folder_of_photos(folder: Path) -> Path:
    folder.mkdir()
    for name, size in (("10.png", (60, 80)), ("2.png", (80, 60))):
        Image.new("RGB", size, "white").save(folder / name)
    return folder


def test_the_pages_of_a_folder_stand_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    pages = PageImages(source_bytes(folder_of_photos(tmp_path / "照片")), "scan")
    assert len(pages) == 2
    assert pages.size(1)[0] > pages.size(1)[1]
    assert pages.size(2)[0] < pages.size(2)[1]
    width, height, pixels = pages.render(2, 0.1)
    assert len(pixels) == width * height * 4


def test_the_source_of_a_file_is_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes("合计".encode())
    assert source_bytes(file) == "合计".encode()


def test_every_page_that_is_done_is_told(tmp_path: Path) -> None:
    class Heard(Silent):
        steps: list[tuple[int, int]] = []

        def step(self, done: int, total: int) -> None:
            self.steps.append((done, total))

    heard = Heard()
    list(read_blocks(folder_of_photos(tmp_path / "照片"), ocr=False, progress=heard).blocks)
    assert heard.steps == [(1, 2), (2, 2)]
