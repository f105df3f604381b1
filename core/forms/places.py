"""How lines stand to each other and to their page."""

from __future__ import annotations

from core.layout.blocks import Line


def same_height(line: Line, other: Line) -> bool:
    """Whether the two are pieces of one printed line."""
    if line.box is None or other.box is None or line.page != other.page:
        return False
    _, top, _, bottom = line.box
    _, its_top, _, its_bottom = other.box
    shared = min(bottom, its_bottom) - max(top, its_top)
    return shared > 0 and shared > 0.5 * min(bottom - top, its_bottom - its_top)


def centred(line: Line, reach: float = 0.03) -> bool | None:
    """Whether the line stands in the middle of its page, at most `reach` page widths off; None without a place."""
    if line.box is None or not line.page_width:
        return None
    off = abs(line.box.centre[0] - line.page_width / 2)
    return off < reach * line.page_width


def put_in_order(lines: list[Line]) -> None:
    """Move the last line before those that stand to the right of it on the same height."""
    at = len(lines) - 1
    while at > 0 and _right_of(lines[at - 1], lines[at]):
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
        at -= 1


def _right_of(line: Line, other: Line) -> bool:
    if line.box is None or other.box is None:
        return False
    return same_height(line, other) and line.box.x0 > other.box.x1
