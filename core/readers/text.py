"""Text dumps of reports (.txt, .csv, .tsv): whatever encoding, whatever program wrote them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator

from core.layout.blocks import Block, Line
from core.layout.text.celled import celled_blocks
from core.layout.text.headings import are_headings
from core.layout.text.lines import Printed, paragraph, printed_lines
from core.layout.text.loose import LooseTable
from core.layout.text.regions import Region, regions_of, whole_paragraphs
from core.layout.text.spaced import Item, spaced_items
from core.layout.text.tabbed import tabbed_grid
from core.layout.text.vocabulary import Vocabulary
from core.readers.reading import Reading, Request
from core.texts import mend_radicals

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\u00ad]")
_WIDE_FIGURE = re.compile(r"[０-９](?:[０-９．，,.]*[０-９])?")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(request: Request) -> Reading:
    content = decode(request.data)
    if request.name.lower().endswith(".csv"):
        return Reading("csv", None, text_blocks(csv_as_tabs(content)))
    return Reading("text", None, text_blocks(content))


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 with or without a mark, UTF-16, or GB18030 with replacement of broken characters."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if (zeros := data[:4000].count(0)) > len(data[:4000]) // 8:
        even = data[0:4000:2].count(0)
        return data.decode("utf-16-be" if even > zeros - even else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def text_blocks(text: str) -> Iterator[Block]:
    """The tables and lines of a dump in reading order. Tables of spaced dumps have their blank cells put back."""
    from core.forms.placing import place
    from core.forms.printed import vocabulary

    text = _ordinary(text)
    lines = printed_lines(text, vocabulary())
    items = list(_items(lines, vocabulary()))
    place([item for item in items if isinstance(item, LooseTable)], text, vocabulary())
    for item in items:
        yield item.grid() if isinstance(item, LooseTable) else item


def _ordinary(text: str) -> str:
    """The text without characters that look like others or like nothing: radicals, full-width figures, zero width."""
    text = _INVISIBLE.sub("", mend_radicals(text))
    return _WIDE_FIGURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)


def _items(lines: list[Printed], vocabulary: Vocabulary) -> Iterator[LooseTable | Block]:
    whole = whole_paragraphs(lines)
    for region in regions_of(lines):
        yield from _region_items(region, vocabulary, whole)


def _region_items(region: Region, vocabulary: Vocabulary, whole: bool) -> Iterator[Item | Block]:
    if region.family == "celled":
        yield from celled_blocks(region.lines, vocabulary)
    elif region.family == "tabbed" and (
        len(region.lines) > 1 or are_headings(region.lines[0].text.split("\t"), vocabulary)
    ):
        yield tabbed_grid(region.lines, vocabulary)
    elif region.family == "tabbed":
        yield from (Line(paragraph(line.text), whole=True) for line in region.lines if not line.blank)
    else:
        yield from spaced_items([line for line in region.lines if not line.blank], vocabulary, whole)


def csv_as_tabs(text: str) -> str:
    """A comma-separated file as rows between tabs. A quote that nobody closes spoils no more than its own line."""
    if text.count('"') % 2:
        text = "\n".join(line.replace('"', "") if line.count('"') % 2 else line for line in text.splitlines())
    rows = csv.reader(io.StringIO(text))
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
