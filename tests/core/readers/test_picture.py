"""Picture files of every kind an office has; what cannot be read says so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import FileDamaged, FileToConvert, PictureTooLarge
from core.readers import packed, picture
from core.readers.kinds import reader_of


def paper(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


@pytest.mark.parametrize(("suffix", "mode"), [("png", "RGB"), ("png", "1"), ("jpg", "CMYK"), ("bmp", "RGB"),
                                              ("webp", "RGB"), ("tif", "L"), ("png", "RGBA")])  # fmt: skip
def test_kinds(tmp_path: Path, suffix: str, mode: str) -> None:
    file = tmp_path / f"扫描.{suffix}"
    paper(mode=mode).save(file)
    (page,) = picture.picture_files(file)
    pixels, scale = picture.load(page)
    assert pixels.shape == (80, 120, 3)
    assert pixels[10, 10].max() < 60
    assert pixels[70, 110].min() > 200
    assert scale == pytest.approx(842 / 120)


def test_the_camera_says_which_way_is_up(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    paper().save(tmp_path / "照片.jpg", exif=exif)
    pixels, _ = picture.load(picture.picture_files(tmp_path / "照片.jpg")[0])
    assert pixels.shape == (120, 80, 3)
    assert pixels[10, 70].max() < 60


def test_a_tiff_of_many_pages(tmp_path: Path) -> None:
    paper().save(tmp_path / "传真.tif", save_all=True, append_images=[paper((60, 90)), paper((70, 90))])
    files = picture.picture_files(tmp_path / "传真.tif")
    assert [picture.load(f)[0].shape[:2] for f in files] == [(80, 120), (90, 60), (90, 70)]


def test_a_folder_is_one_report_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    for name in ("第10页.jpg", "第2页.jpg", "第1页.png"):
        paper().save(tmp_path / name)
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    assert [f.path.name for f in picture.picture_files(tmp_path)] == ["第1页.png", "第2页.jpg", "第10页.jpg"]


def test_a_large_photo_is_made_smaller(tmp_path: Path) -> None:
    paper((6000, 200)).save(tmp_path / "a.png")
    assert max(picture.load(picture.picture_files(tmp_path / "a.png")[0])[0].shape) == picture.LONGEST_SIDE


def test_truncated_and_not_a_picture(tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8))
    noise.save(tmp_path / "a.tif")
    data = (tmp_path / "a.tif").read_bytes()
    (tmp_path / "短.tif").write_bytes(data[: len(data) // 2])
    (tmp_path / "假.jpg").write_bytes(b"hello")
    with pytest.raises(FileDamaged, match="短"):
        picture.load(picture.picture_files(tmp_path / "短.tif")[0])
    with pytest.raises(FileDamaged, match="假"):
        picture.picture_files(tmp_path / "假.jpg")


def test_too_large_a_picture_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    Image.new("1", (20000, 20000)).save(tmp_path / "大.png")
    with pytest.raises(PictureTooLarge, match="20000 × 20000"):
        picture.picture_files(tmp_path / "大.png")


def test_a_zip_of_pictures_is_one_report_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    for name, size in (("第10页.png", (60, 80)), ("第2页.png", (80, 60))):
        paper(size).save(folder / name)
    (tmp_path / "照片.zip").write_bytes(packed.pack(sorted(folder.iterdir())))
    files = picture.picture_files(tmp_path / "照片.zip")
    assert [file.member for file in files] == ["第2页.png", "第10页.png"]
    assert [picture.load(file)[0].shape[:2] for file in files] == [(60, 80), (80, 60)]
    assert reader_of(tmp_path / "照片.zip") == "picture"


def test_a_zip_that_holds_anything_else_is_to_be_unpacked(tmp_path: Path) -> None:
    paper().save(tmp_path / "1.png")
    (tmp_path / "说明.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.zip").write_bytes(packed.pack([tmp_path / "1.png", tmp_path / "说明.txt"]))
    with pytest.raises(FileToConvert):
        reader_of(tmp_path / "a.zip")


def test_pictures_put_together_are_the_same_file_whenever_they_are_chosen(tmp_path: Path) -> None:
    photos = [tmp_path / f"IMG_{n}.png" for n in (12, 9)]
    for photo in photos:
        paper().save(photo)
    path = packed.bundle(photos, tmp_path / "kept")
    assert path.name == "IMG_9 等2张.zip"
    assert packed.bundle(photos[::-1], tmp_path / "kept") == path
    assert [file.member for file in picture.picture_files(path)] == ["IMG_9.png", "IMG_12.png"]


def test_a_broken_picture_in_a_zip(tmp_path: Path) -> None:
    (tmp_path / "1.png").write_bytes(b"\x89PNG\r\n nothing")
    (tmp_path / "a.zip").write_bytes(packed.pack([tmp_path / "1.png"]))
    with pytest.raises(FileDamaged, match=r"a\.zip"):
        picture.picture_files(tmp_path / "a.zip")
