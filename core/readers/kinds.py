"""The kinds of file that the program opens, and what it says of those that it does not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors import FileEmpty, FileKindUnknown, FileToConvert
from core.readers.contents import kind_by_content
from core.readers.packed import PICTURES, holds_pictures


@dataclass(frozen=True, slots=True)
class Kind:
    """name: what the user reads. suffixes: of its files. reader: a module of this package with `read(Request)`."""

    name: str
    suffixes: tuple[str, ...]
    reader: str


KINDS = (
    Kind("PDF", ("pdf",), "pdf"),
    Kind("Word（.docx）", ("docx",), "word"),
    Kind("Excel（.xlsx）", ("xlsx", "xlsm"), "excel"),
    Kind("旧版 Excel 和 WPS 表格（.xls、.et）", ("xls", "et"), "old_excel"),
    Kind("网页（.html、.mht）", ("html", "htm", "mht", "mhtml"), "html"),
    Kind("文本（.txt、.csv）", ("txt", "csv", "tsv"), "text"),
    Kind("图片（.png、.jpg、.tif 等）", PICTURES, "picture"),
)
# By suffix: the module that reads such files.
READERS = {suffix: kind.reader for kind in KINDS for suffix in kind.suffixes}

_AGAIN = "用 Word 或 WPS 打开，另存为 docx 或 PDF"
_SLIDES = ("演示文稿", "用 PowerPoint 或 WPS 打开，另存为 PDF")
_PACKED = ("压缩包", "解压")
_PICTURE = ("不能直接打开的图片格式", "用看图软件另存为 JPG 或 PNG")
CONVERTED = {  # suffix -> what such a file is, and what the user does with it
    **dict.fromkeys(("doc", "wps", "dot", "wpt"), ("旧版 Word 或 WPS 文字文档", _AGAIN)),
    "rtf": ("富文本（RTF）文档", _AGAIN),
    "odt": ("开放文档格式（ODF）的文档", _AGAIN),
    "wordml": ("按 XML 保存的 Word 文档", _AGAIN),
    "sheetml": ("按 XML 保存的 Excel 表格", "用 Excel 或 WPS 打开，另存为 xlsx"),
    "ods": ("开放文档格式（ODF）的表格", "用 Excel 或 WPS 打开，另存为 xlsx"),
    "xlsb": ("二进制 Excel 工作簿", "用 Excel 或 WPS 打开，另存为 xlsx"),
    "ofd": ("版式文件（OFD）", "用 OFD 阅读器或 WPS 打开，另存或打印为 PDF"),
    **dict.fromkeys(("ppt", "pptx", "pps", "ppsx", "dps"), _SLIDES),
    **dict.fromkeys(("zip", "rar", "7z", "tar", "gz"), _PACKED),
    **dict.fromkeys(("gif", "heic", "heif", "avif", "jp2", "psd", "svg", "wmf", "emf"), _PICTURE),
    "locked": ("设有打开密码的文件", "用 Office 或 WPS 打开，取消密码后另存"),
}
OFFERED = (*READERS, "doc", "wps", "ofd", "json")  # suffixes in the dialog 打开, some only to be told what to do


def reader_of(path: Path, data: bytes) -> str:
    """The module that reads a file, or a folder or a ZIP of pictures. data: as `source_bytes` gives it.

    Raises FileEmpty, FileToConvert or FileKindUnknown.
    """
    if path.is_dir():
        return "picture"
    if not data:
        raise FileEmpty(name=path.name)
    suffix = path.suffix.lower().lstrip(".")
    kind = kind_by_content(data, suffix) or suffix
    if kind == "zip" and holds_pictures(data):
        return "picture"
    if kind in CONVERTED:
        raise convert(path.name, kind)
    if kind not in READERS:
        raise FileKindUnknown(name=path.name, kinds="、".join(kind.name for kind in KINDS))
    return READERS[kind]


def convert(name: str, kind: str) -> FileToConvert:
    """The trouble of a file that another program has to convert first. kind: a key of `CONVERTED`."""
    what, advice = CONVERTED[kind]
    return FileToConvert(name=name, what=what, advice=advice)
