"""What a file is decides its content; what the program does not open, it says how to convert."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import Workbook

from core.errors import Cancelled, FileDamaged, FileKindUnknown, FileToConvert, PasswordNeeded
from core.layout.blocks import Grid, Line
from core.readers import read_blocks
from core.readers.contents import kind_by_content
from core.readers.damage import damage_known
from core.readers.kinds import CONVERTED, KINDS, OFFERED, READERS
from tests.old_workbook import compound_file, old_workbook

PAGE = "<html><p>某某市总工会</p><table><tr><td>项目<td>合计<tr><td>甲<td>1.00</table></html>"
MAIL = (
    "\r\nFrom: <Saved by Excel>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=edge\r\n\r\n"
    '--edge\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    f"{PAGE}\r\n--edge\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--edge--\r\n"
)
SPREADSHEET = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return packed.getvalue()


CONTENTS = {
    "xls": old_workbook(Workbook()),
    "doc": compound_file("WordDocument", b""),
    "ppt": compound_file("PowerPoint Document", b""),
    "locked": compound_file("EncryptedPackage", b""),
    "docx": archive("[Content_Types].xml", "word/document.xml"),
    "xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "xlsb": archive("[Content_Types].xml", "xl/workbook.bin"),
    "ofd": archive("OFD.xml", "Doc_0/Document.xml"),
    "zip": archive("报告.pdf"),
    "rar": b"Rar!\x1a\x07\x01\x00",
    "rtf": rb"{\rtf1\ansi}",
    "pdf": b"\n%PDF-1.7",
    "png": b"\x89PNG\r\n\x1a\n",
    "heic": b"\0\0\0\x18ftypheic",
    "html": PAGE.encode(),
    "mht": MAIL.encode(),
    "sheetml": SPREADSHEET.encode(),
}


@pytest.mark.parametrize("kind", CONTENTS)
@pytest.mark.parametrize("suffix", ["xls", "bin"])
def test_the_content_tells_the_kind(kind: str, suffix: str) -> None:
    expected = None if (kind, suffix) == ("zip", "xls") else kind  # a broken workbook rather than an archive
    assert kind_by_content(CONTENTS[kind], suffix) == expected
    assert kind in READERS or kind in CONVERTED


def test_in_doubt_the_name_is_believed(tmp_path: Path) -> None:
    assert kind_by_content(PAGE.encode(), "txt") is None
    assert kind_by_content("科目\t合计\n".encode("gb18030"), "xls") == "txt"
    assert kind_by_content("科目\t合计\n".encode("utf-16"), "xls") == "txt"
    assert kind_by_content(b"\x09\x08\x10\x00\x00\x06", "xls") is None
    assert kind_by_content(CONTENTS["xls"][:700], "xls") is None
    assert kind_by_content(CONTENTS["xlsx"][:60], "xlsx") is None


@pytest.mark.parametrize("name", ["页.xls", "页.doc", "页.html", "页.mht", "页.et"])
@pytest.mark.parametrize("page", [PAGE, MAIL], ids=["page", "mail"])
def test_pages_under_any_name(tmp_path: Path, name: str, page: str) -> None:
    (tmp_path / name).write_text(page, encoding="utf-8")
    reading = read_blocks(tmp_path / name)
    line, grid = reading.blocks
    assert reading.kind == "html"
    assert isinstance(line, Line) and line.text == "某某市总工会"
    assert isinstance(grid, Grid) and [cell.text for cell in grid.cells] == ["项目", "合计", "甲", "1.00"]


def test_text_that_is_called_xls(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_text("科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5.00\n", encoding="gb18030")
    reading = read_blocks(path)
    assert reading.kind == "text"
    assert any(isinstance(block, Grid) and block.columns == 3 for block in reading.blocks)


@pytest.mark.parametrize(
    ("kind", "name", "advice"),
    [
        ("doc", "报告.doc", "用 Word 或 WPS 打开，另存为 docx 或 PDF"),
        ("doc", "报告.wps", "另存为 docx 或 PDF"),
        ("doc", "报告.docx", "另存为 docx 或 PDF"),
        ("ppt", "报告.ppt", "另存为 PDF"),
        ("ofd", "报告.ofd", "另存或打印为 PDF"),
        ("zip", "报告.zip", "解压"),
        ("rar", "报告.rar", "解压"),
        ("heic", "照片.jpg", "另存为 JPG 或 PNG"),
        ("locked", "报告.xlsx", "取消密码"),
        ("sheetml", "报告.xls", "另存为 xlsx"),
    ],
)
def test_what_is_not_opened_says_how_to_convert_it(tmp_path: Path, kind: str, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(CONTENTS[kind])
    with pytest.raises(FileToConvert) as told:
        read_blocks(tmp_path / name)
    assert name in str(told.value) and advice in str(told.value)


def test_an_unknown_kind_names_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "报告.xyz").write_bytes(b"\x01\x02")
    with pytest.raises(FileKindUnknown) as told:
        read_blocks(tmp_path / "报告.xyz")
    assert all(kind.name in str(told.value) for kind in KINDS)


def test_half_a_document_is_damaged(tmp_path: Path) -> None:
    for name in ("断.docx", "断.xlsx"):
        (tmp_path / name).write_bytes(CONTENTS[name[-4:]][:60])
        with pytest.raises(FileDamaged):
            list(read_blocks(tmp_path / name).blocks)


def broken(content: bytes, part: str) -> bytes:
    """The same office file with half of one part missing, as a bad download or another program leaves it."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name == part else data)
    return packed.getvalue()


def unpackable(content: bytes) -> bytes:
    """The same ZIP with noise inside its first member."""
    return content[:60] + bytes(40) + content[100:]


def office_files() -> dict[str, bytes]:
    document, book = io.BytesIO(), io.BytesIO()
    Document().save(document)
    Workbook().save(book)
    return {
        "正文不全.docx": broken(document.getvalue(), "word/document.xml"),
        "工作表不全.xlsx": broken(book.getvalue(), "xl/worksheets/sheet1.xml"),
        "样式不全.xlsx": broken(book.getvalue(), "xl/styles.xml"),
        "解不开.docx": unpackable(document.getvalue()),
    }


@pytest.mark.parametrize("name", office_files())
def test_whatever_is_wrong_inside_a_file_it_is_told_as_damaged(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(office_files()[name])
    with pytest.raises(FileDamaged, match=name):
        list(read_blocks(tmp_path / name).blocks)


@pytest.mark.parametrize("page", [" \n", "<!-- nothing -->"])
def test_a_page_of_nothing_has_nothing(tmp_path: Path, page: str) -> None:
    (tmp_path / "空.html").write_text(page, encoding="utf-8")
    assert list(read_blocks(tmp_path / "空.html").blocks) == []


def test_what_stops_a_reading_is_no_damage() -> None:
    with pytest.raises(Cancelled), damage_known("a.pdf"):
        raise Cancelled
    with pytest.raises(PasswordNeeded), damage_known("a.pdf"):
        raise PasswordNeeded(name="a.pdf")


def test_every_kind_has_one_way(tmp_path: Path) -> None:
    assert not READERS.keys() & CONVERTED.keys()
    assert len(READERS) == sum(len(kind.suffixes) for kind in KINDS)
    assert set(OFFERED) <= READERS.keys() | CONVERTED.keys() | {"json"}
