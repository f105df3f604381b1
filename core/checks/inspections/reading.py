"""What the reader could not read: pages without text, unsure cells. Also numbers that no report should publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from core.checks.facts import Facts
from core.checks.findings import Finding, table_name
from core.checks.registry import inspection
from core.checks.text.shared import places_in_text
from core.model import CellRef

_UNSURE = 0.95  # of the least sure digit; measured on scans, what is surer is wrong less than once in a thousand
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<![\d.])1[3-9]\d{9}(?![\d.])")


@inspection(looks_at=("narrative",))
def unread_pages(facts: Facts) -> Iterator[Finding]:
    """Pages without readable text, one finding for all that share a reason."""
    unread = sorted(facts.report.unread, key=lambda u: (u.reason, u.page))
    for reason, pages in groupby(unread, key=lambda u: u.reason):
        numbers = "、".join(str(u.page) for u in pages)
        yield Finding(
            "reading.unread_page",
            "ocr",
            "warning",
            f"第 {numbers} 页没有读出文字（{reason}），这些页没有参加核对，请对照原件。",
        )


@inspection(looks_at=("tables",))
def unsure_cells(facts: Facts) -> Iterator[Finding]:
    """Figures that OCR was not sure of, and cells whose ink it could not read, one hint for each table."""
    for table in facts.report.tables:
        unsure = tuple(
            CellRef(table.id, r, c)
            for r, row in enumerate(table.rows)
            for c, cell in enumerate(row)
            if cell.confidence is not None
            and cell.confidence < _UNSURE
            and not cell.corrected
            and (cell.figure or not cell.text)
        )
        if unsure:
            yield Finding(
                "reading.unsure_cells",
                "ocr",
                "info",
                f"{table_name(table)}有 {len(unsure)} 个数字看不太清或没有认出，请对照原图核对。",
                table=table.id,
                cells=unsure,
            )


@inspection(looks_at=("narrative",))
def private_numbers(facts: Facts) -> Iterator[Finding]:
    """Identity card numbers and mobile numbers have no place in a published report."""
    told: set[tuple[int | None, str]] = set()
    for pattern, what in ((_IDENTITY, "身份证号"), (_MOBILE, "手机号码")):
        for _, quote in places_in_text(facts, pattern):
            if (quote.paragraph, what) not in told:
                told.add((quote.paragraph, what))
                message = f"正文里像是有{what}，公开前请确认可以公布。"
                yield Finding("reading.private", "other", "info", message, text=quote)


@inspection(looks_at=("tables",))
def private_cells(facts: Facts) -> Iterator[Finding]:
    """The same in a cell."""
    for table in facts.report.tables:
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row):
                if len(cell.text) >= 18 and _IDENTITY.search(cell.text):
                    yield Finding(
                        "reading.private",
                        "other",
                        "info",
                        f"{table_name(table)}里像是有身份证号，公开前请确认可以公布。",
                        table=table.id,
                        cells=(CellRef(table.id, r, c),),
                    )
