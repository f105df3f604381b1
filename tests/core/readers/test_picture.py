"""Picture files of every kind an office has; what cannot be read says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import FileDamaged, FileToConvert, PictureTooLarge
from core.readers import packed
from core.readers.kinds import reader_of
from core.readers.packed import source_bytes
from core.readers.picture import LONGEST_SIDE, PictureFile


def opened(path: Path) -> PictureFile:
    return PictureFile(source_bytes(path), path.name)


def sizes(file: PictureFile) -> list[tuple[int, ...]]:
    """Height and width in pixels of every page as OCR gets it."""
    return [file.picture(page)[0].shape[:2] for page in range(1, len(file) + 1)]


def paper(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


@pytest.mark.parametrize(("suffix", "mode"), [("png", "RGB"), ("png", "1"), ("jpg", "CMYK"), ("bmp", "RGB"),
                                              ("webp", "RGB"), ("tif", "L"), ("png", "RGBA")])  # fmt: skip
def test_kinds(tmp_path: Path, suffix: str, mode: str) -> None:
    file = tmp_path / f"扫描.{suffix}"
    paper(mode=mode).save(file)
    assert len(opened(file)) == 1
    pixels, scale = opened(file).picture(1)
    assert pixels.shape == (80, 120, 3)
    assert pixels[10, 10].max() < 60
    assert pixels[70, 110].min() > 200
    assert scale == pytest.approx(842 / 120)


def test_the_camera_says_which_way_is_up(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    paper().save(tmp_path / "照片.jpg", exif=exif)
    file = opened(tmp_path / "照片.jpg")
    pixels, _ = file.picture(1)
    assert pixels.shape == (120, 80, 3)
    assert pixels[10, 70].max() < 60
    width, height, drawn = file.draw(1, 0.5)
    assert (width, height) == (round(file.size(1)[0] / 2), 421)
    assert drawn[4 * (20 * width + width - 20)] < 60


def test_a_tiff_of_many_pages(tmp_path: Path) -> None:
    paper().save(tmp_path / "传真.tif", save_all=True, append_images=[paper((60, 90)), paper((70, 90))])
    assert sizes(opened(tmp_path / "传真.tif")) == [(80, 120), (90, 60), (90, 70)]


def test_a_folder_is_one_report_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    for name, width in (("第10页.png", 100), ("第2页.png", 20), ("第1页.bmp", 10)):
        paper((width, 80)).save(tmp_path / name)
    assert sizes(opened(tmp_path)) == [(80, 10), (80, 20), (80, 100)]


def test_what_else_lies_in_a_folder_of_photos_is_no_page_and_makes_no_other_report(tmp_path: Path) -> None:
    paper().save(tmp_path / "1.png")
    alone = source_bytes(tmp_path)
    (tmp_path / "原图").mkdir()
    paper().save(tmp_path / "原图" / "2.png")
    (tmp_path / "看.png").mkdir()
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    for name in ("Thumbs.db", "desktop.ini", "._1.png"):
        (tmp_path / name).write_bytes(b"left by a system")
    assert source_bytes(tmp_path) == alone
    assert len(opened(tmp_path)) == 1


def test_a_large_photo_is_made_smaller(tmp_path: Path) -> None:
    paper((6000, 200)).save(tmp_path / "a.png")
    assert sizes(opened(tmp_path / "a.png")) == [(LONGEST_SIDE // 30, LONGEST_SIDE)]


def test_a_large_picture_keeps_its_place_and_its_way_up(tmp_path: Path) -> None:
    large = paper((LONGEST_SIDE // 10, 4 * LONGEST_SIDE), "RGBA")
    large.paste((255, 0, 0, 255), (0, 0, large.width, 2 * LONGEST_SIDE))
    exif = Image.Exif()
    exif[0x0112] = 3  # upside down
    large.save(tmp_path / "0.png", exif=exif)
    picture, _ = opened(tmp_path / "0.png").picture(1)
    assert picture.shape == (LONGEST_SIDE, LONGEST_SIDE // 40, 3)
    assert picture[LONGEST_SIDE // 2 + 10 :].reshape(-1, 3).min(axis=0).tolist() == [255, 0, 0]


def test_sixteen_bits_of_grey_keep_their_greys(tmp_path: Path) -> None:
    Image.fromarray(np.full((40, 40), 0x8000, np.uint16)).save(tmp_path / "0.png")
    assert opened(tmp_path / "0.png").picture(1)[0].mean() == 128


def test_truncated_and_not_a_picture(tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8))
    noise.save(tmp_path / "a.tif")
    data = (tmp_path / "a.tif").read_bytes()
    (tmp_path / "短.tif").write_bytes(data[: len(data) // 2])
    (tmp_path / "假.jpg").write_bytes(b"hello")
    with pytest.raises(FileDamaged, match="短"):
        opened(tmp_path / "短.tif").picture(1)
    with pytest.raises(FileDamaged, match="短"):
        opened(tmp_path / "短.tif").draw(1, 1.0)
    with pytest.raises(FileDamaged, match="假"):
        opened(tmp_path / "假.jpg")


def test_too_large_a_picture_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    Image.new("1", (20000, 20000)).save(tmp_path / "大.png")
    with pytest.raises(PictureTooLarge, match="20000 × 20000"):
        opened(tmp_path / "大.png")


def test_a_zip_of_pictures_is_one_report_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    for name, size in (("第10页.png", (60, 80)), ("第2页.png", (80, 60))):
        paper(size).save(folder / name)
    path = tmp_path / "照片.zip"
    path.write_bytes(packed.pack(sorted(folder.iterdir())))
    assert sizes(opened(path)) == [(60, 80), (80, 60)]
    assert reader_of(path, source_bytes(path)) == "picture"


def test_a_zip_that_holds_anything_else_is_to_be_unpacked(tmp_path: Path) -> None:
    paper().save(tmp_path / "1.png")
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    path = tmp_path / "a.zip"
    path.write_bytes(packed.pack([tmp_path / "1.png", tmp_path / "说明.txt"]))
    with pytest.raises(FileToConvert):
        reader_of(path, source_bytes(path))


def test_pictures_put_together_are_the_same_file_whenever_they_are_chosen(tmp_path: Path) -> None:
    photos = [tmp_path / f"IMG_{n}.png" for n in (12, 9)]
    for photo, width in zip(photos, (120, 90), strict=True):
        paper((width, 80)).save(photo)
    path = packed.bundle(photos, tmp_path / "kept")
    assert path.name == "IMG_9 等2张.zip"
    assert packed.bundle(photos[::-1], tmp_path / "kept") == path
    assert sizes(opened(path)) == [(80, 90), (80, 120)]


def test_a_broken_picture_in_a_zip(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(b"\x89PNG\r\n nothing")
    (tmp_path / "a.zip").write_bytes(packed.pack([tmp_path / "1.png"]))
    with pytest.raises(FileDamaged, match=r"a\.zip/1\.png"):
        opened(tmp_path / "a.zip")
