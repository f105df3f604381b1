"""What a file is by its content; names often lie (pages and text saved as .xls, a workbook renamed to .doc)."""

from __future__ import annotations

import io
import re

_COMPOUND, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_STREAMS = {  # in the root of a compound file
    "EncryptedPackage": "locked",
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
    "Workbook": "xls",
    "Book": "xls",
}
_MEMBERS = {  # of a ZIP
    "xl/workbook.bin": "xlsb",
    "xl/": "xlsx",
    "word/": "docx",
    "ppt/": "pptx",
    "OFD.xml": "ofd",
}
_STARTS = {
    b"Rar!\x1a\x07": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b\x08": "gz",
    b"{\\rtf": "rtf",
    b"\x89PNG\r\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"II*\x00": "tif",
    b"MM\x00*": "tif",
    b"GIF8": "gif",
}
_MARKUP = {  # near the beginning of a text, first come first taken
    rb"(?m)^mime-version:|^content-type:\s*multipart/related": "mht",
    rb"<html|<!doctype html": "html",
    rb"urn:schemas-microsoft-com:office:spreadsheet": "sheetml",
    rb"schemas\.microsoft\.com/office/word/2003/wordml": "wordml",
    rb"<table\b": "html",
}
_OFFICE = ("xls", "et", "xlsx", "doc", "wps", "docx")
_LOOKED_AT = 4096


def kind_by_content(data: bytes, suffix: str) -> str | None:
    """A suffix that fits the content, None where it tells nothing. suffix: the file's own, in doubt it is believed."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_COMPOUND):
        return _compound_kind(data)
    if data.startswith(_ZIP):
        return _zip_kind(data, suffix)
    for start, kind in _STARTS.items():
        if data.startswith(start):
            return kind
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "heic"
    return _text_kind(data, suffix)


def _compound_kind(data: bytes) -> str | None:
    names = _root_streams(data)
    return next((kind for name, kind in _STREAMS.items() if name in names), None)


def _root_streams(data: bytes) -> set[str]:
    """Names in the root of a compound file, none where it is broken. Embedded objects lie deeper."""
    from xlrd.compdoc import CompDoc

    try:
        entries = CompDoc(data, logfile=io.StringIO(), ignore_workbook_corruption=True).dirlist
        return {entries[number].name for number in entries[0].children}
    except Exception:  # xlrd meets broken files as struct.error, IndexError, AssertionError, what not
        return set()


def _zip_kind(data: bytes, suffix: str) -> str | None:
    """A ZIP that cannot be listed is what it is called: the start of a workbook, say."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError):
        return None
    known = (kind for start, kind in _MEMBERS.items() if any(name.startswith(start) for name in names))
    return next(known, None if suffix in (*_OFFICE, "ods", "odt") else "zip")


def _text_kind(data: bytes, suffix: str) -> str | None:
    """Markup, where the name does not say that it is plain text; an office file without a zero byte is text."""
    if suffix in ("txt", "csv", "tsv", "json"):
        return None
    head = data[:_LOOKED_AT]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")
    markup = next((kind for pattern, kind in _MARKUP.items() if re.search(pattern, head.lower())), None)
    if markup is not None:
        return markup
    return "txt" if suffix in ("xls", "et") and b"\x00" not in head else None
