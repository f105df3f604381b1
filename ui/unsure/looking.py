"""What runs in the background of a second look. Everything heavy is imported here, when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.model import Box
from ui.session import Session

if TYPE_CHECKING:
    from core.layout.blocks import Block
    from core.rereading import Opinion, Original

LANE = "ocr"  # one engine serves one thread
_DRAWN = ("pdf", "scan")


def can_look(session: Session) -> bool:
    """Whether the pages of the report can be drawn."""
    return session.source is not None and session.source_kind in _DRAWN


def original(session: Session) -> Original:
    """The pages of a session as another thread may look at them. Only where `can_look`."""
    from core.rereading import Original

    assert session.source is not None
    return Original(session.source, session.source_kind, session.password, session.report.straightened)


def look(pages: Original, page: int, box: Box, printed: str, suggested: str) -> Opinion:
    """Which of two figures the picture of a cell shows."""
    from core.rereading import second_look

    return second_look(pages, page, box, printed, suggested)


def read_again(pages: Original, page: int, region: Box) -> list[Block]:
    """The grids and lines of a region of a page, read anew."""
    from core.rereading import reread

    return reread(pages, page, region)
