"""A dump cut into regions by how its tables are written: cells behind tabs, rows between tabs, or plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.layout.text.lines import Printed
from core.layout.text.tabbed import is_tabbed

Family = Literal["celled", "tabbed", "plain"]
_LONG = 150  # characters: no line of a page is as long


@dataclass(slots=True)
class Region:
    """Consecutive lines of one family."""

    family: Family
    lines: list[Printed] = field(default_factory=list)


def regions_of(lines: Sequence[Printed]) -> Iterator[Region]:
    """The regions in order; a celled or tabbed region is one table."""
    region: Region | None = None
    for line in lines:
        family = _family(line, region)
        if region is None or family != region.family or _parted(line, region):
            if region is not None:
                yield region
            region = Region(family)
        region.lines.append(line)
    if region is not None:
        yield region


def _family(line: Printed, region: Region | None) -> Family:
    inside = region is not None and region.family == "celled"
    if region is not None and region.family == "tabbed" and not line.gap and line.text.count("\t") > 1:
        return "tabbed"  # a row with blank cells in front
    if line.celled and (inside or not _is_row(line)):
        return "celled"
    if inside and not line.blank and line.gap <= 1 and region is not None:
        return "celled"
    return "tabbed" if is_tabbed(line) else "plain"


def _is_row(line: Printed) -> bool:
    """Whether a line that begins with a tab holds several cells: a row whose first cell is blank."""
    return "\t" in line.text.strip("\t ")


def _parted(line: Printed, region: Region) -> bool:
    """Whether blank lines end a table here."""
    return line.gap > (1 if region.family == "celled" else 0) and region.family != "plain"


def whole_paragraphs(lines: Sequence[Printed]) -> bool:
    """Whether lines outside tables are whole paragraphs: some hold sentences far longer than a printed line."""
    return any(len(line.text) > _LONG and "。" in line.text[:-1] and "\t" not in line.text for line in lines)
